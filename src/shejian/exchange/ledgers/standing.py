"""Reading what the ledger holds now, whole tables at a time."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from shejian.journal.models import DatedFact


def rows_of(
    model: type[DatedFact], key: str, columns: tuple[str, ...], **conditions: Any
) -> dict[int, list[tuple[Any, ...]]]:
    """The standing facts of each entity, the earliest first; those without a start come before all others."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    rows = model.objects.filter(superseded_by__isnull=True, **conditions).order_by(
        F("start").asc(nulls_first=True), "id"
    )
    for row in rows.values_list(key, *columns).iterator(10_000):
        found.setdefault(row[0], []).append(row[1:])
    return found


def latest(model: type[DatedFact], key: str, columns: tuple[str, ...], **conditions: Any) -> dict[int, tuple[Any, ...]]:
    """The latest standing fact of each entity."""
    return {one: rows[-1] for one, rows in rows_of(model, key, columns, **conditions).items()}


def lists_of(model: type[DatedFact], key: str, member: str, **conditions: Any) -> dict[int, tuple[int, ...]]:
    """The members of each entity's list as it stands now, in their order."""
    found: dict[int, tuple[int, ...]] = {}
    rows = model.objects.filter(superseded_by__isnull=True, end__isnull=True, **conditions).order_by(
        key, "position", "id"
    )
    for one, other in rows.values_list(key, member).iterator(10_000):
        found[one] = (*found.get(one, ()), other)
    return found
