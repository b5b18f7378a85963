"""The latest entries that changed what a question reaches, and what each of them changed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    table_name(model): model
    for model in sealed_models()
    if issubclass(model, DatedFact) and model is not RoleHolding
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
    changed = _changed(posed, looked_at)
    shown = [entry for entry in looked_at if _of(entry, changed).counts][:SHOWN]
    imported = {
        batch.entry_id: batch for batch in ImportBatch.objects.select_related("paper").filter(entry__in=shown)
    }
    return tuple(_line(posed, entry, _of(entry, changed), imported.get(entry.number), batches) for entry in shown)


def _of(entry: Entry, changed: Mapping[int, _Changed]) -> _Changed:
    """What an entry recorded; of one that takes another back and records nothing itself, what that one had recorded."""
    own = changed.get(entry.number, _Changed())
    if own.counts or entry.reverses_id is None:
        return own
    return changed.get(entry.reverses_id, own)


def _changed(posed: Posed, looked_at: Iterable[Entry]) -> dict[int, _Changed]:
    numbers = {entry.number for entry in looked_at}
    numbers |= {entry.reverses_id for entry in looked_at if entry.reverses_id is not None}
    spans: dict[str, list[Seal]] = {}
    for seal in Seal.objects.filter(entry__in=numbers, count__gt=0).only("entry_id", "table", "first", "count"):
        spans.setdefault(seal.table, []).append(seal)
    found: dict[int, _Changed] = {}
    for table, seals in spans.items():
        model = FACTS.get(table)
        rows = _within(posed, model) if model is not None else None
        if model is None or rows is None:
            continue
        first, last = min(one.first for one in seals), max(one.first + one.count for one in seals)
        rows = rows.filter(pk__gte=first, pk__lt=last, entry__in=numbers).order_by()
        days = Max("start", filter=Q(start__lte=posed.today))
        for number, count, day in rows.values("entry").annotate(n=Count("pk"), day=days).values_list("entry", "n", "day"):
            found.setdefault(number, _Changed()).add(str(model._meta.verbose_name), count, day)
    return found


def _within(posed: Posed, model: type[DatedFact]) -> QuerySet[DatedFact] | None:
    """The facts of a kind that are of the question's organizations and of the party organizations that cover them;
    ``None`` if a part of the ledger cannot be told to have any of that kind."""
    units = posed.asked.scope.units
    if units is None:
        return model.objects.all()  # type: ignore[no-any-return]
    columns = {one.attname for one in model._meta.concrete_fields}
    placed = Placement.objects.on(posed.on, posed.known).filter(line=str(posed.line), unit__in=units)
    organizations = placed.values(ORGANIZATION)
    if ORGANIZATION in columns:
        return model.objects.filter(organization__in=organizations)  # type: ignore[no-any-return]
    if BODY in columns:
        covering = Coverage.objects.on(posed.on, posed.known).filter(organization__in=organizations)
        return model.objects.filter(party_organization__in=covering.values(BODY))  # type: ignore[no-any-return]
    return None


def _line(
    posed: Posed, entry: Entry, changed: _Changed, batch: ImportBatch | None, batches: bool
) -> LatestEntry:
    recorded = entry.moment.astimezone(SHANGHAI).date()
    of = batch.closing if batch is not None else changed.last
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
        changed=_counted(changed.counts),
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
