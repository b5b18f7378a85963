"""Judging a case: definition, dated events and a day give where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shejian.core.calendar import Workdays
from shejian.core.procedures.coming import Coming
from shejian.core.procedures.course import Course
from shejian.core.procedures.definition import Procedure
from shejian.core.procedures.events import Event, Subject
from shejian.core.procedures.standing import Standing, Verdict
from shejian.core.procedures.taking import CONTRADICTION, take
from shejian.core.rules import Law


def judge(
    procedure: Procedure,
    subject: Subject,
    events: Iterable[Event],
    *,
    on: date,
    law: Law,
    workdays: Workdays,
) -> Standing:
    """Where a case stands at the close of ``on``; the order of ``events`` does not matter, later ones are left out.

    Raises:
        UnknownStep: no version of the procedure has the step of an event.
        UnknownOutcome: a step cannot come out as its event says.
    """
    course = Course(procedure, subject, in_order(procedure, events, on), law, workdays)
    for event in course.events:
        take(course, event)
    coming = Coming(course, on)
    coming.look()
    return Standing(
        state=course.state,
        ended=course.ended or course.concluded,
        findings=tuple(course.findings),
        overdue=tuple(coming.overdue),
        next=tuple(coming.next),
        waiting=tuple(coming.waiting),
        unknown=tuple(course.unknown.values()),
        done=tuple((id_, taken.event.on) for id_, taken in course.done.items()),
        read=course.reader.read,
    )


def contradictions(standing: Standing) -> tuple[Verdict, ...]:
    """Those findings that say that two records cannot both be right."""
    return tuple(one for one in standing.findings if one.code == CONTRADICTION)


def in_order(procedure: Procedure, events: Iterable[Event], on: date) -> list[Event]:
    """The events up to ``on`` by day, those of one day as the procedure orders their steps; each once.

    Raises:
        UnknownStep: no version has the step of an event.
    """
    taken = [event for event in events if event.on <= on]
    placed = {(event.on, _place(procedure, event)): event for event in taken}
    if len(placed) < len(taken):
        return _apart(procedure, taken)
    return [placed[one] for one in sorted(placed)]


def _place(procedure: Procedure, event: Event) -> int:
    at = procedure.version(event.on).order.get(event.step)
    if at is not None:
        return at
    step = procedure.step(event.step, event.on)
    return list(procedure.steps).index(step.id)


def _apart(procedure: Procedure, events: Iterable[Event]) -> list[Event]:
    """In order, with several events of one step on one day: the same once, what did not hold before what does."""
    once: dict[tuple[date, int, bool, str], Event] = {}
    for event in events:
        outcome = procedure.step(event.step, event.on).outcome(event.outcome or "")
        stands = outcome is None or outcome.stands
        once[event.on, _place(procedure, event), stands, repr(_plain(event))] = event
    return [once[one] for one in sorted(once)]


def _plain(event: Event) -> tuple[object, ...]:
    papers = None if event.papers is None else sorted(event.papers)
    return (event.outcome, event.vote, sorted(event.amounts.items()), papers, event.reason)
