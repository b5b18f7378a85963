"""Reading the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable

from shejian.journal.models import Entry


def entries(numbers: Iterable[int]) -> dict[int, Entry]:
    """Entries by their numbers, each with who made it and the paper it rests on."""
    return Entry.objects.select_related("by", "paper").in_bulk(sorted(set(numbers)))


def reason_of(entry: Entry) -> str:
    """Why an entry was made, where its maker said so."""
    return str(json.loads(entry.statement).get("reason", ""))
