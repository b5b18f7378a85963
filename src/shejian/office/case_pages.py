"""What the templates of cases are given: their list, one with its steps, and the choice of a procedure."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.ledger_pages import HistoryEntry, Select
from shejian.office.pages import Empty, Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list.

    Attributes:
        tone: of what is found, as verdicts have it; empty where nothing is.
        found: what is found, in words: 违反 1，提示 2.
        latest: the first day by which something has to be done; ``late`` says that it is over, ``latest_of`` which
            step that is, where it is another than the next.
    """

    name: str
    href: str
    procedure: str
    body: str
    body_href: str
    state: str
    closed: bool
    next: str
    latest: str
    latest_of: str
    late: bool
    tone: str
    found: str


@dataclass(frozen=True, slots=True)
class CasesPage:
    """Cases in a scope, limited as wished."""

    shell: Shell
    sentence: str
    tabs: tuple[Link, ...]
    selects: tuple[Select, ...]
    hidden: tuple[tuple[str, str], ...]
    rows: tuple[CaseRow, ...]
    pager: Pager
    nothing: str
    clear: str
    acts: tuple[Link, ...] = ()
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found, or is overdue: the fact, the clause and the way out; why it was done all the same."""

    tone: str
    severity: str
    because: str
    clause: str
    remedy: str
    reason: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class TakenView:
    """A step as it was taken: its day, how it came out, its details, and the entry that recorded it."""

    day: str
    outcome: str
    details: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]
    entry: Link | None
    departure: str
    correct: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the procedure in this case.

    Attributes:
        state: done, flag, now, todo or unknown.
        mark: what stands in its ring.
        why: how its days were counted, what it waits for, or why nothing is known of it.
        record: where it is recorded; ``minor`` where it need not be taken, or was taken before.
    """

    id: str
    state: str
    mark: str
    label: str
    actor: str
    clause: str
    note: str
    earliest: str
    latest: str
    late: bool
    why: str
    taken: tuple[TakenView, ...]
    found: tuple[Found, ...]
    record: str = ""
    again: bool = False
    minor: bool = False


@dataclass(frozen=True, slots=True)
class StepGroup:
    """The steps of one stage."""

    title: str
    note: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stage at the head of the page: done, now or todo."""

    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class NowDo:
    """A step that may be taken: until when, and the counting in words."""

    label: str
    href: str
    tag: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of the procedure: since when, by which instrument, and which steps it judges here."""

    since: str
    instrument: str
    steps: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case."""

    shell: Shell
    crumbs: tuple[Link, ...]
    heading: str
    procedure: str
    particulars: tuple[Link, ...]
    status: str
    tone: str
    sentence: str
    phases: tuple[Phase, ...]
    tabs: tuple[Link, ...]
    groups: tuple[StepGroup, ...]
    nothing: str
    now: tuple[NowDo, ...]
    waits: str
    waiting: tuple[str, ...]
    versions: tuple[VersionLine, ...]
    transition: str
    facts: tuple[tuple[str, str], ...]
    elsewhere: tuple[Link, ...]
    history: tuple[HistoryEntry, ...]
    later: str = ""
    acts: tuple[Link, ...] = ()
    acts_note: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureChoice:
    """A procedure that can be started."""

    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ProceduresPage:
    """Which procedure to start, and for whom if that is known."""

    shell: Shell
    crumbs: tuple[Link, ...]
    sub: str
    choices: tuple[ProcedureChoice, ...]
