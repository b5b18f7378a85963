"""Minutes of a meeting and the record book of a branch, as a page hands them out."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import TODAY, make_act
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.test_ledger import county_clerk
from tests.office.test_meetings import branch
from tests.reports.reading import W, Word, text_of

from shejian.activities.services.meetings import record_meetings
from shejian.activities.services.stated import Resolved, StatedMeeting
from shejian.base.queries import head_number
from shejian.core.calendar import Span
from shejian.core.facts.terms import AttendanceState, DuesBasis
from shejian.journal.services import posting
from shejian.party.services.dues import DuesDraft, record_dues
from shejian.party.services.learning import record_learning

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
    stated = StatedMeeting(body, attendance=attendance, **{"day": DAY, **said, **more})  # type: ignore[arg-type]
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
    assert "到会名单\n没有记录\n" in told
    missing = client.get(f"/meetings/{meeting + 1}/minutes.docx")
    assert (missing.status_code, "没有这次组织生活" in words(missing)) == (404, True)


# ---- the record book ----


def cells(word: Word, heading: str) -> list[list[str]]:
    """The rows of the table whose first heading is this."""
    for table in word.part("word/document.xml").iter(f"{W}tbl"):
        rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        if rows[0][0] == heading or heading in rows[0]:
            return rows
    raise LookupError(heading)


def test_the_book_of_a_year_says_what_is_on_record_and_what_is_not() -> None:
    ledger = SmallLedger()
    client, body, (one, two) = branch("沈荣荣", "周海燕", ledger=ledger)
    hold(body, {one: "present", two: "leave"}, host=one)
    hold(body, {}, day=date(2022, 8, 2), due=2, present=2, topic="学习", minutes="", place="", began="")
    other = ledger.branch(ledger.organization())
    hold(other, {one: "absent", two: "excused"}, day=date(2022, 9, 6), partners=(body,))
    with posting(make_act(), "test.dues") as made:
        drafts = [DuesDraft(one, body, DuesBasis.SALARIED, base=500_000, paid=1250), DuesDraft(two, body, "exempt")]
        record_dues(made, Span(date(2022, 1, 1), date(2022, 3, 1)), drafts)
    with posting(make_act(), "test.learning") as made:
        record_learning(made, Span(date(2022, 1, 1), date(2023, 1, 1)), {(one, "member"): 32})
    ledger.transfer(two, other, date(2022, 11, 1))
    head = head_number()
    page = client.get(f"/party-organizations/{body}/", {"on": "2022-12-31"}).content.decode()
    assert f"/party-organizations/{body}/handbook.docx?on=2022-12-31" in page
    answer = client.get(f"/party-organizations/{body}/handbook.docx", {"on": "2022-12-31"})
    book = Word.of(answer.content)
    told = book.text
    assert told.splitlines()[:3] == ["党支部工作手册", told.splitlines()[1], "2022 年度"]
    assert [row[1] for row in cells(book, "序号")] == ["姓名", "沈荣荣"]
    assert cells(book, "变动")[1:] == [["2022-11-01", "周海燕", f"组织关系转出，转往第{4}党支部"]]
    glance = {row[0]: row for row in cells(book, "类型")}
    assert [glance["主题党日"][month] for month in (3, 8, 9)] == ["1", "1", "1"]
    assert glance["主题党日"][13:] == ["3", "12 次"]
    assert glance["支部党员大会"][13:] == ["没有记录", "4 次"]
    assert glance["党课"][13:] == ["没有记录", "没有规定次数"]
    assert cells(book, "应到次数")[1:] == [
        ["沈荣荣", "2", "1", "0", "1", "0"],
        ["周海燕", "1", "0", "1", "0", "1"],
    ]
    assert "共 3 次，其中 1 次没有到会名单" in told
    money = cells(book, "合计")
    assert money[1] == ["沈荣荣", "12.5", "12.5", *[""] * 10, "25"]
    assert money[2] == ["周海燕", "免交", "免交", *[""] * 11]
    assert cells(book, "学时")[1:] == [["沈荣荣", "32", "32", ""]]
    for said in (
        "没有学时记录的：周海燕。",
        "2022 年没有发展党员的记录。",
        "地点、主持人、到会名单、议程、记录、决议：没有记录。",
    ):
        assert said in told
    foot = "".join(text for name, text in ((n, p.decode()) for n, p in book.parts.items()) if "footer" in name)
    assert foot.count(f"数据截至 2022年12月31日，以第 {head} 笔的账为准") == 3
    early = client.get(f"/party-organizations/{body}/handbook.docx", {"on": "2009-12-31"})
    assert (early.status_code, "2010-01-04 才成立" in words(early)) == (404, True)
    assert client.get(f"/party-organizations/{body}/handbook.pdf", {"on": "2022-12-31"}).content.startswith(b"%PDF")
    assert head_number() == head


def test_a_book_as_known_before_says_nothing_recorded_since() -> None:
    client, body, (one,) = branch("沈荣荣")
    before = head_number()
    hold(body, {one: "present"})
    asked = {"on": "2022-12-31", "known": before}
    told = Word.of(client.get(f"/party-organizations/{body}/handbook.docx", asked).content).text
    assert "2022 年没有到会名单的记录。" in told
    assert "清理河道" not in told
