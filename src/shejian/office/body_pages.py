"""What the templates of one party organization and of one person are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shejian.office.ledger_pages import FactCard, HistoryEntry
from shejian.office.life_pages import YearStrip
from shejian.office.pages import Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in a list: masked, and since when; ``words`` says as what."""

    name: str
    href: str
    words: str
    since: str


@dataclass(frozen=True, slots=True)
class PersonList:
    """Persons under one heading."""

    key: str
    title: str
    sentence: str
    rows: tuple[PersonRow, ...]
    nothing: str
    heading: str
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class PartyOrganizationPage:
    """One party organization."""

    shell: Shell
    back: str
    place: str
    name: str
    code: str
    particulars: str
    status: str
    tone: str
    sentence: str
    cards: tuple[FactCard, ...]
    people: tuple[PersonList, ...]
    aside: tuple[FactCard, ...]
    history: tuple[HistoryEntry, ...]
    later: str
    year: YearStrip
    acts: tuple[Link, ...] = ()
    acts_note: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """Who looked at an identity number, when and why."""

    by: str
    moment: str
    purpose: str
    entry: str


@dataclass(frozen=True, slots=True)
class DisclosureCard:
    """Showing what is masked: the form, what it showed this once, and who looked before.

    Attributes:
        form: ``None`` where nothing can be shown; ``why_not`` says why.
        shown: what is shown in full, by name; only in the answer to the request that recorded the purpose.
    """

    action: str
    form: Any
    why_not: str
    shown: tuple[tuple[str, str], ...]
    entry: str
    lines: tuple[DisclosureLine, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person."""

    shell: Shell
    back: str
    place: str
    name: str
    code: str
    particulars: str
    status: str
    tone: str
    sentence: str
    cards: tuple[FactCard, ...]
    aside: tuple[FactCard, ...]
    disclosure: DisclosureCard | None
    history: tuple[HistoryEntry, ...]
    later: str
    acts: tuple[Link, ...] = ()
    acts_note: str = ""
