"""The meetings of a party organization, one meeting, and putting right what was recorded of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shejian.activities.queries import knows_meeting
from shejian.office.acting.form import ActForm
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.meeting import (
    MEETING_FORMS,
    meeting_page,
    meeting_subject,
    present_meeting_cards,
)
from shejian.office.build.meetings import meetings_page
from shejian.office.build.papers import minutes_of
from shejian.office.pages import Link
from shejian.office.reach import may_write_meeting, reaches_body, reaches_meeting
from shejian.office.views import refusals
from shejian.office.views.acting import Surroundings, act_on
from shejian.office.views.papers import book_response
from shejian.office.visitors import Visitor
from shejian.party.queries import knows_body

BODY, MEETING = "这个党组织", "这次组织生活"


@require_safe
def index(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """The meetings and plans of one party organization."""
    posed = pose(one, read_asking(request.GET))
    if not knows_body(posed.asked.picture, number):
        return refusals.not_in_ledger(request, one, posed, BODY)
    if not reaches_body(one, posed, number):
        return refusals.not_within_reach(request, one, posed, BODY)
    return render(request, "office/meetings.html", {"page": meetings_page(request, one, posed, number)})


@require_safe
def meeting(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """One meeting, if one of the party organizations that met is within the visitor's reach."""
    posed = pose(one, read_asking(request.GET))
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    return render(request, "office/meeting.html", {"page": meeting_page(request, one, posed, number)})


@require_safe
def minutes(request: HttpRequest, one: Visitor, number: int, form: str) -> HttpResponse:
    """会议记录 as Word or PDF, for whoever may open the page."""
    posed = pose(one, read_asking(request.GET))
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    return book_response(request, one, minutes_of(one, posed, number), form)


def _refusal(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> HttpResponse | None:
    if not knows_meeting(posed.asked.picture, number):
        return refusals.not_in_ledger(request, one, posed, MEETING)
    if not reaches_meeting(one, posed, number):
        return refusals.not_within_reach(request, one, posed, MEETING)
    return None


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, number: int, verb: str) -> HttpResponse:
    """更正."""
    posed = pose(one, read_asking(request.GET))
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    back = Link(f"回到{MEETING}", reverse("office:meeting", args=[number]))
    if not may_write_meeting(one, posed, number):
        return refusals.not_writable(request, one, posed, MEETING, back)
    if verb not in MEETING_FORMS:
        return refusals.no_such_act(request, one, back)
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return MEETING_FORMS[verb](one, now, meeting_subject(now, number), data, request.GET)

    return act_on(request, one, make, Surroundings((), present_meeting_cards(one, posed, number)))
