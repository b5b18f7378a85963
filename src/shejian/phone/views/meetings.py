"""The meetings of one's party organization."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.office.insiders import Insider
from shejian.phone.build.meetings import meetings_page
from shejian.phone.views.refusing import not_yours


@require_safe
def index(request: HttpRequest, one: Insider) -> HttpResponse:
    """What was held and what is planned."""
    said = request.GET.get("body", "")
    body = next((each for each in one.bodies if said in ("", str(each))), None)
    if body is None:
        return not_yours(request, one)
    return render(request, "phone/meetings.html", {"page": meetings_page(one, body, request.GET.get("page", ""))})
