"""What kind of file a workbook is, by its content, and whether it is safe to unpack. Runs in the child process."""

from __future__ import annotations

import mmap
import zipfile
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path

import python_calamine as calamine

MOST_UNPACKED = 1_500_000_000
SUSPICIOUS_UNPACKED = 60_000_000
MOST_PACKING = 120
OLE = b"\xd0\xcf\x11\xe0"
UTF8_NAMES, ENCRYPTED = 0x800, 0x1
KIND_OF_SUFFIX = {".xls": "xls", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xlam": "xlsx", ".xlsb": "xlsb", ".ods": "ods"}


class Refused(Exception):
    """The file cannot be read: a code for the reason, and details that its sentence names."""

    def __init__(self, code: str, *details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def kind_of(path: Path) -> str:
    """xlsx, xlsb, xls or ods, by content; everything else is refused."""
    with path.open("rb") as file:
        if file.read(len(OLE)) == OLE:
            check_compound(file.fileno())
            return "xls"
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        check_packing(infos)
        if any(info.flag_bits & ENCRYPTED for info in infos):
            raise Refused("password")
        names = {plain_name(info.filename) for info in infos}
        for part, kind in (("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb")):
            if part in names:
                return kind
        if "content.xml" in names and b"spreadsheet" in archive.read("mimetype"):
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise Refused("password")
            return "ods"
    if not names.isdisjoint({"word/document.xml", "ppt/presentation.xml", "content.xml"}):
        raise Refused("document")
    raise Refused("archive", next((shown_name(info) for info in infos if is_book(info.filename)), ""))


def plain_name(name: str) -> str:
    return name.lower().replace("\\", "/")


def is_book(name: str) -> bool:
    return name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods", ".et"))


def shown_name(info: zipfile.ZipInfo) -> str:
    """A name as its author wrote it: archives made on Chinese Windows keep names in GBK without saying so."""
    name = info.filename
    return name if info.flag_bits & UTF8_NAMES else name.encode("cp437", "replace").decode("gbk", "replace")


def check_compound(descriptor: int) -> None:
    """Refuse encrypted workbooks and documents of Word, which share their container with old workbooks."""
    with closing(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)) as whole:
        holds = {name: whole.find(name.encode("utf-16-le")) >= 0 for name in ("Workbook", "Book", "EncryptedPackage")}
    if holds["EncryptedPackage"] and not holds["Workbook"]:
        raise Refused("password")
    if not holds["Workbook"] and not holds["Book"]:
        raise Refused("document")


def check_packing(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse archives that would unpack into too much."""
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if unpacked > MOST_UNPACKED or (unpacked > SUSPICIOUS_UNPACKED and unpacked // packed > MOST_PACKING):
        worst = max(infos, key=lambda info: info.file_size)
        raise Refused("bomb", worst.filename, unpacked // 1_000_000)


def open_book(path: Path, kind: str) -> calamine.CalamineWorkbook:
    """The workbook, also one whose name ends like that of another kind."""
    if KIND_OF_SUFFIX.get(path.suffix.lower(), kind) == kind:
        return calamine.CalamineWorkbook.from_path(str(path))
    return calamine.CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
