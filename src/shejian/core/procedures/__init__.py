"""Procedures as data: a definition, dated events and a day tell where it stands, what comes next, and what is amiss."""

from shejian.core.procedures.definition import Procedure, Procedures, Step, UnknownProcedure, UnknownStep, Version
from shejian.core.procedures.events import WAIVED, Event, Subject, Vote
from shejian.core.procedures.judging import contradictions, judge
from shejian.core.procedures.loading import load_procedures, read_procedures
from shejian.core.procedures.standing import NextStep, Standing, State, Unknown, Verdict
from shejian.core.procedures.voting import UnknownOutcome

__all__ = [
    "WAIVED",
    "Event",
    "NextStep",
    "Procedure",
    "Procedures",
    "Standing",
    "State",
    "Step",
    "Subject",
    "Unknown",
    "UnknownOutcome",
    "UnknownProcedure",
    "UnknownStep",
    "Verdict",
    "Version",
    "Vote",
    "contradictions",
    "judge",
    "load_procedures",
    "read_procedures",
]
