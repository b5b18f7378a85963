"""What the pages beside the overview of figures are given, and the drawer that opens from any figure."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.pages import Cell, Empty, EvidencePage, Link, RowView, RuleRead, Shell


@dataclass(frozen=True, slots=True)
class DrawerPage:
    """The evidence of one figure as the drawer shows it: its first rows, and the way to all of them."""

    evidence: EvidencePage
    rows: tuple[RowView, ...]
    rest: Link
    fingerprint: str


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A figure's wording, its rules as of the day asked about, and its value."""

    key: str
    label: str
    unit: str
    in_period: bool
    definition: str
    basis: str
    rules: tuple[RuleRead, ...]
    cell: Cell


@dataclass(frozen=True, slots=True)
class CatalogueSection:
    """Figures under one heading."""

    title: str
    rows: tuple[CatalogueRow, ...]


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """Every figure there is."""

    shell: Shell
    sentence: str
    places: tuple[Link, ...]
    summary: str
    searched: str
    hidden: tuple[tuple[str, str], ...]
    sections: tuple[CatalogueSection, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A figure at two days; what came and what went lead to their rows."""

    label: str
    in_period: bool
    earlier: Cell
    later: Cell
    change: str
    opening: str
    came: Link | None
    went: Link | None
    closing: str
    note: str


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """Figures under one heading at two days."""

    title: str
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """All figures at two days."""

    shell: Shell
    sentence: str
    places: tuple[Link, ...]
    earlier: str
    later: str
    earlier_known: str
    known: str
    choices: tuple[Link, ...]
    hidden: tuple[tuple[str, str], ...]
    problem: str = ""
    sections: tuple[ComparedSection, ...] = ()
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of the statutory table: its number, how deep it stands, and its cells (``None``: no such facts)."""

    number: int
    depth: int
    label: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class TableCheck:
    """How an identity came out in one column."""

    column: str
    words: str
    tone: str
    verdict: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """The statutory table."""

    shell: Shell
    sentence: str
    places: tuple[Link, ...]
    title: str
    unit: str
    years: tuple[Link, ...]
    export: str
    columns: tuple[str, ...] = ()
    lines: tuple[TableLine, ...] = ()
    checks: tuple[TableCheck, ...] = ()
    reasons: tuple[tuple[str, str, str], ...] = ()
    empty: Empty | None = None
