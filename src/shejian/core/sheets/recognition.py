"""Finding the heading row and the columns of a sheet, whatever their order and however they are padded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from shejian.core.sheets.cells import Cell, is_blank
from shejian.core.sheets.columns import Column, Sheet
from shejian.core.sheets.folding import fold

HEADING_ROWS = 20
LEAST_HEADINGS = 2
SURE_HEADINGS = 5
TITLE_WEIGHT = 3
LEAST_OF_TITLE = 3
HEADINGS = 4096
"""How many headings are kept at hand as matching sees them."""
ADORNMENT = re.compile(r"^[*#]+|[*#:]+$|\((?:必填|必填项|选填|必选|可选)\)[*]?$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are on one sheet.

    Attributes:
        heading_row: the lowest row of the headings, from 0.
        places: the place of each declared column found.
        headings: how each declared column found is headed on the sheet.
        unknown: headings of no declared column.
        repeated: headings passed over, each with the heading that is taken in its stead.
    """

    sheet: Sheet
    heading_row: int
    places: dict[str, int]
    headings: dict[str, str]
    unknown: tuple[str, ...]
    repeated: tuple[tuple[str, str], ...]

    @property
    def lacking(self) -> tuple[Column, ...]:
        """Columns without which the sheet cannot be read."""
        return tuple(
            column for column in self.sheet.columns if column.key in self.sheet.needed and column.key not in self.places
        )


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which declared ledger a sheet is most like.

    Attributes:
        score: how many headings speak for it, and its title.
        sure: whether it surely is that ledger: by its title, or because it has all that is needed and most of its
            headings are that ledger's.
    """

    layout: Layout
    score: int
    sure: bool


IGNORED = frozenset(map(fold, ("序号", "编号", "No", "No.", "№", "备注", "说明")))


def recognise(name: str, rows: Sequence[Sequence[Cell]], sheets: Sequence[Sheet]) -> Recognition | None:
    """The declared ledger that a sheet called ``name`` with these first rows is; ``None`` if it is like none of them.

    The sheet's name and what stands above the headings speak for the ledger whose title they contain the most of.
    """
    first = rows[:HEADING_ROWS]
    known = [_known(sheet) for sheet in sheets]
    titles = [_titles(sheet) for sheet in sheets]
    headings = {key for one in known for key in one}
    texts = [
        [fold(cell) for cell in row if isinstance(cell, str) and heading_key(cell) not in headings] for row in first
    ]
    agreed = list(accumulate((_agreements(row, titles) for row in ([fold(name)], *texts)), _greatest))
    found: list[Recognition] = []
    for at in range(len(first)):
        one_row, two_rows = (first[at], at), (_two_rows(first, at), at - 1)
        for cells, top in (one_row, two_rows) if at else (one_row,):
            titled = _titled(agreed[top], sheets)
            tried = (_try(cells, at, sheet, of, sheet in titled) for sheet, of in zip(sheets, known, strict=True))
            found += [one for one in tried if one is not None]
    return max(found, key=_strength, default=None)


def _strength(one: Recognition) -> tuple[int, int, int]:
    """The higher score; then fewer unknown headings; then the higher row. A tie goes to the ledger declared first."""
    return one.score, -len(one.layout.unknown), -one.layout.heading_row


def _titled(lengths: Sequence[int], sheets: Sequence[Sheet]) -> list[Sheet]:
    """The ledgers whose titles agree with what was read over the greatest length."""
    most = max(lengths, default=0)
    return [sheet for sheet, length in zip(sheets, lengths, strict=True) if length == most and most >= LEAST_OF_TITLE]


def _agreements(texts: Sequence[str], titles: Sequence[Sequence[str]]) -> list[int]:
    """For the titles of each ledger, over what length one of them agrees with one of the texts."""
    return [max((_agreement(text, title) for text in texts for title in one), default=0) for one in titles]


def _greatest(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return list(map(max, one, other))


def _titles(sheet: Sheet) -> tuple[str, ...]:
    return tuple(fold(title) for title in (sheet.title, *sheet.aliases))


def _known(sheet: Sheet) -> Mapping[str, tuple[str, int]]:
    """The column that each heading of the ledger means, and how far down its names the heading stands."""
    return {
        heading_key(text): (column.key, rank)
        for column in sheet.columns
        for rank, text in enumerate((column.heading, *column.aliases))
    }


def _agreement(text: str, title: str) -> int:
    if title in text:
        return max(len(title), LEAST_OF_TITLE)
    return len(text) if text in title else 0


def _try(
    cells: Sequence[Cell], row: int, sheet: Sheet, known: Mapping[str, tuple[str, int]], titled: bool
) -> Recognition | None:
    """The sheet as this ledger with these headings, the lowest of them in ``row``."""
    layout = _layout(cells, row, sheet, known)
    if len(layout.places) < LEAST_HEADINGS:
        return None
    score = len(layout.places) - len(layout.lacking) + (TITLE_WEIGHT if titled else 0)
    mostly = len(layout.places) >= SURE_HEADINGS or len(layout.places) > len(layout.unknown)
    return Recognition(layout, score, titled or (mostly and not layout.lacking))


def _two_rows(rows: Sequence[Sequence[Cell]], at: int) -> Sequence[Cell]:
    """Headings broken over two rows: the lower one, and the upper where no text stands in the lower."""
    upper, lower = rows[at - 1], rows[at]
    width = max(len(upper), len(lower))
    return [
        lower[place]
        if place < len(lower) and isinstance(lower[place], str) and not is_blank(lower[place])
        else (upper[place] if place < len(upper) else None)
        for place in range(width)
    ]


@lru_cache(maxsize=HEADINGS)
def heading_key(text: str) -> str:
    """A heading as matching sees it: without the marks with which forms adorn it (*, ：, （必填）)."""
    return ADORNMENT.sub("", ADORNMENT.sub("", fold(text)))


def _layout(cells: Sequence[Cell], row: int, sheet: Sheet, known: Mapping[str, tuple[str, int]]) -> Layout:
    """The columns under these headings. Of two that mean the same the canonical heading is taken, else the left one."""
    taken: dict[str, tuple[int, int, str]] = {}
    unknown: list[str] = []
    repeated: list[tuple[str, str]] = []
    for place, cell in enumerate(cells):
        folded = heading_key(cell) if isinstance(cell, str) else ""
        if not isinstance(cell, str) or not folded:
            continue
        if folded not in known:
            if folded not in IGNORED:
                unknown.append(_shown(cell))
            continue
        key, rank = known[folded]
        better, worse = sorted([taken.get(key, (rank, place, cell)), (rank, place, cell)])
        taken[key] = better
        if better != worse:
            repeated.append((_shown(worse[2]), _shown(better[2])))
    places = {key: place for key, (_, place, _) in taken.items()}
    headings = {key: heading for key, (_, _, heading) in taken.items()}
    return Layout(sheet, row, places, headings, tuple(unknown), tuple(repeated))


def _shown(heading: str) -> str:
    return " ".join(heading.split())
