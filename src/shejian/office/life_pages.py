"""What the pages of organization life are given: the year of a party organization, and the calendar of a unit."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.pages import Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class YearCell:
    """What one period held and asked for.

    Attributes:
        months: over how many months it reaches.
        period: in short (3月, 第一季度), for where the months have no heading.
        icon: the shape of its state; empty where nothing is to be said.
        word: its state in a word; ``said`` in a sentence.
        href: its meetings; empty where there is nothing to open.
    """

    months: int
    period: str
    tone: str
    icon: str
    word: str
    said: str
    href: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One kind of organization life; ``note`` says how often it is asked for."""

    kind: str
    note: str
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class YearStrip:
    """A year of a party organization: a row for each kind, the clauses behind them, and what the shapes mean."""

    year: int
    sentence: str
    before: Link
    after: Link | None
    months: tuple[str, ...]
    rows: tuple[YearRow, ...]
    clauses: tuple[str, ...]
    legend: tuple[tuple[str, str, str], ...]


# ---- the calendar of a unit ----


@dataclass(frozen=True, slots=True)
class LifeLine:
    """A meeting held or planned; ``tone`` and ``state`` tell the two apart."""

    day: str
    kind: str
    topic: str
    href: str
    body: Link
    numbers: str
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class LifeDay:
    """A day of a month; ``number`` is empty where it belongs to another month."""

    number: str
    day: str
    lines: tuple[LifeLine, ...]
    more: Link | None = None
    today: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class StandingLine:
    """Party organizations that stand alike with one kind: how many, in which periods, why; ``link`` opens them."""

    tone: str
    icon: str
    what: str
    periods: str
    because: str
    clause: str
    link: Link


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One of those opened: which periods, how many were held, and where one is recorded."""

    body: Link
    unit: str
    periods: str
    held: str
    act: Link | None


@dataclass(frozen=True, slots=True)
class Opened:
    """The party organizations of one ``StandingLine``, in the order of the tree."""

    title: str
    rows: tuple[BehindRow, ...]
    pager: Pager
    close: Link


@dataclass(frozen=True, slots=True)
class LifePage:
    """The calendar of a unit: meetings held and planned in a month, and who stands how with what is asked."""

    shell: Shell
    sentence: str
    heading: str
    before: Link
    after: Link
    kinds: tuple[Link, ...]
    weeks: tuple[tuple[LifeDay, ...], ...]
    standing: tuple[StandingLine, ...]
    apart: tuple[str, ...]
    opened: Opened | None
    listed: str
    lines: tuple[LifeLine, ...]
    pager: Pager
    whole: Link | None
    links: tuple[Link, ...]
