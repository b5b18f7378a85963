"""Asking the child process for the rows of a workbook, and saying in Chinese why a file cannot be read."""

from __future__ import annotations

import marshal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from shejian.core.sheets import ERROR_CELL, FORMULA_CELL, Cell

CHILD = Path(__file__).with_name("child.py")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LARGEST_FILE = 200 * 1024 * 1024
HEADER = struct.Struct(">I")
SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods"}


class Unreadable(Exception):
    """The file cannot be read as a workbook; ``str()`` says why and what to do, in Chinese."""


REASONS = {
    "password": "文件设了打开密码。请在 Excel 里取消密码（文件 › 信息 › 保护工作簿）后另存，再导入。",
    "broken": "文件打不开：内容不完整，或不是 Excel 工作簿。请用 Excel 打开检查，另存为 .xlsx 后再导入。",
    "memory": "文件展开后超过了内存上限（1 GB）。请把大表分成几个文件，分批导入。",
    "bomb": "文件的 {0} 展开后有 {1} MB，远大于正常台账，已停止读取。请用 Excel 打开、只保留台账内容，另存后再导入。",
    "too-wide": "工作表“{0}”的内容一直到单元格 {1}，超出了台账的范围（最多 300 列）。请在 Excel 里删除台账右侧和下方的空行空列，另存后再导入。",
    "too-long": "工作表“{0}”写到第 {1} 行，超过了 Excel 工作表的上限（1048576 行）。请把台账分成几个文件，分批导入。",
    "aborted": "读取文件时超出了内存或时间上限，已停止，账没有动。多半是工作表“{0}”在很远的地方有零星的内容，或者行数太多。请在 Excel 里删除台账以外的行和列，或分成几个文件，另存后再导入。",
}


@dataclass(slots=True)
class SheetRows:
    """A piece of a sheet: rows of cells, and the number of the first as Excel counts."""

    name: str
    first: int
    rows: list[list[Cell]]


@dataclass(slots=True)
class Workbook:
    """What is known of a workbook while its rows come in.

    Attributes:
        sheets: names of all worksheets, in order.
        formulas: for each sheet, the cells (row, column from 0) whose value is the stored result of a formula.
    """

    sheets: list[str] = field(default_factory=list)
    formulas: dict[str, set[tuple[int, int]]] = field(default_factory=dict)


def read_workbook(path: Path, take: Callable[[Workbook, SheetRows], None]) -> Workbook:
    """Read a workbook; ``take`` gets its rows piece by piece, sheet after sheet.

    Raises:
        Unreadable: the file is no workbook, is protected, or is made to exhaust the machine. What ``take`` got before
            must then be thrown away.
    """
    _refuse_at_sight(path)
    book = Workbook()
    with subprocess.Popen(  # noqa: S603 - our own script, and the path is an argument
        [sys.executable, "-I", str(CHILD), str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None  # noqa: S101 - asked for above
        try:
            ended = _take_frames(child.stdout, book, take)
        except BaseException:
            child.kill()
            raise
    if not ended:
        last = next((name for name in reversed(book.sheets) if name in book.formulas), "")
        after = book.sheets[book.sheets.index(last) + 1 :] if last else book.sheets
        raise Unreadable(REASONS["aborted"].format((after or [last or "？"])[0]))
    return book


def _refuse_at_sight(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
            rest = file.read(1 << 20)
    except OSError as problem:
        raise Unreadable(f"打不开文件 {path.name}：{problem.strerror or problem}。请检查路径和权限。") from None
    if not size:
        raise Unreadable(f"文件 {path.name} 是空的（0 字节）。请重新导出或另存后再导入。")
    if size > LARGEST_FILE:
        raise Unreadable(
            f"文件有 {size // 1_000_000} MB，超过上限 {LARGEST_FILE // 1_048_576} MB。请分成几个文件，分批导入。"
        )
    if head == OLE and ENCRYPTED in rest:
        raise Unreadable(REASONS["password"])
    if head != OLE and head[:2] != b"PK":
        raise Unreadable(
            f"{path.name} 不是 Excel 工作簿（可读 .xlsx、.xls、.ods）。如果是网页或文本另存的表，请用 Excel 打开后另存为 .xlsx 再导入。"
        )


def _take_frames(stream: IO[bytes], book: Workbook, take: Callable[[Workbook, SheetRows], None]) -> bool:
    for frame in _frames(stream):
        kind = frame[0]
        if kind == "sheets":
            book.sheets = list(frame[1])
        elif kind == "sheet":
            book.formulas[frame[1]] = {(row, column) for row, column in frame[2]}
        elif kind == "rows":
            take(book, SheetRows(frame[1], frame[2], _restored(frame[3])))
        elif kind == "refused":
            raise Unreadable(REASONS[frame[1]].format(*frame[2].split("\t")))
        elif kind == "end":
            return True
    return False


def _frames(stream: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    while header := stream.read(HEADER.size):
        if len(header) < HEADER.size:
            return
        (length,) = HEADER.unpack(header)
        data = stream.read(length)
        if len(data) < length:
            return
        yield marshal.loads(data)  # noqa: S302 - plain values from our own child process


def _restored(rows: list[list[Any]]) -> list[list[Cell]]:
    days: dict[tuple[int, int, int], date] = {}
    marks: dict[tuple[str], Cell] = {("f",): FORMULA_CELL, ("e",): ERROR_CELL}
    for row in rows:
        for place, cell in enumerate(row):
            if cell.__class__ is tuple:
                if len(cell) == 3:
                    day = days.get(cell)
                    if day is None:
                        day = days[cell] = date(*cell)
                    row[place] = day
                else:
                    row[place] = marks[cell]
    return rows
