"""From cells to typed records and faults; which file format the cells came from is not its business."""

from shejian.core.sheets.cells import ABSENT, ERROR_CELL, FORMULA_CELL, Cell, Marker, Masked, says_nothing
from shejian.core.sheets.columns import Column, Kind, Nature, Sheet
from shejian.core.sheets.faults import CellNote, FaultCode
from shejian.core.sheets.reading import Records, read_records
from shejian.core.sheets.recognition import Layout, Recognition, fold, recognise

__all__ = [
    "ABSENT",
    "ERROR_CELL",
    "FORMULA_CELL",
    "Cell",
    "CellNote",
    "Column",
    "FaultCode",
    "Kind",
    "Layout",
    "Marker",
    "Masked",
    "Nature",
    "Recognition",
    "Records",
    "Sheet",
    "fold",
    "read_records",
    "recognise",
    "says_nothing",
]
