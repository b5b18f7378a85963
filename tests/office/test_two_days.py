"""Two days by one ledger, or each by its own; and for every row that moved, the entries that say why."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.conftest import County
from tests.office.conftest import signed_in, words

from shejian.core.calendar import read_date
from shejian.core.indicators import catalogue
from shejian.core.indicators.populations.effective import EFFECTIVE_POPULATIONS
from shejian.figures.answers import compare
from shejian.figures.asking import Question, ask
from shejian.figures.causes import entries_behind
from shejian.figures.comparing import compare_all

pytestmark = [pytest.mark.django_db, pytest.mark.once]

YEAR_END = {"on": "2022-12-31"}
DAYS = (read_date("2021-12-31"), read_date("2022-12-31"))
COMPARE = "/figures/compare/"
ENTRIES = re.compile(r'<span class="sub">账上：(.*?)</span>')


def test_the_page_says_by_which_ledger_each_day_goes(office: County) -> None:
    clerk = signed_in("clerk")
    one = words(clerk.get(COMPARE, YEAR_END))
    assert "2021-12-31 与 2022-12-31 · 两天都以第 6 笔的账为准" in one
    two = words(clerk.get(COMPARE, {**YEAR_END, "from_known": "0"}))
    assert "2021-12-31 以第 0 笔的账为准，2022-12-31 以第 6 笔的账为准" in two
    same = words(clerk.get(COMPARE, {**YEAR_END, "from_known": "6"}))
    assert "两天都以第 6 笔的账为准" in same


def test_the_earlier_day_as_known_before_anything_was_recorded_is_empty(office: County) -> None:
    said = words(signed_in("clerk").get(COMPARE, {**YEAR_END, "from_known": "0"}))
    assert "社会组织 0 176 +176 家 0 176 0 176" in said


def test_both_ways_are_offered_and_the_one_taken_is_marked(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get(COMPARE, {**YEAR_END, "from_known": "2021-12-31"}).content.decode()
    found = re.findall(r'<a class="fchip( on)?" href="([^"]*)"[^>]*><b>([^<]*)</b>', page)
    assert [(label, bool(on)) for on, _, label in found] == [
        ("两天同一本账", False),
        ("期初按当天终了时的账", True),
    ]
    assert [unescape(href) for _, href, _ in found] == [
        f"{COMPARE}?on=2022-12-31&from=2021-12-31",
        f"{COMPARE}?on=2022-12-31&from=2021-12-31&from_known=2021-12-31",
    ]


def test_the_ledger_of_the_earlier_day_goes_along_to_the_rows(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get(COMPARE, {**YEAR_END, "from_known": "0"}).content.decode()
    row = page[page.index("已覆盖社会组织") :]
    earlier, later, came, _ = [unescape(one) for one in re.findall(r'class="fig" href="([^"]*)"', row)[:4]]
    assert earlier == "/figures/covered/?on=2021-12-31&known=0"
    assert later == "/figures/covered/?on=2022-12-31"
    assert came == "/figures/covered/?on=2022-12-31&show=change&from=2021-12-31&from_known=0#rows"
    said = words(clerk.get(came))
    assert "增减 +153 −0" in said
    assert "2021-12-31 以第 0 笔的账为准，2022-12-31 以第 6 笔的账为准。" in said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("99", "期初按哪一笔的账：没有第 99 笔账，账记到第"),
        ("昨天", "期初按哪一笔的账：“昨天”既不是记账序号，也不是日期或时刻"),
    ],
)
def test_a_ledger_that_there_is_not_is_said_at_the_field(office: County, known: str, said: str) -> None:
    page = signed_in("clerk").get(COMPARE, {**YEAR_END, "from_known": known})
    assert page.status_code == 400
    assert said in words(page)
    assert f'name="from_known" value="{known}"' in page.content.decode()


def test_every_row_that_moved_says_by_which_entry(office: County) -> None:
    page = signed_in("clerk").get("/figures/covered/", {**YEAR_END, "show": "change"}).content.decode()
    rows = page[page.index('id="rows"') :]
    found = ENTRIES.findall(rows)
    assert len(found) == 6
    for said in found:
        href, label = re.findall(r'<a href="([^"]*)">(第 \d+ 笔)</a>', said)[0]
        assert label == "第 1 笔"
        assert re.fullmatch(r"/organizations/\d+/\?on=2022-12-31#entry-1", unescape(href))


def test_the_link_leads_to_the_entry_in_the_history(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get("/figures/covered/", {**YEAR_END, "show": "change"}).content.decode()
    href = unescape(re.findall(r'href="([^"]*#entry-1)"', page)[0])
    assert '<tbody id="entry-1"' in clerk.get(href).content.decode()


BY_DAYS_ALONE = {one.key for one in EFFECTIVE_POPULATIONS} | {"effective_coverage"}
"""A term runs out, a silence grows long, a year of meetings falls behind: nothing is recorded, and the row moves. Its
reason names the day."""


@pytest.mark.parametrize("key", sorted(catalogue().keys() - BY_DAYS_ALONE))
def test_no_row_moves_without_an_entry(office: County, key: str) -> None:
    asked = ask(Question(on=DAYS[1], since=read_date("2022-01-01")))
    found = compare(asked, key, *DAYS)
    moved = {row.id for row in (*found.came, *found.went)}
    assert {one for one, entries in entries_behind(asked, key, moved, DAYS[0]).items() if not entries} == set()


def test_all_figures_by_two_ledgers_are_what_each_says_alone(office: County) -> None:
    asked = ask(Question(on=DAYS[1], since=read_date("2022-01-01")))
    for one in compare_all(asked, ["organizations", "covered", "members"], *DAYS, earlier_known=0):
        said = compare(asked, one.key, *DAYS, earlier_known=0)
        assert (one.earlier, one.later, one.equation) == (said.earlier, said.later, said.equation)
        assert one.earlier.value == 0
