"""Where one party organization stands with each condition of effective coverage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw

from shejian.core.indicators.effective import Condition, Unclear, effective_coverage, tested
from shejian.core.indicators.evaluate import rows_of
from shejian.core.indicators.view import View


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one party organization stands with one condition: met, not met, or (``None``) not known, and why.

    Attributes:
        number, day, word: what the condition looks at: how many full members, the day of the term or of the silence,
            the kinds of organization life that fall short; each where it has one.
    """

    condition: Condition
    met: bool | None
    unclear: Unclear | None = None
    number: int | None = None
    day: date | None = None
    word: str = ""


def standings_of(view: View, body: int) -> tuple[Standing, ...]:
    """Where a party organization stands with every condition, in their order; none if it covers nothing that counts.

    Of the conditions on how it covers (挂靠, 功能型) one is met if it is met towards one organization.
    """
    rows = rows_of(view.relation(tested).filter(nw.col("party_organization") == body))
    return tuple(_standing(one, rows) for one in effective_coverage().conditions) if rows else ()


def _standing(condition: Condition, rows: list[dict[str, Any]]) -> Standing:
    first = rows[0]
    failed = all(row[f"failed_{condition}"] for row in rows)
    unclear = None if failed or first[f"unclear_{condition}"] is None else Unclear(first[f"unclear_{condition}"])
    days = {Condition.TERM: first["over"], Condition.SILENCE: first["quiet"]}
    return Standing(
        condition,
        False if failed else None if unclear else True,
        unclear,
        first["full_members"] if condition is Condition.MEMBERS else None,
        days.get(condition),
        (first["lacking"] or "") if condition is Condition.LIFE else "",
    )
