"""Two recorded organizations are one: what the register says of both is said of the one that is kept."""

from __future__ import annotations

from typing import Any

from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.journal.services.uniting import Moves, Same, give_way, join
from shejian.registry.models import (
    Charter,
    Commitment,
    Headcount,
    Placement,
    Registration,
    SameOrganization,
    Standing,
)
from shejian.registry.services.organizations import KEY
from shejian.registry.services.refusals import NotTheSame

FILLED = ("industry", "legal_representative", "address", "contact", "phone", "website")


def merge_registered(made: Posting, same: Same) -> None:
    """Say of the kept ones what was registered of the others, as far as nothing was said of them.

    Name, code, type and life are those of the kept one; empty items, lines along which it belongs nowhere, days on
    which nobody was counted, are filled from the other.

    Raises:
        NotTheSame: the ledger does not have one of them; or it is merged already, or named on both sides.
    """
    _refuse_chains(same)
    _merge_registrations(made, same)
    _merge_lives(made, same)
    give_way(made, Placement, KEY, same, "line")
    give_way(made, Headcount, KEY, same, "start")
    give_way(made, Charter, KEY, same)
    join(made, Commitment, KEY, same, ("start",))
    made.record(SameOrganization, (KEY, "kept_id"), list(same.items()))


def _refuse_chains(same: Same) -> None:
    merged = standing_facts(SameOrganization, KEY, {*same, *same.values()})
    if merged or same.keys() & set(same.values()):
        raise NotTheSame("选中的社会组织里有一家已经并入别家，请选继续使用的那一家")


def _merge_registrations(made: Posting, same: Same) -> None:
    held = standing_facts(Registration, KEY, {*same, *same.values()})
    moves = Moves()
    for other, kept in same.items():
        if other not in held or kept not in held:
            raise NotTheSame("台账上没有其中的一家，请重新选择")
        theirs, own = held[other][-1], held[kept][-1]
        filled: dict[str, Any] = {
            name: theirs.values[name] for name in FILLED if theirs.values[name] and not own.values[name]
        }
        moves.withdrawn += [fact.id for fact in held[other]]
        if filled:
            moves.amended[own.id] = filled
    moves.write(made, Registration)


def _merge_lives(made: Posting, same: Same) -> None:
    """The life is that of the kept one."""
    held = standing_facts(Standing, KEY, same)
    made.withdraw(Standing, [fact.id for facts in held.values() for fact in facts])
