"""Whether Party building is written into charters, and in which wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.core.facts.terms import CharterClause
from shejian.journal.services import Posting
from shejian.journal.services.holding import change, correct, standing_facts
from shejian.registry.models import Charter

KEY = "organization_id"
NOT_LOOKED_AT = {"clause": None, "adopted_on": None, "approved_on": None}


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause that a charter bears, the day on which that charter was adopted, and the day of its 核准."""

    version: CharterClause
    adopted_on: date | None = None
    approved_on: date | None = None


def set_charter(made: Posting, wanted: Mapping[int, bool], day: date | None = None) -> None:
    """Whether Party building is written into the charter: a correction, or from ``day`` on.

    A clause that would contradict it is no longer known.
    """
    held = standing_facts(Charter, KEY, wanted)
    values = {one: _written(written, held[one][-1].values if one in held else {}) for one, written in wanted.items()}
    _write(made, values, day)


def _written(written: bool, held: Mapping[str, Any]) -> dict[str, Any]:
    clause = held.get("clause")
    contradicted = clause is not None and CharterClause(clause).party_building != written
    return {"party_building": written, **(NOT_LOOKED_AT if contradicted else {})}


def set_clauses(made: Posting, wanted: Mapping[int, Clause], day: date | None = None) -> None:
    """In which wording Party building is written into the charter: a correction, or from ``day`` on."""
    values = {
        one: {
            "party_building": clause.version.party_building,
            "clause": str(clause.version),
            "adopted_on": clause.adopted_on,
            "approved_on": clause.approved_on,
        }
        for one, clause in wanted.items()
    }
    _write(made, values, day)


def clear_clauses(made: Posting, organizations: Sequence[int]) -> None:
    """The wording of the clause has not been looked at; whether Party building is written in at all, stays."""
    correct(made, Charter, KEY, dict.fromkeys(standing_facts(Charter, KEY, organizations), NOT_LOOKED_AT))


def clear_charter(made: Posting, organizations: Sequence[int]) -> None:
    """It is not known whether Party building is written into the charter."""
    held = standing_facts(Charter, KEY, organizations)
    made.withdraw(Charter, [fact.id for facts in held.values() for fact in facts])


def _write(made: Posting, values: Mapping[int, Mapping[str, Any]], day: date | None) -> None:
    if day is None:
        correct(made, Charter, KEY, values)
    else:
        change(made, Charter, KEY, day, values)
