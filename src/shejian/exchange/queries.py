"""Reading what was imported."""

from __future__ import annotations

import json
from datetime import date

from shejian.journal.models import Entry, ImportBatch


def standing_batches() -> list[ImportBatch]:
    """Batches that were not undone, in order."""
    undone = Entry.objects.filter(reverses__isnull=False).values("reverses")
    return list(ImportBatch.objects.exclude(entry__in=undone).order_by("id"))


def last_closing(unit: int | None = None) -> date | None:
    """The latest ledger's day among the batches that stand; ``None`` before the first import.

    Args:
        unit: whose ledgers; ``None``: anybody's. A batch that does not say whose it is counts for all.
    """
    batches = standing_batches()
    if unit is not None:
        statements = dict(
            Entry.objects.filter(number__in=[batch.entry_id for batch in batches]).values_list("number", "statement")
        )
        batches = [batch for batch in batches if json.loads(statements[batch.entry_id]).get("unit") in (unit, None)]
    return max((batch.closing for batch in batches), default=None)


def closings() -> dict[int, date]:
    """The ledger's day of each import, by the number of its entry."""
    return dict(ImportBatch.objects.values_list("entry_id", "closing"))


def batch_with_number(number: int) -> ImportBatch | None:
    """The batch of that number, undone or not."""
    found: ImportBatch | None = ImportBatch.objects.filter(pk=number).first()
    return found
