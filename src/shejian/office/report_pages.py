"""What the templates of reports are given: plain frozen values, with every address and every sentence already made."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from shejian.office.pages import Empty, Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A draft or an issued document, in the list."""

    href: str
    title: str
    unit: str
    on: str
    state: str
    tone: str
    moment: str
    by: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The list, and the form that starts a draft."""

    shell: Shell
    lines: tuple[ReportLine, ...]
    pager: Pager
    empty: Empty | None
    form: BaseForm | None
    why_none: str
    other: Link | None = None


# ---- the paper ----


@dataclass(frozen=True, slots=True)
class PaperRun:
    """Words of one kind: plain, a figure that opens on its rows, or a place that is still open."""

    text: str
    kind: str = ""
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of the document as it stands on the paper."""

    kind: str
    runs: tuple[PaperRun, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The document on its paper; ``mark`` is said above a draft."""

    parts: tuple[PaperPart, ...]
    mark: str
    frozen: bool


# ---- writing ----


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A place in the outline, with how much there is to do."""

    label: str
    href: str
    level: int
    to_do: int


@dataclass(frozen=True, slots=True)
class MarkView:
    """A number typed by hand that the ledger contradicts, or the calendar; the latter has no ``href``."""

    title: str
    words: str
    ledger: str
    unit: str
    href: str
    why: str
    token: str
    in_stead: str


@dataclass(frozen=True, slots=True)
class CommentView:
    """A remark on a place."""

    id: int
    text: str
    by: str
    moment: str
    resolved: str


@dataclass(frozen=True, slots=True)
class TheirsView:
    """What somebody else stored at a place meanwhile."""

    text: str
    by: str
    moment: str


@dataclass(frozen=True, slots=True)
class PlaceField:
    """The text at one place, and everything that is said about it."""

    key: str
    id: str
    label: str
    rows: int
    text: str
    base: str
    open: tuple[str, ...]
    marks: tuple[MarkView, ...]
    comments: tuple[CommentView, ...]
    remark: str = ""
    theirs: TheirsView | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A figure that can be inserted, with its value now."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class FigureChoices:
    """Figures under one heading."""

    heading: str
    choices: tuple[FigureChoice, ...]


@dataclass(frozen=True, slots=True)
class UsedFigure:
    """A figure used in the document."""

    label: str
    text: str
    href: str
    missing: bool


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A frozen figure; after checking, what the ledger says now and why."""

    label: str
    text: str
    href: str
    tone: str = ""
    now: str = ""
    why: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found, in sentences."""

    summary: str
    same: int
    drifted: int
    breaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentBar:
    """The head of a document's page: what it is, how it stands, what can be done."""

    title: str
    seal: str
    frozen: bool
    note: str
    word_href: str
    pdf_href: str


@dataclass(frozen=True, slots=True)
class WritingPage:
    """A draft: its places as text fields where the visitor may write, and the paper.

    Attributes:
        later: the day to which its figures can be brought, where the year went on since it was started.
    """

    shell: Shell
    bar: DocumentBar
    href: str
    outline: tuple[OutlineItem, ...]
    used: tuple[UsedFigure, ...]
    fields: tuple[PlaceField, ...]
    figures: tuple[FigureChoices, ...]
    writings: tuple[str, ...]
    places: tuple[Link, ...]
    paper: Paper
    to_do: str
    key: str
    issue_href: str
    discard_href: str
    copied_from: Link | None
    later: str
    why_not: str
    not_saved: str = ""
    until: str = ""
    restore_href: str = ""
    picker_problem: str = ""


@dataclass(frozen=True, slots=True)
class IssuedPage:
    """An issued document, its frozen figures, and what checking found if it was asked."""

    shell: Shell
    bar: DocumentBar
    outline: tuple[OutlineItem, ...]
    paper: Paper
    proofs: tuple[ProofLine, ...]
    facts: tuple[tuple[str, str], ...]
    check_href: str
    copy_href: str
    copy_key: str
    withdraw_href: str
    withdrawn: str
    checked: Checked | None = None


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One thing that keeps a draft from being issued, with the way to it."""

    href: str
    place: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class IssuePage:
    """Looking through a draft before it is issued; or the list of what keeps it from being."""

    shell: Shell
    back: str
    title: str
    to_do: tuple[TodoLine, ...]
    facts: tuple[tuple[str, str], ...]
    seen: str
    number: str
    problem: str
    at_number: str


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step that is taken only on purpose: withdrawing, or giving up a draft."""

    shell: Shell
    back: str
    title: str
    lines: tuple[str, ...]
    button: str
    asks_reason: bool
    reason: str = ""
    problem: str = ""
