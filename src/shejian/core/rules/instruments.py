"""Instruments — laws, Party regulations, notices — and citations of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shejian.core.calendar import Span

ARTICLE_UNVERIFIED = "条款待核"


class TextRead(StrEnum):
    """How far the text of an instrument was read when it was entered here."""

    OFFICIAL = "official"  # the complete official text
    REPRINT = "reprint"  # a re-post or a summary
    MEMORY = "memory"  # no text at all


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of a law or regulation; a revision is another instrument that supersedes it.

    ``ended`` is the first day on which it is no longer in force. ``number`` and ``issued`` are ``None`` when unknown.
    """

    id: str
    title: str
    short_title: str
    number: str | None
    issuer: str
    issued: date | None
    in_force: date
    ended: date | None
    superseded_by: str | None
    source: str
    read: TextRead

    @property
    def span(self) -> Span:
        return Span(self.in_force, self.ended)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a value rests on.

    A confirmed citation names the article and the words relied on; any other prints 条款待核, never a guessed article.
    """

    instrument: Instrument
    article: str | None
    words: str | None
    confirmed: bool

    def __str__(self) -> str:
        place = self.article or ARTICLE_UNVERIFIED
        return f"《{self.instrument.title}》{place}（{self.instrument.in_force} 起施行）"
