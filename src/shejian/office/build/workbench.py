"""The workbench: coverage, the units below, what was entered last, and what is under way."""

from __future__ import annotations

import json

from django.http import HttpRequest
from django.urls import reverse

from shejian.exchange.models import Upload
from shejian.figures.keeping import figures_now
from shejian.journal.models import Entry, ImportBatch
from shejian.office.asking import Posed
from shejian.office.build.cells import cell, sentence
from shejian.office.build.drafts import latest_drafts
from shejian.office.build.due import due_panel
from shejian.office.build.figures import HEADLINES, coverage_bar, coverage_trend, headlines
from shejian.office.build.imports import SHOWN_STATES, upload_line
from shejian.office.build.latest import latest_entries
from shejian.office.build.nothing import empty_ledger, holds_any
from shejian.office.build.oversight_desk import findings_desk
from shejian.office.build.shell import shell
from shejian.office.grouping import ALONG, LABELS, Group, by_group
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.workbench_pages import ImportLine, PlaceRow, PlaceTable, WorkbenchPage

TITLE = "工作台"
NEEDED = (*HEADLINES, "covered", "not_built")
BY_PLACE = ("organizations", "covered", "organization_coverage")
SHOWN_IMPORTS = 4


def workbench_page(request: HttpRequest, one: Visitor, posed: Posed) -> WorkbenchPage:
    """The workbench of a question, or why there is nothing on it."""
    around = shell(request, one, TITLE, "workbench", posed)
    here = reverse("office:workbench")
    if not holds_any(posed.asked):
        return WorkbenchPage(around, sentence(posed), empty=empty_ledger(one, posed, here))
    asking = posed.asking
    found = figures_now(posed.asked, NEEDED)
    drafts, no_drafts = latest_drafts(one, posed)
    imports = Link("导入", reverse("office:import") + asking.query()) if one.may_import else None
    return WorkbenchPage(
        shell=around,
        sentence=sentence(posed),
        headlines=headlines(posed, found),
        more=Link("看有效覆盖缺在哪里", reverse("office:coverage") + asking.query()),
        bar=coverage_bar(found),
        covered=cell(found["covered"], asking),
        not_covered=cell(found["not_built"], asking),
        trend=coverage_trend(posed),
        places=_places(posed),
        entries=latest_entries(posed, batches=one.may_import),
        imports=_imports() if one.may_import else (),
        import_link=imports,
        drafts=drafts,
        drafts_nothing=no_drafts,
        drafts_link=Link("全部报告" if drafts else "起一份" if one.is_clerk else "报告", reverse("office:reports")),
        due=due_panel(posed),
        findings=findings_desk(one, posed),
    )


def _places(posed: Posed) -> PlaceTable:
    grouping = ALONG[posed.line]
    totals, groups = by_group(posed.asked, BY_PLACE, grouping)
    label = LABELS[grouping]
    return PlaceTable(
        heading=f"各{label}情况",
        column=label,
        note="按单位的序列排列，不作排名",
        rows=tuple(_row(posed, group, {"by": str(grouping), "group": group.token}) for group in groups),
        total=_row(posed, Group("", "合计", totals), {}),
        more=Link("更多指标", reverse("office:figures") + posed.asking.query() + "#groups"),
    )


def _row(posed: Posed, group: Group, page: dict[str, str]) -> PlaceRow:
    organizations, covered, coverage = (cell(group.figures[key], posed.asking, **page) for key in BY_PLACE)
    return PlaceRow(group.name, organizations, covered, coverage, coverage_bar(group.figures))


def _imports() -> tuple[ImportLine, ...]:
    """Uploads that are not done with, then the last batches, with what was sent back."""
    waiting = Upload.objects.filter(state__in=[str(state) for state in SHOWN_STATES]).select_related("by")
    lines = [upload_line(each) for each in waiting.order_by("-created")[:SHOWN_IMPORTS]]
    found = [
        ImportLine(one.file_name, one.href, one.tone, one.state, f"{one.moment} {one.by}上传，还没有入账")
        for one in lines
    ]
    batches = list(ImportBatch.objects.select_related("entry", "paper").order_by("-id")[: SHOWN_IMPORTS - len(found)])
    undone = set(
        Entry.objects.filter(reverses__in=[each.entry_id for each in batches]).values_list("reverses_id", flat=True)
    )
    return (*found, *(_batch(each, undone=each.entry_id in undone) for each in batches))


def _batch(batch: ImportBatch, *, undone: bool) -> ImportLine:
    faults = len(json.loads(batch.faults))
    note = f"第 {batch.pk} 批，台账时点 {batch.closing}"
    if undone:
        tone, state = "mute", "已撤销"
    elif faults:
        tone, state = "soon", f"退回 {faults} 处，待改"
    else:
        tone, state = "ok", "全部入账"
    return ImportLine(batch.paper.file_name, reverse("office:batch", args=[batch.pk]), tone, state, note)
