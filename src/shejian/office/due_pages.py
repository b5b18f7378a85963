"""What the pages of what is due are given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.life_pages import StandingLine
from shejian.office.pages import Empty, Link, Shell


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing to be done.

    Attributes:
        tone: late, soon or none.
        when: the day, short; ``away`` how far off it is.
        what: what is to be done, ``of`` for whom or for which body.
        anchor: by which the month leads to its day; the first line of a day bears it.
    """

    tone: str
    when: str
    day: str
    away: str
    what: str
    where: str
    of: Link
    because: str
    clause: str
    remedy: str
    severity: str
    provisional: bool
    links: tuple[Link, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class DueRule:
    """On what several things of a group rest, said once for all of them."""

    what: str
    clause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Things that are due about the same time; ``rules`` are those on which several of them rest."""

    label: str
    lines: tuple[DueLine, ...]
    more: int = 0
    rules: tuple[DueRule, ...] = ()


@dataclass(frozen=True, slots=True)
class DuePanel:
    """What is due, on the workbench: how much, the first of it, and where the rest is."""

    said: str
    lines: tuple[DueLine, ...]
    more: Link
    nothing: str


@dataclass(frozen=True, slots=True)
class CalendarPanel:
    """The calendar that other programs read: its address just given, or that there is one."""

    action: str
    query: str
    address: str
    given: str
    kept_scope: str


@dataclass(frozen=True, slots=True)
class LifePanel:
    """What organization life still asks for within the span, grouped."""

    lines: tuple[StandingLine, ...]
    more: Link
    nothing: str


@dataclass(frozen=True, slots=True)
class DuePage:
    """What is due in a scope, by when, or of that what was given to the visitor or his unit (``whose``)."""

    shell: Shell
    sentence: str
    tabs: tuple[Link, ...]
    kinds: tuple[Link, ...]
    whose: tuple[Link, ...]
    groups: tuple[DueGroup, ...]
    count: int
    empty: Empty | None
    month: Link
    calendar: CalendarPanel
    life: LifePanel | None
    life_month: Link


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month, in its week; empty ``number`` where it belongs to another month."""

    number: str
    day: str
    lines: tuple[DueLine, ...]
    more: Link | None = None
    today: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class MonthPage:
    """What is due in one month, on its days."""

    shell: Shell
    sentence: str
    heading: str
    before: Link
    after: Link
    back: Link
    weeks: tuple[tuple[MonthDay, ...], ...]
    overdue: Link | None
    count: int
    provisional: str = ""
