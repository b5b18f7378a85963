"""Every figure at two days side by side, each with what came and went between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shejian.core.calendar import year_start
from shejian.core.facts import Remembered
from shejian.core.indicators import Evidence, Figure, When, catalogue, evidence, roll_forward
from shejian.core.indicators.population import Ratio
from shejian.core.rules import RuleUnavailable
from shejian.figures.answers import Equation, answer, equation_of
from shejian.figures.asking import Asked


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure at two days.

    Attributes:
        equation: of a share, that of its part; ``None`` if a rule has no value on one of the days.
        unclear: how many rows are in on one of the days, and on the other not known.
    """

    key: str
    earlier: Figure
    later: Figure
    equation: Equation | None
    unclear: int = 0


_kept: Remembered[tuple[Compared, ...]] = Remembered(pictures=2, most=64)


def compare_all(
    asked: Asked, keys: Sequence[str], earlier: date, later: date, *, earlier_known: int | None = None
) -> tuple[Compared, ...]:
    """The figures ``keys`` at the close of two days; a flow is taken from the beginning of each day's year.

    It says of each figure what ``compare`` says, without naming any row.
    """
    question = (asked.scope, asked.law, tuple(keys), earlier, later, earlier_known)
    return _kept.get(asked.picture, question, lambda: tuple(_compare_all(asked, keys, earlier, later, earlier_known)))


def _compare_all(
    asked: Asked, keys: Sequence[str], earlier: date, later: date, earlier_known: int | None
) -> list[Compared]:
    before = asked.at(When(earlier, year_start(earlier)), earlier_known)
    after = asked.at(When(later, year_start(later)))
    at_first, at_last = (answer(one, keys).figures for one in (before, after))
    opening, closing = _Judged(before), _Judged(after)
    found = []
    for key in keys:
        first, last = opening.of(key), closing.of(key)
        if first is None or last is None:
            found.append(Compared(key, at_first[key], at_last[key], None))
            continue
        moved = roll_forward(first, last)
        found.append(Compared(key, at_first[key], at_last[key], equation_of(key, moved), len(moved.unclear)))
    return found


class _Judged:
    """Judged rows of one day, each set of them judged once: a share has the rows of its part."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._found: dict[str, Evidence | None] = {}

    def of(self, key: str) -> Evidence | None:
        measure = catalogue()[key].measure
        if isinstance(measure, Ratio):
            return self.of(measure.part)
        if key not in self._found:
            try:
                self._found[key] = evidence(self._asked.view, key, self._asked.scope)
            except RuleUnavailable:
                self._found[key] = None
        return self._found[key]
