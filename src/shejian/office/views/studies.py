"""Lessons and trainings: the list, one of them, recording a round for secretaries, and putting right what was said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shejian.learning.models import StudyRecord
from shejian.learning.queries import study_known
from shejian.office.acting.form import ActForm
from shejian.office.acting.secretary_forms import KnowSecretaries
from shejian.office.acting.study_forms import HoldRound
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.study import STUDY_FORMS, present_study_cards, studies_page, study_page, study_subject
from shejian.office.pages import Link
from shejian.office.reach import may_write_study, reaches_study
from shejian.office.views import refusals
from shejian.office.views.acting import Surroundings, act_on
from shejian.office.visitors import Visitor

STUDY = "这次学习培训"


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Studies that the visitor may read."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/studies.html", {"page": studies_page(request, one, posed)})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, one: Visitor) -> HttpResponse:
    """记书记培训."""
    posed = pose(one, read_asking(request.GET))
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        return HoldRound(one, pose(one, read_asking(request.GET)), None, data, request.GET)

    return act_on(request, one, make)


@require_http_methods(["GET", "POST"])
def secretaries(request: HttpRequest, one: Visitor) -> HttpResponse:
    """对上书记."""
    posed = pose(one, read_asking(request.GET))
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        return KnowSecretaries(one, pose(one, read_asking(request.GET)), None, data, request.GET)

    return act_on(request, one, make)


@require_safe
def study(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """One study, for whom it concerns."""
    posed = pose(one, read_asking(request.GET))
    fact = study_known(number, posed.known)
    refusal = _refusal(request, one, posed, fact)
    if refusal is not None:
        return refusal
    return render(request, "office/meeting.html", {"page": study_page(request, one, posed, number)})


def _refusal(request: HttpRequest, one: Visitor, posed: Posed, fact: StudyRecord | None) -> HttpResponse | None:
    if fact is None:
        return refusals.not_in_ledger(request, one, posed, STUDY)
    if not reaches_study(one, posed, fact):
        return refusals.not_within_reach(request, one, posed, STUDY)
    return None


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, number: int, verb: str) -> HttpResponse:
    """更正."""
    posed = pose(one, read_asking(request.GET))
    fact = study_known(number, posed.known)
    refusal = _refusal(request, one, posed, fact)
    if refusal is not None or fact is None:
        return refusal or refusals.not_in_ledger(request, one, posed, STUDY)
    back = Link(f"回到{STUDY}", reverse("office:study", args=[number]))
    if not may_write_study(one, posed, fact):
        return refusals.not_writable(request, one, posed, STUDY, back)
    if verb not in STUDY_FORMS:
        return refusals.no_such_act(request, one, back)
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return STUDY_FORMS[verb](one, now, study_subject(now, number), data, request.GET)

    return act_on(request, one, make, Surroundings((), present_study_cards(posed, number)))
