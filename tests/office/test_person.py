"""The page of one person, and showing what is masked of him."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.conftest import County, make_act
from tests.ledgers import SmallLedger
from tests.office.conftest import signed_in, words
from tests.office.test_ledger import county_clerk
from tests.office.test_party_organization import covering

from shejian.base.queries import head_number
from shejian.journal.services import posting
from shejian.party.models import Affiliation
from shejian.party.services.members import MembershipDraft, Stay, admit, affiliate, take_steps
from shejian.party.services.moving import move_members, move_out
from shejian.party.services.persons import merge_persons
from shejian.people.models import Disclosure
from shejian.people.services.persons import PersonDraft, record_persons

pytestmark = pytest.mark.django_db

NUMBER, PHONE = "330000199001010000", "13800001234"
JOINED, FULL, DAY = date(2019, 6, 1), date(2020, 6, 1), date(2021, 1, 1)


def act(do: Any, *arguments: Any) -> int:
    with posting(make_act(), "party.move") as made:
        do(made, *arguments)
    return made.number


def record(body: int, draft: PersonDraft) -> int:
    with posting(make_act(), "test.person") as made:
        (one,) = record_persons(made, [draft])
        admit(made, [MembershipDraft(one, JOINED, "full", FULL)])
        affiliate(made, [Stay(one, body, JOINED)])
    return one


def page(client: Client, one: int, **said: Any) -> str:
    response = client.get(f"/persons/{one}/", said)
    assert response.status_code == 200
    assert NUMBER not in response.content.decode()
    assert PHONE not in response.content.decode()
    return words(response)


def key_in(response: Any) -> str:
    found = re.search(r'name="key" value="([0-9a-f]{32})"', response.content.decode())
    assert found is not None
    return found[1]


def test_what_holds_on_the_day_is_on_his_page_masked() -> None:
    ledger = SmallLedger()
    body, other = ledger.branch(), ledger.branch()
    one = record(body, PersonDraft("沈荣荣", NUMBER, "female", PHONE))
    act(take_steps, [(one, body, "admission", JOINED)])
    first = head_number()
    act(move_members, [Stay(one, other, DAY)])
    act(move_out, {one: date(2022, 1, 1)})
    client = county_clerk(ledger)
    said = page(client, one, on="2021-06-30")
    assert "沈＊荣 3300**********0000 正式党员 · 女 组织关系在册" in said
    assert "现在 第2党支部 2021-01-01 至 2021-12-31" in said
    assert "以前 第1党支部 2019-06-01 至 2020-12-31" in said
    assert "接收为预备党员 第1党支部 2019-06-01" in said
    assert "联系电话 138****1234" in said
    assert "人员情况 沈＊荣，女，身份号码 3300**********0000" in said
    assert "当日没有按这个人记的在职、任职或选派" in said
    assert "预备党员" in page(client, one, on="2020-05-31")
    assert "当日尚未转正" in page(client, one, on="2020-05-31")
    assert "组织关系已转出" in page(client, one)
    assert "组织关系在册" in page(client, one, known=first)
    assert "没有组织关系" in page(client, one, on="2019-05-31")


def test_a_mention_has_no_number_and_one_who_was_merged_says_into_whom() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    kept, other = record(body, PersonDraft("沈荣荣", NUMBER)), record(body, PersonDraft("沈荣荣", ""))
    client = county_clerk(ledger)
    assert "身份号码 未填 不按姓名并人" in page(client, other)
    before = head_number()
    act(merge_persons, {other: kept})
    said = page(client, other)
    assert f"人员 {other} 不是党员 重复登记，已并入人员 {kept}" in said
    assert f"同一人 人员 {other} 与人员 {kept} 是同一人，并入后者" in said
    assert "照所选的账，没有这个人的身份信息。" in said
    assert f"人员 {other} 与人员 {kept} 是同一人" in page(client, kept)
    assert "沈＊荣" in page(client, other, known=before)


def test_full_numbers_are_shown_once_for_a_purpose() -> None:
    ledger = SmallLedger()
    one = record(ledger.branch(), PersonDraft("沈荣荣", NUMBER, phone=PHONE))
    client = county_clerk(ledger)
    form = client.get(f"/persons/{one}/")
    assert "还没有人看过" in words(form)
    said = {"key": key_in(form), "purpose": "核对转入介绍信"}
    shown = client.post(f"/persons/{one}/disclosure/", said)
    assert shown.status_code == 200
    assert f"身份号码 {NUMBER} 联系电话 {PHONE} 已记为第 {head_number()} 笔" in words(shown)
    assert "no-store" in shown["Cache-Control"]
    assert f"小某：核对转入介绍信 第 {head_number()} 笔" in words(shown)
    again = client.post(f"/persons/{one}/disclosure/", said, follow=True)
    assert NUMBER not in again.content.decode()
    assert "只显示一次" in words(again)
    assert Disclosure.objects.count() == 1
    assert "核对转入介绍信" in page(client, one)


@pytest.mark.parametrize(
    ("purpose", "says"), [("", "请写明查看的用途"), ("看看", "至少 4 个字"), ("用" * 201, "用途最多 200 个字")]
)
def test_a_purpose_that_says_nothing_shows_nothing(purpose: str, says: str) -> None:
    ledger = SmallLedger()
    one = record(ledger.branch(), PersonDraft("沈荣荣", NUMBER))
    client = county_clerk(ledger)
    head = head_number()
    key = key_in(client.get(f"/persons/{one}/"))
    response = client.post(f"/persons/{one}/disclosure/", {"key": key, "purpose": purpose})
    assert response.status_code == 422
    assert says in words(response)
    assert f'value="{purpose}"' in response.content.decode() or not purpose
    assert NUMBER not in response.content.decode()
    assert (key_in(response), head_number()) == (key, head)


def test_seen_from_the_past_and_without_a_number_there_is_nothing_to_show() -> None:
    ledger = SmallLedger()
    one = record(ledger.branch(), PersonDraft("沈荣荣", NUMBER))
    mention = record(ledger.branch(), PersonDraft("王慧敏", ""))
    client = county_clerk(ledger)
    assert "请先回到今日" in page(client, one, on="2021-01-01")
    assert "台账上没有这个人的身份号码和电话" in page(client, mention)
    response = client.post(f"/persons/{mention}/disclosure/", {"key": "a", "purpose": "核对转入介绍信"})
    assert response.status_code == 422
    assert not Disclosure.objects.exists()


def person_of(unit: str, *others: str) -> int:
    bodies = set(covering(unit)) - {body for other in others for body in covering(other)}
    held = Affiliation.objects.known(None).filter(party_organization__in=bodies, end__isnull=True).order_by("person")
    return int(held.values_list("person", flat=True)[0])


@pytest.mark.parametrize(
    ("who", "unit", "shown", "disclosed"),
    [
        ("town", "西河镇", 200, 200),
        ("town", "城关镇", 403, 403),
        ("reader", "城关镇", 200, 403),
        ("bureau", "城关镇", 403, 403),
        ("clerk", "城关镇", 200, 200),
        ("nobody", "城关镇", 403, 403),
    ],
)
def test_who_sees_whom_and_who_may_see_the_whole_number(
    office: County, who: str, unit: str, shown: int, disclosed: int
) -> None:
    one = person_of("西河镇") if unit == "西河镇" else person_of("城关镇", "西河镇", "县教育局")
    client, head = signed_in(who), head_number()
    response = client.get(f"/persons/{one}/")
    assert response.status_code == shown
    assert ("谁看过" in words(response)) is (disclosed == 200)
    answer = client.post(f"/persons/{one}/disclosure/", {"key": "a", "purpose": "核对转入介绍信"})
    assert answer.status_code == disclosed
    assert head_number() == head + (disclosed == 200)
    if disclosed == 403:
        assert re.search(r"\d{17}[\dX]", answer.content.decode()) is None


@pytest.mark.parametrize("number", ["99999", "9" * 30])
def test_there_is_no_such_person(office: County, number: str) -> None:
    response = signed_in("clerk").get(f"/persons/{number}/")
    assert response.status_code == 404
    assert "没有这个人" in words(response)


def test_he_is_reached_from_the_evidence_and_from_his_party_organization(office: County) -> None:
    client = signed_in("clerk")
    evidence = client.get("/figures/members/", {"on": "2022-12-31"}).content.decode()
    (href, name), *others = re.findall(r'<a class="name" href="(/persons/[^"]+)">([^<]+)</a>', evidence)
    assert len(others) == 49
    shown = client.get(href.replace("&amp;", "&"))
    assert name in words(shown)
    body = re.search(r'href="(/party-organizations/\d+/[^"]*)"', shown.content.decode())
    assert body is not None
    assert href in client.get(body[1].replace("&amp;", "&")).content.decode()
