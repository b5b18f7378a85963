"""The page on which a clerk says which ledger a sheet is, where its headings stand, and which column each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from shejian.core.sheets import (
    NOT_READ,
    Sheet,
    SheetMapping,
    WrongMapping,
    alike,
    column_letter,
    exact_columns,
    labels_at,
    likest,
    mapped_layout,
)
from shejian.core.sheets.recognition import HEADING_ROWS
from shejian.exchange.ledgers import EVERY_SHEET
from shejian.exchange.models import Upload, UploadState
from shejian.exchange.planning.heads import SheetHead, load_heads
from shejian.exchange.planning.mapping import declared, load_mapping
from shejian.exchange.remembering import Remembered, remembered
from shejian.office.build.shell import shell
from shejian.office.build.steps import steps_of
from shejian.office.mapping_pages import HeadingLine, LastTime, MappingPage, Option, SheetCard
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text

TITLE = "列对应"
SAMPLES = 3
LONGEST_SAMPLE = 24
MOST_COMPARED = 40
NOTHING_READ = "每一张表都选了不读：请至少指明一张表是哪种台账，或放弃这次上传。"


@dataclass(slots=True)
class Said:
    """What is said of each sheet, by its place in the file, and what is wrong with it."""

    sheets: dict[int, SheetMapping]
    heads: tuple[SheetHead, ...]
    before: Mapping[str, Remembered] = field(default_factory=dict)
    faults: dict[tuple[str, str], str] = field(default_factory=dict)
    error: str = ""

    @property
    def mapping(self) -> dict[str, SheetMapping]:
        return {self.heads[at].name: said for at, said in self.sheets.items()}


def offered(upload: Upload, units: Sequence[int]) -> Said:
    """What the page starts with: what was said of this file, or of the same headings before, or what was recognised."""
    heads = load_heads(upload.heads)
    before = remembered(units, heads)
    said = load_mapping(upload.mapping)
    return Said({at: said.get(head.name) or _first_offer(head, before) for at, head in enumerate(heads)}, heads, before)


def _first_offer(head: SheetHead, before: Mapping[str, Remembered]) -> SheetMapping:
    if head.name in before:
        return before[head.name].said
    sheet = declared(head.ledger) if head.sure else None
    return _exact(head, sheet, head.heading_row or _likely_row(head))


def said_in(posted: QueryDict, upload: Upload, units: Sequence[int]) -> Said:
    """What a form says; where another ledger or row was chosen than its headings were listed for, they are new."""
    heads = load_heads(upload.heads)
    said = Said({}, heads, remembered(units, heads))
    look, _, ledger = posted.get("look", "").partition(":")
    for at, head in enumerate(heads):
        sheet = declared(ledger if ledger and look == str(at) else posted.get(f"ledger-{at}", ""))
        row = _row(posted.get(f"row-{at}", ""), head)
        if sheet is None or posted.get(f"was-{at}", "") != _was(sheet, row):
            said.sheets[at] = _exact(head, sheet, row)
            continue
        known = {column.key for column in sheet.columns}
        columns = {}
        for place, label in enumerate(labels_at(head.rows, row - head.first)):
            key = posted.get(f"col-{at}-{place}", NOT_READ)
            columns[label] = key if key in known else NOT_READ
        said.sheets[at] = SheetMapping(sheet.key, row, columns)
    return said


def check(said: Said) -> bool:
    """Find what is wrong, and whether nothing is."""
    for at, one in said.sheets.items():
        head, sheet = said.heads[at], declared(one.ledger)
        if sheet is None:
            continue
        try:
            mapped_layout(head.name, head.rows[:HEADING_ROWS], head.first, sheet, one)
        except WrongMapping as problem:
            said.faults |= {(fault.sheet, fault.label): fault.reason for fault in problem.faults}
    if not any(one.ledger for one in said.sheets.values()):
        said.error = NOTHING_READ
    elif said.faults:
        said.error = f"有 {len(said.faults)} 处对不上，还没有重新读取，账没有动；请看标出的地方。"
    return not said.error


def mapping_page(request: HttpRequest, one: Visitor, upload: Upload, said: Said) -> MappingPage:
    """The page as it is to be filled in, or as it was, with what is wrong at its place."""
    here = reverse("office:upload-mapping", args=[upload.key])
    ready = upload.state == str(UploadState.READY)
    back = Link("回到导入", reverse("office:import"))
    if ready:
        back = Link("返回核对", reverse("office:upload", args=[upload.key]))
    return MappingPage(
        shell=shell(request, one, f"{TITLE} · {upload.file_name}", "import"),
        file_name=upload.file_name,
        steps=steps_of(upload, None, mapping=True),
        error=said.error,
        problem=upload.error if upload.state == str(UploadState.UNSURE) else "",
        sheets=tuple(_card(upload, at, said) for at in range(len(said.heads))),
        seen=upload.mapping,
        href=here,
        back=back,
        discard_href=reverse("office:upload-discard", args=[upload.key]),
    )


def _card(upload: Upload, at: int, said: Said) -> SheetCard:
    head, one = said.heads[at], said.sheets[at]
    sheet = declared(one.ledger)
    row = one.heading_row or _likely_row(head)
    like = declared(head.ledger) or (None if sheet else _likest(head, row))
    last = said.before.get(head.name)
    return SheetCard(
        at=at,
        name=head.name,
        text=_taken_for(head, like),
        ledger_name=f"ledger-{at}",
        ledgers=(
            Option(NOT_READ, "不读这张表", sheet is None),
            *(Option(each.sheet.key, each.sheet.title, each.sheet.key == one.ledger) for each in EVERY_SHEET),
        ),
        row_name=f"row-{at}",
        rows=tuple(_row_option(head, place, row) for place in range(min(HEADING_ROWS, len(head.rows)))),
        was_name=f"was-{at}",
        was=_was(sheet, row) if sheet else "",
        guess=Option(f"{at}:{like.key}", like.title) if like and sheet is None else None,
        headings=_headings(at, head, sheet, replace(one, heading_row=row), said) if sheet else (),
        read=sum(1 for key in (one.columns or {}).values() if key),
        needed="、".join(sheet.column(key).heading for key in sheet.needed) if sheet else "",
        last_time=_last_time(upload, last, one) if last else None,
        error=said.faults.get((head.name, ""), ""),
    )


def _likest(head: SheetHead, row: int) -> Sheet | None:
    labels = [text for text in head.rows[row - head.first] if text][:MOST_COMPARED] if head.rows else []
    return likest(labels, [binding.sheet for binding in EVERY_SHEET])


def _taken_for(head: SheetHead, like: Sheet | None) -> str:
    if like is None:
        return "没有认出是哪种台账"
    return f"认作{like.title}" if head.sure else f"没有认准，最像{like.title}"


def _last_time(upload: Upload, last: Remembered, one: SheetMapping) -> LastTime:
    who = f"{last.kept.by.name} {moment_text(last.kept.moment)}"
    same = one == last.said
    text = f"沿用上次的对应（{who}），可以改"
    if not same:
        text = f"同样的表头上次对应过（{who}），这次不一样；读取后记住这次的"
    return LastTime(text, reverse("office:upload-mapping-forget", args=[upload.key, last.kept.pk]))


def _headings(at: int, head: SheetHead, sheet: Sheet, one: SheetMapping, said: Said) -> tuple[HeadingLine, ...]:
    index = one.heading_row - head.first
    lines = []
    for place, label in enumerate(labels_at(head.rows, index)):
        samples = _samples(head, index, place)
        text = head.rows[index][place] if place < len(head.rows[index]) else ""
        if not samples and not text:
            continue
        key = (one.columns or {}).get(label, NOT_READ)
        near = [] if key else alike(label, sheet)
        lines.append(
            HeadingLine(
                name=f"col-{at}-{place}",
                letter=column_letter(place),
                label=label,
                samples="　".join(samples),
                likely=tuple(Option(column.key, column.heading) for column in near),
                options=tuple(Option(column.key, column.heading, column.key == key) for column in sheet.columns),
                read=bool(key),
                error=said.faults.get((head.name, label), ""),
            )
        )
    return tuple(lines)


def _samples(head: SheetHead, index: int, place: int) -> list[str]:
    """A few different cells below the headings."""
    below = (row[place] for row in head.rows[index + 1 :] if place < len(row) and row[place])
    return [text[:LONGEST_SAMPLE] for text in dict.fromkeys(below)][:SAMPLES]


def _row_option(head: SheetHead, place: int, row: int) -> Option:
    said = " ".join(text[:LONGEST_SAMPLE] for text in head.rows[place] if text)[: LONGEST_SAMPLE * 2]
    number = head.first + place
    return Option(str(number), f"第 {number} 行：{said or '（空）'}", number == row)


def _row(said: str, head: SheetHead) -> int:
    """The row that was chosen, if it is one of those offered."""
    last = head.first + min(HEADING_ROWS, len(head.rows)) - 1
    row = int(said) if said.isdecimal() else 0
    return row if head.first <= row <= last else head.heading_row or _likely_row(head)


def _likely_row(head: SheetHead) -> int:
    """The row, of those that may hold headings, in which the most cells are filled; the first of them."""
    counts = [sum(1 for text in row if text) for row in head.rows[:HEADING_ROWS]]
    return head.first + (counts.index(max(counts)) if counts else 0)


def _exact(head: SheetHead, sheet: Sheet | None, row: int) -> SheetMapping:
    """Only what needs no guessing: headings that are the ledger's own."""
    if sheet is None:
        return SheetMapping(NOT_READ, row, {})
    own = exact_columns(head.rows, row - head.first, sheet)
    labels = labels_at(head.rows, row - head.first)
    return SheetMapping(sheet.key, row, {label: own.get(label, NOT_READ) for label in labels})


def _was(sheet: Sheet, row: int) -> str:
    return f"{sheet.key}:{row}"
