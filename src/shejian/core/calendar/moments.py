"""Moments as people type them: a day and a time of day, with or without an offset."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta, timezone

from shejian.core.calendar.days import SHANGHAI, close_of
from shejian.core.calendar.reading import LONGEST, DateFault, long_date, read_date

_MOMENT = re.compile(
    r"(?P<day>.*?)(?:\s+|(?<=\d)[Tt]|(?<=[日号]))"
    r"(?P<hour>\d{1,2})[:时](?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2})(?:\.(?P<fraction>\d{1,6})\d*)?秒?|分)?"
    r"\s*(?P<zone>[Zz]|(?P<sign>[+-])(?P<ahead>\d{2}):?(?P<ahead_minutes>\d{2}))?"
)


def read_moment(text: str) -> datetime:
    """The instant that ``text`` names: a time of day is taken as written, so 18:00 is 18:00:00 and not the minute that
    follows; a bare day means its close. Without an offset it is Beijing time.

    Raises:
        DateFault: the text is no day and no moment, or names one that does not exist.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    match = _MOMENT.fullmatch(folded) if len(folded) <= LONGEST else None
    if match is None:
        return close_of(read_date(text))
    day = read_date(match["day"])
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    try:
        at = time(hour, minute, second, int((match["fraction"] or "").ljust(6, "0")))
        return datetime.combine(day, at, tzinfo=_zone(match))
    except ValueError:
        raise DateFault("里的时刻不存在：时写 0 至 23，分和秒写 0 至 59") from None


def _zone(match: re.Match[str]) -> timezone:
    if match["zone"] is None:
        return SHANGHAI
    if match["sign"] is None:
        return UTC
    ahead = timedelta(hours=int(match["ahead"]), minutes=int(match["ahead_minutes"]))
    return timezone(-ahead if match["sign"] == "-" else ahead)


def long_moment(moment: datetime) -> str:
    """A moment as a sentence writes it, in Beijing time: 2026年11月25日 09:06."""
    local = moment.astimezone(SHANGHAI)
    return f"{long_date(local.date())} {local:%H:%M}"
