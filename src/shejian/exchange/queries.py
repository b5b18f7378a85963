"""Reading what was imported."""

from __future__ import annotations

from datetime import date

from shejian.journal.models import Entry, ImportBatch


def standing_batches() -> list[ImportBatch]:
    """Batches that were not undone, in order."""
    undone = Entry.objects.filter(reverses__isnull=False).values("reverses")
    return list(ImportBatch.objects.exclude(entry__in=undone).order_by("id"))


def last_closing() -> date | None:
    """The latest ledger's day among the batches that stand; ``None`` before the first import."""
    return max((batch.closing for batch in standing_batches()), default=None)


def batch_with_number(number: int) -> ImportBatch | None:
    """The batch of that number, undone or not."""
    found: ImportBatch | None = ImportBatch.objects.filter(pk=number).first()
    return found
