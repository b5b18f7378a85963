"""Whether a lower layer's value keeps to an upper one's: for each kind of value its own comparison."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from shejian.core.calendar import Limit, LimitUnit, deadline
from shejian.core.rules.parameters import DatedValue, Stricter
from shejian.core.rules.values import (
    AnnualDay,
    Bands,
    Bound,
    Choice,
    Frequency,
    Items,
    Kind,
    RuleValue,
    Share,
    kind_of,
)

# Every way months and leap days can fall: a period is longer than another if it is on all of these first days.
FIRST_DAYS = tuple(date(2000, 3, 1) + timedelta(days=number) for number in range(4 * 365 + 1))
WAYS = {
    Stricter.UP: "只能更高或更长",
    Stricter.DOWN: "只能更低或更短",
    Stricter.SUPERSET: "只能增加，不能减少",
    Stricter.FIXED: "地方不得另定",
}
WAYS_OF_KIND = {
    (Kind.CHOICE, Stricter.UP): "只能更严",
    (Kind.CHOICE, Stricter.DOWN): "只能更宽",
    (Kind.FREQUENCY, Stricter.UP): "只能更勤",
    (Kind.FREQUENCY, Stricter.DOWN): "只能更少",
    (Kind.ANNUAL_DAY, Stricter.UP): "只能更晚",
    (Kind.ANNUAL_DAY, Stricter.DOWN): "只能更早",
}


def stricter_way(kind: Kind, stricter: Stricter) -> str:
    """In which way a local value of a parameter may depart, in words; 地方可以另定 if in any."""
    return WAYS_OF_KIND.get((kind, stricter)) or WAYS.get(stricter, "地方可以另定")


def why_not_comparable(ours: DatedValue, theirs: DatedValue, stricter: Stricter) -> str | None:
    """What keeps two values from being compared, ending a sentence; ``None`` if nothing does."""
    one, other = ours.value, theirs.value
    if kind_of(one) is not kind_of(other):
        return "种类不同，无法比较"
    if isinstance(one, int | Decimal | Bands) and ours.unit != theirs.unit:
        return "单位不同，无法比较"
    if isinstance(one, Choice) and isinstance(other, Choice) and one.among != other.among:
        return "可选的项不同，无法比较"
    if stricter is Stricter.FREE:
        return None
    if isinstance(one, Share) and isinstance(other, Share):
        one_way = (one.bound is Bound.AT_MOST) == (other.bound is Bound.AT_MOST)
        return None if one.of == other.of and one_way else "基数或方向不同，无法比较"
    if isinstance(one, Limit) and isinstance(other, Limit) and not _counts_alike(one, other):
        return "单位不同，无法比较"
    return None


def keeps_to(ours: RuleValue, theirs: RuleValue, stricter: Stricter) -> bool:
    """Whether ``ours`` departs from ``theirs`` only the stricter way, if at all; both are comparable."""
    if stricter is Stricter.FREE:
        return True
    if stricter is Stricter.SUPERSET:
        return isinstance(ours, Items) and isinstance(theirs, Items) and set(ours.names) >= set(theirs.names)
    if stricter is Stricter.UP:
        return _reaches(ours, theirs)
    if stricter is Stricter.DOWN:
        return _reaches(theirs, ours)
    return ours == theirs


def _counts_alike(one: Limit, other: Limit) -> bool:
    """Working days and days of the calendar have no fixed proportion."""
    working = [limit.unit is LimitUnit.WORKDAY for limit in (one, other)]
    return working[0] == working[1]


def _reaches(one: RuleValue, other: RuleValue) -> bool:
    return _REACHES[kind_of(one)](one, other)


def _limit(one: Limit, other: Limit) -> bool:
    if one.unit is other.unit:
        return one.count >= other.count
    return all(deadline(first, one).day >= deadline(first, other).day for first in FIRST_DAYS)


def _share(one: Share, other: Share) -> bool:
    """Over 1/2 asks more than at least 1/2, and less than at least anything above 1/2."""
    return (one.fraction, one.bound is Bound.OVER) >= (other.fraction, other.bound is Bound.OVER)


def _choice(one: Choice, other: Choice) -> bool:
    return one.among.index(one.chosen) >= other.among.index(other.chosen)


def _bands(one: Bands, other: Bands) -> bool:
    """No amount bears less: rates change only behind the ends of bands, so those amounts tell of all."""
    ends = {band.up_to for bands in (one, other) for band in bands.bands}
    return all(one.rate_of(end) >= other.rate_of(end) for end in ends)


def _frequency(one: Frequency, other: Frequency) -> bool:
    return one.covers(other)


def _number(one: int | Decimal | AnnualDay, other: Any) -> bool:
    return bool(one >= other)


_REACHES: dict[Kind, Callable[[Any, Any], bool]] = {
    Kind.NUMBER: _number,
    Kind.LIMIT: _limit,
    Kind.SHARE: _share,
    Kind.CHOICE: _choice,
    Kind.BANDS: _bands,
    Kind.FREQUENCY: _frequency,
    Kind.ANNUAL_DAY: _number,
}
