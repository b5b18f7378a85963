"""The page of one social organization, at any point of the two clocks."""

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
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.journal.services.reversal import reverse as take_back
from shejian.party.services import guidance
from shejian.registry.models import Placement
from shejian.registry.services import charters
from shejian.registry.services import organizations as acts

pytestmark = pytest.mark.django_db

DAY = date(2020, 6, 1)


def act(do: Any, *arguments: Any) -> int:
    with posting(make_act(), "test.act") as made:
        do(made, *arguments)
    return made.number


def page(client: Client, one: int, **said: Any) -> str:
    response = client.get(f"/organizations/{one}/", said)
    assert response.status_code == 200
    return words(response)


def organization_of(unit: str) -> int:
    found = Placement.objects.filter(unit=unit_tree(TODAY).find(unit).id).order_by("organization")
    return int(found.values_list("organization", flat=True)[0])


def test_what_holds_on_the_day_has_its_span_and_its_entry() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县甲协会", charter=True, signed=DAY)
    recorded = head_number()
    branch = ledger.branch(one)
    act(acts.count_heads, date(2022, 12, 31), {one: (12, None)})
    client = county_clerk(ledger)
    said = page(client, one, on="2022-12-31")
    assert f"截至 2022-12-31 · 以第 {head_number()} 笔的账为准" in said
    assert "社会团体 · 清河县登记 · 2010-01-04 成立 在册" in said
    assert f"单独组建 第{branch + 1}党支部 自始至今 · 第 {recorded + 1} 笔 · 2026-11-22 记" in said
    assert f"块 · 属地 东关镇 自始至今 · 第 {recorded} 笔 · 2026-11-22 记" in said
    assert "条 · 主管 未填 按登记管理机关计" in said
    assert f"章程 已载明党建 自始至今 · 第 {recorded} 笔" in said
    assert f"承诺书 已签订 2020-06-01 · 第 {recorded} 笔" in said
    assert f"从业人员 12 人 2022-12-31 · 第 {recorded + 2} 笔" in said
    assert "专职正式党员 未填 2022-12-31" in said
    assert "从业人员 12 人 这一天以后没有再数" in page(client, one)
    assert "章程 已载明党建" in page(client, one, on="2020-05-31")
    assert "承诺书 没有签订的记录" in page(client, one, on="2020-05-31")


def test_corrected_facts_say_which_entry_corrected_them_and_how() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县养羊协会")
    first = head_number()
    corrected = act(acts.correct_registration, {one: {"name": "清河县养鹅协会"}})
    changed = act(acts.change_registration, DAY, {one: {"name": "清河县畜牧协会"}})
    client = county_clerk(ledger)
    said = page(client, one)
    assert f"登记事项 清河县养羊协会，000000000000000001，社会团体 被第 {corrected} 笔更正 自始至今" in said
    assert f"登记事项 名称：清河县养羊协会 → 清河县养鹅协会 被第 {changed} 笔截止到 2020-05-31 自始至今" in said
    assert "曾用名 清河县养鹅协会 自始至 2020-05-31" in said
    labels = re.findall(r"第 (\d+) 笔 test\.", said)
    assert labels == [str(number) for number in (changed, corrected, first)]
    before = page(client, one, known=first)
    assert "其中 3 条入账于第" in before
    assert before.count("不计在内") == 2 + 2  # the banner, the heading, and both entries
    assert "被第" not in before
    assert "清河县养羊协会 0000" in before


def test_what_was_taken_back_says_so() -> None:
    ledger = SmallLedger()
    one = ledger.organization(charter=True)
    withdrawn = act(charters.clear_charter, [one])
    signed = act(acts.sign, {one: DAY})
    reversal = take_back(make_act(), Entry.objects.get(number=signed), "test.undo", lambda _: False).number
    said = page(county_clerk(ledger), one)
    assert f"章程 已载明党建 被第 {withdrawn} 笔撤回" in said
    assert f"党建承诺书 签订党建承诺书 被第 {reversal} 笔撤销" in said


def test_who_is_not_covered_is_told_apart_from_who_is_no_more() -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    act(guidance.send, [guidance.GuidanceDraft(one, "instructor", "沈荣荣", None, DAY)])
    ledger.branch(one, dissolved=date(2021, 1, 1))
    act(acts.end, {one: acts.Ending(date(2022, 1, 1), reason="清理")})
    client = county_clerk(ledger)
    alive = page(client, one, on="2021-06-30")
    assert "组织覆盖 未覆盖 没有存续的党组织与之挂接" in alive
    assert "当日不算覆盖：两者不都存续" in alive
    assert "选派 党建指导员 沈＊荣" in alive
    gone = page(client, one, on="2022-06-30")
    assert "2022-01-01 注销" in gone
    assert "未覆盖" not in gone
    assert "2010-01-04 才成立" in page(client, one, on="2009-12-31")


@pytest.mark.parametrize("number", ["99999", "9" * 30])
def test_there_is_no_such_organization(office: County, number: str) -> None:
    response = signed_in("clerk").get(f"/organizations/{number}/")
    assert response.status_code == 404
    assert "没有这家社会组织 网址可能写错了，或者它从来没有记过账。 回到台账" in words(response)


def test_it_was_not_known_yet(office: County) -> None:
    response = signed_in("clerk").get(f"/organizations/{organization_of('西河镇')}/", {"known": "0"})
    assert response.status_code == 404
    assert "记到第 0 笔时，账上还没有它；也可能是网址写错了。 改用最新的账" in words(response)


@pytest.mark.parametrize(
    ("who", "unit", "status"),
    [("town", "西河镇", 200), ("town", "城关镇", 403), ("bureau", "县教育局", 200), ("reader", "城关镇", 200)],
)
def test_only_what_belongs_to_ones_units_is_shown(office: County, who: str, unit: str, status: int) -> None:
    one = organization_of(unit)
    response = signed_in(who).get(f"/organizations/{one}/")
    assert response.status_code == status
    if status == 403:
        named = words(signed_in("clerk").get(f"/organizations/{one}/"))
        name = re.search(r"台账 社会组织 (\S+)", named)
        assert name is not None
        assert name[1] not in response.content.decode()
        assert "这家社会组织不在您的范围" in words(response)


def test_who_moves_away_is_out_of_reach_from_that_day_on(office: County) -> None:
    one = organization_of("西河镇")
    town = signed_in("town")
    act(acts.set_units, Line.TERRITORY, {one: [unit_tree(TODAY).find("城关镇").id]}, DAY)
    assert [town.get(f"/organizations/{one}/", {"on": on}).status_code for on in ("2020-05-31", "2020-06-01")] == [
        200,
        403,
    ]
    assert town.get(f"/organizations/{one}/", {"on": "2020-06-01", "known": head_number() - 1}).status_code == 200


def test_evidence_of_organizations_leads_here_and_of_happenings_nowhere(office: County) -> None:
    client = signed_in("clerk")
    shown = client.get("/figures/covered/", {"on": "2022-12-31"}).content.decode()
    (href, name), *others = re.findall(r'<a class="name" href="([^"]+)">([^<]+)</a>', shown)
    assert len(others) == 49
    assert name in words(client.get(href.replace("&amp;", "&")))
    assert 'class="name" href' not in client.get("/figures/joint_theme_days/").content.decode()


def test_the_queries_do_not_grow_with_the_facts(django_assert_num_queries: Any) -> None:
    ledger = SmallLedger()
    one = ledger.organization(charter=True, signed=DAY)
    ledger.branch(one)
    client = county_clerk(ledger)
    for more in (0, 2):
        for at in range(more):
            ledger.branch(one)
            act(acts.correct_registration, {one: {"name": f"清河县第{at}协会"}})
        client.get("/organizations/?q=nobody")
        with django_assert_num_queries(QUERIES):
            client.get(f"/organizations/{one}/")


QUERIES = 22
"""As for the list, and one for each kind of fact there is, one for the entries, one for whether it was merged."""
