"""What the ledger knows of whom cases are about, as far as their procedures ask: read for many at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from shejian.cases.queries.reading import Running, picked
from shejian.core.facts.terms import PartyOrganizationKind
from shejian.core.procedures import Subject, load_procedures
from shejian.core.procedures.definition import FactKind, SubjectKind
from shejian.party.models import Committee, Election, Membership, PartyOrganizationParticulars

BORN, CONVERTED, LAST_ELECTED, COMMITTEE_LEVEL = "born", "converted", "last_elected", "committee_level"
COMMITTEE = "committee"
DERIVED = frozenset({BORN, CONVERTED, LAST_ELECTED, COMMITTEE_LEVEL})
"""The facts that are not asked for: they follow from what the ledger has anyway."""
APPOINTMENT = "secretary-appointment"
BODY = "party_organization_id"


def derived(procedure: str) -> frozenset[str]:
    """The facts that a procedure does not ask for, as the ledger has them: whether there is a committee, too, where the
    procedure is about a party organization that stands."""
    about = load_procedures()[procedure].subject
    return DERIVED | {COMMITTEE} if about is SubjectKind.PARTY_ORGANIZATION else DERIVED


def subjects_of(cases: Iterable[Running], on: date, known: int | None) -> dict[int, Subject]:
    """Whom cases are about, by the numbers of the cases."""
    found = list(cases)
    bodies = {one.party_organization for one in found if one.party_organization is not None}
    elections: dict[int, list[date]] = {}
    for fact in picked(Election, BODY, bodies, known):
        if fact.start is not None:
            elections.setdefault(fact.party_organization_id, []).append(fact.start)
    kinds = {
        fact.party_organization_id: fact.kind
        for fact in picked(PartyOrganizationParticulars, BODY, bodies, known)
        if fact.start is None or fact.start <= on
    }
    committees = {
        fact.party_organization_id: fact.exists
        for fact in picked(Committee, BODY, bodies, known)
        if (fact.start is None or fact.start <= on) and (fact.end is None or fact.end > on)
    }
    appointed = {one.person for one in found if one.person is not None and one.procedure == APPOINTMENT}
    members = {fact.person_id: fact.full_on for fact in picked(Membership, "person_id", appointed, known)}
    subjects: dict[int, Subject] = {}
    for one in found:
        own: dict[str, Any] = {} if one.born is None else {BORN: one.born}
        if one.person is not None and members.get(one.person) is not None:
            own[CONVERTED] = members[one.person]
        if one.party_organization is not None:
            own |= _of_body(one, elections.get(one.party_organization, []), kinds.get(one.party_organization))
            own |= {COMMITTEE: committees[one.party_organization]} if one.party_organization in committees else {}
        subjects[one.number] = Subject(facts=_stated(one) | own, recorded_since=one.recorded_since)
    return subjects


def _of_body(case: Running, elections: list[date], kind: str | None) -> dict[str, Any]:
    """When the party organization last elected before this case, and whether it is a committee."""
    began = min((one.on for one in case.taken if one.on is not None), default=date.max)
    before = [day for day in elections if day < began]
    found: dict[str, Any] = {} if kind is None else {COMMITTEE_LEVEL: kind == PartyOrganizationKind.COMMITTEE}
    return found | ({LAST_ELECTED: max(before)} if before else {})


def _stated(case: Running) -> dict[str, Any]:
    """What was written down with the case."""
    versions = load_procedures()[case.procedure].versions
    kinds = {one.id: one.kind for version in versions for one in version.facts.values()}
    return {
        name: date.fromisoformat(value) if kinds.get(name) is FactKind.DAY else value
        for name, value in case.facts.items()
        if name in kinds
    }
