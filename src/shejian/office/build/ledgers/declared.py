"""How a ledger is declared: its columns, what limits it, and where its rows come from. All ledgers are shown alike.

Rows come from the snapshot's columns: ids, days and terms, joined and cut in memory. What people read (names, topics)
is looked up for the rows that are shown, and for all of them only where somebody searches or sorts by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from shejian.core.facts import Frame
from shejian.core.indicators import View
from shejian.exchange.services.sheets import Value
from shejian.office.asking import Posed
from shejian.office.build.ledgers.wished import NOT_STATED, Chosen, Row, Table, Wish
from shejian.office.build.ledgers.words import Source, Words
from shejian.office.pages import Link
from shejian.office.table_pages import Renewal
from shejian.office.visitors import Visitor

LONGEST_NUMBER = 18


class Kind(StrEnum):
    """How a column is set."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place.

    Attributes:
        code: an official code, under the text.
        verdict: the tone of what the text says, ``ok`` or ``none``; empty where it judges nothing.
        value: what a workbook gets, where that is not the text.
    """

    text: str = ""
    sub: str = ""
    href: str = ""
    tag: str = ""
    code: str = ""
    verdict: str = ""
    value: Value = None

    @property
    def exported(self) -> Value:
        """What a workbook gets."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Part:
    """One of several columns that a column of the page becomes in a workbook."""

    label: str
    width: int
    value: Callable[[Row, Words], Value]


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
        parts: what it becomes in a workbook, where that is more than one column.
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
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """Limits a ledger to some of its rows by a value; what does not ``fit`` is no value."""

    name: str
    label: str
    fits: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class ColumnLimit(Limit):
    """Limits to the rows that have a value in a column; offered are the values that there are.

    ``words`` says what all values are called, in the order in which they are offered.
    """

    column: str
    words: Callable[[Posed], Mapping[str, str]]


def is_number(value: str) -> bool:
    """Whether a limit names something by its number, or nothing at all."""
    return value == NOT_STATED or (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER)


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


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A declared ledger: what is shown of it.

    Attributes:
        mentions: the names that cells speak: a source and the column of ids.
        links: further names of a row, several of them: ``id`` (as in the column ``id``), ``other`` and ``position``.
        period: whether the rows are what happened in the period, rather than what stands on the day.
        ordered: what its own order is called.
        new: where a visitor records a new one of its rows, if he may.
        renewal: how he brings what is kept of it up to date, if he may.
    """

    key: str
    title: str
    counter: str
    noun: str
    finds: str
    columns: tuple[Column, ...]
    mentions: tuple[tuple[Source, str], ...]
    limits: Sequence[Limit] = ()
    tabs: tuple[Tab, ...] = ()
    links: Mapping[str, tuple[Source, Callable[[View], Frame]]] = field(default_factory=dict)
    period: bool = False
    note: str = ""
    ordered: str = "照台账"
    new: Callable[[Visitor, Posed], Link | None] | None = None
    renewal: Callable[[Visitor, Posed], Renewal | None] | None = None

    def sorting(self, key: str) -> Column | None:
        """The column of a key, if the ledger can be sorted by it."""
        return next((one for one in self.columns if one.key == key and one.sort), None)


@dataclass(frozen=True, kw_only=True)
class Gathered(Ledger):
    """A ledger whose rows are gathered for a question, and then limited and sorted by what is declared.

    Attributes:
        gather: the rows within the scope of a question, each with ``key``, unique and stable.
        order: the columns in whose order rows stand unless sorted.
        searched: where a text is looked for; ``texts`` are columns of the rows in which it is.
        tabbed: the column of the rows that tabs divide.
    """

    gather: Callable[[Posed, View], Table]
    order: tuple[str, ...]
    searched: tuple[Found, ...]
    limits: Sequence[ColumnLimit] = ()
    texts: tuple[str, ...] = ()
    tabbed: str = ""
    backwards: bool = False


@dataclass(frozen=True, kw_only=True)
class Prepared(Ledger):
    """A ledger whose rows are kept ready for choosing, so that a page of very many is as fast as one of few."""

    choose: Callable[[Posed, Wish], Chosen]
