"""Declared sheets: which columns a ledger has, under which headings, and what a difference in each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DATE = "date"
    WHOLE = "whole"
    MONEY = "money"
    TERM = "term"
    FLAG = "flag"
    CREDIT_CODE = "credit_code"
    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    NAME = "name"
    NAMES = "names"


class Nature(StrEnum):
    """What it means that a later file says something else.

    KEY: another row. ATTRIBUTE: undated; a correction since the beginning, unless a day of change is given. EVENT: it
    happened on that day; a later day is one more event. END: from that day on it is over. READING: what was counted
    as of the ledger's day or year; a later ledger adds its own.
    """

    KEY = "key"
    ATTRIBUTE = "attribute"
    EVENT = "event"
    END = "end"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column.

    Attributes:
        key: its name in code.
        heading: its canonical heading.
        aliases: other headings that mean the same.
        required: a row without it is faulty.
        words: for TERM, every recognised word and the code it stands for.
        longest: the most characters the ledger keeps.
        common: whether every office keeps it; an export writes other columns only where something is filled in.
    """

    key: str
    heading: str
    kind: Kind
    nature: Nature = Nature.ATTRIBUTE
    aliases: tuple[str, ...] = ()
    required: bool = False
    words: Mapping[str, str] | None = None
    longest: int = 200
    common: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One declared ledger.

    Attributes:
        key: its name in code.
        title: its canonical title, by which commands and messages call it.
        aliases: other titles.
        needed: keys of the columns without which rows cannot be told apart.
    """

    key: str
    title: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    needed: tuple[str, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def place(self, key: str) -> int:
        """The position of a column in the records."""
        return next(at for at, column in enumerate(self.columns) if column.key == key)
