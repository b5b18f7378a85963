"""What judging answers: where a case stands, what is found, what comes next, what is due and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shejian.core.procedures.bounds import Bounds
from shejian.core.rules import DatedValue, Reading, Severity


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands: a stage of the procedure, or the end to which it came."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing found, with its clause, why, and the way out.

    ``code`` is what is wrong (``talk-late``, ``step-missing``, ``out-of-order``, …), ``step`` at which step, ``day``
    the day of the event, or of today for what is overdue. ``clause`` prints 条款待核 where no article is confirmed.
    ``reason`` is what the event itself says for departing. ``provisional``: counted over working days that are not
    published yet.
    """

    code: str
    step: str
    label: str
    severity: Severity
    clause: str
    because: str
    remedy: str
    day: date
    provisional: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that may be taken now or from ``earliest`` on, and has to be by ``latest``; or that waits for others.

    ``earliest`` is the first day on which no rule speaks against it, ``None`` if any day will do; ``latest`` is
    ``None`` where no rule sets a last day. ``due`` is the day from which it ought to be taken though no last day
    is set (到期应办). ``waits_for`` are the steps, by id, that have to come before and can be taken; none: it may be
    taken. ``optional`` steps need not be taken. ``provisional`` as for a verdict.
    """

    step: str
    label: str
    earliest: date | None
    latest: date | None
    clause: str
    bounds: Bounds
    due: date | None = None
    waits_for: tuple[str, ...] = ()
    optional: bool = False
    provisional: bool = False

    @property
    def because(self) -> str:
        """Why then, with the counting; put in words when asked for."""
        return str(self.bounds)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that could not be judged, or a step that is not on record without being missing, and why."""

    step: str
    label: str
    because: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A case on a day.

    ``findings`` are about steps that were taken, and steps missing before them; ``overdue`` about what should have
    been done by the day and was not (same codes: ``talk-late``). ``next`` are steps that may be taken, ``waiting``
    those that wait for others. ``done`` are the steps that hold now, by id, with their days; ``read`` the values read
    of the law, by key and day.
    """

    state: State
    ended: bool
    findings: tuple[Verdict, ...]
    overdue: tuple[Verdict, ...]
    next: tuple[NextStep, ...]
    waiting: tuple[NextStep, ...]
    unknown: tuple[Unknown, ...]
    done: tuple[tuple[str, date], ...]
    read: Mapping[tuple[str, date], DatedValue]

    @property
    def due(self) -> tuple[NextStep, ...]:
        """Those that may be taken or wait, with a last day or a day on which they fall due."""
        return tuple(one for one in (*self.next, *self.waiting) if one.latest is not None or one.due is not None)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was read of the law, in the order first read."""
        return tuple(Reading(key, day, value) for (key, day), value in self.read.items())
