"""Where a day begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shejian.office.asking import pose, read_asking
from shejian.office.build.workbench import workbench_page
from shejian.office.visitors import Visitor


@require_safe
def workbench(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The workbench of a question."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/workbench.html", {"page": workbench_page(request, one, posed)})
