"""Days, spans and deadline arithmetic that explains itself."""

from shejian.core.calendar.days import Span, close_of, month_ends, next_day, previous_day, year_end, year_start
from shejian.core.calendar.limits import (
    Deadline,
    Limit,
    LimitKind,
    LimitUnit,
    add_months,
    anniversary,
    at_least,
    deadline,
    full_years,
    publicity,
    within,
)
from shejian.core.calendar.moments import long_moment, read_moment
from shejian.core.calendar.reading import DateFault, NotADate, long_date, read_date, refuse_far_year
from shejian.core.calendar.workdays import WEEKENDS, Workdays, working_days_between

__all__ = [
    "WEEKENDS",
    "DateFault",
    "Deadline",
    "Limit",
    "LimitKind",
    "LimitUnit",
    "NotADate",
    "Span",
    "Workdays",
    "add_months",
    "anniversary",
    "at_least",
    "close_of",
    "deadline",
    "full_years",
    "long_date",
    "long_moment",
    "month_ends",
    "next_day",
    "previous_day",
    "publicity",
    "read_date",
    "read_moment",
    "refuse_far_year",
    "within",
    "working_days_between",
    "year_end",
    "year_start",
]
