"""Records on paper: minutes and record books. A title, numbered chapters of prose and tables, lines to sign on.

Unlike a 公文 (``tree``) nothing in it is bound to a figure and nobody edits it before it is made: it says what is on
record. The layout of the page is that of official documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TABLE_SIZE, NARROW_SIZE, FOOT_SIZE = 12, 9, 9
"""Points. Ours: the standard of official documents gives no sizes for tables and for what stands in the foot."""


class Align(StrEnum):
    """On which side of its cell a text stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is its part of the width beside those of the others."""

    heading: str
    share: float = 1
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their headings, repeated on every page; ``narrow`` where there are many columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is stated, one below the other, each beside what it is called."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Text; each of its lines is a paragraph."""

    text: str

    @property
    def lines(self) -> list[str]:
        return [line for line in (one.strip() for one in self.text.splitlines()) if line]


@dataclass(frozen=True, slots=True)
class Signing:
    """Places for signatures, left blank."""

    labels: tuple[str, ...]


Block = Table | Pairs | Prose | Signing


@dataclass(frozen=True, slots=True)
class Chapter:
    """A numbered heading, what stands under it, and the chapters below; ``own_page`` if it begins one."""

    heading: str
    blocks: tuple[Block, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    own_page: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A whole record.

    Attributes:
        title: its lines.
        cover: what stands below the title on a page of its own; without any there is no such page.
        opening: what stands before the first chapter.
        foot: what the record rests on; printed on every page.
        dated: the day it was drawn up.
    """

    title: tuple[str, ...]
    cover: tuple[str, ...]
    opening: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    foot: str
    dated: date

    def texts(self) -> Iterator[str]:
        """Everything it says, in reading order."""
        yield from self.title
        yield from self.cover
        for block in self.opening:
            yield from _texts(block)
        for chapter in self.chapters:
            yield from _of_chapter(chapter)
        yield self.foot


def _of_chapter(chapter: Chapter) -> Iterator[str]:
    yield chapter.heading
    for block in chapter.blocks:
        yield from _texts(block)
    for below in chapter.chapters:
        yield from _of_chapter(below)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from (column.heading for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
        case Pairs():
            yield from (text for row in block.rows for text in row)
        case Prose():
            yield from block.lines
        case Signing():
            yield from block.labels
