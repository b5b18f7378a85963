"""What the chapters of a record book share: tables that may be empty, days that may not be on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shejian.core.documents import Block, Column, Prose, Table
from shejian.reports.minutes import UNKNOWN


def listed(
    columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]], *, nothing: str, narrow: bool = False
) -> Block:
    """A table, or in words that there is nothing to list."""
    return Table(columns, tuple(rows), narrow) if rows else Prose(nothing)


def day_text(day: date | None) -> str:
    """A day, or that it is not on record."""
    return UNKNOWN if day is None else day.isoformat()
