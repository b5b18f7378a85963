"""What an upload would do, as it is looked through before it is applied; and what it did, once it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from shejian.base.queries import head_number
from shejian.core.calendar import year_start
from shejian.core.indicators import catalogue
from shejian.core.sheets import fold
from shejian.exchange.marking.marking import may_mark
from shejian.exchange.models import Upload
from shejian.exchange.summaries import MOST, NamedRow, Note, RowChange, SheetCounts, Summary
from shejian.exchange.trial import KEYS
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.models import ImportBatch
from shejian.office.asking import Asking
from shejian.office.build.cells import evidence_href
from shejian.office.build.imports import total_of
from shejian.office.build.paging import paged
from shejian.office.build.steps import SKIPPED
from shejian.office.import_pages import AppliedView, Change, EffectLine, Finding, PlanView, SheetChoice, SheetLine
from shejian.office.pages import Link

MOST_NAMED = 6
FEW = 10
LONGEST_SOUGHT = 40
STRANGER = "other-authority"
APART = " · "
TABS = {"faults": "错误", "changed": "修改", "notices": "提示", "new": "新增", "absent": "未列"}
COUNTED = {"faults": "处", "notices": "处"}
HEADINGS = {
    "faults": ("结果", "表 · 格", "列 · 原值", "为什么退回"),
    "notices": ("结果", "表 · 格", "列 · 原值", "请留意什么"),
    "changed": ("结果", "表 · 行", "名称", "哪一格：账上 → 文件"),
    "new": ("结果", "表 · 行", "名称", "据以认定的各项"),
    "absent": ("结果", "表", "名称", "怎么办"),
}
NOTHING = {
    "faults": "没有错误，一行都不退回。",
    "notices": "没有要留意的。",
    "changed": "没有和账上不同的行。",
    "new": "没有新增的行。",
    "absent": "账上有的，文件都列了。",
}
KEPT = "账上的不动"


def plan_view(request: HttpRequest, upload: Upload, summary: Summary) -> PlanView:
    """The plan of an upload, with the rows of one kind that its address asks for."""
    here = reverse("office:upload", args=[upload.key])
    show = request.GET.get("show", "")
    if show not in TABS:
        show = next((name for name in TABS if summary.totals[name]), "faults")
    listed = _listed(summary)[show]()
    counter = COUNTED.get(show, "行")
    titles = list(dict.fromkeys(each.sheet for each in listed if each.sheet))
    sheet = request.GET.get("sheet", "")
    sheet = sheet if sheet in titles and len(titles) > 1 else ""
    sought = request.GET.get("q", "").strip()[:LONGEST_SOUGHT]
    found = _sought([each for each in listed if sheet in ("", each.sheet)], sought)
    said = {name: value for name, value in {"show": show, "sheet": sheet, "q": sought}.items() if value}
    shown, pager = paged(
        found, request.GET.get("page", ""), lambda at: f"{here}?{urlencode(said)}&page={at}#found", counter
    )
    sheets = tuple(_sheet(each) for each in summary.sheets)
    total = total_of(sheets)
    unmarked = may_mark(summary)
    return PlanView(
        closing=f"{summary.closing}（{summary.closing_how}）",
        sheets=sheets,
        total=total,
        tabs=tuple(
            Link(label, f"{here}?show={name}#found", name == show, str(summary.totals[name]))
            for name, label in TABS.items()
        ),
        headings=HEADINGS[show],
        findings=tuple(shown),
        pager=pager,
        nothing=_nothing(show, sheet, sought),
        show=show,
        sought=sought,
        choices=tuple(SheetChoice(title, title == sheet) for title in titles) if len(titles) > 1 else (),
        many=len(listed) > FEW,
        narrowed=bool(sheet or sought),
        all_href=f"{here}?show={show}#found",
        cut=_cut(summary.totals[show], len(listed), counter),
        effect_day=summary.effect.on,
        effects=_foreseen(summary),
        effect_problem=summary.effect.problem,
        writes=total.new + total.changed,
        promise=_promise(total),
        faults_href=reverse("office:upload-faults", args=[upload.key]) if summary.faults else "",
        marked_href=reverse("office:upload-marked", args=[upload.key]) if _marks(summary) and not unmarked else "",
        unmarked=unmarked if _marks(summary) else "",
        unread=_unread(summary),
        stranger=next((note.reason for note in summary.notices if note.code == STRANGER), ""),
        moved=_moved(summary),
    )


def applied_view(upload: Upload, summary: Summary) -> AppliedView | None:
    """What came of an upload that was applied: its rows, and the figures before and after, each with its rows.

    The figures are those of the ledger as it was then: they stay when later entries come, or when it is taken back.
    """
    if upload.batch is None:
        return None
    sheets = tuple(_sheet(each) for each in summary.sheets)
    total = total_of(sheets)
    undone = upload.batch.entry.reversed_by.first()
    return AppliedView(
        sheets=sheets,
        total=total,
        said=f"入账 {total.new + total.changed} 行：新增 {total.new}，修改 {total.changed}。{_promise(total)}",
        effect_day=upload.batch.closing.isoformat(),
        effects=_come_about(upload.batch),
        undo_href="" if undone else reverse("office:batch-undo", args=[upload.batch.pk]),
        undone=f"这一批已经撤销，记为第 {undone.number} 笔；下面是撤销以前的情况。" if undone else "",
    )


# ---- the rows of one kind ----


def _listed(summary: Summary) -> dict[str, Callable[[], list[Finding]]]:
    """The rows of each kind, made only when that kind is looked at: of a large file there are ten thousand of each."""
    return {
        "faults": lambda: [_note(each, "late", "退回", summary) for each in summary.faults],
        "changed": lambda: [_changed(each, summary) for each in summary.changed],
        "notices": lambda: [_note(each, "soon", "照记", summary) for each in summary.notices],
        "new": lambda: [_named(each, "ok", "新增", "plus") for each in summary.new],
        "absent": lambda: [_named(each, "mute", "不动", "v-mute") for each in summary.absent],
    }


def _sought(listed: list[Finding], sought: str) -> list[Finding]:
    return [each for each in listed if fold(sought) in fold(each.said)] if sought else listed


def _nothing(show: str, sheet: str, sought: str) -> str:
    """Why no row is shown."""
    if sought:
        return f"{f'“{sheet}”的' if sheet else ''}{TABS[show]}里没有“{sought}”。"
    return NOTHING[show]


def _cut(total: int, kept: int, counter: str) -> str:
    """That not all are listed."""
    return f"一共 {total} {counter}，这里只列前 {MOST} {counter}；入账不受影响。" if total > kept else ""


def _note(note: Note, tone: str, verdict: str, summary: Summary) -> Finding:
    return Finding(
        tone,
        verdict,
        note.sheet,
        str(note.row or ""),
        note.column,
        note.value,
        note.reason,
        cell=summary.cell(note),
        icon=f"v-{tone}",
    )


def _changed(change: RowChange, summary: Summary) -> Finding:
    fields = tuple(
        Change(summary.cell_of(change.sheet, change.row, each.column), each.column, each.old, each.new)
        for each in change.fields
    )
    return Finding("past", "修改", change.sheet, str(change.row), change.name, "", "", fields, icon="pen")


def _named(row: NamedRow, tone: str, verdict: str, icon: str) -> Finding:
    name, _, rest = row.name.partition(APART)
    return Finding(tone, verdict, row.sheet, str(row.row or ""), name, "", rest if row.row else KEPT, icon=icon)


# ---- about the whole ----


def _promise(total: SheetLine) -> str:
    return f"退回 {total.faulty} 行不入账；相同 {total.unchanged} 行不写；未列 {total.absent} 行不动。"


def _moved(summary: Summary) -> str:
    """That the ledger moved on since the plan was made."""
    head = head_number()
    if head == summary.version:
        return ""
    return (
        f"这份核对是照第 {summary.version} 笔以前的账做的，账现在记到第 {head} 笔。"
        "入账时先按最新的账再核对一遍：结果变了就不入账，请您再看一遍。"
    )


def _sheet(counts: SheetCounts) -> SheetLine:
    return SheetLine(counts.title, counts.new, counts.changed, counts.unchanged, counts.absent, counts.faulty)


def _marks(summary: Summary) -> bool:
    """Whether there is anything to mark in the file."""
    return bool(summary.faults) or any(summary.cell(note) for note in summary.notices)


def _unread(summary: Summary) -> str:
    """What of the file is passed over and might be meant; which columns, and which sheets."""
    columns = [f"“{note.column}”" for note in summary.notices if note.code in SKIPPED and note.column]
    sheets = [f"“{note.sheet}”" for note in summary.notices if note.code == "sheet-skipped"]
    said = [f"{word}{_some(names)}" for word, names in (("工作表", sheets), ("列", columns)) if names]
    return f"没有读：{'；'.join(said)}。" if said else ""


def _some(names: list[str]) -> str:
    return "、".join(names[:MOST_NAMED]) + (f" 等 {len(names)} 个" if len(names) > MOST_NAMED else "")


# ---- figures before and after ----


def _foreseen(summary: Summary) -> tuple[EffectLine, ...]:
    """Before it is applied only the figures before can be opened."""
    if not summary.effect.figures:
        return ()
    before = Asking(
        on=date.fromisoformat(summary.effect.on),
        known=str(summary.version) if summary.version < head_number() else "",
    )
    return tuple(
        EffectLine(
            catalogue()[each.key].label,
            each.before,
            each.after,
            each.before != each.after,
            evidence_href(each.key, before),
        )
        for each in summary.effect.figures
    )


def _come_about(batch: ImportBatch) -> tuple[EffectLine, ...]:
    """The figures on the file's day, as known at the entry before the import's and at its own.

    They are asked anew, for what was foreseen was so of the ledger at that time, and of large files nothing is.
    """
    lines = []
    asked = [Asking(on=batch.closing, known=str(known)) for known in (batch.entry_id - 1, batch.entry_id)]
    since = year_start(batch.closing)
    before, after = (
        answer(ask(Question(on=batch.closing, since=since, known=int(each.known))), KEYS).figures for each in asked
    )
    for key in KEYS:
        was, now = before[key].text, after[key].text
        hrefs = (evidence_href(key, each) for each in asked)
        lines.append(EffectLine(catalogue()[key].label, was, now, was != now, *hrefs))
    return tuple(lines)
