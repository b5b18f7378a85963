"""Figures, their catalogue, two days side by side, the statutory table, and the rows behind each figure."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from shejian.core import indicators
from shejian.exchange.services.table_export import export_table
from shejian.figures.statutory import TITLE, statutory_table
from shejian.office.asking import pose, read_asking
from shejian.office.build.catalogue import catalogue_page
from shejian.office.build.comparing import compare_page
from shejian.office.build.drawer import drawer_page, evidence_workbook
from shejian.office.build.evidence import evidence_page
from shejian.office.build.figures import figures_page
from shejian.office.build.table import table_page
from shejian.office.downloads import workbook_response
from shejian.office.views import refusals
from shejian.office.visitors import Visitor

DRAWER = "drawer"


@require_safe
def figures(request: HttpRequest, one: Visitor) -> HttpResponse:
    """All figures of a question."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/figures.html", {"page": figures_page(request, one, posed)})


@require_safe
def catalogue(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Every figure there is, with its wording, what it rests on and its value."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/catalogue.html", {"page": catalogue_page(request, one, posed)})


@require_safe
def compare(request: HttpRequest, one: Visitor) -> HttpResponse:
    """All figures at two days."""
    posed = pose(one, read_asking(request.GET))
    page = compare_page(request, one, posed)
    return render(request, "office/compare.html", {"page": page}, status=400 if page.problem else 200)


@require_safe
def table(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The statutory table."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/table.html", {"page": table_page(request, one, posed)})


@require_safe
def table_export(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The statutory table as a workbook, the same as the console writes."""
    posed = pose(one, read_asking(request.GET))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        export_table(path, statutory_table(posed.asked))
        return workbook_response(path.read_bytes(), f"{TITLE}{posed.on}.xlsx")


@require_safe
def evidence(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """One figure, its definition and its rows; asked for by the drawer, the part of it that fits there."""
    if key not in indicators.catalogue():
        return refusals.no_such_figure(request, one, key)
    posed = pose(one, read_asking(request.GET))
    htmx = HtmxDetails(request)
    if htmx and htmx.target == DRAWER:
        page = {"drawer": drawer_page(request, one, posed, key)}
        response = render(request, "office/evidence/drawer.html", page)
    else:
        response = render(request, "office/evidence.html", {"page": evidence_page(request, one, posed, key)})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@require_safe
def evidence_export(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """Every judged row of one figure as a workbook."""
    if key not in indicators.catalogue():
        return refusals.no_such_figure(request, one, key)
    posed = pose(one, read_asking(request.GET))
    name = f"{indicators.catalogue()[key].label}{posed.on}.xlsx"
    return workbook_response(evidence_workbook(request, posed, key), name)
