"""Pages that say why something is not opened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shejian.office.insiders import Insider
from shejian.office.pages import Empty
from shejian.phone.build.shell import phone_shell
from shejian.phone.pages import HomePage


def not_yours(request: HttpRequest, one: Insider) -> HttpResponse:
    """The address names a party organization whose record somebody else keeps."""
    return said(
        request,
        one,
        "这个党组织不由您记",
        "您记的是别的党组织，或者记录人已经交接。账没有动；请回到首页，从您的支部接着办。",
        status=403,
    )


def not_recorded_by_you(request: HttpRequest, one: Insider) -> HttpResponse:
    """The meeting is his branch's, and somebody else put it on record."""
    text = "手机上只改您自己记的会。这一次是别人记的，或者是导入的；有错请告诉上级经办人更正。账没有动。"
    return said(request, one, "这次会不是您记的", text, status=403)


def said(request: HttpRequest, one: Insider, title: str, text: str, *, status: int) -> HttpResponse:
    """A page of a few words."""
    page = HomePage(phone_shell(one, title, ""), (), (), Empty(title, text))
    return render(request, "phone/home.html", {"page": page}, status=status)
