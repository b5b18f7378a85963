"""``shejian report handbook``: the book it writes, what it says beside it, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from tests.ledgers import SmallLedger
from tests.reports.reading import Word

from shejian.base.queries import head_number

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _in_december_2022() -> Any:
    with time_machine.travel(datetime(2022, 12, 2, 1, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def body(run: Run) -> int:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    ledger.branch(ledger.organization())
    ledger.member(body)
    return body


def test_the_book_is_written_and_its_figures_are_in_json(run: Run, body: int, tmp_path: Path) -> None:
    path = tmp_path / "手册.docx"
    ran = run("report", "handbook", "--branch", body, "--year", 2022, "--out", path, "--json")
    assert (ran.code, ran.err) == (0, "提示：2022 年还没有过完，手册截至今天（2022-12-02）\n")
    said = ran.json
    assert {key: said[key] for key in ("branch", "year", "on", "known", "members", "meetings")} == {
        "branch": body,
        "year": 2022,
        "on": "2022-12-02",
        "known": head_number(),
        "members": 1,
        "meetings": 0,
    }
    assert {(row["kind"], row["state"]) for row in said["due"] if row["required"]} >= {("theme_day", "unknown")}
    assert Word.of(path.read_bytes()).paragraphs[0] == ("公文标题", "党支部工作手册")
    again = run("report", "工作手册", "--branch", said["name"], "--year", 2022, "--on", "2022-06-30", "--out", path)
    assert (again.code, again.out) == (2, "")
    assert again.err == f"shejian：已经有 {path}，没有动它；请换一个文件名，或加 --force 替换它\n"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--branch", "第2支部", "--year", 2022), "没有编号或名称是 第2支部 的党组织；相近的有：第2党支部（编号 "),
        (("--branch", 999, "--year", 2022), "没有编号或名称是 999 的党组织"),
        (("--branch", "第2党支部", "--year", 2023), "2023 年还没有开始，没有工作手册；--year 最晚是 2022"),
        (("--branch", "第2党支部", "--year", 2009), "2010-01-04 才成立"),
        (("--branch", "第2党支部", "--year", 2021, "--on", "2022-01-01"), "--on 2022-01-01 不在 2021 年"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is(
    run: Run, body: int, tmp_path: Path, more: tuple[object, ...], why: str
) -> None:
    ran = run("report", "handbook", *more, "--out", tmp_path / "h.docx")
    assert (ran.code, ran.out) == (2, "")
    assert why in ran.err
    assert list(tmp_path.iterdir()) == []
