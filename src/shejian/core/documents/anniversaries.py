"""Anniversaries that an author names, and whether they fall in the year of which he speaks: 建党1011周年 never does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from shejian.core.documents.sentences import clause_at, year_before
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.strict_yaml import read_yaml

FILE = "standards/anniversaries.yaml"
KEY = "anniversary"
UNIT = "周年"


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A typed anniversary.

    Attributes:
        event: what is remembered, and ``happened`` when.
        year: the year of which the sentence speaks.
        start, end: where the number stands in the text.
        clause: the words around it: a mark that was settled stays settled until they change.
    """

    event: str
    happened: int
    year: int
    start: int
    end: int
    number: str
    clause: str

    @property
    def key(self) -> str:
        return KEY

    @property
    def unit(self) -> str:
        return UNIT

    @property
    def due(self) -> int:
        """How many years it is in that year."""
        return self.year - self.happened

    def objection(self) -> str | None:
        """Why the number is wrong; ``None`` if it is right."""
        if self.due == int(self.number):
            return None
        return f"{self.event}是 {self.happened} 年，到 {self.year} 年是 {self.due} 周年"


def anniversaries(text: str, year: int) -> list[Anniversary]:
    """The anniversaries in a text of a year; a sentence that names another year speaks of that one."""
    found = []
    for match in _pattern().finditer(text):
        event, happened = _events()[match[1]]
        start, end = match.span(2)
        of = year_before(text, end) or year
        found.append(Anniversary(event, happened, of, start, end, match[2], clause_at(text, start)))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, sorted(_events(), key=len, reverse=True)))
    return re.compile(rf"({phrases})[^\d，。；：、！？\n]{{0,4}}(\d{{1,6}})周年")


@cache
def _events() -> dict[str, tuple[str, int]]:
    """The event of each phrase, and its year."""
    root = read_yaml(LAW_FOLDER, LAW_FOLDER / FILE)
    found: dict[str, tuple[str, int]] = {}
    for event in root.fields:
        node = root.node(event)
        node.allow(("year", "phrases"))
        for phrase in node.texts("phrases"):
            found[phrase] = (event, node.whole("year"))
    return found
