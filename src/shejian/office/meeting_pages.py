"""What the templates of one meeting, and of the meetings of a party organization, are given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.body_pages import PersonList
from shejian.office.ledger_pages import FactCard, HistoryEntry
from shejian.office.life_pages import YearStrip
from shejian.office.pages import Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it was written, under its heading."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting."""

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
    texts: tuple[Words, ...]
    people: PersonList
    aside: tuple[FactCard, ...]
    history: tuple[HistoryEntry, ...]
    later: str
    acts: tuple[Link, ...] = ()
    acts_note: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan, and what can be done with it; ``overdue`` if its day is past."""

    day: str
    words: str
    overdue: bool
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list."""

    day: str
    kind: str
    topic: str
    href: str
    numbers: str
    partner: bool
    recorded: str
    late: str


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings of one party organization; ``narrowed`` says to which the list is, ``all_of_it`` leads back."""

    shell: Shell
    crumbs: tuple[Link, ...]
    name: str
    sentence: str
    acts: tuple[Link, ...]
    plans: tuple[PlanLine, ...]
    lines: tuple[MeetingLine, ...]
    pager: Pager
    year: YearStrip
    narrowed: str = ""
    all_of_it: Link | None = None
