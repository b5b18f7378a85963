"""All social organizations on a day, as the ledger knew them at an entry: one row each, in memory.

A page shows 50 of what may be 100,000 organizations, chosen by what is spread over five tables of dated facts. Asking
the database would join and cut those tables anew for every page; the snapshot's columns are here already. So they are
joined once for a day and an entry, the last few results are kept, and a page is one pass of filters over columns: no
query at all, however many rows there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from threading import Lock
from typing import Any

import narwhals as nw

from shejian.core.facts import Frame, Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import (
    GROUPING_LINES,
    Scope,
    View,
    When,
    organization_homes,
    organizations_within,
    relations,
)
from shejian.core.rules import load_law
from shejian.registry.pinyin import sort_key

KEPT = 3
HOMES = tuple(str(grouping) for grouping in GROUPING_LINES)

Table = nw.DataFrame[Any]


class Life(StrEnum):
    """Where an organization stands on the day."""

    STANDING = "standing"
    ENDED = "ended"
    NOT_KNOWN = "not_known"


class Order(StrEnum):
    """What the list can be sorted by. None of them ranks anybody."""

    CODE = "code"
    NAME = "name"
    FOUNDED = "founded"


@dataclass(frozen=True, slots=True)
class Within:
    """The organizations of a scope.

    Attributes:
        ids: ``None`` for all.
        towns, industries: what there is to choose from among them.
    """

    ids: list[int] | None
    towns: tuple[int, ...]
    industries: tuple[str, ...]


class Organizations:
    """The organizations that a picture of the ledger has on a day: those founded by then, whatever became of them."""

    def __init__(self, picture: Picture, on: date) -> None:
        self.picture = picture
        self.on = on
        self.view = View(picture, When(on, on), load_law())
        self._within: dict[Scope, Within] = {}

    @cached_property
    def by_code(self) -> Table:
        """One row each, by code."""
        rows = self.view.relation(_rows).collect().sort("code", "id")
        return rows.with_columns(searchable(nw.col("name")).alias("folded"))

    @cached_property
    def by_founding(self) -> Table:
        return self.by_code.sort("founded", "code", "id", nulls_last=True)

    @cached_property
    def by_name(self) -> Table:
        keys = nw.new_series(
            "key", [sort_key(name) for name in self.by_code["name"].to_list()], nw.String, backend="polars"
        )
        return self.by_code.with_columns(keys).sort("key", "code", "id").drop("key")

    def in_order(self, order: Order) -> Table:
        """The rows in an order."""
        return {Order.CODE: self._code, Order.NAME: self._name, Order.FOUNDED: self._founding}[order]()

    def _code(self) -> Table:
        return self.by_code

    def _name(self) -> Table:
        return self.by_name

    def _founding(self) -> Table:
        return self.by_founding

    @cached_property
    def formerly(self) -> Table:
        """Every other name and code that was borne up to the day, with the name as it is searched, and that of now."""
        begun = nw.col("start").is_null() | (nw.col("start") <= self.on)
        facts = self.picture.facts("registration").filter(begun).sort("start", nulls_last=False).collect()
        now = self.by_code.select("id", nw.col("name").alias("now"), nw.col("code").alias("code_now"))
        facts = facts.select("organization", "name", "code")
        borne = facts.join(now, left_on="organization", right_on="id", how="left")
        same = (nw.col("name") == nw.col("now")) & (nw.col("code") == nw.col("code_now"))
        others = borne.filter(~same.fill_null(value=False)).drop("code_now")
        return others.with_columns(searchable(nw.col("name")).alias("folded"))

    def within(self, scope: Scope) -> Within:
        """The organizations of a scope. It is asked anew for every page, and is the same until the ledger changes."""
        if scope not in self._within:
            self._within[scope] = self._find_within(scope)
        return self._within[scope]

    def _find_within(self, scope: Scope) -> Within:
        rows, ids = self.by_code.select("id", "town", "industry"), None
        if scope.units is not None:
            ids = self.view.relation(organizations_within, scope).collect()["id"].to_list()
            rows = rows.filter(nw.col("id").is_in(ids))
        towns = tuple(sorted(one for one in rows["town"].unique().to_list() if one is not None))
        industries = tuple(sorted(one for one in rows["industry"].unique().to_list() if one))
        return Within(ids, towns, industries)


def searchable(name: nw.Expr) -> nw.Expr:
    """A name as searching sees it: lower case, half-width brackets, no blanks."""
    for old, new in (("（", "("), ("）", ")"), (" ", ""), ("\u3000", "")):
        name = name.str.replace_all(old, new, literal=True)
    return name.str.to_lowercase()


def _rows(view: View) -> Frame:
    """What the list shows of every organization founded by the day."""
    known = view.relation(relations.organizations)
    founded = known.filter(~(nw.col("founded") > view.when.on).fill_null(value=False)).drop("reason")
    names = view.on("registration").group_by("organization").agg(nw.col("name").min(), nw.col("code").min())
    covering = view.relation(relations.covering).group_by("organization").agg(nw.len().alias("bodies"))
    frame = (
        founded.join(names, left_on="id", right_on="organization", how="left")
        .join(view.relation(organization_homes).drop("mode"), on="id", how="left")
        .join(view.relation(relations.covered), on="id", how="left")
        .join(covering, left_on="id", right_on="organization", how="left")
    )
    for grouping, line in GROUPING_LINES.items():
        frame = frame.join(_placed(view, line, f"{grouping}_placed"), left_on="id", right_on="organization", how="left")
    ended, unknown = nw.col("status").is_in(relations.ENDED), nw.col("status").is_null()
    life = (
        nw.when(unknown)
        .then(nw.lit(str(Life.NOT_KNOWN)))
        .otherwise(nw.when(ended).then(nw.lit(str(Life.ENDED))).otherwise(nw.lit(str(Life.STANDING))))
    )
    return frame.with_columns(
        life.alias("life"),
        *(nw.col(name).fill_null("") for name in ("name", "code", "type", "industry")),
        nw.col("bodies").fill_null(0),
        *(nw.col(f"{home}_placed").fill_null(value=False) for home in HOMES),
    )


def _placed(view: View, line: Line, name: str) -> Frame:
    """Organizations that some unit is named for along a line; the others are at home with their authority."""
    placed = view.on("placement").filter(nw.col("line") == str(line)).select("organization").unique()
    return placed.with_columns(nw.lit(value=True).alias(name))


_kept: list[Organizations] = []
_lock = Lock()


def organizations_on(picture: Picture, on: date) -> Organizations:
    """All organizations on a day, as a picture of the ledger has them; the last few are kept."""
    with _lock:
        for at, one in enumerate(_kept):
            if one.on == on and one.picture.same_as(picture):
                _kept.append(_kept.pop(at))
                return one
        made = Organizations(picture, on)
        _kept.append(made)
        del _kept[:-KEPT]
        return made
