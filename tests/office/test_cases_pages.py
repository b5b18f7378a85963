"""The pages of cases through the browser's requests."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import controls, filled, hand_in
from tests.office.test_body_acts import name_of, take_back
from tests.office.test_ledger import county_clerk
from tests.party.bodies import breaches
from tests.procedures_office.going import admitted, case, codes, days, identity, person, take

from shejian.base.queries import head_number
from shejian.cases.models import Case, CaseEnding, CaseStep
from shejian.party.models import DevelopmentStep, Membership
from shejian.people.models import Person

pytestmark = pytest.mark.django_db

CORRECT = "?correct=1"
APPLIED, LATE = date(2026, 5, 12), date(2026, 6, 20)


def address(number: int, step: str = "") -> str:
    return f"/cases/{number}/steps/{step}/" if step else f"/cases/{number}/"


def started(ledger: SmallLedger, **more: Any) -> tuple[Client, int, int, int]:
    """A clerk, a case with an application, its person and its party organization."""
    body = ledger.branch(ledger.organization())
    one = person()
    number = case(body, one, **more)
    take(number, "application", APPLIED)
    return county_clerk(ledger), number, one, body


def test_a_step_is_recorded_by_its_form_and_taken_back() -> None:
    ledger = SmallLedger()
    client, number, one, _ = started(ledger)
    page = words(client.get(address(number)))
    assert "沈＊荣 发展党员" in page
    assert "沈荣荣" not in page
    assert re.search("现在可以办 党组织派人谈话", page), page
    form = filled(client, address(number, "talk"), day="2026-06-01")
    head = head_number()
    tried = client.post(address(number, "talk"), form | {"try": "1"})
    assert (tried.status_code, head_number()) == (200, head)
    assert "没有发现与规定不合的地方" in words(tried)
    response = client.post(address(number, "talk"), form)
    assert (response.status_code, response["Location"]) == (302, address(number))
    assert days(number)["talk"] == date(2026, 6, 1)
    assert f"已记下沈＊荣 发展党员：2026-06-01 党组织派人谈话，记为第 {head + 1} 笔。" in words(
        client.get(address(number))
    )
    assert (client.post(address(number, "talk"), form)["Location"], head_number()) == (address(number), head + 1)
    entry = words(client.get(f"/entries/{head + 1}/"))
    assert "记程序的一步" in entry
    take_back(client, head + 1)
    assert "talk" not in days(number)
    assert DevelopmentStep.objects.known(None).filter(person=one, stage="talk").count() == 0
    assert breaches() == []


def test_the_form_of_a_step_says_by_which_rule_and_until_when() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)
    lead = (
        "由党支部办。依据《中国共产党发展党员工作细则》第七条（2026-05-11 起施行）。最早 2026-05-12，最迟 2026-06-12。"
    )
    assert lead in words(client.get(address(number, "talk")))


def test_what_may_be_done_now_is_set_off_from_what_may_be_put_down_afterwards() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)

    def buttons() -> dict[str, str]:
        page = client.get(address(number)).content.decode()
        found = re.findall(r'<a class="btn sm( primary)?" href="[^"]*/steps/([a-z-]+)/"', page)
        return {step: look for look, step in found}

    assert buttons()["talk"] == " primary"
    take(number, "target", date(2026, 6, 30))
    assert buttons()["talk"] == ""


def test_what_keeps_an_entry_from_being_taken_back_is_led_to() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)
    hand_in(client, address(number, "talk"), day="2026-06-01")
    first = head_number()
    hand_in(client, address(number, "talk") + CORRECT, day="2026-06-02", reason="以谈话记录为准")
    assert days(number)["talk"] == date(2026, 6, 2)
    page = client.get(f"/entries/{first}/").content.decode()
    assert "这一笔现在不能撤销" in page
    assert f'<li><a href="/entries/{first + 1}/">第 {first + 1} 笔 ' in page


def test_a_conclusion_that_is_not_on_record_is_said_to_be_missing() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)
    take(number, "meeting", date(2026, 6, 30))
    page = words(client.get(address(number, "meeting") + CORRECT))
    assert "账上：请选" not in page
    assert page.count("账上：没有填") >= 4


def test_a_step_against_a_rule_is_refused_at_its_field_and_recorded_with_a_reason() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)
    head = head_number()
    response = hand_in(client, address(number, "talk"), day="2026-06-20")
    page = words(response)
    assert (response.status_code, head_number()) == (422, head)
    assert re.search("哪一天办的 ：2026-06-20 党组织派人谈话[^（]*（《中国共产党发展党员工作细则》第七条", page), page
    assert "与规定不合的理由" in page
    assert controls(response)["day"] == "2026-06-20"
    said = controls(response) | {"departure": "当时书记住院，由副书记补谈"}
    assert client.post(address(number, "talk"), said).status_code == 302
    assert codes(number, LATE) == [("talk", "talk-late")]
    page = words(client.get(address(number)))
    assert "当时书记住院，由副书记补谈" in page
    assert "违反" in page
    entry = words(client.get(f"/entries/{head + 1}/"))
    assert "与规定不合的理由：当时书记住院，由副书记补谈" in entry


def test_a_form_has_only_the_fields_of_its_step() -> None:
    ledger = SmallLedger()
    _, number, _ = admitted(ledger, "admission-form")
    client = county_clerk(ledger)
    meeting = controls(client.get(address(number, "meeting")))
    assert {"due", "present", "yes", "written", "outcome", "papers_checked"} <= meeting.keys()
    assert not {"seats", "amount-contacts", "withdraw"} & meeting.keys()
    contacts = controls(client.get(address(number, "contacts") + "?again=1"))
    assert "amount-contacts" in contacts
    assert not {"due", "outcome"} & contacts.keys()


@pytest.mark.parametrize(
    ("said", "label", "says"),
    [
        ({"due": "10", "present": "11", "yes": "8"}, "实到会人数", "实到会 11 人多于应到会 10 人"),
        ({"due": "10", "present": "9", "yes": "10"}, "赞成票", "赞成票 10 张多于投票的 9 人"),
        ({"due": "10", "present": "", "yes": "8"}, "实到会人数", "写了应到会人数，也请写实到会人数"),
        ({"due": "十个", "present": "9", "yes": "8"}, "应到会人数", "“十个”"),
        ({"outcome": ""}, "结论", "请选结论"),
        ({"day": "2024-02-30"}, "哪一天办的", "“2024-02-30”"),
        ({"day": "2027-02-01"}, "哪一天办的", "还没有到"),
        ({"day": ""}, "哪一天办的", "请填写办这一步的日期"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    said: dict[str, str], label: str, says: str
) -> None:
    ledger = SmallLedger()
    _, number, _ = admitted(ledger, "admission-form")
    client, head = county_clerk(ledger), head_number()
    typed = {"day": "2024-08-20", "outcome": "passed", "due": "10", "present": "9", "yes": "8"} | said
    response = hand_in(client, address(number, "meeting"), **typed)
    page = words(response)
    assert (response.status_code, head_number()) == (422, head), page
    assert re.search(f"{label} ：[^：]*{re.escape(says)}", page), page
    assert {name: controls(response)[name] for name in typed} == typed


def test_admission_and_conversion_come_of_their_approvals() -> None:
    ledger = SmallLedger()
    one, number, _ = admitted(ledger, "superior-talk")
    client, head = county_clerk(ledger), head_number()
    assert hand_in(client, address(number, "approval"), day="2024-09-10", outcome="approved").status_code == 302
    held = Membership.objects.known(None).get(person=one)
    assert (held.start, held.category) == (date(2024, 8, 20), "probationary")
    assert "预备党员" in words(client.get(address(number)))
    refused = hand_in(client, address(number, "approval") + CORRECT, withdraw="on", reason="记错了")
    assert (refused.status_code, head_number()) == (422, head + 1)
    assert "一并记了由它而来的" in words(refused)
    take_back(client, head + 1)
    assert Membership.objects.known(None).filter(person=one).count() == 0
    assert days(number)["meeting"] == date(2024, 8, 20)


def test_a_step_is_corrected_and_withdrawn_by_its_form() -> None:
    ledger = SmallLedger()
    client, number, one, _ = started(ledger)
    take(number, "talk", date(2026, 6, 1))
    assert client.get(address(number, "talk"))["Location"] == address(number, "talk") + CORRECT
    form = filled(client, address(number, "talk") + CORRECT)
    assert form["day"] == "2026-06-01"
    head = head_number()
    unchanged = client.post(address(number, "talk") + CORRECT, form | {"reason": ""})
    assert (unchanged.status_code, head_number()) == (422, head)
    assert "请写明更正的理由" in words(unchanged)
    assert hand_in(client, address(number, "talk") + CORRECT, day="2026-06-02", reason="以记录为准").status_code == 302
    assert days(number)["talk"] == date(2026, 6, 2)
    assert hand_in(client, address(number, "talk") + CORRECT, withdraw="on", reason="没有谈过").status_code == 302
    assert "talk" not in days(number)
    assert DevelopmentStep.objects.known(None).filter(person=one).count() == 1


def test_papers_are_there_or_not_or_nobody_looked() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)
    assert hand_in(client, address(number, "talk"), day="2026-06-01").status_code == 302
    assert CaseStep.objects.known(None).filter(case=number).count() == 0
    assert "谈话记录" not in words(client.get(address(number))).split("经过")[0]
    said = {"papers_checked": "known", "reason": "补看了材料"}
    refused = hand_in(client, address(number, "talk") + CORRECT, **said)
    assert refused.status_code == 422
    assert re.search("有哪些材料 ：2026-06-01 党组织派人谈话缺少材料：谈话记录", words(refused)), words(refused)
    assert hand_in(client, address(number, "talk") + CORRECT, **said, departure="记录丢失").status_code == 302
    assert CaseStep.objects.known(None).get(case=number).papers == "[]"
    assert "谈话记录 没有" in words(client.get(address(number)))
    assert hand_in(client, address(number, "talk") + CORRECT, papers=["谈话记录"], reason="找到了").status_code == 302
    assert CaseStep.objects.known(None).get(case=number).papers == '["谈话记录"]'
    assert "谈话记录 有" in words(client.get(address(number)))


def test_an_applicant_whom_the_ledger_does_not_know_begins_a_case() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    client, head = county_clerk(ledger), head_number()
    choices = words(client.get("/cases/new/"))
    assert "发展党员 为人办" in choices
    new = f"/cases/new/?procedure=member-development&handled_by={body}"
    said = {"name": "沈荣荣", "identity": identity(3), "application": "2026-06-01", "recorded_since": "2026-06-01"}
    empty = hand_in(client, new)
    assert (empty.status_code, head_number()) == (422, head)
    assert "请写为谁办" in words(empty)
    response = hand_in(client, new, **said)
    number = Case.objects.get().pk
    assert (response.status_code, response["Location"]) == (302, address(number))
    assert days(number) == {"application": date(2026, 6, 1)}
    one = Person.objects.get(entry=head + 1).pk
    assert "发展党员 入党申请人" in words(client.get(f"/persons/{one}/"))
    assert f"/cases/new/?person={one}" in client.get(f"/persons/{one}/").content.decode()
    again = hand_in(client, f"/cases/new/?procedure=member-development&person={one}", handled_by=name_of(body))
    assert (again.status_code, head_number()) == (422, head + 1)
    assert f"已经有一件在办（办件 {number}）" in words(again)
    take_back(client, head + 1)
    assert client.get(address(number)).status_code == 404


def test_a_case_is_closed_with_a_reason_and_opened_again_by_taking_that_back() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)
    head = head_number()
    close = f"/cases/{number}/acts/close/"
    assert hand_in(client, close, day="2026-06-01").status_code == 422
    assert hand_in(client, close, day="2026-06-01", reason="本人书面撤回").status_code == 302
    assert CaseEnding.objects.known(None).get(case=number).reason == "本人书面撤回"
    page = words(client.get(address(number)))
    assert "2026-06-01 终止：本人书面撤回" in page
    refused = hand_in(client, address(number, "talk"), day="2026-06-01")
    assert (refused.status_code, head_number()) == (422, head + 1)
    take_back(client, head + 1)
    assert "现在可以办 党组织派人谈话" in words(client.get(address(number)))


def test_what_a_procedure_asks_is_filled_in() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)
    assert "流动人员 未填" in words(client.get(address(number)))
    said = {"fact-floating": "yes", "recorded_since": "2026-05-01", "reason": "以登记为准"}
    assert hand_in(client, f"/cases/{number}/acts/correct/", **said).status_code == 302
    page = words(client.get(address(number)))
    assert "流动人员 是" in page
    assert "全程记录自 2026-05-01" in page


def test_the_list_tells_where_each_stands_in_as_many_queries_for_many_as_for_one() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    client = county_clerk(ledger)
    assert "这里还没有办件" in words(client.get("/cases/"))

    def begin(at: int) -> None:
        number = case(body, person(f"沈荣{at}", identity(at)))
        take(number, "application", APPLIED)

    begin(0)
    client.get("/cases/")
    with CaptureQueriesContext(connection) as few:
        page = words(client.get("/cases/"))
    assert "沈荣0 发展党员 " in page
    assert "2026-06-12 已过" in page
    for at in range(1, 12):
        begin(at)
    client.get("/cases/")
    with CaptureQueriesContext(connection) as many:
        page = words(client.get("/cases/"))
    assert "共 12 件" in page
    assert len(many) == len(few) <= 56


def test_the_list_is_limited_by_procedure_and_state() -> None:
    ledger = SmallLedger()
    client, number, _, _ = started(ledger)
    other = case(ledger.branch(), person("马志强", identity(5)))
    assert hand_in(client, f"/cases/{other}/acts/close/", day="2026-06-01", reason="转走").status_code == 302
    assert "共 1 件" in words(client.get("/cases/"))
    assert "马志强" in words(client.get("/cases/?status=over"))
    assert "没有这样的办件" in words(client.get("/cases/?procedure=term-election"))
    assert "沈荣荣" in words(client.get("/cases/?status=late"))
    take(number, "talk", LATE, departure="补谈")
    assert "沈荣荣" in words(client.get("/cases/?status=against"))
