"""The only reader of the time. Views and commands call it; everything else is told the day and the moment."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shejian.core.calendar.days import SHANGHAI


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """This day in China, whatever zone the machine keeps."""
    return now().astimezone(SHANGHAI).date()
