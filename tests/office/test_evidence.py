"""The page of one figure: rows that add up, reasons, search, pages, groups, other days."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.conftest import County
from tests.office.conftest import signed_in, words

from shejian.core.calendar import read_date
from shejian.core.indicators import catalogue
from shejian.figures.answers import answer, answer_evidence
from shejian.figures.asking import Question, ask

pytestmark = [pytest.mark.django_db, pytest.mark.once]

YEAR_END = {"on": "2022-12-31"}


@pytest.fixture
def clerk(office: County) -> Client:
    return signed_in("clerk")


def test_a_share_is_its_fraction_and_its_rows_are_those_of_its_parts(clerk: Client) -> None:
    said = words(clerk.get("/figures/organization_coverage/", YEAR_END))
    assert "86.9% = 153 家已覆盖社会组织 176 家社会组织" in said
    assert "云川县 · 属地 · 含下级 截至 2022-12-31 · 以第 6 笔的账为准 153 ÷ 176 = 86.93%" in said
    assert "计入 153 ＋ 未计入 23 ＋ 不知道 0 ＝ 评判过的 176，即分母" in said
    assert "共 153 行，第 1–50 行" in said


@pytest.mark.parametrize("key", catalogue())
def test_the_counts_of_the_tabs_are_the_rows(clerk: Client, key: str) -> None:
    asked = ask(Question(on=read_date("2022-12-31"), since=read_date("2022-01-01")))
    found = answer_evidence(asked, key)
    page = clerk.get(f"/figures/{key}/", YEAR_END)
    inside, out, unknown = len(found.rows), len(found.out), len(found.unknown)
    said = words(page)
    assert f"计入 {inside} 未计入 {out} 不知道 {unknown}" in said
    assert f"计入 {inside} ＋ 未计入 {out} ＋ 不知道 {unknown} ＝ 评判过的 {inside + out + unknown}" in said
    assert catalogue()[key].definition in said
    assert answer(asked, [key]).figures[key].text in said


def rows(page: str) -> list[tuple[str, str, str]]:
    """Name, code and reason of every row on a page."""
    pattern = (
        r'<(?:span|a) class="name"[^>]*>([^<]+)</(?:span|a)>(?:<span class="sub mono">([^<]+)</span>)?</td><td>([^<]+)'
    )
    return [(unescape(name), code, unescape(why).strip()) for name, code, why in re.findall(pattern, page)]


def test_every_row_has_its_reason_over_all_pages(clerk: Client) -> None:
    asked = ask(Question(on=read_date("2022-12-31"), since=read_date("2022-01-01")))
    wanted = [(row.name, row.code, row.because) for row in answer_evidence(asked, "covered").rows]
    shown: list[tuple[str, str, str]] = []
    for number in ("1", "2", "3", "4"):
        shown += rows(clerk.get("/figures/covered/", {**YEAR_END, "page": number}).content.decode())
    assert shown == wanted
    assert len(shown) == 153


def test_a_page_beyond_the_last_is_the_last(clerk: Client) -> None:
    for number, said in (("99", "第 151–153 行"), ("0", "第 1–50 行"), ("x", "第 1–50 行")):
        assert said in words(clerk.get("/figures/covered/", {**YEAR_END, "page": number}))


def test_rows_can_be_searched_by_name_code_and_reason(clerk: Client) -> None:
    every = rows(clerk.get("/figures/covered/", YEAR_END).content.decode())
    name, code, _ = every[0]
    for searched in (name, code, code[5:15]):
        assert every[0] in rows(clerk.get("/figures/covered/", {**YEAR_END, "q": searched}).content.decode())
    joint = words(clerk.get("/figures/covered/", {**YEAR_END, "q": "联合组建"}))
    assert "共 16 行" in joint
    nothing = words(clerk.get("/figures/covered/", {**YEAR_END, "q": "火星"}))
    assert "这里的 153 行里没有“火星”。去掉查找的字，就能看到全部。" in nothing


def test_what_is_left_out_says_why(clerk: Client) -> None:
    shown = rows(clerk.get("/figures/covered/", {**YEAR_END, "show": "out"}).content.decode())
    assert len(shown) == 23
    assert {why for _, _, why in shown} == {"没有存续的党组织与之挂接"}


def test_a_figure_that_is_not_known_opens_on_the_rows_that_are_missing(clerk: Client) -> None:
    page = clerk.get("/figures/should_have_built/")
    said = words(page)
    assert "— 云川县" in said
    assert "不知道：23 家社会组织：台账没有当日专职工作人员中正式党员的人数" in said
    assert len(rows(page.content.decode())) == 23
    assert "有一头不能得数，只比得出两头都知道的：增 0，减 0" in said


def test_the_rule_that_was_read_is_printed_with_its_clause(clerk: Client) -> None:
    said = words(clerk.get("/figures/under_three_full_members/", YEAR_END))
    assert "规则 单独成立党支部的正式党员数（2022-12-31）：必须 3名，依据《中国共产党支部工作条例（试行）》" in said


def test_where_no_rule_is_recorded_that_is_said(clerk: Client) -> None:
    said = words(clerk.get("/figures/under_three_full_members/", {"on": "1980-12-31"}))
    assert "不知道：" in said
    assert "计入 0 未计入 0 不知道 0" in said
    assert "两天不能相比：" in said


def test_persons_are_masked(clerk: Client) -> None:
    shown = rows(clerk.get("/figures/members/", YEAR_END).content.decode())
    assert len(shown) == 50
    assert all("＊" in name for name, _, _ in shown)
    assert all(re.fullmatch(r"\d{4}\*{10}[\dX]{4}", code.replace(r"x", "X")) for _, code, _ in shown)


def test_a_sum_shows_what_each_row_adds(clerk: Client) -> None:
    page = clerk.get("/figures/donated_money/", YEAR_END).content.decode()
    amounts = [int(one) for one in re.findall(r'data-label="捐款金额（元）">(\d+)<', page)]
    assert (len(amounts), sum(amounts)) == (6, 1190000)
    assert "1190000<small> 元</small>" in page


def test_one_group_is_its_own_figure_and_its_own_rows(clerk: Client) -> None:
    page = clerk.get("/figures/organization_coverage/", {**YEAR_END, "by": "mode", "group": "joint"})
    said = words(page)
    assert "只看一组 组建方式：联合组建" in said
    assert "100% = 16 家已覆盖社会组织 16 家社会组织" in said
    assert "计入 16 未计入 0 不知道 0" in said
    assert "增减" not in said
    nobody = words(clerk.get("/figures/covered/", {**YEAR_END, "by": "mode", "group": "没有"}))
    assert "计入 0 未计入 0 不知道 0" in nobody


def test_two_days_are_compared_row_by_row(clerk: Client) -> None:
    query = {**YEAR_END, "from": "2022-01-01", "show": "change"}
    page = clerk.get("/figures/covered/", query)
    said = words(page)
    assert "期初 157 ＋ 增 1 － 减 5 ＝ 期末 153" in said
    assert "2022-01-01 157 2022-12-31 153 −4 家" in said
    assert "增减 +1 −5" in said
    signs = re.findall(r'<td class="sign">(.)</td>', page.content.decode())
    assert signs == ["增", "减", "减", "减", "减", "减"]
    gone = [why for _, _, why in rows(page.content.decode()) if why.startswith("已于")]
    assert len(gone) == 4
    assert all(re.match(r"已于 2022-\d\d-\d\d 注销；期初由.+覆盖", why) for why in gone)


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ("2023-01-01", "期初 2023-01-01 晚于截至日 2022-12-31，请选早一些的日子。"),
        ("昨天", "期初那一天写的“昨天”不是日期"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_why_and_the_rows_stay(clerk: Client, earlier: str, said: str) -> None:
    page = clerk.get("/figures/covered/", {**YEAR_END, "from": earlier})
    assert page.status_code == 200
    assert said in words(page)
    assert len(rows(page.content.decode())) == 50
    assert said in words(clerk.get("/figures/covered/", {**YEAR_END, "from": earlier, "show": "change"}))


def test_a_flow_is_drawn_month_by_month_and_leads_to_each_month(clerk: Client) -> None:
    page = clerk.get("/figures/deregistered/", YEAR_END).content.decode()
    months = re.findall(
        r'<td class="nw">(\d{4}-\d\d)-\d\d</td><td class="r"><a class="fig" href="([^"]*)">(\d+)</a>', page
    )
    assert [month for month, _, _ in months][-1] == "2022-12"
    total = sum(int(count) for month, _, count in months if month.startswith("2022"))
    assert f'<div class="v">{total}<small> 家</small>' in page
    month, href, count = months[5]
    assert f"计入 {count} 未计入" in words(clerk.get(unescape(href)))
    assert f"since={month}-01" in href


def test_the_same_question_on_other_days_is_one_step_away(clerk: Client) -> None:
    page = clerk.get("/figures/covered/", YEAR_END).content.decode()
    days = re.findall(
        r'<td class="nw">([\d-]+)</td><td class="r"><a class="fig" href="/figures/covered/\?on=([\d-]+)">', page
    )
    assert len(days) == 13
    assert all(day == on for day, on in days)


def test_there_is_no_such_figure(clerk: Client) -> None:
    page = clerk.get("/figures/nothing/")
    assert page.status_code == 404
    assert "没有代号是 nothing 的指标" in words(page)


def test_only_reading_is_answered(clerk: Client) -> None:
    assert clerk.post("/figures/covered/").status_code == 405
    assert clerk.post("/").status_code == 405
