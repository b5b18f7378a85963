"""Days, spans and deadline arithmetic that explains itself."""

from shejian.core.calendar.days import Span, close_of, month_ends, next_day, previous_day, year_end, year_start
from shejian.core.calendar.limits import Deadline, Limit, LimitUnit, add_months, deadline
from shejian.core.calendar.moments import long_moment, read_moment
from shejian.core.calendar.reading import DateFault, NotADate, long_date, read_date

__all__ = [
    "DateFault",
    "Deadline",
    "Limit",
    "LimitUnit",
    "NotADate",
    "Span",
    "add_months",
    "close_of",
    "deadline",
    "long_date",
    "long_moment",
    "month_ends",
    "next_day",
    "previous_day",
    "read_date",
    "read_moment",
    "year_end",
    "year_start",
]
