"""Limits of steps as days: which value of the law counts, from where, and how it was counted, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shejian.core.calendar import (
    Deadline,
    Limit,
    LimitUnit,
    Workdays,
    add_months,
    at_least,
    deadline,
    publicity,
    within,
)
from shejian.core.calendar.limits import MONTHS_A_YEAR
from shejian.core.procedures.definition import LimitMeaning, LimitRule
from shejian.core.procedures.readings import Reader
from shejian.core.rules import DatedValue

COUNTED = {LimitMeaning.EARLIEST: at_least, LimitMeaning.LATEST: within, LimitMeaning.PUBLICITY: publicity}


@dataclass(frozen=True, slots=True)
class Backwards:
    """A day reached by counting ``limit`` back from ``start``."""

    day: date
    start: date
    limit: Limit
    provisional: bool = False

    @property
    def explanation(self) -> str:
        return f"自 {self.start} 往前数 {self.limit}，为 {self.day}"


@dataclass(frozen=True, slots=True)
class Counted:
    """The day to which a limit leads, through ``parts``; ``values`` are what of the law was counted.

    ``from_rule`` says that the rule is younger than the start: it was counted from the rule's first day.
    """

    day: date
    start: date
    parts: tuple[Deadline | Backwards, ...]
    values: tuple[DatedValue, ...]
    from_rule: bool = False

    @property
    def provisional(self) -> bool:
        return any(part.provisional for part in self.parts)

    @property
    def words(self) -> str:
        """The counting in words."""
        counted = "；".join(part.explanation for part in self.parts) or f"为 {self.day}"
        return f"开始时还没有这条规定，从施行之日起算：{counted}" if self.from_rule else counted


class Counter:
    """Counts the limits of one case."""

    def __init__(self, reader: Reader, workdays: Workdays) -> None:
        self._reader = reader
        self._workdays = workdays

    def count(self, rule: LimitRule, start: date, more: Sequence[Limit], on: date) -> Counted | None:
        """The day of ``rule``, counted from ``start`` and ``more`` periods, for a step of ``on``.

        ``None`` if there is no such rule: on ``on``, or, of a last day, when its time ran out.
        """
        now = self._values(rule.parameters, on)
        if now is None:
            return None
        if rule.meaning is not LimitMeaning.LATEST or not now:
            return self._counted(rule, start, now, more)
        then = self._values(rule.parameters, start)
        if rule.back:
            return self._counted_back(rule, start, now, more)
        if then is None:
            return self._counted_from_rule(rule, start, now, more)
        counted = self._counted(rule, start, now, more)
        if then == now:
            return counted
        older = self._counted(rule, start, then, more)
        return older if older.day > counted.day else counted

    def _values(self, keys: tuple[str, ...], day: date) -> tuple[DatedValue, ...] | None:
        values = []
        for key in keys:
            value = self._reader.value(key, day)
            if value is None:
                return None
            values.append(value)
        return tuple(values)

    def _counted_back(
        self, rule: LimitRule, start: date, now: tuple[DatedValue, ...], more: Sequence[Limit]
    ) -> Counted | None:
        """Counted back, a last day comes before its start: the rule has to be there on the day itself."""
        counted = self._counted(rule, start, now, more)
        return None if self._values(rule.parameters, counted.day) is None else counted

    def _counted_from_rule(
        self, rule: LimitRule, start: date, now: tuple[DatedValue, ...], more: Sequence[Limit]
    ) -> Counted:
        firsts = (self._reader.first_after(key, start) for key in rule.parameters)
        first = max((day for day in firsts if day is not None), default=start)
        counted = self._counted(rule, first, now, more)
        return Counted(counted.day, start, counted.parts, counted.values, from_rule=True)

    def _counted(self, rule: LimitRule, start: date, values: tuple[DatedValue, ...], more: Sequence[Limit]) -> Counted:
        day = start
        parts: list[Deadline | Backwards] = []
        count = COUNTED.get(rule.meaning, deadline)
        for limit in (*(value.limit for value in values), *more):
            part = _backwards(day, limit) if rule.back else count(day, limit, self._workdays)
            day = part.day
            parts.append(part)
        return Counted(day, start, tuple(parts), values)


def _backwards(start: date, limit: Limit) -> Backwards:
    if limit.unit is LimitUnit.DAY:
        return Backwards(start - timedelta(days=limit.count), start, limit)
    return Backwards(add_months(start, -in_months(limit)), start, limit)


def in_months(limit: Limit) -> int:
    """A limit of months or years as months.

    Raises:
        ValueError: it is one of days.
    """
    if limit.unit is LimitUnit.YEAR:
        return limit.count * MONTHS_A_YEAR
    if limit.unit is LimitUnit.MONTH:
        return limit.count
    raise ValueError(f"{limit} 不能折成月")
