"""Limits of steps as days: which value of the law counts, from where, and how it was counted, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
from shejian.core.calendar.limits import IN_MONTHS, in_months
from shejian.core.procedures.definition import LimitMeaning, LimitRule
from shejian.core.procedures.readings import Reader
from shejian.core.rules import DatedValue

COUNTED: Mapping[LimitMeaning, Callable[[date, Limit, Workdays], Deadline]] = {
    LimitMeaning.EARLIEST: at_least,
    LimitMeaning.LATEST: within,
    LimitMeaning.PUBLICITY: publicity,
    LimitMeaning.DUE: deadline,
}


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
    """The day to which a limit leads from ``start``; ``values`` are what of the law was counted, ``limits`` how long.

    The first ``forward`` of the limits were counted forwards, the others back. ``from_rule`` is the rule's first day
    where it is younger than the start: it was counted from that day.
    """

    day: date
    start: date
    meaning: LimitMeaning
    forward: int
    values: tuple[DatedValue, ...]
    limits: tuple[Limit, ...]
    workdays: Workdays = field(compare=False)
    from_rule: date | None = None

    @property
    def parts(self) -> list[Deadline | Backwards]:
        """The counting, one limit after the other."""
        day, parts = self.from_rule or self.start, []
        for at, limit in enumerate(self.limits, 1):
            part = _backwards(day, limit) if at > self.forward else self._on(day, limit, at == len(self.limits))
            day = part.day
            parts.append(part)
        return parts

    def _on(self, day: date, limit: Limit, last: bool) -> Deadline | Backwards:
        """One limit forwards; only the last one leads to the day that is meant."""
        return (COUNTED[self.meaning] if last else deadline)(day, limit, self.workdays)

    @property
    def provisional(self) -> bool:
        """Whether the day may still move: it was counted over working days that are not published yet."""
        worked = any(limit.unit is LimitUnit.WORKDAY for limit in self.limits)
        return worked and any(part.provisional for part in self.parts)

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

        ``None`` if there is no such rule: on ``on``, or, of a last day, when its time ran out; or, where the rule of
        the first day decides, none is on record of it.
        """
        if rule.at_start:
            return self._counted_by_start(rule, start, more, on)
        now = self._values((*rule.parameters, *rule.less), on)
        if now is None:
            return None
        if rule.meaning is not LimitMeaning.LATEST or not now:
            return self._counted(rule, start, now, more)
        then = self._values((*rule.parameters, *rule.less), start)
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

    def _counted_by_start(self, rule: LimitRule, start: date, more: Sequence[Limit], on: date) -> Counted | None:
        first = self._values(rule.parameters[:1], start)
        others = self._values((*rule.parameters[1:], *rule.less), on)
        if first is None or others is None:
            return None
        return self._counted(rule, start, first + others, more)

    def _counted_back(
        self, rule: LimitRule, start: date, now: tuple[DatedValue, ...], more: Sequence[Limit]
    ) -> Counted | None:
        """Counted back, a last day comes before its start: the rule has to be there on the day itself."""
        counted = self._counted(rule, start, now, more)
        return None if self._values(rule.parameters, counted.day) is None else counted

    def _counted_from_rule(
        self, rule: LimitRule, start: date, now: tuple[DatedValue, ...], more: Sequence[Limit]
    ) -> Counted:
        firsts = (self._reader.first_after(key, start) for key in (*rule.parameters, *rule.less))
        first = max((day for day in firsts if day is not None), default=start)
        return self._counted(rule, start, now, more, first)

    def _counted(
        self,
        rule: LimitRule,
        start: date,
        values: tuple[DatedValue, ...],
        more: Sequence[Limit],
        first: date | None = None,
    ) -> Counted:
        own = [value.limit for value in values]
        many = len(rule.parameters)
        limits = (*own[:many], *more, *own[many:])
        forward = 0 if rule.back else many + len(more)
        day = first or start
        for at, limit in enumerate(limits):
            day = _reached(rule, day, limit, self._workdays) if at < forward else _backwards(day, limit).day
        return Counted(day, start, rule.meaning, forward, values, limits, self._workdays, first)


def _reached(rule: LimitRule, day: date, limit: Limit, workdays: Workdays) -> date:
    """The day alone, without the words: most limits are kept, and nobody asks how they were counted."""
    if rule.meaning is not LimitMeaning.PUBLICITY and limit.unit in IN_MONTHS:
        return add_months(day, in_months(limit))
    return COUNTED[rule.meaning](day, limit, workdays).day


def _backwards(start: date, limit: Limit) -> Backwards:
    if limit.unit is LimitUnit.DAY:
        return Backwards(start - timedelta(days=limit.count), start, limit)
    return Backwards(add_months(start, -in_months(limit)), start, limit)
