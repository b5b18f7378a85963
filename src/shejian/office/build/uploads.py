"""The page of one upload, wherever it has come to."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.calendar import long_date
from shejian.core.indicators import catalogue
from shejian.core.sheets import fold
from shejian.exchange import progress
from shejian.exchange.marking.marking import may_mark
from shejian.exchange.models import AT_WORK, Upload, UploadState
from shejian.exchange.summaries import MOST, NamedRow, Note, RowChange, SheetCounts, Summary
from shejian.exchange.uploads import interrupted
from shejian.office.asking import Asking
from shejian.office.build.batches import figure_links
from shejian.office.build.cells import evidence_href
from shejian.office.build.imports import TONES, total_of
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.build.steps import SKIPPED, stage_of, steps_of
from shejian.office.import_pages import EffectLine, Finding, PlanView, SheetLine, UploadPage
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text, size_text

INTERRUPTED = "interrupted"
MOST_NAMED = 6
FEW = 10
LONGEST_SOUGHT = 40
STRANGER = "other-authority"
SAID = {
    "reading": ("正在读取", "可以离开这一页，它会接着做；回到“导入”就能看到它走到了哪一步。账还没有动。"),
    "applying": ("正在入账", "可以离开这一页，它会接着做。整批在一笔里入账：要么全成，要么账不动。"),
    "refused": ("这个文件读不了，账没有动", ""),
    "unsure": ("要您指一下哪列是什么，账没有动", ""),
    "failed": ("程序出了故障，账没有动", ""),
    "ready": ("", ""),
    "applied": ("已入账", "每一行都能从指标点到。要退回，可以整批撤销。"),
    "discarded": ("已放弃", "没有入账，账没有动；没有别处用到的原件已经删去。"),
    INTERRUPTED: ("中断了，账没有动", "处理它的程序已经不在了，可能是服务重启过。文件还在，可以重新读取。"),
}
TABS = {"faults": "错误", "changed": "修改", "notices": "提示", "new": "新增", "absent": "未列"}
HEADINGS = {
    "faults": ("结果", "表 · 行", "列 · 原值", "为什么退回"),
    "notices": ("结果", "表 · 行", "列 · 原值", "请留意什么"),
    "changed": ("结果", "表 · 行", "名称", "账上 → 文件"),
    "new": ("结果", "表 · 行", "名称", ""),
    "absent": ("结果", "表", "名称", ""),
}
NOTHING = {
    "faults": "没有错误，一行都不退回。",
    "notices": "没有要留意的。",
    "changed": "没有和账上不同的行。",
    "new": "没有新增的行。",
    "absent": "账上有的，文件都列了。",
}


def upload_page(request: HttpRequest, one: Visitor, upload: Upload) -> UploadPage:
    """An upload: working, refused, to be looked through, or done."""
    state = INTERRUPTED if interrupted(upload) else str(upload.state)
    stored = UploadState(upload.state)
    heading, text = SAID[state]
    told = progress.told(upload.key) if stored in AT_WORK else None
    at, most = stage_of(upload, told.stage if told else "")
    ready = stored is UploadState.READY
    summary = Summary.load(upload.summary) if upload.summary and (ready or stored is UploadState.APPLIED) else None
    return UploadPage(
        shell=shell(request, one, upload.file_name, "import"),
        file_name=upload.file_name,
        facts=_facts(upload),
        steps=steps_of(upload, summary),
        state=state,
        tone="late" if state == INTERRUPTED else TONES[stored],
        heading=heading,
        text=text,
        stage=told.stage if told else "正在启动",
        count=_count(told, at, most),
        at=at,
        most=most,
        error=upload.error,
        plan=_plan(request, upload, summary) if ready and summary else None,
        seen=summary.fingerprint if ready and summary else "",
        **_actions(upload, state),
        links=_links(upload),
    )


def _count(told: progress.Progress | None, at: int, most: int) -> str:
    """Which step of how many, and how many rows."""
    if told is None:
        return ""
    rows = f" · {told.count} 行" if told.count else ""
    return f"第 {at} 步，共 {most} 步{rows}"


def _actions(upload: Upload, state: str) -> dict[str, str]:
    """The addresses of what can be done from here."""
    offered = {
        "reading": ("progress", "stop"),
        "applying": ("progress",),
        "refused": ("discard",),
        "failed": ("retry", "discard"),
        "unsure": ("mapping", "discard"),
        INTERRUPTED: ("retry", "discard"),
        "ready": ("apply", "discard", "mapping"),
    }.get(state, ())
    return {f"{name}_href": reverse(f"office:upload-{name}", args=[upload.key]) for name in offered}


def _links(upload: Upload) -> tuple[Link, ...]:
    """Where to go once it is applied."""
    if upload.batch is None:
        return ()
    batch = Link(f"看第 {upload.batch.pk} 批", reverse("office:batch", args=[upload.batch.pk]))
    return (*figure_links(upload.batch), batch)


def _facts(upload: Upload) -> tuple[tuple[str, str], ...]:
    effective = f"从 {long_date(upload.effective)} 起按变更记" if upload.effective else "按更正记"
    closing = f"{long_date(upload.closing)}（上传时指定）" if upload.closing else "从文件里认"
    return (
        ("上传", f"{upload.by.name} · {moment_text(upload.created)}"),
        ("大小", size_text(upload.size)),
        ("没写日期的不同", effective),
        ("台账时点", closing),
    )


# ---- the plan ----


def _plan(request: HttpRequest, upload: Upload, summary: Summary) -> PlanView:
    here = reverse("office:upload", args=[upload.key])
    listed = {
        "faults": [_note(each, "late", "退回", summary) for each in summary.faults],
        "changed": [_changed(each) for each in summary.changed],
        "notices": [_note(each, "soon", "照记", summary) for each in summary.notices],
        "new": [_named(each, "ok", "新增") for each in summary.new],
        "absent": [_named(each, "mute", "不动") for each in summary.absent],
    }
    show = request.GET.get("show", "")
    if show not in listed:
        show = next((name for name in TABS if listed[name]), "faults")
    counter = "处" if show in ("faults", "notices") else "行"
    sought = request.GET.get("q", "").strip()[:LONGEST_SOUGHT]
    found = [each for each in listed[show] if fold(sought) in fold(each.said)] if sought else listed[show]
    same = f"{here}?{urlencode({'show': show} | ({'q': sought} if sought else {}))}"
    shown, pager = paged(found, request.GET.get("page", ""), lambda at: f"{same}&page={at}#found", counter)
    tabs = tuple(
        Link(label, f"{here}?show={name}#found", name == show, str(summary.totals[name]))
        for name, label in TABS.items()
    )
    sheets = tuple(_sheet(each) for each in summary.sheets)
    total = total_of(sheets)
    unmarked = may_mark(summary)
    return PlanView(
        closing=f"{summary.closing}（{summary.closing_how}）",
        sheets=sheets,
        total=total,
        tabs=tabs,
        headings=HEADINGS[show],
        findings=tuple(shown),
        pager=pager,
        nothing=_nothing(show, summary, sought),
        show=show,
        sought=sought,
        many=len(listed[show]) > FEW,
        all_href=f"{here}?show={show}#found",
        effect_day=summary.effect.on,
        effects=_effects(summary),
        effect_problem=summary.effect.problem,
        writes=total.new + total.changed,
        promise=_promise(total),
        faults_href=reverse("office:upload-faults", args=[upload.key]) if summary.faults else "",
        marked_href=reverse("office:upload-marked", args=[upload.key]) if _marks(summary) and not unmarked else "",
        unmarked=unmarked if _marks(summary) else "",
        unread=_unread(summary),
        stranger=next((note.reason for note in summary.notices if note.code == STRANGER), ""),
    )


def _nothing(show: str, summary: Summary, sought: str) -> str:
    """Why no row is shown."""
    if sought:
        return f"这一类里没有“{sought}”。"
    return NOTHING[show] if summary.totals[show] <= MOST else ""


def _promise(total: SheetLine) -> str:
    return f"退回 {total.faulty} 行不入账；相同 {total.unchanged} 行不写；未列 {total.absent} 行不动。"


def _sheet(counts: SheetCounts) -> SheetLine:
    return SheetLine(counts.title, counts.new, counts.changed, counts.unchanged, counts.absent, counts.faulty)


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


def _marks(summary: Summary) -> bool:
    """Whether there is anything to mark in the file."""
    return bool(summary.faults) or any(summary.cell(note) for note in summary.notices)


def _unread(summary: Summary) -> str:
    """What of the file is passed over and might be meant; which columns, and which sheets."""
    columns = [f"“{note.column}”" for note in summary.notices if note.code in SKIPPED and note.column]
    sheets = [f"“{note.sheet}”" for note in summary.notices if note.code == "sheet-skipped"]
    said = [f"{word}{_listed(names)}" for word, names in (("工作表", sheets), ("列", columns)) if names]
    return f"没有读：{'；'.join(said)}。" if said else ""


def _listed(names: list[str]) -> str:
    return "、".join(names[:MOST_NAMED]) + (f" 等 {len(names)} 个" if len(names) > MOST_NAMED else "")


def _changed(change: RowChange) -> Finding:
    return Finding("past", "修改", change.sheet, str(change.row), change.name, "", "", change.fields, icon="pen")


def _named(row: NamedRow, tone: str, verdict: str) -> Finding:
    icon = "plus" if tone == "ok" else f"v-{tone}"
    return Finding(tone, verdict, row.sheet, str(row.row or ""), row.name, "", "", icon=icon)


def _effects(summary: Summary) -> tuple[EffectLine, ...]:
    if not summary.effect.figures:
        return ()
    before = Asking(on=date.fromisoformat(summary.effect.on))
    return tuple(
        EffectLine(
            label=catalogue()[each.key].label,
            before=each.before,
            after=each.after,
            moves=each.before != each.after,
            href=evidence_href(each.key, before),
        )
        for each in summary.effect.figures
    )
