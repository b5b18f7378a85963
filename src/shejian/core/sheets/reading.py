"""Rows of cells become typed records, a whole column at a time; every cell that cannot be read is a fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from shejian.core.sheets.cells import ABSENT, Cell, CellColumn, Piece
from shejian.core.sheets.columns import Column, Kind
from shejian.core.sheets.faults import CellNote, FaultCode
from shejian.core.sheets.lines import Line, other_lines
from shejian.core.sheets.parsing import PARSERS, Doubt, Refusal
from shejian.core.sheets.recognition import Layout

MOST_ALIKE = 500
MOST_FAULTS = 100_000
READ_ANOTHER_WAY = (Kind.TERM, Kind.FLAG, Kind.DATE, Kind.WHOLE, Kind.MONEY)


class TooManyFaults(Exception):
    """So much of a sheet cannot be read that its columns must be other ones; ``str()`` is a Chinese sentence."""


@dataclass(slots=True)
class Records:
    """The typed rows of one sheet.

    Attributes:
        rows: values in the order of the declared columns; ``ABSENT`` where the sheet has no such column.
        numbers: for each row, its number as Excel counts.
        faults: everything wrong, by cell.
        notices: everything to look at, by cell.
        faulty: indexes of rows that have a fault.
        remarks: texts of lines below the headings that are no records.
    """

    layout: Layout
    title: str
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[CellNote] = field(default_factory=list)
    notices: list[CellNote] = field(default_factory=list)
    faulty: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    _cells: dict[str, list[tuple[int, CellColumn, Sequence[int]]]] = field(default_factory=dict)
    _alike: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def fault(self, index: int, key: str, value: object, code: str, reason: str) -> None:
        """Note a fault of a row; the row stays out."""
        column = self.layout.sheet.column(key)
        said = self.written(index, column, value)
        self.faults.append(CellNote.of(self.title, self.numbers[index], column, said, code, reason))
        self.faulty.add(index)

    def notice(self, index: int, key: str, value: object, code: str, reason: str) -> None:
        """Note something doubtful of a row; the row is taken. Of very many notices alike, the rest is only counted."""
        column = self.layout.sheet.column(key)
        alike = self._alike.setdefault((key, code), [0, -1])
        alike[0] += 1
        if alike[0] <= MOST_ALIKE:
            said = self.written(index, column, value)
            self.notices.append(CellNote.of(self.title, self.numbers[index], column, said, code, reason))
            return
        rest = f"这一列同样的提示还有 {alike[0] - MOST_ALIKE} 处，不再逐一列出"
        summary = CellNote(self.title, 0, column.heading, "", code, rest)
        if alike[1] < 0:
            alike[1] = len(self.notices)
            self.notices.append(summary)
        else:
            self.notices[alike[1]] = summary

    def keep(self, column: Column, base: int, cells: CellColumn, order: Sequence[int]) -> None:
        """Keep the cells of a column whose values are not what was written, for messages to quote."""
        if column.kind in READ_ANOTHER_WAY:
            self._cells.setdefault(column.key, []).append((base, cells, order))

    def written(self, index: int, column: Column, value: object) -> object:
        """A cell as its writer sees it, for ``value`` read from it; nothing when nothing is to be quoted."""
        if value is None or value == "":
            return value
        for base, cells, order in reversed(self._cells.get(column.key, ())):
            if base <= index:
                return cells.different[order[index - base]]
        return value

    def pass_over(self, number: int, line: Line) -> None:
        """Note a line below the headings that is no record."""
        if line.reason:
            self.notices.append(CellNote(self.title, number, "", line.text[:60], "line-skipped", line.reason))
        self.remarks.append(line.text)


def read_records(layout: Layout, title: str, piece: Piece, into: Records | None = None) -> Records:
    """Read rows into records.

    Args:
        layout: where the columns are.
        title: the sheet's name in the file, for messages.
        piece: cells below the heading row; blank rows are passed over, and so are sums, remarks and repeated headings.
        into: records read so far, to which these are added.

    Raises:
        TooManyFaults: there is hardly a row that can be read.
    """
    records = into or Records(layout, title)
    others = other_lines(layout, piece)
    for at, line in others.items():
        if line is not None:
            records.pass_over(piece.first + at, line)
    kept: Sequence[int] = range(piece.height)
    if others:
        kept = [at for at in kept if at not in others]
    base = len(records.rows)
    records.numbers += [piece.first + at for at in kept]
    columns = [_read_column(records, column, piece, kept, base) for column in layout.sheet.columns]
    records.rows += list(zip(*columns, strict=True))
    if len(records.faults) > MOST_FAULTS:
        first = records.faults[0]
        raise TooManyFaults(
            f"工作表“{title}”的错误已超过 {MOST_FAULTS} 处，多半是表头和内容对不上，没有导入。"
            f"请先看第 {first.row} 行“{first.column}”：{first.reason}"
        )
    return records


def _read_column(records: Records, column: Column, piece: Piece, kept: Sequence[int], base: int) -> Sequence[Any]:
    place = records.layout.places.get(column.key)
    if place is None:
        return [ABSENT] * len(kept)
    cells = piece.column(place)
    order = cells.order if len(kept) == piece.height else _picked(cells.order, kept)
    values, notes = _read_cells(column, cells)
    records.keep(column, base, cells, order)
    if notes:
        _note(records, column, order, cells, notes, base)
    return values if order == range(len(values)) else [values[which] for which in order]


def _picked(order: Sequence[int], kept: Sequence[int]) -> Sequence[int]:
    if len(kept) < 2:
        return [order[at] for at in kept]
    return itemgetter(*kept)(order)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Finding:
    code: str
    reason: str
    fault: bool


def _read_cells(column: Column, cells: CellColumn) -> tuple[list[Any], dict[int, _Finding]]:
    """The value of each different cell of a column, and what is to be said of some."""
    parse: Callable[[Cell, Column], Any] = PARSERS[column.kind]
    values: list[Any] = []
    notes: dict[int, _Finding] = {}
    for which, cell in enumerate(cells.different):
        value = None
        try:
            value = parse(cell, column)
        except Refusal as refusal:
            notes[which] = _Finding(refusal.code, refusal.reason, fault=True)
        except Doubt as doubt:
            value = doubt.value
            notes[which] = _Finding(doubt.code, doubt.reason, fault=False)
        if column.required and which not in notes and value in (None, ()):
            reason = f"“{column.heading}”必须填写，这一格是空的"
            notes[which] = _Finding(FaultCode.MISSING, reason, fault=True)
        values.append(value)
    return values, notes


def _note(
    records: Records, column: Column, order: Sequence[int], cells: CellColumn, notes: dict[int, _Finding], base: int
) -> None:
    for at, which in enumerate(order):
        found = notes.get(which)
        if found is not None:
            note = records.fault if found.fault else records.notice
            note(base + at, column.key, cells.different[which], found.code, found.reason)
