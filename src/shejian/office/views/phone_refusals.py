"""Pages for the phone that are refused: to whoever did not come in by invitation, or does not keep a record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shejian.office.build.shell import shell
from shejian.office.pages import Link
from shejian.office.views.refusals import FORBIDDEN, plain
from shejian.office.visitors import Visitor


def not_inside(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Pages for the phone are for who came in by invitation."""
    around = shell(request, one, "手机页凭邀请使用", "")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        f"账号 {one.user.username} 还没有对应到台账上的人，也不是哪个党组织的记录人，所以这里没有可以看的。",
        "请找所在党组织的经办人要一个邀请码，照上面写的办法填写。",
    )


def not_recorder(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Recording is for who keeps a branch's record."""
    around = shell(request, one, "记组织生活由记录人办理", "")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        "您现在不是哪个党组织的记录人，可以看本人的情况和支部的安排，不能记。账没有动。",
        "要由您来记，请找所在党组织的经办人邀请您做记录人。",
        links=(Link("回到手机首页", reverse("phone:home")),),
    )
