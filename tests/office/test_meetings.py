"""Recording a meeting from the roster of its day, putting it right, planning one; the list and the page of meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from tests.activities.gathering import account, holdings, numbers
from tests.conftest import TODAY
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import controls, filled, hand_in
from tests.office.test_body_acts import take_back
from tests.office.test_ledger import county_clerk
from tests.office.test_person import record
from tests.party.bodies import act, breaches

from shejian.activities.models import Attendance, Meeting, PlannedMeeting
from shejian.activities.services.meetings import record_meetings
from shejian.base.queries import head_number
from shejian.core.life import agendas
from shejian.people.services.persons import PersonDraft

pytestmark = pytest.mark.django_db

DAY = date(2022, 3, 15)


def branch(*names: str, ledger: SmallLedger | None = None) -> tuple[Client, int, list[int]]:
    """A clerk, a branch, and members of these names."""
    ledger = ledger or SmallLedger()
    body = ledger.branch(ledger.organization())
    persons = [record(body, PersonDraft(name, "")) for name in names]
    return county_clerk(ledger, username=f"small{body}"), body, persons


def form(body: int, verb: str = "meeting", **asked: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/party-organizations/{body}/acts/{verb}/" + (f"?{query}" if query else "")


def refused(response: HttpResponse, before: tuple[Any, ...], says: str) -> None:
    """Nothing changed, and what was typed is still there."""
    assert (response.status_code, holdings()) == (422, before), words(response)
    assert says in words(response), words(response)


def test_all_are_there_and_who_is_not_is_said() -> None:
    client, body, (one, two, three) = branch("沈荣荣", "周海燕", "何秀英")
    shown = client.get(form(body, day=DAY))
    assert f"哪一次 {DAY} 开的，{TODAY} 入账，相隔 {(TODAY - DAY).days} 天；照实记即可" in words(shown)
    assert "沈荣荣" not in shown.content.decode()
    ready = controls(shown)
    assert [ready[f"state-{each}"] for each in (one, two, three)] == ["present"] * 3
    said = {"kind": "theme_day", "topic": "清理河道", "began": "15:00", "place": "村委会", "host": str(one)}
    said |= {f"state-{two}": "leave", f"state-{three}": "excused", "minutes": "清理支渠\n看望党员"}
    said |= {"text-1": "通过", "due-1": "2", "present-1": "2", "approving-1": "1"}
    head = head_number()
    done = hand_in(client, form(body, day=DAY), **said)
    meeting = Meeting.objects.get().pk
    assert (done.status_code, done["Location"]) == (302, f"/meetings/{meeting}/")
    assert head_number() == head + 1
    held, particulars, _, attendance, resolutions, _ = holdings()
    assert held == [(meeting, DAY, "theme_day", "清理河道")]
    assert numbers() == [(2, 1)]
    assert particulars == [(meeting, DAY, "15:00", "村委会", one, "清理支渠\n看望党员", None)]
    assert [row[2:] for row in attendance] == [(one, "present"), (two, "leave"), (three, "excused")]
    assert resolutions == [(meeting, 0, "通过", 2, 2, 1)]
    page = client.get(done["Location"])
    told = words(page)
    assert "补记" in told
    assert f"{DAY} 开的，{TODAY} 入账，相隔 {(TODAY - DAY).days} 天" in told
    for piece in ("应到 2 人，实到 1 人 由名单数出", "到会 1，请假 1，不计应到 1", "应到 2，实到 2，赞成 1"):
        assert piece in told
    assert f"沈＊荣（人员 {one}）" in told
    assert "沈荣荣" not in page.content.decode()
    assert "清理河道" in words(client.get(f"/party-organizations/{body}/?on=2022-12-31"))
    take_back(client, head + 1)
    assert holdings()[:5] == ([], [], [], [], [])
    assert client.get(f"/meetings/{meeting}/").status_code == 404
    assert breaches() == []


def test_the_roster_is_that_of_the_day() -> None:
    ledger = SmallLedger()
    client, body, (one,) = branch("沈荣荣", ledger=ledger)
    late = ledger.member(body, joined=date(2022, 3, 16))
    assert f"state-{late}" not in controls(client.get(form(body, day=DAY)))
    assert controls(client.get(form(body, day="2022-03-16"))).keys() >= {f"state-{one}", f"state-{late}"}


def test_another_day_asks_to_look_at_its_list_and_loses_nothing() -> None:
    """沈荣荣 is there on both days, 周海燕 came later, 何秀英 left before."""
    ledger = SmallLedger()
    client, body, (one,) = branch("沈荣荣", ledger=ledger)
    late = ledger.member(body, joined=date(2022, 3, 20))
    gone = ledger.member(body)
    ledger.transfer(gone, ledger.branch(ledger.organization()), date(2022, 3, 18))
    typed = {
        "kind": "theme_day",
        "topic": "清理河道",
        "minutes": "清理支渠",
        "place": "村委会",
        f"state-{one}": "leave",
    }
    typed |= {"text-0": "通过", "host": str(one)}
    sent = filled(client, form(body, day=DAY)) | typed | {"day": "2022-03-25"}
    assert sent.keys() >= {f"state-{one}", f"state-{gone}"}
    before = holdings()
    response = client.post(form(body, day=DAY), sent)
    refused(response, before, "名单已按新的一天 2022-03-25 列出（增加 1 名，去掉 1 名），其余填的都还在；请核对后再记")
    again = controls(response)
    assert {name: again[name].strip() for name in typed} == typed
    assert (again["day"], again["listed"], again[f"state-{late}"]) == ("2022-03-25", "2022-03-25", "present")
    assert f"state-{gone}" not in again
    assert client.post(form(body, day=DAY), again).status_code == 302
    assert [row[1:] for row in holdings()[3]] == [
        (date(2022, 3, 25), one, "leave"),
        (date(2022, 3, 25), late, "present"),
    ]


def test_a_day_with_the_same_list_is_taken_at_once() -> None:
    client, body, (one,) = branch("沈荣荣")
    done = client.post(
        form(body, day=DAY), filled(client, form(body, day=DAY)) | {"kind": "lecture", "day": "2022-3-16"}
    )
    assert (done.status_code, [row[1:] for row in holdings()[3]]) == (302, [(date(2022, 3, 16), one, "present")])


def test_a_day_on_which_nobody_was_there_keeps_the_list() -> None:
    client, body, (one,) = branch("沈荣荣")
    sent = filled(client, form(body, day=DAY)) | {"kind": "lecture", "day": "2009-06-01", f"state-{one}": "leave"}
    before = holdings()
    response = client.post(form(body, day=DAY), sent)
    refused(response, before, "2009-06-01 还没有它")
    assert controls(response)[f"state-{one}"] == "leave"
    assert "组织关系 2009-06-01 不在" not in words(response)


def test_the_day_of_a_meeting_is_put_right_with_the_list_of_the_right_day() -> None:
    ledger = SmallLedger()
    client, body, (one, two) = branch("沈荣荣", "周海燕", ledger=ledger)
    act(record_meetings, [account(body, attendance={one: "present", two: "leave"})], TODAY)
    late = ledger.member(body, joined=date(2022, 3, 20))
    address = f"/meetings/{Meeting.objects.get().pk}/acts/correct/"
    before = holdings()
    sent = filled(client, address) | {"day": "2022-03-25", "place": "村委会"}
    response = client.post(address, sent)
    refused(response, before, "名单已按新的一天 2022-03-25 列出（增加 1 名）")
    again = controls(response)
    assert [again[f"state-{each}"] for each in (one, two, late)] == ["present", "leave", "off"]
    assert again["place"] == "村委会"
    assert client.post(address, again | {f"state-{late}": "present"}).status_code == 302
    assert {row[1] for row in holdings()[3]} == {date(2022, 3, 25)}
    assert (numbers(), breaches()) == ([(3, 2)], [])


def test_whoever_is_beyond_the_lines_of_the_form_stays_as_he_is(monkeypatch: pytest.MonkeyPatch) -> None:
    client, body, members = branch("沈荣荣", "周海燕", "何秀英")
    act(record_meetings, [account(body, attendance=dict.fromkeys(members, "present"))], TODAY)
    address, before = f"/meetings/{Meeting.objects.get().pk}/acts/correct/", holdings()
    for module in ("meeting_fields", "meeting_forms"):
        monkeypatch.setattr(f"shejian.office.acting.{module}.MOST", 2)
    assert f"state-{members[2]}" not in controls(client.get(address))
    assert client.post(address, filled(client, address) | {"topic": "改题目"}).status_code == 302
    assert ([row[2:] for row in holdings()[3]], numbers()) == ([row[2:] for row in before[3]], [(3, 3)])


def test_an_agenda_is_offered_and_what_was_typed_stays() -> None:
    client, body, (one,) = branch("沈荣荣")
    sent = filled(client, form(body, day=DAY)) | {"agenda": "学习文件\n主题", "fill": "agenda", f"state-{one}": "leave"}
    before = holdings()
    response = client.post(form(body, day=DAY), sent)
    assert (response.status_code, holdings()) == (200, before)
    assert "先选类型，再用参考议程" in words(response)
    response = client.post(form(body, day=DAY), sent | {"kind": "theme_day"})
    assert (response.status_code, holdings()) == (200, before)
    again = controls(response)
    offered = [one for one in agendas().of("theme_day") if one != "主题"]
    assert again["agenda"].splitlines() == ["学习文件", "主题", *offered]
    assert again[f"state-{one}"] == "leave"
    assert "没有记账" not in words(response)
    assert client.post(form(body, day=DAY), again).status_code == 302


def test_a_form_sent_twice_is_one_entry_and_a_trial_records_nothing() -> None:
    client, body, (one,) = branch("沈荣荣")
    said = filled(client, form(body, day=DAY), kind="lecture", topic="讲党课")
    before = holdings()
    tried = client.post(form(body, day=DAY), said | {"try": "1"})
    assert (tried.status_code, holdings()) == (200, before)
    assert "2022-03-15 党课“讲党课”" in words(tried)
    assert client.post(form(body, day=DAY), said).status_code == 302
    after = holdings()
    assert client.post(form(body, day=DAY), said).status_code == 302
    assert holdings() == after
    assert Attendance.objects.get().person_id == one


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"kind": ""}, "类型 ：请选类型"),
        ({"day": "2027-01-01"}, "2027-01-01 还没有到"),
        ({"day": "2009-01-01"}, "这个党组织2010-01-04 才成立，2009-01-01 还没有它"),
        ({"due": "5"}, "名单上应到 1 人，这里填的是 5 人"),
        ({"how": "numbers", "due": "5", "present": "6"}, "实到 6 人比应到 5 人还多"),
        ({"guest_host": "周某", "host": "{one}"}, "主持人选了党员，又写了外来的人"),
        ({"approving-2": "3"}, "决议 3 决议 ：填了票数，请写决议"),
        ({"present-0": "三"}, "决议 1 实到 ：“三”"),
        ({"partner-1": "没有的支部"}, "没有叫“没有的支部”的党组织"),
        ({"topic": "长" * 201}, "最多 200 个字，现在有 201 个"),
    ],
)
def test_what_cannot_be_is_said_at_its_place_and_nothing_is_lost(said: dict[str, str], says: str) -> None:
    client, body, (one,) = branch("沈荣荣")
    address = form(body, day=DAY)
    typed = {name: value.format(one=one) for name, value in said.items()}
    sent = filled(client, address, kind="theme_day", minutes="清理支渠") | typed
    before = holdings()
    response = client.post(address, sent)
    refused(response, before, says)
    assert controls(response)["minutes"].strip() == "清理支渠"


def test_the_same_meeting_is_not_recorded_twice() -> None:
    client, body, _ = branch("沈荣荣")
    act(record_meetings, [account(body)], TODAY)
    before = holdings()
    sent = filled(client, form(body, day=DAY), kind="theme_day", topic="清理河道")
    refused(client.post(form(body, day=DAY), sent), before, "真是另外一次，请写不同的主题，或两次都写开始时间")


def test_a_file_that_is_no_paper_is_refused_and_what_was_typed_stays() -> None:
    client, body, _ = branch("沈荣荣")
    sent = filled(client, form(body, day=DAY), kind="theme_day", minutes="清理支渠")
    sent["paper_file"] = SimpleUploadedFile("照片.exe", b"MZ")
    before = holdings()
    response = client.post(form(body, day=DAY), sent)
    refused(response, before, "“照片.exe”不是这里收的文件")
    again = controls(response) | {"paper_file": SimpleUploadedFile("照片.jpg", b"\xff\xd8\xff")}
    done = client.post(form(body, day=DAY), again)
    assert done.status_code == 302
    page = client.get(done["Location"]).content.decode()
    assert "照片.jpg" in page
    assert f"/entries/{head_number()}/paper/" in page
    assert client.get(f"/entries/{head_number()}/paper/").status_code == 200


def test_a_meeting_is_put_right_and_only_what_differs_is_written() -> None:
    ledger = SmallLedger()
    client, body, (one, two) = branch("沈荣荣", "周海燕", ledger=ledger)
    other = ledger.branch(ledger.organization())
    guest = record(other, PersonDraft("何秀英", ""))
    act(record_meetings, [account(body, attendance={one: "present", two: "present"}, partners=(other,))], TODAY)
    address = f"/meetings/{Meeting.objects.get().pk}/acts/correct/"
    before = holdings()
    refused(client.post(address, filled(client, address)), before, "没有改动")
    ready = controls(client.get(address))
    assert [ready[f"state-{each}"] for each in (one, two, guest)] == ["present", "present", "off"]
    done = hand_in(client, address, **{f"state-{two}": "absent", f"state-{guest}": "present", "place": "村委会"})
    assert done.status_code == 302
    assert numbers() == [(3, 2)]
    assert Attendance.objects.filter(entry=head_number()).count() == 2
    page = words(client.get(done["Location"]))
    assert f"周＊燕（人员 {two}） 缺席" in page
    of_him = client.get(f"/persons/{two}/?on=2022-12-31")
    assert f"参加的组织生活 {DAY} 主题党日 清理河道 缺席" in words(of_him)
    assert address.removesuffix("acts/correct/") in of_him.content.decode()
    row = html.fromstring(client.get("/ledgers/meetings/?on=2022-12-31").content.decode()).xpath(
        "//a[text()='清理河道']"
    )
    assert [one.get("href") for one in row] == [address.removesuffix("acts/correct/") + "?on=2022-12-31"]
    assert "地点 村委会" in page
    take_back(client, head_number())
    assert numbers() == [(2, 2)]
    numbers_only = {"how": "numbers", "due": "9", "present": "7"}
    assert hand_in(client, address, **numbers_only).status_code == 302
    assert (numbers(), holdings()[3]) == ([(9, 7)], [])
    hand_in(client, address, how="list", due="", present="")
    assert (numbers(), len(holdings()[3])) == ([(3, 3)], 3)
    assert breaches() == []


def test_a_plan_is_made_held_from_or_cancelled() -> None:
    client, body, (one,) = branch("沈荣荣")
    listed = f"/party-organizations/{body}/meetings/"
    for kind, topic in (("lecture", "讲党课"), ("theme_day", "植树")):
        done = hand_in(client, form(body, "plan-meeting"), day=TODAY.isoformat(), kind=kind, topic=topic)
        assert done["Location"] == listed
    first, second = PlannedMeeting.objects.order_by("plan").values_list("plan", flat=True)
    assert f"{TODAY} 党课 讲党课" in words(client.get(listed))
    ready = controls(client.get(form(body, plan=first)))
    assert (ready["kind"], ready["topic"], ready["plan"], ready["day"]) == (
        "lecture",
        "讲党课",
        str(first),
        TODAY.isoformat(),
    )
    assert client.post(form(body, plan=first), ready).status_code == 302
    assert [row[6] for row in holdings()[1]] == [first]
    assert hand_in(client, form(body, "cancel-plan", plan=second), reason="雨").status_code == 302
    shown = words(client.get(listed))
    assert "没有计划" in shown
    assert "讲党课 党课" in shown
    before = holdings()
    refused(
        client.post(
            form(body, "plan-meeting"), filled(client, form(body, "plan-meeting"), day="2022-01-01", kind="lecture")
        ),
        before,
        "2022-01-01 已经过去了",
    )
    take_back(client, head_number())
    assert "植树" in words(client.get(listed))
    assert breaches() == []
    assert Attendance.objects.get().person_id == one


def test_two_hundred_participants_are_saved_with_as_many_queries_as_two() -> None:
    counts, ledger = [], SmallLedger()
    for size in (2, 200):
        client, body, persons = branch(*(["沈荣荣"] * size), ledger=ledger)
        sent = filled(client, form(body, day=DAY), kind="theme_day")
        with CaptureQueriesContext(connection) as queries:
            assert client.post(form(body, day=DAY), sent).status_code == 302
        counts.append(len(queries))
        assert Attendance.objects.filter(entry=head_number()).count() == len(persons) == size
    assert counts[0] == counts[1]


def test_members_of_a_branch_out_of_reach_are_counted_and_not_named() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization(town="东关镇"))
    other = ledger.branch(ledger.organization(town="西关镇"))
    own, beyond = record(body, PersonDraft("沈荣荣", "")), record(other, PersonDraft("何秀英", ""))
    states = {own: "present", beyond: "leave"}
    act(record_meetings, [account(body, attendance=states, partners=(other,), host=beyond)], TODAY)
    meeting = Meeting.objects.get().pk
    county, town = county_clerk(ledger), county_clerk(ledger, "东关镇", "town")
    assert f"何＊英（人员 {beyond}）" in words(county.get(f"/meetings/{meeting}/"))
    page = town.get(f"/meetings/{meeting}/")
    assert "另有 1 名在您的范围以外" in words(page)
    assert "范围以外的党员" in words(page)
    assert "何＊英" not in page.content.decode()


def test_the_year_of_a_branch_is_seen_at_a_glance_and_opens_onto_its_meetings() -> None:
    """Theme days of January and March, nothing in February; the second half of 2022 is yet to come."""
    ledger = SmallLedger()
    body, partner = ledger.branch(ledger.organization()), ledger.branch(ledger.organization())
    for day in (date(2021, 12, 8), date(2022, 1, 12), date(2022, 1, 20)):
        ledger.meet(body, day)
    ledger.meet(partner, date(2022, 3, 5), body)
    ledger.meet(body, date(2022, 2, 1), kind="lecture")
    client = county_clerk(ledger)
    page = client.get(f"/party-organizations/{body}/meetings/?on=2022-06-10")
    strip = html.fromstring(page.content.decode()).xpath("//table[@class='strip']")[0]
    cells = {
        row.xpath("string(th/text())"): [cell.xpath("string(.//span[@class='vh'])") for cell in row.xpath("td")]
        for row in strip.xpath("tbody/tr")
    }
    days = cells["主题党日"]
    assert days[0] == "2022年1月主题党日：开了 2 次（1月12日、1月20日），已达到，要求 1 次，已开展的次数够了"
    assert days[1].startswith("2022年2月主题党日：未达到，要求 1 次，周期已过")
    assert days[2].startswith("2022年3月主题党日：开了 1 次（3月5日）")
    assert days[5] == "2022年6月主题党日：待开展，要求 1 次，这一周期还没有到期"
    assert days[6:] == [f"2022年{month}月主题党日：还没有到" for month in range(7, 13)]
    assert len(cells["支部党员大会"]) == 4
    assert cells["支部党员大会"][0].startswith("2022年第1季度支部党员大会：未达到，要求 1 次")
    assert cells["党课"][1] == "2022年2月党课：开了 1 次（2月1日）"
    assert cells["党课"][0] == "2022年1月党课：没有要求，也没有开"
    january = strip.xpath("tbody/tr[contains(th, '主题党日')]/td[1]/a/@href")[0]
    told = words(client.get(january))
    assert "只列2022-01-01 至 2022-01-31 主题党日" in told
    assert ("2022-01-12" in told, "2021-12-08" in told, "看全部 5 次" in told) == (True, False, True)
    before = client.get(f"/party-organizations/{body}/?on=2022-06-10&year=2021")
    assert "2021 年的组织生活" in words(before)
    assert "2021年12月主题党日：开了 1 次（12月8日），已达到" in words(before)
    assert "2023 年的组织生活" not in words(client.get(f"/party-organizations/{body}/?on=2022-06-10&year=2023"))
