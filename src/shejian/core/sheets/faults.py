"""What can be wrong with a cell: faults keep a row out, notices only ask to look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shejian.core.identifiers import mask_identity_number, mask_phone
from shejian.core.sheets.amounts import written_number
from shejian.core.sheets.cells import Marker
from shejian.core.sheets.columns import Column, Kind


class FaultCode(StrEnum):
    """The kinds of fault; identifiers add their own (check-character, length, …)."""

    UNREADABLE = "unreadable"
    NUMBER = "number"
    FORMULA = "formula"
    NO_SUCH_DATE = "no-such-date"
    UNKNOWN_VALUE = "unknown-value"
    MISSING = "missing"
    DUPLICATE = "duplicate"
    TOO_LONG = "too-long"
    UNKNOWN_NAME = "unknown-name"
    AMBIGUOUS_NAME = "ambiguous-name"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class CellNote:
    """A fault or a notice: the place, what stands there, and what is the matter, as a Chinese sentence.

    ``row`` is counted as Excel counts; 0 means the sheet as a whole. Identity numbers and telephones are masked.
    """

    sheet: str
    row: int
    column: str
    value: str
    code: str
    reason: str

    @classmethod
    def of(cls, sheet: str, row: int, column: Column, value: object, code: str, reason: str) -> CellNote:
        return cls(sheet, row, column.heading, shown(column, value), code, reason)


LONGEST_SHOWN = 60


def shown(column: Column, value: object) -> str:
    """A cell's value as messages show it."""
    text = _text(value)
    if column.kind is Kind.IDENTITY_NUMBER:
        return mask_identity_number(text) if text else ""
    if column.kind is Kind.PHONE:
        return mask_phone(text) if text else ""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def _text(value: object) -> str:
    if value is None or isinstance(value, Marker):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return written_number(value)
    return str(value).strip()
