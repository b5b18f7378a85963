"""What the pages of organization life are given: the year of a party organization at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.pages import Link


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
    """One kind of organization life; ``note`` says how often it is asked for, by which clause."""

    kind: str
    note: str
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class YearStrip:
    """A year of a party organization: a row for each kind, and what the shapes mean."""

    year: int
    sentence: str
    before: Link
    after: Link | None
    months: tuple[str, ...]
    rows: tuple[YearRow, ...]
    legend: tuple[tuple[str, str, str], ...]
