"""Pages for what nobody asked for: no such address, no right, a stale form, a fault of the program."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from shejian.office.pages import Link, Plain

HOME = _("回到首页")
NOTHING_LOST = _("台账没有变动。")


def _page(request: HttpRequest, status: int, title: str, *lines: Any) -> HttpResponse:
    page = Plain(None, title, tuple(map(str, lines)), (Link(str(HOME), reverse("office:workbench")),))
    return render(request, "office/plain.html", {"page": page}, status=status)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, 404, gettext("没有这一页"), NOTHING_LOST, gettext("网址可能写错了，或者这一页已经没有了。"))


@requires_csrf_token
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(
        request, 403, gettext("不能打开这一页"), NOTHING_LOST, gettext("您没有打开它的权限；需要的话，请找管理员。")
    )


@requires_csrf_token
def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(
        request,
        400,
        gettext("请求没有看懂"),
        NOTHING_LOST,
        gettext("请回到上一页再办一次；再不行，请把时间和做法告诉管理员。"),
    )


@requires_csrf_token
def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token does not fit: it was open too long, or comes from elsewhere."""
    return _page(
        request,
        403,
        gettext("这张表放得太久了，没有提交"),
        NOTHING_LOST,
        gettext("可能是登录过期、换了账号，或者浏览器不收 Cookie。请回到上一页，刷新以后再交一次。"),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500. It asks nothing of the database, which may be what is broken."""
    return render(request, "office/broken.html", status=500)
