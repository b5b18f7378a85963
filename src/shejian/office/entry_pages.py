"""What the template of one entry is given."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from shejian.office.ledger_pages import HistoryRow
from shejian.office.pages import Link, Shell


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry that a form made.

    Attributes:
        rows: what it recorded of social organizations, in words.
        withdrawn: facts that taking it back withdraws, by what they are called; ``restored``: how many old ones return.
        resting: the later entries that keep it from being taken back.
        form: ``None`` where it cannot be taken back, or was.
    """

    shell: Shell
    heading: str
    made: str
    paper: str
    paper_href: str
    reason: str
    about: tuple[Link, ...]
    rows: tuple[HistoryRow, ...]
    withdrawn: tuple[tuple[str, int], ...]
    restored: int
    resting: tuple[Link, ...]
    undone: str
    undone_why: str
    form: BaseForm | None
    back: Link
