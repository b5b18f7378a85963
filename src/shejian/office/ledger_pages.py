"""What the templates of the ledgers' filters and views, and of one social organization, are given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.pages import Link, Shell


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A list to choose from, by which the ledger is limited or sorted."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SortLink:
    """A heading that sorts; ``direction`` is ``ascending`` or ``descending`` where the list is sorted by it."""

    label: str
    href: str
    direction: str = ""


@dataclass(frozen=True, slots=True)
class SavedLink:
    """A saved view: where it leads, and where it is renamed and deleted."""

    name: str
    href: str
    current: bool
    action: str


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The visitor's own views of a ledger; ``query`` is what would be saved now, ``said`` what it is, in words."""

    links: tuple[SavedLink, ...]
    action: str
    query: str
    said: str
    back: str
    longest: int


# ---- one organization ----


@dataclass(frozen=True, slots=True)
class FactLine:
    """Something that holds on the day: since when and until when, and the entry that recorded it."""

    label: str
    value: str
    span: str = ""
    entry: str = ""
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class FactCard:
    """Facts under one heading; ``nothing`` says why there are none, ``foot`` of when all of them are."""

    title: str
    lines: tuple[FactLine, ...]
    nothing: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A fact as an entry recorded it; ``fate`` says which entry superseded it, and how."""

    what: str
    text: str
    span: str
    fate: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one entry recorded of the organization; ``later`` than the entry that is asked for, it does not count."""

    number: int
    label: str
    moment: str
    by: str
    paper: str
    rows: tuple[HistoryRow, ...]
    later: bool
    reason: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """One social organization."""

    shell: Shell
    back: str
    place: str
    name: str
    code: str
    particulars: str
    status: str
    tone: str
    sentence: str
    coverage: FactCard
    registration: FactCard
    aside: tuple[FactCard, ...]
    history: tuple[HistoryEntry, ...]
    later: str
    acts: tuple[Link, ...] = ()
    acts_note: str = ""
