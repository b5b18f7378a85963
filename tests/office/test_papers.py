"""Minutes of a meeting and the record book of a branch, as a page hands them out."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import TODAY, make_act
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.test_ledger import county_clerk
from tests.office.test_meetings import branch
from tests.reports.reading import Word

from shejian.activities.services.meetings import record_meetings
from shejian.activities.services.stated import Resolved, StatedMeeting
from shejian.base.queries import head_number
from shejian.core.facts.terms import AttendanceState
from shejian.journal.services import posting

pytestmark = pytest.mark.django_db

DAY = date(2022, 3, 15)


def hold(body: int, attendance: dict[int, str], **more: object) -> int:
    said = {
        "kind": "theme_day",
        "topic": "清理河道",
        "began": "15:00",
        "place": "村委会",
        "minutes": "清理支渠\n看望党员",
    }
    stated = StatedMeeting(body, day=DAY, attendance=attendance, **{**said, **more})  # type: ignore[arg-type]
    with posting(make_act(), "test.meeting") as made:
        return record_meetings(made, [stated], TODAY)[0]


def test_minutes_name_who_was_there_and_who_was_not() -> None:
    client, body, (one, two, three) = branch("沈荣荣", "周海燕", "何秀英")
    states = {one: AttendanceState.PRESENT, two: AttendanceState.LEAVE, three: AttendanceState.EXCUSED}
    meeting = hold(
        body, states, host=one, agenda="一、学习", resolutions=(Resolved("通过计划", 2, 1, 1), Resolved("再议"))
    )
    head = head_number()
    page = client.get(f"/meetings/{meeting}/")
    assert f"/meetings/{meeting}/minutes.docx" in page.content.decode()
    answer = client.get(f"/meetings/{meeting}/minutes.docx")
    assert (answer.status_code, answer["Content-Type"].rpartition(".")[2]) == (200, "document")
    told = [text for _, text in Word.of(answer.content).paragraphs]
    assert told[0].endswith("党支部主题党日记录")
    rows = dict(zip(told[1:19:2], told[2:20:2], strict=True))
    assert rows == {
        "主题": "清理河道",
        "时间": "2022年3月15日 15:00",
        "地点": "村委会",
        "主持人": "沈荣荣",
        "应到实到": "应到 2 人，实到 1 人",
        "到会": "沈荣荣",
        "请假": "周海燕",
        "不计应到": "何秀英",
        "": "一、议程",
    }
    assert told[19:] == [
        "一、学习",
        "二、记录",
        "清理支渠",
        "看望党员",
        "三、决议",
        "1. 通过计划（有表决权的应到 2 人，实到 1 人，赞成 1 人）",
        "2. 再议（票数没有记录）",
        told[-1],
    ]
    assert told[-1].split("　")[0] == "主持人签字："
    assert f"以第 {head} 笔的账为准" in Word.of(answer.content).parts["docProps/core.xml"].decode()
    assert client.get(f"/meetings/{meeting}/minutes.pdf").content.startswith(b"%PDF")
    assert client.get(f"/meetings/{meeting}/minutes.txt").status_code == 404
    assert head_number() == head


def test_members_of_a_partner_out_of_reach_are_counted_in_minutes() -> None:
    ledger = SmallLedger()
    _, body, (one,) = branch("沈荣荣", ledger=ledger)
    far = ledger.branch(ledger.organization(town="西关镇"))
    other = ledger.member(far)
    meeting = hold(body, {one: "present", other: "present"}, partners=(far,))
    town = county_clerk(ledger, unit="东关镇", username="town")
    told = Word.of(town.get(f"/meetings/{meeting}/minutes.docx").content).text
    assert "沈荣荣、另有 1 人" in told
    assert county_clerk(ledger, unit="西关镇", username="west").get(f"/meetings/{meeting}/").status_code == 200


def test_of_a_meeting_with_numbers_only_that_is_said() -> None:
    client, body, _ = branch("沈荣荣")
    meeting = hold(body, {}, due=3, present=2, minutes="", place="", began="", topic="")
    told = Word.of(client.get(f"/meetings/{meeting}/minutes.docx").content).text
    assert "应到 3 人，实到 2 人" in told
    assert "没有记录，只记了人数。" in told
    missing = client.get(f"/meetings/{meeting + 1}/minutes.docx")
    assert (missing.status_code, "没有这次组织生活" in words(missing)) == (404, True)
