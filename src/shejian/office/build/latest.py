"""The latest entries that changed what a question reaches, and what each of them changed there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse

from shejian.base.models import RoleHolding
from shejian.core.calendar.days import SHANGHAI
from shejian.journal.models import DatedFact, Entry, ImportBatch, Seal
from shejian.journal.models.sealed import sealed_models, table_name
from shejian.journal.wording import act_label
from shejian.office.asking import Posed
from shejian.office.pages import Link
from shejian.office.wording import moment_text
from shejian.office.workbench_pages import LatestEntry
from shejian.party.models import Coverage
from shejian.registry.models import Placement

LOOKED_AT, SHOWN, KINDS = 40, 6, 3
LATE_DAYS = 30
"""From how many days on an entry is said to be late; nothing follows from it but the saying."""
FACTS = {
    table_name(model): model for model in sealed_models() if issubclass(model, DatedFact) and model is not RoleHolding
}
ORGANIZATION, BODY = "organization_id", "party_organization_id"


@dataclass(slots=True)
class _Changed:
    """What one entry recorded within reach: how many facts of each kind, and the last day of which they speak."""

    counts: dict[str, int] = field(default_factory=dict)
    last: date | None = None

    def add(self, name: str, count: int, last: date | None) -> None:
        self.counts[name] = self.counts.get(name, 0) + count
        if last is not None and (self.last is None or last > self.last):
            self.last = last


def latest_entries(posed: Posed, *, batches: bool) -> tuple[LatestEntry, ...]:
    """The last entries that changed something within the question's scope, as known; ``batches``: with their pages."""
    looked_at = list(
        Entry.objects.filter(number__lte=posed.known)
        .select_related("by")
        .defer("statement")
        .order_by("-number")[:LOOKED_AT]
    )
    numbers = {entry.number for entry in looked_at}
    numbers |= {entry.reverses_id for entry in looked_at if entry.reverses_id is not None}
    imported = {one.entry_id: one for one in ImportBatch.objects.select_related("paper").filter(entry__in=numbers)}
    changed = _changed(posed, numbers, imported.keys())
    shown = [entry for entry in looked_at if _of(entry, changed).counts][:SHOWN]
    return tuple(_line(posed, entry, _of(entry, changed), imported.get(entry.number), batches) for entry in shown)


def _of(entry: Entry, changed: Mapping[int, _Changed]) -> _Changed:
    """What an entry recorded; of one that takes another back, what that one had recorded."""
    own = changed.get(entry.number, _Changed())
    return own if entry.reverses_id is None else changed.get(entry.reverses_id, own)


def _changed(posed: Posed, numbers: set[int], imported: Collection[int]) -> dict[int, _Changed]:
    """What entries recorded within reach, by entry.

    Of an import only numbers are asked, which its seals have already if everything is within reach.
    """
    found: dict[int, _Changed] = {}
    spans: dict[str, list[Seal]] = {}
    everything = posed.asked.scope.units is None
    for seal in Seal.objects.filter(entry__in=numbers, count__gt=0).only("entry_id", "table", "first", "count"):
        if seal.table not in FACTS:
            continue
        if everything and seal.entry_id in imported:
            found.setdefault(seal.entry_id, _Changed()).add(_called(seal.table), seal.count, None)
        else:
            spans.setdefault(seal.table, []).append(seal)
    for table, seals in spans.items():
        rows = _within(posed, FACTS[table])
        if rows is None:
            continue
        first, last = min(one.first for one in seals), max(one.first + one.count for one in seals)
        rows = rows.filter(pk__gte=first, pk__lt=last, entry__in=[one.entry_id for one in seals]).order_by()
        days = Max("start", filter=Q(start__lte=posed.today))
        for number, count, day in (
            rows.values("entry").annotate(n=Count("pk"), day=days).values_list("entry", "n", "day")
        ):
            found.setdefault(number, _Changed()).add(_called(table), count, day)
    return found


def _called(table: str) -> str:
    return str(FACTS[table]._meta.verbose_name)


def _within(posed: Posed, model: type[DatedFact]) -> QuerySet[DatedFact] | None:
    """The facts of a kind that are of the question's organizations and of the party organizations that cover them;
    ``None`` if a part of the ledger cannot be told to have any of that kind."""
    units = posed.asked.scope.units
    if units is None:
        return model.objects.all()
    columns = {one.attname for one in model._meta.concrete_fields}
    placed = Placement.objects.on(posed.on, posed.known).filter(line=str(posed.line), unit__in=units)
    organizations = placed.values(ORGANIZATION)
    if ORGANIZATION in columns:
        return model.objects.filter(Q((f"{ORGANIZATION}__in", organizations)))
    if BODY in columns:
        covering = Coverage.objects.on(posed.on, posed.known).filter(organization__in=organizations)
        return model.objects.filter(Q((f"{BODY}__in", covering.values(BODY))))
    return None


def _line(posed: Posed, entry: Entry, changed: _Changed, batch: ImportBatch | None, batches: bool) -> LatestEntry:
    recorded = entry.moment.astimezone(SHANGHAI).date()
    back = entry.reverses_id
    of = None if back is not None else batch.closing if batch is not None else changed.last
    late = (recorded - of).days if of is not None else 0
    spoken = f"台账时点 {of}" if batch is not None else f"发生 {of}" if of is not None else ""
    before = posed.asking.with_(known=str(entry.number - 1))
    page = None
    if batch is not None and batches:
        page = Link(batch.paper.file_name, reverse("office:batch", args=[batch.pk]))
    return LatestEntry(
        number=entry.number,
        moment=moment_text(entry.moment),
        act=act_label(entry.act),
        by=entry.by.name,
        changed=(f"撤回第 {back} 笔：" if back is not None else "") + _counted(changed.counts),
        happened=spoken,
        late=f"迟录 {late} 天" if late > LATE_DAYS else "",
        before=Link("它以前的数", reverse("office:figures") + before.query()),
        batch=page,
    )


def _counted(counts: Mapping[str, int]) -> str:
    """Kinds of facts with their numbers, the most first; all the rest as one number."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    said = [f"{name} {count} 条" for name, count in ordered[:KINDS]]
    rest = sum(count for _, count in ordered[KINDS:])
    return "、".join(said) + (f"，其他 {rest} 条" if rest else "")
