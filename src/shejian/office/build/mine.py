"""A visitor's own account."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from shejian.accounts.sessions import PUBLIC, sessions_of
from shejian.base.queries import holdings
from shejian.office.account_pages import MyAccountPage
from shejian.office.build.accounts import role_line
from shejian.office.build.devices import session_lines
from shejian.office.build.shell import shell
from shejian.office.visitors import Visitor, administrators

HOURS = 60


def my_account_page(request: HttpRequest, one: Visitor, now: datetime) -> MyAccountPage:
    """What one may do, and where one is signed in."""
    current = [held for held in holdings(one.user.pk) if not held.has_ended(one.today)]
    sessions = sessions_of(one.user.pk, now)
    who = "、".join(administrators(one.today)) or "在服务器上管理社建的人"
    return MyAccountPage(
        shell=shell(request, one, "我的账号", "my-account"),
        name=one.user.name,
        username=one.user.username,
        roles=tuple(role_line(held, one.tree, one.today) for held in current),
        no_roles="" if current else f"还没有给您安排单位和角色，请找管理员{who}。",
        sessions=session_lines(sessions, request.session.session_key),
        others=len(sessions) > 1,
        idle=idle_sentence(public=bool(request.session.get(PUBLIC))),
        password=reverse("office:password"),
        end=reverse("office:my-sessions"),
    )


def idle_sentence(*, public: bool) -> str:
    """After how long a browser that is left alone must sign in again."""
    if public:
        return f"这里是公用电脑：离开 {settings.SESSION_IDLE_MINUTES_PUBLIC} 分钟就退出，关掉浏览器也退出。"
    hours, most = settings.SESSION_IDLE_MINUTES // HOURS, settings.SESSION_COOKIE_AGE // HOURS // HOURS
    return f"离开 {hours} 小时就退出；一次登录最长 {most} 小时。"
