"""What the workbench is given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.due_pages import DuePanel
from shejian.office.pages import Cell, Chart, CoverageBar, Empty, Headline, Link, Shell


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One unit of those below: its figures and its bar."""

    name: str
    organizations: Cell
    covered: Cell
    coverage: Cell
    bar: CoverageBar


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """The units below, in the order of the tree."""

    heading: str
    column: str
    note: str
    rows: tuple[PlaceRow, ...]
    total: PlaceRow
    more: Link


@dataclass(frozen=True, slots=True)
class LatestEntry:
    """An entry that changed what the question reaches.

    Attributes:
        changed: what it recorded, counted within reach.
        happened: the day of which it speaks.
        late: how long after that day it was recorded; empty if soon.
        since: the same page as known before the entry.
    """

    number: int
    moment: str
    act: str
    by: str
    changed: str
    happened: str
    late: str
    before: Link
    batch: Link | None = None


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An upload that is not done with, or an applied batch."""

    name: str
    href: str
    tone: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A draft, or a document that was issued, and how it stands."""

    name: str
    href: str
    tone: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class FindingsDesk:
    """What the list of findings comes to, by item; ``nothing`` says why there is none."""

    lines: tuple[DocumentLine, ...]
    nothing: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class WorkbenchPage:
    """Where a day begins."""

    shell: Shell
    sentence: str
    headlines: tuple[Headline, ...] = ()
    more: Link | None = None
    bar: CoverageBar | None = None
    covered: Cell | None = None
    not_covered: Cell | None = None
    trend: Chart | None = None
    places: PlaceTable | None = None
    entries: tuple[LatestEntry, ...] = ()
    imports: tuple[ImportLine, ...] = ()
    import_link: Link | None = None
    drafts: tuple[DocumentLine, ...] = ()
    drafts_nothing: str = ""
    drafts_link: Link | None = None
    due: DuePanel | None = None
    findings: FindingsDesk | None = None
    empty: Empty | None = None
