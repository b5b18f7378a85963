"""Forms on a party organization, through the browser's requests: what they record, and the figures on both sides."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import filled, hand_in
from tests.office.test_ledger import county_clerk
from tests.party.bodies import AFTER, BEFORE, DAY, breaches, counts

from shejian.base.queries import head_number
from shejian.party.models import (
    Affiliation,
    Coverage,
    Establishment,
    PartyOrganization,
    PartyOrganizationParticulars,
    Post,
)

pytestmark = pytest.mark.django_db

NEW = "/party-organizations/new/"


def acts(body: int, verb: str) -> str:
    return f"/party-organizations/{body}/acts/{verb}/"


def name_of(body: int) -> str:
    return PartyOrganizationParticulars.objects.known(None).filter(party_organization=body).latest("id").name


def take_back(client: Client, number: int) -> None:
    response = client.post(f"/entries/{number}/", {"reason": "试着撤销"})
    assert response.status_code == 302, words(response)
    assert client.get(response["Location"]).status_code == 200


def test_one_is_founded_with_all_that_is_decided_with_it_and_taken_back() -> None:
    ledger = SmallLedger()
    one, two = ledger.organization(name="清河县甲协会"), ledger.organization(name="清河县乙协会")
    upper = ledger.branch(kind="committee")
    client, head = county_clerk(ledger), head_number()
    form = filled(client, f"{NEW}?organization={one}")
    assert form["add1"] == "清河县甲协会"
    said = {
        "name": "清河县联合党支部",
        "kind": "joint_branch",
        "founded": "2020年6月1日",
        "approval": "清组〔2020〕1号",
        "parent": name_of(upper),
        "unit": str(ledger.units["清河县"]),
        "secretary": "沈荣荣",
        "mode1": "joint",
        "add2": f"{2:018d}",
        "mode2": "joint",
        "paper_title": "关于成立的批复",
        "paper_number": "清组〔2020〕1号",
    }
    response = client.post(NEW, form | said)
    (body,) = PartyOrganization.objects.filter(entry=head_number()).values_list("id", flat=True)
    assert (response.status_code, response["Location"]) == (302, f"/party-organizations/{body}/")
    number = head_number()
    assert number == head + 1
    assert list(Coverage.objects.values_list("organization", "mode", "start", "position")) == [
        (one, "joint", DAY, 0),
        (two, "joint", DAY, 1),
    ]
    assert list(Post.objects.values_list("name", "start")) == [("沈荣荣", DAY)]
    assert PartyOrganizationParticulars.objects.get(party_organization=body).parent_id == upper
    assert [counts(day) for day in (BEFORE, DAY)] == [(0, 0, 0), (1, 2, 0)]
    assert counts(DAY, head) == (0, 0, 0)
    said_there = words(client.get(f"/party-organizations/{body}/"))
    assert f"已建立清河县联合党支部，记为第 {number} 笔。" in said_there
    assert f"依据文件 第 {number} 笔 关于成立的批复（清组〔2020〕1号）" in said_there
    again = client.post(NEW, form | said)
    assert (again["Location"], head_number()) == (f"/party-organizations/{body}/", number)
    other = client.post(NEW, form | said | {"name": "别的支部"})
    assert (other.status_code, head_number()) == (409, number)
    take_back(client, number)
    assert [counts(day) for day in (BEFORE, DAY, AFTER)] == [(0, 0, 0)] * 3
    assert client.get(f"/party-organizations/{body}/").status_code == 404
    assert breaches() == []


@pytest.mark.parametrize(
    ("said", "label", "says"),
    [
        ({"name": ""}, "名称", "请填写名称"),
        ({"founded": "2020-02-30"}, "成立日期", "“2020-02-30”"),
        ({"founded": "2026-11-23"}, "成立日期", "2026-11-23 还没有到"),
        ({"founded": "2009-01-01", "add1": ""}, "上级党组织", "2010-01-04 才成立"),
        ({"name": "第3党支部"}, "名称", "已有叫“第3党支部”的党组织"),
        ({"parent": "没有的党委"}, "上级党组织", "没有叫“没有的党委”的党组织"),
        ({"add1": "没有的协会"}, "覆盖的社会组织 1", "没有叫“没有的协会”的社会组织"),
        ({"add1": "甲协会", "add2": "甲协会"}, "覆盖的社会组织 2", "同一家只写一次"),
        ({"add1": "", "mode1": "joint"}, "覆盖的社会组织 1", "也请写社会组织的名称"),
        ({"add1": "乙协会"}, "覆盖的社会组织 1", "2021-01-01 才成立，2020-06-01 还不能覆盖它"),
        ({"paper_number": "1号"}, "文件名称", "也请写文件名称"),
    ],
)
def test_what_cannot_be_founded_is_said_at_its_field(said: dict[str, str], label: str, says: str) -> None:
    ledger = SmallLedger()
    ledger.organization(name="甲协会")
    ledger.organization(name="乙协会", founded=date(2021, 1, 1))
    ledger.branch(kind="committee")
    client, head = county_clerk(ledger), head_number()
    good = {"name": "新支部", "kind": "branch", "founded": "2020-06-01", "parent": "第3党支部", "add1": "甲协会"}
    good["unit"] = str(ledger.units["清河县"])
    response = hand_in(client, NEW, **(good | said))
    page = words(response)
    assert response.status_code == 422
    assert "没有记账，填的都还在。" in page
    assert re.search(f"{label} ：[^：]*{re.escape(says)}", page)
    typed = (good | said)["founded"]
    assert f'value="{typed}"' in response.content.decode()
    assert (head_number(), PartyOrganization.objects.count()) == (head, 1)


def test_names_that_several_bear_are_chosen_at_the_field() -> None:
    ledger = SmallLedger()
    one, two = (ledger.organization(name="同名协会") for _ in range(2))
    client, head = county_clerk(ledger), head_number()
    said = {"name": "新支部", "kind": "branch", "founded": "2020-06-01", "unit": str(ledger.units["清河县"])}
    form = filled(client, NEW, **said, add1="同名协会")
    asked = client.post(NEW, form)
    assert (asked.status_code, head_number()) == (422, head)
    assert "叫“同名协会”的有 2 家，请在下面选一家" in words(asked)
    assert f'name="add1-pick" value="{two}"' in asked.content.decode()
    stale = client.post(NEW, form | {"add1": "别的", "add1-for": "同名协会", "add1-pick": str(two)})
    assert (stale.status_code, head_number()) == (422, head)
    client.post(NEW, form | {"add1-for": "同名协会", "add1-pick": str(two)})
    assert list(Coverage.objects.values_list("organization", flat=True)) == [two]
    assert one != two


def test_it_is_adjusted_from_a_day_on() -> None:
    ledger = SmallLedger()
    one, two, three = (ledger.organization(name=f"{name}协会") for name in "甲乙丙")
    body, upper = ledger.branch(one, two), ledger.branch(kind="committee")
    client, head = county_clerk(ledger), head_number()
    said = {
        "day": "2020-06-01",
        "name": "新名支部",
        "kind": "joint_branch",
        "parent": name_of(upper),
        f"cover{one}": "joint",
        f"cover{two}": "off",
        "add1": "丙协会",
        "mode1": "attached",
    }
    response = hand_in(client, acts(body, "adjust"), **said)
    assert response.status_code == 302, words(response)
    held = Coverage.objects.on(DAY, None).filter(party_organization=body).order_by("position")
    assert list(held.values_list("organization", "mode")) == [(one, "joint"), (three, "attached")]
    before = Coverage.objects.on(BEFORE, None).filter(party_organization=body).order_by("position")
    assert list(before.values_list("organization", "mode")) == [(one, "separate"), (two, "separate")]
    stated = PartyOrganizationParticulars.objects.known(None).filter(party_organization=body).order_by("id")
    assert [(fact.name, fact.start, fact.parent_id) for fact in stated] == [
        (name_of_before(stated[0]), None, None),
        ("新名支部", DAY, upper),
    ]
    assert [counts(day) for day in (BEFORE, DAY)] == [(1, 2, 0), (1, 2, 0)]
    take_back(client, head + 1)
    assert name_of(body) != "新名支部"
    assert breaches() == []


def name_of_before(fact: PartyOrganizationParticulars) -> str:
    assert fact.end == DAY
    return fact.name


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"day": ""}, "请填写从哪一天起调整"),
        ({"day": "2009-12-31"}, "调整日 2009-12-31 早于成立日期 2010-01-04"),
        ({"name": "第2党支部"}, "没有改动"),
        ({"parent": "第4党支部"}, "上级党组织不能是它自己，也不能是它的下级"),
        ({"parent": "第3党支部"}, "已于 2020-05-31 撤销"),
        ({"add1": "甲协会"}, "它已经列在上面"),
    ],
)
def test_what_cannot_be_adjusted_is_said_at_its_field(said: dict[str, str], says: str) -> None:
    from tests.party.bodies import act

    from shejian.party.services import organizations as simple

    ledger = SmallLedger()
    body = ledger.branch(ledger.organization(name="甲协会"))
    ledger.branch(dissolved=BEFORE)
    act(simple.set_particulars, {ledger.branch(): {"parent_id": body}})
    client, head = county_clerk(ledger), head_number()
    response = hand_in(client, acts(body, "adjust"), **({"day": "2020-06-01"} | said))
    assert (response.status_code, head_number()) == (422, head)
    assert says in words(response)


def test_a_founding_is_corrected_with_what_began_with_it() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="甲协会")
    client = county_clerk(ledger)
    said = {"name": "新支部", "kind": "branch", "founded": "2020-06-01", "unit": str(ledger.units["清河县"])}
    hand_in(client, NEW, **said, add1="甲协会", secretary="沈荣荣")
    (body,) = PartyOrganization.objects.values_list("id", flat=True)
    head = head_number()
    early = "2020-05-01"
    response = hand_in(client, acts(body, "correct"), founded=early, approval="1号", reason="看错月份")
    assert response.status_code == 302, words(response)
    assert [counts(day) for day in (date(2020, 4, 30), date(2020, 5, 1))] == [(0, 0, 0), (1, 1, 0)]
    assert counts(date(2020, 5, 1), head) == (0, 0, 0)
    both = hand_in(client, acts(body, "correct"), founded="2020-04-01", secretary="沈蓉蓉", reason="看错")
    assert (both.status_code, head_number()) == (422, head + 1)
    assert "请分两次" in words(both)
    assert hand_in(client, acts(body, "correct"), secretary="沈蓉蓉", reason="写错字").status_code == 302
    life = Establishment.objects.known(None).get(party_organization=body)
    assert (life.start, life.approval_number) == (date(2020, 5, 1), "1号")
    assert list(Post.objects.known(None).values_list("name", "start")) == [("沈蓉蓉", date(2020, 5, 1))]
    page = client.get(acts(body, "correct"))
    assert "沈＊蓉" in words(page)
    assert "沈蓉蓉" not in page.content.decode()
    ledger.member(body, joined=date(2020, 5, 2))
    head = head_number()
    late = hand_in(client, acts(body, "correct"), founded="2020-06-01", reason="又看错")
    assert (late.status_code, head_number()) == (422, head)
    assert "台账上 2020-05-02 已有组织关系的记录，成立日期不能晚于它" in words(late)
    assert breaches() == []
    assert one


def test_a_secretary_takes_over_and_the_former_steps_down() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    client = county_clerk(ledger)
    address = acts(body, "secretary")
    assert hand_in(client, address, day="2020-06-01", secretary="沈荣荣").status_code == 302
    assert hand_in(client, address, day="2021-06-01", secretary="王慧敏").status_code == 302
    posts = list(Post.objects.known(None).order_by("start").values_list("name", "start", "end"))
    assert posts == [("沈荣荣", DAY, date(2021, 6, 1)), ("王慧敏", date(2021, 6, 1), None)]
    head = head_number()
    for said, says in (
        ({"day": "2009-12-31", "secretary": "张三"}, "早于成立日期 2010-01-04"),
        ({"day": "2021-05-31", "secretary": "张三"}, "早于台账上现任书记的任职日 2021-06-01"),
        ({"day": "2022-01-01", "secretary": ""}, "请写新书记的姓名"),
        ({"day": "2022-01-01", "secretary": "王慧敏"}, "现任书记就是他"),
        ({"day": "2022-01-01", "secretary": "张三", "vacant": "on"}, "写了新书记，就不是暂缺"),
        ({"day": "2021-01-01", "vacant": "on"}, "现任书记 2021-06-01 才任职"),
    ):
        response = hand_in(client, address, **said)
        assert (response.status_code, head_number()) == (422, head)
        assert says in words(response)
    assert hand_in(client, address, day="2022-01-01", vacant="on").status_code == 302
    assert not Post.objects.known(None).filter(end__isnull=True).exists()
    head = head_number()
    refused = hand_in(client, address, day="2022-02-01", vacant="on")
    assert (refused.status_code, head_number()) == (422, head)
    assert "账上现在没有书记" in words(refused)


def test_dissolved_its_members_go_on_and_taken_back_all_is_as_before() -> None:
    ledger = SmallLedger()
    one, two = ledger.organization(), ledger.organization()
    body, other = ledger.branch(one), ledger.branch(two)
    member = ledger.member(body)
    client, head = county_clerk(ledger), head_number()
    address = acts(body, "dissolve")
    assert "现在有 1 名党员、0 个下级党组织" in words(client.get(address))
    for said, says in (
        ({"day": "2020-06-01"}, "还有 1 名党员的组织关系在这里"),
        ({"day": "2009-12-31", "successor": name_of(other)}, "早于成立日期"),
        ({"day": "2020-06-01", "successor": name_of(body)}, "写的就是要撤销的这一个"),
        ({"day": "", "successor": name_of(other)}, "请填写撤销日期"),
    ):
        response = hand_in(client, address, **said)
        assert (response.status_code, head_number()) == (422, head)
        assert says in words(response)
    before = [counts(day) for day in (BEFORE, DAY, AFTER)]
    assert hand_in(client, address, day="2020-06-01", successor=name_of(other)).status_code == 302
    assert [counts(day) for day in (BEFORE, DAY, AFTER)] == [(2, 2, 1), (1, 1, 1), (1, 1, 1)]
    assert counts(DAY, head) == (2, 2, 1)
    assert Affiliation.objects.on(DAY, None).get(person=member).party_organization_id == other
    twice = hand_in(client, address, day="2020-07-01", successor=name_of(other))
    assert (twice.status_code, head_number()) == (422, head + 1)
    assert "它已于 2020-06-01 撤销，不能再撤销一次" in words(twice)
    assert breaches() == []
    take_back(client, head + 1)
    assert [counts(day) for day in (BEFORE, DAY, AFTER)] == before
    assert breaches() == []


def test_merged_into_another_and_taken_back() -> None:
    ledger = SmallLedger()
    one, two = ledger.organization(), ledger.organization()
    body, kept = ledger.branch(one), ledger.branch(two)
    member = ledger.member(body)
    client, head = county_clerk(ledger), head_number()
    address = acts(body, "merge")
    itself = hand_in(client, address, day="2020-06-01", into=name_of(body))
    assert (itself.status_code, head_number()) == (422, head)
    assert "写的就是要并入的这一个" in words(itself)
    before = [counts(day) for day in (BEFORE, DAY, AFTER)]
    assert hand_in(client, address, day="2020-06-01", into=name_of(kept)).status_code == 302
    assert [counts(day) for day in (BEFORE, DAY, AFTER)] == [(2, 2, 1), (1, 2, 1), (1, 2, 1)]
    assert Affiliation.objects.on(DAY, None).get(person=member).party_organization_id == kept
    covered = Coverage.objects.on(DAY, None).order_by("position")
    assert list(covered.values_list("party_organization", "organization")) == [(kept, two), (kept, one)]
    take_back(client, head + 1)
    assert [counts(day) for day in (BEFORE, DAY, AFTER)] == before
    assert breaches() == []


def test_what_somebody_else_adjusted_meanwhile_is_shown_first() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    client = county_clerk(ledger)
    address = acts(body, "adjust")
    mine = filled(client, address, day="2022-01-01", name="我的名")
    assert hand_in(client, address, day="2021-01-01", name="别人的名").status_code == 302
    head = head_number()
    shown = client.post(address, mine)
    assert (shown.status_code, head_number()) == (409, head)
    said = words(shown)
    assert f"记了第 {head} 笔（变更党组织）" in said
    assert "别人的名" in said
    from tests.office.handing_in import controls

    assert client.post(address, controls(shown)).status_code == 302
    assert name_of(body) == "我的名"
