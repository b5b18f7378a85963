"""The page of importing: the form, what is under way, and past batches."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse

from shejian.exchange.ledgers import EVERY_SHEET
from shejian.exchange.models import AT_WORK, Upload, UploadState
from shejian.exchange.summaries import COUNTS
from shejian.exchange.uploads import interrupted
from shejian.journal.models import Entry, ImportBatch
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.import_pages import BatchLine, ImportPage, SheetLine, UploadLine
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text

TITLE = "导入"
COUNT_WORDS = {"new": "新增", "changed": "修改", "unchanged": "相同", "absent": "未列", "faulty": "退回"}
SHOWN_STATES = (*AT_WORK, UploadState.UNSURE, UploadState.READY, UploadState.FAILED, UploadState.REFUSED)
TONES = {
    UploadState.READING: "run",
    UploadState.APPLYING: "run",
    UploadState.UNSURE: "soon",
    UploadState.READY: "past",
    UploadState.APPLIED: "ok",
    UploadState.DISCARDED: "mute",
    UploadState.REFUSED: "late",
    UploadState.FAILED: "late",
}
SHOWN_UPLOADS = 10


def import_page(request: HttpRequest, one: Visitor, form: BaseForm) -> ImportPage:
    """The form, uploads that are not done with, and past batches."""
    uploads = Upload.objects.filter(state__in=[str(state) for state in SHOWN_STATES]).select_related("by")
    batches = list(ImportBatch.objects.select_related("entry", "entry__by", "paper").order_by("-id"))
    shown, pager = paged(batches, request.GET.get("page", ""), lambda at: f"{request.path}?page={at}", "批")
    return ImportPage(
        shell=shell(request, one, TITLE, "import"),
        form=form,
        uploads=tuple(upload_line(each) for each in uploads.order_by("-created")[:SHOWN_UPLOADS]),
        batches=batch_lines(shown),
        pager=pager,
        no_units=one.tree.root is None,
    )


def upload_line(upload: Upload) -> UploadLine:
    """An upload as lists show it."""
    state = UploadState(upload.state)
    gone = interrupted(upload)
    return UploadLine(
        href=reverse("office:upload", args=[upload.key]),
        file_name=upload.file_name,
        state="中断了" if gone else state.label,
        tone="late" if gone else TONES[state],
        moment=moment_text(upload.created),
        by=upload.by.name,
    )


def batch_lines(batches: Sequence[ImportBatch]) -> tuple[BatchLine, ...]:
    """Batches as the list shows them."""
    entries = [batch.entry_id for batch in batches]
    undone = {entry.reverses_id: entry for entry in Entry.objects.filter(reverses__in=entries).select_related("by")}
    return tuple(_batch_line(batch, undone.get(batch.entry_id)) for batch in batches)


def _batch_line(batch: ImportBatch, undone: Entry | None) -> BatchLine:
    entry = batch.entry
    total = total_of(sheet_lines(batch))
    said = f"{moment_text(undone.moment)} 由{undone.by.name}撤销，第 {undone.number} 笔" if undone else ""
    return BatchLine(
        number=batch.pk,
        href=reverse("office:batch", args=[batch.pk]),
        file_name=batch.paper.file_name,
        moment=moment_text(entry.moment),
        by=entry.by.name,
        channel=entry.channel,
        entry=entry.number,
        closing=batch.closing.isoformat(),
        counts="　".join(f"{word} {getattr(total, name)}" for name, word in COUNT_WORDS.items()),
        faults=len(json.loads(batch.faults)),
        undone=said,
        undo_href="" if undone else reverse("office:batch-undo", args=[batch.pk]),
    )


def sheet_lines(batch: ImportBatch) -> tuple[SheetLine, ...]:
    """Counts of each ledger of a batch, in the order in which ledgers are planned."""
    counts = json.loads(batch.sheets)
    titles = [binding.sheet.title for binding in EVERY_SHEET if binding.sheet.title in counts]
    return tuple(SheetLine(title, **counts[title]) for title in titles)


def total_of(lines: Sequence[SheetLine]) -> SheetLine:
    """All ledgers together."""
    return SheetLine("合计", **{name: sum(getattr(line, name) for line in lines) for name in COUNTS})
