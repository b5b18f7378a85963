"""Taking an entry back: what it recorded is withdrawn, what it superseded is restored, by another entry.

Entries that were themselves reversed, and the entries that reversed them, cancel out: a fact restored by a reversal
counts as recorded by the entry that first recorded it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q

from shejian.core.calendar.days import SHANGHAI
from shejian.journal.models import DatedFact, Entry, Identity, ImportBatch, Seal, Sealed
from shejian.journal.models.sealed import sealed_models, table_name
from shejian.journal.services import marks
from shejian.journal.services.acts import Act
from shejian.journal.services.posting import Posting, posting
from shejian.journal.wording import act_label

Spares = Callable[[type[Sealed]], bool]


@dataclass(frozen=True, slots=True)
class Resting:
    """A later entry that rests on the one to be taken back.

    Attributes:
        tables: on what it recorded in which tables, by their names.
        batch: the number of the import that made the later entry, if one did; taking that back takes this back.
    """

    entry: Entry
    tables: tuple[str, ...]
    batch: int | None

    def __str__(self) -> str:
        moment = self.entry.moment.astimezone(SHANGHAI)
        return (
            f"第 {self.entry.number} 笔 {act_label(self.entry.act)}（{moment:%Y-%m-%d %H:%M}）："
            f"改动或引用了它记下的{'、'.join(self.tables)}"
        )


class RestedOn(Exception):
    """The entry cannot be taken back while later entries rest on it."""

    def __init__(self, resting: list[Resting]) -> None:
        super().__init__("；".join(str(one) for one in resting))
        self.resting = resting


class AlreadyReversed(Exception):
    """The entry has been taken back before."""


@dataclass
class _Lineage:
    """Which entry really recorded a restored row."""

    neutral: set[int] = field(default_factory=set)
    origin: dict[str, dict[int, int]] = field(default_factory=dict)

    def origin_of(self, table: str, row_id: int) -> int:
        rows = self.origin.get(table, {})
        while row_id in rows:
            row_id = rows[row_id]
        return row_id

    def restored_from(self, table: str, seal: Seal) -> list[int]:
        """Live or not, the rows that restore rows of a seal."""
        return [new for new in self.origin.get(table, {}) if _within(seal, self.origin_of(table, new))]


def _within(seal: Seal, row_id: int) -> bool:
    return seal.first <= row_id < seal.first + seal.count


def _lineage() -> _Lineage:
    lineage = _Lineage()
    for reversal in Entry.objects.filter(reverses__isnull=False):
        lineage.neutral |= {reversal.number, reversal.reverses_id or 0}
    for seal in Seal.objects.exclude(restored=b""):
        olds = marks.unpack(seal.restored)
        lineage.origin.setdefault(seal.table, {}).update(
            zip(range(seal.first, seal.first + seal.count), olds, strict=True)
        )
    return lineage


def rests_on(entry: Entry, spares: Spares) -> list[Resting]:
    """The later entries that changed what ``entry`` recorded, or refer to what it brought into being; the last first,
    as they would have to be taken back."""
    lineage = _lineage()
    seals = {seal.table: seal for seal in entry.seals.all()}
    found: dict[int, dict[str, None]] = {}
    for model in sealed_models():
        if spares(model) or model.follows or not issubclass(model, DatedFact):
            continue
        label = str(model._meta.verbose_name)
        numbers = _supersedings(model, entry, seals, lineage) | _references(model, entry, seals, lineage, spares)
        for number in numbers:
            found.setdefault(number, {})[label] = None
    entries = Entry.objects.in_bulk(found)
    batches = dict(ImportBatch.objects.filter(entry__in=found).values_list("entry", "id"))
    return [
        Resting(entries[number], tuple(tables), batches.get(number))
        for number, tables in sorted(found.items(), reverse=True)
    ]


def _supersedings(model: type[DatedFact], entry: Entry, seals: dict[str, Seal], lineage: _Lineage) -> set[int]:
    seal = seals.get(table_name(model))
    if seal is None or not seal.count:
        return set()
    own = Q(id__gte=seal.first, id__lt=seal.first + seal.count)
    numbers = model.objects.filter(own, superseded_by__isnull=False).values_list("superseded_by", flat=True).distinct()
    later = set(numbers) - lineage.neutral - {entry.number}
    restored = lineage.restored_from(seal.table, seal)
    if restored:
        ends = model.objects.filter(id__in=restored, superseded_by__isnull=False)
        later |= set(ends.values_list("superseded_by", flat=True)) - lineage.neutral
    return later


def _references(
    model: type[DatedFact], entry: Entry, seals: dict[str, Seal], lineage: _Lineage, spares: Spares
) -> set[int]:
    """Entries whose standing facts refer to an identity that ``entry`` brought into being."""
    table = table_name(model)
    found: set[int] = set()
    for column, target in _identity_columns(model):
        seal = seals.get(table_name(target))
        if seal is None or not seal.count or spares(target):
            continue
        within = {f"{column}__gte": seal.first, f"{column}__lt": seal.first + seal.count}
        rows = model.objects.filter(**within, superseded_by__isnull=True).exclude(entry=entry.number)
        for row_id, number in rows.values_list("id", "entry"):
            origin = lineage.origin_of(table, row_id)
            number = number if origin == row_id else model.objects.values_list("entry", flat=True).get(pk=origin)
            found.add(number)
    return found - {entry.number}


def _identity_columns(model: type[Sealed]) -> Iterable[tuple[str, type[Identity]]]:
    for each in model._meta.concrete_fields:
        target = each.related_model
        if isinstance(each, models.ForeignKey) and isinstance(target, type) and issubclass(target, Identity):
            yield each.attname, target


def reverse(act: Act, entry: Entry, name: str, spares: Spares, reason: str = "") -> Entry:
    """Take ``entry`` back; figures on every day are then as if it had never been, for whoever asks from now on.

    Args:
        act: by whom, when, on what paper.
        name: the act's name.
        spares: says which tables keep what the entry recorded.
        reason: why; it stays with the entry.

    Raises:
        AlreadyReversed: it was taken back before.
        RestedOn: later entries rest on it; nothing is written.
    """
    with posting(act, name, reverses=entry) as made:
        done = Entry.objects.filter(reverses=entry).first()
        if done:
            raise AlreadyReversed(f"第 {entry.number} 笔已由第 {done.number} 笔撤销")
        resting = rests_on(entry, spares)
        if resting:
            raise RestedOn(resting)
        made.statement["reverses"] = entry.number
        if reason:
            made.statement["reason"] = reason
        lineage = _lineage()
        seals = {seal.table: seal for seal in entry.seals.all()}
        for model in sealed_models():
            if issubclass(model, DatedFact) and not spares(model) and table_name(model) in seals:
                _take_back(made, model, seals[table_name(model)], lineage)
    return Entry.objects.get(number=made.number)


def _take_back(made: Posting, model: type[DatedFact], seal: Seal, lineage: _Lineage) -> None:
    own = Q(id__gte=seal.first, id__lt=seal.first + seal.count) | Q(id__in=lineage.restored_from(seal.table, seal))
    standing = model.objects.filter(own, superseded_by__isnull=True).values_list("id", flat=True)
    made.withdraw(model, list(standing))
    made.restore(model, marks.unpack(seal.superseded))
