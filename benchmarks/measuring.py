"""Taking turns, medians and ratios."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Compared:
    """Seconds of every turn, ours and the other's."""

    ours: list[float]
    theirs: list[float]

    @property
    def ratio(self) -> float:
        """How many times the other's median ours is."""
        return median(self.ours) / median(self.theirs)

    def row(self, label: str) -> str:
        def told(seconds: list[float]) -> str:
            return f"{median(seconds):.3f} ({min(seconds):.3f}–{max(seconds):.3f})"

        return f"| {label} | {told(self.ours)} | {told(self.theirs)} |"


def timed(run: Callable[[], object], prepare: Callable[[], object] | None = None) -> float:
    """Seconds that ``run`` takes, without what ``prepare`` does before it."""
    if prepare is not None:
        prepare()
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def take_turns(rounds: int, ours: Callable[[], float], theirs: Callable[[], float]) -> Compared:
    """Run both alternately, so that a machine that slows down slows both."""
    found = Compared([], [])
    for _ in range(rounds):
        found.ours.append(ours())
        found.theirs.append(theirs())
    return found


def size(name: str, default: int) -> int:
    return int(os.environ.get(name, default))
