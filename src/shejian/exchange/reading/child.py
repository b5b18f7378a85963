"""The child process that opens a workbook. Run as a script: no Django, and only what it needs is imported.

Writes length-prefixed ``marshal`` frames of plain values on its standard output (marshal carries no code that loading
would run). A day travels as the tuple ``(year, month, day)``, an unreadable formula as ``("f",)`` and a failed one as
``("e",)``.

Frames: ``("sheets", [name, …])``, ``("sheet", name, formulas, unread)``, ``("rows", name, first, rows)``, ``("end",)``,
or ``("refused", code, place)``.
"""

from __future__ import annotations

import marshal
import re
import resource
import struct
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, time, timedelta
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

import python_calamine

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 240
MOST_UNPACKED = 1_500_000_000
SUSPICIOUS_UNPACKED = 60_000_000
MOST_PACKING = 120
MOST_COLUMNS = 300
CHUNK_ROWS = 5000
BLOCK = 1 << 20
FORMULA = re.compile(rb"<f[ >/]")
LAST_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,9})"')
FORMULA_MARK, ERROR_MARK = ("f",), ("e",)


def send(*frame: object) -> None:
    data = marshal.dumps(frame, 4)
    sys.stdout.buffer.write(struct.pack(">I", len(data)))
    sys.stdout.buffer.write(data)


def refuse(code: str, place: str = "") -> None:
    send("refused", code, place)
    sys.stdout.buffer.flush()
    sys.exit(0)


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of sheets and the parts of the archive that hold them."""
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for element in re.findall(r"<Relationship\b[^>]*>", relations):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', element))
        targets[attributes.get("Id", "")] = attributes.get("Target", "")
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    parts = {}
    for element in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        attributes = dict(re.findall(r'([\w:]+)="([^"]*)"', element))
        target = targets.get(attributes.get("r:id", ""), "")
        parts[attributes.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def inspect(path: str) -> set[str]:
    """Refuse archives that would unpack into too much; return the parts that hold formulas."""
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        unpacked = sum(info.file_size for info in infos)
        packed = max(1, sum(info.compress_size for info in infos))
        if unpacked > MOST_UNPACKED or (unpacked > SUSPICIOUS_UNPACKED and unpacked // packed > MOST_PACKING):
            worst = max(infos, key=lambda info: info.file_size)
            refuse("bomb", f"{worst.filename}\t{unpacked // 1_000_000}")
        names = {name: part for part, name in ((part, name) for name, part in sheet_parts(archive).items())}
        found = set()
        for name, part in names.items():
            if part in archive.namelist() and scan(archive, part, name):
                found.add(name)
        return found


def scan(archive: zipfile.ZipFile, part: str, name: str) -> bool:
    """Whether a sheet holds formulas; refuses one whose last cell lies where no ledger reaches."""
    formulas = False
    tail = b""
    unpacked = 0
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            unpacked += len(block)
            if unpacked > MOST_UNPACKED:
                refuse("bomb", f"{part}\t{unpacked // 1_000_000}")
            formulas = formulas or FORMULA.search(block) is not None
            tail = tail[-4096:] + block
    cells = LAST_CELL.findall(tail[-262144:])
    if cells:
        letters, row = cells[-1]
        columns = max(column_number(one.decode()) for one, _ in cells)
        if columns > MOST_COLUMNS:
            refuse("too-wide", f"{name}\t{letters.decode()}{row.decode()}")
        if int(row) > 1_048_576:
            refuse("too-long", f"{name}\t{int(row)}")
    return formulas


def formula_cells(path: str, name: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The cells of a sheet that hold formulas with a result, and those without; rows and columns from 0."""
    state = {"row": -1, "column": -1, "formula": False, "value": False}
    with_result: list[tuple[int, int]] = []
    without: list[tuple[int, int]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            letters, digits = re.fullmatch(r"([A-Z]+)([0-9]+)", attributes.get("r", "A1")).groups()
            state.update(row=int(digits) - 1, column=column_number(letters) - 1, formula=False, value=False)
        elif tag == "f":
            state["formula"] = True
        elif tag == "v":
            state["value"] = True

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "c" and state["formula"]:
            (with_result if state["value"] else without).append((state["row"], state["column"]))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    with zipfile.ZipFile(path) as archive, archive.open(sheet_parts(archive)[name]) as stream:
        parser.ParseFile(stream)
    return with_result, without


def plain(cell: object) -> object:
    if isinstance(cell, date):
        return (cell.year, cell.month, cell.day)
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return None if cell == "" else cell


def filled(rows: Iterator[list[object]], top: int, left: int, merged: list) -> Iterator[list[object]]:
    """Rows with the value of a cell merged over several rows repeated in each of them."""
    tall = [((r0, c0), (r1, c1)) for (r0, c0), (r1, c1) in merged if r1 > r0]
    held: dict[int, tuple[int, object]] = {}
    for number, row in enumerate(rows, top):
        for (r0, c0), (r1, _) in tall:
            if r0 == number and 0 <= c0 - left < len(row):
                held[c0 - left] = (r1, row[c0 - left])
        for column, (last, value) in list(held.items()):
            if number > last:
                del held[column]
            elif row[column] == "":
                row[column] = value
        yield row


def send_sheet(book: python_calamine.CalamineWorkbook, path: str, name: str, *, formulas: bool) -> None:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        send("sheet", name, [], [])
        return
    top, left = sheet.start
    if sheet.width > MOST_COLUMNS:
        refuse("too-wide", f"{name}\t第 {left + sheet.width} 列")
    with_result, without = formula_cells(path, name) if formulas else ([], [])
    send("sheet", name, with_result, without)
    marks = {}
    for row, column in without:
        marks.setdefault(row, []).append(column - left)
    rows = sheet.iter_rows()
    merged = sheet.merged_cell_ranges or []
    if any(r1 > r0 for (r0, _), (r1, _) in merged):
        rows = filled(rows, top, left, merged)
    chunk: list[list[object]] = []
    first = top
    padding = [None] * left
    for number, row in enumerate(rows, top):
        cells = [cell if cell.__class__ is str and cell else plain(cell) for cell in row]
        for column in marks.get(number, ()):
            if cells[column] is None:
                cells[column] = FORMULA_MARK
        chunk.append(padding + cells if left else cells)
        if len(chunk) == CHUNK_ROWS:
            send("rows", name, first + 1, chunk)
            first, chunk = number + 1, []
    if chunk:
        send("rows", name, first + 1, chunk)


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        formulas = (
            inspect(path)
            if zipfile.is_zipfile(path) and "xl/workbook.xml" in zipfile.ZipFile(path).namelist()
            else set()
        )
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            worksheets = [
                meta.name for meta in book.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
            send("sheets", worksheets)
            for name in worksheets:
                send_sheet(book, path, name, formulas=name in formulas)
    except python_calamine.PasswordError:
        refuse("password")
    except (
        python_calamine.CalamineError,
        zipfile.BadZipFile,
        KeyError,
        ParseError,
        expat.ExpatError,
        ValueError,
        OSError,
    ):
        refuse("broken")
    except MemoryError:
        refuse("memory")
    send("end")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
