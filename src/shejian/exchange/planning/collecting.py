"""Taking the rows of a workbook as they come, recognising sheets, and reading cells into records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from shejian.core.sheets import (
    Cell,
    CellNote,
    Layout,
    Piece,
    Recognition,
    Records,
    SheetMapping,
    TooManyFaults,
    WrongMapping,
    is_blank,
    labels_at,
    mapped_layout,
    read_records,
    recognise,
)
from shejian.core.sheets.recognition import HEADING_ROWS
from shejian.exchange.ledgers import EVERY_SHEET, LEDGERS
from shejian.exchange.planning.heads import SheetHead, Unmapped, head_of, is_ours
from shejian.exchange.planning.mapping import FileMapping, declared
from shejian.exchange.planning.oddities import note_oddities
from shejian.exchange.reading import Unreadable, Workbook, read_workbook
from shejian.exchange.reading.workbook import Told

MOST_ROWS = 1_000_000
LESS_IS_KNOWN = {
    "xls": "这是旧的 .xls 格式：看不出哪些格是公式，出错的公式按空读。建议在 Excel 里另存为 .xlsx 再导入",
    "xlsb": "这是 .xlsb 格式：看不出哪些格是公式，出错的公式按空读。建议在 Excel 里另存为 .xlsx 再导入",
    "ods": "这是 .ods 格式：看不出哪些格是公式，出错的公式按空读，上下合并的格只读第一行。建议另存为 .xlsx 再导入",
}

Progress = Callable[[str, int], None]


@dataclass
class Collected:
    """A workbook read: the records of each recognised ledger, and what stands around them.

    Attributes:
        records: by the ledger's key; each ledger is one sheet.
        preamble: for each recognised sheet the lines above and below its table, and its name, in which the ledger's
            day may be written; at last the file's name.
        notices: of the file, and of sheets and columns as a whole.
        mapping: how sheets are to be read, where somebody said so.
        heads: the first rows of every sheet.
        kind: of the file: xlsx, xlsb, xls or ods.
        cells: how many cells its sheets reach over.
    """

    file_name: str
    mapping: FileMapping = field(default_factory=dict)
    records: dict[str, Records] = field(default_factory=dict)
    preamble: list[str] = field(default_factory=list)
    notices: list[CellNote] = field(default_factory=list)
    heads: list[SheetHead] = field(default_factory=list)
    kind: str = ""
    cells: int = 0


class _Unsure(Exception):
    """A sheet that cannot be read unless somebody says which column is which; ``str()`` says why."""


class _Collector:
    """Takes the pieces of one sheet after the other."""

    def __init__(self, collected: Collected, progress: Progress) -> None:
        self.collected = collected
        self.progress = progress
        self.sheet = ""
        self.layout: Layout | None = None
        self.unlike: list[str] = []
        self.unsure = ""
        self.rows = 0

    def take(self, book: Workbook, name: str, piece: Piece) -> None:
        """Take some rows of a sheet. Once a sheet is unsure, of the others only the heads matter.

        Raises:
            Unreadable: there is too much of it.
        """
        self.rows += piece.height
        self.collected.cells += piece.height * len(piece.columns)
        if self.rows > MOST_ROWS:
            raise Unreadable(f"文件读到工作表“{name}”已超过 {MOST_ROWS} 行。请把台账分成几个文件，分批导入。")
        try:
            if name != self.sheet:
                self.sheet, self.layout = name, None
                piece = self._begin(piece)
            if self.layout is not None and not self.unsure:
                self._read(book, self.layout, piece)
        except _Unsure as problem:
            self.unsure = self.unsure or str(problem)
        self.progress(name, self.rows)

    def _begin(self, piece: Piece) -> Piece:
        """Find out what a sheet is by its first rows; the rows below its headings."""
        if is_ours(piece):
            return piece
        self.collected.heads.append(head_of(self.sheet, piece))
        said = self.collected.mapping.get(self.sheet)
        self.layout = self._recognise(piece) if said is None else self._by_mapping(piece, said)
        if self.layout is None:
            return piece
        self._know(self.layout, piece.first + self.layout.heading_row, sure=True)
        return piece.below(self.layout.heading_row)

    def _know(self, layout: Layout, row: int, *, sure: bool) -> None:
        heads = self.collected.heads
        heads[-1] = replace(heads[-1], ledger=layout.sheet.key, heading_row=row, sure=sure)

    def _by_mapping(self, piece: Piece, said: SheetMapping) -> Layout | None:
        """The layout of which the file's mapping tells."""
        sheet = declared(said.ledger)
        if sheet is None:
            self._note("", 0, "sheet-skipped", f"工作表“{self.sheet}”按列对应不读")
            return None
        rows = piece.rows(HEADING_ROWS)
        try:
            layout = mapped_layout(self.sheet, rows, piece.first, sheet, said)
        except WrongMapping as problem:
            raise _Unsure(f"列对应和文件对不上：{problem}。") from None
        count = f"表头在第 {said.heading_row} 行，对上 {len(layout.places)} 列"
        self._note("", 0, "mapped", f"工作表“{self.sheet}”按列对应读作{sheet.title}：{count}")
        chosen = {label for label, key in (said.columns or {}).items() if key}
        for label, text in zip(labels_at(rows, layout.heading_row), rows[layout.heading_row], strict=False):
            if label not in chosen and not is_blank(text):
                self._note(label, said.heading_row, "column-skipped", f"按列对应不读“{label}”这一列")
        self._introduce(layout, rows)
        return layout

    def _introduce(self, layout: Layout, rows: list[list[Cell]]) -> None:
        """Keep what stands above the headings, in which the ledger's day may be written."""
        self.collected.preamble += [line for row in rows[: layout.heading_row] if (line := _line(row))]
        self.collected.preamble.append(self.sheet)

    def _recognise(self, piece: Piece) -> Layout | None:
        rows = piece.rows(HEADING_ROWS)
        found = recognise(self.sheet, rows, [binding.sheet for binding in EVERY_SHEET])
        if found is not None:
            self._know(found.layout, piece.first + found.layout.heading_row, sure=False)
        if found is None or not found.sure:
            if any(not is_blank(cell) for row in rows for cell in row):
                self._skip(found)
            return None
        layout = found.layout
        if layout.lacking:
            row = piece.first + layout.heading_row
            raise _Unsure(
                f"工作表“{self.sheet}”是{layout.sheet.title}，表头在第 {row} 行，但没有{_headings(layout)}。"
                "请补上，或把原来的表头改成这个名称，再导入。"
            )
        self._note_headings(layout, piece.first + layout.heading_row)
        self._introduce(layout, rows)
        return layout

    def _skip(self, found: Recognition | None) -> None:
        known = "、".join(binding.sheet.title for binding in LEDGERS)
        reason = f"工作表“{self.sheet}”前 {HEADING_ROWS} 行里没有找到表头，没有认出是哪种台账，略过；可认的有：{known}"
        if found is not None and found.layout.lacking:
            like = f"最像{found.layout.sheet.title}，但没有{_headings(found.layout)}"
            reason = f"工作表“{self.sheet}”{like}，略过；如果就是它，请补上或改正表头再导入"
            self.unlike.append(f"“{self.sheet}”{like}")
        self._note("", 0, "sheet-skipped", reason)

    def _note_headings(self, layout: Layout, row: int) -> None:
        for heading in layout.unknown:
            self._note(heading, row, "column-skipped", f"没有认出“{heading}”这一列，略过")
        for heading, taken in layout.repeated:
            both = f"“{heading}”有两列，以左边的为准"
            other = f"“{heading}”和“{taken}”说的是同一项，以“{taken}”为准"
            self._note(heading, row, "column-repeated", both if heading == taken else other)

    def _note(self, heading: str, row: int, code: str, reason: str) -> None:
        self.collected.notices.append(CellNote(self.sheet, row, heading, "", code, reason))

    def _read(self, book: Workbook, layout: Layout, piece: Piece) -> None:
        """Read a piece into records; of two sheets that are the same ledger, one must be without rows."""
        key = layout.sheet.key
        held = self.collected.records.get(key)
        into = held if held is not None and held.title == self.sheet else Records(layout, self.sheet)
        before = len(into.numbers)
        try:
            read_records(layout, self.sheet, piece, into)
        except TooManyFaults as problem:
            raise _Unsure(str(problem)) from None
        if held is not None and held is not into:
            if held.numbers and into.numbers:
                raise _Unsure(
                    f"工作表“{held.title}”和“{self.sheet}”都是{layout.sheet.title}，不知道以哪一个为准。"
                    "请把它们合成一张，或删去一张，再导入。"
                )
            into = into if into.numbers else held
        self.collected.records[key] = into
        _note_formulas(into, piece, before, book.formulas.get(self.sheet, {}))


def _headings(layout: Layout) -> str:
    named = "、".join(f"“{column.heading}”" for column in layout.lacking)
    return named + ("这一列" if len(layout.lacking) == 1 else "这几列")


def _line(row: list[Cell]) -> str:
    """What a line above the headings says, its cells one behind the other; dates as they are written."""
    texts = (str(cell).strip() if isinstance(cell, (str, date, int, float)) else "" for cell in row)
    return " ".join(text for text in texts if text)


def _note_formulas(records: Records, piece: Piece, before: int, formulas: dict[int, list[int]]) -> None:
    """A formula's stored result is taken, but whoever opens the file may get another."""
    if not formulas:
        return
    indexes = {number: index for index, number in enumerate(records.numbers[before:], before)}
    for key, place in records.layout.places.items():
        column = piece.column(place)
        for row in formulas.get(place, ()):
            index = indexes.get(row + 1)
            if index is not None:
                cell = column.different[column.order[row + 1 - piece.first]]
                records.notice(index, key, cell, "formula", "是公式，取文件里存的结果；请核对，或改填数值")


def collect(path: Path, file_name: str, progress: Progress, mapping: FileMapping | None = None) -> Collected:
    """Read a workbook into records.

    Args:
        path: where the file is; ``file_name``: what its clerk calls it.
        progress: told of each sheet and of how many rows were read.
        mapping: how sheets are to be read; those it does not name are recognised by their headings.

    Raises:
        Unreadable: it is no workbook.
        Unmapped: it holds no ledger we know, lacks a column without which rows cannot be told, holds a ledger twice,
            or is not as the mapping says.
    """
    collected = Collected(file_name, mapping or {})
    collector = _Collector(collected, progress)
    book = read_workbook(path, collector.take, file_name)
    strange = [name for name in collected.mapping if name not in book.sheets]
    if collector.unsure or strange:
        missed = "、".join(f"“{name}”" for name in strange)
        raise Unmapped(collector.unsure or f"列对应和文件对不上：文件里没有工作表{missed}。", collected.heads)
    collected.kind = book.kind
    _note_book(collected, book)
    for records in collected.records.values():
        collected.preamble += records.remarks
        collected.notices += note_oddities(records, book.told.get(records.title, Told()))
    collected.preamble.append(Path(file_name).stem)
    if not collected.records and not collected.heads:
        raise Unreadable(
            "文件里每张看得见的工作表都是空的，没有可读的。请检查是不是选错了文件，或台账在隐藏的工作表里。"
        )
    if not collected.records:
        raise Unmapped(_nothing_known(book, collector.unlike), collected.heads)
    return collected


def _note_book(collected: Collected, book: Workbook) -> None:
    for name in book.hidden:
        reason = f"工作表“{name}”是隐藏的，没有读；如果是台账，请在 Excel 里取消隐藏后再导入"
        collected.notices.append(CellNote(name, 0, "", "", "sheet-hidden", reason))
    if book.kind in LESS_IS_KNOWN:
        collected.notices.append(CellNote("", 0, "", "", "old-format", LESS_IS_KNOWN[book.kind]))


def _nothing_there(book: Workbook) -> str:
    hidden = f"（隐藏的没有读：{'、'.join(f'“{name}”' for name in book.hidden)}）" if book.hidden else ""
    return f"文件里每张看得见的工作表都是空的{hidden}，没有可读的。请检查是不是选错了文件。"


def _nothing_known(book: Workbook, unlike: list[str]) -> str:
    known = "、".join(binding.sheet.title for binding in LEDGERS)
    way_out = "请核对表头名称，或先用 shejian export 导出一份作样子。"
    if not book.sheets and not book.hidden:
        return f"文件里没有工作表，只有图表等内容。可认的台账：{known}。{way_out}"
    names = "、".join([*(f"“{name}”" for name in book.sheets), *(f"“{name}”（隐藏，没有读）" for name in book.hidden)])
    near = f"{'；'.join(unlike)}。" if unlike else ""
    missed = f"文件里没有认出任何台账（工作表：{names}）：前 {HEADING_ROWS} 行里没有找到表头。"
    if unlike:
        missed = f"文件里没有认出任何台账（工作表：{names}）。{near}"
    return f"{missed}可认的台账：{known}。{way_out}"
