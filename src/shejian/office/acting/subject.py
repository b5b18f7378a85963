"""What a form is about: one thing of the ledger, with everything that was ever recorded of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from shejian.journal.models import DatedFact
from shejian.office.build.facts import is_known

F = TypeVar("F", bound=DatedFact)


@dataclass(frozen=True, slots=True)
class Subject:
    """One organization, party organization or person, as read at entry ``known``.

    Attributes:
        what: what kind of thing it is, as messages call it: 社会组织.
        name: how pages call it; masked if it is a person.
        page: the name of its address: ``organization``.
        every: all facts ever recorded of it.
    """

    what: str
    number: int
    name: str
    page: str
    every: Sequence[DatedFact]
    known: int

    def held(self, kind: type[F], /, known: int | None = None, **same: Any) -> list[F]:
        """The facts of a kind that the ledger held to be true at an entry (``None``: now), the earliest first."""
        at = self.known if known is None else known
        found = [
            fact
            for fact in self.every
            if isinstance(fact, kind)
            and is_known(fact, at)
            and all(getattr(fact, name) == value for name, value in same.items())
        ]
        return sorted(found, key=lambda fact: (fact.start or date.min, fact.id))

    def latest(self, kind: type[F], known: int | None = None, **same: Any) -> F | None:
        """The last of them."""
        return next(reversed(self.held(kind, known, **same)), None)

    @property
    def touched(self) -> list[int]:
        """The entries that recorded or superseded something of it, in their order."""
        numbers = {fact.entry_id for fact in self.every}
        return sorted(numbers | {fact.superseded_by_id for fact in self.every if fact.superseded_by_id is not None})

    def touched_since(self, seen: int) -> list[int]:
        """Those of them that came after an entry."""
        return [number for number in self.touched if number > seen]
