"""Workbooks made by hand, byte by byte where no library would write them: tidy, odd, broken and hostile ones."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ORGANIZATION_HEADINGS = (
    "序号",
    "社会组织名称",
    "统一社会信用代码",
    "组织类型",
    "成立登记日期",
    "从业人员数",
    "登记管理机关",
)
GOOD_ROW = (1, "云川县养羊协会", "51620699177763177J", "社会团体", "2008-09-20", 48, "云川县民政局")
OTHER_ROW = (2, "云川县羽毛球协会", "51620699806360830B", "社会团体", "2003-07-28", 16, "云川县民政局")


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook with these rows, written by openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def organizations(path: Path, *rows: Sequence[object]) -> Path:
    """A ledger of social organizations: title, headings, rows."""
    return workbook(path, {"社会组织台账": [["云川县社会组织登记台账"], ORGANIZATION_HEADINGS, *rows]})


def cell(reference: str, value: str, **attributes: str) -> str:
    """A cell as the sheet's XML has it; ``value`` is what stands inside."""
    stated = "".join(f" {name}={quoteattr(text)}" for name, text in attributes.items())
    return f'<c r="{reference}"{stated}>{value}</c>'


def text_cell(reference: str, text: str) -> str:
    return cell(reference, f"<is><t>{escape(text)}</t></is>", t="inlineStr")


def row(number: int, *values: object) -> str:
    """A row of texts, numbers, or cells already written."""
    cells = []
    for at, value in enumerate(values):
        reference = f"{chr(65 + at)}{number}"
        if isinstance(value, (int, float)):
            cells.append(cell(reference, f"<v>{value}</v>"))
        else:
            cells.append(value if str(value).startswith("<c") else text_cell(reference, str(value)))
    return f'<row r="{number}">{"".join(map(str, cells))}</row>'


Content = str | bytes | Iterable[str]


def raw_workbook(
    path: Path, body: Content, name: str = "社会组织台账", parts: Mapping[str, Content] = MappingProxyType({})
) -> Path:
    """An .xlsx of one sheet whose rows are given as XML; ``parts`` replace or add others."""
    book = f"<workbook xmlns={MAIN!r} xmlns:r={LINKS!r}><sheets><sheet name={quoteattr(name)} sheetId='1' r:id='rId1'/>"
    written: dict[str, Content] = {
        "[Content_Types].xml": f"<Types xmlns='{PACKAGE}/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        "<Default Extension='xml' ContentType='application/xml'/>"
        f"<Override PartName='/xl/workbook.xml' ContentType='{TYPE}.sheet.main+xml'/>"
        f"<Override PartName='/xl/worksheets/sheet1.xml' ContentType='{TYPE}.worksheet+xml'/></Types>",
        "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": book + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
    }
    sheet = chain([f"<worksheet xmlns='{MAIN}'><sheetData>"], pieces(body), ["</sheetData></worksheet>"])
    return archive(path, written | {"xl/worksheets/sheet1.xml": sheet, **parts})


def pieces(content: Content) -> Iterable[str | bytes]:
    return [content] if isinstance(content, (str, bytes)) else content


def relations(kind: str, target: str) -> str:
    return (
        f"<Relationships xmlns='{PACKAGE}/relationships'>"
        f"<Relationship Id='rId1' Type='{LINKS}/{kind}' Target='{target}'/></Relationships>"
    )


def archive(path: Path, parts: Mapping[str, Content]) -> Path:
    """A zip archive, its parts streamed into it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in parts.items():
            with made.open(name, "w", force_zip64=True) as part:
                for piece in pieces(content):
                    part.write(piece.encode() if isinstance(piece, str) else piece)
    return path


OPEN_DOCUMENT = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def open_document(path: Path, rows: Sequence[Sequence[str]], name: str = "社会组织台账", manifest: str = "") -> Path:
    """An .ods of one sheet of texts."""
    spaces = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in OPEN_DOCUMENT.items())
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell office:value-type='string'><text:p>{escape(text)}</text:p></table:table-cell>"
            for text in one
        )
        + "</table:table-row>"
        for one in rows
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name={quoteattr(name)}>"
        f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    listed = f"<manifest>{manifest}</manifest>"
    return archive(path, {"mimetype": SPREADSHEET, "META-INF/manifest.xml": listed, "content.xml": content})


SECTOR = 512
FREE, LAST, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(path: Path, streams: Mapping[str, bytes]) -> Path:
    """A compound file (the container of .xls and of encrypted .xlsx) with these streams."""
    sectors: list[bytes] = []
    table: list[int] = []

    def add(data: bytes) -> int:
        pieces = [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
        first = len(sectors)
        sectors.extend(pieces)
        table.extend([*range(first + 1, first + len(pieces)), LAST])
        return first

    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}  # shorter ones live elsewhere
    entries = [(name, 2, add(data), len(data)) for name, data in padded.items()]
    listing = b"".join(_entry(*one, after=at) for at, one in enumerate([("Root Entry", 5, LAST, 0), *entries]))
    directory = add(listing.ljust(-(-len(listing) // SECTOR) * SECTOR, b"\0"))
    table += [TABLE]
    sectors.append(b"".join(struct.pack("<I", one) for one in table).ljust(SECTOR, b"\xff"))
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, directory, 0, 4096, LAST, 0, LAST, 0,
    )  # fmt: skip
    head += struct.pack("<I", len(sectors) - 1) + b"\xff" * 4 * 108
    path.write_bytes(head + b"".join(sectors))
    return path


def _entry(name: str, kind: int, start: int, size: int, *, after: int) -> bytes:
    """A line of the directory; the entries hang one to the right of the other."""
    written = name.encode("utf-16-le")
    child = 1 if kind == 5 else FREE
    right = after + 1 if kind == 2 and after < 2 else FREE
    fields = struct.pack("<HBBIII36xIQ", len(written) + 2, kind, 1, FREE, right, child, start, size)
    return written.ljust(64, b"\0") + fields


def old_workbook(path: Path, rows: Sequence[Sequence[object]], *, protected: bool = False) -> Path:
    """An .xls (BIFF8) of one sheet called 社会组织台账, of texts and numbers."""
    name = "社会组织台账"
    globals_head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    if protected:
        globals_head += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    sheet_at = len(globals_head) + 4 + 6 + len(title) + 4
    head = globals_head + _record(0x85, struct.pack("<IBB", sheet_at, 0, 0) + title) + _record(0x0A, b"")
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for at, one in enumerate(rows):
        for column, value in enumerate(one):
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                body += _record(0x204, struct.pack("<HHH", at, column, 0) + text)
            else:
                body += _record(0x203, struct.pack("<HHHd", at, column, 0, value))
    return compound(path, {"Workbook": head + body + _record(0x0A, b"")})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
