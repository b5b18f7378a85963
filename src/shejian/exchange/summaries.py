"""What an import would do, as it is kept for people to look through: plain values, numbers of persons masked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

from shejian.core.identifiers import mask_name
from shejian.core.sheets import Column, Kind, column_letter, labels_at, says_nothing
from shejian.exchange.ledgers import SheetPlan
from shejian.exchange.planning import Plan
from shejian.exchange.showing import differences, shown

MOST = 10_000
"""The most rows of one kind that are kept for looking through; their number is always told in full."""

T = TypeVar("T")
COUNTS = ("new", "changed", "unchanged", "absent", "faulty")


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How many rows of a ledger are new, changed, the same, not listed and faulty."""

    title: str
    new: int
    changed: int
    unchanged: int
    absent: int
    faulty: int


@dataclass(frozen=True, slots=True)
class Note:
    """A fault or a notice, and where it is; ``row`` 0 means the sheet, or the file, as a whole."""

    sheet: str
    row: int
    column: str
    value: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What the ledger holds of a field, and what the file says."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that says something else than the ledger."""

    sheet: str
    row: int
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row that is new (with its number), or one that the ledger holds and the file does not list (row 0)."""

    sheet: str
    row: int
    name: str


@dataclass(frozen=True, slots=True)
class FigureEffect:
    """A figure before and after, as people write it."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What figures would become on the ledger's day; ``problem`` says why they could not be worked out."""

    on: str = ""
    figures: tuple[FigureEffect, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """An import as planned at entry ``version``.

    Attributes:
        places: for each sheet where its columns are, by heading and by label, counted from 0.
        columns: how many columns of the file are read.
        kind: of the file; ``cells``: how many its sheets reach over.
    """

    version: int
    closing: str
    closing_how: str
    sheets: tuple[SheetCounts, ...]
    faults: tuple[Note, ...]
    notices: tuple[Note, ...]
    changed: tuple[RowChange, ...]
    new: tuple[NamedRow, ...]
    absent: tuple[NamedRow, ...]
    totals: dict[str, int]
    effect: Effect = Effect()
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    columns: int = 0
    kind: str = ""
    cells: int = 0

    @property
    def fingerprint(self) -> str:
        """Two summaries that say the same have the same one, whenever they were made."""
        said = asdict(replace(self, version=0, effect=Effect()))
        return sha256(_json(said).encode()).hexdigest()

    def dump(self) -> str:
        return _json(asdict(self))

    @classmethod
    def load(cls, text: str) -> Summary:
        """The summary that ``dump`` wrote."""
        said = json.loads(text)
        effect = said["effect"]
        return cls(
            version=said["version"],
            closing=said["closing"],
            closing_how=said["closing_how"],
            sheets=tuple(SheetCounts(**one) for one in said["sheets"]),
            faults=tuple(Note(**one) for one in said["faults"]),
            notices=tuple(Note(**one) for one in said["notices"]),
            changed=tuple(_row_change(one) for one in said["changed"]),
            new=tuple(NamedRow(**one) for one in said["new"]),
            absent=tuple(NamedRow(**one) for one in said["absent"]),
            totals=said["totals"],
            effect=Effect(effect["on"], tuple(FigureEffect(**one) for one in effect["figures"]), effect["problem"]),
            places=said.get("places", {}),
            columns=said.get("columns", 0),
            kind=said.get("kind", ""),
            cells=said.get("cells", 0),
        )

    def cell(self, note: Note) -> str:
        """The cell that a note is about as Excel calls it: C14; empty when it is about no one cell."""
        return self.cell_of(note.sheet, note.row, note.column)

    def cell_of(self, sheet: str, row: int, column: str) -> str:
        """The cell of a row under a column as Excel calls it; empty when there is no one such cell."""
        place = self.places.get(sheet, {}).get(column)
        return f"{column_letter(place)}{row}" if row and place is not None else ""


def summarize(plan: Plan) -> Summary:
    """What a plan would do; made before the plan is applied, which uses it up."""
    faults, notices = plan.faults, plan.all_notices()
    sheets = tuple(SheetCounts(title, **counts) for title, counts in plan.counts().items())
    totals = {name: sum(getattr(sheet, name) for sheet in sheets) for name in COUNTS}
    return Summary(
        version=plan.version,
        closing=plan.context.closing.isoformat(),
        closing_how=plan.closing.how,
        sheets=sheets,
        faults=_first(Note(**asdict(fault)) for fault in faults),
        notices=_first(Note(**asdict(notice)) for notice in notices),
        changed=_first(_changes(plan)),
        new=_first(NamedRow(*one) for sheet in plan.sheets for one in _new(sheet, plan)),
        absent=_first(
            NamedRow(sheet.records.title, 0, _held_name(sheet, held.label))
            for sheet in plan.sheets
            for held in sheet.absent
        ),
        totals=totals | {"faults": len(faults), "notices": len(notices)},
        places=_places(plan),
        columns=sum(len(sheet.records.layout.places) for sheet in plan.sheets),
        kind=plan.collected.kind,
        cells=plan.collected.cells,
    )


def _places(plan: Plan) -> dict[str, dict[str, int]]:
    """Where the columns of each sheet that is read are; a declared heading stands before a label of the sheet."""
    places: dict[str, dict[str, int]] = {}
    for head in plan.collected.heads:
        if head.sure:
            labels = labels_at(head.rows, head.heading_row - head.first)
            places[head.name] = {label: at for at, label in enumerate(labels)}
    for sheet in plan.sheets:
        layout = sheet.records.layout
        own = {layout.sheet.column(key).heading: place for key, place in layout.places.items()}
        places[sheet.records.title] = places.get(sheet.records.title, {}) | own
    return places


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _row_change(said: dict[str, Any]) -> RowChange:
    fields = tuple(FieldChange(**one) for one in said["fields"])
    return RowChange(said["sheet"], said["row"], said["name"], fields)


def _first(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(islice(rows, MOST))


def _changes(plan: Plan) -> Iterable[RowChange]:
    persons = {sheet.records.title for sheet in plan.sheets if _of_persons(sheet)}
    for one in differences(plan):
        name = mask_name(one.name) if one.sheet in persons else one.name
        yield RowChange(one.sheet, one.row, name, tuple(FieldChange(**asdict(field)) for field in one.fields))


def _new(sheet: SheetPlan, plan: Plan) -> Iterable[tuple[str, int, str]]:
    """New rows by what people know them by: names of what they are about, persons masked."""
    named = [
        (place, column)
        for place, column in enumerate(sheet.binding.sheet.columns)
        if column.key in sheet.binding.sheet.needed
    ]
    for index in sheet.new:
        values = sheet.records.rows[index]
        said = (_said(column, values[place], plan) for place, column in named)
        yield sheet.records.title, sheet.records.numbers[index], " · ".join(text for text in said if text)


def _said(column: Column, value: Any, plan: Plan) -> str:
    if value is None or says_nothing(value) or column.kind is Kind.IDENTITY_NUMBER:
        return ""
    text = shown(column, value, plan.context)
    return mask_name(text) if _names_person(column) else text


def _names_person(column: Column) -> bool:
    return column.kind is Kind.TEXT and "姓名" in column.heading


def _held_name(sheet: SheetPlan, label: str) -> str:
    return mask_name(label) if _of_persons(sheet) else label


def _of_persons(sheet: SheetPlan) -> bool:
    """Whether what the ledger holds of a row is labelled with a person's name."""
    return any(_names_person(column) for column in sheet.binding.sheet.columns)
