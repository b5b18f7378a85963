"""Instruments — laws, Party regulations, notices — and citations of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shejian.core.calendar import Span

ARTICLE_UNVERIFIED = "条款待核"


class Level(StrEnum):
    """Whose rule it is; a city and a county are both local, one laid over the other."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    LOCAL = "local"

    @property
    def label(self) -> str:
        return {"national": "国家", "provincial": "省", "local": "地方"}[self.value]


class TextRead(StrEnum):
    """How far the text of an instrument was read when it was entered here."""

    OFFICIAL = "official"  # the complete official text
    REPRINT = "reprint"  # a re-post or a summary
    MEMORY = "memory"  # no text at all

    @property
    def label(self) -> str:
        return {"official": "读过正式全文", "reprint": "据转载、摘要", "memory": "凭记忆"}[self.value]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of a law or regulation; a revision is another instrument that supersedes it.

    ``ended`` is the first day on which it is no longer in force. ``number`` and ``issued`` are ``None`` when unknown.
    ``amended`` are the days from which amendments hold that did not make another instrument of it.
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
    layer: Level = Level.NATIONAL
    amended: tuple[date, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.in_force, self.ended)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a value rests on.

    A confirmed citation names the article and the words relied on. Any other prints 条款待核, never a guessed article;
    it may name the article of a text that was read, if only the words are not at hand.
    """

    instrument: Instrument
    article: str | None
    words: str | None
    confirmed: bool
    said: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", self._say())  # verdicts print it again and again

    def __str__(self) -> str:
        return self.said

    def _say(self) -> str:
        place = "，".join(part for part in (self.article, None if self.confirmed else ARTICLE_UNVERIFIED) if part)
        return f"《{self.instrument.title}》{place}（{self.instrument.in_force} 起施行）"
