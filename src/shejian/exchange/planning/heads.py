"""The first rows of each sheet, kept for whoever says which column is which; numbers of persons are masked."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from shejian.core.identifiers import mask_name, mask_phone
from shejian.core.sheets import Cell, Piece, is_blank, labels_at
from shejian.core.sheets.amounts import written_number
from shejian.core.sheets.recognition import HEADING_ROWS
from shejian.exchange.reading import Unreadable

SAMPLES = 5
LONGEST = 100
LONGEST_HEADING = 12
NUMBERS = re.compile(
    r"(?<!\d)(?!(?:19|20)\d{6}(?!\d))"
    r"(?:\d{6}[- ]\d{8}[- ]\d{3}\d?|0\d{2,3}[- ]?\d{7,8}|1\d{2}[- ]?\d{4}[- ]?\d{4}|\d{7,})[Xx]?"
)
OF_PERSONS = ("姓名", "联系人")
OURS = "社建核对说明"
"""What stands in the first cell of the sheet that the program puts into a marked workbook."""


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first rows of a sheet as texts.

    Attributes:
        first: the number of the first row, as Excel counts.
        rows: some rows that may hold the headings, and a few below.
        ledger: the key of the ledger that it is taken for, or is most like; empty when it is like none.
        heading_row: the row in which its headings are taken to stand.
        sure: whether it was read as that ledger.
    """

    name: str
    first: int
    rows: tuple[tuple[str, ...], ...]
    ledger: str = ""
    heading_row: int = 0
    sure: bool = False


class Unmapped(Unreadable):
    """The file could be read if somebody said which column is which; ``heads`` show what stands in it."""

    def __init__(self, reason: str, heads: Sequence[SheetHead]) -> None:
        super().__init__(reason)
        self.heads = tuple(heads)


def is_ours(piece: Piece) -> bool:
    """Whether these are the first rows of a sheet that the program itself put into the workbook."""
    first = next((cell for cell in piece.row(0) if not is_blank(cell)), None) if piece.height else None
    return isinstance(first, str) and first.startswith(OURS)


def head_of(name: str, piece: Piece) -> SheetHead:
    """The head of a sheet, nothing said yet of what it is."""
    rows = piece.rows(HEADING_ROWS + SAMPLES)
    texts = [[_text(cell) for cell in row] for row in rows]
    headed = {place: at for at, row in enumerate(texts) for place, text in enumerate(row) if _heads_persons(text)}
    for place, heading in headed.items():
        for row in texts[heading + 1 :]:
            row[place] = mask_name(row[place])
    return SheetHead(name, piece.first, tuple(tuple(row) for row in texts))


def fingerprint(head: SheetHead, heading_row: int) -> str:
    """Two sheets with the same headings in the same order have the same one."""
    labels = labels_at(head.rows, heading_row - head.first)
    return sha256(json.dumps(labels, ensure_ascii=False).encode()).hexdigest()


def dump_heads(heads: Sequence[SheetHead]) -> str:
    return json.dumps([asdict(head) for head in heads], ensure_ascii=False, separators=(",", ":"))


def load_heads(text: str) -> tuple[SheetHead, ...]:
    """The heads that ``dump_heads`` wrote."""
    said = json.loads(text) if text else []
    return tuple(SheetHead(**(one | {"rows": tuple(tuple(row) for row in one["rows"])})) for one in said)


def _heads_persons(text: str) -> bool:
    return any(word in text for word in OF_PERSONS) and len(text) <= LONGEST_HEADING


def _text(cell: Cell) -> str:
    if cell is None or is_blank(cell):
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        said = written_number(cell)
    elif isinstance(cell, date):
        return cell.isoformat()
    else:
        said = " ".join(str(cell).split()) if isinstance(cell, str) else "（公式）"
    return NUMBERS.sub(lambda found: mask_phone(found.group()), said)[:LONGEST]
