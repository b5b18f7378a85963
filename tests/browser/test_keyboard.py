"""Everything without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import CLERK, PASSWORD
from tests.browser.serving import Office

pytestmark = pytest.mark.browser

MOST_STEPS = 200


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, and see that the focus can be seen."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"Tab never comes to {selector}")


def type_year_end(page: Page) -> None:
    """Type 31 December 2022 into the focused date field, in the order in which this browser has its parts."""
    page.keyboard.type("12312022")
    if page.locator(":focus").input_value() != "2022-12-31":
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        page.keyboard.type("2022")
        page.keyboard.press("ArrowRight")
        page.keyboard.type("1231")
    expect(page.locator(":focus")).to_have_value("2022-12-31")


def sign_in_with_keys(page: Page) -> None:
    page.goto("/sign-in/")
    expect(page.get_by_label("登录名")).to_be_focused()
    page.keyboard.type(CLERK)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")


def test_the_first_step_skips_to_the_text(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in_with_keys(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="看有效覆盖缺在哪里")).to_be_focused()


def test_the_clock_and_a_figure(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in_with_keys(page)
    tab_to(page, ".nav a[href^='/figures/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("指标")
    tab_to(page, ".clock > summary")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="换日子、换账")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="换日子、换账")).to_be_hidden()
    expect(page.locator(".clock > summary")).to_be_focused()

    page.keyboard.press("Enter")
    tab_to(page, "#clock-on")
    type_year_end(page)
    tab_to(page, "#clock-known")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.locator(".clock > summary")).to_contain_text("截至 2022年12月31日 · 以 第 1 笔 的账为准")

    tab_to(page, ".kpi-v")
    expect(page.locator(":focus")).to_have_text("86.9%")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer h2").first).to_be_focused()
    tab_to(page, "#drawer footer a.sm")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("党组织覆盖率")
    tab_to(page, "[rel=next]")
    page.keyboard.press("Enter")
    expect(page.locator("#rows .tbl-foot > span")).to_have_text("共 153 行，第 51–100 行")


def test_the_popovers_of_the_bar_close_each_other_and_on_a_step_elsewhere(
    window: Callable[..., Page], demo: Office
) -> None:
    page = window(demo)
    sign_in_with_keys(page)
    tab_to(page, ".scope summary")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="范围")).to_be_visible()
    tab_to(page, ".clock > summary")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="换日子、换账")).to_be_visible()
    expect(page.get_by_role("heading", name="范围")).to_be_hidden()
