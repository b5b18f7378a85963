"""到会名单: read with the meetings of its workbook or those on the ledger, compared, refused by cell, and taken out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.activities.gathering import numbers
from tests.conftest import TODAY, make_act
from tests.exchange.ledger_files import (
    CODES,
    IDENTITIES,
    YUN,
    branch,
    changed,
    committee,
    counts,
    faults,
    importing,
    member,
    organization,
)

from shejian.activities.models import Attendance, MeetingRecord
from shejian.base.queries import head_number
from shejian.exchange.ledgers import EVERY_SHEET, LEDGERS
from shejian.exchange.planning import Request
from shejian.exchange.services.exporting import export_ledgers
from shejian.exchange.services.importing import import_workbook, read_and_plan
from shejian.people.models import PersonParticulars

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("李明", "周海燕")


def meeting(**more: Any) -> dict[str, Any]:
    return {"党组织名称": "机关党支部", "活动类型": "主题党日", "日期": "2022-07-01", "主题": "学习", **more}


def line(name: str, state: str, **more: Any) -> dict[str, Any]:
    return {**meeting(), "姓名": name, "到会情况": state, **more}


def whole(*lines: dict[str, Any], **more: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        "社会组织台账": [organization("书画协会", CODES[0], YUN)],
        "党组织台账": [committee(YUN), branch("机关党支部", "书画协会", YUN, **more)],
        "党员名册": [member(name, one, "机关党支部") for name, one in zip(NAMES, IDENTITIES, strict=False)],
        "组织生活记录": [meeting(应到人数=9, 实到人数=9)],
        "到会名单": list(lines),
    }


def on_list() -> dict[str, str]:
    names = dict(PersonParticulars.objects.known(None).values_list("person", "name"))
    return {names[person]: state for person, state in Attendance.objects.known(None).values_list("person", "state")}


def test_a_list_comes_with_its_meeting_and_its_numbers_follow(tmp_path: Path) -> None:
    load = importing(tmp_path)
    done = load(whole(line("李明", "到会", 公民身份号码=IDENTITIES[0]), line("周海燕", "请假")))
    assert faults(done) == []
    assert counts(done)["到会名单"] == (2, 0, 0, 0, 0)
    assert on_list() == {"李明": "present", "周海燕": "leave"}
    assert numbers() == [(2, 1)]
    assert set(Attendance.objects.values_list("start", "end")) == {(date(2022, 7, 1), date(2022, 7, 2))}
    again = load({"到会名单": [line("李明", "到会"), line("周海燕", "不计应到")]})
    assert counts(again) == {"到会名单": (0, 1, 1, 0, 0)}
    assert changed(again)["周海燕"] == [("到会情况", "请假", "不计应到")]
    assert on_list() == {"李明": "present", "周海燕": "excused"}
    assert numbers() == [(1, 1)]


def test_whoever_sits_in_is_named_of_the_roster_of_the_unit_and_counts_for_nothing(tmp_path: Path) -> None:
    load = importing(tmp_path)
    sheets = whole(line("李明", "到会"), line("周海燕", "列席"))
    sheets["社会组织台账"].append(organization("棋类协会", CODES[1], YUN))
    sheets["党组织台账"].append(branch("棋协党支部", "棋类协会", YUN))
    sheets["党员名册"][1]["所在党组织"] = "棋协党支部"
    done = load(sheets)
    assert (faults(done), on_list(), numbers()) == ([], {"李明": "present", "周海燕": "observer"}, [(1, 1)])
    path = tmp_path / "out.xlsx"
    export_ledgers(path, EVERY_SHEET, TODAY)
    plan = read_and_plan(path, path.name, Request(TODAY))
    assert (plan.faults, plan.counts()["到会名单"]["changed"]) == ([], 0)
    own = load({"到会名单": [line("李明", "列席")]})
    (found,) = own.plan.faults
    assert (found.column, found.code, found.row) == ("到会情况", "no-observer", 2)
    stranger = load({"到会名单": [line("王小丽", "列席")]})
    assert [(one.column, one.code) for one in stranger.plan.faults] == [("姓名", "not-a-member")]
    assert (on_list(), numbers()) == ({"李明": "present", "周海燕": "observer"}, [(1, 1)])


def test_a_list_of_a_meeting_on_the_ledger(tmp_path: Path) -> None:
    load = importing(tmp_path)
    sheets = whole()
    del sheets["到会名单"]
    load(sheets)
    assert numbers() == [(9, 9)]
    done = load({"到会名单": [line("李明", "到会")], "组织生活记录": [meeting(应到人数=8, 实到人数=8)]})
    assert (faults(done), numbers(), on_list()) == ([], [(1, 1)], {"李明": "present"})


@pytest.mark.parametrize(
    ("lines", "column", "code"),
    [
        ([line("王小丽", "到会")], "姓名", "not-a-member"),
        ([line("李明", "到会", 日期="2022-07-02")], "日期", "unknown-name"),
        ([line("李明", "到会"), line("李明", "请假", 公民身份号码=IDENTITIES[0])], "姓名", "duplicate"),
        ([line("李明", "来过")], "到会情况", "unknown-value"),
    ],
)
def test_what_cannot_be_of_a_list_is_refused_with_its_cell(
    tmp_path: Path, lines: list[dict[str, Any]], column: str, code: str
) -> None:
    load = importing(tmp_path)
    load(whole())
    before = (on_list(), numbers())
    done = load({"到会名单": lines})
    (found,) = done.plan.faults
    assert (found.column, found.code, found.row) == (column, code, 1 + len(lines))
    if len(lines) == 1:
        assert (on_list(), numbers()) == before


def test_what_is_taken_out_and_brought_in_again_changes_nothing(tmp_path: Path) -> None:
    load = importing(tmp_path)
    load(whole(line("李明", "到会"), line("周海燕", "缺席")))
    path, head = tmp_path / "out.xlsx", head_number()
    written = export_ledgers(path, EVERY_SHEET, TODAY)
    assert written["到会名单"] == 2
    plan = read_and_plan(path, path.name, Request(TODAY))
    assert plan.faults == []
    assert {name: (each["new"], each["changed"]) for name, each in plan.counts().items()} == dict.fromkeys(
        written, (0, 0)
    )
    act = make_act()
    import_workbook(act=act, path=path, plan=plan)
    assert (on_list(), numbers()) == ({"李明": "present", "周海燕": "absent"}, [(2, 1)])
    assert MeetingRecord.objects.known(head).count() == MeetingRecord.objects.known(None).count()


def test_without_lists_there_is_no_sheet_of_lists(tmp_path: Path) -> None:
    importing(tmp_path)(whole())
    assert list(export_ledgers(tmp_path / "out.xlsx", EVERY_SHEET, TODAY)) == [one.sheet.title for one in LEDGERS]


def test_a_meeting_before_the_branch_was_there_is_refused_with_its_cell(tmp_path: Path) -> None:
    done = importing(tmp_path)(whole(line("李明", "到会"), 成立日期="2022-08-01"))
    found = [(one.sheet, one.column, one.code) for one in done.plan.faults]
    assert found == [("组织生活记录", "日期", "before-founding"), ("到会名单", "日期", "unknown-name")]
    assert "机关党支部 2022-08-01 才成立，2022-07-01 还没有它" in done.plan.faults[0].reason
    assert MeetingRecord.objects.count() == 0
