"""The page of one party organization, at any point of the two clocks."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.conftest import TODAY, County, make_act
from tests.ledgers import SmallLedger
from tests.office.conftest import signed_in, words
from tests.office.test_ledger import county_clerk

from shejian.base.queries import head_number, unit_tree
from shejian.journal.services import PaperDraft, posting
from shejian.party.models import Coverage
from shejian.party.services import guidance
from shejian.party.services import organizations as simple
from shejian.party.services import reorganizing as acts
from shejian.party.services.members import take_steps
from shejian.registry.models import Placement

pytestmark = pytest.mark.django_db

DAY = date(2020, 6, 1)


def act(do: Any, *arguments: Any, **circumstances: Any) -> int:
    with posting(make_act(**circumstances), "party.adjust") as made:
        do(made, *arguments)
    return made.number


def page(client: Client, one: int, **said: Any) -> str:
    response = client.get(f"/party-organizations/{one}/", said)
    assert response.status_code == 200
    return words(response)


def covering(unit: str) -> list[int]:
    """The party organizations that cover organizations of a unit."""
    placed = Placement.objects.filter(unit=unit_tree(TODAY).find(unit).id).values("organization")
    found = Coverage.objects.on(date(2022, 12, 31), None).filter(organization__in=placed).order_by("party_organization")
    return list(found.values_list("party_organization", flat=True))


def test_what_holds_on_the_day_is_on_its_page() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县甲协会")
    gone = ledger.organization(name="清河县乙协会", founded=date(2021, 1, 1))
    upper = ledger.branch(kind="committee")
    body = ledger.branch(one, gone)
    act(simple.set_particulars, {body: {"parent_id": upper}})
    act(simple.correct_establishment, {body: {"approval_number": "清组〔2010〕1号"}})
    act(simple.appoint_secretary, {body: ("沈荣荣", None)})
    act(simple.elect, {body: DAY})
    act(guidance.send, [guidance.GuidanceDraft(one, "instructor", "王慧敏", None, DAY)])
    full, young = ledger.member(body), ledger.member(body, joined=DAY, full_on=date(2021, 6, 1))
    act(take_steps, [(young, body, "admission", DAY)])
    ledger.meet(body, DAY)
    ledger.meet(upper, DAY, body, kind="lecture")
    client = county_clerk(ledger)
    said = page(client, body, on="2020-06-30")
    assert "党支部 · 清河县 · 2010-01-04 成立 存续" in said
    assert f"截至 2020-06-30 · 以第 {head_number()} 笔的账为准" in said
    assert "单独组建 清河县甲协会 自始至今" in said
    assert "单独组建 清河县乙协会 当日不算覆盖：两者不都存续" in said
    assert "党建指导员 沈" not in said
    assert "党建指导员 王＊敏 清河县甲协会 2020-06-01 起" in said
    assert "党员 共 2 名，正式 1 名，预备 1 名" in said
    assert f"人员 {full} 正式党员 2010-01-04 人员 {young} 预备党员 2020-06-01" in said
    assert f"发展党员 2019-07-01 至 2020-06-30 共 1 步 姓名 阶段 日期 人员 {young} 接收为预备党员 2020-06-01" in said
    assert "上级 第3党支部" in said
    assert "批准文号 清组〔2010〕1号" in said
    assert "书记 沈＊荣" in said
    assert "本届选举 2020-06-01" in said
    assert "2019-07-01 至 2020-06-30 共 2 次" in said
    assert "党课" in said
    before = page(client, body, on="2020-05-31")
    assert "党员 共 1 名，正式 1 名，预备 0 名" in before
    assert "当日以前没有选举的记录" in before
    assert "2019-06-01 至 2020-05-31 没有组织生活的记录" in before
    assert "下级 第4党支部" in page(client, upper)


def test_an_adjustment_a_merger_and_a_paper_are_in_its_history() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县甲协会")
    body, other = ledger.branch(one), ledger.branch()
    first = head_number()
    paper = PaperDraft(kind="approval", title="关于更名的批复")
    renamed = act(acts.adjust, {body: acts.Adjustment({"name": "新名支部"})}, DAY, paper=paper)
    merged = act(acts.merge, {other: [body]}, date(2022, 1, 1))
    client = county_clerk(ledger)
    said = page(client, body)
    assert "2022-01-01 撤销" in said
    assert "当日没有覆盖任何社会组织，不计入党组织数。" in said
    assert f"党组织情况 新名支部，党支部 {DAY} 起" in said
    assert f"党组织情况 第2党支部，党支部 被第 {renamed} 笔截止到 2020-05-31" in said
    assert f"覆盖 清河县甲协会（单独组建） 被第 {merged} 笔截止到 2021-12-31" in said
    assert "依据 关于更名的批复" in said
    assert f"依据文件 第 {renamed} 笔 关于更名的批复" in said
    assert "曾用名 第2党支部 自始至 2020-05-31" in said
    assert "清河县甲协会" in page(client, other)
    known = page(client, body, known=first)
    assert "存续" in known
    assert "这些账都没有登记依据的文件" in known
    assert "不计在内" in known


@pytest.mark.parametrize("number", ["99999", "9" * 30])
def test_there_is_no_such_party_organization(office: County, number: str) -> None:
    response = signed_in("clerk").get(f"/party-organizations/{number}/")
    assert response.status_code == 404
    assert "没有这个党组织 网址可能写错了，或者从来没有记过账。 回到台账" in words(response)
    unknown = signed_in("clerk").get(f"/party-organizations/{covering('西河镇')[0]}/", {"known": "0"})
    assert unknown.status_code == 404
    assert "记到第 0 笔时，账上还没有这个党组织" in words(unknown)


@pytest.mark.parametrize(
    ("who", "unit", "status"), [("town", "西河镇", 200), ("town", "城关镇", 403), ("reader", "城关镇", 200)]
)
def test_only_what_is_at_home_in_ones_units_or_covers_theirs_is_shown(
    office: County, who: str, unit: str, status: int
) -> None:
    elsewhere = set(covering("城关镇")) - set(covering("西河镇"))
    body = covering("西河镇")[0] if unit == "西河镇" else min(elsewhere)
    response = signed_in(who).get(f"/party-organizations/{body}/", {"on": "2022-12-31"})
    assert response.status_code == status
    if status == 403:
        name = re.search(r"台账 党组织 (\S+)", page(signed_in("clerk"), body, on="2022-12-31"))
        assert name is not None
        assert name[1] not in response.content.decode()
        assert "这个党组织不在您的范围" in words(response)


def test_of_what_it_covers_elsewhere_there_is_a_number_and_no_name() -> None:
    from tests.office.conftest import PASSWORD

    from shejian.base.enums import Role
    from shejian.base.services.staff import add_user
    from shejian.core.facts.terms import Line

    ledger = SmallLedger()
    one, two = ledger.organization(name="东关甲协会"), ledger.organization(name="西关乙协会", town="西关镇")
    body = ledger.branch(one, two)
    values = {"unit": ledger.units["东关镇"], "role": Role.CLERK, "line": Line.TERRITORY, "on": TODAY}
    add_user(act=make_act(), username="east", name="东某", password=PASSWORD, **values)
    said = page(signed_in("east"), body)
    assert "单独组建 东关甲协会" in said
    assert "另有 1 家 在您的范围以外" in said
    assert "覆盖 范围以外的社会组织（单独组建）" in said
    assert "西关乙协会" not in said


def test_it_is_reached_from_the_organization_and_from_the_evidence(office: County) -> None:
    client = signed_in("clerk")
    evidence = client.get("/figures/party_organizations/", {"on": "2022-12-31"}).content.decode()
    (href, name), *others = re.findall(r'<a class="name" href="(/party[^"]+)">([^<]+)</a>', evidence)
    assert len(others) == 49
    shown = client.get(href.replace("&amp;", "&"))
    assert name in words(shown)
    organization = re.search(r'href="(/organizations/\d+/[^"]*)"', shown.content.decode())
    assert organization is not None
    assert href in client.get(organization[1].replace("&amp;", "&")).content.decode()


def test_the_queries_do_not_grow_with_the_members(django_assert_num_queries: Any) -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    body = ledger.branch(one)
    ledger.member(body)
    ledger.meet(body, TODAY, kind="lecture")
    client = county_clerk(ledger)
    for more in (0, 3):
        for _ in range(more):
            ledger.member(body)
            ledger.meet(body, TODAY)
            ledger.cover(body, (one, "joint"))
        client.get("/organizations/?q=nobody")
        with django_assert_num_queries(QUERIES):
            client.get(f"/party-organizations/{body}/")


QUERIES = 30
"""As for an organization, less the registered kinds of facts, with posts, guidance, meetings and names of persons, its
cases, and what the checks say of it by the law of its unit."""
