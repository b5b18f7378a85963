"""Working days as the State Council publishes them, year by year: pure data, read by ``core.rules.load_workdays``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from shejian.core.calendar.days import ONE_DAY

SATURDAY = 5
WEEKDAY_NAMES = "一二三四五六日"


@dataclass(frozen=True, eq=False)
class Workdays:
    """Which days are worked: Monday to Friday, unless a published arrangement says otherwise.

    Attributes:
        rest: days from Monday to Friday on which people rest (放假、调休), each with the holiday for which.
        work: Saturdays and Sundays on which they work (调休上班).
        published: the years whose arrangement is known. In any other year only weekends are known.
    """

    rest: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    work: frozenset[date] = frozenset()
    published: frozenset[int] = frozenset()

    def works_on(self, day: date) -> bool:
        """Whether ``day`` is a working day, as far as its arrangement is known."""
        if day.weekday() < SATURDAY:
            return day not in self.rest
        return day in self.work

    def covers(self, first: date, last: date) -> bool:
        """Whether the arrangement of every year from ``first`` to ``last`` (both counted) is published."""
        return all(year in self.published for year in range(first.year, last.year + 1))

    def next_workday(self, day: date) -> date:
        """The first working day on or after ``day``."""
        while not self.works_on(day):
            day += ONE_DAY
        return day

    def after(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``; ``start`` itself is not counted."""
        day = start
        while count:
            day += ONE_DAY
            count -= self.works_on(day)
        return day

    def rests(self, start: date, end: date) -> Iterator[tuple[date, date, str]]:
        """The runs of days of rest after ``start`` up to and with ``end``: first day, last day, and for which holidays.

        A run of nothing but a weekend has no name.
        """
        first: date | None = None
        names: dict[str, None] = {}
        day = start
        while day < end:
            day += ONE_DAY
            if not self.works_on(day):
                first = first or day
                if day in self.rest:
                    names[self.rest[day]] = None
            elif first is not None:
                yield first, day - ONE_DAY, "、".join(names)
                first, names = None, {}
        if first is not None:
            yield first, end, "、".join(names)


WEEKENDS = Workdays()
"""What is known when no arrangement is: Saturdays and Sundays are days of rest."""


def working_days_between(start: date, end: date, workdays: Workdays) -> int:
    """How many working days lie after ``start`` up to and with ``end``: as limits are counted, without the first day.

    It is certain only where ``workdays.covers(start + 1 day, end)``. If ``end`` is not later there are none.
    """
    return sum(workdays.works_on(start + ONE_DAY * number) for number in range(1, (end - start).days + 1))


def rests_in_words(start: date, end: date, workdays: Workdays) -> str:
    """Which days after ``start`` up to and with ``end`` do not count as working days, and which weekends do."""
    weekend, parts = 0, []
    for first, last, name in workdays.rests(start, end):
        if name:
            parts.append(f"{name}放假调休 {(last - first).days + 1} 天（{_run(first, last)}）")
        else:
            weekend += (last - first).days + 1
    if weekend:
        parts.insert(0, f"周末 {weekend} 天")
    worked = sorted(day for day in workdays.work if start < day <= end)
    said = f"，不计{'、'.join(parts)}" if parts else ""
    if worked:
        said += f"，{'、'.join(f'{day}（周{WEEKDAY_NAMES[day.weekday()]}）' for day in worked)}调休上班计入"
    return said


def _run(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} 至 {last}"
