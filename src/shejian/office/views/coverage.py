"""Both coverages, the gaps as a workbook, and asking for what is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from shejian.core.rules import RuleUnavailable
from shejian.figures.gaps import Gap, gaps
from shejian.office.acting.asking_forms import AskToComplete
from shejian.office.acting.form import ActForm
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.coverage import TITLE, coverage_page
from shejian.office.build.gaps import gaps_workbook
from shejian.office.downloads import workbook_response
from shejian.office.views import refusals
from shejian.office.views.acting import act_on
from shejian.office.visitors import Visitor


@require_safe
def coverage(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Nominal and effective coverage of a question, and what lies between them."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/coverage.html", {"page": coverage_page(request, one, posed)})


@require_safe
def export(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The gaps as a workbook, limited as on the page."""
    posed = pose(one, read_asking(request.GET))
    return workbook_response(gaps_workbook(request, posed, _gaps(posed)), f"{TITLE}缺口{posed.on}.xlsx")


def _gaps(posed: Posed) -> tuple[Gap, ...]:
    """The gaps; none where a rule they need is not in force."""
    try:
        return gaps(posed.asked)
    except RuleUnavailable:
        return ()


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, one: Visitor) -> HttpResponse:
    """请补齐: what was ticked on the list is asked for, in words that can be changed."""
    posed = pose(one, read_asking(request.GET))
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return AskToComplete(one, now, None, data, request.GET if data is None else data)

    return act_on(request, one, make)
