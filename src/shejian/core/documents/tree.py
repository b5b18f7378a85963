"""A document as the parts of a 公文: title, addressee, numbered body, signature.

The same tree serves twice: as an outline its figures are *bound* (which figure, written how), and as a document they
are *written* (the text, and what is missing). ``write`` turns the one into the other and cannot leave a figure out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from shejian.core.calendar import long_date

DEEPEST = 4
_DIGITS = "〇一二三四五六七八九"


class Writing(StrEnum):
    """How a bound figure is written."""

    EXACT = "照实"
    OVER = "多"
    ABOVE = "余"
    NEAR = "近"
    CHANGE = "较上年"


class Given(StrEnum):
    """What whoever asks for the document gives."""

    YEAR = "year"
    DAY = "day"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for the author's own words (请填写)."""

    prompt: str

    @property
    def text(self) -> str:
        return f"〔请填写：{self.prompt}〕"


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure of the ledger, by the key of its indicator, and how it is to be written."""

    key: str
    writing: Writing = Writing.EXACT


@dataclass(frozen=True, slots=True)
class Written:
    """A bound figure in words; ``missing`` says what the ledger would need where it cannot know the figure (待补)."""

    bound: Bound
    text: str
    missing: str | None = None


Run = Text | Blank | Written
Slot = Text | Blank | Bound | Given
R = TypeVar("R", Run, Slot)


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[R]):
    """Runs of text that belong together."""

    runs: tuple[R, ...]


@dataclass(frozen=True, slots=True)
class Section(Generic[R]):
    """A numbered heading, what is said under it, and the sections below."""

    heading: Paragraph[R]
    paragraphs: tuple[Paragraph[R], ...] = ()
    sections: tuple[Section[R], ...] = ()


@dataclass(frozen=True, slots=True)
class Signature(Generic[R]):
    """The issuing body over the date (署名、成文日期)."""

    issuer: Paragraph[R]
    dated: date

    @property
    def date_text(self) -> str:
        return long_date(self.dated)


@dataclass(frozen=True, slots=True)
class Document(Generic[R]):
    """A whole document.

    Attributes:
        title: its lines.
        addressee: 主送机关, without the colon; ``None`` where the kind of document has none.
        opening: paragraphs before the first heading.
    """

    title: tuple[Paragraph[R], ...]
    addressee: Paragraph[R] | None
    opening: tuple[Paragraph[R], ...]
    sections: tuple[Section[R], ...]
    signature: Signature[R]

    def paragraphs(self) -> Iterator[Paragraph[R]]:
        """Every paragraph in reading order, title, headings and issuer among them."""
        yield from self.title
        if self.addressee is not None:
            yield self.addressee
        yield from self.opening
        for section in self.sections:
            yield from _paragraphs(section)
        yield self.signature.issuer


@dataclass(frozen=True, slots=True)
class Outline:
    """What a kind of document says wherever and whenever it is written; the date is given when it is."""

    kind: str
    label: str
    title: tuple[Paragraph[Slot], ...]
    addressee: Paragraph[Slot] | None
    opening: tuple[Paragraph[Slot], ...]
    sections: tuple[Section[Slot], ...]
    issuer: Paragraph[Slot]

    def bounds(self) -> list[Bound]:
        """The figures it binds, each once for every way of writing it, in reading order."""
        signature = Signature(self.issuer, date.min)
        whole: Document[Slot] = Document(self.title, self.addressee, self.opening, self.sections, signature)
        found = [run for paragraph in whole.paragraphs() for run in paragraph.runs if isinstance(run, Bound)]
        return list(dict.fromkeys(found))

    def write(self, figure: Callable[[Bound], Written], given: Callable[[Given], Run], dated: date) -> Document[Run]:
        """The document: every bound figure written, everything given put in, and the day under it."""

        def filled(slot: Slot) -> Run:
            if isinstance(slot, Bound):
                return figure(slot)
            return given(slot) if isinstance(slot, Given) else slot

        def paragraph(one: Paragraph[Slot]) -> Paragraph[Run]:
            return Paragraph(tuple(filled(slot) for slot in one.runs))

        def section(one: Section[Slot]) -> Section[Run]:
            return Section(
                paragraph(one.heading), tuple(map(paragraph, one.paragraphs)), tuple(map(section, one.sections))
            )

        return Document(
            title=tuple(map(paragraph, self.title)),
            addressee=paragraph(self.addressee) if self.addressee is not None else None,
            opening=tuple(map(paragraph, self.opening)),
            sections=tuple(map(section, self.sections)),
            signature=Signature(paragraph(self.issuer), dated),
        )


def text_of(paragraph: Paragraph[Run]) -> str:
    """A paragraph of a document as one text."""
    return "".join(run.text for run in paragraph.runs)


def number_of(level: int, at: int) -> str:
    """The number of the ``at``-th heading of a level: 一、 then （一） then 1. then （1）.

    Raises:
        ValueError: there are only four levels, or a number too great to be written so.
    """
    if level == 1:
        return f"{_chinese(at)}、"
    if level == 2:
        return f"（{_chinese(at)}）"
    if level == 3:
        return f"{at}."
    if level == DEEPEST:
        return f"（{at}）"
    raise ValueError(f"公文的标题只有 {DEEPEST} 层，没有第 {level} 层")


def _chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 二十一."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} 写不成标题的序号")
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def _paragraphs(section: Section[R]) -> Iterator[Paragraph[R]]:
    yield section.heading
    yield from section.paragraphs
    for below in section.sections:
        yield from _paragraphs(below)
