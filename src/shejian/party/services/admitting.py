"""Registering members one by one: a person, his membership and his relation, at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shejian.journal.services import Posting
from shejian.party.services.members import MembershipDraft, Stay, admit, affiliate
from shejian.party.services.refusals import Refused
from shejian.party.services.standing import require_standing
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
    numbers = [one.person.identity_number for one in newcomers if one.person.identity_number]
    borne = PersonParticulars.objects.known(None).filter(
        end__isnull=True, identity_digest__in=[protection.digest(number) for number in numbers]
    )
    if len(set(numbers)) < len(numbers) or borne.exists():
        raise Refused("identity", "这个公民身份号码已经登记给另一个人，没有再登记")
    persons = record_persons(made, [one.person for one in newcomers])
    paired = list(zip(persons, newcomers, strict=True))
    admit(made, [MembershipDraft(who, one.joined, one.category, one.full_on) for who, one in paired])
    affiliate(made, [Stay(who, one.party_organization, one.since) for who, one in paired])
    return persons
