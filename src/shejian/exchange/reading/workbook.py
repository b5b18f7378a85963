"""Asking the child process for the rows of a workbook, and saying in Chinese why a file cannot be read."""

from __future__ import annotations

import errno
import marshal
import os
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from shejian.core.sheets import FORMULA_CELL, Cell, CellColumn, Piece
from shejian.exchange.reading.refusals import Unreadable, not_opened, unreadable

# Isolated: neither the working directory nor the user's own packages can get in between.
START = "import sys; sys.path.insert(0, sys.argv[1]); from shejian.exchange.reading.child import main; "
START += "sys.exit(main(*sys.argv[2:]))"
SOURCE = Path(__file__).resolve().parents[3]
OLE = b"\xd0\xcf\x11\xe0"
ARCHIVE = b"PK"
LARGEST_FILE = 200 * 1024 * 1024
HEADER = struct.Struct(">I")
SPARSE = 4
FAILED = 1

Frame = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What does not show in the cells of a sheet, everything counted from 0.

    Attributes:
        rows: rows that are hidden or filtered out.
        columns: columns that are hidden.
        across: cells merged over several columns: first and last row, first and last column.
    """

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    across: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """What is known of a workbook while its rows come in.

    Attributes:
        kind: xlsx, xlsb, xls or ods.
        sheets: names of all worksheets that can be seen, in order.
        hidden: names of those that cannot; they are not read.
        formulas: for each sheet and column (from 0) the rows (from 0) whose value is the stored result of a formula.
        told: for each sheet what is peculiar about it.
    """

    kind: str = ""
    sheets: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    formulas: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)


Take = Callable[[Workbook, str, Piece], None]


def read_workbook(path: Path, take: Take, name: str | None = None) -> Workbook:
    """Read a workbook; ``take`` gets the rows of each visible sheet piece by piece, and the sheet's name.

    Args:
        path: where the file is.
        take: called with the workbook as known so far, the name of a sheet and some rows of it.
        name: what the user calls the file, when it is kept under another name.

    Raises:
        Unreadable: the file is no workbook, is protected, or is made to exhaust the machine. What ``take`` got before
            must then be thrown away.
    """
    _refuse_at_sight(path, name or path.name)
    book = Workbook()
    with _child("rows", path) as frames:
        for frame in frames:
            _take_frame(frame, book, take)
            if frame[0] == "end":
                return book
    raise _too_large(path)


def _refuse_at_sight(path: Path, name: str) -> None:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{name} 不是普通文件，不能导入。")
        with path.open("rb") as file:
            head = file.read(len(OLE))
    except OSError as problem:
        raise not_opened(name, problem) from None
    if not head:
        raise Unreadable(f"文件 {name} 是空的（0 字节）。请重新导出或另存后再导入。")
    if status.st_size > LARGEST_FILE:
        size, most = status.st_size // 1_048_576, LARGEST_FILE // 1_048_576
        raise Unreadable(f"文件有 {size} MB，超过上限 {most} MB。请分成几个文件，分批导入。")
    if head != OLE and not head.startswith(ARCHIVE):
        raise Unreadable(
            f"{name} 不是 Excel 工作簿（可读 .xlsx、.xls、.ods）。"
            "如果是网页或文本另存的表，请用 Excel 打开后另存为 .xlsx 再导入。"
        )


@contextmanager
def _child(task: str, path: Path) -> Iterator[Iterator[Frame]]:
    """The frames of a child process, which does not outlive the block.

    Raises:
        RuntimeError: the child has a fault of its own; its last words are in the message.
    """
    command = [sys.executable, "-I", "-c", START, str(SOURCE), task, str(path.resolve())]
    environment = os.environ | {"RUST_BACKTRACE": "0"}
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words, env=environment) as child,  # noqa: S603 - our own
    ):
        assert child.stdout is not None  # noqa: S101 - asked for above
        try:
            yield _frames(child.stdout)
        finally:
            child.kill()
        if child.wait() == FAILED:
            words.seek(0)
            raise RuntimeError(f"the reading process failed: {words.read().decode('utf-8', 'replace')[-2000:]}")


def _frames(stream: IO[bytes]) -> Iterator[Frame]:
    while len(header := stream.read(HEADER.size)) == HEADER.size:
        (length,) = HEADER.unpack(header)
        data = stream.read(length)
        if len(data) == length:
            yield marshal.loads(data)  # noqa: S302 - plain values from our own child process


def _take_frame(frame: Frame, book: Workbook, take: Take) -> None:
    match frame:
        case ("sheets", kind, visible, hidden):
            book.kind, book.sheets, book.hidden = kind, visible, hidden
        case ("sheet", name, formulas, told):
            book.formulas[name] = formulas
            book.told[name] = Told(*told)
        case ("rows", name, first, height, columns):
            take(book, name, Piece(first, height, [_restored(cells, order, height) for cells, order in columns]))
        case ("refused", code, details):
            raise unreadable(code, details)


def _restored(different: list[Any], order: bytes | None, height: int) -> CellColumn:
    cells: list[Cell] = [_cell(cell) if cell.__class__ is tuple else cell for cell in different]
    return CellColumn(cells, range(height) if order is None else memoryview(order).cast("H"))


def _cell(sent: tuple[Any, ...]) -> Cell:
    return date(*sent) if len(sent) == 3 else FORMULA_CELL


def _too_large(path: Path) -> Unreadable:
    """Why a file did not fit, named by the sheet that reaches the farthest."""
    reaches: list[Frame] = []
    with _child("reach", path) as frames:
        reaches = [frame for frame in frames if frame[0] == "reach"]
    if not reaches:
        return unreadable("memory")
    _, name, cells, rows, columns, far = max(reaches, key=lambda reach: reach[3] * reach[4])
    if rows > 1_048_576:
        return unreadable("too-long", (name, rows))
    if rows * columns > cells * SPARSE:
        return unreadable("too-far", (name, cells, far))
    return unreadable("too-much", (name, rows, columns, cells))
