"""Forms on a person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shejian.office.acting.form import ActForm
from shejian.office.acting.member_founding import RegisterMember, registering
from shejian.office.acting.person_merging import MergePersons
from shejian.office.acting.recording import made_of
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.body_acts import PERSON_FORMS, person_acts, person_subject
from shejian.office.build.person import merged_into_person, present_person_card
from shejian.office.ledger_pages import FactCard
from shejian.office.pages import Link
from shejian.office.reach import may_disclose, reaches_person
from shejian.office.views import refusals
from shejian.office.views.acting import Make, Surroundings, act_on, again
from shejian.office.visitors import Visitor
from shejian.party.queries import knows_person

WHAT = "这个人"


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, number: int, verb: str) -> HttpResponse:
    """更正, 转移组织关系, 转正, 转出, 并为一人."""
    posed = pose(one, read_asking(request.GET))
    if not knows_person(number, posed.known):
        return refusals.not_in_ledger(request, one, posed, WHAT)
    kept = merged_into_person(number, posed.known)
    if kept is not None and reaches_person(one, posed, kept):
        made = made_of(one, request.POST)
        if made is not None:
            messages.info(request, again(made))
        return redirect("office:person", kept)
    if not reaches_person(one, posed, number):
        return refusals.not_within_reach(request, one, posed, WHAT)
    back = Link(f"回到{WHAT}", reverse("office:person", args=[number]))
    if not may_disclose(one, posed, number):
        return refusals.not_writable(request, one, posed, WHAT, back)
    if verb not in PERSON_FORMS:
        return refusals.no_such_act(request, one, back)
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return PERSON_FORMS[verb](one, now, person_subject(now, number), data)

    around = Surroundings(person_acts(number, verb), _cards(request, posed, number, make))
    return act_on(request, one, make, around)


def _cards(request: HttpRequest, posed: Posed, number: int, make: Make) -> tuple[FactCard, ...]:
    """Who it is, masked; and beside him the other one, once a form has named him."""
    card = present_person_card(posed, number)
    form = make(request.POST) if request.method == "POST" else None
    other = form.other_number if isinstance(form, MergePersons) else None
    return (card,) if other is None else (card, present_person_card(posed, other))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, one: Visitor) -> HttpResponse:
    """登记党员, perhaps in a party organization that the address names."""
    posed = pose(one, read_asking(request.GET))
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        if data is None:
            return registering(one, now, request.GET.get("body", ""))
        return RegisterMember(one, now, None, data)

    return act_on(request, one, make)
