"""Days counted on whole columns, as ``core.calendar`` counts single ones, and the day on which a state began."""

from __future__ import annotations

from datetime import date

import narwhals as nw

from shejian.core.calendar import Limit, LimitUnit
from shejian.core.facts import Frame

BEGINNING = date(1, 1, 1)
"""Stands for 自始 where days are put in order."""
OFFSETS = {LimitUnit.DAY: "d", LimitUnit.MONTH: "mo", LimitUnit.YEAR: "y", LimitUnit.AGE: "y"}


def after(day: nw.Expr, limit: Limit) -> nw.Expr:
    """``core.calendar.deadline(day, limit).day`` of a column: months and years are clamped to the month's end.

    Raises:
        ValueError: the limit is one of working days, which no column is counted in.
    """
    return _offset(day, limit, "")


def before(day: nw.Expr, limit: Limit) -> nw.Expr:
    """The day ``limit`` earlier, clamped likewise."""
    return _offset(day, limit, "-")


def _offset(day: nw.Expr, limit: Limit, sign: str) -> nw.Expr:
    if limit.unit not in OFFSETS:
        raise ValueError(f"{limit} 以{limit.unit.value}计，不能整列推算")
    return day.dt.offset_by(f"{sign}{limit.count}{OFFSETS[limit.unit]}").cast(nw.Date)


def next_day(day: nw.Expr) -> nw.Expr:
    """The day after, of a column."""
    return day.dt.offset_by("1d").cast(nw.Date)


def latest(*days: nw.Expr) -> nw.Expr:
    """The latest of several columns of days; those that are null are passed over."""
    return nw.max_horizontal(*days)


def from_the_beginning(day: nw.Expr) -> nw.Expr:
    """The column with 自始 as a day."""
    return day.fill_null(nw.lit(BEGINNING))


def months(day: nw.Expr) -> nw.Expr:
    """Months since the year 0, so that months can be subtracted."""
    year, month = day.dt.year().cast(nw.Int64), day.dt.month().cast(nw.Int64)
    return year * 12 + month - 1


def came_to(events: Frame, entity: str, least: int, *, enough: bool) -> Frame:
    """Since when each entity lastingly has (``enough``) or has not ``least`` of something: entity, came_to.

    Args:
        events: by ``entity`` and ``day``, how many came (+) or went (-): ``change``. None is dated after the day asked.

    An entity that never had enough is left out where that is asked: it had not from its own beginning.
    """
    net = events.group_by(entity, "day").agg(nw.col("change").sum())
    count = nw.col("change").cum_sum().over(entity, order_by="day")
    there = (count >= least) if enough else (count < least)
    states = net.with_columns(there.alias("there"))
    other = states.filter(~nw.col("there")).group_by(entity).agg(nw.col("day").max().alias("other"))
    dated = states.filter(nw.col("there")).join(other, on=entity, how="left")
    never = nw.col("other").is_null() if enough else nw.lit(value=False)
    return (
        dated.filter((nw.col("day") > nw.col("other")) | never)
        .group_by(entity)
        .agg(nw.col("day").min().alias("came_to"))
    )
