"""Recording meetings with who was there, saying them anew, planning them; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.activities.gathering import DAY, TODAY, account, branch_with, holdings, numbers
from tests.ledgers import SmallLedger
from tests.office.test_person import record as person_of
from tests.party.bodies import act, breaches, take_back

from shejian.activities.models import Attendance, MeetingRecord, PlannedMeeting
from shejian.activities.services.happenings import correct_meetings, listed
from shejian.activities.services.meetings import record_meetings, restate_meetings
from shejian.activities.services.persons import merge_participants
from shejian.activities.services.plans import PlanDraft, cancel_plans, plan_meetings
from shejian.activities.services.stated import Resolved, StatedMeeting
from shejian.party.services.refusals import Refused
from shejian.party.services.reorganizing import Dissolution, dissolve
from shejian.people.services.persons import PersonDraft

pytestmark = pytest.mark.django_db


def record(*accounts: StatedMeeting) -> list[int]:
    act(record_meetings, accounts, TODAY)
    return list(MeetingRecord.objects.known(None).order_by("meeting").values_list("meeting", flat=True))


def refused(do: Any, *arguments: Any) -> tuple[str, str]:
    """At which place an act is refused, and in which words; nothing has changed."""
    before = holdings()
    with pytest.raises(Refused) as refusal:
        act(do, *arguments)
    assert holdings() == before
    return refusal.value.place, str(refusal.value)


def test_a_meeting_with_a_list_counts_its_numbers_from_it() -> None:
    body, (one, two, three, four) = branch_with(4)
    states = {one: "present", two: "leave", three: "absent", four: "excused"}
    said = account(
        body,
        began="15:00",
        place="村委会",
        host=one,
        minutes="清理支渠",
        attendance=states,
        resolutions=(Resolved("通过", 3, 2, 2),),
    )
    (meeting,) = record(said)
    held, particulars, partners, attendance, resolutions, _ = holdings()
    assert held == [(meeting, DAY, "theme_day", "清理河道")]
    assert numbers() == [(3, 1)]
    assert particulars == [(meeting, DAY, "15:00", "村委会", one, "清理支渠", None)]
    assert partners == []
    assert attendance == sorted(((meeting, DAY, who, state) for who, state in states.items()), key=str)
    assert resolutions == [(meeting, 0, "通过", 3, 2, 2)]
    assert breaches() == []


def test_numbers_alone_are_kept_as_stated_and_say_nothing_of_anybody() -> None:
    body, _ = branch_with(1)
    (meeting,) = record(account(body, due=9, present=7))
    assert numbers() == [(9, 7)]
    assert holdings()[1:5] == ([], [], [], [])
    assert listed([meeting]) == frozenset()


def test_a_meeting_is_said_anew_and_only_what_differs_is_written() -> None:
    body, (one, two, three) = branch_with(3)
    said = account(body, minutes="甲", attendance={one: "present", two: "present"}, resolutions=(Resolved("通过"),))
    (meeting,) = record(said)
    number = act(
        restate_meetings,
        {meeting: replace(said, attendance={one: "present", two: "leave", three: "present"}, resolutions=())},
        TODAY,
    )
    assert numbers() == [(3, 2)]
    assert holdings()[3] == sorted(
        ((meeting, DAY, who, state) for who, state in ((one, "present"), (two, "leave"), (three, "present"))), key=str
    )
    assert holdings()[4] == []
    assert Attendance.objects.filter(entry=number).count() == 2
    later = DAY + timedelta(days=1)
    act(restate_meetings, {meeting: replace(said, day=later, attendance={one: "present"})}, TODAY)
    assert holdings()[0] == [(meeting, later, "theme_day", "清理河道")]
    assert holdings()[3] == [(meeting, later, one, "present")]
    assert holdings()[1] == [(meeting, later, "", "", None, "甲", None)]
    assert breaches() == []
    unchanged = act(restate_meetings, {meeting: replace(said, day=later, attendance={one: "present"})}, TODAY)
    assert MeetingRecord.objects.filter(entry=unchanged).count() == 0
    assert refused(restate_meetings, {meeting + 1: said}, TODAY)[0] == "day"


def test_taking_back_leaves_nothing_of_it() -> None:
    body, (one,) = branch_with(1)
    before = holdings()[:5]
    number = act(record_meetings, [account(body, attendance={one: "present"}, minutes="甲")], TODAY)
    take_back(number)
    assert holdings()[:5] == before
    assert breaches() == []


@pytest.mark.parametrize(
    ("more", "place", "says"),
    [
        ({"day": date(2022, 6, 2)}, "day", "2022-06-02 还没有到（今天是 2022年6月1日），账上只记已经开了的"),
        ({"day": date(2009, 1, 1)}, "day", "这个党组织2010-01-04 才成立，2009-01-01 还没有它"),
        ({"began": "25:00"}, "began", "“25:00”不是一个时间，请写成 15:00 这样"),
        ({"due": 3, "present": 4}, "present", "实到 4 人比应到 3 人还多，请核对"),
        ({"due": -1}, "due", "应到人数不能是负数，请核对"),
        ({"resolutions": (Resolved("", 1),)}, "text-0", "填了票数，请写决议"),
        ({"resolutions": (Resolved("甲"), Resolved("乙", 3, 4))}, "present-1", "实到比应到还多（4 比 3），请核对"),
        ({"resolutions": (Resolved("甲", None, 2, 3),)}, "approving-0", "赞成比实到还多（3 比 2），请核对"),
        ({"resolutions": (Resolved("甲", None, None, -3),)}, "approving-0", "人数不能是负数，请核对"),
        ({"plan": 7}, "plan", "这个党组织没有这项计划，或者已经取消，请重新选择"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(more: dict[str, Any], place: str, says: str) -> None:
    body, _ = branch_with(1)
    at, text = refused(record_meetings, [account(body), account(body, topic="另一次", **more)], TODAY)
    assert at == place
    assert text.startswith(says)


def test_a_list_and_numbers_that_disagree_are_refused() -> None:
    body, (one, two) = branch_with(2)
    states = {one: "present", two: "excused"}
    at, text = refused(record_meetings, [account(body, attendance=states, due=2)], TODAY)
    assert (at, text) == ("due", "名单上应到 1 人，这里填的是 2 人；有名单时人数由名单数出，请空着或改名单")
    record(account(body, attendance=states, due=1, present=1))
    assert numbers() == [(1, 1)]


def test_whoever_was_no_member_that_day_is_refused_as_participant_and_as_host() -> None:
    ledger = SmallLedger()
    body, (one,) = branch_with(1, ledger)
    other, (two,) = branch_with(1, ledger)
    late = ledger.member(body, joined=DAY + timedelta(days=1))
    for stranger in (two, late):
        at, text = refused(record_meetings, [account(body, attendance={one: "present", stranger: "present"})], TODAY)
        assert at == f"state-{stranger}"
        assert text.startswith(f"人员 {stranger} 的组织关系 {DAY} 不在参加的党组织")
        at, text = refused(record_meetings, [account(body, host=stranger)], TODAY)
        assert (at, "外来的人请写在“外来的主持人”" in text) == ("host", True)
    at, _ = refused(record_meetings, [account(body, host=one, guest_host="周某")], TODAY)
    assert at == "guest_host"
    record(
        account(body, guest_host="周某"),
        account(body, topic="联合", partners=(other,), attendance={one: "present", two: "present"}, host=two),
    )
    assert numbers() == [(None, None), (2, 2)]


def test_partners_are_others_each_once_and_there_that_day() -> None:
    ledger = SmallLedger()
    body, _ = branch_with(0, ledger)
    other, _ = branch_with(0, ledger)
    young = ledger.branch(founded=DAY + timedelta(days=1))
    assert refused(record_meetings, [account(body, partners=(body,))], TODAY)[0] == "partner-0"
    assert refused(record_meetings, [account(body, partners=(other, other))], TODAY)[0] == "partner-1"
    at, text = refused(record_meetings, [account(body, partners=(other, young))], TODAY)
    assert (at, text) == ("partner-1", f"它2022-03-16 才成立，{DAY} 还没有它，请核对日期")


def test_a_meeting_after_the_end_of_its_party_organization_is_refused() -> None:
    body, _ = branch_with(0)
    act(dissolve, {body: Dissolution(DAY, None)})
    at, text = refused(record_meetings, [account(body)], TODAY)
    assert (at, text) == ("day", f"这个党组织已于 {DAY} 撤销，{DAY} 已经没有它，请核对日期")
    record(account(body, day=DAY - timedelta(days=1)))


def test_one_meeting_is_not_recorded_twice() -> None:
    ledger = SmallLedger()
    body, _ = branch_with(0, ledger)
    (first,) = record(account(body))
    at, text = refused(record_meetings, [account(body, topic=" 清理 河道")], TODAY)
    assert (at, f"账上已经有一次（第 {first} 次活动）" in text) == ("day", True)
    twice = [account(body, topic="学习"), account(body, topic="学习")]
    assert "这一次里写了两遍" in refused(record_meetings, twice, TODAY)[1]
    (_, second) = record(account(body, topic="学习", began="09:00"))
    assert refused(record_meetings, [account(body, topic="讨论", began="09:00")], TODAY)[0] == "day"
    record(account(body, topic="学习", began="15:00"), account(body, kind="lecture"))
    assert refused(restate_meetings, {second: account(body)}, TODAY)[0] == "day"
    act(restate_meetings, {second: account(body, topic="学习", began="10:00")}, TODAY)
    assert len(numbers()) == 4


def test_a_plan_is_fulfilled_once_or_given_up() -> None:
    body, _ = branch_with(0)
    day = TODAY + timedelta(days=3)
    act(plan_meetings, [PlanDraft(body, "lecture", day, "讲党课"), PlanDraft(body, "theme_day", day)], TODAY)
    first, second = PlannedMeeting.objects.known(None).order_by("plan").values_list("plan", flat=True)
    assert refused(plan_meetings, [PlanDraft(body, "lecture", day, "讲 党课")], TODAY)[0] == "day"
    assert refused(plan_meetings, [PlanDraft(body, "lecture", DAY)], TODAY)[0] == "day"
    assert refused(plan_meetings, [PlanDraft(body, "lecture", date(2009, 1, 1))], date(2008, 1, 1))[0] == "day"
    (meeting,) = record(account(body, plan=first))
    assert holdings()[1] == [(meeting, DAY, "", "", None, "", first)]
    assert refused(record_meetings, [account(body, topic="又一次", plan=first)], TODAY) == (
        "plan",
        "这项计划已经由另一次组织生活完成，请重新选择",
    )
    act(restate_meetings, {meeting: account(body, plan=first, place="村委会")}, TODAY)
    assert refused(cancel_plans, [first])[0] == "plan"
    act(cancel_plans, [second])
    assert list(PlannedMeeting.objects.known(None).values_list("plan", flat=True)) == [first]
    assert refused(cancel_plans, [second]) == ("plan", "这项计划已经取消，没有再取消一次")
    assert refused(record_meetings, [account(body, topic="又一次", plan=second)], TODAY)[0] == "plan"
    assert breaches() == []


def test_two_hundred_participants_cost_as_many_queries_as_two() -> None:
    body, persons = branch_with(200)
    counts = []
    for day, there in ((DAY, persons[:2]), (TODAY, persons)):
        with CaptureQueriesContext(connection) as queries:
            act(record_meetings, [account(body, day=day, attendance=dict.fromkeys(there, "present"))], TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert numbers() == [(2, 2), (200, 200)]


def test_two_persons_become_one_at_their_meetings_too() -> None:
    body, (three,) = branch_with(1)
    one, two = (person_of(body, PersonDraft("沈荣荣", "")) for _ in range(2))
    (first, _) = record(
        account(body, attendance={one: "present", two: "present", three: "leave"}, host=two),
        account(body, topic="学习", attendance={two: "present"}),
    )
    act(correct_meetings, {first: {"topic": "清理"}})
    number = act(merge_participants, {two: one})
    assert numbers() == [(2, 1), (1, 1)]
    assert sorted(row[2] for row in holdings()[3]) == sorted([one, three, one])
    assert [row[4] for row in holdings()[1]] == [one]
    assert breaches() == []
    take_back(number)
    assert numbers() == [(3, 2), (1, 1)]


def test_a_leader_who_sits_in_counts_neither_as_due_nor_as_present() -> None:
    ledger = SmallLedger()
    body, (one, two) = branch_with(2, ledger)
    leader = ledger.member(ledger.branch(ledger.organization()))
    states = {one: "present", two: "leave", leader: "observer"}
    (meeting,) = record(account(body, attendance=states))
    assert numbers() == [(2, 1)]
    assert holdings()[3] == sorted(((meeting, DAY, who, state) for who, state in states.items()), key=str)
    act(restate_meetings, {meeting: account(body, due=2, present=2, attendance={leader: "observer"})}, TODAY)
    assert numbers() == [(2, 2)]  # nothing follows from guests alone
    assert breaches() == []


def test_a_member_does_not_sit_in_on_his_own_branch() -> None:
    body, (one,) = branch_with(1)
    place, says = refused(record_meetings, [account(body, attendance={one: "observer"})], TODAY)
    assert place == f"state-{one}"
    assert says == f"人员 {one} 的组织关系 {DAY} 就在参加的党组织，是到会不是列席，请在名单上记他到会"
