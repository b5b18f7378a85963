"""The page of figures: exact numbers, where they lead, both clocks, and what is said when a question has no answer."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from tests.conftest import County
from tests.office.conftest import signed_in, words

from shejian.core.calendar import read_date
from shejian.core.indicators import catalogue
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask

pytestmark = pytest.mark.django_db

YEAR_END = {"on": "2022-12-31"}


@pytest.fixture
def clerk(office: County) -> Client:
    return signed_in("clerk")


def links(client: Client, address: str, **query: str) -> list[str]:
    page = client.get(address, query).content.decode()
    return [unescape(one) for one in re.findall(r'href="([^"]*)"', page)]


def test_the_headlines_are_the_countys_with_fraction_and_change(clerk: Client) -> None:
    said = words(clerk.get("/figures/", YEAR_END))
    assert "党组织覆盖率 86.9% 153 / 176 家 较 2021 年末 +1.1 个百分点" in said
    assert "党的工作覆盖率 100% 176 / 176 家 较 2021 年末 +13.7 个百分点" in said
    assert "社会组织 176 家 较 2021 年末 −7 家" in said
    assert "党组织 143 个 较 2021 年末 −2 个" in said
    assert "已覆盖 153 未覆盖 23" in said


def test_every_figure_is_on_the_page_and_leads_to_its_rows(clerk: Client, office: County) -> None:
    page = clerk.get("/figures/", YEAR_END).content.decode()
    asked = ask(Question(on=read_date("2022-12-31"), since=read_date("2022-01-01")))
    for key, figure in answer(asked).figures.items():
        label, unit = catalogue()[key].label, catalogue()[key].unit
        shown = figure.text + ("" if unit == "%" or figure.value is None else unit)
        assert f'href="/figures/{key}/?on=2022-12-31" aria-label="{label} {shown}"' in page


def test_what_is_not_known_is_a_dash_with_what_is_missing(clerk: Client) -> None:
    said = words(clerk.get("/figures/"))
    missing = "23 家社会组织：台账没有当日专职工作人员中正式党员的人数"
    definition = (
        "没有党组织覆盖，而专职工作人员中正式党员已达到单独建立党支部人数的在册社会组织；人数只在台账时点那一天可知"
    )
    assert f"应建未建 {definition} 不知道：{missing} —" in said


def test_groups_come_in_the_order_of_the_tree_and_add_up(clerk: Client) -> None:
    page = clerk.get("/figures/", YEAR_END).content.decode()
    table = page[page.index("按乡镇") : page.index("</table>", page.index("按乡镇"))]
    names = re.findall(r'<th scope="row">([^<]+)</th>', table)
    assert names == ["城关镇", "双岭乡", "清泉镇", "云台镇", "石门乡", "西河镇", "合计"]
    counts = [int(one) for one in re.findall(r'data-label="社会组织"><a class="fig" href="[^"]*">(\d+)</a>', table)]
    assert counts == [21, 35, 32, 26, 31, 31, 176]
    assert sum(counts[:-1]) == counts[-1]
    assert "不作排名" in page


@pytest.mark.parametrize(
    ("by", "heading", "groups"),
    [
        ("competent", "业务主管单位", 8),
        ("party", "党建领导机关", 1),
        ("mode", "组建方式", 7),
        ("type", "组织类型", 3),
        ("nonsense", "乡镇", 6),
    ],
)
def test_figures_can_be_broken_down_otherwise(clerk: Client, by: str, heading: str, groups: int) -> None:
    page = clerk.get("/figures/", {**YEAR_END, "by": by}).content.decode()
    assert f"按{heading}" in page
    assert page.count('class="bar-cell"') == groups + 1


@pytest.mark.parametrize("by", ["town", "competent", "party", "industry", "mode", "type"])
def test_every_figure_of_a_group_is_the_number_of_its_rows(clerk: Client, by: str) -> None:
    page = clerk.get("/figures/", {**YEAR_END, "by": by}).content.decode()
    table = page[page.index('id="groups"') : page.index("<tfoot>")]
    cells = re.findall(r'<a class="fig" href="([^"]*)">(\d+)</a>', table)
    assert cells
    for href, text in cells[:3]:
        evidence = words(clerk.get(unescape(href)))
        assert f"计入 {text} 未计入" in evidence


def test_a_bar_is_as_long_as_the_share(clerk: Client) -> None:
    page = clerk.get("/figures/", YEAR_END).content.decode()
    assert 'aria-label="已覆盖 17 家，未覆盖 4 家"' in page
    assert '<rect class="e" width="80.95" height="8" />' in page
    assert '<rect class="e" width="86.93" height="8" />' in page


def test_the_trend_says_in_words_what_it_draws(clerk: Client) -> None:
    page = clerk.get("/figures/", YEAR_END).content.decode()
    organized = "党组织覆盖率从 2021-12-31 的 85.8% 到 2022-12-31 的 86.9%"
    worked = "党的工作覆盖率从 2021-12-31 的 86.3% 到 2022-12-31 的 100%"
    assert f'role="group" aria-label="{organized}；{worked}"' in page
    assert page.count('class="p-n1"') == 13


def test_links_that_change_the_scope_keep_the_clocks_and_the_other_way_round(clerk: Client) -> None:
    query = {"line": "competent", "unit": "云川县/县教育局", "on": "2022-06-30", "known": "1"}
    for address in ("/figures/", "/figures/covered/"):
        for link in links(clerk, address, **query):
            parts = urlsplit(link)
            if not parts.path.startswith("/figures/"):
                continue
            said = dict(parse_qsl(parts.query))
            kept = {name for name in query if said.get(name) == query[name]}
            assert kept >= {"line", "unit"} or kept >= {"on", "known"}, link


def test_links_to_rows_carry_the_whole_question(clerk: Client) -> None:
    query = {"line": "competent", "unit": "云川县/县教育局", "own": "1", "on": "2022-06-30", "since": "2022-02-01"}
    query |= {"known": "1"}
    rows = [link for link in links(clerk, "/figures/", **query) if link.startswith("/figures/") and "show=" not in link]
    plain = [link for link in rows if dict(parse_qsl(urlsplit(link).query)) == query]
    assert len(plain) >= len(catalogue())
    navigation = [link for link in links(clerk, "/figures/", **query) if urlsplit(link).path == "/import/"]
    assert [dict(parse_qsl(urlsplit(link).query)) for link in navigation] == [query]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"on": "2022-06-30"}, "以往 正在看 2022年6月30日 的情况，按最新的账。"),
        ({"known": "1"}, "以往 正在看今日的情况，只按记到第 1 笔为止的账计算，此后入账的 5 笔不计在内。"),
        ({"on": "2027-01-01"}, "将来 2027年1月1日 还没有到，只能照已记的账推算，按最新的账。"),
    ],
)
def test_a_clock_that_is_not_at_now_is_said_so(clerk: Client, query: dict[str, str], said: str) -> None:
    page = clerk.get("/figures/", query)
    assert said in words(page)
    assert 'class="app is-past"' in page.content.decode()


def test_at_now_nothing_is_said_of_the_past(clerk: Client) -> None:
    page = clerk.get("/figures/").content.decode()
    assert "is-past" not in page
    assert "截至 <b>2026年11月22日</b> · 以 <b>第 6 笔</b> 的账为准" in page


def test_an_earlier_day_and_an_earlier_ledger_are_other_questions(clerk: Client, office: County) -> None:
    june = next(one for one in office.expected["figures"] if one["on"] == "2022-06-30")
    assert f"社会组织 {june['organizations']} 家" in words(clerk.get("/figures/", {"on": "2022-06-30"}))
    assert "记到第 0 笔时，账上还没有社会组织 这不是零：那时还没有把它们记下来。" in words(
        clerk.get("/figures/", {"known": "0"})
    )


def test_a_moment_and_a_day_name_an_entry_too(clerk: Client) -> None:
    assert "以第 0 笔的账为准" in words(clerk.get("/figures/", {"known": "2026-11-22 08:59"}))
    assert "以第 6 笔的账为准" in words(clerk.get("/figures/", {"known": "2026-11-22 18:00"}))
    assert "以第 0 笔的账为准" in words(clerk.get("/figures/", {"known": "2026-11-21"}))


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"on": "2022-13-31"}, 400, "“2022-13-31”没有 13 月"),
        ({"on": "2022-02"}, 400, "“2022-02”只有年月，没有日"),
        ({"since": "2023-01-01", "on": "2022-12-31"}, 400, "时期的起日 2023-01-01 晚于截至日 2022-12-31"),
        ({"line": "diagonal"}, 400, "没有“diagonal”这条线"),
        ({"known": "昨天"}, 400, "“昨天”既不是记账序号，也不是日期或时刻"),
        ({"known": "99"}, 404, "没有第 99 笔账，账记到第 6 笔"),
        ({"unit": "没有镇"}, 404, "没有叫“没有镇”的单位。您可以看云川县和它的下级"),
        ({"unit": "城关镇", "known": "0"}, 404, "照所选的账，还没有叫“城关镇”的单位"),
    ],
)
def test_what_cannot_be_asked_is_said_and_can_be_put_right(
    clerk: Client, query: dict[str, str], status: int, said: str
) -> None:
    for address in ("/figures/", "/figures/covered/"):
        page = clerk.get(address, query)
        assert page.status_code == status
        assert said in words(page)
        for name, value in query.items():
            if name != "line":
                assert f'name="{name}"' in page.content.decode()
                assert f'value="{value}"' in page.content.decode()


def test_no_figures_are_shown_of_units_that_have_none(clerk: Client) -> None:
    said = words(clerk.get("/figures/", {"unit": "城关镇", "line": "competent"}))
    assert "党组织覆盖率 — 0 / 0 家 不知道：社会组织为 0，没有分母" in said
