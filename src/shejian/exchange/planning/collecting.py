"""Taking the rows of a workbook as they come, recognising sheets, and reading cells into records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from shejian.core.sheets import Cell, CellNote, Layout, Records, fold, read_records, recognise
from shejian.core.sheets.recognition import HEADING_ROWS
from shejian.exchange.ledgers import LEDGERS
from shejian.exchange.reading import SheetRows, Unreadable, Workbook, read_workbook

Progress = Callable[[str, int], None]


@dataclass
class Collected:
    """A workbook read: the records of each recognised ledger, and what stood above the headings.

    Attributes:
        records: by the ledger's key; a ledger may be spread over several sheets.
        preamble: all texts above the headings, and the file's name, in which the ledger's day may be written.
        notices: of sheets and columns as a whole.
        titles: the sheet titles of each ledger, for messages.
    """

    file_name: str
    records: dict[str, Records] = field(default_factory=dict)
    preamble: list[str] = field(default_factory=list)
    notices: list[CellNote] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)


@dataclass
class _Sheet:
    """One sheet while its rows come in."""

    name: str
    pending: list[list[Cell]] = field(default_factory=list)
    first: int = 1
    layout: Layout | None = None
    unrecognised: bool = False


class _Collector:
    def __init__(self, collected: Collected, progress: Progress) -> None:
        self.collected = collected
        self.progress = progress
        self.current: _Sheet | None = None
        self.formulas: dict[str, set[tuple[int, int]]] = {}
        self.rows_read = 0

    def take(self, book: Workbook, piece: SheetRows) -> None:
        if self.current is None or self.current.name != piece.name:
            self.finish_sheet()
            self.current = _Sheet(piece.name, first=piece.first)
        self.formulas = book.formulas
        self.rows_read += len(piece.rows)
        sheet = self.current
        if sheet.layout is not None:
            self._read(sheet, sheet.layout, piece.first, piece.rows)
        elif not sheet.unrecognised:
            sheet.pending += piece.rows
            if len(sheet.pending) >= HEADING_ROWS:
                self._recognise(sheet)
        self.progress(piece.name, self.rows_read)

    def finish_sheet(self) -> None:
        sheet = self.current
        if sheet is not None and sheet.layout is None and not sheet.unrecognised:
            self._recognise(sheet)

    def _recognise(self, sheet: _Sheet) -> None:
        found = recognise(sheet.name, sheet.pending, [binding.sheet for binding in LEDGERS])
        if found is None:
            sheet.unrecognised = True
            if any(cell is not None for row in sheet.pending for cell in row):
                reason = f"工作表“{sheet.name}”没有认出是哪种台账，略过；可认的有：{'、'.join(b.sheet.title for b in LEDGERS)}"
                self.collected.notices.append(CellNote(sheet.name, 0, "", "", "sheet-skipped", reason))
            return
        layout = found.layout
        if layout.lacking:
            headings = "、".join(f"“{column.heading}”" for column in layout.lacking)
            raise Unreadable(
                f"工作表“{sheet.name}”像是{layout.sheet.title}，但没有找到 {headings} 这一列（表头在第 {sheet.first + layout.heading_row} 行）。"
                f"请补上这一列，或把它的表头改成这个名称，再导入。"
            )
        sheet.layout = layout
        self._note_headings(sheet, layout)
        above = sheet.pending[: layout.heading_row + 1]
        self.collected.preamble += [
            cell for row in above[:-1] for cell in row if isinstance(cell, str) and cell.strip()
        ]
        self.collected.preamble.append(sheet.name)
        rest = sheet.pending[layout.heading_row + 1 :]
        first = sheet.first + layout.heading_row + 1
        sheet.pending = []
        self._read(sheet, layout, first, rest)

    def _note_headings(self, sheet: _Sheet, layout: Layout) -> None:
        row = sheet.first + layout.heading_row
        for heading in layout.unknown:
            self.collected.notices.append(
                CellNote(sheet.name, row, heading, "", "column-skipped", f"没有认出“{heading}”这一列，略过")
            )
        for heading in layout.repeated:
            self.collected.notices.append(
                CellNote(sheet.name, row, heading, "", "column-repeated", f"“{heading}”有两列，以左边的为准")
            )

    def _read(self, sheet: _Sheet, layout: Layout, first: int, rows: list[list[Cell]]) -> None:
        key = layout.sheet.key
        records = self.collected.records.get(key)
        if records is None:
            records = Records(layout, sheet.name)
        elif records.title != sheet.name:
            raise Unreadable(
                f"工作表“{records.title}”和“{sheet.name}”都像是{layout.sheet.title}，不知道以哪一个为准。"
                f"请把它们合成一张，或删去一张，再导入。"
            )
        before = len(records.numbers)
        self.collected.records[key] = read_records(layout, sheet.name, first, rows, records)
        self._note_formulas(sheet.name, layout, records, before)

    def _note_formulas(self, name: str, layout: Layout, records: Records, since: int) -> None:
        """A formula's stored result is taken, but whoever opens the file may get another."""
        cells = self.formulas.get(name)
        if not cells:
            return
        keys = {place: key for key, place in layout.places.items()}
        for index in range(since, len(records.numbers)):
            row = records.numbers[index] - 1
            for place, key in keys.items():
                if (row, place) in cells:
                    value = records.rows[index][layout.sheet.place(key)]
                    records.notice(index, key, value, "formula", "是公式，取文件里存的结果；请核对，或改填数值")


def collect(path: Path, file_name: str, progress: Progress) -> Collected:
    """Read a workbook into records.

    Raises:
        Unreadable: it is no workbook, holds no ledger we know, or lacks a column without which rows cannot be told.
    """
    collected = Collected(file_name)
    collector = _Collector(collected, progress)
    book = read_workbook(path, collector.take)
    collector.finish_sheet()
    collected.preamble.append(Path(file_name).stem)
    if not collected.records:
        known = "、".join(binding.sheet.title for binding in LEDGERS)
        names = "、".join(f"“{name}”" for name in book.sheets) or "没有工作表"
        raise Unreadable(
            f"文件里没有认出任何台账（工作表：{names}）。可认的台账：{known}。请核对表头名称，或先用 shejian export 导出一份作样子。"
        )
    return collected


def title_of(collected: Collected, key: str) -> str:
    """The name by which a ledger's counts are reported: its canonical title."""
    return next((binding.sheet.title for binding in LEDGERS if fold(binding.sheet.key) == fold(key)), key)
