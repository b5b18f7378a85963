"""The ledger of social organizations, and each of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from shejian.office.asking import pose, read_asking
from shejian.office.build.ledger import TITLE, ledger_page, ledger_workbook
from shejian.office.build.ledgers.picking import picked
from shejian.office.build.ledgers.tabs import ORGANIZATIONS
from shejian.office.build.organization import organization_page
from shejian.office.downloads import workbook_response
from shejian.office.reach import reaches_organization
from shejian.office.views import refusals
from shejian.office.views.ledgers import unpicked
from shejian.office.visitors import Visitor
from shejian.registry.queries import knows, merged_into


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The organizations of a question, limited and sorted as wished."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/organizations.html", {"page": ledger_page(request, one, posed)})


@require_safe
def export(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The same organizations as a workbook."""
    posed = pose(one, read_asking(request.GET))
    if picked(request.GET) == frozenset():
        return redirect(unpicked(request, ORGANIZATIONS))
    return workbook_response(ledger_workbook(request, posed), f"{TITLE}{posed.on}.xlsx")


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
