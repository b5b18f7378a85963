"""Where cases stand: what was done in them, judged by the procedure and the law of the case's unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from shejian.base.queries import unit_tree
from shejian.cases.queries.reading import Running, Taken, picked, read_cases
from shejian.cases.queries.subjects import subjects_of
from shejian.core.procedures import Event, NextStep, Standing, Subject, Verdict, judge, load_procedures
from shejian.core.rules import Law, load_workdays
from shejian.party.models import PartyOrganizationParticulars
from shejian.rulebook.queries import laws_of, national_law


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and where it stands."""

    case: Running
    standing: Standing

    @property
    def is_over(self) -> bool:
        """Whether it has come to its end, or was closed before."""
        return self.standing.ended or self.case.ended is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a case asks for by a day: a step, its day, and what is found if it is late."""

    step: NextStep
    day: date
    late: Verdict | None


def asked_of(one: Judged, on: date) -> tuple[Asked, ...]:
    """What a case asks for by days, as of ``on``: nothing, once it is over.

    A last day that passed while not everything was on record is not held against it: the step may have been taken.
    """
    if one.is_over:
        return ()
    late = {verdict.step: verdict for verdict in one.standing.overdue}
    found = []
    for step in one.standing.due:
        day = step.latest or step.due
        if day is not None and (step.latest is None or step.latest >= on or step.step in late):
            found.append(Asked(step, day, late.get(step.step)))
    return tuple(found)


def events_of(case: Running) -> tuple[Event, ...]:
    """What was done in a case, as the procedure judges it."""
    return tuple(event_of(one) for one in case.taken if one.on is not None)


def event_of(one: Taken) -> Event:
    """A step that was taken, as the procedure judges it."""
    assert one.on is not None  # noqa: S101 - details without a stage are no event
    return Event(
        step=one.step,
        on=one.on,
        outcome=one.outcome or None,
        vote=one.vote,
        amounts=one.amounts,
        papers=one.papers,
        reason=one.departure or None,
    )


def judged(case: Running, subject: Subject, on: date, law: Law) -> Judged:
    """Where a case stands on a day."""
    procedure = load_procedures()[case.procedure]
    events = [each for each in events_of(case) if each.on <= on]
    return Judged(case, judge(procedure, subject, events, on=on, law=law, workdays=load_workdays()))


def standing_of(case: int, on: date, known: int | None) -> Judged | None:
    """Where one case stands on a day, as the ledger knew it at an entry; ``None`` where there is no such case."""
    return standings([case], on, known).get(case)


def standings(numbers: Collection[int], on: date, known: int | None) -> dict[int, Judged]:
    """Where cases stand on a day, as the ledger knew them at an entry: as many queries for a thousand as for one."""
    return standings_of(read_cases(known, numbers).values(), on, known)


def standings_of(cases: Iterable[Running], on: date, known: int | None) -> dict[int, Judged]:
    """The same for cases that were read (``completed``) before."""
    found = list(cases)
    laws = laws_of_cases(found, on, known)
    subjects = subjects_of(found, on, known)
    return {one.number: judged(one, subjects[one.number], on, laws[one.number]) for one in found}


def laws_of_cases(cases: Iterable[Running], on: date, known: int | None) -> dict[int, Law]:
    """By which law each case is judged: that of the unit in whose ledger its handling party organization stands."""
    found = list(cases)
    units = units_of({one.handled_by for one in found}, on, known)
    laws = laws_of(set(units.values()), known, unit_tree(on, known))
    return {
        one.number: laws[units[one.handled_by]] if one.handled_by in units else national_law(known) for one in found
    }


def units_of(bodies: Collection[int], on: date, known: int | None) -> dict[int, int]:
    """In the ledger of which unit each party organization stands on a day, or last stood before."""
    facts = picked(PartyOrganizationParticulars, "party_organization_id", bodies, known)
    return {
        fact.party_organization_id: fact.unit_id
        for fact in sorted(facts, key=lambda one: (one.start or date.min, one.id))
        if fact.start is None or fact.start <= on
    }
