"""The recorded clock as people name a point on it: an entry's number, a moment, or a day, which means its close."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from shejian.base.queries import head_number, known_at
from shejian.core.calendar import DateFault, NotADate, read_moment

LONGEST_NUMBER = 7
FORMS = "可写 17、2022-12-31、2022-12-31 18:00 或 2022-12-31T18:00+08:00"


class BadPoint(ValueError):
    """A text that names no point on the recorded clock; ``str()`` says why and what to write, in Chinese."""


class NoSuchEntry(LookupError):
    """The journal does not reach that entry; ``str()`` says how far it does, in Chinese."""


def read_point(text: str) -> int | datetime:
    """The entry's number or the moment that ``text`` names; eight digits are a day (20220408), fewer a number.

    Raises:
        BadPoint: it names neither.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if folded.isascii() and folded.isdigit() and len(folded) <= LONGEST_NUMBER:
        return int(folded)
    try:
        return read_moment(text)
    except NotADate:
        raise BadPoint(f"“{text}”既不是记账序号，也不是日期或时刻；{FORMS}") from None
    except DateFault as fault:
        raise BadPoint(f"“{text}”{fault}；{FORMS}") from None


def last_heeded(point: int | datetime | None) -> int | None:
    """The last entry to heed at a point; ``None`` for all.

    Raises:
        NoSuchEntry: the journal has no entry of that number yet.
    """
    if point is None:
        return None
    if isinstance(point, datetime):
        return known_at(point)
    head = head_number()
    if point > head:
        there = f"账记到第 {head} 笔" if head else "还没有记过账"
        raise NoSuchEntry(f"没有第 {point} 笔账，{there}")
    return point
