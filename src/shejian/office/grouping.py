"""Figures by group, with the keys by which a group's rows can be found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw

from shejian.core.facts import Remembered
from shejian.core.facts.terms import Line
from shejian.core.indicators import (
    GROUPING_LINES,
    Figure,
    Grouping,
    figures,
    grouped_figures,
    population,
    tally,
)
from shejian.core.indicators.evaluate import rows_of
from shejian.core.indicators.scope import place
from shejian.figures.asking import Asked
from shejian.figures.naming import group_names

LABELS = {
    Grouping.TOWN: "乡镇",
    Grouping.COMPETENT: "业务主管单位",
    Grouping.PARTY: "党建领导机关",
    Grouping.INDUSTRY: "行业领域",
    Grouping.MODE: "组建方式",
    Grouping.TYPE: "组织类型",
}
ALONG = {Line.TERRITORY: Grouping.TOWN, Line.COMPETENT: Grouping.COMPETENT, Line.PARTY: Grouping.PARTY}
"""What a page is broken down by, unless it is asked otherwise."""

NOTHING, EMPTY = "-", "--"

GroupKey = int | str | None


@dataclass(frozen=True, slots=True)
class Group:
    """One group: the word that stands for it in addresses, its name, and its figures."""

    token: str
    name: str
    figures: dict[str, Figure]


def token_of(key: GroupKey) -> str:
    """A group as addresses write it."""
    if key is None:
        return NOTHING
    return EMPTY if key == "" else str(key)


_kept: Remembered[tuple[dict[str, Figure], list[Group]]] = Remembered(pictures=2, most=64)


def by_group(asked: Asked, keys: Sequence[str], grouping: Grouping) -> tuple[dict[str, Figure], list[Group]]:
    """The figures ``keys`` in total, and by group in the order in which groups are listed (never by size)."""
    question = (asked.view.when, asked.scope, tuple(keys), asked.law, grouping)
    totals, groups = _kept.get(asked.picture, question, lambda: _by_group(asked, keys, grouping))
    return dict(totals), list(groups)


def _by_group(asked: Asked, keys: Sequence[str], grouping: Grouping) -> tuple[dict[str, Figure], list[Group]]:
    tallies = tally(asked.view, keys, asked.scope, [grouping])
    found = grouped_figures(tallies, list(keys), grouping)
    names = group_names(grouping, found, asked.tree)
    groups = [Group(token_of(key), name, found[key]) for key, name in names.items()]
    return figures(tallies, list(keys)), groups


def ids_in_group(asked: Asked, key: str, grouping: Grouping, token: str) -> frozenset[int]:
    """The ids of the rows behind a figure, in or out, that belong to a group.

    Raises:
        RuleUnavailable: a rule the figure needs has no value on the day.
    """
    placed = place(asked.view, population(key), asked.scope).select("id", nw.col(str(grouping)).alias("group"))
    return frozenset(row["id"] for row in rows_of(placed) if token_of(row["group"]) == token)


def grouping_for(said: str, line: Line) -> Grouping:
    """The grouping that an address names, or else that of the line."""
    return Grouping(said) if said in {str(one) for one in Grouping} else ALONG[line]


def is_of_units(grouping: Grouping) -> bool:
    return grouping in GROUPING_LINES
