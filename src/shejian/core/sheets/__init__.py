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
from shejian.core.sheets.mapping import (
    NOT_READ,
    MappingFault,
    SheetMapping,
    WrongMapping,
    alike,
    column_letter,
    exact_columns,
    labels_at,
    likest,
    mapped_layout,
)
from shejian.core.sheets.reading import Records, TooManyFaults, read_records
from shejian.core.sheets.recognition import Layout, Recognition, recognise

__all__ = [
    "ABSENT",
    "FORMULA_CELL",
    "NOT_READ",
    "Cell",
    "CellColumn",
    "CellNote",
    "Column",
    "FaultCode",
    "Kind",
    "Layout",
    "MappingFault",
    "Marker",
    "Masked",
    "Nature",
    "Piece",
    "Recognition",
    "Records",
    "Sheet",
    "SheetMapping",
    "TooManyFaults",
    "WrongMapping",
    "alike",
    "column_letter",
    "exact_columns",
    "fold",
    "is_blank",
    "labels_at",
    "likest",
    "mapped_layout",
    "read_records",
    "recognise",
    "says_nothing",
]
