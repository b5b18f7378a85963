"""What somebody wishes to see of a ledger, and the rows that it comes to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import narwhals as nw

from shejian.core.indicators import View

BACKWARDS = "-"
NOT_STATED = "unstated"
"""Stands for rows that have nothing in the column of a limit."""
COMMA = ","

Table = nw.DataFrame[Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see of a ledger; what is empty limits nothing.

    Attributes:
        limits: by the name of a limit, the value that rows must have.
        sort: the key of the column sorted by; empty for the ledger's own order.
        columns: keys of the columns to show; empty for those shown to whoever did not choose.
    """

    searched: str = ""
    tab: str = ""
    limits: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    backwards: bool = False
    columns: tuple[str, ...] = ()

    def fields(self) -> dict[str, str]:
        """The wish as an address writes it; what is ordinary is left out."""
        sort = f"{BACKWARDS if self.backwards else ''}{self.sort}" if self.sort else ""
        said = {"q": self.searched, "status": self.tab, **self.limits, "sort": sort, "cols": COMMA.join(self.columns)}
        return {name: value for name, value in said.items() if value}

    @property
    def is_limited(self) -> bool:
        return bool(self.searched or self.limits)


class Rows(Protocol):
    """Rows in order, made only for those that are looked at; each has its ``key``, by which it can be chosen."""

    def __len__(self) -> int: ...

    def cut(self, first: int, last: int) -> Sequence[Row]:
        """The rows from one place up to another."""

    def only(self, keys: Collection[str] | None) -> Sequence[Row]:
        """The rows with these keys; all rows for ``None``."""

    def total(self, column: str) -> int:
        """The sum of a column over all rows."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a table."""

    table: Table

    def __len__(self) -> int:
        return len(self.table)

    def cut(self, first: int, last: int) -> Sequence[Row]:
        return self.table[first:last].rows(named=True)

    def only(self, keys: Collection[str] | None) -> Sequence[Row]:
        chosen = self.table if keys is None else self.table.filter(nw.col("key").is_in(sorted(keys)))
        return chosen.rows(named=True)

    def total(self, column: str) -> int:
        return int(self.table[column].sum())


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that a wish comes to.

    Attributes:
        counts: how many there are in each tab, all else as wished.
        offered: for each limit, the values that there are within the scope and what they are called.
        view: of the day, from which further names of rows are linked.
    """

    rows: Rows
    counts: Mapping[str, int]
    offered: Mapping[str, Mapping[str, str]]
    view: View
