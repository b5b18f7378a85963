"""What was computed from a picture of the ledger, kept as long as nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from shejian.core.facts.picture import Picture

A = TypeVar("A")


@dataclass(slots=True)
class _OfOne(Generic[A]):
    picture: Picture
    found: dict[Hashable, tuple[A]] = field(default_factory=dict)


class Remembered(Generic[A]):
    """Answers to questions about the last few pictures. What it hands out is shared, and must not be changed.

    Args:
        pictures: of how many pictures answers are kept, the one asked longest ago going first.
        most: how many answers of one picture are kept before all of its are dropped.
    """

    def __init__(self, *, pictures: int, most: int) -> None:
        self._pictures, self._most = pictures, most
        self._kept: list[_OfOne[A]] = []
        self._lock = Lock()

    def get(self, picture: Picture, question: Hashable, compute: Callable[[], A]) -> A:
        """The answer to ``question`` about ``picture``: kept from before, or computed now."""
        found = self._of(picture).found
        kept = found.get(question)
        if kept is not None:
            return kept[0]
        answer = compute()
        if len(found) >= self._most:
            found.clear()
        found[question] = (answer,)
        return answer

    def _of(self, picture: Picture) -> _OfOne[A]:
        with self._lock:
            for at, one in enumerate(self._kept):
                if one.picture.same_as(picture):
                    self._kept.append(self._kept.pop(at))
                    return one
            made = _OfOne[A](picture)
            self._kept.append(made)
            del self._kept[: -self._pictures]
            return made
