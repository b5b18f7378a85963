"""What the page of both coverages (两个覆盖) is given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.pages import Cell, Chart, Empty, Headline, Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class Parts:
    """Effective, lost and not known of a whole as shares of a bar of length 100, each beginning where the last ends."""

    effective: str
    lost: str
    lost_at: str
    unknown: str
    unknown_at: str
    label: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: its figures, how many are covered but not effectively, and its bar."""

    name: str
    organizations: Cell
    covered: Cell
    nominal: Cell
    effective: Cell
    rate: Cell
    lost: Link
    unknown: Link | None
    bar: Parts


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units of the line asked, in the order of the tree."""

    heading: str
    column: str
    lines: tuple[UnitLine, ...]
    total: UnitLine


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall: what is taken away, where its rows are, and its bar.

    Attributes:
        whole: it is what there is before the first step, or what is left after the last.
        gaps: the same rows in the list of gaps; ``None`` where there are none.
    """

    label: str
    text: str
    href: str
    at: str
    width: str
    whole: bool
    apart: bool
    meaning: str
    gaps: Link | None


@dataclass(frozen=True, slots=True)
class LackLine:
    """One thing that is lacking: why, and what it takes."""

    label: str
    certain: bool
    fact: str
    remedy: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """A covered organization that is not covered effectively, or of which that is not known.

    Attributes:
        body: number of the party organization, where it can be asked for what is lacking; else 0.
        asked: what was asked for and is still lacking.
    """

    name: Link
    body_name: Link
    body: int
    home: str
    lacks: tuple[LackLine, ...]
    clauses: tuple[str, ...]
    asked: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GapList:
    """The gaps of a question, limited by condition and unit.

    Attributes:
        action: where those that are ticked are asked for what they lack; empty for who may not ask.
    """

    chips: tuple[Link, ...]
    units: tuple[tuple[str, str, bool], ...]
    hidden: tuple[tuple[str, str], ...]
    lines: tuple[GapLine, ...]
    pager: Pager
    nothing: str
    export: str
    action: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    may_not: str = ""


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Both coverages of a question."""

    shell: Shell
    sentence: str
    meaning: str = ""
    headlines: tuple[Headline, ...] = ()
    bar: Parts | None = None
    keys: tuple[tuple[str, Link], ...] = ()
    units: UnitTable | None = None
    steps: tuple[Step, ...] = ()
    gaps: GapList | None = None
    trend: Chart | None = None
    trend_tabs: tuple[Link, ...] = ()
    problem: str = ""
    empty: Empty | None = None
