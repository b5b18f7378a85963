"""Values of the law, found fast: worked out once for each law and key, then looked up by day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from weakref import WeakKeyDictionary

from shejian.core.rules import DatedValue, Law, RuleUnavailable


class HeldValues:
    """What each key of one law is from day to day: the days on which it changes, and the values from them on.

    ``None`` where there is no value: not recorded, not yet in force, or repealed.
    """

    def __init__(self, law: Law) -> None:
        self._law = Law(law.layers)  # another law of the same layers, so that this one can be forgotten
        self._runs: dict[str, tuple[list[date], list[DatedValue | None]]] = {}
        self._clauses: dict[int, str] = {}  # by identity: the values live as long as the law

    def on(self, key: str, day: date) -> DatedValue | None:
        """The value in force on ``day``."""
        days, values = self._runs.get(key) or self._run(key)
        at = bisect_right(days, day)
        return values[at - 1] if at else None

    def first_after(self, key: str, day: date) -> date | None:
        """The first day after ``day`` from which there is a value."""
        days, values = self._runs.get(key) or self._run(key)
        found = (days[at] for at in range(bisect_right(days, day), len(days)) if values[at] is not None)
        return next(found, None)

    def clause(self, value: DatedValue) -> str:
        """What one of these values rests on, in words."""
        said = self._clauses.get(id(value))
        if said is None:
            said = self._clauses[id(value)] = value.clause
        return said

    def _run(self, key: str) -> tuple[list[date], list[DatedValue | None]]:
        days = self._law.changes(key)
        self._runs[key] = run = (days, [self._value(key, day) for day in days])
        return run

    def _value(self, key: str, day: date) -> DatedValue | None:
        try:
            return self._law.on(day).value(key)
        except RuleUnavailable:
            return None


_HELD: WeakKeyDictionary[Law, HeldValues] = WeakKeyDictionary()


class Reader:
    """Reads one law for one judging, and keeps what it read."""

    def __init__(self, law: Law) -> None:
        held = _HELD.get(law)
        if held is None:
            held = _HELD[law] = HeldValues(law)
        self._held = held
        self.read: dict[tuple[str, date], DatedValue] = {}

    def value(self, key: str, day: date) -> DatedValue | None:
        """The value in force on ``day``, ``None`` if there is none."""
        value = self._held.on(key, day)
        if value is not None:
            self.read[key, day] = value
        return value

    def first_after(self, key: str, day: date) -> date | None:
        return self._held.first_after(key, day)

    def clause(self, value: DatedValue) -> str:
        return self._held.clause(value)
