"""Reading the rulebook; every question takes the recorded clock, and the day is asked of the law that comes out."""

from shejian.rulebook.queries.laws import law_for, laws_of, national_law
from shejian.rulebook.queries.recorded import Confirmed, LocalRule, confirmations, local_rules

__all__ = [
    "Confirmed",
    "LocalRule",
    "confirmations",
    "law_for",
    "laws_of",
    "local_rules",
    "national_law",
]
