"""Files that a killed import or upload left behind."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import import_file, make_act

from shejian.exchange.models import Upload, UploadState
from shejian.exchange.services.sweeping import sweep_papers
from shejian.exchange.uploads import Wish, receive
from shejian.journal.services.papers import folder, keep_file

pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = datetime(2026, 11, 21, tzinfo=UTC).timestamp()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


def kept() -> set[str]:
    return {path.name for path in folder().glob("*/*")}


def aged() -> None:
    for path in folder().glob("*/*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def test_the_next_import_removes_what_nobody_refers_to(data: Path) -> None:
    import_file(data / "county-2022.xlsx")
    papers = kept()
    digest = keep_file(b"given up", kind="workbook", file_name="a.xlsx").sha256
    (folder() / digest[:2] / f".{digest}-0a1b2c3d").write_bytes(b"half")
    received = receive(by=make_act().by, moment=make_act().moment, file_name="b.xlsx", content=b"open", wish=Wish())
    aged()
    import_file(data / "county-2022.xlsx")
    assert kept() == {*papers, f"{received.sha256}.sm4"}
    Upload.objects.update(state=str(UploadState.DISCARDED))
    aged()
    import_file(data / "county-2022.xlsx")
    assert kept() == papers


def test_what_was_kept_just_now_is_left_for_who_is_about_to_register_it() -> None:
    digest = keep_file(b"being handed in", kind="workbook", file_name="a.xlsx").sha256
    path = folder() / digest[:2] / f"{digest}.sm4"
    moment = datetime.fromtimestamp(path.stat().st_mtime + 3599, tz=UTC)
    assert (sweep_papers(moment), path.exists()) == (0, True)
    os.utime(path, (LONG_AGO, LONG_AGO))
    keep_file(b"being handed in", kind="workbook", file_name="a.xlsx")
    assert (sweep_papers(moment), path.exists()) == (0, True)
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert (sweep_papers(moment), path.exists()) == (1, False)


def test_papers_of_another_ledger_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    digest = keep_file(b"theirs", kind="workbook", file_name="a.xlsx").sha256
    aged()
    (tmp_path / "ledger.sqlite3").touch()
    assert (sweep_papers(make_act().moment), kept()) == (0, {f"{digest}.sm4"})
