"""Reports that are being written, or were issued, as the workbench lists them."""

from __future__ import annotations

from django.urls import reverse

from shejian.journal.models import Entry
from shejian.office.asking import Posed
from shejian.office.build.reports import reports_of, title_of, unit_of
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text
from shejian.office.workbench_pages import DocumentLine
from shejian.reports.checking import count_drifted
from shejian.reports.manuscripts import UnitGone
from shejian.reports.models import Draft, DraftState, Issue

SHOWN = 5
NONE = "还没有报告。起一份，提纲和账上的数已经在里面。"
NONE_TO_READ = "还没有报告。"
NOT_AS_KNOWN = "草稿不是账，不随以往的账变；改看最新的账，这里就列出。"


def latest_drafts(one: Visitor, posed: Posed) -> tuple[tuple[DocumentLine, ...], str]:
    """The reports of the units asked about, the last changed first; and what is said when there are none."""
    if posed.known < posed.head:
        return (), NOT_AS_KNOWN
    units = posed.asked.tree.subtree(posed.node.id) if posed.node is not None else frozenset(one.tree.nodes)
    every = [draft for draft in reports_of(one) if draft.state != DraftState.DISCARDED]
    found = [draft for draft in every if draft.unit_id in units]
    return tuple(_line(one, draft) for draft in found[:SHOWN]), NONE if one.is_clerk else NONE_TO_READ


def _line(one: Visitor, draft: Draft) -> DocumentLine:
    issue = draft.issue
    if issue is None:
        tone, state = "past", "草稿"
        note = f"已存 {moment_text(draft.edited)} · {draft.edited_by.name}"
    elif hasattr(issue, "withdrawal"):
        tone, state, note = "mute", "已作废", _issued(issue.entry)
    else:
        tone, state = _standing(issue)
        note = _issued(issue.entry)
    name, href = f"{title_of(draft)} · {unit_of(one, draft)}", reverse("office:report", args=[draft.pk])
    return DocumentLine(name, href, tone, state, note)


def _issued(entry: Entry) -> str:
    return f"{moment_text(entry.moment)} {entry.by.name}签发，第 {entry.number} 笔"


def _standing(issue: Issue) -> tuple[str, str]:
    """Whether the ledger still says what a document in force says."""
    try:
        drifted = count_drifted(issue)
    except UnitGone:
        return "soon", "已签发，账上已没有这个单位"
    return ("soon", f"已签发，{drifted} 个数现已不同") if drifted else ("ok", "已签发，账上还这样说")
