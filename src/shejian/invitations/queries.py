"""Whose an account is, and of which party organizations it sees or keeps the record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from shejian.accounts.models import User
from shejian.invitations.enums import SeatRole
from shejian.invitations.models import BranchRecorder, CorrectionRequest, PersonAccount
from shejian.party.models import Affiliation, Establishment
from shejian.people.models import SamePerson


@dataclass(frozen=True, slots=True)
class Seat:
    """What somebody has to do with a party organization: he keeps its record, or is a member of it."""

    party_organization: int
    role: SeatRole


def person_of(user: User, known: int | None) -> int | None:
    """The person of the ledger whose an account is; of two that were found to be one, the one kept."""
    held = PersonAccount.objects.known(known).filter(user=user, end__isnull=True).order_by("-id")
    person = held.values_list("person_id", flat=True).first()
    return None if person is None else kept_person(person, known)


def kept_person(person: int, known: int | None) -> int:
    """The person who is meant by a number, if it was found that two are one."""
    seen = {person}
    while True:
        into = SamePerson.objects.known(known).filter(person=person).values_list("kept_id", flat=True).first()
        if into is None or into in seen:
            return person
        seen.add(into)
        person = into


def numbers_of(persons: Collection[int], known: int | None) -> dict[int, int]:
    """Every number under which some persons are known, their own and those that were found to be theirs, with who it
    is."""
    found, newest = {one: one for one in persons}, set(persons)
    while newest:
        merged = SamePerson.objects.known(known).filter(kept__in=newest).values_list("person", "kept")
        fresh = {one: found[kept] for one, kept in merged if one not in found}
        found |= fresh
        newest = set(fresh)
    return found


def branches_of(user: User, on: date, known: int | None) -> tuple[Seat, ...]:
    """The seats of an account on a day, those of a recorder first.

    A member's seat follows his relation (组织关系): when it is moved, he sees the plans of the party organization to
    which it was moved, and no longer those of the other. Party organizations that do not stand on the day are left out.
    """
    recording = BranchRecorder.objects.on(on, known).filter(user=user).order_by("id")
    seats = [Seat(body, SeatRole.RECORDER) for body in recording.values_list("party_organization_id", flat=True)]
    person = person_of(user, known)
    if person is not None:
        at_home = Affiliation.objects.on(on, known).filter(person=person).order_by("id")
        seats += [Seat(body, SeatRole.MEMBER) for body in at_home.values_list("party_organization_id", flat=True)]
    standing = set(
        Establishment.objects.on(on, known)
        .filter(party_organization__in={seat.party_organization for seat in seats})
        .values_list("party_organization_id", flat=True)
    )
    return tuple(seat for seat in dict.fromkeys(seats) if seat.party_organization in standing)


def may_record(user: User, party_organization: int, on: date, known: int | None) -> bool:
    """Whether an account keeps the record of a party organization on a day, which stands on it."""
    return Seat(party_organization, SeatRole.RECORDER) in branches_of(user, on, known)


def open_requests(person: int) -> list[CorrectionRequest]:
    """The correction requests of a person that nobody has answered, the earliest first."""
    return list(
        CorrectionRequest.objects.filter(person__in=numbers_of([person], None), answer__isnull=True).order_by("id")
    )


def waiting_corrections(known: int | None) -> list[CorrectionRequest]:
    """The correction requests of everybody that were not answered by an entry, the earliest first."""
    asked = CorrectionRequest.objects.select_related("entry")
    if known is None:
        return list(asked.filter(answer__isnull=True).order_by("id"))
    unanswered = Q(answer__isnull=True) | Q(answer__entry__gt=known)
    return list(asked.filter(unanswered, entry__lte=known).order_by("id"))


def corrections_of(person: int, known: int | None) -> list[CorrectionRequest]:
    """All correction requests of a person up to an entry, the latest first, each with its answer if there is one."""
    asked = CorrectionRequest.objects.filter(person__in=numbers_of([person], known)).select_related(
        "entry", "answer", "answer__entry"
    )
    return list((asked if known is None else asked.filter(entry__lte=known)).order_by("-id"))
