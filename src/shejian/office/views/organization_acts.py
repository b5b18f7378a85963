"""Forms on a social organization."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shejian.office.acting.form import ActForm
from shejian.office.acting.organization_founding import FoundOrganization
from shejian.office.acting.recording import made_of
from shejian.office.asking import pose, read_asking
from shejian.office.build.organization import present_cards
from shejian.office.build.organization_acts import FORMS, acts_of, organization_subject
from shejian.office.pages import Link
from shejian.office.reach import may_write_organization, reaches_organization
from shejian.office.views import refusals
from shejian.office.views.acting import Surroundings, act_on, again
from shejian.office.visitors import Visitor
from shejian.registry.queries import knows, merged_into

WHAT = "这家社会组织"


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, number: int, verb: str) -> HttpResponse:
    """更正, 变更, 注销, 合并重复."""
    posed = pose(one, read_asking(request.GET))
    merged = merged_into(number, posed.known)
    if merged is not None and reaches_organization(one, posed, merged.kept_id):
        made = made_of(one, request.POST)
        if made is None:
            return refusals.merged_organization(request, one, posed, merged)
        messages.info(request, again(made))
        return redirect("office:organization", merged.kept_id)
    if not knows(posed.asked.picture, number):
        return refusals.no_such_organization(request, one, posed)
    if not reaches_organization(one, posed, number):
        return refusals.organization_out_of_reach(request, one, posed)
    back = Link("回到这家社会组织", reverse("office:organization", args=[number]))
    if not may_write_organization(one, posed, number):
        return refusals.not_writable(request, one, posed, WHAT, back)
    if verb not in FORMS:
        return refusals.no_such_act(request, one, back)
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return FORMS[verb](one, now, organization_subject(now, number), data)

    return act_on(request, one, make, Surroundings(acts_of(number, verb), present_cards(posed, number)))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, one: Visitor) -> HttpResponse:
    """登记社会组织."""
    posed = pose(one, read_asking(request.GET))
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        return FoundOrganization(one, pose(one, read_asking(request.GET)), None, data)

    return act_on(request, one, make)
