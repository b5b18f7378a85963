"""Lines below the headings that are no records: blank ones, sums, remarks, and headings repeated for printing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shejian.core.sheets.cells import Cell, Piece, is_blank
from shejian.core.sheets.folding import fold
from shejian.core.sheets.recognition import Layout

SUMS = re.compile(r"(?:本页|本表)?(?:合计|总计|小计|共计|累计)[:：]?")
REMARKS = re.compile(
    r"(?:注|说明|备注|填[表报]说明|填[表报]人|填[表报]单位|填[表报](?:日期|时间)|制表人?|编制人?|审核人?|复核人?|审批人?"
    r"|负责人|单位负责人|经办人|联系人|联系电话|统计(?:人|日期|时间|时点)|截[至止](?:日期|时间)?|数据截[至止])"
    r"(?:[（(].*?[)）])?[\d.、]*[:：].*|[(（]?截[至止]\d.*|第?\d+页.*|[(（]?以下空白[)）]?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is passed over: its text, and what to say of it; nothing is said of headings printed again."""

    text: str
    reason: str


def other_lines(layout: Layout, piece: Piece) -> dict[int, Line | None]:
    """The lines of a piece that are no records, ``None`` for blank ones; places counted from 0 in the piece."""
    declared = set(layout.places.values())
    blanks = _Blanks(piece)
    blank = blanks.rows(range(piece.height), declared)
    lines: dict[int, Line | None] = dict.fromkeys(blank)
    for at in set(blank).difference(blanks.rows(blank, set(range(len(piece.columns))) - declared)):
        line = _line(piece.row(at))
        lines[at] = line and Line(line.text, "")
    for at in _repeated_headings(layout, piece):
        lines[at] = Line("", "")
    for at in _without_what_is_needed(layout, piece, blanks):
        line = _line(piece.row(at))
        if line is not None and at not in lines:
            lines[at] = line
    return lines


class _Blanks:
    """Which rows of a piece are blank in some of its columns; each column is looked at once."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.known: dict[int, set[int]] = {}

    def rows(self, among: Sequence[int], places: Iterable[int]) -> Sequence[int]:
        for place in places:
            if not among:
                break
            blank = self._blank(place)
            order = self.piece.column(place).order
            among = [at for at in among if order[at] in blank] if blank else ()
        return among

    def _blank(self, place: int) -> set[int]:
        if place not in self.known:
            cells = enumerate(self.piece.column(place).different)
            self.known[place] = {which for which, cell in cells if is_blank(cell)}
        return self.known[place]


def _needed(layout: Layout) -> list[str]:
    return [key for key in layout.sheet.needed if key in layout.places]


def _repeated_headings(layout: Layout, piece: Piece) -> Sequence[int]:
    left: Sequence[int] = range(piece.height)
    for key in _needed(layout):
        column = piece.column(layout.places[key])
        same = {which for which, cell in enumerate(column.different) if cell == layout.headings[key]}
        left = [at for at in left if column.order[at] in same] if same else ()
    return left


def _without_what_is_needed(layout: Layout, piece: Piece, blanks: _Blanks) -> list[int]:
    """Rows in which all, or all but one, of the needed columns are blank."""
    needed = [layout.places[key] for key in _needed(layout)]
    found: set[int] = set()
    for at in range(len(needed)):
        found |= set(blanks.rows(range(piece.height), [*needed[:at], *needed[at + 1 :]]))
    return sorted(found)


def _line(cells: Sequence[Cell]) -> Line | None:
    """What a row without the needed cells is, by its first text."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    if not texts:
        return None
    first, text = texts[0], "　".join(texts)
    if SUMS.fullmatch(fold(first)):
        return Line(text, "是合计行，不是一条记录，略过")
    if REMARKS.fullmatch(fold(first)):
        return Line(text, "是表下的说明，不是一条记录，略过")
    return None
