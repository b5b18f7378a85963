"""The declared ledgers: what they list against the workbook they were imported from, limited, sorted and handed out."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from django.test import Client
from tests.conftest import DATA, TODAY, County
from tests.ledgers import SmallLedger
from tests.office.conftest import signed_in, words
from tests.office.test_ledger import county_clerk

from shejian.office.build.ledgers import LEDGERS

pytestmark = pytest.mark.django_db

YEAR_END = {"on": "2022-12-31"}
CLOSE = date(2022, 12, 31)
KEY = re.compile(r'<input type="checkbox" name="pick" value="([^"]+)"><span class="vh">选中 ([^<]+)</span>')
SHEETS = {
    "党组织台账": "party-organizations",
    "党员名册": "members",
    "发展党员台账": "development",
    "组织生活记录": "meetings",
    "作用发挥台账": "contributions",
}


@pytest.fixture
def clerk(office: County) -> Client:
    return signed_in("clerk")


@cache
def kept(sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet of the workbook, read without any of our code; days as days."""
    book = openpyxl.load_workbook(DATA / "county-2022.xlsx", read_only=True)
    _, headings, *rows = book[sheet].iter_rows(values_only=True)
    plain = [[one.date() if isinstance(one, datetime) else one for one in row] for row in rows if row[0] is not None]
    return [dict(zip(headings, row, strict=True)) for row in plain]


def names(client: Client, key: str, **said: Any) -> list[str]:
    return [unescape(name) for _, name in KEY.findall(client.get(f"/ledgers/{key}/", said).content.decode())]


def sheet(client: Client, key: str, **said: Any) -> list[tuple[Any, ...]]:
    """The rows of an exported workbook, its headings first; days as days."""
    response = client.get(f"/ledgers/{key}/export.xlsx", said)
    assert response.status_code == 200
    rows = openpyxl.load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    return [tuple(one.date() if isinstance(one, datetime) else one for one in row) for row in list(rows)[2:]]


def columns(client: Client, key: str, **said: Any) -> dict[str, list[Any]]:
    headings, *rows = sheet(client, key, **said)
    return {str(heading): [row[at] for row in rows] for at, heading in enumerate(headings)}


def every(key: str) -> str:
    return ",".join(column.key for column in LEDGERS[key].columns)


def standing(row: dict[str, Any], begun: str, ended: str) -> bool:
    return row[begun] <= CLOSE and (row[ended] is None or row[ended] > CLOSE)


def test_party_organizations_are_those_of_the_workbook(clerk: Client) -> None:
    wanted = [row for row in kept("党组织台账") if standing(row, "成立日期", "撤销日期")]
    held = columns(clerk, "party-organizations", **YEAR_END, cols=every("party-organizations"))
    assert len(wanted) == 144
    found = zip(*(held[one] for one in ("名称", "类型", "书记", "最近选举", "成立", "批准文号")), strict=True)
    said = ("党组织名称", "党组织类型", "书记", "最近换届日期", "成立日期", "批准文号")
    assert sorted(found, key=str) == sorted((tuple(row[one] for one in said) for row in wanted), key=str)
    covered = dict(zip(held["名称"], held["覆盖社会组织"], strict=True))
    one = next(row for row in wanted if row["党组织类型"] == "联合党支部")
    assert set(covered[one["党组织名称"]].split("、")) <= set(one["覆盖社会组织"].split("、"))
    page = clerk.get("/ledgers/party-organizations/", {**YEAR_END, "q": one["党组织名称"]})
    assert "现有 144 已撤销 4 全部 148" in words(clerk.get("/ledgers/party-organizations/", YEAR_END))
    linked = re.findall(r'<a href="/organizations/\d+/\?on=2022-12-31">([^<]+)</a>', page.content.decode())
    assert linked == [covered[one["党组织名称"]].split("、")[0]]
    assert f"{linked[0]} 等 {len(covered[one['党组织名称']].split('、'))} 家" in words(page)


def test_members_are_those_of_the_workbook_and_as_many_as_the_figure_counts(clerk: Client, office: County) -> None:
    wanted = [row for row in kept("党员名册") if standing(row, "转入日期", "转出日期")]
    held = columns(clerk, "members", **YEAR_END)
    (figures,) = [one for one in office.expected["figures"] if one["on"] == "2022-12-31"][:1]
    assert len(held["姓名"]) == len(wanted) == figures["members"] == 738
    found = zip(*(held[one] for one in ("姓名", "性别", "党组织", "入党", "组织关系自")), strict=True)
    said = ("姓名", "性别", "所在党组织", "入党日期", "转入日期")
    assert sorted(found, key=str) == sorted((tuple(row[one] for one in said) for row in wanted), key=str)


def test_development_and_its_steps_are_those_of_the_workbook(clerk: Client) -> None:
    wanted = kept("发展党员台账")
    held = columns(clerk, "development", **YEAR_END)
    found = zip(*(held[one] for one in ("姓名", "党组织", "申请", "谈话", "积极分子", "发展对象", "接收")), strict=True)
    said = (
        *("姓名", "所在党组织", "递交入党申请书日期", "谈话日期"),
        *("确定为入党积极分子日期", "确定为发展对象日期", "接收为预备党员日期"),
    )
    assert len(wanted) == 95
    assert sorted(found, key=str) == sorted((tuple(row[one] for one in said) for row in wanted), key=str)
    assert len(names(clerk, "development", on="2022-06-30")) == 50
    early = columns(clerk, "development", on="2020-12-31")
    assert len(early["姓名"]) == sum(row["递交入党申请书日期"] <= date(2020, 12, 31) for row in wanted)
    assert all(day is None or day <= date(2020, 12, 31) for day in early["积极分子"])


def test_meetings_and_contributions_are_those_of_the_period(clerk: Client) -> None:
    wanted = kept("组织生活记录")
    held = columns(clerk, "meetings", **YEAR_END)
    found = zip(*(held[one] for one in ("主题", "日期", "类型", "党组织", "应到", "实到", "联合开展")), strict=True)
    said = ("主题", "日期", "活动类型", "党组织名称", "应到人数", "实到人数", "联合开展党组织")
    assert len(wanted) == 3197
    assert sorted(found, key=str) == sorted((tuple(row[one] for one in said) for row in wanted), key=str)
    may = columns(clerk, "meetings", on="2022-05-31", since="2022-05-01")
    assert len(may["日期"]) == sum(row["日期"].month == 5 for row in wanted)
    gifts = columns(clerk, "contributions", **YEAR_END)
    assert sum(gifts["捐款（元）"]) == sum(row["捐款金额（元）"] for row in kept("作用发挥台账"))
    assert sorted(gifts["活动"]) == sorted(row["活动名称"] for row in kept("作用发挥台账"))


def test_posts_and_guidance_hold_on_the_day(clerk: Client) -> None:
    wanted = [row for row in kept("党建指导员选派表") if standing(row, "选派日期", "结束日期")]
    held = columns(clerk, "posts", **YEAR_END, status="guidance")
    found = zip(*(held[one] for one in ("姓名", "职务", "在哪里", "派出单位", "自")), strict=True)
    said = ("姓名", "职务", "社会组织名称", "派出单位", "选派日期")
    marked = [(f"{row['姓名']}（只有姓名）", *(row[one] for one in said[1:])) for row in wanted]
    assert sorted(found, key=str) == sorted(marked, key=str)
    assert len(columns(clerk, "posts", **YEAR_END, status="posts")["姓名"]) == 148
    assert "全部 228 任职 148 选派 80" in words(clerk.get("/ledgers/posts/", YEAR_END))


@pytest.mark.parametrize("key", LEDGERS)
def test_every_page_says_what_it_is_of_and_all_pages_are_all_of_it(clerk: Client, key: str) -> None:
    page = clerk.get(f"/ledgers/{key}/", YEAR_END)
    assert "社会组织 党组织 党员 任职与选派 发展党员 组织生活 作用发挥" in words(page)
    assert "以第 6 笔的账为准" in words(page)
    count = len(columns(clerk, key, **YEAR_END)["序号"])
    pages = range(1, -(-count // 50) + 1)
    shown = [
        one
        for at in pages
        for one, _ in KEY.findall(clerk.get(f"/ledgers/{key}/", {**YEAR_END, "page": at}).content.decode())
    ]
    assert len(shown) == len(set(shown)) == count


@pytest.mark.parametrize("key", LEDGERS)
def test_before_anything_was_recorded_there_is_nothing(clerk: Client, key: str) -> None:
    assert "记到第 0 笔时，账上还没有社会组织" in words(clerk.get(f"/ledgers/{key}/", {"known": "0"}))
    early = words(clerk.get(f"/ledgers/{key}/", {"on": "1949-01-01"}))
    assert f"云川县没有{LEDGERS[key].noun}" in early
    assert "导出这些" not in early


@pytest.mark.parametrize("key", LEDGERS)
def test_no_identity_number_and_no_telephone_is_shown(clerk: Client, key: str) -> None:
    said = str(sheet(clerk, key, **YEAR_END, cols=every(key))) + words(clerk.get(f"/ledgers/{key}/", YEAR_END))
    for row in kept("党员名册"):
        assert row["公民身份号码"] not in said
        assert str(row["联系电话"]) not in said


@pytest.mark.parametrize("key", LEDGERS)
def test_every_heading_sorts_both_ways_and_ties_keep_their_order(clerk: Client, key: str) -> None:
    for column in LEDGERS[key].columns:
        if not column.sort:
            continue
        said = {**YEAR_END, "cols": every(key)}
        up = columns(clerk, key, **said, sort=column.key)
        down = columns(clerk, key, **said, sort=f"-{column.key}")
        values = [one for one in up[column.label] if one is not None]
        assert sorted(map(str, values)) == sorted(str(one) for one in down[column.label] if one is not None)
        if not column.named and key != "posts":
            assert values == sorted(values)
            assert [one for one in down[column.label] if one is not None] == sorted(values, reverse=True)
        assert columns(clerk, key, **said, sort=column.key) == up


def test_names_are_found_by_two_characters_by_initials_and_by_code(clerk: Client) -> None:
    assert set(names(clerk, "members", **YEAR_END, q="岑志")) == {"岑志强"}
    assert "岑志强" in names(clerk, "members", **YEAR_END, q="czq")
    assert names(clerk, "members", **YEAR_END, q="620602195102187616") == []
    organization = next(row for row in kept("社会组织台账") if row["社会组织名称"] == "云川县书法家协会")
    by_code = names(clerk, "party-organizations", **YEAR_END, q=organization["统一社会信用代码"])
    assert by_code == names(clerk, "party-organizations", **YEAR_END, q="云川县书法家协会")
    assert by_code == ["云川县书法家协会党支部"]
    assert set(names(clerk, "posts", **YEAR_END, q="施雅强")) == {"施雅强"}
    assert set(names(clerk, "contributions", **YEAR_END, q="wwqzb")) == {
        row["活动名称"] for row in kept("作用发挥台账") if row["活动名称"].startswith("我为群众办")
    }


def test_limits_offer_what_there_is_and_each_can_be_dropped(clerk: Client) -> None:
    said = {**YEAR_END, "kind": "joint_branch", "q": "行业", "sort": "-founded"}
    page = clerk.get("/ledgers/party-organizations/", said).content.decode()
    assert '<option value="joint_branch" selected>联合党支部</option>' in page
    assert "work_committee" not in page
    assert 'aria-sort="descending"' in page
    chips = re.findall(r'<a class="fchip on" href="([^"]+)"><b>([^<]+)</b>', page)
    assert [label for _, label in chips] == ["查找：行业", "类型：联合党支部"]
    left = [set(parse_qs(urlsplit(unescape(href)).query)) for href, _ in chips]
    assert left == [set(said) - {"q"}, set(said) - {"kind"}]
    unstated = columns(clerk, "party-organizations", **YEAR_END, mode="unstated")
    assert set(unstated["组建方式"]) == {None}
    nothing = words(clerk.get("/ledgers/members/", {"q": "火星"}))
    assert "没有同时符合这些条件的党员。去掉上面的一个条件再看。 去掉全部条件" in nothing


def test_what_is_no_wish_limits_nothing(clerk: Client) -> None:
    nonsense = {"status": "x", "sort": "x", "cols": "x", "page": "x", "nothing": "x"}
    assert names(clerk, "members", **YEAR_END, **nonsense) == names(clerk, "members", **YEAR_END)
    assert clerk.get("/ledgers/nonsense/").status_code == 404


@pytest.mark.parametrize("key", LEDGERS)
def test_a_town_sees_its_own_and_finds_nothing_else(office: County, key: str) -> None:
    town, county = signed_in("town"), signed_in("clerk")
    own = sheet(town, key, **YEAR_END)
    assert own == sheet(county, key, **YEAR_END, unit="西河镇")
    assert 1 < len(own) < len(sheet(county, key, **YEAR_END))
    page = town.get(f"/ledgers/{key}/", YEAR_END).content.decode()
    offered = re.search(r'<select[^>]*id="by-town".*?</select>', page, re.DOTALL)
    if offered:
        assert re.findall(r">([^<>]+)</option>", offered[0]) == ["乡镇：不限", "西河镇"]
    assert names(town, key, **YEAR_END, q="云川县双岭乡") == []
    assert names(county, key, **YEAR_END, q="云川县双岭乡") != []


def test_the_participants_elsewhere_are_neither_named_nor_found(office: County) -> None:
    town = signed_in("town")
    homes = {row["社会组织名称"]: row["所在乡镇"] for row in kept("社会组织台账")}
    named = [one for cell in columns(town, "contributions", **YEAR_END)["参与社会组织"] for one in cell.split("、")]
    assert {homes[one] for one in named} == {"西河镇"}
    elsewhere = next(one for one in kept("作用发挥台账")[0]["参与社会组织"].split("、") if homes[one] != "西河镇")
    assert names(town, "contributions", **YEAR_END, q=elsewhere) == []


def test_columns_are_chosen_without_a_script(clerk: Client) -> None:
    page = clerk.get("/ledgers/members/", YEAR_END).content.decode()
    assert "列 8/9" in page
    answer = clerk.get("/ledgers/members/", {**YEAR_END, "cols": ["joined", "body"]})
    assert (answer.status_code, answer["Location"]) == (302, "/ledgers/members/?on=2022-12-31&cols=joined,body")
    assert sheet(clerk, "members", **YEAR_END, cols="joined,body")[0][:4] == ("序号", "姓名", "党组织", "入党")
    chosen = clerk.get(answer["Location"]).content.decode()
    assert "列 3/9" in chosen
    assert re.findall(r'<th scope="col"[^>]*><a[^>]*>([^<]+)', chosen) == ["姓名", "党组织", "入党"]
    assert "恢复默认" in chosen


def test_only_the_chosen_rows_are_handed_out(clerk: Client, office: County) -> None:
    page = clerk.get("/ledgers/members/", {**YEAR_END, "sort": "name"}).content.decode()
    chosen = KEY.findall(page)[3:6]
    said = {**YEAR_END, "sort": "name", "only": "picked", "pick": [*(key for key, _ in chosen), "999999"]}
    response = clerk.get("/ledgers/members/export.xlsx", said)
    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows[3:]] == [unescape(name) for _, name in chosen]
    assert "属地 · 含下级，只有选中的 3 名，全部 738" in rows[1]
    town = signed_in("town").get("/ledgers/members/export.xlsx", said)
    inside = list(openpyxl.load_workbook(BytesIO(town.content)).active.iter_rows(values_only=True))[3:]
    assert len(inside) < 3
    none = clerk.get("/ledgers/members/export.xlsx", {**YEAR_END, "only": "picked", "q": "王"})
    assert (none.status_code, none["Location"]) == (302, "/ledgers/members/?on=2022-12-31&q=%E7%8E%8B")
    assert "还没有勾选" in words(clerk.get(none["Location"]))


def test_sums_are_of_all_rows_and_only_where_they_mean_something(clerk: Client) -> None:
    said = words(clerk.get("/ledgers/party-organizations/", {**YEAR_END, "status": "all"}))
    assert "合计（全部 148 个） 738" in said
    assert "合计" not in words(clerk.get("/ledgers/members/", YEAR_END))
    money = sum(row["捐款金额（元）"] for row in kept("作用发挥台账"))
    assert f"{money:,}.00" in words(clerk.get("/ledgers/contributions/", YEAR_END))


def test_a_branch_that_is_founded_later_is_known_later() -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    branch = ledger.branch(one, founded=date(2020, 5, 1), dissolved=date(2023, 5, 1))
    clerk = county_clerk(ledger)
    for day, there, gone in (("2020-04-30", 0, 0), ("2020-05-01", 1, 0), ("2023-05-01", 0, 1)):
        assert len(names(clerk, "party-organizations", on=day)) == there
        assert len(names(clerk, "party-organizations", on=day, status="ended")) == gone
    person = ledger.member(branch, joined=date(2021, 1, 1))
    before = int(re.search(r"第 (\d+) 笔", words(clerk.get("/ledgers/members/")))[1]) - 1  # type: ignore[index]
    assert names(clerk, "members", on="2021-01-01", known=str(before)) == []
    assert names(clerk, "members", on="2021-01-01") == [f"人员 {person}"]
    assert names(clerk, "members", on="2020-12-31") == []


def test_the_queries_of_a_page_do_not_grow_with_its_rows(django_assert_num_queries: Any) -> None:
    ledger = SmallLedger()
    clerk = county_clerk(ledger)
    for _ in range(3):
        one = ledger.organization()
        branch = ledger.branch(one)
        ledger.member(branch)
        ledger.meet(branch, TODAY)
        ledger.contribute(TODAY, one)
        clerk.get("/ledgers/posts/")
        for key, (count, of_workbook) in QUERIES.items():
            with django_assert_num_queries(count):
                clerk.get(f"/ledgers/{key}/")
            with django_assert_num_queries(of_workbook):
                clerk.get(f"/ledgers/{key}/export.xlsx")


QUERIES = {
    "party-organizations": (17, 14),
    "members": (15, 12),
    "posts": (15, 12),
    "development": (13, 10),
    "meetings": (15, 12),
    "contributions": (15, 12),
}
"""Of a page and of a workbook, of a ledger that was asked before, since it was last written in:
session, user, units, roles and the question; one for each kind of name that rows speak, the visitor's views, entries
for the clock; the law by its digest."""
