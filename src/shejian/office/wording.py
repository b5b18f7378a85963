"""Words that several pages share."""

from __future__ import annotations

from datetime import date, datetime

from shejian.core.calendar.days import SHANGHAI
from shejian.core.facts.terms import Line

CHANNEL = "网页"

LINES = {
    Line.TERRITORY: "块 · 属地",
    Line.COMPETENT: "条 · 主管",
    Line.PARTY: "党建领导",
}


def extent(own: bool) -> str:
    return "本级" if own else "含下级"


def moment_text(moment: datetime) -> str:
    """A moment as pages show it: Beijing time, to the minute."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def short_day(day: date, *, year: int | None = None) -> str:
    """A day without its year, if that is plain."""
    return f"{day.month}月{day.day}日" if day.year == year else f"{day.year}年{day.month}月{day.day}日"


def signed(number: int) -> str:
    """A change with its sign; the minus is the mathematical one."""
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def signed_tenths(tenths: int) -> str:
    """A change in tenths, as a signed decimal."""
    whole, rest = divmod(abs(tenths), 10)
    return f"{'+' if tenths > 0 else '−' if tenths < 0 else ''}{whole}.{rest}"


def size_text(size: int) -> str:
    """The size of a file."""
    if size < 1 << 20:
        return f"{max(1, size >> 10)} KB"
    return f"{size / (1 << 20):.1f} MB"
