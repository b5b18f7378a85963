"""The columnar picture of the ledger: its vocabulary, its tables, and how both clocks cut them."""

from shejian.core.facts.picture import Frame, Picture
from shejian.core.facts.remembered import Remembered
from shejian.core.facts.tables import TABLES, Column, ColumnType, Table, table
from shejian.core.facts.terms import Term

__all__ = ["TABLES", "Column", "ColumnType", "Frame", "Picture", "Remembered", "Table", "Term", "table"]
