"""Sentences and clauses of a text, and the year of which a place in it speaks."""

from __future__ import annotations

import re

CLAUSE = re.compile(r"(?:[^，。；：、！？,;:!?\n（）()]|(?<=\d),(?=\d))+")
_YEAR = re.compile(r"(\d{4})年")
_SENTENCE_END = "。！？\n"


def year_before(text: str, at: int) -> int | None:
    """The last year that the sentence names up to a place; ``None`` if it names none."""
    begin = max(text.rfind(sign, 0, at) for sign in _SENTENCE_END) + 1
    years = _YEAR.findall(text[begin:at])
    return int(years[-1]) if years else None


def clause_at(text: str, at: int) -> str:
    """The clause around a place."""
    return next((each[0] for each in CLAUSE.finditer(text) if each.start() <= at < each.end()), "")
