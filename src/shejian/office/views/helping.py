"""How the office is used."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.office.build.helping import help_page
from shejian.office.visitors import Visitor


@require_safe
def how(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The help page."""
    return render(request, "office/help.html", {"page": help_page(request, one)})
