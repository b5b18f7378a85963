"""Procedures as data: a definition, dated events and a day tell where it stands, what comes next, and what is amiss."""

from shejian.core.procedures.events import WAIVED, Event, Subject, Vote
from shejian.core.procedures.standing import NextStep, Severity, Standing, State, Unknown, Verdict, Waiting

__all__ = [
    "WAIVED",
    "Event",
    "NextStep",
    "Severity",
    "Standing",
    "State",
    "Subject",
    "Unknown",
    "Verdict",
    "Vote",
    "Waiting",
]
