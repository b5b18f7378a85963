"""Limits of time as regulations give them, and deadlines that say how they were counted."""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS_A_YEAR = 12


class LimitUnit(StrEnum):
    """What a limit is counted in; 日 and 月 are different law, not different formatting."""

    DAY = "日"
    MONTH = "个月"
    YEAR = "年"


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time as a rule states it, for example 1 个月 or 3 年."""

    count: int
    unit: LimitUnit

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day reached by counting ``limit`` from ``start``, with the counting in words."""

    day: date
    start: date
    limit: Limit
    explanation: str


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later, clamped to the end of a shorter month.

    One year after 29 February is 28 February; one month after 31 January is the last day of February.
    """
    index = day.year * MONTHS_A_YEAR + (day.month - 1) + months
    year, month = divmod(index, MONTHS_A_YEAR)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def deadline(start: date, limit: Limit) -> Deadline:
    """The day on which ``limit``, counted from ``start``, is reached.

    Months and years go to the corresponding day, clamped to the month's end; the day of ``start`` is not counted.
    """
    if limit.unit is LimitUnit.DAY:
        day = start + timedelta(days=limit.count)
        how = f"自 {start} 次日起数 {limit.count} 日"
    else:
        months = limit.count * (MONTHS_A_YEAR if limit.unit is LimitUnit.YEAR else 1)
        day = add_months(start, months)
        how = f"自 {start} 起数 {limit}，到对应日"
        if day.day != start.day:
            how += f"；该月没有 {start.day} 日，取月末"
    return Deadline(day=day, start=start, limit=limit, explanation=f"{how}，为 {day}")
