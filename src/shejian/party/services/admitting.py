"""Registering members one by one: a person, his membership and his relation, at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shejian.core.facts.terms import MemberCategory
from shejian.journal.services import Posting
from shejian.party.services.members import MembershipDraft, Stay, admit, affiliate
from shejian.party.services.refusals import Refused
from shejian.party.services.standing import require_standing
from shejian.party.services.work import Job, employ
from shejian.people import protection
from shejian.people.models import PersonParticulars
from shejian.people.services.persons import PersonDraft, record_persons


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A member whom the ledger did not know.

    Attributes:
        since: the day on which his relation came to the party organization.
    """

    person: PersonDraft
    joined: date
    category: str
    full_on: date | None
    party_organization: int
    since: date


def register_members(made: Posting, newcomers: Sequence[Newcomer]) -> range:
    """Register members; returns the ids of their persons, in the order given.

    Raises:
        NotStanding: the party organization does not exist on the day.
        Refused: a relation would begin before he joined; an identity number is borne by somebody already.
    """
    for one in newcomers:
        if one.since < one.joined:
            raise Refused("day", f"组织关系 {one.since} 转入，早于入党日期 {one.joined}，请核对")
        require_standing([one.party_organization], one.since, "party_organization")
    _refuse_borne([one.person for one in newcomers])
    persons = record_persons(made, [one.person for one in newcomers])
    paired = list(zip(persons, newcomers, strict=True))
    admit(made, [MembershipDraft(who, one.joined, one.category, one.full_on) for who, one in paired])
    affiliate(made, [Stay(who, one.party_organization, one.since) for who, one in paired])
    return persons


@dataclass(frozen=True, slots=True)
class Worker:
    """A full member whom the ledger did not know and who works full-time in a social organization; where his relation
    stands, the ledger does not say.

    Attributes:
        joined, full_on: since when a member, and a full one; ``None``: not known.
        since: since when he works there; ``None``: for as long as anyone can say.
    """

    person: PersonDraft
    joined: date | None
    full_on: date | None
    organization: int
    since: date | None


def register_workers(made: Posting, workers: Sequence[Worker]) -> range:
    """Register full members by where they work; returns the ids of their persons, in the order given.

    Raises:
        Refused: an identity number is borne by somebody already.
    """
    _refuse_borne([one.person for one in workers])
    persons = record_persons(made, [one.person for one in workers])
    paired = list(zip(persons, workers, strict=True))
    full = str(MemberCategory.FULL)
    admit(made, [MembershipDraft(who, one.joined, full, one.full_on) for who, one in paired])
    employ(made, [Job(who, one.organization, one.since, full_time=True) for who, one in paired])
    return persons


def _refuse_borne(drafts: Sequence[PersonDraft]) -> None:
    numbers = [draft.identity_number for draft in drafts if draft.identity_number]
    borne = PersonParticulars.objects.known(None).filter(
        end__isnull=True, identity_digest__in=[protection.digest(number) for number in numbers]
    )
    if len(set(numbers)) < len(numbers) or borne.exists():
        raise Refused("identity", "这个公民身份号码已经登记给另一个人，没有再登记")
