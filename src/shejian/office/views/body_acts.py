"""Forms on a party organization, and on the Party building of a social organization."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shejian.office.acting.body_founding import EstablishBody, establishing
from shejian.office.acting.form import ActForm
from shejian.office.asking import pose, read_asking
from shejian.office.build.body import present_body_cards
from shejian.office.build.body_acts import BODY_FORMS, PARTY_FORMS, body_acts, body_subject, party_acts
from shejian.office.build.organization import present_cards
from shejian.office.build.organization_acts import organization_subject
from shejian.office.pages import Link
from shejian.office.reach import may_write_body, may_write_organization, reaches_body, reaches_organization
from shejian.office.views import refusals
from shejian.office.views.acting import Surroundings, act_on
from shejian.office.visitors import Visitor
from shejian.party.queries import knows_body
from shejian.registry.queries import knows

BODY, ORGANIZATION = "这个党组织", "这家社会组织"


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, number: int, verb: str) -> HttpResponse:
    """更正, 调整, 书记任免, 委员会, 党费, 学时, 合并, 撤销."""
    posed = pose(one, read_asking(request.GET))
    if not knows_body(posed.asked.picture, number):
        return refusals.not_in_ledger(request, one, posed, BODY)
    if not reaches_body(one, posed, number):
        return refusals.not_within_reach(request, one, posed, BODY)
    back = Link(f"回到{BODY}", reverse("office:party-organization", args=[number]))
    if not may_write_body(one, posed, number):
        return refusals.not_writable(request, one, posed, BODY, back)
    if verb not in BODY_FORMS:
        return refusals.no_such_act(request, one, back)
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return BODY_FORMS[verb](one, now, body_subject(now, number), data, request.GET)

    around = Surroundings(body_acts(number, verb), present_body_cards(one, posed, number))
    return act_on(request, one, make, around)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, one: Visitor) -> HttpResponse:
    """建立党组织, perhaps to cover an organization that the address names."""
    posed = pose(one, read_asking(request.GET))
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        if data is None:
            return establishing(one, now, request.GET.get("organization", ""))
        return EstablishBody(one, now, None, data)

    return act_on(request, one, make)


@require_http_methods(["GET", "POST"])
def of_organization(request: HttpRequest, one: Visitor, number: int, verb: str) -> HttpResponse:
    """纳入覆盖, 选派, 结束选派."""
    posed = pose(one, read_asking(request.GET))
    if not knows(posed.asked.picture, number):
        return refusals.no_such_organization(request, one, posed)
    if not reaches_organization(one, posed, number):
        return refusals.organization_out_of_reach(request, one, posed)
    back = Link(f"回到{ORGANIZATION}", reverse("office:organization", args=[number]))
    if not may_write_organization(one, posed, number):
        return refusals.not_writable(request, one, posed, ORGANIZATION, back)
    if verb not in PARTY_FORMS:
        return refusals.no_such_act(request, one, back)
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return PARTY_FORMS[verb](one, now, organization_subject(now, number), data)

    return act_on(request, one, make, Surroundings(party_acts(number, verb), present_cards(posed, number)))
