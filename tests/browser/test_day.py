"""A clerk's whole day: from the workbook her county keeps to an issued report, a correction on the way, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import sign_in, turn_clock
from tests.browser.reporting import fill, finish, start
from tests.browser.serving import Office, shejian
from tests.browser.stores import UNTIDY_CLERK, UNTIDY_PASSWORD
from tests.browser.test_importing import cells
from tests.reports.reading import Word

pytestmark = pytest.mark.browser

COVERAGE = "党组织覆盖率"
ORGANIZATION = "青原县养羊协会"
EVIDENCE = "/figures/organization_coverage/?on=2022-06-30"
DRIFTED = [
    "社会组织（上年末）",
    "250",
    "现已不同",
    "250 → 251",
    f"增：{ORGANIZATION}：2013-01-13 成立，当日存续",
    "文中“较上年减少11家”，现在是“较上年减少12家”",
    "由 第 7 笔 撤销一笔账（DAY，青原县经办人）",
]
"""What the report's check says of last year's organizations, after the correction was taken back."""
BAD_CELLS = [f"社会组织台账 {cell}" for cell in ("C270", "I271", "D272", "C273", "B274")]


def coverage(page: Page) -> str:
    """What the page of evidence in view says of the figure."""
    return " ".join(page.locator(".value").inner_text().split())


def take_in(page: Page, workbook: Path) -> None:
    """Upload the workbook, read its faults and its effect, and enter the rest."""
    page.get_by_role("link", name="导入 Excel").click()
    page.get_by_label("Excel 台账").set_input_files(workbook)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator(".foot-bar")).to_contain_text("将入账 4459 行：新增 4459，修改 0。退回 5 行不入账")
    assert [fault[1] for fault in cells(page, "#found")] == BAD_CELLS
    page.get_by_role("button", name="入账 4459 行").click()
    expect(page.locator(".outcome .alert")).to_contain_text("已入账")


def correct_founding(page: Page, day: str, why: str) -> None:
    """On the page of an organization: its founding was recorded wrong."""
    page.get_by_role("link", name="更正", exact=True).click()
    page.get_by_label("成立登记日期").fill(day)
    page.get_by_label("更正的理由").fill(why)
    page.get_by_role("button", name="记下更正").click()
    expect(page.locator(".alert.success")).to_contain_text("记为第 5 笔")


def issue(page: Page) -> None:
    """Write the report of 2022 and issue it."""
    start(page)
    finish(page)
    fill(page, "1.1", "认真履行责任，党组织覆盖率{党组织覆盖率}。")
    page.get_by_role("button", name="保存").last.click()
    expect(page.locator(".doc-foot")).to_contain_text("都写好了，可以签发。")
    page.get_by_role("link", name="签发…").click()
    page.get_by_role("button", name="签发").click()
    expect(page.locator(".seal")).to_contain_text("已签发")


def download(page: Page) -> bytes:
    """The Word file of the report in view."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word").click()
    return waiting.value.path().read_bytes()


def test_a_clerks_whole_day(window: Callable[..., Page], untidy: Office, data: Path) -> None:
    page = window(untidy)
    sign_in(page, UNTIDY_CLERK, UNTIDY_PASSWORD)
    take_in(page, data / "county-as-kept.xlsx")

    # the figure opens onto its rows, on another day, too
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="指标").click()
    turn_clock(page, "2022-12-31")
    page.locator(".kpi").filter(has=page.get_by_text(COVERAGE, exact=True)).locator(".kpi-v").click()
    page.get_by_role("link", name="共 153 行，看整页").click()
    assert "153 ÷ 239 = 64.02%" in coverage(page)
    expect(page.locator("#rows .tbl-foot > span")).to_have_text("共 153 行，第 1–50 行")
    turn_clock(page, "2022-06-30")
    assert "153 ÷ 246 = 62.20%" in coverage(page)

    # one of the rows left out was founded later than the workbook says
    page.get_by_role("link", name="未计入93").click()
    page.get_by_role("link", name=ORGANIZATION).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ORGANIZATION)
    assert page.get_by_role("link", name="更正", exact=True).count() == 0  # the past is not written in
    page.locator(".past-note").get_by_role("link", name="回到今日").click()
    correct_founding(page, "2022-07-01", "录入时看错年份，以登记证书为准")
    page.goto(EVIDENCE)
    assert "153 ÷ 245 = 62.45%" in coverage(page)
    page.goto(f"{EVIDENCE}&known=4")
    assert "153 ÷ 246 = 62.20%" in coverage(page)
    expect(page.get_by_role("status")).to_contain_text("只按记到第 4 笔为止的账计算，此后入账的 1 笔不计在内")

    # the report says what the ledger says, and keeps it
    issue(page)
    report, file = page.url, download(page)
    word = Word.of(file)
    assert ("organization_coverage|照实", "64%") in word.figures
    assert "党组织覆盖率64%。" in word.text

    # taking the correction back, and then the whole workbook, loses nothing that was issued
    page.goto("/entries/5/")
    page.get_by_label("撤销的理由").fill("登记证书是另一家的")
    page.get_by_role("button", name="撤销这一笔").click()
    page.goto(EVIDENCE)
    assert "153 ÷ 246 = 62.20%" in coverage(page)
    page.goto(report)
    assert download(page) == file
    page.get_by_role("link", name="账上现在还这样说吗").click()
    expect(page.locator(".marks-h [role=status]")).to_contain_text("以第 7 笔的账复算：18 个相同，3 个现在不同")
    drifted = page.locator(".proof", has=page.locator(".drift"))
    expect(drifted).to_have_count(3)
    assert re.sub(r"\d{4}-\d\d-\d\d，青原", "DAY，青原", drifted.first.inner_text()).split("\n") == DRIFTED
    shejian(untidy.home, "verify")
