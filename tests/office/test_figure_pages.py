"""The catalogue, two days side by side, and the statutory table: the same numbers as the console's."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from tests.conftest import County
from tests.office.conftest import signed_in, words

from shejian.core.calendar import read_date
from shejian.core.indicators import catalogue
from shejian.figures.answers import compare
from shejian.figures.asking import Question, ask
from shejian.figures.comparing import compare_all

pytestmark = pytest.mark.django_db

YEAR_END = {"on": "2022-12-31"}
DAYS = (read_date("2021-12-31"), read_date("2022-12-31"))


# ---- catalogue ----


def test_every_figure_is_in_the_catalogue_with_its_wording_and_value(office: County) -> None:
    page = signed_in("clerk").get("/figures/catalogue/", YEAR_END)
    rows = re.findall(r'<tr id="([a-z_]+)">', page.content.decode())
    assert rows == list(catalogue())
    said = words(page)
    assert f"共 {len(catalogue())} 个指标，口径随软件版本 0.1.0；规则按截至日施行的版本。" in said
    for indicator in catalogue().values():
        assert indicator.definition in said
        assert indicator.basis in said


def test_a_rule_is_shown_as_it_stood_on_the_day(office: County) -> None:
    said = words(signed_in("clerk").get("/figures/catalogue/", {**YEAR_END, "q": "under_three_full_members"}))
    assert said.count("under_three_full_members") == 1
    assert "党员数（2022-12-31）：必须 3名，依据《中国共产党支部工作条例（试行）》" in said
    before = words(signed_in("clerk").get("/figures/catalogue/", {"on": "1980-01-01", "q": "under_three_full_members"}))
    assert "必须 3名" not in before


@pytest.mark.parametrize(
    ("sought", "keys"),
    [
        ("覆盖率", ["organization_coverage", "work_coverage", "effective_coverage", "secretary_training_coverage"]),
        ("MEMBERS_", ["members_enough_hours", "members_below_hours", "members_hours_unknown"]),
        ("没有这样的指标", []),
        ("捐款金额", ["donated_money"]),
    ],
)
def test_figures_can_be_searched_for(office: County, sought: str, keys: list[str]) -> None:
    page = signed_in("clerk").get("/figures/catalogue/", {**YEAR_END, "q": sought})
    assert re.findall(r'<tr id="([a-z_]+)">', page.content.decode()) == keys
    nothing = f"没有名称、代号、口径或依据里写着“{sought}”的指标。去掉查找的字，就能看到全部。"
    assert (nothing in words(page)) is (not keys)


# ---- two days ----


def test_two_days_say_what_the_console_says_of_every_figure(office: County) -> None:
    asked = ask(Question(on=DAYS[1], since=read_date("2022-01-01")))
    every = compare_all(asked, list(catalogue()), *DAYS)
    assert [one.key for one in every] == list(catalogue())
    for one in every:
        said = compare(asked, one.key, *DAYS)
        assert (one.earlier, one.later) == (said.earlier, said.later)
        assert (one.equation, one.unclear) == (said.equation, len(said.unclear))


def test_the_page_of_two_days_shows_both_values_the_change_and_the_roll_forward(office: County) -> None:
    said = words(signed_in("clerk").get("/figures/compare/", YEAR_END))
    assert "云川县 · 属地 · 含下级 2021-12-31 与 2022-12-31 · 两天都以第 6 笔的账为准" in said
    assert "社会组织 183 176 −7 家 183 1 8 176" in said
    assert "党组织覆盖率 85.8% 86.9% +1.1 个百分点 157 1 5 153" in said
    assert "应建未建 有一头不知道的 6 行没有算进增减 — 7 — — 1 0 7" in said
    assert "注销社会组织 时期 4 8 +4 家 4 8 4 8" in said


def test_what_came_and_went_leads_to_those_rows_and_values_to_theirs(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get("/figures/compare/", {**YEAR_END, "from": "2022-01-01"}).content.decode()
    row = page[page.index("已覆盖社会组织") :]
    row = row[: row.index("</tr>")]
    earlier, later, came, went = [unescape(one) for one in re.findall(r'class="fig" href="([^"]*)"', row)]
    assert earlier == "/figures/covered/?on=2022-01-01"
    assert later == "/figures/covered/?on=2022-12-31"
    assert came == went == "/figures/covered/?on=2022-12-31&show=change&from=2022-01-01#rows"
    assert "增减 +1 −5" in words(clerk.get(came))


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ("2023-01-01", "期初 2023-01-01 晚于期末 2022-12-31，请把两天对调。"),
        ("昨天", "期初那一天写的“昨天”不是日期"),
    ],
)
def test_two_days_that_cannot_be_compared_are_said_at_the_field(office: County, earlier: str, said: str) -> None:
    page = signed_in("clerk").get("/figures/compare/", {**YEAR_END, "from": earlier})
    assert page.status_code == 400
    assert said in words(page)
    assert f'name="from" type="date" value="{earlier}" aria-invalid="true"' in page.content.decode()


# ---- the statutory table ----


def test_the_table_on_screen_is_the_table_that_is_exported(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get("/figures/table/", YEAR_END).content.decode()
    body = page[page.index("statutory") : page.index("</table>")]
    shown = []
    for row in re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", body, re.DOTALL):
        label = re.findall(r">([^<]+)</th>", row)[0]
        shown.append([label, *re.findall(r">([\d—]+)</(?:a|span|td)>", row)])
    exported = clerk.get("/figures/table/export.xlsx", YEAR_END).content
    sheet = openpyxl.load_workbook(BytesIO(exported))["党统表"]
    written = [[str(one).strip("　") for one in row] for row in sheet.iter_rows(4, 25, values_only=True)]
    assert shown == written
    assert shown[0] == ["单位数", "1", "176", "122", "1", "53", "—", "—", "—"]
    assert shown[7] == ["联合党支部数", "8", "6", "5", "0", "1", "—", "—", "—"]


def test_every_cell_leads_to_as_many_rows(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get("/figures/table/", YEAR_END).content.decode()
    body = page[page.index("statutory") : page.index("</table>")]
    cells = [(unescape(href), text) for href, text in re.findall(r'class="fig" href="([^"]*)">([\d]+)</a>', body)]
    assert len(cells) == 16 * 4
    counted = [(href, text) for href, text in cells if not re.search("staff|instructors", href)]
    for href, text in counted[::3]:
        assert f"计入 {text} 未计入" in words(clerk.get(href)), href


def test_years_are_one_step_away_and_identities_are_checked(office: County) -> None:
    page = signed_in("clerk").get("/figures/table/", {**YEAR_END, "line": "competent"})
    said = words(page)
    assert "今日 2025 年末 2024 年末 2023 年末 2022 年末 2021 年末 2020 年末" in said
    assert '/figures/table/?line=competent&amp;on=2021-12-31"' in page.content.decode()
    assert said.count("相符") == 12 + 1
    assert "总数 单位数 176 ＝ 已单独建立党组织 137 ＋ 已建立联合党支部 16 ＋ 未建立党组织 23 相符" in said
    assert "总数 其中：建立党小组的 本台账还不记这一项事实" in said


@pytest.mark.parametrize("address", ["/figures/compare/", "/figures/table/"])
def test_pages_of_an_empty_ledger_say_why(office: County, address: str) -> None:
    assert "记到第 0 笔时，账上还没有社会组织" in words(signed_in("clerk").get(address, {"known": "0"}))


@pytest.mark.parametrize("address", ["catalogue/", "compare/", "table/", "table/export.xlsx"])
def test_another_towns_numbers_are_not_shown(office: County, address: str) -> None:
    town = signed_in("town")
    assert town.get(f"/figures/{address}", {"unit": "城关镇"}).status_code == 403
    assert town.get(f"/figures/{address}", YEAR_END).status_code == 200
