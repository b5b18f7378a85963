"""The workbench: exact numbers, what was entered last within reach, and places that say what is not there yet."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.conftest import TODAY, County, make_act
from tests.ledgers import SmallLedger
from tests.office.conftest import PASSWORD, signed_in, words
from tests.office.test_ledger import county_clerk
from tests.reports import writing

from shejian.base.enums import Role
from shejian.base.queries import head_number
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.journal.services.reversal import reverse as take_back
from shejian.registry.models import Registration
from shejian.registry.services import organizations as registry_acts

pytestmark = pytest.mark.django_db

YEAR_END = {"on": "2022-12-31"}
QUERIES = 19


@pytest.mark.parametrize("who", ["boss", "clerk", "reader"])
def test_coverage_stands_with_its_fraction_and_change(office: County, who: str) -> None:
    said = words(signed_in(who).get("/", YEAR_END))
    assert "党组织覆盖率 86.9% 153 / 176 家 较 2021 年末 +1.1 个百分点" in said
    assert "党的工作覆盖率 100% 176 / 176 家 较 2021 年末 +13.7 个百分点" in said
    assert "社会组织 176 家 较 2021 年末 −7 家 党组织 143 个 较 2021 年末 −2 个 已覆盖 153 未覆盖 23" in said


def test_effective_coverage_stands_beside_and_says_where_it_is_not_known(office: County) -> None:
    said = words(signed_in("clerk").get("/", YEAR_END))
    assert "有效覆盖率 73.3% 129 / 176 家 2021 年末没有数" in said
    earlier = words(signed_in("clerk").get("/", {"on": "2022-11-24"}))
    assert "有效覆盖率 — 不知道：127 家社会组织：有的条件台账没有记录，不能判断" in earlier
    assert "要办的事 九十天之内" in said
    assert "问题清单上没有未销号的问题" in said


def test_reports_stand_with_their_state_and_whether_the_ledger_still_says_so(office: County) -> None:
    said = words(signed_in("clerk").get("/", YEAR_END))
    assert "报告 起一份 还没有报告。起一份，提纲和账上的数已经在里面。" in said
    issued = writing.issue(writing.finished())
    writing.started("西河镇")
    said = words(signed_in("clerk").get("/", YEAR_END))
    assert "2022 年度述职报告 · 西河镇 · 含下级 草稿 已存 2023-01-09 10:00 · 本机管理员（命令行）" in said
    standing = "2022 年度述职报告 · 云川县 · 含下级 已签发，账上还这样说 "
    assert standing + f"2026-11-22 09:00 本机管理员（命令行）签发，第 {issued.entry_id} 笔" in said
    one = min(Registration.objects.filter(superseded_by=None).values_list("organization", flat=True))
    with posting(make_act(), "test.correct") as made:
        registry_acts.correct_founding(made, {one: date(2023, 3, 1)})
    assert "2022 年度述职报告 · 云川县 · 含下级 已签发，9 个数现已不同" in words(signed_in("clerk").get("/", YEAR_END))
    past = words(signed_in("clerk").get("/", YEAR_END | {"known": str(issued.known)}))
    assert "草稿不是账，不随以往的账变；改看最新的账，这里就列出。" in past
    writing.withdraw(issued)
    assert "2022 年度述职报告 · 云川县 · 含下级 已作废" in words(signed_in("clerk").get("/", YEAR_END))


def test_the_workbench_lists_reports_of_what_was_asked_and_what_is_reached_only(office: County) -> None:
    for unit in (None, "西河镇", "县教育局"):
        writing.started(unit, line=Line.COMPETENT if unit == "县教育局" else Line.TERRITORY)
    line = "2022 年度述职报告 · "
    asked = {"unit": "云川县/西河镇"}
    assert (line + "西河镇") in words(signed_in("clerk").get("/", YEAR_END | asked))
    assert (line + "云川县") not in words(signed_in("clerk").get("/", YEAR_END | asked))
    for who, seen in (("town", ["西河镇"]), ("bureau", ["县教育局"])):
        said = words(signed_in(who).get("/", YEAR_END))
        assert [one for one in ("云川县", "西河镇", "县教育局") if line + one in said] == seen
    assert "报告 起一份" not in words(signed_in("bureau").get("/", YEAR_END))


def test_towns_come_in_the_order_of_the_tree_and_add_up(office: County) -> None:
    page = signed_in("clerk").get("/", YEAR_END).content.decode()
    table = page[page.index('id="h-places"') : page.index("</table>", page.index('id="h-places"'))]
    assert "按单位的序列排列，不作排名" in table
    names = re.findall(r'<th scope="row">([^<]+)</th>', table)
    assert names == ["城关镇", "双岭乡", "清泉镇", "云台镇", "石门乡", "西河镇", "合计"]
    covered = [int(one) for one in re.findall(r'data-label="有形覆盖"><a class="fig" href="[^"]*">(\d+)</a>', table)]
    assert covered == [17, 30, 26, 25, 27, 28, 153]


def test_a_figure_of_a_town_is_the_number_of_its_rows(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get("/", YEAR_END).content.decode()
    table = page[page.index('id="h-places"') :]
    href, text = re.findall(r'data-label="有形覆盖"><a class="fig" href="([^"]*)">(\d+)</a>', table)[5]
    assert text == "28"
    assert "计入 28 未计入" in words(clerk.get(unescape(href)))


@pytest.mark.parametrize(
    ("who", "changed"),
    [
        ("boss", "组织生活 3197 条、人员情况 833 条、党籍 750 条，其他 3842 条"),
        ("reader", "组织生活 3197 条、人员情况 833 条、党籍 750 条，其他 3842 条"),
        ("town", "组织生活 664 条、组织关系 134 条、归属 99 条，其他 463 条"),
        ("bureau", "组织生活 188 条、组织关系 38 条、归属 33 条，其他 140 条"),
    ],
)
def test_what_an_entry_changed_is_counted_within_reach(office: County, who: str, changed: str) -> None:
    said = words(signed_in(who).get("/", YEAR_END))
    assert f"{changed} 本机管理员（命令行） · 台账时点 2022-12-31 · 迟录 1422 天 · 它以前的数" in said


def test_entries_that_changed_nothing_within_reach_are_not_listed(office: County) -> None:
    page = words(signed_in("boss").get("/", YEAR_END))
    assert re.findall(r"第 (\d+) 笔 (导入台账|开立账号) (?!·)", page) == [("1", "导入台账")]
    empty = {**YEAR_END, "unit": "县民政局", "line": "territory"}
    assert "近来入的账没有动到本范围。" in words(signed_in("clerk").get("/", empty))


def test_the_ledger_before_an_entry_is_one_step_away(office: County) -> None:
    page = signed_in("clerk").get("/", YEAR_END).content.decode()
    assert '<a href="/figures/?on=2022-12-31&amp;known=0">它以前的数</a>' in page


@pytest.mark.parametrize(("who", "sees"), [("boss", True), ("clerk", True), ("reader", False), ("town", False)])
def test_imports_and_their_files_are_for_those_who_import(office: County, who: str, sees: bool) -> None:
    page = signed_in(who).get("/", YEAR_END)
    assert ("上传台账" in words(page)) is sees
    assert ("county-2022.xlsx 全部入账 第 1 批，台账时点 2022-12-31" in words(page)) is sees
    assert ("county-2022.xlsx" in page.content.decode()) is sees
    assert ("/import/" in page.content.decode()) is sees


def test_a_town_sees_its_own_numbers_only(office: County) -> None:
    said = words(signed_in("town").get("/", YEAR_END))
    assert "西河镇 · 属地 · 含下级" in said
    assert "党组织覆盖率 90.3% 28 / 31 家" in said
    assert "西河镇 31 28 90.3% 合计 31 28 90.3%" in said
    assert "城关镇" not in said
    assert signed_in("town").get("/", {"unit": "城关镇"}).status_code == 403


def test_a_ledger_of_nothing_says_what_to_do(office: County) -> None:
    said = words(signed_in("clerk").get("/", {"known": "0"}))
    assert "记到第 0 笔时，账上还没有社会组织 这不是零：那时还没有把它们记下来。 看最新的账" in said


OF_WHAT_IS_DUE = 12
"""Cases, what was done in them, whom they are about, the law of each unit, and the names of the first few; the meetings
planned; who was asked to complete something, and who asks to be corrected; what the checks found of the day is kept
since it was asked for first."""


def test_the_queries_of_the_workbench_are_few(office: County, django_assert_num_queries: Any) -> None:
    clerk = signed_in("clerk")
    clerk.get("/", YEAR_END)
    with django_assert_num_queries(QUERIES + OF_WHAT_IS_DUE):
        clerk.get("/", YEAR_END)


def test_so_are_those_of_the_page_of_figures(office: County, django_assert_num_queries: Any) -> None:
    clerk = signed_in("clerk")
    clerk.get("/figures/", YEAR_END)
    with django_assert_num_queries(QUERIES - 7):
        clerk.get("/figures/", YEAR_END)


# ---- single entries ----


def town_reader(ledger: SmallLedger, town: str) -> Client:
    """A reader of one town of the small county, signed in."""
    values = {"unit": ledger.units[town], "role": Role.READER, "line": Line.TERRITORY, "on": TODAY}
    add_user(act=make_act(), username=town, name=f"{town}某", password=PASSWORD, **values)
    return signed_in(town)


def entered(client: Client, **query: str) -> list[str]:
    """The latest entries as the workbench lists them."""
    page = client.get("/", query).content.decode()
    feed = page[page.index('id="h-entries"') :]
    lines = re.findall(r"<li>(.*?)</li>", feed[: feed.index("</section>")], re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", line).split()) for line in lines]


def test_an_entry_is_listed_where_it_changed_something_and_says_how_late_it_was() -> None:
    ledger = SmallLedger()
    east, west = ledger.organization(town="东关镇"), ledger.organization(town="西关镇")
    branch = ledger.branch(east)
    with posting(make_act(), "test.sign") as made:
        registry_acts.sign(made, {west: date(2022, 5, 9)})
    met = ledger.meet(branch, date(2026, 11, 20))
    assert met
    clients = [county_clerk(ledger), town_reader(ledger, "东关镇"), town_reader(ledger, "西关镇")]
    county, of_east, of_west = (entered(client) for client in clients)
    signed = f"第 {made.number} 笔 test.sign 党建承诺书 1 条 本机管理员（命令行） · 发生 2022-05-09 · 迟录 1658 天"
    soon = f"第 {made.number + 1} 笔 test.meet 组织生活 1 条 本机管理员（命令行） · 发生 2026-11-20 · 它以前的数"
    assert [sum(signed in line for line in lines) for lines in (county, of_east, of_west)] == [1, 0, 1]
    assert [sum(soon in line for line in lines) for lines in (county, of_east, of_west)] == [1, 1, 0]
    assert len(county) == 5
    assert [re.findall(r"第 \d+ 笔 (\S+)", line)[0] for line in of_east] == [
        "test.meet",
        "test.branch",
        "test.organization",
    ]


def test_what_was_taken_back_is_listed_with_what_it_had_changed() -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    with posting(make_act(), "test.sign") as made:
        registry_acts.sign(made, {one: date(2022, 5, 9)})
    take_back(make_act(), Entry.objects.get(number=made.number), "test.undo", lambda _: False)
    lines = entered(town_reader(ledger, "东关镇"))
    assert f"test.undo 撤回第 {made.number} 笔：党建承诺书 1 条 本机管理员（命令行） · 它以前的数" in lines[0]
    assert "test.sign 党建承诺书 1 条" in lines[1]


def test_entries_after_the_one_asked_for_are_not_listed() -> None:
    ledger = SmallLedger()
    ledger.organization()
    known = head_number()
    ledger.organization()
    lines = entered(county_clerk(ledger), known=str(known))
    assert re.findall(r"第 (\d+) 笔 test.organization", lines[0]) == [str(known)]
    assert sum("test.organization" in line for line in lines) == 1
