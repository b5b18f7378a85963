"""Which steps of member development the ledger holds as facts of the person, and which step makes them so.

The six stages (``party.DevelopmentStep``) are facts of the person, however they came into the ledger: cases read them,
and never write their days a second time. Who was admitted is a probationary member from the day of the branch meeting,
but only once a superior has approved it: until then the meeting is a step of the case. So it is with conversion.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from shejian.core.facts.terms import DevelopmentStage
from shejian.core.procedures import load_procedures

DEVELOPMENT = "member-development"
"""The procedure of which the ledger held steps before there were cases."""
APPROVED_BY: Mapping[str, str] = {
    "approval": str(DevelopmentStage.ADMISSION),
    "conversion-approval": str(DevelopmentStage.CONVERSION),
}
"""The steps by whose approval a meeting becomes a stage, and that stage."""


@cache
def kept_steps() -> dict[str, str]:
    """The steps of member development that the ledger dates, each with its stage, as their definition says."""
    steps = load_procedures()[DEVELOPMENT].steps.values()
    return {one.id: one.ledger for one in steps if one.ledger is not None}
