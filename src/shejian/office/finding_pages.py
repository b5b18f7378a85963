"""What the templates of findings are given."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.office.ledger_pages import FactCard, HistoryEntry
from shejian.office.pages import Link, Shell


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding on the list."""

    shell: Shell
    back: str
    title: str
    number: int
    whom: Link
    state: str
    tone: str
    sentence: str
    cards: tuple[FactCard, ...]
    history: tuple[HistoryEntry, ...]
    later: str
    acts: tuple[Link, ...] = ()
    acts_note: str = ""
