"""A workbook as a county keeps it: handed in, looked through, applied, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import sign_in
from tests.browser.serving import Office, shejian
from tests.browser.stores import UNTIDY_CLERK, UNTIDY_PASSWORD
from tests.browser.test_keyboard import tab_to
from tests.browser.test_pages import grave
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

FIGURES = "/figures/?on=2022-12-31"


def cells(page: Page, table: str) -> list[list[str]]:
    """The cells of a table's body, white space folded."""
    rows = page.locator(f"{table} tbody tr")
    return [
        [" ".join(cell.split()) for cell in rows.nth(at).locator("td, th").all_inner_texts()]
        for at in range(rows.count())
    ]


def figures_of(page: Page) -> str:
    """All that the page of figures says of the end of 2022."""
    page.goto(FIGURES)
    return page.get_by_role("main").inner_text().replace(page.locator(".page-head .sub").inner_text(), "")


def test_an_untidy_workbook_is_looked_through_applied_and_taken_back(
    window: Callable[..., Page], untidy: Office, data: Path
) -> None:
    page = window(untidy)
    sign_in(page, UNTIDY_CLERK, UNTIDY_PASSWORD)
    before = figures_of(page)
    assert "台账里还没有社会组织" in before

    page.get_by_role("link", name="导入 Excel").click()
    page.get_by_label("Excel 台账").set_input_files(data / "county-as-kept.xlsx")
    page.get_by_role("button", name="上传并核对").click()
    foot = page.locator(".foot-bar")
    expect(foot).to_contain_text("将入账 4459 行：新增 4459，修改 0。退回 5 行不入账；相同 0 行不写；未列 0 行不动。")
    faults = cells(page, "#found")
    assert [fault[:3] for fault in faults] == [
        ["退回", "社会组织台账 C270", "统一社会信用代码 “516206889328792110”"],
        ["退回", "社会组织台账 I271", "成立登记日期 “2021年13月5日”"],
        ["退回", "社会组织台账 D272", "组织类型 “合作社”"],
        ["退回", "社会组织台账 C273", "统一社会信用代码 “51620688003390753W”"],
        ["退回", "社会组织台账 B274", "社会组织名称"],
    ]
    assert faults[1][3] == "没有 13 月，请改成真实的日期"
    assert figures_of(page) == before

    page.go_back()
    page.get_by_role("button", name="入账 4459 行").click()
    expect(page.locator(".outcome .alert")).to_contain_text("已入账")
    page.locator(".effects dd", has_text="138").get_by_role("link", name="138").click()
    expect(page.locator(".kpi-v, .figure b, main h1").first).to_be_visible()
    assert "known=4" in page.url
    page.go_back()
    page.get_by_role("link", name="看第 2 批").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("第 2 批导入")
    assert cells(page, ".counts")[0] == ["社会组织台账", "261", "0", "0", "0", "5"]
    assert [row[0] for row in cells(page, "#notes")] == [f"社会组织台账 第 {row} 行" for row in range(270, 275)]
    assert "党组织覆盖率\n64%\n153 / 239 家" in figures_of(page)

    page.goto("/import/")
    page.get_by_role("link", name="撤销第 2 批导入").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("撤销第 2 批导入？")
    page.get_by_role("button", name="撤销这一批").click()
    expect(page.locator(".alert.success")).to_have_text("已撤销第 2 批导入，记为第 5 笔。各项指标回到导入以前。")
    assert figures_of(page) == before
    page.goto(f"{FIGURES}&known=4")
    expect(page.locator(".kpi-v").first).to_have_text("64%")
    shejian(untidy.home, "verify")


def test_giving_up_changes_nothing(window: Callable[..., Page], untidy: Office, data: Path) -> None:
    page = window(untidy, width=390)
    sign_in(page, UNTIDY_CLERK, UNTIDY_PASSWORD)
    before = figures_of(page)
    page.goto("/import/")
    batches = cells(page, ".batches")
    page.get_by_label("Excel 台账").set_input_files(data / "county-as-kept.xlsx")
    page.get_by_role("button", name="上传并核对").click()
    page.get_by_role("button", name="放弃", exact=True).click()
    expect(page.locator(".outcome .alert")).to_contain_text("没有入账，账没有动")
    page.get_by_role("link", name="回到导入").click()
    expect(page.get_by_role("heading", name="没有办完的")).to_have_count(0)
    assert cells(page, ".batches") == batches
    assert figures_of(page) == before


def sound(page: Page) -> None:
    """Nothing sideways at any width, nothing that axe objects to, light or dark."""
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) <= 0
    assert grave(page) == {}


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Come to an element with Tab alone, from the top of the page, and press a key."""
    page.locator("body").evaluate("() => document.activeElement.blur()")
    tab_to(page, selector)
    page.keyboard.press(key)


@pytest.mark.parametrize("large", [False, True])
def test_the_whole_wizard_is_walked_with_keys(
    window: Callable[..., Page], untidy: Office, data: Path, large: bool
) -> None:
    page = window(untidy, large=large)
    sign_in(page, UNTIDY_CLERK, UNTIDY_PASSWORD)
    page.goto("/import/")
    page.get_by_label("Excel 台账").set_input_files(data / "county-as-kept.xlsx")  # the dialog is the browser's
    press(page, "main form button.primary")
    expect(page.locator(".foot-bar")).to_contain_text("将入账 4459 行")

    press(page, "#found .tabs a[href*='show=new']")
    expect(page.locator("#seek-sheet")).to_be_visible()
    tab_to(page, "#seek-sheet")
    for _ in range(3):  # all, organizations, Party organizations, members
        page.keyboard.press("ArrowDown")
    expect(page.locator("#seek-sheet")).to_have_value("党员名册")
    tab_to(page, "#seek")
    page.keyboard.type("研究会")
    page.keyboard.press("Enter")
    expect(page.locator("#found tbody tr").first).to_contain_text("党员名册")
    assert all("研究会" in row for row in page.locator("#found tbody tr").all_inner_texts())
    sound(page)

    press(page, ".foot-bar .primary")
    expect(page.locator(".outcome .alert")).to_contain_text("入账 4459 行：新增 4459，修改 0。")
    sound(page)
    press(page, ".outcome a.danger")
    expect(page.get_by_role("heading", level=1)).to_have_text("撤销第 2 批导入？")
    press(page, "button.danger-go")
    expect(page.locator(".alert.success")).to_have_text("已撤销第 2 批导入，记为第 5 笔。各项指标回到导入以前。")


def test_without_script_the_wizard_goes_the_same_way(chromium: Browser, untidy: Office, data: Path) -> None:
    context = chromium.new_context(base_url=untidy.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, UNTIDY_CLERK, UNTIDY_PASSWORD)
    page.goto("/import/")
    page.get_by_label("Excel 台账").set_input_files(data / "county-as-kept.xlsx")
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator(".foot-bar")).to_contain_text("将入账 4459 行")
    page.get_by_role("button", name="入账 4459 行").click()
    expect(page.locator(".outcome .alert")).to_contain_text("入账 4459 行：新增 4459，修改 0。")
    context.close()
