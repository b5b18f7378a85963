"""The pages of one batch: what it did, and what undoing it would do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from shejian.core.sheets import SheetMapping
from shejian.exchange.planning.mapping import declared, mapping_of
from shejian.exchange.services.undoing import units_stay
from shejian.journal.models import DatedFact, Entry, ImportBatch, Seal
from shejian.journal.services import marks
from shejian.journal.services.reversal import rests_on
from shejian.office.asking import Asking
from shejian.office.build.imports import batch_lines, sheet_lines, total_of
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.import_pages import BatchPage, MappedSheet, NoteLine, UndoPage
from shejian.office.pages import Link
from shejian.office.visitors import Visitor

FAULTS, NOTICES = "faults", "notices"
NOTHING = {FAULTS: "这一批没有退回的行。", NOTICES: "这一批没有提示。"}


def batch_page(request: HttpRequest, one: Visitor, batch: ImportBatch) -> BatchPage:
    """One batch, with the faults and notices that were kept with it."""
    kept = {FAULTS: json.loads(batch.faults), NOTICES: json.loads(batch.notices)}
    show = request.GET.get("show", "")
    if show not in kept:
        show = FAULTS if kept[FAULTS] or not kept[NOTICES] else NOTICES
    here = reverse("office:batch", args=[batch.pk])
    notes, pager = paged(
        kept[show], request.GET.get("page", ""), lambda at: f"{here}?show={show}&page={at}#notes", "处"
    )
    labels = ((FAULTS, "错误"), (NOTICES, "提示"))
    sheets = sheet_lines(batch)
    return BatchPage(
        shell=shell(request, one, f"第 {batch.pk} 批导入", "import"),
        batch=batch_lines([batch])[0],
        sheets=sheets,
        total=total_of(sheets),
        tabs=tuple(
            Link(label, f"{here}?show={name}#notes", name == show, str(len(kept[name]))) for name, label in labels
        ),
        notes=tuple(_note_line(note) for note in notes),
        pager=pager,
        nothing=NOTHING[show],
        links=figure_links(batch),
        mapped=_mapped(batch),
    )


def _mapped(batch: ImportBatch) -> tuple[MappedSheet, ...]:
    """How its sheets were read, where its clerk said so."""
    said = mapping_of(json.loads(batch.entry.statement).get("mapping", {}))
    return tuple(_mapped_sheet(name, one) for name, one in said.items())


def _mapped_sheet(name: str, one: SheetMapping) -> MappedSheet:
    sheet = declared(one.ledger)
    if sheet is None:
        return MappedSheet(name, "不读", "", ())
    read = sorted((sheet.place(key), label) for label, key in (one.columns or {}).items() if key)
    unread = sorted(label for label, key in (one.columns or {}).items() if not key)
    columns = [(label, sheet.columns[place].heading) for place, label in read] + [(label, "不读") for label in unread]
    return MappedSheet(name, sheet.title, f"表头在第 {one.heading_row} 行", tuple(columns))


def figure_links(batch: ImportBatch) -> tuple[Link, ...]:
    """Where the figures of a batch are looked at: on the ledger's day, and now."""
    figures = reverse("office:figures")
    return (
        Link(f"看 {batch.closing} 的指标", figures + Asking(on=batch.closing).query(), icon="sigma"),
        Link("看今日的指标", figures),
    )


def _note_line(note: dict[str, object]) -> NoteLine:
    row = str(note["row"]) if note["row"] else ""
    return NoteLine(str(note["sheet"]), row, str(note["column"]), str(note["value"]), str(note["reason"]))


def undo_page(request: HttpRequest, one: Visitor, batch: ImportBatch) -> UndoPage:
    """What undoing a batch would do, or what rests on it."""
    entry: Entry = batch.entry
    withdrawn, kept, restored = effects_of(entry.seals.all())
    return UndoPage(
        shell=shell(request, one, f"撤销第 {batch.pk} 批导入", "import"),
        batch=batch_lines([batch])[0],
        withdrawn=tuple(withdrawn.items()),
        restored=restored,
        kept=tuple(kept.items()),
        resting=tuple(str(each) for each in rests_on(entry, units_stay)),
        undo_href=reverse("office:batch-undo", args=[batch.pk]),
        back=reverse("office:batch", args=[batch.pk]),
    )


def effects_of(seals: Iterable[Seal]) -> tuple[Counter[str], Counter[str], int]:
    """Facts to be withdrawn and kept, by what they are called, and how many old ones come back."""
    withdrawn: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    restored = 0
    for seal in seals:
        model = apps.get_model(seal.table)
        if not issubclass(model, DatedFact):
            continue
        if units_stay(model):
            kept[str(model._meta.verbose_name)] += seal.count
        else:
            withdrawn[str(model._meta.verbose_name)] += seal.count
            restored += len(marks.unpack(bytes(seal.superseded)))
    return +withdrawn, +kept, restored
