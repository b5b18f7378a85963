"""The child process that opens a workbook: no Django, and only what it needs is imported.

    rows FILE      the rows of every visible worksheet
    reach FILE     how far the contents of each worksheet reach, for a file that does not fit into memory

Writes length-prefixed ``marshal`` frames of plain values on its standard output (marshal carries no code that loading
would run): ``("sheets", kind, visible, hidden)``, then for each sheet ``("sheet", name, formulas, told)``, where
``told`` is what its cells do not show, and any number of ``("rows", name, first, height, columns)``, at last
``("end",)``; or ``("reach", name, cells, rows, columns, far)``; or ``("refused", code, details)``. A column is its
different cells and, unless each is different, their order as unsigned 16-bit numbers. A day is the tuple
``(year, month, day)``, a formula without a result ``("f",)``.
"""

from __future__ import annotations

import gc
import marshal
import signal
import struct
import sys
import zipfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

import python_calamine as calamine

from shejian.exchange.reading.archive import Refused, kind_of, open_book
from shejian.exchange.reading.markup import (
    Place,
    cell_name,
    hidden_of,
    parts_of,
    peculiarities,
    reach_of,
    special_cells,
)

try:
    import resource
except ImportError:  # Windows has no such limits: there only the checks protect
    resource = None  # type: ignore[assignment]

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 120
SILENT_SECONDS = 180
MOST_COLUMNS = 300
MOST_ROWS = 1_048_576
LARGEST_SHEET = 400_000_000
LARGEST_FRAME = 64_000_000
CHUNK_ROWS = 5000
SAMPLE = 200
MOST_ACROSS = 10_000
SENT_AS_THEY_ARE = {str, float, int, bool}
NO_MEMORY = 3

Row = list[Any]
Marks = dict[Place, object]
Markup = tuple[zipfile.ZipFile, str]


def send(*frame: Any) -> None:
    data = marshal.dumps(frame, 2)
    if len(data) > LARGEST_FRAME:
        raise Refused("heavy", frame[1], frame[2] if frame[0] == "rows" else 1)
    sys.stdout.buffer.write(struct.pack(">I", len(data)))
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    watch()


def watch() -> None:
    """Die if nothing is heard of this process for so long: a library that crashes may also hang."""
    if hasattr(signal, "alarm"):
        signal.alarm(SILENT_SECONDS)


def limit() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    watch()


def plain(cell: object) -> object:
    if cell.__class__ is str:
        return cell or None
    if isinstance(cell, date):
        return (cell.year, cell.month, cell.day)
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return cell


def coded(column: Sequence[object]) -> tuple[list[object], bytes | None]:
    """A column as its different cells and their order, or as it is when most of its cells are different.

    Truth values are kept apart from the numbers they equal.
    """
    sample = column[:SAMPLE]
    if len(set(sample)) * 2 < len(sample) or len(sample) < SAMPLE:
        different = dict.fromkeys(column)
        if (0 not in different and 1 not in different) or bool not in set(map(type, column)):
            places = {cell: place for place, cell in enumerate(different)}
            return list(map(plain, different)), array("H", map(places.__getitem__, column)).tobytes()
    return list(column if set(map(type, column)) <= SENT_AS_THEY_ARE else map(plain, column)), None


def framed(rows: Iterable[Row], left: int, width: int, below: int) -> Iterator[Row]:
    """Rows with blank cells on the left, all of a width, and blank rows below."""
    before = [""] * left
    for row in rows:
        yield [*before, *row, *[""] * (width - left - len(row))]
    yield from ([""] * width for _ in repeat(None, below))


def filled(rows: Iterable[Row], merged: Sequence[tuple[Place, Place]]) -> Iterator[Row]:
    """Rows with the value of a cell merged over several rows repeated in each of them."""
    starting: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _) in merged:
        if last > first:
            starting.setdefault(first, []).append((column, last))
    held: dict[int, tuple[int, object]] = {}
    for number, row in enumerate(rows):
        for column, (last, value) in list(held.items()):
            if number > last:
                del held[column]
            elif row[column] == "":
                row[column] = value
        held |= {column: (last, row[column]) for column, last in starting.get(number, ()) if column < len(row)}
        yield row


def across(merged: Sequence[tuple[Place, Place]]) -> list[tuple[int, int, int, int]]:
    """Cells merged over several columns: first and last row, first and last column. There is a value in the first
    column only, and what the others would say is not to be known."""
    wide = [(first, last, left, right) for (first, left), (last, right) in merged if right > left]
    return wide[:MOST_ACROSS]


def marked(rows: Iterable[Row], marks: Marks) -> Iterator[Row]:
    """Rows with the marks put where nothing else stands; a result of blanks alone is nothing."""
    by_row: dict[int, list[tuple[int, object]]] = {}
    for (number, column), mark in marks.items():
        by_row.setdefault(number, []).append((column, mark))
    for number, row in enumerate(rows):
        for column, mark in by_row.get(number, ()):
            if row[column] == "" or str(row[column]).isspace():
                row[column] = mark
        yield row


def check_size(name: str, archive: zipfile.ZipFile, part: str) -> None:
    """Refuse at once what would not fit after half a minute."""
    size = archive.getinfo(part).file_size
    if size > LARGEST_SHEET:
        raise Refused("too-big", name, size // 1_000_000)


def check_reach(name: str, sheet: calamine.CalamineSheet, last: Place, marks: Marks) -> None:
    """Refuse a sheet with contents where no ledger reaches."""
    if last[0] >= MOST_ROWS:
        raise Refused("too-long", name, last[0] + 1)
    if last[1] < MOST_COLUMNS:
        return
    left = sheet.start[1] if sheet.start else 0
    rows = enumerate(sheet.iter_rows())
    stated = ((number, left + at) for number, row in rows for at, cell in enumerate(row) if cell != "")
    far = next(place for place in chain(marks, stated) if place[1] >= MOST_COLUMNS)
    raise Refused("too-wide", name, cell_name(*far))


def rows_of(name: str, sheet: calamine.CalamineSheet, marks: Marks) -> tuple[int, Iterator[Row]]:
    """The first row in which anything stands, from 0, and the rows from there on, each from the first column on."""
    start, end = sheet.start, sheet.end
    places = [*marks, *(place for place in (start, end) if place is not None)]
    if not places:
        return 0, iter(())
    last = max(row for row, _ in places), max(column for _, column in places)
    check_reach(name, sheet, last, marks)
    rows: Iterator[Row] = iter(sheet.iter_rows()) if start else iter(())  # from the sheet's first row on
    left, (end_row, end_column) = start[1] if start else 0, end or (-1, -1)
    if left or last != (end_row, end_column):
        rows = framed(rows, left, last[1] + 1, last[0] - end_row)
    if marks:
        rows = marked(rows, marks)
    if sheet.merged_cell_ranges:
        rows = filled(rows, sheet.merged_cell_ranges)  # after the marks: a merged formula speaks for each of its rows
    top = min(row for row, _ in places)
    return top, islice(rows, top, None)


def read_sheet(book: calamine.CalamineWorkbook, name: str, markup: Markup | None) -> calamine.CalamineSheet:
    """The contents of a sheet; an error that the library does not know is named by its cell."""
    try:
        return book.get_sheet_by_name(name)
    except calamine.CalamineError as problem:
        if "cell error value" not in str(problem):
            raise
        error = str(problem).rpartition("value ")[2].strip("'")
        marks = special_cells(*markup)[0] if markup else {}
        raise Refused(
            "error-value", name, next((cell_name(*at) for at in marks if marks[at] == error), "？"), error
        ) from None


def send_sheet(book: calamine.CalamineWorkbook, name: str, markup: Markup | None) -> None:
    """Send what a sheet holds, some thousand rows at a time."""
    if markup:
        check_size(name, *markup)
    sheet = read_sheet(book, name, markup)
    cells, hiding = peculiarities(*markup) if markup else (False, False)
    marks, formulas = special_cells(*markup) if markup and cells else ({}, {})
    hidden = hidden_of(*markup) if markup and hiding else ([], [])
    send("sheet", name, formulas, (*hidden, across(sheet.merged_cell_ranges or ())))
    first, rows = rows_of(name, sheet, marks)
    while chunk := list(islice(rows, CHUNK_ROWS)):
        send("rows", name, first + 1, len(chunk), list(map(coded, zip(*chunk, strict=True))))
        first += len(chunk)


def send_rows(path: Path) -> None:
    """The rows of every sheet that can be seen, and the names of those that cannot."""
    kind = kind_of(path)
    with open_book(path, kind) as book:
        sheets = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
        visible = [meta.name for meta in sheets if meta.visible == calamine.SheetVisibleEnum.Visible]
        send("sheets", kind, visible, [meta.name for meta in sheets if meta.name not in visible])
        if kind != "xlsx":
            for name in visible:
                send_sheet(book, name, None)
            return
        with zipfile.ZipFile(path) as archive:
            parts = parts_of(archive)
            for name in visible:
                send_sheet(book, name, (archive, parts[name]) if name in parts else None)


def send_reach(path: Path) -> None:
    """How far each sheet's contents reach; cells that are only formatted do not count."""
    if kind_of(path) != "xlsx":
        return
    with zipfile.ZipFile(path) as archive:
        for name, part in parts_of(archive).items():
            reach = reach_of(archive, part)
            send("reach", name, reach.cells, reach.rows, reach.columns, reach.far)


def main(task: str, path: str) -> int:
    """Do the task and return the exit code: 0 when frames say all, 3 when memory ran out."""
    gc.disable()  # nothing here goes in circles, and rows are many
    limit()
    try:
        {"rows": send_rows, "reach": send_reach}[task](Path(path))
        send("end")
    except Refused as refused:
        send("refused", refused.code, [str(one) for one in refused.details])
    except calamine.PasswordError:
        send("refused", "password", [])
    except MemoryError:
        return NO_MEMORY
    except (calamine.CalamineError, zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError):
        send("refused", "broken", [])
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        return NO_MEMORY
    return 0
