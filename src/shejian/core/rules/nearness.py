"""Names that are nearly the one that was typed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def near(typed: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names of ``known`` nearest to ``typed``, in whatever case it was typed, the nearest first."""
    by_fold = {name.casefold(): name for name in known}
    return tuple(by_fold[name] for name in get_close_matches(typed.strip().casefold(), by_fold, n=most))


def near_hint(typed: str, known: Iterable[str]) -> str:
    """The nearest name as the end of a sentence, or nothing."""
    found = near(typed, known, most=1)
    return f"；是否 {found[0]}？" if found else ""
