"""Word files opened through LibreOffice and PDFs read through poppler: where each line stands on its page."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

HOW = "apt-get install libreoffice-writer poppler-utils fonts-noto-cjk"
INSTALLED = {
    "libreoffice-writer": shutil.which("soffice") is not None,
    "poppler-utils": shutil.which("pdftotext") is not None,
    "fonts-noto-cjk": any(Path("/usr/share/fonts").glob("*/noto/NotoSansCJK-*")),
}
"""The Debian packages that rendering needs, and whether each is there, to judge by a file that it brings."""
MISSING = [name for name, there in INSTALLED.items() if not there]
POINTS = 72 / 25.4
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Line:
    """A line of a page and its edges, in millimetres from the page's left and upper edge."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page: its size in millimetres, and its lines from top to bottom."""

    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def body(self) -> tuple[Line, ...]:
        """What stands above the page number and below what is said of a draft."""
        return tuple(one for one in self.lines if "—" not in one.text and "草稿，数未冻结" not in one.text)

    @property
    def number(self) -> Line:
        (found,) = (one for one in self.lines if "—" in one.text)
        return found


def word_as_pdf(content: bytes, folder: Path) -> bytes:
    """What LibreOffice prints of a Word file."""
    (folder / "d.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "d.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (folder / "d.pdf").read_bytes()


def sheets(pdf: bytes, folder: Path) -> list[Sheet]:
    """The pages of a PDF with every line and where it stands."""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-bbox-layout", path, "-"], check=True, capture_output=True)
    return [_sheet(page) for page in ElementTree.fromstring(read.stdout).iter(f"{XHTML}page")]


def _sheet(page: ElementTree.Element) -> Sheet:
    words = [_line(one) for one in page.iter(f"{XHTML}word")]
    rows: list[list[Line]] = []
    for one in sorted(words, key=lambda each: (each.top + each.bottom, each.left)):
        middle = (one.top + one.bottom) / 2
        if rows and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2) < 2:
            rows[-1].append(one)
        else:
            rows.append([one])
    lines = tuple(_joined(sorted(row, key=lambda each: each.left)) for row in rows)
    return Sheet(float(page.attrib["width"]) / POINTS, float(page.attrib["height"]) / POINTS, lines)


def _joined(row: list[Line]) -> Line:
    text = "".join(one.text for one in row)
    tops, bottoms = [one.top for one in row], [one.bottom for one in row]
    return Line(text, row[0].left, max(one.right for one in row), min(tops), max(bottoms))


def _line(word: ElementTree.Element) -> Line:
    edges = (float(word.attrib[name]) / POINTS for name in ("xMin", "xMax", "yMin", "yMax"))
    return Line(word.text or "", *edges)
