"""The value that one item of a parameter file writes, of whichever kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from shejian.core.calendar import Limit, LimitUnit
from shejian.core.rules.strict_yaml import Node
from shejian.core.rules.values import (
    AnnualDay,
    Band,
    Bands,
    Bound,
    Choice,
    Frequency,
    Items,
    Kind,
    Per,
    RuleValue,
    Share,
)

LEAP_YEAR = 2000
BESIDE_UNIT = (Kind.NUMBER, Kind.BANDS)
_PART = re.compile(r"(\d{1,6})/(\d{1,6})|(\d{1,6}(?:\.\d{1,6})?)%")


def read_value(item: Node, among: tuple[str, ...]) -> tuple[RuleValue, str]:
    """The value of an item and its unit; ``among`` are the choices of its parameter.

    Raises:
        LawFileError: it has no value or several, or one that is not well made.
    """
    kinds = [kind for kind in Kind if kind in item.fields]
    if len(kinds) != 1:
        listed = "、".join(f"{kind}（{kind.label}）" for kind in Kind)
        raise item.fault(f"{listed}要有一个，也只能有一个")
    (kind,) = kinds
    if kind in BESIDE_UNIT and "unit" not in item.fields:
        raise item.fault("缺少 unit")
    if kind not in BESIDE_UNIT and "unit" in item.fields:
        raise item.fault("期限的 unit 写在 limit 之内" if kind is Kind.LIMIT else f"{kind.label}没有 unit，请去掉")
    if kind is Kind.CHOICE:
        return _choice(item, among), ""
    return _READERS[kind](item)


def _number(item: Node) -> tuple[RuleValue, str]:
    return item.number("value"), item.text("unit")


def _limit(item: Node) -> tuple[RuleValue, str]:
    period = item.node("limit")
    period.allow(("count", "unit"))
    limit = Limit(period.whole("count"), period.choice("unit", LimitUnit))
    return limit, limit.unit.value


def _share(item: Node) -> tuple[RuleValue, str]:
    part = item.node("share")
    part.allow(("of",), tuple(Bound))
    bounds = [bound for bound in Bound if bound in part.fields]
    if len(bounds) != 1:
        raise part.fault("over（超过）、at_least（不少于）、at_most（不超过）要有一个，也只能有一个")
    fraction = _fraction(part, bounds[0])
    return Share(part.text("of"), bounds[0], fraction, part.text(bounds[0])), ""


def _fraction(part: Node, bound: Bound) -> Fraction:
    written = part.fields[bound]
    match = _PART.fullmatch(written) if isinstance(written, str) else None
    if match is None or (match[2] and not int(match[2])):
        raise part.fault(f"{bound} 应为分数或百分比（如 1/2、20%），现为 {part.shown(bound)}")
    fraction = Fraction(match[3]) / 100 if match[3] else Fraction(int(match[1]), int(match[2]))
    if not 0 < fraction <= 1 or (bound is Bound.OVER and fraction == 1):
        raise part.fault(f"{bound} 应大于 0、{'小于' if bound is Bound.OVER else '不大于'} 1，现为 {written}")
    return fraction


def _choice(item: Node, among: tuple[str, ...]) -> Choice:
    chosen = item.text("choice")
    if chosen not in among:
        raise item.fault(f"choice 应为 choices 中的{'、'.join(among)}之一，现为 {item.shown('choice')}")
    return Choice(chosen, among)


def _items(item: Node) -> tuple[RuleValue, str]:
    return Items(tuple(item.distinct_texts("items"))), ""


def _bands(item: Node) -> tuple[RuleValue, str]:
    nodes = item.nodes("bands")
    for node in nodes[:-1]:
        node.allow(("up_to", "rate"))
    nodes[-1].allow(("rate",))
    bands = [Band(Decimal(node.number("up_to")), _rate(node)) for node in nodes[:-1]]
    for (earlier, later), node in zip(pairwise(bands), nodes[1:], strict=False):
        if not (earlier.up_to or 0) < (later.up_to or 0):
            raise node.fault(f"up_to（{later.up_to}）应大于前一档的 up_to（{earlier.up_to}）")
    unit = item.text("unit")
    return Bands((*bands, Band(None, _rate(nodes[-1]))), unit), unit


def _rate(node: Node) -> Decimal:
    written = node.fields["rate"]
    match = _PART.fullmatch(written) if isinstance(written, str) else None
    if match is None or match[3] is None:
        raise node.fault(f"rate 应为百分比（如 0.5%），现为 {node.shown('rate')}")
    rate = Decimal(match[3]) / 100
    if rate > 1:
        raise node.fault(f"rate 应不大于 100%，现为 {written}")
    return rate


def _frequency(item: Node) -> tuple[RuleValue, str]:
    often = item.node("frequency")
    often.allow(("count", "per"))
    frequency = Frequency(often.whole("count"), often.choice("per", Per))
    return frequency, f"次/{frequency.per}"


def _annual_day(item: Node) -> tuple[RuleValue, str]:
    node = item.node("annual_day")
    node.allow(("month", "day"))
    annual = AnnualDay(node.whole("month"), node.whole("day"))
    try:
        annual.in_year(LEAP_YEAR).replace(day=annual.day)
    except ValueError:
        raise node.fault(f"没有 {annual} 这一天") from None
    return annual, ""


_READERS: dict[Kind, Callable[[Node], tuple[RuleValue, str]]] = {
    Kind.NUMBER: _number,
    Kind.LIMIT: _limit,
    Kind.SHARE: _share,
    Kind.ITEMS: _items,
    Kind.BANDS: _bands,
    Kind.FREQUENCY: _frequency,
    Kind.ANNUAL_DAY: _annual_day,
}
