"""Figures and the rows behind them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.core.indicators import catalogue
from shejian.office.asking import pose, read_asking
from shejian.office.build.evidence import evidence_page
from shejian.office.build.figures import figures_page
from shejian.office.views import refusals
from shejian.office.visitors import Visitor


@require_safe
def figures(request: HttpRequest, one: Visitor) -> HttpResponse:
    """All figures of a question."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/figures.html", {"page": figures_page(request, one, posed)})


@require_safe
def evidence(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """One figure, its definition and its rows."""
    if key not in catalogue():
        return refusals.no_such_figure(request, one, key)
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/evidence.html", {"page": evidence_page(request, one, posed, key)})
