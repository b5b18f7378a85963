"""The five steps of an import, and at which of them an upload is."""

from __future__ import annotations

from shejian.exchange.models import Upload, UploadState
from shejian.exchange.services.importing import REGISTER, SEAL
from shejian.exchange.summaries import Summary
from shejian.exchange.uploads import CHECK_AGAIN, COMPARE, READ_FILE, TRY
from shejian.office.import_pages import Step

STEPS = ("上传", "列对应", "核对", "入账", "可撤销")
MAPPING = 1
PLACE = {
    UploadState.READING: 1,
    UploadState.UNSURE: 1,
    UploadState.REFUSED: 1,
    UploadState.FAILED: 1,
    UploadState.READY: 2,
    UploadState.APPLYING: 3,
    UploadState.APPLIED: 4,
    UploadState.DISCARDED: 0,
}
READING = (READ_FILE, COMPARE, TRY)
SKIPPED = ("column-skipped", "column-repeated")


def steps_of(upload: Upload, summary: Summary | None, *, mapping: bool = False) -> tuple[Step, ...]:
    """The steps with what each came to; ``mapping``: somebody is saying which column is which."""
    state = UploadState(upload.state)
    place = MAPPING if mapping else PLACE[state]
    done = state is UploadState.APPLIED
    notes = (
        upload.file_name,
        _columns(summary) if summary else "认表、认列",
        _checked(summary) if summary else "逐格查、逐行和账上比",
        f"第 {upload.batch.pk} 批，第 {upload.batch.entry_id} 笔" if upload.batch else "一笔入账，要么全成",
        "随时可以整批撤销",
    )
    return tuple(
        Step(title, note, "done" if at < place or (done and at < len(STEPS)) else "now" if at == place else "todo")
        for at, (title, note) in enumerate(zip(STEPS, notes, strict=True))
    )


def skipped_columns(summary: Summary) -> int:
    """How many columns of the file are not read."""
    return sum(1 for note in summary.notices if note.code in SKIPPED)


def _columns(summary: Summary) -> str:
    skipped = skipped_columns(summary)
    return f"对上 {summary.columns} 列，" + (f"不读 {skipped} 列" if skipped else "都读")


def _checked(summary: Summary) -> str:
    faulty = summary.totals["faulty"]
    rows = summary.totals["new"] + summary.totals["changed"] + summary.totals["unchanged"] + faulty
    return f"{rows} 行：退回 {faulty} 行" if faulty else f"{rows} 行，没有错误"


def stage_of(upload: Upload, stage: str) -> tuple[int, int]:
    """Which step of how many a job is at, by what it told; (0, …) before it told anything."""
    if upload.state == str(UploadState.APPLYING):
        sheets = [sheet.title for sheet in Summary.load(upload.summary).sheets] if upload.summary else []
        stages = [CHECK_AGAIN, REGISTER, *sheets, SEAL]
        if stage in stages:
            return stages.index(stage) + 1, len(stages)
        return (1, len(stages)) if stage else (0, len(stages))  # a sheet being read again belongs to the first
    if not stage:
        return 0, len(READING)
    known = next((at for at, word in enumerate(READING) if stage.startswith(word)), 0)
    return known + 1, len(READING)  # the name of a sheet: the file is being read
