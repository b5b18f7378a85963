"""Days that pages compare with."""

from __future__ import annotations

from datetime import date

from shejian.core.calendar import previous_day, year_start


def last_year_end(day: date) -> date:
    """The last day of the year before."""
    return previous_day(year_start(day))


def year_of_months(day: date) -> date:
    """The first day of the month one year before, from which trends are drawn."""
    return day.replace(year=day.year - 1, day=1)


def month_start(day: date) -> date:
    return day.replace(day=1)
