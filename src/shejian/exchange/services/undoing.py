"""Taking back a whole import."""

from __future__ import annotations

from shejian.exchange.queries import batch_with_number
from shejian.journal.models import Entry, ImportBatch, Sealed
from shejian.journal.services import Act
from shejian.journal.services.reversal import reverse


class NoSuchBatch(LookupError):
    """There is no batch of that number."""


def units_stay(model: type[Sealed]) -> bool:
    """Units set up by an import are kept: people may have been given roles at them meanwhile."""
    return model._meta.app_label == "base"


def undo_import(*, act: Act, batch: int) -> tuple[ImportBatch, Entry]:
    """Reverse the entry of a batch; figures on every day are then as if it had not been imported.

    Raises:
        NoSuchBatch: there is no such batch.
        AlreadyReversed: it was undone before.
        RestedOn: later entries rest on it; nothing is changed.
    """
    found = batch_with_number(batch)
    if found is None:
        latest = ImportBatch.objects.order_by("-id").values_list("id", flat=True).first()
        there = f"最近一批是第 {latest} 批" if latest else "还没有导入过"
        raise NoSuchBatch(f"没有第 {batch} 批导入；{there}")
    return found, reverse(act, found.entry, "exchange.undo", units_stay)
