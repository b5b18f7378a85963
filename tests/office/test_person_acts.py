"""Forms on a person, through the browser's requests."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import controls, filled, hand_in
from tests.office.test_body_acts import name_of, take_back
from tests.office.test_ledger import county_clerk
from tests.office.test_person import record
from tests.party.bodies import AFTER, BEFORE, DAY, breaches, counts

from shejian.base.queries import head_number
from shejian.core.identifiers import identity_number_check_character
from shejian.party.models import Affiliation, DevelopmentStep, Membership
from shejian.people import protection
from shejian.people.models import Person, PersonParticulars, SamePerson
from shejian.people.services.persons import PersonDraft

pytestmark = pytest.mark.django_db

NEW = "/persons/new/"


def number(birth: str, *, male: bool = True, serial: int = 0) -> str:
    """An identity number that passes its check."""
    first = f"330000{birth}{serial * 10 + (1 if male else 2):03d}"
    return first + identity_number_check_character(first)


GROWN = number("19900101")


def acts(person: int, verb: str) -> str:
    return f"/persons/{person}/acts/{verb}/"


def stays(person: int) -> list[tuple[Any, ...]]:
    held = Affiliation.objects.known(None).filter(person=person).order_by("start", "id")
    return list(held.values_list("party_organization", "start", "end"))


def newcomer(body: int, **said: str) -> dict[str, str]:
    stated = {"name": "沈荣荣", "identity": GROWN, "sex": "male", "joined": "2020-06-01", "category": "probationary"}
    return stated | {"party_organization": name_of(body), "day": "2020-06-01"} | said


def test_a_member_is_registered_whole_and_taken_back() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    client, head = county_clerk(ledger), head_number()
    form = filled(client, f"{NEW}?body={body}")
    assert form["party_organization"] == name_of(body)
    said = form | newcomer(body, phone="13800001234")
    response = client.post(NEW, said)
    (one,) = Person.objects.filter(entry=head + 1).values_list("id", flat=True)
    assert (response.status_code, response["Location"]) == (302, f"/persons/{one}/")
    assert stays(one) == [(body, DAY, None)]
    assert [counts(day)[2] for day in (BEFORE, DAY)] == [0, 1]
    held = PersonParticulars.objects.known(None).get(person=one)
    assert protection.reveal(held.identity_cipher or b"") == GROWN
    page = client.get(f"/persons/{one}/")
    assert GROWN not in page.content.decode()
    assert f"{GROWN[:4]}**********{GROWN[-4:]}" in words(page)
    assert f"已登记 1 名党员，组织关系在{name_of(body)}，记为第 {head + 1} 笔。" in words(page)
    assert (client.post(NEW, said)["Location"], head_number()) == (f"/persons/{one}/", head + 1)
    take_back(client, head + 1)
    assert counts(DAY)[2] == 0
    assert breaches() == []


@pytest.mark.parametrize(
    ("said", "label", "says"),
    [
        ({"name": ""}, "姓名", "请填写姓名"),
        ({"identity": GROWN[:-1] + ("0" if GROWN[-1] != "0" else "1")}, "公民身份号码", "第18位校验码应为"),
        ({"identity": GROWN[:4] + "**********" + GROWN[-4:]}, "公民身份号码", "请写完整的公民身份号码"),
        ({"sex": "female"}, "性别", "公民身份号码第 17 位说是男"),
        ({"identity": number("20080601")}, "入党日期", "2026-06-01 才满"),
        ({"identity": number("20210101")}, "入党日期", "早于公民身份号码里的出生日期 2021-01-01"),
        ({"full_on": "2019-06-01", "category": "full"}, "转正日期", "早于入党日期 2020-06-01"),
        ({"full_on": "2021-06-01"}, "转正日期", "党员类别就是正式党员"),
        ({"joined": "2020-13-01"}, "入党日期", "“2020-13-01”"),
        ({"day": "2020-05-31"}, "转入日期", "早于入党日期 2020-06-01"),
        ({"party_organization": "第2党支部"}, "所在党组织", "已于 2020-05-31 撤销"),
        ({"party_organization": "没有的支部"}, "所在党组织", "没有叫“没有的支部”的党组织"),
    ],
)
def test_who_cannot_be_registered_is_said_at_the_field(said: dict[str, str], label: str, says: str) -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    ledger.branch(dissolved=BEFORE)
    client, head = county_clerk(ledger), head_number()
    response = hand_in(client, NEW, **newcomer(body, **said))
    page = words(response)
    assert (response.status_code, head_number()) == (422, head)
    assert re.search(f"{label} ：[^：]*{re.escape(says)}", page), page
    assert Person.objects.count() == Affiliation.objects.count() == 0
    assert controls(response)["name"] == said.get("name", "沈荣荣")
    assert controls(response)["identity"] == said.get("identity", GROWN)


def test_the_rule_of_age_is_cited_with_its_clause_and_not_asked_of_days_before_it() -> None:
    ledger = SmallLedger()
    body = ledger.branch(founded=date(1950, 1, 1))
    client = county_clerk(ledger)
    young = hand_in(client, NEW, **newcomer(body, identity=number("20080601")))
    said = words(young)
    assert "依据《中国共产党发展党员工作细则》条款待核（2014-05-28 起施行）" in said
    assert "《中国共产党章程》条款待核（1982-09-06 起施行）" in said
    early = newcomer(body, identity=number("19600101"), joined="1976-07-01", day="1976-07-01", category="full")
    assert hand_in(client, NEW, **early).status_code == 302


def test_a_number_that_somebody_bears_is_not_registered_again() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    one = record(body, PersonDraft("沈荣荣", GROWN))
    client, head = county_clerk(ledger), head_number()
    response = hand_in(client, NEW, **newcomer(body))
    assert (response.status_code, head_number()) == (422, head)
    assert f"这个号码已经登记给人员 {one}" in words(response)


def test_what_was_wrong_of_a_person_is_corrected_and_stays_masked() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    one = record(body, PersonDraft("沈荣荣", "", "female"))
    client, head = county_clerk(ledger), head_number()
    address = acts(one, "correct")
    for said, says in (
        ({}, "没有改动"),
        ({"identity": GROWN}, "公民身份号码第 17 位说是男"),
        ({"identity": number("20030101"), "sex": "male"}, "2021-01-01 才满"),
        ({"full_on": "2019-05-31"}, "早于入党日期 2019-06-01"),
        ({"joined": "2019-07-01"}, "账上 2019-06-01 他的组织关系已在党组织"),
        ({"sex": "male", "reason": ""}, "请写明更正的理由"),
    ):
        response = hand_in(client, address, **({"reason": "以证件为准"} | said))
        assert (response.status_code, head_number()) == (422, head), said
        assert says in words(response)
    said = {"identity": GROWN, "sex": "male", "joined": "2019-05-01", "phone": "13800001234", "reason": "以证件为准"}
    assert hand_in(client, address, **said).status_code == 302
    held = PersonParticulars.objects.known(None).get(person=one)
    assert (held.sex, protection.reveal(held.identity_cipher or b"")) == ("male", GROWN)
    assert Membership.objects.known(None).get(person=one).start == date(2019, 5, 1)
    form = client.get(address)
    assert GROWN not in form.content.decode()
    assert "13800001234" not in form.content.decode()
    assert f"{GROWN[:4]}**********{GROWN[-4:]}" in words(form)
    assert hand_in(client, address, phone="无", reason="停用").status_code == 302
    assert PersonParticulars.objects.known(None).get(person=one).phone_cipher is None


def test_a_member_moves_and_taken_back_is_where_he_was() -> None:
    ledger = SmallLedger()
    body, other = ledger.branch(ledger.organization()), ledger.branch(ledger.organization())
    gone = ledger.branch(dissolved=BEFORE)
    one = record(body, PersonDraft("沈荣荣", GROWN))
    client, head = county_clerk(ledger), head_number()
    address = acts(one, "move")
    for said, says in (
        ({"day": "2021-01-01", "party_organization": name_of(gone)}, "已于 2020-05-31 撤销"),
        ({"day": "2021-01-01", "party_organization": name_of(body)}, "已经在这个党组织"),
        ({"day": "2019-05-31", "party_organization": name_of(other)}, "早于入党日期 2019-06-01"),
        ({"day": "", "party_organization": name_of(other)}, "请填写转入日期"),
        ({"day": "2027-01-01", "party_organization": name_of(other)}, "还没有到"),
    ):
        response = hand_in(client, address, **said)
        assert (response.status_code, head_number()) == (422, head), said
        assert says in words(response)
    before = [counts(day) for day in (BEFORE, date(2021, 1, 1), AFTER)]
    assert hand_in(client, address, day="2021-01-01", party_organization=name_of(other)).status_code == 302
    assert stays(one) == [(body, date(2019, 6, 1), date(2021, 1, 1)), (other, date(2021, 1, 1), None)]
    assert [counts(day) for day in (BEFORE, date(2021, 1, 1), AFTER)] == before
    early = hand_in(client, address, day="2020-12-31", party_organization=name_of(body))
    assert (early.status_code, head_number()) == (422, head + 1)
    assert "2021-01-01 才转入现在的党组织" in words(early)
    take_back(client, head + 1)
    assert stays(one) == [(body, date(2019, 6, 1), None)]
    assert breaches() == []


def test_a_member_goes_beyond_the_ledger() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    one = record(body, PersonDraft("沈荣荣", GROWN))
    client, head = county_clerk(ledger), head_number()
    early = hand_in(client, acts(one, "move-out"), day="2019-05-31")
    assert (early.status_code, head_number()) == (422, head)
    assert "2019-06-01 才转入" in words(early)
    assert hand_in(client, acts(one, "move-out"), day="2020-06-01").status_code == 302
    assert [counts(day)[2] for day in (BEFORE, DAY)] == [1, 0]
    twice = hand_in(client, acts(one, "move-out"), day="2020-07-01")
    assert (twice.status_code, head_number()) == (422, head + 1)
    assert "已经转出，没有可转的" in words(twice)
    take_back(client, head + 1)
    assert [counts(day)[2] for day in (BEFORE, DAY)] == [1, 1]


def test_a_probationary_member_becomes_a_full_one() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    client = county_clerk(ledger)
    hand_in(client, NEW, **newcomer(body))
    (one,) = Person.objects.values_list("id", flat=True)
    head = head_number()
    early = hand_in(client, acts(one, "convert"), day="2020-05-31")
    assert (early.status_code, head_number()) == (422, head)
    assert "早于入党日期 2020-06-01" in words(early)
    assert hand_in(client, acts(one, "convert"), day="2021-06-01").status_code == 302
    member = Membership.objects.known(None).get(person=one)
    assert (member.category, member.full_on) == ("full", date(2021, 6, 1))
    steps = DevelopmentStep.objects.known(None)
    assert list(steps.values_list("stage", "start", "party_organization")) == [("conversion", date(2021, 6, 1), body)]
    assert "预备党员" in words(client.get(f"/persons/{one}/", {"on": "2021-05-31"}))
    twice = hand_in(client, acts(one, "convert"), day="2021-07-01")
    assert (twice.status_code, head_number()) == (422, head + 1)
    assert "他已经是正式党员（2021-06-01 转正）" in words(twice)
    assert breaches() == []


def test_two_are_seen_side_by_side_made_one_and_parted_again() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    kept, other = record(body, PersonDraft("沈荣荣", GROWN)), record(body, PersonDraft("沈荣荣", ""))
    client, head = county_clerk(ledger), head_number()
    address = acts(other, "merge")
    form = client.get(address)
    assert f"沈＊荣（人员 {kept}）" in words(form)
    assert f'name="other-pick" value="{kept}"' in form.content.decode()
    itself = hand_in(client, address, other=f"人员 {other}", kept="this", reason="试试")
    assert (itself.status_code, head_number()) == (422, head)
    asked = hand_in(client, address, **{"other": "", "other-for": "", "other-pick": str(kept), "reason": "漏写号码"})
    assert (asked.status_code, head_number()) == (422, head)
    said = words(asked)
    assert "请选保留哪一个" in said
    assert f"编号 人员 {other}" in said
    assert f"编号 人员 {kept} 身份号码 {GROWN[:4]}**********{GROWN[-4:]}" in said
    assert GROWN not in asked.content.decode()
    before = [counts(day) for day in (BEFORE, DAY, AFTER)]
    sent = controls(asked) | {"kept": "that"}
    done = client.post(address, sent)
    assert (done.status_code, done["Location"]) == (302, f"/persons/{kept}/")
    assert list(SamePerson.objects.known(None).values_list("person", "kept")) == [(other, kept)]
    assert before == [(1, 1, 2)] * 3
    assert [counts(day) for day in (BEFORE, DAY, AFTER)] == [(1, 1, 1)] * 3
    again = client.post(address, sent)
    assert (again.status_code, again["Location"], head_number()) == (302, f"/persons/{kept}/", head + 1)
    assert "办理" not in words(client.get(f"/persons/{other}/"))
    take_back(client, head + 1)
    assert [counts(day) for day in (BEFORE, DAY, AFTER)] == before
    assert breaches() == []


def test_two_with_numbers_of_their_own_are_not_one() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    one = record(body, PersonDraft("沈荣荣", GROWN))
    two = record(body, PersonDraft("沈荣荣", number("19910101")))
    client, head = county_clerk(ledger), head_number()
    response = hand_in(client, acts(one, "merge"), other=f"{two}", kept="this", reason="同名")
    assert (response.status_code, head_number()) == (422, head)
    assert "两个人各有身份号码" in words(response)


def test_what_somebody_else_recorded_of_him_meanwhile_is_shown_first() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    one = record(body, PersonDraft("沈荣荣", GROWN))
    client = county_clerk(ledger)
    address = acts(one, "correct")
    mine = filled(client, address, name="沈蓉蓉", reason="写错字")
    assert hand_in(client, address, name="沈容容", reason="写错字").status_code == 302
    head = head_number()
    shown = client.post(address, mine)
    assert (shown.status_code, head_number()) == (409, head)
    assert f"记了第 {head} 笔（更正人员）" in words(shown)
    assert client.post(address, controls(shown)).status_code == 302
    assert PersonParticulars.objects.known(None).get(person=one).name == "沈蓉蓉"
