"""The first page of the phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.office.insiders import Insider
from shejian.phone.build.home import home_page


@require_safe
def home(request: HttpRequest, one: Insider) -> HttpResponse:
    """What one's party organizations plan, and what is one's own."""
    return render(request, "phone/home.html", {"page": home_page(one)})
