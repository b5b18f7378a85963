"""Reading cases; every question takes both clocks."""

from shejian.cases.queries.facts import facts_of_case, handler_of
from shejian.cases.queries.reading import Running, Taken, bare_cases, cases_about, completed, read_cases
from shejian.cases.queries.standing import (
    Asked,
    Judged,
    asked_of,
    events_of,
    judged,
    laws_of_cases,
    standing_of,
    standings,
    standings_of,
    units_of,
)

__all__ = [
    "Asked",
    "Judged",
    "Running",
    "Taken",
    "asked_of",
    "bare_cases",
    "cases_about",
    "completed",
    "events_of",
    "facts_of_case",
    "handler_of",
    "judged",
    "laws_of_cases",
    "read_cases",
    "standing_of",
    "standings",
    "standings_of",
    "units_of",
]
