"""How a ledger is declared: its columns, what limits it, and where its rows come from. All ledgers are shown alike.

Rows come from the snapshot's columns: ids, days and terms, joined and cut in memory. What people read (names, topics)
is looked up for the rows that are shown, and for all of them only where somebody searches or sorts by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.indicators import View
from shejian.exchange.services.sheets import Value
from shejian.office.asking import Posed
from shejian.office.build.ledgers.words import Source, Words

Table = nw.DataFrame[Any]
Row = Mapping[str, Any]


class Kind(StrEnum):
    """How a column is set."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place; ``value`` is what a workbook gets, where that is not the text."""

    text: str = ""
    sub: str = ""
    href: str = ""
    tag: str = ""
    value: Value = None

    @property
    def exported(self) -> Value:
        """What a workbook gets."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ledger.

    Attributes:
        width: in a workbook, in characters.
        sort: the column of the rows by which it sorts; empty if it does not.
        named: where the rows hold ids there, the source of the names to sort by.
        shown: whether it is shown unless somebody chooses his columns.
        total: the column of the rows whose sum over all of them means something.
        counted: writes that sum.
    """

    key: str
    label: str
    width: int
    cell: Callable[[Row, Words], Cell]
    kind: Kind = Kind.TEXT
    sort: str = ""
    named: Source | None = None
    shown: bool = True
    total: str = ""
    counted: Callable[[int], str] = "{:,}".format


@dataclass(frozen=True, slots=True)
class Limit:
    """Limits a ledger to the rows that have a value in a column; offered are the values that there are.

    ``words`` says what all values are called, in the order in which they are offered.
    """

    name: str
    label: str
    column: str
    words: Callable[[Posed], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of a ledger: the rows that have one of ``values`` in the column of its tabs; none for all."""

    value: str
    label: str
    values: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What a text is searched in: the names of what rows name in a column, or are linked with."""

    source: Source
    column: str = ""
    pairs: Callable[[View], Frame] | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A declared ledger.

    Attributes:
        gather: the rows within the scope of a question, each with ``key``, unique and stable.
        column: of tabs, the column of the rows that they divide.
        order: the columns in whose order rows stand unless sorted.
        mentions: the names that cells speak: a source and the column of ids.
        links: further names of a row, several of them: ``id`` (as in the column ``id``), ``other`` and ``position``.
        period: whether the rows are what happened in the period, rather than what stands on the day.
    """

    key: str
    title: str
    counter: str
    noun: str
    finds: str
    columns: tuple[Column, ...]
    gather: Callable[[Posed, View], Table]
    order: tuple[str, ...]
    searched: tuple[Found, ...]
    mentions: tuple[tuple[Source, str], ...]
    limits: tuple[Limit, ...] = ()
    tabs: tuple[Tab, ...] = ()
    tabbed: str = ""
    texts: tuple[str, ...] = ()
    links: Mapping[str, tuple[Source, Callable[[View], Frame]]] = field(default_factory=dict)
    period: bool = False
    backwards: bool = False
    note: str = ""

    def sorting(self, key: str) -> Column | None:
        """The column of a key, if the ledger can be sorted by it."""
        return next((one for one in self.columns if one.key == key and one.sort), None)
