"""Rows of a figure by their reasons, and the fingerprint of a question with its answer."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from tests.conftest import County
from tests.office.conftest import signed_in, words

from shejian.core.indicators import catalogue
from shejian.core.indicators.evidence import EvidenceRow

pytestmark = [pytest.mark.django_db, pytest.mark.once]

YEAR_END = {"on": "2022-12-31"}
DRAWER = {"HX-Request": "true", "HX-Target": "drawer"}
SHARE = "/figures/organization_coverage/"
PRINT = re.compile(r"<code>([0-9a-f]{64})</code>")
CHIP = re.compile(r'<a class="fchip( on)?" href="([^"]*)"[^>]*><b>([^<]*)</b><span class="n">(\d+)</span>')


def chips(client: Client, address: str = SHARE, **query: str) -> list[tuple[str, int, bool, str]]:
    """What each chip says, how many rows it promises, whether it limits the rows now, and where it leads."""
    page = client.get(address, {**YEAR_END, **query}, headers=DRAWER).content.decode()
    return [(label, int(count), bool(on), unescape(href)) for on, href, label, count in CHIP.findall(page)]


def printed(client: Client, address: str = SHARE, **query: str) -> str:
    return PRINT.findall(client.get(address, {**YEAR_END, **query}).content.decode())[0]


def test_a_reason_is_without_what_differs_from_row_to_row() -> None:
    def reason(template: str, word: str | None = None) -> str:
        return EvidenceRow(1, True, template, None, None, None, word).reason

    assert reason("由{other}覆盖（{word}）", "单独组建") == "由党组织覆盖（单独组建）"
    assert reason("已于 {day} {word}", "注销") == "已注销"
    assert reason("{day} 起选派了{word}", "指导员") == "选派了指导员"
    assert reason("组织关系自 {day} 起在{other}") == "组织关系在党组织"
    assert reason("当日有 {word} 名正式党员", "2") == "当日有若干名正式党员"
    assert reason("已单独建立{word}（{other}）", "党支部") == "已单独建立党支部"
    assert reason("时期内参加捐款捐物 {word} 次，最早 {day}", "3") == "时期内参加捐款捐物若干次"


def test_chips_add_up_to_the_rows_and_each_opens_its_own(office: County) -> None:
    clerk = signed_in("clerk")
    every, *each = chips(clerk)
    assert every[:3] == ("全部理由", 153, True)
    assert sum(count for _, count, _, _ in each) == 153
    assert not any(on for _, _, on, _ in each)
    for label, count, _, href in each:
        said = words(clerk.get(href, headers=DRAWER))
        assert f"共 {count} 行，看整页" in said
        assert (label, count, True) in [one[:3] for one in chips(clerk, why=label)]


def test_what_came_and_what_went_has_reasons_too(office: County) -> None:
    found = [one[:2] for one in chips(signed_in("clerk"), show="change")]
    assert found[0] == ("全部理由", 6)
    assert sum(count for _, count in found[1:]) == 6
    assert {label[:2] for label, _ in found[1:]} == {"增：", "减："}


def test_one_reason_alone_is_no_choice(office: County) -> None:
    assert chips(signed_in("clerk"), show="out") == []


def test_a_reason_that_no_row_has_says_so_and_leads_back(office: County) -> None:
    clerk = signed_in("clerk")
    said = words(clerk.get(SHARE, {**YEAR_END, "why": "别的"}))
    assert "这里没有哪一行是这个理由。去掉它，就能看到全部。" in said
    assert [one[:3] for one in chips(clerk, why="别的")][:2] == [("全部理由", 153, False), ("别的", 0, True)]


def test_a_reason_goes_along_to_the_whole_page_and_not_to_another_tab(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get(SHARE, {**YEAR_END, "why": "由党组织覆盖（联合组建）"}, headers=DRAWER).content.decode()
    whole = unescape(re.findall(r'href="([^"]*)">共 \d+ 行，看整页', page)[0])
    assert "why=" in whole
    tabs = re.findall(r'<a href="([^"]*)"[^>]*>未计入', page)
    assert ["why=" in one for one in tabs] == [False]


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_no_figure_shows_more_chips_than_there_is_room_for(office: County, key: str) -> None:
    found = chips(signed_in("clerk"), f"/figures/{key}/")
    assert len(found) <= 11
    assert not any("{" in label for label, *_ in found)


def test_a_fingerprint_is_of_question_and_answer(office: County) -> None:
    clerk = signed_in("clerk")
    plain = printed(clerk)
    assert printed(clerk) == plain
    assert printed(clerk, show="out", q="幼儿园") == plain
    assert printed(clerk, unit="云川县") == plain
    others = [
        printed(clerk, on="2022-12-30"),
        printed(clerk, known="5"),
        printed(clerk, unit="城关镇"),
        printed(clerk, own="1"),
        printed(clerk, by="town", group="1"),
        printed(clerk, "/figures/covered/"),
    ]
    assert len({plain, *others}) == 7


def test_a_period_counts_only_where_the_figure_is_of_a_period(office: County) -> None:
    clerk = signed_in("clerk")
    assert printed(clerk, since="2022-06-01") == printed(clerk)
    flow = "/figures/deregistered/"
    assert printed(clerk, flow, since="2022-06-01") != printed(clerk, flow)


def test_the_drawer_shows_its_beginning_and_the_workbook_all_of_it(office: County) -> None:
    clerk = signed_in("clerk")
    full = printed(clerk)
    short = "·".join((full[:4], full[4:8], full[8:12]))
    assert f"取数指纹 {short}" in words(clerk.get(SHARE, YEAR_END, headers=DRAWER))
    sheet = openpyxl.load_workbook(BytesIO(clerk.get(f"{SHARE}export.xlsx", YEAR_END).content)).active
    assert sheet is not None
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any(full in one for one in said)
