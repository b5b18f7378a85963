"""What a cell can hold, and cells by columns as they come in piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Marker(Enum):
    """Stands in place of a value; it is never equal to one."""

    ABSENT = "the sheet has no such column: it says nothing"
    FORMULA = "a formula whose result the file does not hold"


ABSENT = Marker.ABSENT
FORMULA_CELL = Marker.FORMULA


class Masked(str):
    """A number of which the cell shows only a part: it says nothing about its field."""

    __slots__ = ()


def says_nothing(value: object) -> bool:
    """Whether a row says nothing about a field: its sheet has no such column, or the cell is masked."""
    return value is ABSENT or isinstance(value, Masked)


Cell = str | int | float | bool | date | Marker | None


def is_blank(cell: Cell) -> bool:
    """Whether nothing, or only white space, stands in a cell."""
    return not cell.strip() if isinstance(cell, str) else cell is None


@dataclass(frozen=True, slots=True)
class CellColumn:
    """One column of some rows: the different cells in it, and for each row which of them it has."""

    different: Sequence[Cell]
    order: Sequence[int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a sheet, by columns from the first on; ``first`` is the number of the first row as Excel counts."""

    first: int
    height: int
    columns: Sequence[CellColumn]

    @classmethod
    def of(cls, first: int, rows: Sequence[Sequence[Cell]]) -> Piece:
        """A piece made of rows of cells."""
        width = max(map(len, rows), default=0)
        columns = [[row[at] if at < len(row) else None for row in rows] for at in range(width)]
        return cls(first, len(rows), [CellColumn(column, range(len(rows))) for column in columns])

    def column(self, at: int) -> CellColumn:
        """A column, also one beyond the last in which anything stands."""
        return self.columns[at] if at < len(self.columns) else CellColumn((None,), bytes(self.height))

    def row(self, at: int) -> list[Cell]:
        """The cells of a row, counted from 0 in this piece."""
        return [column.different[column.order[at]] for column in self.columns]

    def rows(self, most: int | None = None) -> list[list[Cell]]:
        """The rows, or at most so many of them."""
        return [self.row(at) for at in range(self.height if most is None else min(most, self.height))]

    def below(self, at: int) -> Piece:
        """What comes after a row."""
        columns = [CellColumn(column.different, column.order[at + 1 :]) for column in self.columns]
        return Piece(self.first + at + 1, max(0, self.height - at - 1), columns)
