"""Rules, and the instruments they come from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.core.rules import UnknownRuleError
from shejian.office.asking import pose, read_asking
from shejian.office.build.instruments import instrument_page, instruments_page
from shejian.office.build.rule import rule_page
from shejian.office.build.rules import rules_page
from shejian.office.views import refusals
from shejian.office.visitors import Visitor
from shejian.rulebook.queries import national_law


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """All rules on a day."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/rules.html", {"page": rules_page(request, one, posed)})


@require_safe
def rule(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """One rule."""
    posed = pose(one, read_asking(request.GET))
    try:
        parameter = posed.asked.law.parameter(key)
    except UnknownRuleError as unknown:
        return refusals.no_such_rule(request, one, posed, str(unknown))
    return render(request, "office/rule.html", {"page": rule_page(request, one, posed, parameter)})


@require_safe
def instruments(request: HttpRequest, one: Visitor) -> HttpResponse:
    """All instruments."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/instruments.html", {"page": instruments_page(request, one, posed)})


@require_safe
def instrument(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """One instrument."""
    posed = pose(one, read_asking(request.GET))
    found = national_law(posed.known).instruments.get(key)
    if found is None:
        return refusals.no_such_rule(request, one, posed, f"没有代号是 {key} 的文件")
    return render(request, "office/instrument.html", {"page": instrument_page(request, one, posed, found)})
