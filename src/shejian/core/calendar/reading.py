"""Dates as offices type them.

Reads 2022-04-08, 2022/4/8, 2022.4.8, 20220408, 2022年4月8日 and 二〇二二年四月八日, also with full-width digits, stray
spaces and a time of day behind. A month without a day, or a day that no calendar has, is refused with the reason: a
date is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
LONGEST = 40

_TIME_OF_DAY = re.compile(r"(?:\s+|(?<=\d)T|(?<=日))\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?|分)?Z?$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"\\": "/", "。": "."})
_PATTERNS = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})\.?"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_MONTH_ONLY = re.compile(r"\d{4}(?:年|[-./])\d{1,2}月?份?|\d{4}(?:0[1-9]|1[0-2])")
_YEAR_ONLY = re.compile(r"\d{4}年?")
_SHORT_YEAR = re.compile(r"\d{2}([-/.])\d{1,2}\1\d{1,2}|\d{2}年\d{1,2}月\d{1,2}[日号]?")

_NUMERALS = "〇一二三四五六七八九"
_WRITTEN_OUT = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)


class DateFault(ValueError):
    """A text that is not a day; ``str()`` is a Chinese sentence that says why."""


class NotADate(DateFault):
    """A text that is no date at all: how one is written is all that can be said, and the sentence says it."""


def read_date(text: str) -> date:
    """The day that ``text`` names.

    Raises:
        DateFault: the text is no date, names no day, or names a day that does not exist.
    """
    folded = _folded(text) if len(text) <= LONGEST else ""
    for pattern in _PATTERNS:
        match = pattern.fullmatch(folded)
        if match:
            return _existing_day(*(int(part) for part in match.groups()))
    written_out = _WRITTEN_OUT.fullmatch(folded)
    if written_out:
        return _existing_day(*_numbers(*written_out.groups()))
    if _MONTH_ONLY.fullmatch(folded):
        raise DateFault("只有年月，没有日")
    if _YEAR_ONLY.fullmatch(folded):
        raise DateFault("只有年，没有月和日")
    if _SHORT_YEAR.fullmatch(folded):
        raise DateFault("年份要写四位")
    raise NotADate("不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日")


def _folded(text: str) -> str:
    """Half-width, with one kind of dash, without white space and time of day."""
    if text.isascii() and text.isdigit():
        return text
    half_width = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    return "".join(_TIME_OF_DAY.sub("", half_width).split())


def refuse_far_year(year: int) -> None:
    """Refuse what can only be a slip of the pen.

    Raises:
        DateFault: no office ever wrote a day of that year.
    """
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateFault(f"年份 {year} 不在 {EARLIEST_YEAR} 至 {LATEST_YEAR} 之间")


def _existing_day(year: int, month: int, day: int) -> date:
    refuse_far_year(year)
    if not 1 <= month <= 12:
        raise DateFault(f"没有 {month} 月")
    try:
        return date(year, month, day)
    except ValueError:
        raise DateFault(f"{year} 年 {month} 月没有 {day} 日") from None


def _numbers(year: str, month: str, day: str) -> tuple[int, int, int]:
    """Chinese numerals as numbers; ``0`` for a month or day that they do not write."""
    digits = "".join(str(_NUMERALS.index("〇" if one in "零○" else one)) for one in year)
    return int(digits), _number(month), _number(day)


def _number(numerals: str) -> int:
    tens, ten, ones = numerals.rpartition("十")
    if not ten:
        return _NUMERALS.index(ones) if len(ones) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_NUMERALS.index(tens) if tens else 1) * 10 + (_NUMERALS.index(ones) if ones else 0)


def long_date(day: date) -> str:
    """A day as a sentence writes it: 2022年4月8日."""
    return f"{day.year}年{day.month}月{day.day}日"
