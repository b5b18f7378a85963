"""Drawing lots: everything undeclared about the invented county comes from one seeded generator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TypeVar

from shejian.demo.story import Days

T = TypeVar("T")
SATURDAY = 5


def later(day: date, days: int) -> date:
    """The day so many days after (or, with a negative number, before) another."""
    return date.fromordinal(day.toordinal() + days)


class Draw:
    """One seeded generator; the same seed draws the same lots on every machine."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - invented data, no secret

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(least, most)

    def chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    def one(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """So many different ones, in any order."""
        return self._random.sample(choices, count)

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        return self.some(choices, len(choices))

    def any_day(self, first: date, last: date) -> date:
        """A day, both ends included."""
        return date.fromordinal(self.number(first.toordinal(), last.toordinal()))

    def working_day(self, first: date, last: date) -> date:
        """A day from Monday to Friday, as far as there is one between the two."""
        for _ in range(20):
            day = self.any_day(first, last)
            if day.weekday() < SATURDAY:
                break
        return day

    def within(self, days: Days) -> date:
        return self.working_day(*days)
