"""Names that are nearly the one that was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

LONGEST_SHOWN = 40
"""How much of what was typed a sentence repeats."""


def in_short(typed: str) -> str:
    """What was typed, on one line and no longer than a sentence can bear; （空） if there is nothing."""
    text = " ".join(typed.split())
    return (text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…") or "（空）"


def near(typed: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names of ``known`` nearest to ``typed``, in whatever case it was typed, the nearest first."""
    by_fold = {name.casefold(): name for name in known}
    return tuple(by_fold[name] for name in get_close_matches(typed.strip().casefold(), by_fold, n=most))


def near_hint(typed: str, known: Iterable[str], labels: Mapping[str, str] | None = None) -> str:
    """The nearest name as the end of a sentence, or nothing; ``labels`` are other words for names, by those words."""
    found = near(typed, known, most=1)
    if not found and labels:
        found = tuple(labels[one] for one in near(typed, labels, most=1))
    return f"；是否 {found[0]}？" if found else ""
