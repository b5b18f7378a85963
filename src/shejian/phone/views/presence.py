"""The code by which members say that they are there: shown by the recorder, opened by whoever wants to."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from shejian.office.insiders import Insider
from shejian.office.wording import short_day
from shejian.party.models import Affiliation
from shejian.phone.branches import chosen_body
from shejian.phone.build.shell import body_name, phone_shell
from shejian.phone.pages import PhoneShell
from shejian.phone.presence import (
    MINUTES,
    Code,
    CodeRefused,
    drawn,
    note_presence,
    present_by_code,
    read_code,
    sign_code,
)
from shejian.phone.views.refusing import not_yours, said


@dataclass(frozen=True, slots=True)
class CodePage:
    """The code as the recorder shows it."""

    shell: PhoneShell
    drawing: str
    words: str
    here: int
    record_href: str
    anew_href: str


@dataclass(frozen=True, slots=True)
class HerePage:
    """What a member is asked who opened the code."""

    shell: PhoneShell
    words: str
    already: bool


@require_safe
def code(request: HttpRequest, one: Insider) -> HttpResponse:
    """签到码 of today's meeting."""
    body = chosen_body(one, request.GET.get("body", ""))
    if body is None:
        return not_yours(request, one)
    shown = Code(body, one.today)
    address = request.build_absolute_uri(reverse("phone:presence", args=[sign_code(shown)]))
    whose = f"{body_name(body, one)} {short_day(one.today, year=one.today.year)}的会"
    page = CodePage(
        phone_shell(one, "签到码", "meetings"),
        mark_safe(drawn(address)),  # noqa: S308 - drawn by us from an address of ours
        f"{whose}。愿意扫的扫，不扫的由您勾选；{MINUTES} 分钟内有效。",
        len(present_by_code(body, one.today)),
        f"{reverse('phone:record')}?body={body}",
        f"{reverse('phone:presence-code')}?body={body}",
    )
    return render(request, "phone/code.html", {"page": page})


@require_http_methods(["GET", "POST"])
def here(request: HttpRequest, one: Insider, token: str) -> HttpResponse:
    """A member says that he is there."""
    try:
        found = read_code(token)
    except CodeRefused as refusal:
        return said(request, one, "这个签到码不能用", str(refusal), status=410)
    at_home = Affiliation.objects.on(found.day, one.known).filter(person=one.person)
    if one.person is None or not at_home.filter(party_organization=found.party_organization).exists():
        name = body_name(found.party_organization, one)
        text = f"这个码是{name}的，账上您的组织关系不在那里。没有记；确实到了的，请告诉记录人。"
        return said(request, one, "不是您所在支部的签到码", text, status=403)
    if request.method == "POST":
        note_presence(found, one.person)
        messages.success(request, "已告诉记录人您到了；最后以记录人交的名单为准。")
        return redirect("phone:home")
    words = f"{body_name(found.party_organization, one)} {short_day(found.day, year=one.today.year)}的会"
    already = one.person in present_by_code(found.party_organization, found.day)
    page = HerePage(phone_shell(one, "签到", "meetings"), words, already)
    return render(request, "phone/here.html", {"page": page})
