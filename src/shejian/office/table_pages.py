"""What the templates of the ledgers are given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.ledger_pages import SavedViews, Select, SortLink
from shejian.office.pages import Empty, Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column; ``sort`` where the ledger can be sorted by it."""

    label: str
    right: bool
    sort: SortLink | None = None


@dataclass(frozen=True, slots=True)
class CellView:
    """What stands in one place of a row; ``label`` names the column where rows are cards."""

    label: str
    text: str
    sub: str = ""
    href: str = ""
    tag: str = ""
    code: str = ""
    verdict: str = ""
    right: bool = False
    nowrap: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: ``key`` chooses it, ``first`` is what it is called."""

    key: str
    first: CellView
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column to show or not; the first one of a ledger always is."""

    key: str
    label: str
    chosen: bool
    fixed: bool


@dataclass(frozen=True, slots=True)
class ColumnPicker:
    """Chooses columns: 列 n/m. ``ordinary`` leads back to those shown to whoever did not choose."""

    summary: str
    choices: tuple[ColumnChoice, ...]
    hidden: tuple[tuple[str, str], ...]
    ordinary: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """A button by which what is kept is brought up to date; ``key`` makes one entry of it, however often it is sent."""

    label: str
    action: str
    key: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """One of the ledgers."""

    shell: Shell
    title: str
    sentence: str
    noun: str
    ledgers: tuple[Link, ...]
    tabs: tuple[Link, ...] = ()
    searched: str = ""
    finds: str = ""
    selects: tuple[Select, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    chips: tuple[Link, ...] = ()
    heads: tuple[Head, ...] = ()
    rows: tuple[RowView, ...] = ()
    totals: tuple[CellView, ...] = ()
    total_label: str = ""
    picker: ColumnPicker | None = None
    saved: SavedViews | None = None
    pager: Pager | None = None
    export: str = ""
    picked: str = ""
    picked_fields: tuple[tuple[str, str], ...] = ()
    nothing: str = ""
    clear: str = ""
    note: str = ""
    empty: Empty | None = None
    new: Link | None = None
    renewal: Renewal | None = None
