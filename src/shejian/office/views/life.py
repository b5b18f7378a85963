"""The calendar of organization life of a unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.office.asking import pose, read_asking
from shejian.office.build.life import life_page
from shejian.office.visitors import Visitor


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Meetings held and planned in a month, in all party organizations of a scope, and who falls behind."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/life.html", {"page": life_page(request, one, posed)})
