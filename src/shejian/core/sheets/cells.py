"""What a cell can hold, and the marks that stand where no value can."""

from __future__ import annotations

from datetime import date
from enum import Enum


class Marker(Enum):
    """Stands in place of a value; it is never equal to one."""

    ABSENT = "the sheet has no such column: it says nothing"
    FORMULA = "a formula whose result the file does not hold"
    ERROR = "a formula that failed"


ABSENT = Marker.ABSENT
FORMULA_CELL = Marker.FORMULA
ERROR_CELL = Marker.ERROR


class Masked(str):
    """A number of which the cell shows only a part: it says nothing about its field."""

    __slots__ = ()


def says_nothing(value: object) -> bool:
    """Whether a row says nothing about a field: its sheet has no such column, or the cell is masked."""
    return value is ABSENT or isinstance(value, Masked)


Cell = str | int | float | bool | date | Marker | None
