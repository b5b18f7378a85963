"""Finding the heading row and the columns of a sheet, whatever their order and however they are padded."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shejian.core.sheets.cells import Cell
from shejian.core.sheets.columns import Column, Sheet

HEADING_ROWS = 20
LEAST_HEADINGS = 2
TITLE_WEIGHT = 3


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """A text as matching sees it: half-width, without any white space, lower case. Never stored."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are on one sheet: the heading row (from 0) and the place of each declared column found."""

    sheet: Sheet
    heading_row: int
    places: dict[str, int]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]

    @property
    def lacking(self) -> tuple[Column, ...]:
        """Columns without which the sheet cannot be read."""
        return tuple(
            column for column in self.sheet.columns if column.key in self.sheet.needed and column.key not in self.places
        )


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which declared ledger a sheet is, and how sure that is."""

    layout: Layout
    score: int


IGNORED = frozenset(map(fold, ("序号", "编号", "No", "No.", "备注", "说明")))


def recognise(name: str, rows: Sequence[Sequence[Cell]], sheets: Sequence[Sheet]) -> Recognition | None:
    """The declared ledger that a sheet called ``name`` with these first rows is; ``None`` if it is none of them."""
    found = [one for sheet in sheets if (one := _try(name, rows[:HEADING_ROWS], sheet)) is not None]
    return max(found, key=lambda one: one.score) if found else None


def _try(name: str, rows: Sequence[Sequence[Cell]], sheet: Sheet) -> Recognition | None:
    best: Recognition | None = None
    bonus = TITLE_WEIGHT if _titled(name, sheet) else 0
    for at in range(len(rows)):
        for combined in (rows[at], _two_rows(rows, at)):
            layout = _layout(combined, at if combined is rows[at] else at + 1, sheet)
            score = len(layout.places) + bonus - len(layout.lacking)
            if len(layout.places) >= LEAST_HEADINGS and (best is None or score > best.score):
                best = Recognition(layout, score)
    return best


def _titled(name: str, sheet: Sheet) -> bool:
    folded = fold(name)
    return any(fold(title) in folded or folded in fold(title) for title in (sheet.title, *sheet.aliases) if folded)


def _two_rows(rows: Sequence[Sequence[Cell]], at: int) -> Sequence[Cell]:
    """Headings broken over two rows: the lower one, and the upper where the lower is empty."""
    if at + 1 >= len(rows):
        return rows[at]
    upper, lower = rows[at], rows[at + 1]
    width = max(len(upper), len(lower))
    return [
        (lower[place] if place < len(lower) else None) or (upper[place] if place < len(upper) else None)
        for place in range(width)
    ]


def _layout(cells: Sequence[Cell], row: int, sheet: Sheet) -> Layout:
    headings = {fold(text): column.key for column in sheet.columns for text in (column.heading, *column.aliases)}
    places: dict[str, int] = {}
    unknown: list[str] = []
    repeated: list[str] = []
    for place, cell in enumerate(cells):
        if not isinstance(cell, str) or not fold(cell):
            continue
        key = headings.get(fold(cell))
        if key is None:
            if fold(cell) not in IGNORED:
                unknown.append(" ".join(cell.split()))
        elif key in places:
            repeated.append(" ".join(cell.split()))
        else:
            places[key] = place
    return Layout(sheet, row, places, tuple(unknown), tuple(repeated))
