"""What a clerk does all day: from a figure to its rows, on another day; and what somebody of one town sees of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import CLERK, TOWN_READER, sign_in, turn_clock
from tests.browser.serving import Office

pytestmark = pytest.mark.browser

COVERAGE = "党组织覆盖率"


def headline(page: Page, label: str) -> str:
    """A headline figure of the page of figures, with its fraction."""
    kpi = page.locator(".kpi").filter(has=page.get_by_text(label, exact=True))
    return " ".join(" ".join(kpi.locator(part).first.inner_text().split()) for part in (".kpi-v", ".kpi-s"))


def named(page: Page) -> list[str]:
    """The names on the page of rows in view."""
    return page.locator("#rows .name").all_inner_texts()


def test_a_figure_opens_on_its_rows_its_rows_left_out_and_another_day(
    window: Callable[..., Page], demo: Office
) -> None:
    page = window(demo)
    sign_in(page, CLERK)
    assert headline(page, COVERAGE).startswith("86.")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="指标").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("指标")
    turn_clock(page, "2022-12-31")
    assert headline(page, COVERAGE) == "86.9% 153 / 176 家"

    page.locator(".kpi-v").first.click()
    page.get_by_role("link", name="共 153 行，看整页").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COVERAGE)
    expect(page.locator(".value")).to_contain_text("153 ÷ 176 = 86.93%")
    expect(page.locator("#rows .tbl-foot > span")).to_have_text("共 153 行，第 1–50 行")
    rows = named(page)
    for shown in ("51–100", "101–150", "151–153"):
        page.get_by_role("link", name="下一页").click()
        expect(page.locator("#rows .tbl-foot > span")).to_have_text(f"共 153 行，第 {shown} 行")
        rows += named(page)
    assert (len(rows), len(set(rows))) == (153, 153)

    page.get_by_role("link", name="未计入23").click()
    expect(page.locator("#rows .tbl-foot > span")).to_have_text("共 23 行")
    assert set(rows).isdisjoint(named(page))
    reasons = page.locator("#rows tbody td:last-child").all_inner_texts()
    assert (len(reasons), set(reasons)) == (23, {"没有存续的党组织与之挂接"})

    turn_clock(page, "2022-06-30")
    expect(page.locator(".frac .v")).to_have_text("87.6%")
    expect(page.locator(".value")).to_contain_text("156 ÷ 178 = 87.64%")
    expect(page.get_by_role("link", name="未计入22")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("status")).to_contain_text("正在看 2022年6月30日 的情况，按最新的账。")
    page.get_by_role("navigation", name="位置").get_by_role("link", name="指标").click()
    assert headline(page, COVERAGE) == "87.6% 156 / 178 家"


def test_rows_are_found_by_name_and_two_days_are_compared(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in(page, CLERK)
    page.goto("/figures/covered/?on=2022-12-31")
    page.get_by_role("searchbox", name="在这些行里查找").fill("羽毛球")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("#rows .none")).to_have_text("这里的 153 行里没有“羽毛球”。去掉查找的字，就能看到全部。")
    page.get_by_role("link", name="逐项看增减").click()
    expect(page.locator(".equation")).to_have_text("期初 155 ＋ 增 2 － 减 4 ＝ 期末 153")
    gone = page.get_by_role("row").filter(has_text="羽毛球")
    expect(gone.locator("td").first).to_have_text("减")
    why = "已于 2022-08-25 注销；期初由澜川县羽毛球协会党支部覆盖（单独组建）"
    expect(gone.locator("td").last).to_have_text(f"{why}账上：第 1 笔")


def test_the_look_is_chosen_and_kept(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    page.goto("/sign-in/")
    normal = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    for choice in ("大字", "深色"):
        page.locator(".look > summary").click()
        page.get_by_role("button", name=choice).click()
    sign_in(page, CLERK)
    large = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (normal, large, ground) == ("16px", "20px", "rgb(21, 18, 16)")


def test_who_reads_one_town_sees_that_town_only(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in(page, TOWN_READER)
    assert page.locator(".desk tbody th").all_inner_texts() == ["北塬镇"]
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="指标").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("指标")
    turn_clock(page, "2022-12-31")
    assert headline(page, COVERAGE) == "84.2% 16 / 19 家"
    assert page.get_by_role("navigation", name="主导航").get_by_role("link").all_inner_texts() == [
        "工作台",
        "待办",
        "覆盖",
        "指标",
        "台账",
        "程序",
        "监督",
        "报告",
        "规则",
    ]
    groups = page.locator("#groups tbody th").all_inner_texts()
    assert groups == ["北塬镇"]
    page.locator(".scope summary").click()
    assert page.locator(".units .unit-list a").all_inner_texts() == []

    page.keyboard.press("Escape")
    page.locator(".kpi-v").first.click()
    expect(page.locator("#drawer .tabs")).to_contain_text("计入16")
    page.get_by_role("link", name="共 16 行，看整页").click()
    expect(page.locator("#rows .tbl-foot > span")).to_have_text("共 16 行")
    for address in (
        "/?unit=城关镇",
        "/figures/?unit=城关镇",
        "/figures/compare/?unit=城关镇",
        "/figures/covered/?unit=澜川县",
    ):
        refused = page.goto(address)
        assert refused is not None
        assert refused.status == 403
        expect(page.get_by_role("heading", level=1)).to_have_text("这个单位不在您的范围")
        assert page.locator(".fig, .kpi, #rows").count() == 0
    refused = page.goto("/import/")
    assert refused is not None
    assert refused.status == 403
    assert page.locator("input[type=file]").count() == 0
