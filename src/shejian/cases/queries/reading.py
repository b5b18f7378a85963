"""Everything that is recorded of many cases, in as few queries for a thousand as for one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar, cast

from shejian.cases.kept import DEVELOPMENT, kept_steps
from shejian.cases.models import CaseEnding, CaseParticulars, CaseStep
from shejian.core.identifiers import birth_date_of, check_identity_number
from shejian.core.procedures import Vote
from shejian.journal.models import DatedFact, FactQuerySet
from shejian.party.models import DevelopmentStep
from shejian.people import protection
from shejian.people.models import PersonParticulars, SamePerson

F = TypeVar("F", bound=DatedFact)
FEW = 400
"""Up to so many things are asked for by number; of more, all rows that stand are read and picked from."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was taken.

    Attributes:
        on: its day; ``None`` where a stage that the case has details of is no longer in the ledger.
        papers: those that there are; ``None`` where it is not known.
        entry: the entry that recorded the day.
        fact: the number of the case's own fact, if there is one.
        stage: the stage of development that dates it, if one does.
        body: the party organization that the fact of the stage names.
    """

    step: str
    on: date | None
    outcome: str = ""
    vote: Vote | None = None
    amounts: Mapping[str, int] = field(default_factory=dict)
    papers: frozenset[str] | None = None
    departure: str = ""
    entry: int = 0
    fact: int | None = None
    stage: str = ""
    body: int | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """A case with all that is known of it.

    Attributes:
        person: the person it is about, as the identity that is kept where two were merged.
        born: the person's date of birth, where the ledger has the identity number.
        ended: the day on which it was closed before its end, and why.
    """

    number: int
    procedure: str
    handled_by: int
    person: int | None = None
    party_organization: int | None = None
    organization: int | None = None
    recorded_since: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    entry: int = 0
    taken: tuple[Taken, ...] = ()
    born: date | None = None
    ended: tuple[date, str] | None = None


def read_cases(known: int | None, numbers: Collection[int] | None = None) -> dict[int, Running]:
    """Cases by their numbers, as the ledger knew them at an entry; all of them where no numbers are given."""
    facts = picked(CaseParticulars, "case_id", numbers, known)
    bare = {fact.case_id: _bare(fact) for fact in facts}
    return completed(bare.values(), known)


def cases_about(
    known: int | None,
    *,
    person: int | None = None,
    party_organization: int | None = None,
    organization: int | None = None,
) -> list[Running]:
    """The cases of one person, of one party organization (for it or handled by it), or of one organization; bare: for
    what was done in them see ``completed``."""
    if person is not None:
        same = SamePerson.objects.known(known).filter(kept=person).values_list("person", flat=True)
        facts = CaseParticulars.objects.known(known).filter(person__in=[person, *same])
    elif party_organization is not None:
        facts = CaseParticulars.objects.known(known).filter(party_organization=party_organization)
        facts = facts | CaseParticulars.objects.known(known).filter(handled_by=party_organization)
    else:
        facts = CaseParticulars.objects.known(known).filter(organization=organization)
    return [_bare(fact) for fact in facts.order_by("case_id")]


def bare_cases(known: int | None) -> list[Running]:
    """Every case, without what was done in it: one query."""
    return [_bare(fact) for fact in CaseParticulars.objects.known(known).order_by("case_id")]


def _bare(fact: CaseParticulars) -> Running:
    return Running(
        fact.case_id,
        fact.procedure,
        fact.handled_by_id,
        fact.person_id,
        fact.party_organization_id,
        fact.organization_id,
        fact.recorded_since,
        _read(fact.facts),
        fact.entry_id,
    )


def completed(cases: Iterable[Running], known: int | None, *, own: bool = True) -> dict[int, Running]:
    """Cases with their steps, the days of birth of those they are about, and how they were closed: five queries.

    Args:
        own: whether they are recorded, and may have facts of their own; cases that are only tried have none.
    """
    bare = list(cases)
    numbers = {one.number for one in bare} if own else set()
    same = dict(SamePerson.objects.known(known).values_list("person", "kept"))
    persons = {one.number: resolved(same, one.person) for one in bare if one.person is not None}
    steps = _by(picked(CaseStep, "case_id", numbers, known), "case_id")
    endings = {each.case_id: each for each in picked(CaseEnding, "case_id", numbers, known)}
    developed = {persons[one.number] for one in bare if one.procedure == DEVELOPMENT and one.number in persons}
    stages = _stages(developed, same, known)
    born = births(set(persons.values()), known)
    found: dict[int, Running] = {}
    for one in bare:
        person, ending = persons.get(one.number), endings.get(one.number)
        dated = stages.get(person, []) if one.procedure == DEVELOPMENT and person is not None else []
        found[one.number] = replace(
            one,
            person=person,
            born=None if person is None else born.get(person),
            taken=_taken(steps.get(one.number, []), dated),
            ended=_ended(ending),
        )
    return found


def resolved(same: Mapping[int, int], person: int) -> int:
    """The identity that is kept of a person, where the ledger holds two to be the same."""
    while person in same:
        person = same[person]
    return person


def _stages(persons: set[int], same: Mapping[int, int], known: int | None) -> dict[int, list[DevelopmentStep]]:
    """The steps of development of persons, those recorded of an identity that was merged into another among them."""
    wanted = persons | {one for one in same if resolved(same, one) in persons}
    found: dict[int, list[DevelopmentStep]] = {}
    for fact in picked(DevelopmentStep, "person_id", wanted, known):
        found.setdefault(resolved(same, fact.person_id), []).append(fact)
    return found


def births(persons: Collection[int], known: int | None) -> dict[int, date]:
    """Days of birth, from the identity numbers of those who have one."""
    found: dict[int, date] = {}
    for fact in picked(PersonParticulars, "person_id", persons, known):
        number = "" if fact.identity_cipher is None else protection.reveal(fact.identity_cipher)
        if number and check_identity_number(number) is None:
            found[fact.person_id] = birth_date_of(number)
    return found


def picked(model: type[F], key: str, wanted: Collection[int] | None, known: int | None, **more: Any) -> list[F]:
    """The facts of the wanted entities that the ledger held at an entry, the earliest first, in one query."""
    if wanted is not None and not wanted:
        return []
    held = cast("FactQuerySet[F]", model._default_manager.all())
    facts = held.known(known).filter(**more).order_by("start", "id")
    if wanted is None:
        return list(facts)
    if len(wanted) <= FEW:
        return list(facts.filter(**{f"{key}__in": sorted(wanted)}))
    among = set(wanted)
    return [fact for fact in facts.iterator() if getattr(fact, key) in among]


def _by(facts: Iterable[F], key: str) -> dict[int, list[F]]:
    found: dict[int, list[F]] = {}
    for fact in facts:
        found.setdefault(getattr(fact, key), []).append(fact)
    return found


def _ended(fact: CaseEnding | None) -> tuple[date, str] | None:
    return None if fact is None or fact.start is None else (fact.start, fact.reason)


# ---- what was done ----


def _taken(own: list[CaseStep], dated: list[DevelopmentStep]) -> tuple[Taken, ...]:
    """The steps of a case in the order of their days; details without a day belong to the stage that has one."""
    step_of = {code: step for step, code in kept_steps().items()}
    details = {fact.step: fact for fact in own if fact.start is None}
    found = [_own(fact) for fact in own if fact.start is not None]
    for stage in dated:
        step = step_of[stage.stage]
        one = _own(details[step]) if step in details else Taken(step, None)
        body = stage.party_organization_id
        found.append(replace(one, on=stage.start, entry=stage.entry_id, stage=stage.stage, body=body))
    return tuple(sorted(found, key=lambda one: (one.on or date.min, one.fact or 0)))


def _own(fact: CaseStep) -> Taken:
    vote = None
    if fact.due is not None and fact.present is not None and fact.yes is not None:
        vote = Vote(fact.due, fact.present, fact.yes, fact.written or 0, fact.seats)
    return Taken(
        fact.step,
        fact.start,
        fact.outcome,
        vote,
        _read(fact.amounts),
        None if fact.papers is None else frozenset(json.loads(fact.papers)),
        fact.departure,
        fact.entry_id,
        fact.id,
    )


def _read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text) if text else {}
    return found
