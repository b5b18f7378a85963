"""Days and half-open spans of days.

"On day D" means at the close of D: a span holds on its ``start`` and no longer on its ``end``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which something holds: from ``start`` up to, and without, ``end``.

    ``start`` is ``None`` for what has held as long as anyone can say (自始); ``end`` is ``None`` for what still holds.

    Raises:
        ValueError: the span would end on or before the day it starts.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"a span must end after it starts: {self.start} .. {self.end}")

    def holds_on(self, day: date) -> bool:
        """Whether the span holds at the close of ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Span) -> bool:
        """Whether there is a day on which both hold."""
        starts_before = self.start is None or other.end is None or self.start < other.end
        ends_after = self.end is None or other.start is None or other.start < self.end
        return starts_before and ends_after

    def without(self, others: Sequence[Span]) -> list[Span]:
        """What is left of it on the days on which none of the others holds, the earliest first."""
        other = next((one for one in others if one.overlaps(self)), None)
        if other is None:
            return [self]
        left: list[Span] = []
        if other.start is not None and (self.start is None or self.start < other.start):
            left += Span(self.start, other.start).without(others)
        if other.end is not None and (self.end is None or other.end < self.end):
            left += Span(other.end, self.end).without(others)
        return left


def close_of(day: date) -> datetime:
    """The last instant of ``day`` in China, the moment a bare date means on the recorded clock."""
    return datetime.combine(day, time.max, tzinfo=SHANGHAI)


def next_day(day: date) -> date:
    return day + ONE_DAY


def previous_day(day: date) -> date:
    return day - ONE_DAY


def year_start(day: date) -> date:
    return day.replace(month=1, day=1)


def year_end(day: date) -> date:
    return day.replace(month=12, day=31)


def month_ends(since: date, on: date) -> list[date]:
    """The last day of every month from the month of ``since`` to that of ``on``; the last one is ``on`` itself."""
    ends: list[date] = []
    year, month = since.year, since.month
    while (year, month) < (on.year, on.month):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        ends.append(date(year, month, 1) - ONE_DAY)
    ends.append(on)
    return ends
