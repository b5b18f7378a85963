"""The drawer: the same evidence as the whole page, for the same people, and a workbook of every row."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.conftest import County
from tests.office.conftest import NOBODY, signed_in, words

pytestmark = pytest.mark.django_db

YEAR_END = {"on": "2022-12-31"}
DRAWER = {"HX-Request": "true", "HX-Target": "drawer"}
SHARE = "/figures/organization_coverage/"


def drawer(client: Client, address: str = SHARE, **query: str) -> Any:
    return client.get(address, {**YEAR_END, **query}, headers=DRAWER)


def test_it_holds_the_figure_its_fraction_its_quotient_and_both_dates(office: County) -> None:
    answer = drawer(signed_in("clerk"))
    page, said = answer.content.decode(), words(answer)
    assert "<html" not in page
    assert "<nav aria-label=" not in page
    assert "党组织覆盖率 86.9% = 153 家已覆盖社会组织 176 家社会组织" in said
    assert "云川县 · 属地 · 含下级 截至 2022-12-31 · 以第 6 笔的账为准 153 ÷ 176 = 86.93%" in said
    assert "定义 已覆盖社会组织 ÷ 社会组织，保留一位小数，四舍五入。 依据 党的组织覆盖" in said
    assert "上次：2021-12-31 是 85.8%，+1.1 个百分点。 看哪些变了" in said
    assert "计入 153 未计入 23 不知道 0 增减 +1 −5" in said
    assert "计入 153 ＋ 未计入 23 ＋ 不知道 0 ＝ 评判过的 176，即分母" in said
    assert "导出 共 153 行，看整页" in said
    assert {"HX-Request", "HX-Target"} <= set(answer["Vary"].split(", "))
    assert answer["Content-Security-Policy"].startswith("default-src 'self';")


def test_it_shows_the_first_rows_and_leads_to_all_of_them(office: County) -> None:
    clerk = signed_in("clerk")
    page = drawer(clerk).content.decode()
    assert len(re.findall(r'<a class="name"', page)) == 20
    whole = re.findall(r'href="([^"]*)">共 153 行，看整页', page)
    assert [unescape(one) for one in whole] == [f"{SHARE}?on=2022-12-31"]
    assert "<html" in clerk.get(unescape(whole[0])).content.decode()


def test_rows_left_out_are_a_tab_of_it(office: County) -> None:
    said = words(drawer(signed_in("clerk"), show="out"))
    assert "共 23 行，看整页" in said
    assert said.count("没有存续的党组织与之挂接") == 20


def test_a_group_of_it_is_that_groups_rows(office: County) -> None:
    clerk = signed_in("clerk")
    page = clerk.get("/figures/", YEAR_END).content.decode()
    table = page[page.index('id="groups"') :]
    href = unescape(re.findall(r'data-label="已覆盖"><a class="fig" href="([^"]*)">17</a>', table)[0])
    said = words(clerk.get(href, headers=DRAWER))
    assert "只看一组 乡镇：城关镇" in said
    assert "计入 17 未计入 4" in said


@pytest.mark.parametrize("who", ["town", "bureau"])
def test_it_opens_to_nobody_to_whom_the_page_does_not(office: County, who: str) -> None:
    refused = drawer(signed_in(who), unit="城关镇")
    assert refused.status_code == 403
    assert "86.9%" not in words(refused)
    assert "计入" not in words(refused)
    own = words(drawer(signed_in(who)))
    assert {"town": "28 家已覆盖", "bureau": "8 家已覆盖"}[who] in own


def test_whoever_is_signed_out_is_sent_to_the_door_and_back(office: County) -> None:
    back = {"HX-Current-URL": "http://testserver/figures/?on=2022-12-31"}
    answer = Client().get(SHARE, headers=DRAWER | back)
    assert answer["HX-Redirect"] == "/sign-in/?next=/figures/%3Fon%3D2022-12-31"
    assert answer.content == b""
    elsewhere = Client().get(SHARE, headers=DRAWER | {"HX-Current-URL": "https://example.org/figures/"})
    assert elsewhere["HX-Redirect"] == "/sign-in/?next=/"
    assert drawer(signed_in(NOBODY)).status_code == 403


def test_what_cannot_be_asked_is_refused_there_too(office: County) -> None:
    assert drawer(signed_in("clerk"), "/figures/nothing/").status_code == 404
    assert drawer(signed_in("clerk"), on="2022-13-31").status_code == 400


@pytest.mark.parametrize(("query", "counts"), [({}, [153, 23]), ({"by": "type", "group": "foundation"}, [1, 0])])
def test_the_workbook_has_every_judged_row(office: County, query: dict[str, str], counts: list[int]) -> None:
    answer = signed_in("clerk").get(f"{SHARE}export.xlsx", {**YEAR_END, **query})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [sum(row[1] == one for row in rows) for one in ("计入", "未计入")] == counts
    assert len(rows) == sum(counts)
    assert sheet["A1"].value == "党组织覆盖率：凭据"


def test_the_workbook_masks_persons(office: County) -> None:
    answer = signed_in("clerk").get("/figures/members/export.xlsx", YEAR_END)
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=4, values_only=True))
    members = [row for row in rows if row[1] == "计入"]
    assert len(members) == 738
    assert all("＊" in row[2] for row in members)
    assert not [row for row in rows if re.fullmatch(r"\d{17}[\dX]", row[3] or "")]


def test_a_workbook_of_nothing_is_refused(office: County) -> None:
    assert signed_in("clerk").get("/figures/nothing/export.xlsx").status_code == 404
    assert signed_in("town").get(f"{SHARE}export.xlsx", {"unit": "城关镇"}).status_code == 403


def test_htmx_is_served_from_here_and_may_run_no_text(office: County) -> None:
    page = signed_in("clerk").get("/figures/").content.decode()
    assert re.findall(r'<script src="([^"]*)" defer></script>', page) == [
        "/static/django_htmx/htmx-2.min.js",
        "/static/office/shell.js",
        "/static/office/drawer.js",
    ]
    assert '"allowEval":false,"allowScriptTags":false,"includeIndicatorStyles":false' in page
