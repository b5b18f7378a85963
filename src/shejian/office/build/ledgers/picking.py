"""Rows chosen on a page by their boxes: a form without script says which."""

from __future__ import annotations

from django.http import QueryDict

ONLY_PICKED = "picked"


def picked(said: QueryDict) -> frozenset[str] | None:
    """The keys of the rows chosen; ``None`` if all are asked for."""
    return frozenset(said.getlist("pick")) if said.get("only") == ONLY_PICKED else None
