"""The page of the ledger of social organizations: what it lists, how it is limited, sorted, paged and handed out."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from django.test import Client
from tests.conftest import TODAY, County, make_act
from tests.ledgers import SmallLedger
from tests.office.conftest import PASSWORD, signed_in, words

from shejian.base.enums import Role
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.journal.services import posting
from shejian.registry.services import organizations as acts

pytestmark = pytest.mark.django_db

YEAR_END = {"on": "2022-12-31"}
ROW = re.compile(r'<a class="name" href="/organizations/(\d+)/([^"]*)">([^<]+)</a>')


@pytest.fixture
def clerk(office: County) -> Client:
    return signed_in("clerk")


def listed(client: Client, **said: Any) -> list[str]:
    """The names on a page."""
    page = client.get("/organizations/", said).content.decode()
    return [unescape(name) for _, _, name in ROW.findall(page)]


def sheet(client: Client, **said: Any) -> list[tuple[Any, ...]]:
    response = client.get("/organizations/export.xlsx", said)
    assert response.status_code == 200
    return list(openpyxl.load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))


def county_clerk(ledger: SmallLedger, unit: str = "清河县", username: str = "small") -> Client:
    """A clerk of the small county, or of one of its towns, signed in."""
    act = make_act()
    values = {"unit": ledger.units[unit], "role": Role.CLERK, "line": Line.TERRITORY, "on": TODAY}
    add_user(act=act, username=username, name="小某", password=PASSWORD, **values)
    return signed_in(username)


def test_it_lists_as_many_as_the_figure_counts(clerk: Client) -> None:
    said = words(clerk.get("/organizations/", YEAR_END))
    assert "云川县 · 属地 · 含下级 截至 2022-12-31 · 以第 6 笔的账为准" in said
    assert "在册 176" in said
    assert "共 176 家，第 1–50 家" in said
    assert "在册 153" in words(clerk.get("/organizations/", {**YEAR_END, "covered": "yes"}))
    assert "在册 23" in words(clerk.get("/organizations/", {**YEAR_END, "covered": "no"}))
    assert "在册 16" in words(clerk.get("/organizations/", {**YEAR_END, "mode": "joint"}))


def test_all_pages_together_are_all_of_it(clerk: Client) -> None:
    shown = [name for page in ("1", "2", "3", "4") for name in listed(clerk, **YEAR_END, page=page)]
    assert (len(shown), len(set(shown))) == (176, 176)
    assert listed(clerk, **YEAR_END, page="99") == shown[150:]


def test_a_row_leads_to_its_page_at_the_same_point_of_both_clocks(clerk: Client) -> None:
    page = clerk.get("/organizations/", {**YEAR_END, "known": "1", "q": "协会"}).content.decode()
    number, query, name = ROW.findall(page)[0]
    assert unescape(query) == "?on=2022-12-31&known=1"
    assert unescape(name) in words(clerk.get(f"/organizations/{number}/{unescape(query)}"))


def test_every_link_keeps_what_was_asked(clerk: Client) -> None:
    said = {**YEAR_END, "q": "协会", "type": "association", "covered": "yes", "sort": "-name"}
    page = clerk.get("/organizations/", said).content.decode()
    assert '<option value="association" selected>' in page
    assert 'aria-sort="descending"' in page
    (following,) = re.findall(r'<a href="([^"]+)" rel="next"', page)
    assert parse_qs(urlsplit(unescape(following)).query) == {
        name: [value] for name, value in (said | {"page": "2"}).items()
    }
    without = re.findall(r'<a class="fchip on" href="([^"]+)"><b>([^<]+)</b>', page)
    assert [label for _, label in without] == ["查找：协会", "类型：社会团体", "覆盖：已覆盖"]
    left = [set(parse_qs(urlsplit(unescape(href)).query)) for href, _ in without]
    assert left == [set(said) - {name} for name in ("q", "type", "covered")]


def test_what_is_no_wish_limits_nothing(clerk: Client) -> None:
    nonsense = {"status": "x", "type": "x", "covered": "x", "mode": "x", "town": "x", "sort": "x", "page": "x"}
    assert listed(clerk, **YEAR_END, **nonsense) == listed(clerk, **YEAR_END)


def test_nothing_found_says_what_to_drop(clerk: Client) -> None:
    page = clerk.get("/organizations/", {"q": "火星", "type": "foundation"})
    said = words(page)
    assert "没有同时符合这些条件的社会组织。去掉上面的一个条件再看。 去掉全部条件" in said
    assert "导出这些" not in said
    elsewhere = words(clerk.get("/organizations/", {"town": "999999999999"}))
    assert "乡镇：范围以外" in elsewhere
    early = words(clerk.get("/organizations/", {"on": "1950-01-01"}))
    assert "截至 1950-01-01，云川县没有社会组织（在册）的记载。" in early


def test_before_anything_was_recorded_it_says_that_this_is_not_zero(clerk: Client) -> None:
    said = words(clerk.get("/organizations/", {"known": "0"}))
    assert "记到第 0 笔时，账上还没有社会组织" in said
    assert "看最新的账" in said


def test_a_town_sees_its_own(office: County) -> None:
    town = signed_in("town")
    own, every = listed(town, **YEAR_END), listed(signed_in("clerk"), **YEAR_END, unit="西河镇")
    assert own == every
    assert 0 < len(own) < 50
    assert {row[6] for row in sheet(town, **YEAR_END)[3:]} == {"西河镇"}


def test_the_workbook_is_exactly_what_is_listed(clerk: Client) -> None:
    said = {**YEAR_END, "q": "协会", "sort": "name"}
    rows = sheet(clerk, **said)
    assert rows[0][0] == "云川县社会组织台账"
    assert [text for text in rows[1] if text] == [
        "截至 2022年12月31日",
        "以第 6 笔的账为准",
        f"属地 · 含下级 · 在册，共 {len(rows) - 3} 家",
        "条件：查找：协会",
    ]
    names = [name for page in ("1", "2", "3") for name in listed(clerk, **said, page=page)]
    assert [row[1] for row in rows[3:]] == list(dict.fromkeys(names))
    assert [row[0] for row in rows[3:]] == list(range(1, len(rows) - 2))
    response = clerk.get("/organizations/export.xlsx", said)
    assert response["Content-Disposition"].endswith("2022-12-31.xlsx")


def test_a_name_is_never_a_formula_and_never_markup() -> None:
    ledger = SmallLedger()
    ledger.organization(name="=1+1<b>协会")
    clerk = county_clerk(ledger)
    assert "=1+1&lt;b&gt;协会" in clerk.get("/organizations/").content.decode()
    response = clerk.get("/organizations/export.xlsx")
    cell = openpyxl.load_workbook(BytesIO(response.content)).active["B4"]
    assert (cell.value, cell.data_type) == ("=1+1<b>协会", "s")


def test_a_former_name_is_told_where_it_was_searched() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县养羊协会")
    with posting(make_act(), "test.change") as made:
        acts.change_registration(made, TODAY, {one: {"name": "清河县畜牧协会"}})
    clerk = county_clerk(ledger)
    assert "曾用名 清河县养羊协会" in words(clerk.get("/organizations/", {"q": "养羊"}))
    assert "曾用名" not in words(clerk.get("/organizations/"))
    assert [row[1:3] for row in sheet(clerk, q="养羊")[3:]] == [("清河县畜牧协会", "清河县养羊协会")]


def test_columns_are_chosen_and_the_workbook_has_the_same(clerk: Client) -> None:
    said = {**YEAR_END, "q": "协会"}
    assert "列 7/7" in words(clerk.get("/organizations/", said))
    answer = clerk.get("/organizations/", {**said, "cols": ["founded", "place"]})
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/organizations/?on=2022-12-31&q=%E5%8D%8F%E4%BC%9A&cols=founded,place",
    )
    page = clerk.get(answer["Location"]).content.decode()
    assert "列 3/7" in page
    assert re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', page) == ["名称", "乡镇 · 主管单位", "成立日期"]
    headings = sheet(clerk, **said, cols="founded,place")[2]
    assert headings == ("序号", "名称", "曾用名", "统一社会信用代码", "乡镇街道", "业务主管单位", "成立日期")


def test_only_the_chosen_organizations_are_handed_out(clerk: Client, office: County) -> None:
    page = clerk.get("/organizations/", {**YEAR_END, "sort": "-founded"}).content.decode()
    found = [(number, unescape(name)) for number, _, name in ROW.findall(page)][4:7]
    said = {**YEAR_END, "sort": "-founded", "only": "picked", "pick": [*(number for number, _ in found), "999999"]}
    rows = sheet(clerk, **said)
    assert [row[1] for row in rows[3:]] == [name for _, name in found]
    assert "属地 · 含下级 · 在册，只有选中的 3 家，全部 176" in rows[1]
    inside = {name for _, name in found} & set(listed(signed_in("town"), **YEAR_END))
    assert {row[1] for row in sheet(signed_in("town"), **said)[3:]} == inside
    none = clerk.get("/organizations/export.xlsx", {**YEAR_END, "only": "picked"})
    assert (none.status_code, none["Location"]) == (302, "/organizations/?on=2022-12-31")
    assert "还没有勾选" in words(clerk.get(none["Location"]))


def test_the_queries_of_a_page_do_not_grow_with_its_rows(django_assert_num_queries: Any) -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    ledger.branch(one)
    clerk = county_clerk(ledger)
    for more in (0, 2):
        for _ in range(more):
            ledger.branch(ledger.organization())
        clerk.get("/organizations/?q=nobody")
        for address in ("/organizations/", "/organizations/?q=xh&covered=yes&sort=name"):
            with django_assert_num_queries(QUERIES):
                assert len(ROW.findall(clerk.get(address).content.decode())) == more + 1
        with django_assert_num_queries(QUERIES_OF_A_WORKBOOK):
            clerk.get("/organizations/export.xlsx")


QUERIES = 14
"""Session, user, units, roles, the question and its law; party organizations; the visitor's views; entries for the
clock. The ledger was asked before, since it was last written in."""
QUERIES_OF_A_WORKBOOK = QUERIES - 3
