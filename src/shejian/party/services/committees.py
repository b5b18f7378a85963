"""Whether party organizations have committees, and whether their officers are appointed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from shejian.journal.services import Posting
from shejian.journal.services.holding import change, correct, standing_facts
from shejian.party.models import Committee
from shejian.party.services.standing import require_standing

KEY = "party_organization_id"


@dataclass(frozen=True, slots=True)
class CommitteeState:
    """Whether there is a committee; ``appointed``: its officers are appointed, elected, or (``None``) it is not known.
    Where there is no committee, the officers are the secretary and the deputy."""

    exists: bool
    appointed: bool | None = None


def set_committees(made: Posting, stated: Mapping[int, CommitteeState], day: date | None = None) -> None:
    """There is a committee, or is none: a correction (also of what was not known), or from ``day`` on.

    Raises:
        NotStanding: a party organization does not exist on the day.
        OutOfOrder: the ledger holds a later change.
    """
    values = {one: asdict(state) for one, state in stated.items()}
    if day is None:
        correct(made, Committee, KEY, values)
        return
    require_standing(stated, day, "day")
    change(made, Committee, KEY, day, values)


def clear_committees(made: Posting, bodies: Collection[int]) -> None:
    """It is not known whether there is a committee."""
    held = standing_facts(Committee, KEY, bodies)
    made.withdraw(Committee, [fact.id for facts in held.values() for fact in facts])
