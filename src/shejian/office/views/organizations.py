"""The ledger of social organizations, and each of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.office.asking import pose, read_asking
from shejian.office.build.ledgers.organizations import LEDGER
from shejian.office.build.organization import organization_page
from shejian.office.reach import reaches_organization
from shejian.office.views import refusals
from shejian.office.views.ledgers import handed_out, shown
from shejian.office.visitors import Visitor
from shejian.registry.queries import knows, merged_into


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The organizations of a question, limited, sorted and with columns as wished."""
    return shown(request, one, LEDGER)


@require_safe
def export(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The same organizations as a workbook, or only those chosen."""
    return handed_out(request, one, LEDGER)


@require_safe
def organization(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """One organization, if it was within the visitor's reach on the day."""
    posed = pose(one, read_asking(request.GET))
    merged = merged_into(number, posed.known)
    if merged is not None and reaches_organization(one, posed, merged.kept_id):
        return refusals.merged_organization(request, one, posed, merged)
    if not knows(posed.asked.picture, number):
        return refusals.no_such_organization(request, one, posed)
    if not reaches_organization(one, posed, number):
        return refusals.organization_out_of_reach(request, one, posed)
    return render(request, "office/organization.html", {"page": organization_page(request, one, posed, number)})
