"""Which rows of a ledger fall in a scope, and where they belong."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import narwhals as nw

from shejian.base.tree import UnitNode
from shejian.core.facts import Frame
from shejian.core.facts.terms import Line, Term, UnitKind
from shejian.core.indicators import (
    GROUPING_LINES,
    Scope,
    View,
    bodies_within,
    body_homes,
    home_column,
    organization_homes,
    organizations_within,
)
from shejian.office.asking import Posed
from shejian.office.build.ledgers.declared import Cell, Column, ColumnLimit, Kind, is_number
from shejian.office.build.ledgers.wished import NOT_STATED, Row
from shejian.office.build.ledgers.words import ORGANIZATION, Source, Words

HOMES = [str(grouping) for grouping in GROUPING_LINES]
OUTSIDE = "主要属于范围以外"


def by_body(view: View, posed: Posed, frame: Frame, column: str) -> Frame:
    """The rows whose party organization lies in the scope, or covers an organization there; with their homes."""
    homes = view.relation(body_homes).select("id", *HOMES)
    return _placed(frame, homes, bodies_within, view, posed, column)


def by_organization(view: View, posed: Posed, frame: Frame, column: str) -> Frame:
    """The rows whose social organization lies in the scope, with their homes."""
    homes = view.relation(organization_homes).select("id", *HOMES)
    return _placed(frame, homes, organizations_within, view, posed, column)


def _placed(frame: Frame, homes: Frame, within: Callable[..., Frame], view: View, posed: Posed, column: str) -> Frame:
    scope = posed.asked.scope
    located = frame.join(homes.rename({"id": "home"}), left_on=column, right_on="home", how="left")
    if scope.units is None:
        return located.with_columns(nw.lit(value=False).alias("astray"))
    reached = view.relation(within, scope)
    at_home = nw.col(home_column(scope.line)).is_in(sorted(scope.units)).fill_null(value=False)
    return located.join(reached, left_on=column, right_on="id", how="semi").with_columns((~at_home).alias("astray"))


def linked_within(view: View, scope: Scope, source: Source, pairs: Callable[[View], Frame]) -> Frame:
    """Pairs of rows and the others linked with them; social organizations outside the scope are left out."""
    found = view.relation(pairs)
    if source is not ORGANIZATION or scope.units is None:
        return found
    reached = view.relation(organizations_within, scope)
    return found.join(reached, left_on="other", right_on="id", how="semi")


def astray(row: Row) -> str:
    """What marks a row that only touches the scope."""
    return OUTSIDE if row["astray"] else ""


def towns(posed: Posed) -> dict[str, str]:
    """The units by which rows may be limited, in the order of the tree: along the scope's own line only its own."""
    scope = posed.asked.scope
    units = scope.units if scope.line is Line.TERRITORY else None
    nodes = posed.asked.tree.in_order()
    return {str(node.id): node.name for node in nodes if _is_place(node) and (units is None or node.id in units)}


def _is_place(node: UnitNode) -> bool:
    return UnitKind(node.kind).line is Line.TERRITORY


def terms(of: type[Term]) -> Callable[[Posed], Mapping[str, str]]:
    """The words of a vocabulary, in their order."""
    return lambda _: {str(one): one.label for one in of}


def term_limit(name: str, label: str, of: type[Term]) -> ColumnLimit:
    """A limit to a word of a vocabulary, in the column of its name."""
    values = {NOT_STATED, *map(str, of)}
    return ColumnLimit(name, label, values.__contains__, name, terms(of))


TOWN_LIMIT = ColumnLimit("town", "乡镇", is_number, "town", towns)


def _town(row: Row, words: Words) -> Cell:
    node = words.posed.asked.tree.nodes.get(row["town"])
    return Cell(node.name if node and _is_place(node) else "")


def _party(row: Row, words: Words) -> Cell:
    return Cell(words.unit(row["party"]))


TOWN = Column("town", "乡镇街道", 14, _town)
PARTY = Column("party", "党建领导机关", 24, _party, shown=False)


def day(key: str, label: str, *, shown: bool = True) -> Column:
    """A column of days, of the rows' own column of that name."""

    def cell(row: Row, _: Words) -> Cell:
        return Cell(str(row[key] or ""), value=row[key])

    return Column(key, label, 12, cell, Kind.DAY, sort=key, shown=shown)


def term(key: str, label: str, width: int, of: type[Term], *, shown: bool = True) -> Column:
    """A column of words of a vocabulary."""
    labels = {str(one): one.label for one in of}

    def cell(row: Row, _: Words) -> Cell:
        return Cell(labels.get(row[key] or "", ""))

    return Column(key, label, width, cell, shown=shown)


def number(key: str, label: str, *, total: bool = True, shown: bool = True) -> Column:
    """A column of counts; ``total`` where their sum means something."""

    def cell(row: Row, _: Words) -> Cell:
        held = row[key]
        return Cell("" if held is None else f"{held:,}", value=held)

    return Column(key, label, 10, cell, Kind.NUMBER, sort=key, shown=shown, total=key if total else "")
