"""The page of both coverages: numbers with their rows, what each gap lacks, and asking for it in one act."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import County
from tests.office.conftest import words

from shejian.journal.models import Entry
from shejian.oversight.models import CompletionRequest

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
ON = "on=2022-12-31"


def test_the_numbers_of_the_county(office: County, browser: Browser) -> None:
    page = browser("reader").get(f"/coverage/?{ON}").context["page"]
    assert [(one.cell.text, one.part.text, one.whole.text) for one in page.headlines] == [
        ("86.9%", "153", "176"),
        ("73.3%", "129", "176"),
        ("100%", "176", "176"),
    ]
    assert [(step.label, step.text) for step in page.steps] == [
        ("有形覆盖", "153"),
        ("只是挂靠", "−6"),
        ("功能型", "0"),
        ("正式党员不足", "0"),
        ("任期届满", "0"),
        ("长期停顿", "−18"),
        ("组织生活没有开足", "0"),
        ("不能判断", "0"),
        ("有效覆盖", "129"),
    ]
    keys = [(link.label, link.note) for _, link in page.keys]
    assert keys == [("有效", "129"), ("有形未达标", "24"), ("未覆盖", "23")]
    total, lines = page.units.total, page.units.lines
    assert (total.organizations.text, total.covered.text, total.effective.text, total.lost.label) == (
        *("176", "153", "129", "24"),
    )
    assert sum(int(line.lost.label) for line in lines) == 24


def test_a_gap_says_in_words_what_is_lacking_what_it_takes_and_by_which_clause(
    office: County, browser: Browser
) -> None:
    said = words(browser("reader").get(f"/coverage/?{ON}&item=silence"))
    for part in (
        "2022-04-26 以后没有组织生活的记录",
        "2022 年二、三、四季度没有支部党员大会",
        "恢复组织生活；其实开展过的请补记。停顿的一段要退出最近 12 个月：当日就恢复的，最早到 2023-06-30",
        "条款待核",
        "不作排名",
        "共 18 家",
    ):
        assert part in said
    assert "只是挂靠，没有自己的党组织" not in said.split("缺口", 2)[2]


def test_the_list_is_limited_by_unit_and_condition_and_handed_out(office: County, browser: Browser) -> None:
    client = browser("reader")
    page = client.get(f"/coverage/?{ON}").context["page"]
    line = next(one for one in page.units.lines if one.name == "双岭乡")
    there = client.get(line.lost.href.split("#")[0]).context["page"]
    assert len(there.gaps.lines) == int(line.lost.label) > 0
    assert {one.home for one in there.gaps.lines} == {"双岭乡"}
    answer = client.get(f"/coverage/export.xlsx?{ON}&item=attached")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))
    rows = [row for row in sheet.active.iter_rows(min_row=4, values_only=True) if row[1]]
    assert (len(rows), {row[5] for row in rows}) == (6, {"只是挂靠，没有自己的党组织"})
    nothing = words(client.get(f"/coverage/?{ON}&item=term"))
    assert "这里没有符合所选条件的。去掉条件，就能看到全部。" in nothing


def test_what_cannot_be_judged_is_told_apart(office: County, browser: Browser) -> None:
    page = browser("reader").get("/coverage/?on=2022-11-24&item=unknown").context["page"]
    assert page.headlines[1].cell.text == "—"
    assert [link.note for _, link in page.keys] == ["2", "25", "127", "21"]
    assert page.gaps.pager.summary.startswith("共 127 家")
    assert "条款待核" in words(browser("reader").get("/coverage/?on=2022-11-24"))


def test_a_clerk_of_a_town_sees_his_town_and_nobody_else(office: County, browser: Browser) -> None:
    page = browser("town").get(f"/coverage/?{ON}").context["page"]
    assert {one.home for one in page.gaps.lines} <= {"西河镇"}
    assert browser("town").get(f"/coverage/?{ON}&unit=城关镇").status_code == 403


def test_a_ledger_without_organizations_says_so(office: County, browser: Browser) -> None:
    assert "这不是零" in words(browser("reader").get("/coverage/?known=0"))


# ---- 请补齐 ----


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(key|seen|first)" value="([^"]*)"', page))


def ticked(client: Client, count: int = 2) -> list[str]:
    gaps = client.get("/coverage/").context["page"].gaps
    return list(dict.fromkeys(str(one.body) for one in gaps.lines if one.body))[:count]


def test_several_are_asked_in_one_act_and_not_twice(office: County, browser: Browser) -> None:
    client = browser("clerk")
    picked = ticked(client)
    page = client.get("/coverage/ask/", {"pick": picked})
    form = page.context["page"]
    assert "依据：" in words(page)
    prepared = {name: re.search(rf'name="said-{name}"[^>]*>\s*([^<]*)<', page.content.decode()) for name in picked}
    texts = {f"said-{name}": found[1] for name, found in prepared.items() if found is not None}
    assert len(texts) == 2
    assert all("。" in text for text in texts.values())
    assert form.heading == "请补齐"
    before = Entry.objects.count()
    said = hidden(page.content.decode()) | texts | {"pick": picked, "due": "2026-12-20"}
    done = words(client.post("/coverage/ask/", said, follow=True))
    assert "已请 2 个党组织补齐，记为第" in done
    assert (Entry.objects.count(), CompletionRequest.objects.count()) == (before + 1, 2)
    again = words(client.post("/coverage/ask/", said, follow=True))
    assert "没有再记一次" in again
    once_more = client.get("/coverage/ask/", {"pick": picked})
    assert "还没有勾选" in words(once_more)
    refused = client.post("/coverage/ask/", hidden(once_more.content.decode()) | {"pick": picked, "due": "2026-12-20"})
    assert refused.status_code == 422
    assert (Entry.objects.count(), CompletionRequest.objects.count()) == (before + 1, 2)
    listed = client.get("/coverage/?state=asked").context["page"].gaps.lines
    assert {one.asked[0].label.split("：")[0] for one in listed} == {"2026-11-22 已请在 2026-12-20 以前补齐"}
    due = words(client.get("/due/"))
    assert "请补齐" in due


def test_it_is_taken_back_from_its_entry(office: County, browser: Browser) -> None:
    client = browser("clerk")
    picked = ticked(client, 1)
    page = client.get("/coverage/ask/", {"pick": picked}).content.decode()
    client.post("/coverage/ask/", hidden(page) | {f"said-{picked[0]}": "请补记", "pick": picked, "due": "2026-12-20"})
    number = CompletionRequest.objects.get().entry_id
    assert "请补记" in words(client.get(f"/entries/{number}/"))
    assert browser("bureau").get(f"/entries/{number}/").status_code == 403
    client.post(f"/entries/{number}/", {"reason": "请错了"})
    assert CompletionRequest.objects.known(None).count() == 0
    assert picked[0] in ticked(client, 99)


def test_who_may_not_ask_is_refused_and_nothing_changes(office: County, browser: Browser) -> None:
    clerk, town = browser("clerk"), browser("town")
    before = Entry.objects.count()
    assert browser("reader").get("/coverage/ask/").status_code == 403
    assert "请勾选的补齐" not in words(browser("reader").get("/coverage/"))
    own = set(ticked(town, 99))
    elsewhere = next(one for one in ticked(clerk, 99) if one not in own)
    page = town.get("/coverage/ask/", {"pick": elsewhere})
    assert "还没有勾选" in words(page)
    said = hidden(page.content.decode()) | {f"said-{elsewhere}": "x", "pick": [elsewhere], "due": "2026-12-20"}
    assert town.post("/coverage/ask/", said).status_code == 422
    early = hidden(clerk.get("/coverage/ask/", {"pick": elsewhere}).content.decode())
    early |= {f"said-{elsewhere}": "请补记", "pick": elsewhere, "due": "2026-11-01"}
    assert "希望补齐的日子 2026-11-01 已经过了" in words(clerk.post("/coverage/ask/", early))
    assert clerk.get(f"/coverage/ask/?{ON}").status_code in (302, 409)
    assert (Entry.objects.count(), CompletionRequest.objects.count()) == (before, 0)


def test_a_page_asks_the_store_no_more_for_many_gaps_than_for_few(
    office: County, browser: Browser, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = browser("reader")
    client.get(f"/coverage/?{ON}")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/coverage/?{ON}&item=attached")
    with django_assert_max_num_queries(len(few)):
        client.get(f"/coverage/?{ON}")
    assert len(few) < 30
