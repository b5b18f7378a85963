"""Uploads from being handed in to being done with. What they bring into the ledger goes through its own acts."""

from __future__ import annotations

import re
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from shutil import rmtree

from django.conf import settings
from django.db import transaction

from shejian.exchange import progress
from shejian.exchange.models import AT_WORK, OPEN, Upload, UploadState
from shejian.exchange.planning import Request
from shejian.exchange.planning.heads import Unmapped, dump_heads
from shejian.exchange.planning.mapping import FileMapping, dump_mapping, load_mapping
from shejian.exchange.reading import Unreadable
from shejian.exchange.reading.workbook import LARGEST_FILE
from shejian.exchange.services.importing import Progress, import_workbook, read_and_plan
from shejian.exchange.summaries import Summary, summarize
from shejian.exchange.trial import try_import
from shejian.journal.models import Entry, ImportBatch, Paper
from shejian.journal.services import Act, AlreadyPosted
from shejian.journal.services.papers import forget_file, keep_file, kept_file

TRIAL = "试算"
READ_FILE, COMPARE, TRY, CHECK_AGAIN = "读取文件", "与账上比对", "试算会变的数", "核对最新的账"
"""What a job tells of, in order."""
NOTHING = "没有入账：文件里没有一行可以入账，账没有动。原因见错误和提示；改正文件后请重新上传。"
UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|]")
LONGEST_NAME = 120
MOVED = "核对以后账上又有了新账，已按最新的账重新核对，这一次没有入账。请再看一遍，然后入账。"

MAPPED_IN = (UploadState.UNSURE, UploadState.READY, UploadState.FAILED)
"""The states in which somebody may say how the file is to be read."""


class NotNow(Exception):
    """The upload has come too far, or not far enough, for what was asked; ``str()`` says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be taken, as whoever hands it in says."""

    effective: date | None = None
    closing: date | None = None


def receive(*, by: int, moment: datetime, file_name: str, content: bytes, wish: Wish) -> Upload:
    """Keep a file that was handed in, encrypted; reading it is left to a job.

    Raises:
        Unreadable: at first sight it cannot be one that is read.
    """
    if not content:
        raise Unreadable(f"文件 {file_name} 是空的（0 字节）。请重新导出或另存后再上传。")
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"文件超过上限 {LARGEST_FILE // 1_048_576} MB。请分成几个文件，分批导入。")
    paper = keep_file(content, kind="workbook", file_name=file_name)
    return Upload.objects.create(
        key=uuid.uuid4().hex,
        by_id=by,
        file_name=file_name[-LONGEST_NAME:],
        sha256=paper.sha256,
        size=paper.size,
        created=moment,
        effective=wish.effective,
        closing=wish.closing,
    )


def interrupted(upload: Upload) -> bool:
    """Whether a job was at work on it and is gone without having said how it ended."""
    if upload.state not in AT_WORK or progress.at_work(upload.key):
        return False
    upload.refresh_from_db()
    return upload.state in AT_WORK


def check_seen(upload: Upload, seen: str) -> None:
    """Whether an upload may be applied by somebody who looked through the plan whose fingerprint is ``seen``.

    Raises:
        NotNow: there is another plan by now, or nothing in it to write.
    """
    if upload.state != str(UploadState.READY):
        return  # ``begin`` says so
    summary = Summary.load(upload.summary)
    if seen and seen != summary.fingerprint:
        raise NotNow("您看过以后，它又重新核对过一遍，结果变了，没有入账；请再看一遍，然后入账。")
    if not summary.totals["new"] + summary.totals["changed"]:
        raise NotNow("没有要入账的行，账没有动。")


def begin(upload: Upload, state: UploadState) -> None:
    """Note that a job is about to read (``READING``) or to apply (``APPLYING``); the caller holds the upload's lock.

    Raises:
        NotNow: it is not in a state for that.
    """
    ready = (UploadState.READY,) if state is UploadState.APPLYING else (*AT_WORK, *MAPPED_IN)
    changed = Upload.objects.filter(pk=upload.pk, state__in=[str(one) for one in ready])
    if not changed.update(state=str(state), error=""):
        upload.refresh_from_db()
        raise NotNow(f"这次上传现在是“{UploadState(upload.state).label}”，不能这样办；请刷新页面看它走到了哪一步。")
    upload.refresh_from_db()


def say_mapping(upload: Upload, mapping: FileMapping, *, instead_of: str) -> None:
    """Keep how the file is to be read; it is read that way from the next reading on, whatever becomes of a job.

    Args:
        instead_of: what was said before, as whoever says this knew it.

    Raises:
        NotNow: it is not in a state for that, or somebody else said something meanwhile.
    """
    waiting = Upload.objects.filter(pk=upload.pk, state__in=[str(one) for one in MAPPED_IN])
    if not waiting.filter(mapping=instead_of).update(mapping=dump_mapping(mapping)):
        upload.refresh_from_db()
        if upload.state in [str(one) for one in MAPPED_IN]:
            raise NotNow("别人刚刚改过这次上传的列对应，您的没有记；请刷新页面，看过他的再改。")
        raise NotNow(f"这次上传现在是“{UploadState(upload.state).label}”，不能改列对应；请看它走到了哪一步。")
    upload.refresh_from_db()


def discard(upload: Upload) -> None:
    """Give an upload up; the file is kept only if something else needs it.

    Raises:
        NotNow: it was applied, or a job is at work on it.
    """
    if upload.state in AT_WORK and not interrupted(upload):
        raise NotNow("正在处理，不能放弃；请等它做完，或先停下。")
    if upload.state == str(UploadState.APPLIED):
        raise NotNow("已经入账，不能放弃；要退回，请在导入批次里撤销。")
    Upload.objects.filter(pk=upload.pk).update(state=str(UploadState.DISCARDED), summary="", error="")
    _drop(upload)


def read(upload: Upload, *, today: date, moment: datetime) -> None:
    """Read the file, and keep what importing it would do."""
    try:
        with _file(upload) as path:
            progress.tell(upload.key, READ_FILE)
            summary, heads = _planned(upload, path, today, moment)
    except Unmapped as refusal:
        _end(upload, UploadState.UNSURE, error=str(refusal), heads=dump_heads(refusal.heads), summary="")
    except Unreadable as refusal:
        _end(upload, UploadState.REFUSED, error=str(refusal))
        _drop(upload)
    except progress.Stopped:
        _end(upload, UploadState.DISCARDED)
        _drop(upload)
    else:
        _end(upload, UploadState.READY, summary=summary.dump(), heads=heads)


def apply(upload: Upload, *, act: Act, today: date) -> None:
    """Import the file as it was looked through, in one transaction with the note that it was done.

    If it would no longer do the same, because the ledger moved on meanwhile, nothing is written and the new plan is
    kept for another look.

    Raises:
        AlreadyPosted: it was applied before, under the act's request key.
        OutOfOrder: the day of change lies before a change already recorded.
    """
    done = Entry.objects.filter(request_key=act.request_key).first()
    if done is not None:
        raise AlreadyPosted(done)
    looked_through = Summary.load(upload.summary)
    with _file(upload) as path:
        progress.tell(upload.key, CHECK_AGAIN)
        plan = read_and_plan(path, upload.file_name, _request(upload, today), _teller(upload))
        if summarize(plan).fingerprint != looked_through.fingerprint:
            summary, heads = _planned(upload, path, today, act.moment)
            _end(upload, UploadState.READY, summary=summary.dump(), heads=heads, error=MOVED)
            return
        with transaction.atomic():
            outcome = import_workbook(act=act, path=path, plan=plan, progress=_teller(upload))
            if not outcome.applied:
                _end(upload, UploadState.READY, error=NOTHING)
                return
            _end(upload, UploadState.APPLIED, batch=ImportBatch.objects.get(entry__request_key=act.request_key))


def settle(upload: Upload, entry: Entry) -> None:
    """Note that the upload was applied already, by an entry under the same request key."""
    _end(upload, UploadState.APPLIED, batch=ImportBatch.objects.get(entry=entry))


def give_back(upload: Upload, reason: str) -> None:
    """Note that applying was refused; what was looked through stays."""
    _end(upload, UploadState.READY, error=reason)


def fail(upload: Upload, reason: str) -> None:
    """Note that the program failed."""
    _end(upload, UploadState.FAILED, error=reason)


def sweep() -> None:
    """Remove the readable copies that jobs left behind when they were killed."""
    for folder in Path(settings.HOME).glob(".upload-*"):
        if not progress.at_work(folder.name.split("-")[1]):
            rmtree(folder, ignore_errors=True)


def _planned(upload: Upload, path: Path, today: date, moment: datetime) -> tuple[Summary, str]:
    teller = _teller(upload)
    plan = read_and_plan(path, upload.file_name, _request(upload, today), teller)
    teller(COMPARE, 0)
    summary, heads = summarize(plan), dump_heads(plan.collected.heads)
    teller(TRY, 0)
    trial = Act(by=upload.by_id, moment=moment, channel=TRIAL)

    def trying(stage: str, count: int) -> None:
        teller(f"{TRY} · {stage}", count)

    effect = try_import(act=trial, path=path, plan=plan, progress=trying)
    return replace(summary, effect=effect), heads


def _request(upload: Upload, today: date) -> Request:
    return Request(
        today=today, effective=upload.effective, closing=upload.closing, mapping=load_mapping(upload.mapping)
    )


def _teller(upload: Upload) -> Progress:
    """Progress of reading and applying, told under the upload's key."""
    return partial(progress.tell, upload.key)


def _end(upload: Upload, state: UploadState, **said: object) -> None:
    Upload.objects.filter(pk=upload.pk).update(state=str(state), **({"error": ""} | said))


def _drop(upload: Upload) -> None:
    """Forget the file, unless it is a paper of the ledger or another upload still needs it."""
    progress.forget(upload.key)
    needed = Paper.objects.filter(sha256=upload.sha256).exists() or (
        Upload.objects.filter(sha256=upload.sha256, state__in=[str(one) for one in OPEN]).exclude(pk=upload.pk).exists()
    )
    if not needed:
        forget_file(upload.sha256)


@contextmanager
def _file(upload: Upload) -> Iterator[Path]:
    """A readable copy of the file under its own name, for as long as it is needed."""
    content = kept_file(upload.sha256)
    with tempfile.TemporaryDirectory(prefix=f".upload-{upload.key}-", dir=settings.HOME) as folder:
        path = Path(folder) / (UNSAFE.sub("_", upload.file_name)[-LONGEST_NAME:] or "workbook")
        path.touch(mode=0o600)
        path.write_bytes(content)
        yield path
