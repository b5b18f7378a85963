"""Limits of time as regulations give them, and deadlines that say how they were counted.

What the instruments leave open is settled here, once, and said in each explanation:

- the day on which the period starts is not counted;
- months and years go to the corresponding day; a month that has no such day gives its last one, so one year after
  29 February is 28 February, and eighteen years after it too, if that year is no leap year;
- what ends on a day of rest ends on that day. The first working day after it is given beside it, and not judged by;
- working days are those the State Council arranged. In a year it has not arranged yet only weekends are known, and the
  day is provisional.
"""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from shejian.core.calendar.days import ONE_DAY
from shejian.core.calendar.workdays import WEEKENDS, Workdays, rests_in_words

MONTHS_A_YEAR = 12


class LimitUnit(StrEnum):
    """What a limit is counted in; 日, 工作日 and 月 are different law, not different formatting.

    周岁 are years since birth.
    """

    DAY = "日"
    WORKDAY = "个工作日"
    MONTH = "个月"
    YEAR = "年"
    AGE = "周岁"


IN_MONTHS = {LimitUnit.MONTH: 1, LimitUnit.YEAR: MONTHS_A_YEAR, LimitUnit.AGE: MONTHS_A_YEAR}
"""How many months one of a unit is, of those that are counted in whole months."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time as a rule states it, for example 1 个月, 5 个工作日 or 3 年."""

    count: int
    unit: LimitUnit

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


class LimitKind(StrEnum):
    """What the day reached means; the value is the word before that day."""

    REACHED = "为"
    WITHIN = "最迟"
    AT_LEAST = "最早"
    PUBLICITY = "公示期满后最早"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day reached by counting ``limit`` from ``start``; how it was counted is said when asked for.

    Attributes:
        day: the day reached, and what it means by ``kind``.
        workdays: the arrangement of working days by which it was counted; ``None`` if none was given.
    """

    day: date
    start: date
    limit: Limit
    workdays: Workdays | None = field(default=None, repr=False)
    kind: LimitKind = LimitKind.REACHED

    @property
    def provisional(self) -> bool:
        """Whether the day may still move: it rests on working days of a year that is not arranged yet."""
        if self.limit.unit is not LimitUnit.WORKDAY:
            return False
        return self.workdays is None or not self.workdays.covers(self.start + ONE_DAY, self._last_counted)

    @property
    def next_workday(self) -> date | None:
        """The first working day after a limit that ends on a day of rest: to be shown, not to be judged by.

        ``None`` if the day is a working day, or no arrangement of working days was given.
        """
        if self.workdays is None or self.workdays.works_on(self.day):
            return None
        return self.workdays.next_workday(self.day)

    @property
    def explanation(self) -> str:
        """The counting in words, ending with the day."""
        last = f"，数到 {self._last_counted}" if self.kind is LimitKind.PUBLICITY else ""
        return f"{self._counted()}{last}，{self.kind} {self.day}{self._rest()}{self._doubt()}"

    def keeps(self, day: date) -> bool:
        """Whether something done on ``day`` keeps the limit."""
        return day <= self.day if self.kind is LimitKind.WITHIN else day >= self.day

    @property
    def _last_counted(self) -> date:
        return self.day - ONE_DAY if self.kind is LimitKind.PUBLICITY else self.day

    def _counted(self) -> str:
        if self.limit.unit is LimitUnit.DAY:
            return f"自 {self.start} 次日起数 {self.limit.count} 日"
        if self.limit.unit is LimitUnit.WORKDAY:
            return self._counted_workdays()
        counted = f"自 {self.start} 起数 {self.limit}，到对应日"
        return (
            counted if self._last_counted.day == self.start.day else f"{counted}；该月没有 {self.start.day} 日，取月末"
        )

    def _counted_workdays(self) -> str:
        rests = rests_in_words(self.start, self._last_counted, self.workdays or WEEKENDS)
        return f"自 {self.start} 次日起数 {self.limit.count} 个工作日{rests}"

    def _rest(self) -> str:
        following = self.next_workday
        if following is None or self.workdays is None or self.kind is not LimitKind.WITHIN:
            return ""
        unsure = "" if self.workdays.covers(self.day, following) else "按周末推算，"
        return f"（当天休息，其后第一个工作日是 {following}，{unsure}仅供参考）"

    def _doubt(self) -> str:
        if not self.provisional:
            return ""
        if self.workdays is None:
            return "；没有对照放假安排，只除去周末，日子是暂定的"
        years = range((self.start + ONE_DAY).year, self._last_counted.year + 1)
        unknown = "、".join(str(year) for year in years if year not in self.workdays.published)
        return f"；{unknown} 年放假安排尚未收录，只除去周末，日子是暂定的"


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later, clamped to the end of a shorter month.

    One year after 29 February is 28 February; one month after 31 January is the last day of February.
    """
    index = day.year * MONTHS_A_YEAR + (day.month - 1) + months
    year, month = divmod(index, MONTHS_A_YEAR)
    if day.day <= 28:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def anniversary(day: date, years: int) -> date:
    """The day on which ``years`` full years since ``day`` are reached (周年、周岁): 29 February's is the 28th where
    there is no 29th."""
    return add_months(day, years * MONTHS_A_YEAR)


def full_years(since: date, day: date) -> int:
    """How many full years (周年、周岁) have been reached on ``day`` since ``since``; negative before it."""
    years = day.year - since.year
    return years if anniversary(since, years) <= day else years - 1


def deadline(start: date, limit: Limit, workdays: Workdays | None = None) -> Deadline:
    """The day on which ``limit``, counted from ``start``, is reached.

    Months and years go to the corresponding day, clamped to the month's end; the day of ``start`` is not counted.
    """
    return Deadline(_reached(start, limit, workdays), start, limit, workdays)


def within(start: date, limit: Limit, workdays: Workdays | None = None) -> Deadline:
    """Within ``limit`` of ``start`` (……之日起 N 个月内): the last day on which it can still be done."""
    return Deadline(_reached(start, limit, workdays), start, limit, workdays, LimitKind.WITHIN)


def at_least(start: date, limit: Limit, workdays: Workdays | None = None) -> Deadline:
    """At least ``limit`` after ``start`` (满一年、至少三个月后): the first day on which it can be done.

    The corresponding day itself is enough: one year is full on the same day next year.
    """
    return Deadline(_reached(start, limit, workdays), start, limit, workdays, LimitKind.AT_LEAST)


def publicity(posted: date, limit: Limit, workdays: Workdays | None = None) -> Deadline:
    """Made public for at least ``limit`` (公示不少于 N 个工作日): the first day on which that time is over.

    The day of posting is not counted, and every day counted has to pass whole.
    """
    return Deadline(_reached(posted, limit, workdays) + ONE_DAY, posted, limit, workdays, LimitKind.PUBLICITY)


def _reached(start: date, limit: Limit, workdays: Workdays | None) -> date:
    if limit.unit is LimitUnit.DAY:
        return start + timedelta(days=limit.count)
    if limit.unit is LimitUnit.WORKDAY:
        return (workdays or WEEKENDS).after(start, limit.count)
    return add_months(start, in_months(limit))


def in_months(limit: Limit) -> int:
    """A limit of months or years as months.

    Raises:
        ValueError: it is one of days.
    """
    if limit.unit not in IN_MONTHS:
        raise ValueError(f"{limit} 不能折成月")
    return limit.count * IN_MONTHS[limit.unit]
