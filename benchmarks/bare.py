"""The bare page: our middleware and our template, and one indexed query for its rows, handed over as they come."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from shejian.office.table_pages import TablePage
from shejian.registry.models import Registration

ROWS = 50
KEPT: dict[str, TablePage] = {}
"""A page as the office built it once: its shell, filters and pager are given, only its rows are read."""


def bare(request: HttpRequest) -> HttpResponse:
    """Fifty organizations in the template of the ledger."""
    assert request.user.is_authenticated
    page = KEPT["page"]
    found = Registration.objects.filter(superseded_by=None).order_by("organization_id")[:ROWS]
    facts = found.values_list("organization_id", "name", "code")
    rows = tuple(_row(kept, *fact) for kept, fact in zip(page.rows, facts, strict=False))
    return render(request, "office/ledgers/ledger.html", {"page": replace(page, rows=rows)})


def _row(kept: Any, number: int, name: str, code: str) -> Any:
    first = replace(kept.first, text=name, sub=code, href=f"/organizations/{number}/")
    return replace(kept, key=str(number), first=first)


urlpatterns = [path("bare/", bare), path("", include("shejian.urls"))]
