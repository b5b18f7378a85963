"""Dates as offices type them.

Reads 2022-04-08, 2022/4/8, 2022.4.8, 20220408, 2022年4月8日 (also with full-width digits and stray spaces). A
month without a day, or a day that no calendar has, is refused with the reason: a date is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

_PATTERNS = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: ?00:00:00)?"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})\.?"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_MONTH_ONLY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})月?")


class DateFault(ValueError):
    """A text that is not a day; ``str()`` is a Chinese sentence that says why."""


def read_date(text: str) -> date:
    """The day that ``text`` names.

    Raises:
        DateFault: the text is no date, names no day, or names a day that does not exist.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    for pattern in _PATTERNS:
        match = pattern.fullmatch(folded)
        if match:
            return _existing_day(*(int(part) for part in match.groups()))
    if _MONTH_ONLY.fullmatch(folded):
        raise DateFault("只有年月，没有日")
    raise DateFault("不是日期，可写成 2022-04-08、2022.4.8 或 2022年4月8日")


def _existing_day(year: int, month: int, day: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateFault(f"年份 {year} 不在 {EARLIEST_YEAR} 至 {LATEST_YEAR} 之间")
    if not 1 <= month <= 12:
        raise DateFault(f"没有 {month} 月")
    try:
        return date(year, month, day)
    except ValueError:
        raise DateFault(f"{year} 年 {month} 月没有 {day} 日") from None


def long_date(day: date) -> str:
    """A day as a sentence writes it: 2022年4月8日."""
    return f"{day.year}年{day.month}月{day.day}日"
