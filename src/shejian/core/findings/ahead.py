"""What will break: the same rules, run on later days, over what the ledger already knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import narwhals as nw

from shejian.core.calendar import previous_day
from shejian.core.facts import Frame, Picture
from shejian.core.facts.picture import keep
from shejian.core.findings.judging import found
from shejian.core.indicators.evaluate import rows_of
from shejian.core.rules import Law

MOVING = (
    *("standing", "establishment", "party_organization_particulars", "coverage", "election", "committee"),
    *("membership", "affiliation", "employment", "charter", "commitment"),
)
"""Tables of which a fact dated ahead may end what broke in between."""


def ahead(picture: Picture, on: date, until: date, law: Law, keys: Iterable[str] | None = None) -> Frame:
    """Rows that are not found on ``on`` and will be on a day after it, up to ``until``; columns ``COLUMNS``.

    Each is given as of the day it is first found: ``since`` is the day it breaks. Nothing is foretold but what days
    alone bring about, and what the ledger already knows of later days.

    Raises:
        ValueError: ``until`` is not after ``on``.
    """
    if until <= on:
        raise ValueError(f"要看的日子 {until} 应晚于 {on}")
    names = None if keys is None else list(keys)
    known = keep(found(picture, on, law, names).select("check", "id"))
    later: list[Frame] = []
    for day in sorted({until, *_turning(picture, on, until)}):
        rows = keep(found(picture, day, law, names).join(known, on=["check", "id"], how="anti"))
        begins = nw.when(nw.col("since") > on).then(nw.col("since")).otherwise(nw.lit(day))
        later.append(rows.with_columns(begins.cast(nw.Date).alias("since")))
        known = nw.concat([known, rows.select("check", "id")])
    return nw.concat(later)


def _turning(picture: Picture, on: date, until: date) -> list[date]:
    """The days before something dated ahead begins or ends: what it puts right was still wrong then."""
    days: set[date] = set()
    for name in MOVING:
        for column in ("start", "end"):
            dated = picture.facts(name).filter((nw.col(column) > on) & (nw.col(column) <= until))
            days.update(row["day"] for row in rows_of(dated.select(nw.col(column).alias("day")).unique()))
    return [previous_day(day) for day in days if previous_day(day) > on]
