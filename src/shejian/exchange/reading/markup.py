"""The cells of an .xlsx sheet as its XML has them: what the library does not tell. Runs in the child process.

Only well-formed sheets come here, after the library has read them or while it is explained why it could not.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from shejian.exchange.reading.archive import plain_name

BLOCK = 1 << 20
LONGEST_TOKEN = 24
Place = tuple[int, int]

SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
ITEM = re.compile(rb"<(?:\w+:)?(?:(row)\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))", re.DOTALL)
REFERENCE = re.compile(rb"\br=[\"']([A-Za-z]*)([0-9]+)[\"']")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ERROR = re.compile(rb"\bt=[\"']e[\"']")
TEXT_RESULT = re.compile(rb"\bt=[\"']str[\"']")
RESULT = re.compile(rb"<(?:\w+:)?v\b[^>/]*>([^<]*)<")
FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]{1,7})([0-9]{1,12})[\"'][^>/]*>")
LINE = re.compile(rb"<(?:\w+:)?(?:(row\b[^>]*)|(col\b[^>]*))>")
END_OF_ROW = b"row>"
HIDING = b"hidden="
YES = ("1", "true")
MOST_COLUMNS = 300


def attributes(element: bytes) -> dict[str, str]:
    found = ATTRIBUTE.findall(element)
    return {name.rpartition(b":")[2].decode(): unescape((one or other).decode()) for name, one, other in found}


def parts_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """For each sheet the part of the archive that holds it."""
    named = {plain_name(name): name for name in archive.namelist()}
    relations = [attributes(one) for one in RELATION.findall(archive.read(named["xl/_rels/workbook.xml.rels"]))]
    targets = {one.get("Id", ""): one.get("Target", "").lower() for one in relations}
    parts = {}
    for element in SHEET.findall(archive.read(named["xl/workbook.xml"])):
        sheet = attributes(element)
        target = targets.get(sheet.get("id", ""), "")
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        if part in named:
            parts[sheet.get("name", "")] = named[part]
    return parts


def blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            yield block


def peculiarities(archive: zipfile.ZipFile, part: str) -> tuple[bool, bool]:
    """Whether a sheet holds formulas or errors, and whether it may hide rows or columns; quick, because most do not."""
    tokens: tuple[bytes, ...] = ()
    before = b""
    special = hiding = False
    for block in blocks(archive, part):
        if not tokens:
            prefix = PREFIX.search(block)
            tokens = b"<" + ((prefix and prefix[1]) or b"") + b"f", b"t='e'" if b"r='" in block else b't="e"'
        seen = before + block
        if not special and any(token in seen for token in tokens):
            special = bool(FORMULA.search(seen) or ERROR.search(seen))
        hiding = hiding or HIDING in seen
        if special and hiding:
            break
        before = block[-LONGEST_TOKEN:]
    return special, hiding


def hidden_of(archive: zipfile.ZipFile, part: str) -> tuple[list[int], list[int]]:
    """The rows and the columns, from 0, that whoever looks at the sheet does not see: hidden, or filtered out."""
    rows: list[int] = []
    columns: set[int] = set()
    row = -1
    for markup in whole_rows(archive, part):
        for of_row, of_column in LINE.findall(markup):
            stated = attributes(of_row or of_column)
            if of_row:
                row = int(stated["r"]) - 1 if stated.get("r", "").isdecimal() else row + 1
            if stated.get("hidden") not in YES:
                continue
            if of_row:
                rows.append(row)
            elif stated.get("min", "").isdecimal() and stated.get("max", "").isdecimal():
                columns |= set(range(int(stated["min"]) - 1, min(int(stated["max"]), MOST_COLUMNS)))
    return rows, sorted(columns)


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def cell_name(row: int, column: int) -> str:
    """The name of a cell, its row and column counted from 0."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def whole_rows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A sheet's markup in pieces that do not cut through a row."""
    rest = b""
    for block in blocks(archive, part):
        rest += block
        end = rest.rfind(END_OF_ROW) + len(END_OF_ROW)
        if end >= len(END_OF_ROW):
            yield rest[:end]
            rest = rest[end:]
    yield rest


def items(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[Place, bytes, bytes]]:
    """The cells of a sheet in their order: row and column from 0, attributes, content."""
    row = column = -1
    for rows in whole_rows(archive, part):
        for is_row, of_row, of_cell, content in ITEM.findall(rows):
            found = REFERENCE.search(of_row or of_cell)
            if is_row:
                row, column = int(found[2]) - 1 if found else row + 1, -1
                continue
            column = column_number(found[1]) - 1 if found else column + 1
            yield (int(found[2]) - 1 if found else row, column), of_cell, content


@dataclass
class Reach:
    """How far the contents of a sheet reach: cells with content, the last row and column, and the cell farthest off."""

    cells: int = 0
    rows: int = 0
    columns: int = 0
    far: str = ""

    def take(self, references: list[tuple[bytes, bytes]]) -> None:
        self.cells += len(references)
        rows = {digits: int(digits) for digits in {digits for _, digits in references}}
        columns = {letters: column_number(letters) for letters in {letters for letters, _ in references}}
        row, column = max(rows.values(), default=0), max(columns.values(), default=0)
        if row > self.rows or column > self.columns:
            letters, digits = max(references, key=lambda one: rows[one[1]] + columns[one[0]])
            self.far = (letters + digits).decode()
        self.rows, self.columns = max(row, self.rows), max(column, self.columns)


def reach_of(archive: zipfile.ZipFile, part: str) -> Reach:
    """How far a sheet's contents reach; cells that are only formatted do not count."""
    reach = Reach()
    for rows in whole_rows(archive, part):
        reach.take(FILLED.findall(rows))
    return reach


def special_cells(archive: zipfile.ZipFile, part: str) -> tuple[dict[Place, object], dict[int, list[int]]]:
    """What stands where the library shows nothing, and for each column the rows whose value is a formula's result."""
    marks: dict[Place, object] = {}
    formulas: dict[int, list[int]] = {}
    for place, of_cell, content in items(archive, part):
        failed = ERROR.search(of_cell)
        if not failed and not (b"f" in content and FORMULA.search(content)):
            continue
        result = RESULT.search(content)
        if failed:
            marks[place] = unescape(result[1].decode()).strip() if result else "#VALUE!"
        elif (result and result[1].strip()) or TEXT_RESULT.search(of_cell):
            formulas.setdefault(place[1], []).append(place[0])
        else:
            marks[place] = ("f",)
    return marks, formulas
