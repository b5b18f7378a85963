"""Uploads: what is kept of a file, what a plan says before anything is written, and jobs that are killed."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from tests.conftest import TODAY, import_file, make_act

from shejian.accounts.models import User
from shejian.base.queries import head_number
from shejian.exchange import jobs, progress, starting, uploads
from shejian.exchange.models import Upload, UploadState
from shejian.exchange.progress import AlreadyAtWork
from shejian.exchange.reading import Unreadable
from shejian.exchange.summaries import NamedRow, SheetCounts, Summary
from shejian.exchange.uploads import MOVED, NotNow, Wish
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.models import Entry, ImportBatch
from shejian.journal.services import AlreadyPosted
from shejian.journal.services.papers import DamagedPaper, kept_file
from shejian.journal.services.verification import verify_journal
from shejian.registry.models import Organization
from shejian.settings import environment

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2026, 11, 22, 2, tzinfo=UTC)
YEAR_END = date(2022, 12, 31)
PATIENCE = 60


@pytest.fixture
def handed_in(data: Path) -> Iterator[Callable[..., Upload]]:
    """Hands in one of the sample workbooks, or any other file."""
    made: list[Upload] = []

    def hand_in(path: Path | str, **wish: Any) -> Upload:
        file = data / f"{path}.xlsx" if isinstance(path, str) else path
        made.append(
            uploads.receive(
                by=User.objects.console().pk,
                moment=MOMENT,
                file_name=file.name,
                content=file.read_bytes(),
                wish=Wish(**wish),
            )
        )
        return made[-1]

    yield hand_in
    for upload in made:
        progress.forget(upload.key)


def read(upload: Upload) -> Summary | None:
    """Read an upload as a job does; its summary, if there is one."""
    os.close(progress.claim(upload.key))
    uploads.read(upload, today=TODAY, moment=MOMENT)
    upload.refresh_from_db()
    return Summary.load(upload.summary) if upload.summary else None


def apply(upload: Upload, **changed: Any) -> None:
    """Apply an upload as a job does."""
    os.close(progress.claim(upload.key))
    uploads.begin(upload, UploadState.APPLYING)
    act = make_act(channel="网页", request_key=f"upload-{upload.key}", **changed)
    uploads.apply(upload, act=act, today=TODAY)
    upload.refresh_from_db()


def identity_numbers(path: Path) -> set[str]:
    book = openpyxl.load_workbook(path)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    return {cell for cell in cells if len(cell) == 18 and cell[:17].isdigit() and cell[6:8] in ("19", "20")}


# ---- handing in and reading ----


def test_a_file_handed_in_is_kept_encrypted_and_nowhere_else(handed_in: Callable[..., Upload], data: Path) -> None:
    content = (data / "county-2022.xlsx").read_bytes()
    upload = handed_in("county-2022")
    assert kept_file(upload.sha256) == content
    plain = [path for path in Path(settings.HOME).rglob("*") if path.is_file() and path.read_bytes() == content]
    assert plain == []
    assert (upload.state, upload.size, upload.file_name) == ("reading", len(content), "county-2022.xlsx")


def test_an_empty_file_is_refused_and_nothing_is_kept(handed_in: Callable[..., Upload], tmp_path: Path) -> None:
    empty = tmp_path / "空.xlsx"
    empty.touch()
    with pytest.raises(Unreadable, match=r"空\.xlsx 是空的"):
        handed_in(empty)
    assert Upload.objects.count() == 0


def test_reading_plans_and_leaves_the_ledger_alone(handed_in: Callable[..., Upload], data: Path) -> None:
    upload = handed_in("county-as-kept")
    summary = read(upload)
    assert summary is not None
    assert (upload.state, summary.version, summary.closing) == ("ready", 0, "2022-12-31")
    assert summary.sheets[0] == SheetCounts("社会组织台账", 261, 0, 0, 0, 5)
    bad_cells = json.loads((data / "county-as-kept.expected.json").read_text(encoding="utf-8"))["bad_cells"]
    wanted = [(bad["sheet"], bad["row"], bad["column"]) for bad in bad_cells]
    assert [(fault.sheet, fault.row, fault.column) for fault in summary.faults] == wanted
    assert summary.totals["faults"] == 5
    assert summary.totals["new"] == len(summary.new) == 4459
    assert (head_number(), Organization.objects.count(), ImportBatch.objects.count()) == (0, 0, 0)
    assert list(Path(settings.HOME).glob(".upload-*")) == []


def test_what_is_kept_of_a_plan_holds_no_identity_number_and_masks_persons(
    handed_in: Callable[..., Upload], data: Path
) -> None:
    upload = handed_in("county-2022")
    summary = read(upload)
    assert summary is not None
    numbers = identity_numbers(data / "county-2022.xlsx")
    assert len(numbers) > 700
    assert not any(number in upload.summary for number in numbers)
    members = [row for row in summary.new if row.sheet == "党员名册"]
    book = openpyxl.load_workbook(data / "county-2022.xlsx")["党员名册"]
    name, body = book.cell(3, 2).value, book.cell(3, 8).value
    assert members[0] == NamedRow("党员名册", 3, f"{name[0]}＊{name[2:]} · {body}")


def test_the_foreseen_effect_is_what_comes_about(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-2022")
    summary = read(upload)
    assert summary is not None
    assert summary.effect.on == "2022-12-31"
    assert {one.key: one.before for one in summary.effect.figures}["organizations"] == "0"
    apply(upload)
    found = answer(ask(Question(on=YEAR_END, since=date(2022, 1, 1)))).figures
    assert {one.key: one.after for one in summary.effect.figures} == {
        one.key: found[one.key].text for one in summary.effect.figures
    }


def test_a_file_that_cannot_be_read_is_refused_in_full_and_forgotten(
    handed_in: Callable[..., Upload], tmp_path: Path
) -> None:
    other = tmp_path / "通知.xlsx"
    other.write_bytes(b"not a workbook")
    upload = handed_in(other)
    assert read(upload) is None
    assert upload.state == "refused"
    assert upload.error.startswith("通知.xlsx 不是 Excel 工作簿")
    with pytest.raises(DamagedPaper):
        kept_file(upload.sha256)


def test_a_summary_comes_back_as_it_was_written(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-as-kept")
    summary = read(upload)
    assert summary is not None
    assert Summary.load(summary.dump()) == summary


# ---- applying ----


def test_applying_posts_one_entry_in_the_name_of_who_applied(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-2022")
    read(upload)
    apply(upload)
    entry = Entry.objects.get()
    assert (upload.state, upload.batch_id, upload.error) == ("applied", ImportBatch.objects.get().pk, "")
    assert (entry.act, entry.channel, entry.request_key) == ("exchange.import", "网页", f"upload-{upload.key}")
    assert verify_journal() == []


def test_applying_again_under_the_same_key_posts_nothing_and_settles(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-2022")
    read(upload)
    apply(upload)
    Upload.objects.filter(pk=upload.pk).update(state="ready", batch=None)
    upload.refresh_from_db()
    with pytest.raises(AlreadyPosted) as done:
        apply(upload)
    uploads.settle(upload, done.value.entry)
    upload.refresh_from_db()
    assert (upload.state, upload.batch_id, head_number()) == ("applied", ImportBatch.objects.get().pk, 1)


def test_what_would_do_something_else_by_now_is_shown_anew_instead_of_applied(
    handed_in: Callable[..., Upload], data: Path
) -> None:
    upload = handed_in("county-2022")
    first = read(upload)
    assert first is not None
    assert first.totals["new"] > 4000
    import_file(data / "county-2022.xlsx")
    apply(upload)
    second = Summary.load(upload.summary)
    assert (upload.state, upload.error, head_number()) == ("ready", MOVED, 1)
    assert (second.totals["new"], second.totals["changed"], second.version) == (0, 0, 1)


def test_an_entry_that_changes_nothing_here_does_not_stop_applying(handed_in: Callable[..., Upload]) -> None:
    from shejian.journal.services import posting

    upload = handed_in("county-2022")
    read(upload)
    with posting(make_act(), "test.nothing"):
        pass
    apply(upload)
    assert (upload.state, head_number()) == ("applied", 2)


def test_what_was_not_looked_through_cannot_be_applied(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-2022")
    with pytest.raises(NotNow, match="正在读取"):
        uploads.begin(upload, UploadState.APPLYING)
    upload.refresh_from_db()
    assert (upload.state, head_number()) == ("reading", 0)


# ---- giving up ----


def test_giving_up_forgets_the_file_unless_the_ledger_has_it(handed_in: Callable[..., Upload]) -> None:
    kept, given_up = handed_in("county-2022"), handed_in("county-as-kept")
    read(kept)
    apply(kept)
    again = handed_in("county-2022")
    for upload in (given_up, again):
        read(upload)
        uploads.discard(upload)
        upload.refresh_from_db()
        assert (upload.state, upload.summary) == ("discarded", "")
    assert kept_file(kept.sha256)
    with pytest.raises(DamagedPaper):
        kept_file(given_up.sha256)


def test_what_was_applied_cannot_be_given_up(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-2022")
    read(upload)
    apply(upload)
    with pytest.raises(NotNow, match="已经入账"):
        uploads.discard(upload)
    upload.refresh_from_db()
    assert upload.state == "applied"


def test_a_job_asked_to_stop_stops_and_gives_the_upload_up(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-2022")
    os.close(progress.claim(upload.key))
    progress.ask_to_stop(upload.key)
    uploads.read(upload, today=TODAY, moment=MOMENT)
    upload.refresh_from_db()
    assert (upload.state, head_number()) == ("discarded", 0)


# ---- jobs ----


def wait_for(upload: Upload, done: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not done():
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.02)
    upload.refresh_from_db()


def run(upload: Upload) -> None:
    wait_for(upload, lambda: not progress.at_work(upload.key))


def kill(upload: Upload) -> None:
    """Kill the job as soon as it has told something."""
    wait_for(upload, lambda: progress.told(upload.key) is not None)
    told = progress.told(upload.key)
    assert told is not None
    os.kill(told.pid, signal.SIGKILL)
    run(upload)


def test_jobs_read_and_apply_in_processes_of_their_own(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-as-kept")
    starting.start_reading(upload)
    assert progress.at_work(upload.key)
    assert not uploads.interrupted(upload)
    run(upload)
    assert (upload.state, head_number()) == ("ready", 0)
    starting.start_applying(upload, make_act(channel="网页", request_key=f"upload-{upload.key}"))
    run(upload)
    assert (upload.state, upload.error, head_number()) == ("applied", "", 1)
    assert Organization.objects.count() == 261
    assert verify_journal() == []


def test_a_job_killed_while_reading_is_seen_to_be_gone_and_can_be_started_again(
    handed_in: Callable[..., Upload],
) -> None:
    upload = handed_in("county-2022")
    starting.start_reading(upload)
    kill(upload)
    assert (upload.state, uploads.interrupted(upload), head_number()) == ("reading", True, 0)
    starting.start_reading(upload)
    run(upload)
    assert (upload.state, list(Path(settings.HOME).glob(".upload-*"))) == ("ready", [])


def test_a_job_killed_while_applying_leaves_the_ledger_as_it_was(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-2022")
    read(upload)
    starting.start_applying(upload, make_act(request_key=f"upload-{upload.key}"))
    kill(upload)
    assert (upload.state, uploads.interrupted(upload)) == ("applying", True)
    assert (head_number(), Organization.objects.count(), verify_journal()) == (0, 0, [])
    uploads.discard(upload)
    upload.refresh_from_db()
    assert upload.state == "discarded"


def test_two_jobs_on_one_upload_are_refused(handed_in: Callable[..., Upload], monkeypatch: pytest.MonkeyPatch) -> None:
    upload = handed_in("county-2022")
    monkeypatch.setattr(progress, "TRIES", 1)
    held = progress.claim(upload.key)
    try:
        with pytest.raises(AlreadyAtWork):
            starting.start_reading(upload)
        with pytest.raises(NotNow, match="不能放弃"):
            uploads.discard(upload)
    finally:
        os.close(held)
    upload.refresh_from_db()
    assert (upload.state, progress.at_work(upload.key)) == ("reading", False)


def test_a_job_that_fails_says_so_and_names_no_value(handed_in: Callable[..., Upload]) -> None:
    upload = handed_in("county-2022")
    Upload.objects.filter(pk=upload.pk).update(sha256="0" * 64)
    assert jobs.main(["read", upload.key]) == 1
    upload.refresh_from_db()
    assert (upload.state, upload.error) == ("failed", jobs.BROKEN.format("DamagedPaper"))


def test_a_job_that_cannot_apply_gives_the_plan_back(handed_in: Callable[..., Upload]) -> None:
    first = handed_in("county-2022")
    read(first)
    apply(first)
    upload = handed_in("county-2022")
    read(upload)
    Upload.objects.filter(pk=upload.pk).update(state="applying", sha256="0" * 64)
    act = make_act(request_key=f"upload-{upload.key}")
    assert jobs.main(["apply", upload.key, str(act.by), act.moment.isoformat(), "网页", str(act.request_key)]) == 0
    upload.refresh_from_db()
    assert upload.state == "ready"
    assert upload.error.startswith("没有入账，账没有动：原件")
    assert head_number() == 1


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///srv/社建/ledger.sqlite3",
        "postgresql://clerk:p%40ss%2Fword@10.0.0.5:5433/shejian?sslmode=require",
        "postgresql:///shejian?host=%2Fvar%2Frun%2Fpostgresql",
    ],
)
def test_a_job_is_given_the_database_of_its_parent(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    defaults = {"HOST": "", "PORT": "", "USER": "", "PASSWORD": "", "OPTIONS": {}}
    monkeypatch.setenv("DATABASE_URL", address)
    parameters = defaults | environment.database(tmp_path)
    monkeypatch.setenv("DATABASE_URL", starting._address(parameters))
    assert defaults | environment.database(tmp_path) == parameters
