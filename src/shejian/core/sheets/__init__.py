"""From cells to typed records and faults; which file format the cells came from is not its business."""

from shejian.core.sheets.cells import (
    ABSENT,
    FORMULA_CELL,
    Cell,
    CellColumn,
    Marker,
    Masked,
    Piece,
    is_blank,
    says_nothing,
)
from shejian.core.sheets.columns import Column, Kind, Nature, Sheet
from shejian.core.sheets.faults import CellNote, FaultCode
from shejian.core.sheets.folding import fold
from shejian.core.sheets.reading import Records, TooManyFaults, read_records
from shejian.core.sheets.recognition import Layout, Recognition, recognise

__all__ = [
    "ABSENT",
    "FORMULA_CELL",
    "Cell",
    "CellColumn",
    "CellNote",
    "Column",
    "FaultCode",
    "Kind",
    "Layout",
    "Marker",
    "Masked",
    "Nature",
    "Piece",
    "Recognition",
    "Records",
    "Sheet",
    "TooManyFaults",
    "fold",
    "is_blank",
    "read_records",
    "recognise",
    "says_nothing",
]
