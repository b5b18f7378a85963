"""The ledger of social organizations (社会组织台账): who is on it, chosen and sorted as somebody wishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, overload

import narwhals as nw

from shejian.core.facts import Picture
from shejian.core.indicators import Scope, home_column
from shejian.core.sheets import fold
from shejian.registry.pinyin import initials_pattern
from shejian.registry.queries.table import HOMES, Life, Order, Organizations, Table, organizations_on

NEEDED = ("folded", "code", "life", "type", "industry", "town", "mode", "party_organization")
"""The columns by which organizations are found and limited."""
Series = nw.Series[Any]
NOT_STATED = "unstated"
"""Stands for covered organizations of which the mode was not written down."""


class Covered(StrEnum):
    """Whether a party organization covers; asked of standing organizations only."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see of the ledger; what is empty limits nothing.

    Attributes:
        searched: part of a name, borne then or earlier, or of a code; or pinyin initials.
        life: ``None`` for all.
        town: id of the unit at which organizations are at home along the territorial line.
    """

    searched: str = ""
    life: Life | None = Life.STANDING
    type: str = ""
    covered: Covered | None = None
    mode: str = ""
    town: int | None = None
    industry: str = ""
    order: Order = Order.CODE
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """One organization on the day.

    Attributes:
        homes: the unit it belongs to along each line (``town``, ``competent``, ``party``).
        placed: the lines along which a unit is named for it; along the others its home is its registration authority.
        body: the first party organization that covers it, out of ``bodies``.
        former: an earlier name by which it was found.
        astray: it only touches the scope and is at home elsewhere.
    """

    id: int
    name: str
    code: str
    type: str
    industry: str
    life: Life
    status: str | None
    status_since: date | None
    founded: date | None
    homes: Mapping[str, int | None]
    placed: frozenset[str]
    body: int | None
    bodies: int
    mode: str | None
    former: str
    astray: bool


class Listed(Sequence[OrganizationRow]):
    """The organizations asked for, in order; rows are made only for those that are looked at.

    Attributes:
        lives: how many there are of each life, all else as wished.
        towns, industries: what there is to choose from in the scope.
    """

    def __init__(
        self, rows: Table, places: Series, former: Mapping[int, str], scope: Scope, lives: Mapping[Life, int]
    ) -> None:
        self._rows = rows
        self._places = places
        self._former = former
        self._scope = scope
        self.lives = lives
        self.towns: tuple[int, ...] = ()
        self.industries: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> OrganizationRow: ...

    @overload
    def __getitem__(self, at: slice) -> list[OrganizationRow]: ...

    def __getitem__(self, at: int | slice) -> OrganizationRow | list[OrganizationRow]:
        if isinstance(at, slice):
            return [self._row(row) for row in self._rows[self._places[at].to_list()].rows(named=True)]
        return self[at : at + 1][0] if at >= 0 else self[len(self) + at]

    def _row(self, row: Mapping[str, Any]) -> OrganizationRow:
        units = self._scope.units
        names = ("id", "name", "code", "type", "industry", "status", "status_since", "founded", "bodies", "mode")
        return OrganizationRow(
            **{name: row[name] for name in names},
            life=Life(row["life"]),
            homes={home: row[home] for home in HOMES},
            placed=frozenset(home for home in HOMES if row[f"{home}_placed"]),
            body=row["party_organization"],
            former=self._former.get(row["id"], ""),
            astray=units is not None and row[home_column(self._scope.line)] not in units,
        )


def list_organizations(picture: Picture, on: date, scope: Scope, wish: Wish) -> Listed:
    """The organizations of a scope on a day, as the picture's entry knows them, that fit a wish."""
    held = organizations_on(picture, on)
    rows, within = held.in_order(wish.order), held.within(scope)
    limits = [] if within.ids is None else [nw.col("id").is_in(within.ids)]
    searched, former = _searched(held, wish.searched)
    limits += [*searched, *_limits(wish)]
    # only where they stand is picked out: to copy all columns of many rows would take longer than to find them
    fitting = rows.select("id", *NEEDED).with_row_index("at")
    if limits:
        fitting = fitting.select("at", "life", nw.all_horizontal(*limits, ignore_nulls=False).alias("fits"))
        fitting = fitting.filter(nw.col("fits"))
    counted = dict(fitting.group_by("life").agg(nw.len().alias("count")).select("life", "count").rows())
    lives = {life: counted.get(str(life), 0) for life in Life}
    if wish.life is not None:
        fitting = fitting.filter(nw.col("life") == str(wish.life))
    places = fitting["at"]
    listed = Listed(rows, places[::-1] if wish.backwards else places, former, scope, lives)
    listed.towns, listed.industries = within.towns, within.industries
    return listed


def _searched(held: Organizations, text: str) -> tuple[list[nw.Expr], dict[int, str]]:
    """What a text limits to; and of those found only by a name they no longer bear, that name."""
    wanted = fold(text)
    if not wanted:
        return [], {}
    called = nw.col("folded").str.contains(wanted, literal=True)
    pattern = initials_pattern(wanted)
    if pattern is not None:
        called = called | nw.col("folded").str.contains(pattern)
    called = called | nw.col("code").str.contains(wanted.upper(), literal=True)
    formerly = held.formerly.filter(called)
    if not len(formerly):  # as good as always
        return [called], {}
    ids = formerly["organization"].to_list()
    still = held.by_code.select("id", "folded", "code").filter(nw.col("id").is_in(ids) & called)["id"].to_list()
    earlier = formerly.filter((nw.col("name") != nw.col("now")) & ~nw.col("organization").is_in(still))
    return [called | nw.col("id").is_in(ids)], dict(earlier.select("organization", "name").rows())


def _limits(wish: Wish) -> list[nw.Expr]:
    covered = ~nw.col("party_organization").is_null()
    limits = []
    if wish.type:
        limits.append(nw.col("type") == wish.type)
    if wish.industry:
        limits.append(nw.col("industry") == wish.industry)
    if wish.town is not None:
        limits.append((nw.col("town") == wish.town).fill_null(value=False))
    if wish.covered is Covered.YES:
        limits.append(covered)
    elif wish.covered is Covered.NO:
        limits.append(~covered & (nw.col("life") == str(Life.STANDING)))
    if wish.mode == NOT_STATED:
        limits.append(covered & nw.col("mode").is_null())
    elif wish.mode:
        limits.append((nw.col("mode") == wish.mode).fill_null(value=False))
    return limits
