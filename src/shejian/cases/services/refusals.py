"""Why an act on cases cannot be done. ``str()`` says it, and the way out, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from shejian.core.procedures import Verdict
from shejian.party.services.refusals import Refused

__all__ = ["Against", "Refused"]

STOP = "。"


class Against(Refused):
    """A step would be taken against a rule, and nobody wrote why it is recorded all the same; nothing was written.

    Attributes:
        verdicts: what the step would breach, each with its clause and its remedy.
    """

    def __init__(self, place: str, verdicts: Sequence[Verdict]) -> None:
        super().__init__(place, "".join(said(one) for one in verdicts))
        self.verdicts = tuple(verdicts)


def said(one: Verdict) -> str:
    """A verdict as one sentence: the fact, the clause and what to do."""
    return f"{one.because.rstrip(STOP)}（{one.clause}）。{one.remedy.rstrip(STOP)}{STOP}"
