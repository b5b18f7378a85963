"""Reads: what is wanted on the list, what is on it, and what was done about it."""

from shejian.oversight.queries.asked import Requested, asked_of
from shejian.oversight.queries.laws import Told, told, told_ahead, told_of_body, unjudged
from shejian.oversight.queries.open_set import Kept, closed_findings, findings_numbered, item_label, open_findings
from shejian.oversight.queries.reached import EVERYTHING, Within, along, within
from shejian.oversight.queries.trail import NOTHING, Handling, State, facts_of_finding, given_to, handlings
from shejian.oversight.queries.wanted import Wanted, WantedSet, as_wanted, wanted

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "Handling",
    "Kept",
    "Requested",
    "State",
    "Told",
    "Wanted",
    "WantedSet",
    "Within",
    "along",
    "as_wanted",
    "asked_of",
    "closed_findings",
    "facts_of_finding",
    "findings_numbered",
    "given_to",
    "handlings",
    "item_label",
    "open_findings",
    "told",
    "told_ahead",
    "told_of_body",
    "unjudged",
    "wanted",
    "within",
]
