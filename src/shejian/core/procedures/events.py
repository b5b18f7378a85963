"""What is given to be judged: dated steps that were taken, and for whom.

These are plain values. Nothing here knows a procedure: an event whose step no procedure has is refused when it is
judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

WAIVED = "waived"  # 免予办理: the outcome of a step that was left out, where its procedure lets it be


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as it was counted: heads, not shares.

    ``due`` is 应到会 (with the right to vote), ``present`` 实到会. ``written`` counts the absent whose opinion came
    in writing beforehand; it counts with ``present`` for the quorum only where the procedure says so. ``yes`` is for
    the one put to the vote, or the fewest yes of those who passed. ``seats`` is 应选名额, where there is an election.
    """

    due: int
    present: int
    yes: int
    written: int = 0
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One step that was taken.

    ``outcome`` is ``None`` where nothing was said: it follows from the vote, or is the step's ordinary one.
    ``papers`` is ``None`` where it is not known which there are; the empty set says that there are none. ``reason``
    is why the step departs from what is usual (偏离的理由), kept with what is found. ``amounts`` are whole numbers by
    the ids of the step.
    """

    step: str
    on: date
    outcome: str | None = None
    vote: Vote | None = None
    amounts: Mapping[str, int] = field(default_factory=dict)
    papers: frozenset[str] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """For whom or for which body.

    ``facts`` are days, flags, whole numbers and words by the ids of the procedure; one that is absent is not known.
    ``recorded_since`` is the day from which everything is on record (全程在案自): a step not on record before it is
    unknown, after it missing. ``None``: nothing is missing only because it is not on record; ``date.min``: all is on
    record.
    """

    facts: Mapping[str, date | bool | int | str] = field(default_factory=dict)
    recorded_since: date | None = None
