"""What templates are given: plain frozen values, with every address and every sentence already made."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.forms import BaseForm


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words that lead there."""

    label: str
    href: str
    current: bool = False
    note: str = ""
    icon: str = ""


# ---- the shell ----


@dataclass(frozen=True, slots=True)
class UnitBranch:
    """Units of one kind to choose from."""

    heading: str
    links: tuple[Link, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ScopeBar:
    """Along which line, and of which unit, figures are asked."""

    lines: tuple[Link, ...]
    unit: str
    extent: str
    above: tuple[Link, ...]
    branches: tuple[UnitBranch, ...]
    extents: tuple[Link, ...]
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """An entry up to which, or up to before which, the ledger can be heeded."""

    label: str
    upto: str
    before: str


@dataclass(frozen=True, slots=True)
class ClockBar:
    """The two clocks: as of which day, and up to which entry."""

    on: str
    since: str
    known: str
    on_long: str
    entry: str
    entry_moment: str
    state: str
    presets: tuple[Link, ...]
    entries: tuple[EntryChoice, ...]
    hidden: tuple[tuple[str, str], ...]
    reset: str
    pinned: str


@dataclass(frozen=True, slots=True)
class PastNote:
    """Says that either clock is not at now, and how to get back."""

    badge: str
    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around every page of somebody who is signed in."""

    title: str
    nav: tuple[Link, ...]
    user: str
    standing: str
    password_href: str
    here: str
    scope: ScopeBar | None = None
    clocks: ClockBar | None = None
    past: PastNote | None = None
    ledger: str = ""
    account_href: str = ""
    help_href: str = ""

    @property
    def initial(self) -> str:
        return self.user[:1]


@dataclass(frozen=True, slots=True)
class Plain:
    """A page that says something and offers a way on: refusals, and what there is nothing of."""

    shell: Shell | None
    title: str
    lines: tuple[str, ...]
    links: tuple[Link, ...] = ()
    icon: str = "v-late"


@dataclass(frozen=True, slots=True)
class Empty:
    """There is nothing to show: why, and the one next step."""

    title: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """An address that cannot be answered, with its fields as typed and what is wrong with each."""

    shell: Shell
    problems: tuple[str, ...]
    on: str
    since: str
    known: str
    unit: str
    hidden: tuple[tuple[str, str], ...]
    way_out: Link


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form."""

    shell: Shell | None
    form: BaseForm
    next: str = ""
    must: bool = False


# ---- charts ----


@dataclass(frozen=True, slots=True)
class Mark:
    """A text or a rule at a place of a chart."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A point or column of a chart, and the address of the same question on that day."""

    x: str
    y: str
    height: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart."""

    name: str
    style: str
    path: str
    points: tuple[ChartPoint, ...]
    last: str
    label_y: str


@dataclass(frozen=True, slots=True)
class MonthLine:
    """The values of one day of a chart, one for each series, in words."""

    day: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A line or column chart, drawn to scale, and the same values as a table."""

    label: str
    columns: bool
    named: bool
    width: int
    right: int
    grid: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    series: tuple[Series, ...]
    lines: tuple[MonthLine, ...]
    cut: bool = False


# ---- figures ----


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as a link to its rows."""

    text: str
    unit: str
    href: str
    label: str = ""
    fraction: str = ""
    missing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure at the head of the page, with what it is made of and how it moved since last year's end."""

    label: str
    cell: Cell
    part: Cell | None
    whole: Cell | None
    change: Link


@dataclass(frozen=True, slots=True)
class CoverageBar:
    """Covered and not covered, as shares of a bar of length 100."""

    width: str
    label: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: its figures and its bar."""

    name: str
    organizations: Cell
    bodies: Cell
    covered: Cell
    coverage: Cell
    work_covered: Cell
    work_coverage: Cell
    bar: CoverageBar


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Figures by group."""

    heading: str
    tabs: tuple[Link, ...]
    rows: tuple[GroupRow, ...]
    total: GroupRow
    note: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its wording."""

    label: str
    definition: str
    in_period: bool
    cell: Cell


@dataclass(frozen=True, slots=True)
class Section:
    """Figures under one heading of the catalogue."""

    title: str
    basis: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """All figures of a question."""

    shell: Shell
    sentence: str
    places: tuple[Link, ...] = ()
    headlines: tuple[Headline, ...] = ()
    bar: CoverageBar | None = None
    covered: Cell | None = None
    not_covered: Cell | None = None
    trend: Chart | None = None
    groups: GroupTable | None = None
    sections: tuple[Section, ...] = ()
    empty: Empty | None = None


# ---- evidence ----


@dataclass(frozen=True, slots=True)
class RuleRead:
    """A rule value that the figure read, with its clause and, where the text was read, the words relied on."""

    text: str
    words: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of evidence; ``href`` leads to the page of what it is about, if there is one."""

    id: int
    name: str
    code: str
    because: str
    astray: bool = False
    sign: str = ""
    amount: str = ""
    href: str = ""
    reason: str = ""
    entries: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Pager:
    """Pages of a list."""

    summary: str
    links: tuple[Link, ...] = ()
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """The two values, and opening, what came, what went and closing as one equation."""

    earlier: str
    later: str
    earlier_text: str
    later_text: str
    change: str
    equation: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """One figure and its rows."""

    shell: Shell
    label: str
    section: str
    back: str
    cell: Cell
    part: Cell | None
    whole: Cell | None
    exact: str
    sentence: str
    definition: str
    basis: str
    rules: tuple[RuleRead, ...]
    tabs: tuple[Link, ...]
    reasons: tuple[Link, ...]
    reasons_left: str
    adds_up: str
    fingerprint: str
    rows: tuple[RowView, ...]
    pager: Pager
    searched: str
    hidden: tuple[tuple[str, str], ...]
    nothing: str
    moving: bool
    amount: str
    export: str
    group: Link | None = None
    trend: Chart | None = None
    movement: Movement | None = None
    movement_from: str = ""
    movement_known: str = ""
    movement_problem: str = ""
    movement_hidden: tuple[tuple[str, str], ...] = field(default=())
