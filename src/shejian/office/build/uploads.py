"""The page of one upload, wherever it has come to."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.calendar import long_date
from shejian.exchange import progress
from shejian.exchange.models import AT_WORK, Upload, UploadState
from shejian.exchange.summaries import Summary
from shejian.exchange.uploads import interrupted
from shejian.office.build.batches import figure_links
from shejian.office.build.imports import TONES
from shejian.office.build.plans import applied_view, plan_view
from shejian.office.build.shell import shell
from shejian.office.build.steps import stage_of, steps_of
from shejian.office.import_pages import UploadPage
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text, size_text

INTERRUPTED = "interrupted"
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


def upload_page(request: HttpRequest, one: Visitor, upload: Upload) -> UploadPage:
    """An upload: working, refused, to be looked through, or done."""
    state = INTERRUPTED if interrupted(upload) else str(upload.state)
    stored = UploadState(upload.state)
    heading, text = SAID[state]
    told = progress.told(upload.key) if stored in AT_WORK else None
    at, most = stage_of(upload, told.stage if told else "")
    ready = stored is UploadState.READY
    looked_through = stored in (UploadState.READY, UploadState.APPLYING, UploadState.APPLIED)
    summary = Summary.load(upload.summary) if upload.summary and looked_through else None
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
        plan=plan_view(request, upload, summary) if ready and summary else None,
        applied=applied_view(upload, summary) if stored is UploadState.APPLIED and summary else None,
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
        ("上传人", upload.by.name),
        ("上传时刻", moment_text(upload.created)),
        ("大小", size_text(upload.size)),
        ("没写日期的不同", effective),
        ("台账时点", closing),
    )
