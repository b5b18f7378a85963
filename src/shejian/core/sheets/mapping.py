"""Sheets as people say they are: which ledger, in which row the headings, and which column each heading is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from shejian.core.sheets.cells import Cell, Marker, is_blank
from shejian.core.sheets.columns import Column, Sheet
from shejian.core.sheets.folding import fold
from shejian.core.sheets.recognition import HEADING_ROWS, LEAST_HEADINGS, Layout, heading_key

NOT_READ = ""
LIKE = 0.5
MOST_LIKE = 3
LETTERS = 26
LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet of a workbook is to be read.

    Attributes:
        ledger: the key of the declared ledger; ``NOT_READ``: the sheet is passed over.
        heading_row: the lowest row of the headings, as Excel counts.
        columns: by the label of each heading the key of its column; ``NOT_READ``: it is passed over.
    """

    ledger: str
    heading_row: int = 0
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class MappingFault:
    """What is wrong with a mapping, where: ``label`` is that of a heading, or empty for the sheet as a whole."""

    sheet: str
    label: str
    reason: str


class WrongMapping(Exception):
    """A mapping that cannot be read by; ``str()`` is a Chinese sentence, ``faults`` says all that is wrong."""

    def __init__(self, faults: Sequence[MappingFault]) -> None:
        super().__init__("；".join(fault.reason for fault in faults))
        self.faults = tuple(faults)


def column_letter(place: int) -> str:
    """The letters by which Excel calls a column, its place counted from 0."""
    letters, rest = "", place + 1
    while rest:
        rest, at = divmod(rest - 1, LETTERS)
        letters = chr(ord("A") + at) + letters
    return letters


def labels_at(rows: Sequence[Sequence[Cell]], at: int) -> list[str]:
    """What people call each column by the headings in a row: each label once.

    A heading that stands twice, and a column without one, is called by its letter. Where the row has no heading, that
    of the row above is taken, if that is a row of headings and no title.
    """
    texts = texts_at(rows, at)
    counts = Counter(heading_key(text) for text in texts)
    return [_label(text, place, counts[heading_key(text)]) for place, text in enumerate(texts)]


def texts_at(rows: Sequence[Sequence[Cell]], at: int) -> list[str]:
    """The heading of each column by the headings in a row; empty where there is none."""
    texts = [_text(cell) for cell in rows[at]]
    above = [_text(cell) for cell in rows[at - 1]] if at else []
    if sum(1 for text in above if text) < LEAST_HEADINGS:
        return texts
    width = max(len(texts), len(above))
    lower, upper = texts + [""] * (width - len(texts)), above + [""] * (width - len(above))
    return [one or other for one, other in zip(lower, upper, strict=True)]


def exact_columns(rows: Sequence[Sequence[Cell]], at: int, sheet: Sheet) -> dict[str, str]:
    """Which headings in a row are a ledger's own: by their labels the keys of the columns.

    Of two that mean the same the canonical heading is taken, else the left one.
    """
    known = {
        heading_key(text): (column.key, rank)
        for column in sheet.columns
        for rank, text in enumerate((column.heading, *column.aliases))
    }
    taken: dict[str, tuple[int, int, str]] = {}
    for place, (text, label) in enumerate(zip(texts_at(rows, at), labels_at(rows, at), strict=True)):
        if heading_key(text) in known:
            key, rank = known[heading_key(text)]
            taken[key] = min(taken.get(key, (rank, place, label)), (rank, place, label))
    return {label: key for key, (_, _, label) in taken.items()}


def mapped_layout(
    sheet_name: str, rows: Sequence[Sequence[Cell]], first: int, sheet: Sheet, said: SheetMapping
) -> Layout:
    """Where things are on a sheet by a mapping.

    Args:
        sheet_name: the sheet's name in the file.
        rows: its first rows; ``first`` is the number of the first of them, as Excel counts.
        sheet: the declared ledger.

    Raises:
        WrongMapping: it does not fit the sheet, sends two headings to one column, or leaves a needed column out.
    """
    at = said.heading_row - first
    if not 0 <= at < min(len(rows), HEADING_ROWS):
        last = first + min(len(rows), HEADING_ROWS) - 1
        reason = f"工作表“{sheet_name}”的表头行写的是第 {said.heading_row} 行，应在第 {first} 行到第 {last} 行之间"
        raise WrongMapping([MappingFault(sheet_name, "", reason)])
    labels = labels_at(rows, at)
    faults = [
        *_misfits(sheet_name, labels, sheet, said),
        *doubled(sheet_name, sheet, said),
        *lacking(sheet_name, sheet, said),
    ]
    if faults:
        raise WrongMapping(faults)
    chosen = {label: key for label, key in (said.columns or {}).items() if key}
    places = {key: labels.index(label) for label, key in chosen.items()}
    headings = {key: _raw(rows, at, place) for key, place in places.items()}
    return Layout(sheet, at, places, headings, (), ())


def doubled(sheet_name: str, sheet: Sheet, said: SheetMapping) -> list[MappingFault]:
    """Headings sent to a column that an earlier heading is sent to."""
    taken: dict[str, str] = {}
    faults = []
    for label, key in (said.columns or {}).items():
        if key and key in taken:
            reason = f"“{taken[key]}”已经对到“{sheet.column(key).heading}”，一列只能对一个表头；请把其中一个改为不读"
            faults.append(MappingFault(sheet_name, label, reason))
        elif key:
            taken[key] = label
    return faults


def lacking(sheet_name: str, sheet: Sheet, said: SheetMapping) -> list[MappingFault]:
    """Columns without which rows cannot be told apart, and to which no heading is sent."""
    found = set((said.columns or {}).values())
    missing = [sheet.column(key).heading for key in sheet.needed if key not in found]
    if not missing:
        return []
    named = "、".join(f"“{heading}”" for heading in missing)
    reason = f"{sheet.title}不能没有{named}：请指明工作表“{sheet_name}”的哪个表头是它，或不读这张表"
    return [MappingFault(sheet_name, "", reason)]


def alike(label: str, sheet: Sheet) -> list[Column]:
    """The columns of a ledger whose headings are most like this one, the likest first; a suggestion, never a choice."""
    said = heading_key(label)
    scored = [
        (max(_likeness(said, heading_key(text)) for text in (one.heading, *one.aliases)), one) for one in sheet.columns
    ]
    near = sorted((pair for pair in scored if pair[0] >= LIKE), key=lambda pair: -pair[0])
    return [column for _, column in near[:MOST_LIKE]]


def likest(labels: Sequence[str], sheets: Sequence[Sheet]) -> Sheet | None:
    """The ledger that has something like the most of these headings; ``None`` if no ledger has more than a few."""
    counts = [sum(1 for label in labels if alike(label, sheet)) for sheet in sheets]
    most = max(counts, default=0)
    return sheets[counts.index(most)] if most > LEAST_HEADINGS else None


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0
    if one in other or other in one:
        return 0.5 + min(len(one), len(other)) / max(len(one), len(other)) / 2
    return SequenceMatcher(None, one, other).ratio()


def _misfits(sheet_name: str, labels: Sequence[str], sheet: Sheet, said: SheetMapping) -> list[MappingFault]:
    known = {column.key for column in sheet.columns}
    faults = []
    for label, key in (said.columns or {}).items():
        if label not in labels:
            reason = f"工作表“{sheet_name}”第 {said.heading_row} 行没有“{label}”这个表头"
            faults.append(MappingFault(sheet_name, label, reason))
        elif key and key not in known:
            faults.append(MappingFault(sheet_name, label, f"{sheet.title}没有“{key}”这一列"))
    return faults


def _label(text: str, place: int, times: int) -> str:
    if not text:
        return f"{column_letter(place)} 列"
    return text if times == 1 else f"{text}（{column_letter(place)} 列）"


def _raw(rows: Sequence[Sequence[Cell]], at: int, place: int) -> str:
    """The heading as it stands in the cell, by which it is found again where it is repeated for printing."""
    for row in (rows[at], rows[at - 1] if at else ()):
        cell = row[place] if place < len(row) else None
        if isinstance(cell, str) and not is_blank(cell):
            return cell
    return column_letter(place)


def _text(cell: Cell) -> str:
    if cell is None or isinstance(cell, Marker) or not fold(str(cell)):
        return ""
    return " ".join(str(cell).split())[:LONGEST_LABEL]
