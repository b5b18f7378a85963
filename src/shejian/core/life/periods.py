"""The periods in which organization life is counted: calendar months, quarters, half years and years.

A period is so many months and a number: months since the year 0, divided by its length, so that whole columns can be
put into periods by arithmetic alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shejian.core.calendar import add_months, previous_day
from shejian.core.rules import DatedValue, Law, Per, Reading, ReadingLog, RuleUnavailable

MONTHS = Per.YEAR.months
"""Months of a year."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One calendar month, quarter, half year or year."""

    months: int
    number: int

    @property
    def first(self) -> date:
        year, month = divmod(self.number * self.months, MONTHS)
        return date(year, month + 1, 1)

    @property
    def last(self) -> date:
        return previous_day(add_months(self.first, self.months))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def back(self, count: int) -> Period:
        """The period so many earlier."""
        return Period(self.months, self.number - count)

    def __str__(self) -> str:
        year, part = divmod(self.number * self.months, MONTHS)
        place = part // self.months + 1
        named = {
            Per.MONTH.months: f"{place}月",
            Per.QUARTER.months: f"第{place}季度",
            Per.HALF_YEAR.months: "上半年" if place == 1 else "下半年",
        }
        return f"{year}年{named.get(self.months, '')}"


def period_of(day: date, per: Per) -> Period:
    """The period in which a day lies."""
    return Period(per.months, (day.year * MONTHS + day.month - 1) // per.months)


def complete_periods(on: date, per: Per) -> list[Period]:
    """The latest periods over at the close of ``on`` that make up a year: twelve months, four quarters, one year."""
    now = period_of(on, per)
    last = now if now.last == on else now.back(1)
    return [last.back(count) for count in reversed(range(MONTHS // per.months))]


@dataclass(frozen=True, slots=True)
class Duty:
    """How often something is asked for in a period, and by which value of which rule."""

    period: Period
    count: int
    value: DatedValue

    @property
    def bounds(self) -> list[date]:
        """What was founded on or before the first of these days owes one, on or before the second another, and so on.

        Pro rata (折算): who existed on ``lived`` of the period's days owes ``floor(count * lived / days)``.
        """
        days, last = self.period.days, self.period.last
        return [last - timedelta(days=-(-nth * days // self.count) - 1) for nth in range(1, self.count + 1)]


def duties(law: Law, rule: str, on: date, *, log: ReadingLog | None = None, running: bool = False) -> list[Duty]:
    """What a rule asks for in the latest complete periods that make up a year; ``running`` adds the present one.

    Each period is judged by the value of its last day (the present one by that of ``on``), in periods of which that
    value counts. Where the value stays the same it is logged once.

    Raises:
        RuleUnavailable: the rule has no value on the last day of a period; with ``running`` such periods are left out.
    """
    today = None if running else law.on(on).value(rule).frequency.per
    found = [duty for per in Per for duty in _duties(law, rule, on, per, needed=per is today, running=running)]
    found.sort(key=lambda duty: (duty.period.first, duty.period.months))
    if log is not None:
        _log(log, rule, on, found)
    return found


def _duties(law: Law, rule: str, on: date, per: Per, *, needed: bool, running: bool) -> Iterator[Duty]:
    periods = complete_periods(on, per)
    if running and period_of(on, per).last != on:
        periods.append(period_of(on, per))
    for period in periods:
        try:
            value = law.on(min(period.last, on)).value(rule)
        except RuleUnavailable:
            if needed:
                raise
            continue
        if value.frequency.per is per:
            yield Duty(period, value.frequency.count, value)


def _log(log: ReadingLog, rule: str, on: date, found: list[Duty]) -> None:
    values = dict.fromkeys(duty.value for duty in found)
    for value in values:
        first = next(duty for duty in found if duty.value == value)
        log.record(Reading(rule, min(first.period.last, on), value))
