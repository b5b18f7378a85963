"""What is due (待办): steps of cases that have a last day, and what days alone will break, in a scope, up to a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import narwhals as nw

from shejian.cases.queries import Judged, LawOf, bare_cases, completed, standings_of
from shejian.core.calendar import previous_day
from shejian.core.findings import Basis, ahead, bases, found, sentence
from shejian.core.indicators import Scope, Subject, View, bodies_within, organizations_within
from shejian.core.indicators.evaluate import rows_of
from shejian.core.procedures import NextStep, load_procedures
from shejian.core.rules import Law, Severity

PASSED = ("term_over", "probation_over")
"""Checks of a day that has passed: they stay due until somebody does what they ask for."""


class Kind(StrEnum):
    """What makes something due."""

    STEP = "step"  # the step of a case
    CHECK = "check"  # a rule that days alone will break, or have broken


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done.

    Attributes:
        day: the last day on which it is still in time; of a check, the day before it breaks, or broke.
        overdue: whether the day has passed.
        code: id of the step, or key of the check.
        what: what is to be done, or will be wrong, in a few words.
        where: the procedure, or 监督.
        subject: what ``id`` is the id of.
        case: the case, for a step.
        provisional: counted over working days that are not published yet.
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


def due_until(view: View, scope: Scope, until: date, law_of: LawOf, law: Law) -> tuple[Due, ...]:
    """What is due in a scope from the day of the view on, and what is overdue on it, the earliest first.

    Args:
        until: the last day to look at.
        law_of: by which the cases of a unit are judged.
        law: by which the checks are judged: that of the unit asked.

    Raises:
        ValueError: ``until`` is before the day of the view.
    """
    on = view.when.on
    if until < on:
        raise ValueError(f"要看到的日子 {until} 早于 {on}")
    steps = list(_steps(view, scope, until, law_of))
    spoken = {(one.subject, one.id) for one in steps}
    checks = [one for one in _checks(view, scope, until, law) if (one.subject, one.id) not in spoken]
    return tuple(sorted([*steps, *checks], key=lambda one: (one.day, one.where, one.id, one.code)))


# ---- steps of cases ----


def _steps(view: View, scope: Scope, until: date, law_of: LawOf) -> Iterator[Due]:
    on, known = view.when.on, view.picture.known
    cases = bare_cases(known)
    if scope.units is not None:
        reached = {row["id"] for row in rows_of(view.relation(bodies_within, scope))}
        cases = [one for one in cases if one.handled_by in reached]
    for judged in standings_of(completed(cases, known).values(), on, known, law_of).values():
        if not judged.is_over:
            for step in judged.standing.next:
                day = step.latest or step.due
                if day is not None and day <= until:
                    yield _step(judged, step, day, on)


def _step(judged: Judged, step: NextStep, day: date, on: date) -> Due:
    late = next((one for one in judged.standing.overdue if one.step == step.step), None)
    subject, number = _subject(judged)
    return Due(
        day=day,
        overdue=day < on,
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


# ---- what days alone break ----


def _checks(view: View, scope: Scope, until: date, law: Law) -> Iterator[Due]:
    on, picture = view.when.on, view.picture
    resting = bases(on, law)
    passed = [key for key in PASSED if resting[key].unavailable is None]
    frames = [found(picture, on, law, passed)]
    if until > on:
        frames.append(ahead(picture, on, until, law))
    rows = nw.concat(frames)
    later = bases(until, law)
    reached = _reached(view, scope)
    for row in rows_of(rows):
        subject = Subject(row["subject"])
        home = row["via"] if subject is Subject.PERSON else row["id"]
        if reached is not None and home not in reached[subject]:
            continue
        basis = resting[row["check"]] if resting[row["check"]].unavailable is None else later[row["check"]]
        yield _check(row, basis, subject, on)


def _reached(view: View, scope: Scope) -> Mapping[Subject, set[int]] | None:
    """The ids through which rows fall in a scope; ``None`` for everything the ledger holds."""
    if scope.units is None:
        return None
    bodies = {row["id"] for row in rows_of(view.relation(bodies_within, scope))}
    organizations = {row["id"] for row in rows_of(view.relation(organizations_within, scope))}
    return {Subject.PERSON: bodies, Subject.PARTY_ORGANIZATION: bodies, Subject.ORGANIZATION: organizations}


def _check(row: Mapping[str, object], basis: Basis, subject: Subject, on: date) -> Due:
    rule = row["rule"]
    assert rule is None or isinstance(rule, str)  # noqa: S101 - the frame's own type
    since, number = row["since"], row["id"]
    day = previous_day(since) if isinstance(since, date) else on
    assert isinstance(number, int)  # noqa: S101 - as above
    return Due(
        day=day,
        overdue=day < on,
        kind=Kind.CHECK,
        code=basis.check.key,
        what=basis.check.label,
        where="监督",
        subject=subject,
        id=number,
        case=None,
        clause=basis.clause(rule),
        because=sentence(row, basis),
        remedy=basis.check.remedy,
        severity=basis.severity(rule),
    )
