"""The ledger of social organizations, and each of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.ledger import TITLE, ledger_page, ledger_workbook
from shejian.office.build.organization import organization_page
from shejian.office.downloads import workbook_response
from shejian.office.views import refusals
from shejian.office.visitors import Visitor
from shejian.registry.queries import is_within, knows


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The organizations of a question, limited and sorted as wished."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/organizations.html", {"page": ledger_page(request, one, posed)})


@require_safe
def export(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The same organizations as a workbook."""
    posed = pose(one, read_asking(request.GET))
    return workbook_response(ledger_workbook(request, posed), f"{TITLE}{posed.on}.xlsx")


@require_safe
def organization(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """One organization, if it was within the visitor's reach on the day."""
    posed = pose(one, read_asking(request.GET))
    if not knows(posed.asked.picture, number):
        return refusals.no_such_organization(request, one, posed)
    if not _reaches(one, posed, number):
        return refusals.organization_out_of_reach(request, one, posed)
    return render(request, "office/organization.html", {"page": organization_page(request, one, posed, number)})


def _reaches(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the organization belonged on the day to a unit that the visitor reaches, along the line he reaches it.

    Who reaches everything reaches those, too, that stand under no unit of that day.
    """
    tree = posed.asked.tree
    reached = one.along(tree)
    if any(units >= tree.nodes.keys() for units in reached.values()):
        return True
    return is_within(posed.asked.picture, posed.on, number, reached)
