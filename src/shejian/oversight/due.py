"""What is due (待办) in a scope, up to a day: steps of cases that have a last day, findings given to somebody and
correction requests that wait for an answer, what was asked for to be completed, meetings that are planned, and what
days alone will break."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shejian.activities.queries import plans_between
from shejian.cases.queries import Asked, Judged, asked_of, bare_cases, completed, standings_of
from shejian.core.calendar import previous_day
from shejian.core.calendar.days import SHANGHAI
from shejian.core.facts.terms import MeetingKind
from shejian.core.findings import sentence
from shejian.core.indicators import Scope, Subject, View
from shejian.core.procedures import load_procedures
from shejian.core.rules import Severity
from shejian.invitations.queries import kept_person, waiting_corrections
from shejian.oversight.models import Assignment
from shejian.oversight.queries.asked import asked_of as requests_of
from shejian.oversight.queries.laws import Told, told, told_ahead
from shejian.oversight.queries.open_set import findings_numbered, item_label
from shejian.oversight.queries.reached import Within, within
from shejian.oversight.queries.trail import State, handlings
from shejian.party.queries.persons import bodies_of_person

PASSED = ("term_over", "probation_over")
"""Checks of a day that has passed: they stay due until somebody does what they ask for."""


class Kind(StrEnum):
    """What makes something due."""

    STEP = "step"  # the step of a case
    ANSWER = "answer"  # a finding that was given to somebody waits for his answer
    REQUEST = "request"  # a party organization was asked for what it lacks
    CORRECTION = "correction"  # a person asked to have something corrected, and waits for an answer
    PLAN = "plan"  # a meeting is planned for that day
    CHECK = "check"  # a rule that days alone will break, or have broken


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done.

    Attributes:
        day: the last day on which it is still in time; of a step without one, the day from which it ought to be taken;
            of a check, the day before it breaks, or broke.
        overdue: whether it should have been done by now.
            of a finding given without a day, the day on which it was given.
        code: id of the step, key of the check, or item of the finding.
        what: what is to be done, or will be wrong, in a few words.
        where: the procedure, or 监督.
        subject: what ``id`` is the id of.
        case: the case, for a step.
        provisional: counted over working days that are not published yet.
        finding: the finding, where its answer is waited for; then ``unit`` and perhaps ``user`` have it.
        undated: nobody set a day.
        entry: the entry that asked for it to be completed.
        correction: the correction request that waits for an answer.
        plan: the plan of a meeting that is to be held that day; one whose day has passed is no longer due.
    """

    day: date
    overdue: bool
    kind: Kind
    code: str
    what: str
    where: str
    subject: Subject
    id: int
    case: int | None
    clause: str
    because: str
    remedy: str
    severity: Severity | None
    provisional: bool = False
    finding: int | None = None
    unit: int | None = None
    user: int | None = None
    undated: bool = False
    entry: int | None = None
    correction: int | None = None
    plan: int | None = None


WAITING = (State.ASSIGNED, State.OVERDUE, State.SENT_BACK)
"""How a finding stands whose answer is waited for."""


def due_until(view: View, scope: Scope, until: date) -> tuple[Due, ...]:
    """What is due in a scope from the day of the view on, and what is overdue on it, the earliest first.

    Everything is judged by the law of its own unit.

    Args:
        until: the last day to look at.

    Raises:
        ValueError: ``until`` is before the day of the view.
    """
    on = view.when.on
    if until < on:
        raise ValueError(f"要看到的日子 {until} 早于 {on}")
    reached = within(view, scope)
    steps = list(_steps(view, reached, until))
    spoken = {(one.subject, one.id) for one in steps}
    answers = list(_answers(view, reached, until))
    given = {(one.code, one.subject, one.id) for one in answers}
    apart = [*_requests(view, reached, until), *_corrections(view, reached), *_plans(view, reached, until)]
    broken = [
        one
        for one in _checks(view, reached, until)
        if (one.subject, one.id) not in spoken and (one.code, one.subject, one.id) not in given
    ]
    return _in_order([*steps, *answers, *apart, *broken])


def answers_until(
    view: View, reached: Within, until: date, *, user: int | None = None, units: Collection[int] = ()
) -> tuple[Due, ...]:
    """The findings whose answer is waited for from an account, or else from one of some units; the earliest first."""
    every = _answers(view, reached, until)
    return _in_order([one for one in every if (one.unit in units if user is None else one.user == user)])


def _in_order(found: Collection[Due]) -> tuple[Due, ...]:
    return tuple(sorted(found, key=lambda one: (one.day, one.where, one.id, one.code)))


# ---- steps of cases ----


def _steps(view: View, reached: Within, until: date) -> Iterator[Due]:
    on, known = view.when.on, view.picture.known
    cases = [one for one in bare_cases(known) if reached.bodies is None or one.handled_by in reached.bodies]
    running = [one for one in completed(cases, known).values() if one.ended is None]
    for judged in standings_of(running, on, known).values():
        for asked in asked_of(judged, on):
            if asked.day <= until:
                yield _step(judged, asked)


def _step(judged: Judged, asked: Asked) -> Due:
    subject, number = _subject(judged)
    step, late = asked.step, asked.late
    return Due(
        day=asked.day,
        overdue=late is not None,
        kind=Kind.STEP,
        code=step.step,
        what=step.label,
        where=load_procedures()[judged.case.procedure].label,
        subject=subject,
        id=number,
        case=judged.case.number,
        clause=late.clause if late else step.clause,
        because=late.because if late else step.because,
        remedy=late.remedy if late else "",
        severity=late.severity if late else None,
        provisional=step.provisional,
    )


def _subject(judged: Judged) -> tuple[Subject, int]:
    case = judged.case
    if case.person is not None:
        return Subject.PERSON, case.person
    if case.party_organization is not None:
        return Subject.PARTY_ORGANIZATION, case.party_organization
    assert case.organization is not None  # noqa: S101 - a case is about one of the three
    return Subject.ORGANIZATION, case.organization


# ---- findings given to somebody ----


def _answers(view: View, reached: Within, until: date) -> Iterator[Due]:
    on, known = view.when.on, view.picture.known
    given = Assignment.objects.known(known).filter(end__isnull=True, start__lte=on)
    held = {one.finding_id: one for one in given}
    handled = handlings(held, known)
    for kept in findings_numbered(held, known):
        one = held[kept.number]
        day = one.due or one.start or on
        waits = handled[kept.number].state(kept, on) in WAITING and day <= until
        if not waits or not reached.holds(kept.subject, kept.subject_number, kept.via):
            continue
        yield Due(
            day=day,
            overdue=one.due is not None and one.due < on,
            kind=Kind.ANSWER,
            code=kept.item,
            what=f"答复“{item_label(kept.item)}”",
            where="监督",
            subject=kept.subject,
            id=kept.subject_number,
            case=None,
            clause=kept.clause,
            because=kept.because + (f"；交办要求：{one.said}" if one.said else ""),
            remedy=kept.remedy,
            severity=kept.severity,
            finding=kept.number,
            unit=one.unit_id,
            user=one.user_id,
            undated=one.due is None,
        )


# ---- what was asked for ----


def _requests(view: View, reached: Within, until: date) -> Iterator[Due]:
    on = view.when.on
    for one in requests_of(None if reached.bodies is None else reached.bodies, on, view.picture.known):
        if one.due > until:
            continue
        yield Due(
            day=one.due,
            overdue=one.due < on,
            kind=Kind.REQUEST,
            code="request",
            what=f"请补齐：{'、'.join(dict.fromkeys(condition.matter for condition in one.conditions))}",
            where="有效覆盖",
            subject=Subject.PARTY_ORGANIZATION,
            id=one.party_organization,
            case=None,
            clause=one.clause,
            because=one.said,
            remedy="",
            severity=None,
            entry=one.entry,
        )


# ---- what persons ask to have corrected ----


def _corrections(view: View, reached: Within) -> Iterator[Due]:
    on, known = view.when.on, view.picture.known
    for asked in waiting_corrections(known):
        person = kept_person(asked.person_id, known)
        bodies: list[int | None] = [*bodies_of_person(view.picture, on, person)]
        day = asked.entry.moment.astimezone(SHANGHAI).date()
        if day > on or not any(reached.holds(Subject.PERSON, person, via) for via in bodies or [None]):
            continue
        yield Due(
            day=day,
            overdue=False,
            kind=Kind.CORRECTION,
            code="correction",
            what=f"答复更正申请：{asked.about}",
            where="本人申请",
            subject=Subject.PERSON,
            id=person,
            case=None,
            clause="",
            because=f"本人 {day} 提出；核对以后先改账，再答复",
            remedy="",
            severity=None,
            undated=True,
            correction=asked.pk,
        )


# ---- meetings that are planned ----


def _plans(view: View, reached: Within, until: date) -> Iterator[Due]:
    for one in plans_between(view.when.on, until, view.picture.known, reached.bodies):
        if one.start is None:
            continue
        yield Due(
            day=one.start,
            overdue=False,
            kind=Kind.PLAN,
            code="plan",
            what=f"计划 {MeetingKind(one.kind).label} {one.topic}".strip(),
            where="组织生活",
            subject=Subject.PARTY_ORGANIZATION,
            id=one.party_organization_id,
            case=None,
            clause="",
            because="计划这一天开；开过以后照计划记，不开了的请取消",
            remedy="",
            severity=None,
            plan=one.plan_id,
        )


# ---- what days alone break ----


def _checks(view: View, reached: Within, until: date) -> Iterator[Due]:
    on, picture = view.when.on, view.picture
    rows = [one for one in told(picture, on, PASSED) if one.row["verdict"]]
    if until > on:
        rows.extend(told_ahead(picture, on, until))
    for one in rows:
        subject = Subject(one.row["subject"])
        if reached.holds(subject, one.row["id"], one.row["via"]):
            yield _check(one, subject, on)


def _check(one: Told, subject: Subject, on: date) -> Due:
    row, basis = one.row, one.basis
    day = on if row["since"] is None else previous_day(row["since"])
    return Due(
        day=day,
        overdue=day < on,
        kind=Kind.CHECK,
        code=basis.check.key,
        what=basis.check.label,
        where="监督",
        subject=subject,
        id=row["id"],
        case=None,
        clause=basis.clause(row["rule"]),
        because=sentence(row, basis),
        remedy=basis.check.remedy,
        severity=basis.severity(row["rule"]),
    )
