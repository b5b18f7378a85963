"""Entries, seals, papers and batches, and the abstract ``Identity`` and ``DatedFact``."""

from shejian.journal.models.batches import ImportBatch
from shejian.journal.models.entries import Entry, Head, Seal
from shejian.journal.models.papers import Paper
from shejian.journal.models.sealed import DatedFact, FactQuerySet, Identity, Sealed, SealedQuerySet

__all__ = [
    "DatedFact",
    "Entry",
    "FactQuerySet",
    "Head",
    "Identity",
    "ImportBatch",
    "Paper",
    "Seal",
    "Sealed",
    "SealedQuerySet",
]
