"""``shejian report``: the file it writes, what it says beside it, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from tests.reports.reading import Word

from shejian.journal.models import Entry

pytestmark = pytest.mark.once
Run = Callable[..., Any]
DEBRIEF = ("report", "debrief", "--year", "2022")


@pytest.fixture(autouse=True)
def _in_november_2026() -> Any:
    with time_machine.travel(datetime(2026, 11, 25, 1, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def imported(run: Run, data: Path) -> None:
    assert run("import", data / "county-2022.xlsx").code == 0


def test_the_report_is_written_and_what_is_left_to_do_is_said(run: Run, imported: None, tmp_path: Path) -> None:
    path = tmp_path / "述职.docx"
    ran = run(*DEBRIEF, "--out", path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"已写到 {path}：述职报告，文中的数截至 2022-12-31，以第 1 笔的账为准",
        "文中用了 21 处台账的数，其中 0 处待补；另有 9 处请您填写。",
        "落款日期是起草这天（2026年11月25日），签发时请核对。",
    ]
    word = Word.of(path.read_bytes())
    assert word.paragraphs[0] == ("公文标题", "2022年度社会组织党工委书记抓党建工作述职报告")
    assert word.paragraphs[-1] == ("成文日期", "2026年11月25日")
    assert (
        "<dc:description>文中的数截至 2022-12-31，以第 1 笔的账为准</dc:description>"
        in word.parts["docProps/core.xml"].decode()
    )
    assert list(tmp_path.iterdir()) == [path]
    assert Entry.objects.count() == 1


def test_the_figures_in_json_are_those_of_figures(run: Run, imported: None, tmp_path: Path) -> None:
    document = run(*DEBRIEF, "--out", tmp_path / "r.docx", "--json").json
    figures = run("figures", "--on", "2022-12-31", "--json").json
    asked = ("unit", "line", "own", "on", "since", "known")
    assert {key: document[key] for key in asked} == {key: figures[key] for key in asked}
    assert document["figures"] == {key: figures["figures"][key] for key in document["figures"]}
    assert len(document["figures"]) == 16
    assert (document["document"], document["dated"], document["blanks"]) == ("debrief", "2026-11-25", 9)
    written = {(one["key"], one["writing"]): one["written"] for one in document["bound"]}
    assert written["organizations", "照实"] == "176"
    assert written["practice_activities", "余"] == "10余"
    assert written["donating_organizations", "多"] == "100多"
    last_year = run("figures", "--on", "2021-12-31", "--json").json["figures"]["organization_coverage"]
    assert document["bound"][6] == {
        "key": "organization_coverage",
        "writing": "较上年",
        "written": "较上年提高1.1个百分点",
        "before": {"on": "2021-12-31"} | last_year,
    }
    figures_in_file = Word.of((tmp_path / "r.docx").read_bytes()).figures
    assert figures_in_file == [(f"{one['key']}|{one['writing']}", one["written"]) for one in document["bound"]]


def test_what_is_not_known_is_listed_and_no_reason_to_fail(run: Run, imported: None, tmp_path: Path) -> None:
    ran = run("report", "述职报告", "--year", 2021, "--out", tmp_path / "r.docx")
    assert (ran.code, ran.out.splitlines()[1]) == (0, "文中用了 21 处台账的数，其中 1 处待补；另有 9 处请您填写。")
    assert ran.err == "待补：完成换届的党支部：145 个党组织：台账没有时期内各年度的换届标记\n"


def test_a_running_year_is_told_as_of_today(run: Run, imported: None, tmp_path: Path) -> None:
    ran = run("report", "debrief", "--year", 2026, "--out", tmp_path / "r.docx", "--json")
    assert (ran.code, ran.json["on"], ran.json["since"]) == (0, "2026-11-25", "2026-01-01")
    assert ran.err.splitlines()[0] == "提示：2026 年还没有过完，所用的数截至今天（2026-11-25），和上年末比较"
    assert "与上年末持平" in Word.of((tmp_path / "r.docx").read_bytes()).text


def test_of_a_unit_and_as_known_before(run: Run, imported: None, tmp_path: Path) -> None:
    town = run(*DEBRIEF, "--unit", "云川县/城关镇", "--out", tmp_path / "r.docx", "--json").json
    assert (town["unit"], town["figures"]["organizations"]["value"]) == ("云川县/城关镇", 21)
    assert run("undo", 1).code == 0
    now = run(*DEBRIEF, "--out", tmp_path / "now.docx", "--json").json
    then = run(*DEBRIEF, "--known", 1, "--out", tmp_path / "then.docx", "--json").json
    assert (now["known"], now["figures"]["organizations"]["value"]) == (2, 0)
    assert (then["known"], then["figures"]["organizations"]["value"]) == (1, 176)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ("weekly", "--year", "2022"),
            "没有“weekly”，可用：debrief、述职报告、handbook、工作手册、list、check。",
        ),
        (("debrief", "--year", "2027"), "shejian：2027 年还没有开始，没有数可写；--year 最晚是 2026\n"),
        (("debrief", "--year", "二二"), "shejian：命令写得不对：--year：“二二”要改成 1900 到 2100 之间的整数。"),
        (("debrief",), "shejian：命令写得不对：还缺 --year。"),
        (("debrief", "--year", "2022", "--unit", "无名镇"), "shejian：没有叫“无名镇”的单位。"),
        (("debrief", "--year", "2022", "--known", "9"), "shejian："),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is(
    run: Run, imported: None, tmp_path: Path, arguments: tuple[str, ...], why: str
) -> None:
    ran = run("report", *arguments, "--out", tmp_path / "r.docx")
    assert (ran.code, ran.out) == (2, "")
    assert why in ran.err
    assert list(tmp_path.iterdir()) == []


def test_only_word_files_are_written(run: Run, imported: None, tmp_path: Path) -> None:
    ran = run(*DEBRIEF, "--out", tmp_path / "r.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (f"shejian：只能写成 .docx 文件，{tmp_path / 'r.pdf'} 不是；请改写成 {tmp_path / 'r.docx'}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_only_by_force(run: Run, imported: None, tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    path.write_bytes(b"before")
    ran = run(*DEBRIEF, "--out", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"shejian：已经有 {path}，没有动它；请换一个文件名，或加 --force 替换它\n"
    assert path.read_bytes() == b"before"
    assert run(*DEBRIEF, "--out", path, "--force").code == 0
    assert path.read_bytes().startswith(b"PK")
    assert list(tmp_path.iterdir()) == [path]


def finished() -> Any:
    """A debrief report of 2022, issued."""
    from tests.reports import writing

    return writing.issue(writing.finished(), number="一号")


def test_what_was_issued_is_listed_and_the_ledger_is_asked_again(run: Run, imported: None) -> None:
    from tests.conftest import make_act

    from shejian.journal.services import posting
    from shejian.registry.models import Registration
    from shejian.registry.services import organizations as register

    assert run("report", "list").out == "还没有签发过文书。在网页的“报告”里写好、签发，这里就有。\n"
    assert run("report", "check").out == "没有在用的签发文书，没有可以复算的。\n"
    issue = finished()
    line = run("report", "list").out.splitlines()[1].split()
    assert line[:7] == ["1", "述职报告", "云川县", "2022", "2022-12-31", str(issue.entry_id), "一号"]
    same = run("report", "check", issue.pk)
    assert (same.code, same.err) == (0, "")
    assert "21 个相同，0 个现在不同" in same.out
    one = min(Registration.objects.filter(superseded_by=None).values_list("organization", flat=True))
    with posting(make_act(), "test.correct") as made:
        register.correct_founding(made, {one: datetime(2023, 1, 1).date()})
    ran = run("report", "check", issue.pk, "--json")
    (found,) = ran.json
    assert (ran.code, found["holds"], found["breaches"]) == (1, False, [])
    organizations = next(one for one in found["figures"] if (one["key"], one["on"]) == ("organizations", "2022-12-31"))
    assert (organizations["frozen"], organizations["now"], organizations["entries"]) == ("176", "175", [made.number])
    assert [row["id"] for row in organizations["went"]] == [one]
    said = run("report", "check")
    assert (said.code, "社会组织　176 → 175" in said.out) == (1, True)
    assert run("report", "check", 9).err == "shejian：没有第 9 份签发的文书；有哪些，见 shejian report list\n"


def test_checking_a_damaged_file_is_exit_2_and_a_withdrawn_one_is_left_alone(run: Run, imported: None) -> None:
    from tests.conftest import make_act

    from shejian.journal.services.papers import forget_file
    from shejian.reports.services.issuing import withdraw

    issue = finished()
    forget_file(issue.paper.sha256)
    ran = run("report", "check")
    assert (ran.code, "不符：Word 原件：" in ran.err) == (2, True)
    entry = withdraw(make_act(), issue.pk, "重发")
    assert (run("report", "check").code, run("report", "check", issue.pk).code) == (0, 2)
    assert f"第 {entry.number} 笔作废" in run("report", "list").out
