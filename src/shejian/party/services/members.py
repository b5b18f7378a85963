"""Recording members, moving them, and the steps by which people become members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.core.calendar import next_day
from shejian.journal.services import Posting
from shejian.journal.services.holding import correct, standing_facts
from shejian.party.models import Affiliation, DevelopmentStep, Membership

KEY = "person_id"


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    """What makes a person a member: from which day, of which category, and since when a full one."""

    person: int
    joined: date | None
    category: str
    full_on: date | None


@dataclass(frozen=True, slots=True)
class Stay:
    """A member's relation in one party organization, from transfer in to transfer out."""

    person: int
    party_organization: int
    start: date | None
    end: date | None = None


def admit(made: Posting, drafts: Sequence[MembershipDraft]) -> None:
    """Record memberships of persons who had none."""
    rows = [(draft.person, draft.joined, draft.category, draft.full_on) for draft in drafts]
    made.record(Membership, (KEY, "start", "category", "full_on"), rows)


def correct_membership(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """Day of admission (``start``), ``category`` or ``full_on`` were wrong, or a member became full."""
    correct(made, Membership, KEY, wrong)


def affiliate(made: Posting, stays: Sequence[Stay]) -> None:
    """Record relations that begin; what members did before, elsewhere, stays where it was."""
    rows = [(stay.person, stay.party_organization, stay.start, stay.end) for stay in stays]
    made.record(Affiliation, (KEY, "party_organization_id", "start", "end"), rows)


def transfer(made: Posting, stays: Sequence[Stay]) -> None:
    """Members moved: the relation that still stands ends on the day the new one begins."""
    held = standing_facts(Affiliation, KEY, [stay.person for stay in stays], end__isnull=True)
    ends = {
        held[stay.person][-1].id: stay.start
        for stay in stays
        if stay.person in held and stay.start is not None and _began_before(held[stay.person][-1].start, stay.start)
    }
    made.close(Affiliation, ends)
    affiliate(made, stays)


def _began_before(start: date | None, day: date) -> bool:
    return start is None or start < day


def correct_affiliation(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """Relations, by the ids of their facts: party organization, ``start`` or ``end`` was wrong, or they ended."""
    made.amend(Affiliation, wrong)


def take_steps(made: Posting, steps: Sequence[tuple[int, int, str, date]]) -> None:
    """Record development steps: person, party organization, stage, day."""
    rows = [(person, body, stage, day, next_day(day)) for person, body, stage, day in steps]
    made.record(DevelopmentStep, (KEY, "party_organization_id", "stage", "start", "end"), rows)


def correct_steps(made: Posting, wrong: Mapping[tuple[int, str], date | None]) -> None:
    """The day of a person's step of a stage was wrong; ``None``: it was not taken."""
    held = standing_facts(DevelopmentStep, KEY, {person for person, _ in wrong})
    steps = {(one, fact.values["stage"]): fact.id for one, facts in held.items() for fact in facts}
    made.withdraw(DevelopmentStep, [steps[key] for key, day in wrong.items() if day is None])
    made.amend(
        DevelopmentStep,
        {steps[key]: {"start": day, "end": next_day(day)} for key, day in wrong.items() if day is not None},
    )


def move_steps(made: Posting, bodies: Mapping[int, int]) -> None:
    """The steps of a person were recorded for the wrong party organization."""
    held = standing_facts(DevelopmentStep, KEY, bodies)
    facts = [(fact.id, one) for one, steps in held.items() for fact in steps]
    made.amend(DevelopmentStep, {fact: {"party_organization_id": bodies[one]} for fact, one in facts})
