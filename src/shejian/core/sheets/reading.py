"""Rows of cells become typed records, a whole column at a time; every cell that cannot be read is a fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shejian.core.sheets.cells import ABSENT, Cell
from shejian.core.sheets.columns import Column, Kind
from shejian.core.sheets.faults import CellNote, FaultCode
from shejian.core.sheets.parsing import PARSERS, Doubt, Refusal
from shejian.core.sheets.recognition import Layout

BLANK = (None, "")


@dataclass(slots=True)
class Records:
    """The typed rows of one sheet.

    Attributes:
        rows: values in the order of the declared columns; ``ABSENT`` where the sheet has no such column.
        numbers: for each row, its number as Excel counts.
        faults: everything wrong, by cell.
        notices: everything to look at, by cell.
        faulty: indexes of rows that have a fault.
    """

    layout: Layout
    title: str
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[CellNote] = field(default_factory=list)
    notices: list[CellNote] = field(default_factory=list)
    faulty: set[int] = field(default_factory=set)

    def fault(self, index: int, key: str, value: object, code: str, reason: str) -> None:
        """Note a fault of a row; the row stays out."""
        column = self.layout.sheet.column(key)
        self.faults.append(CellNote.of(self.title, self.numbers[index], column, value, code, reason))
        self.faulty.add(index)

    def notice(self, index: int, key: str, value: object, code: str, reason: str) -> None:
        """Note something doubtful of a row; the row is taken."""
        column = self.layout.sheet.column(key)
        self.notices.append(CellNote.of(self.title, self.numbers[index], column, value, code, reason))


def read_records(
    layout: Layout, title: str, first: int, rows: Sequence[Sequence[Cell]], into: Records | None = None
) -> Records:
    """Read rows into records.

    Args:
        layout: where the columns are.
        title: the sheet's name in the file, for messages.
        first: number of the first of ``rows`` as Excel counts.
        rows: cells below the heading row; blank rows are passed over.
        into: records read so far, to which these are added.
    """
    records = into or Records(layout, title)
    kept: list[Sequence[Cell]] = []
    places = list(layout.places.values())
    for number, row in enumerate(rows, first):
        width = len(row)
        if any(place < width and row[place] not in BLANK for place in places):
            kept.append(row)
            records.numbers.append(number)
    base = len(records.rows)
    columns = [_column(records, column, kept, base) for column in layout.sheet.columns]
    records.rows += list(zip(*columns, strict=True))
    return records


def _column(records: Records, column: Column, rows: Sequence[Sequence[Cell]], base: int) -> Sequence[Any]:
    place = records.layout.places.get(column.key)
    if place is None:
        return [ABSENT] * len(rows)
    parse = PARSERS[column.kind]
    cells = [row[place] if place < len(row) else None for row in rows]
    if column.kind in _REPETITIVE:
        return _parse_repetitive(records, column, parse, cells, base)
    return [_parse(records, column, parse, cell, base + at) for at, cell in enumerate(cells)]


_REPETITIVE = {Kind.TERM, Kind.FLAG, Kind.DATE}
_Parser = Callable[[Cell, Column], Any]


def _parse_repetitive(records: Records, column: Column, parse: _Parser, cells: Sequence[Cell], base: int) -> list[Any]:
    """Columns with few different cells: each different one is parsed once."""
    known: dict[tuple[type, Cell], Any] = {}
    values = []
    for at, cell in enumerate(cells):
        key = (cell.__class__, cell)
        if key not in known:
            before = len(records.faults), len(records.notices)
            value = _parse(records, column, parse, cell, base + at)
            if (len(records.faults), len(records.notices)) == before:
                known[key] = value
            values.append(value)
        else:
            values.append(known[key])
    return values


def _parse(records: Records, column: Column, parse: _Parser, cell: Cell, index: int) -> Any:
    try:
        value = parse(cell, column)
    except Refusal as refusal:
        records.fault(index, column.key, cell, refusal.code, refusal.reason)
        return None
    except Doubt as doubt:
        records.notice(index, column.key, cell, doubt.code, doubt.reason)
        value = doubt.value
    if column.required and value in (None, ()):
        records.fault(index, column.key, cell, FaultCode.MISSING, f"“{column.heading}”必须填写，这一格是空的")
    return value
