"""Layers of rules: the nation's, and local ones that may depart from it only the stricter way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from shejian.core.calendar import Limit, deadline
from shejian.core.rules.instruments import Instrument
from shejian.core.rules.parameters import DatedValue, Level, Modality, Parameter, Stricter

# Every way months and leap days can fall: a period is longer than another if it is on all of these first days.
FIRST_DAYS = tuple(date(2000, 3, 1) + timedelta(days=number) for number in range(4 * 365 + 1))
BINDING = (Modality.MAY, Modality.USUALLY, Modality.MUST)
WAYS = {
    Stricter.UP: "只能更高或更长",
    Stricter.DOWN: "只能更低或更短",
    Stricter.SUPERSET: "只能增加，不能减少",
    Stricter.FIXED: "地方不得另定",
}


@dataclass(frozen=True, eq=False)
class Layer:
    """The instruments and parameters of one rule-maker; ``name`` is whose they are, for example 国家 or 某市."""

    name: str
    level: Level
    instruments: Mapping[str, Instrument]
    parameters: Mapping[str, Parameter]


class UnknownRuleError(KeyError):
    """No parameter has this key; ``str()`` names those that nearly do."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        self.near = tuple(get_close_matches(key, known, n=3))
        hint = f"；相近的有：{'、'.join(self.near)}" if self.near else ""
        super().__init__(f"没有参数 {key}{hint}")

    def __str__(self) -> str:
        return str(self.args[0])


class LaxerRuleError(ValueError):
    """A lower layer departs from an upper one otherwise than the stricter way."""


def refuse_laxer(lower: Layer, upper: Layer) -> None:
    """Compare every parameter of ``lower`` with that of ``upper``, on the days on which both have a value.

    Raises:
        LaxerRuleError: the first departure that is not allowed, in a sentence.
    """
    for key, parameter in lower.parameters.items():
        above = upper.parameters.get(key)
        if above is None:
            continue
        if parameter.stricter is not above.stricter:
            raise LaxerRuleError(f"“{lower.name}”的 {key} 把 stricter 写成 {parameter.stricter}，应为 {above.stricter}")
        for ours in parameter.values:
            for theirs in above.values:
                if ours.span.overlaps(theirs.span):
                    _refuse_laxer_value(ours, theirs, above.stricter, f"“{lower.name}”", f"“{upper.name}”")


def _refuse_laxer_value(ours: DatedValue, theirs: DatedValue, stricter: Stricter, name: str, above: str) -> None:
    said = f"{name}的{ours.label}（{ours.key}）自 {ours.since} 起为 {ours}"
    if not _same_kind(ours, theirs):
        raise LaxerRuleError(f"{said}，与{above}的 {theirs} 单位不同，无法比较")
    if stricter is Stricter.FREE:
        return
    if not _keeps_to(ours.value, theirs.value, stricter):
        raise LaxerRuleError(f"{said}，不合{above}的 {theirs}：{WAYS[stricter]}")
    if BINDING.index(ours.modality) < BINDING.index(theirs.modality):
        raise LaxerRuleError(f"{said}，却把{above}的“{theirs.modality}”降为“{ours.modality}”")


def _same_kind(ours: DatedValue, theirs: DatedValue) -> bool:
    if isinstance(ours.value, Limit) or isinstance(theirs.value, Limit):
        return isinstance(ours.value, Limit) and isinstance(theirs.value, Limit)
    return ours.unit == theirs.unit


def _keeps_to(ours: int | Limit, theirs: int | Limit, stricter: Stricter) -> bool:
    if stricter is Stricter.UP:
        return _at_least(ours, theirs)
    if stricter is Stricter.DOWN:
        return _at_least(theirs, ours)
    return ours == theirs


def _at_least(one: int | Limit, other: int | Limit) -> bool:
    if isinstance(one, Limit) and isinstance(other, Limit):
        return all(deadline(first, one).day >= deadline(first, other).day for first in FIRST_DAYS)
    return isinstance(one, int) and isinstance(other, int) and one >= other
