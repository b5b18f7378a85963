"""What the templates of importing are given."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from shejian.office.pages import Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch in the list."""

    number: int
    href: str
    file_name: str
    moment: str
    by: str
    channel: str
    entry: int
    closing: str
    counts: str
    faults: int
    undone: str
    undo_href: str


@dataclass(frozen=True, slots=True)
class UploadLine:
    """An upload that is not done with."""

    href: str
    file_name: str
    state: str
    tone: str
    moment: str
    by: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The form, uploads under way, and past batches."""

    shell: Shell
    form: BaseForm
    uploads: tuple[UploadLine, ...]
    batches: tuple[BatchLine, ...]
    pager: Pager
    no_units: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the wizard: ``state`` is done, now or todo."""

    title: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Counts of one ledger."""

    title: str
    new: int
    changed: int
    unchanged: int
    absent: int
    faulty: int


@dataclass(frozen=True, slots=True)
class Change:
    """What the ledger holds of a field, what the file says, and in which of its cells."""

    cell: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet to which the list can be narrowed."""

    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of the plan, of whatever tab."""

    tone: str
    verdict: str
    sheet: str
    row: str
    column: str
    value: str
    text: str
    fields: tuple[Change, ...] = ()
    cell: str = ""
    icon: str = "v-mute"

    @property
    def said(self) -> str:
        """All that can be searched for."""
        fields = (text for field in self.fields for text in (field.cell, field.column, field.old, field.new))
        return " ".join((self.sheet, self.cell, self.row, self.column, self.value, self.text, *fields))


@dataclass(frozen=True, slots=True)
class EffectLine:
    """A figure before and after; once there is a ledger that says the latter, it opens too."""

    label: str
    before: str
    after: str
    moves: bool
    before_href: str
    after_href: str = ""


@dataclass(frozen=True, slots=True)
class PlanView:
    """What importing the file would do.

    Attributes:
        stranger: that it is of a unit whose ledger is not kept here.
        moved: that the ledger moved on since.
        cut: that there are more rows than are kept to look through.
        many: whether there are enough of them to search; ``narrowed``: whether that was done.
    """

    closing: str
    sheets: tuple[SheetLine, ...]
    total: SheetLine
    tabs: tuple[Link, ...]
    headings: tuple[str, ...]
    findings: tuple[Finding, ...]
    pager: Pager
    nothing: str
    show: str
    sought: str
    choices: tuple[SheetChoice, ...]
    many: bool
    narrowed: bool
    all_href: str
    cut: str
    effect_day: str
    effects: tuple[EffectLine, ...]
    effect_problem: str
    writes: int
    promise: str
    faults_href: str
    marked_href: str
    unmarked: str
    unread: str
    stranger: str
    moved: str


@dataclass(frozen=True, slots=True)
class AppliedView:
    """What an import did: rows by sheet, figures before and after."""

    said: str
    sheets: tuple[SheetLine, ...]
    total: SheetLine
    effect_day: str
    effects: tuple[EffectLine, ...]
    undo_href: str
    undone: str


@dataclass(frozen=True, slots=True)
class UploadPage:
    """An upload, wherever it has come to."""

    shell: Shell
    file_name: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    state: str
    tone: str
    heading: str
    text: str
    stage: str = ""
    count: str = ""
    at: int = 0
    most: int = 0
    error: str = ""
    plan: PlanView | None = None
    applied: AppliedView | None = None
    apply_href: str = ""
    retry_href: str = ""
    stop_href: str = ""
    discard_href: str = ""
    progress_href: str = ""
    mapping_href: str = ""
    seen: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A fault or a notice kept with a batch."""

    sheet: str
    row: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class MappedSheet:
    """A sheet of an import as its clerk said it was to be read."""

    name: str
    ledger: str
    row: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One batch: what it did."""

    shell: Shell
    batch: BatchLine
    sheets: tuple[SheetLine, ...]
    total: SheetLine
    tabs: tuple[Link, ...]
    notes: tuple[NoteLine, ...]
    pager: Pager
    nothing: str
    links: tuple[Link, ...]
    mapped: tuple[MappedSheet, ...]


@dataclass(frozen=True, slots=True)
class UndoPage:
    """What undoing a batch would do, or why it cannot be done."""

    shell: Shell
    batch: BatchLine
    withdrawn: tuple[tuple[str, int], ...]
    restored: int
    kept: tuple[tuple[str, int], ...]
    resting: tuple[str, ...]
    undo_href: str
    back: str
