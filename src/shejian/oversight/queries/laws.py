"""The rows of the checks, each judged by the law of its own unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw

from shejian.base.queries import unit_tree
from shejian.core.calendar import year_start
from shejian.core.facts import Frame, Picture, Remembered
from shejian.core.findings import Basis, ahead, bases, checks, judge
from shejian.core.indicators import Grouping, Subject, View, When, body_homes, organization_homes
from shejian.core.indicators.evaluate import rows_of
from shejian.core.rules import Law
from shejian.rulebook.queries import law_for, laws_of, national_law

HOME = str(Grouping.TOWN)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A row with that on which it was judged."""

    row: Row
    basis: Basis


# A page of findings, the workbench and what is due ask the same of one day, again and again while nothing changes.
_kept: Remembered[tuple[Told, ...]] = Remembered(pictures=2, most=32)


def told(picture: Picture, day: date, keys: Iterable[str] | None = None) -> tuple[Told, ...]:
    """The rows that are found or unknown at the close of a day, in the order of checks and numbers."""
    names = None if keys is None else tuple(keys)

    def judged(law: Law) -> Frame:
        return judge(picture, day, law, names).filter(_not_fine())

    return _kept.get(picture, (day, names), lambda: _told(picture, day, judged))


def told_of_body(picture: Picture, day: date, body: int, unit: int | None) -> tuple[list[Told], dict[str, str]]:
    """Every row of one party organization, the fine ones too, by the law of its unit; and why checks judge nothing."""
    law = law_for(unit, picture.known)
    resting = bases(day, law)
    keys = [key for key, check in checks().items() if check.subject is Subject.PARTY_ORGANIZATION]
    rows = rows_of(judge(picture, day, law, keys).filter(nw.col("id") == body))
    order = {key: at for at, key in enumerate(keys)}
    found = [Told(row, resting[row["check"]]) for row in sorted(rows, key=lambda row: order[row["check"]])]
    return found, {key: str(resting[key].unavailable) for key in keys if resting[key].unavailable}


def told_ahead(picture: Picture, day: date, until: date, keys: Iterable[str] | None = None) -> tuple[Told, ...]:
    """The rows that will be found after ``day`` and up to ``until``; what they rest on is that of the later day."""
    names = None if keys is None else tuple(keys)

    def coming(law: Law) -> Frame:
        return ahead(picture, day, until, law, names)

    return _kept.get(picture, (day, until, names), lambda: _told(picture, until, coming))


def unjudged(picture: Picture, day: date) -> dict[str, str]:
    """Why checks judge nothing on a day, by their keys: no rule of theirs is in force."""
    resting = bases(day, national_law(picture.known))
    return {key: one.unavailable for key, one in resting.items() if one.unavailable is not None}


def _not_fine() -> nw.Expr:
    return nw.col("verdict").fill_null(value=True)


def _told(picture: Picture, day: date, ask: Callable[[Law], Frame]) -> tuple[Told, ...]:
    order = {key: at for at, key in enumerate(checks())}
    found: list[Told] = []
    for law, units in _laws(picture, day):
        frame = ask(law)
        if units is not None:
            frame = _at_home(picture, day, frame, units)
        resting = bases(day, law)
        found += [Told(row, resting[row["check"]]) for row in rows_of(frame)]
    return tuple(sorted(found, key=lambda one: (order[one.row["check"]], one.row["id"])))


def _laws(picture: Picture, day: date) -> list[tuple[Law, frozenset[int] | None]]:
    """The laws that there are, with the units where each holds; ``None`` for the rest of them, and for no unit."""
    nation = national_law(picture.known)
    tree = unit_tree(day, picture.known)
    by_law: dict[int, tuple[Law, set[int]]] = {}
    for unit, law in laws_of(tree.nodes, picture.known, tree).items():
        if law is not nation:
            by_law.setdefault(id(law), (law, set()))[1].add(unit)
    if not by_law:
        return [(nation, None)]
    elsewhere = frozenset(tree.nodes) - frozenset().union(*(units for _, units in by_law.values()))
    return [(nation, elsewhere), *((law, frozenset(units)) for law, units in by_law.values())]


def _at_home(picture: Picture, day: date, frame: Frame, units: frozenset[int]) -> Frame:
    """The rows at home, along the territory, in some units."""
    view = View(picture, When(day, year_start(day)), national_law(picture.known))
    homes: Mapping[bool, Frame] = {
        True: view.relation(organization_homes).select("id", HOME),
        False: view.relation(body_homes).select("id", HOME),
    }
    parts = []
    for of_organizations, home in homes.items():
        kind = nw.col("subject") == str(Subject.ORGANIZATION)
        link = (
            nw.col("id")
            if of_organizations
            else nw.when(nw.col("via").is_null()).then(nw.col("id")).otherwise(nw.col("via"))
        )
        some = frame.filter(kind if of_organizations else ~kind).with_columns(link.alias("link"))
        placed = some.join(home.filter(nw.col(HOME).is_in(sorted(units))), left_on="link", right_on="id", how="semi")
        parts.append(placed.drop("link"))
    return nw.concat(parts)
