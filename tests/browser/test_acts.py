"""Forms for a single record in a browser: by keyboard, with mistakes, by two people at once; and to axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import CLERK, sign_in
from tests.browser.serving import Office, served
from tests.browser.stores import demo_store
from tests.browser.test_keyboard import sign_in_with_keys, tab_to
from tests.browser.test_pages import grave
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

CORRECTED = 45
"""The number of the first entry after the demo's own."""

ONE, OTHER, THIRD = "/organizations/5/", "/organizations/6/", "/organizations/7/"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demo of this module's own: its tests record in it."""
    with served(demo_store(tmp_path_factory)) as office:
        yield office


def type_day(page: Page, day: str) -> None:
    """Type a day into the focused date field, in the order in which this browser has its parts."""
    year, month, date = day.split("-")
    page.keyboard.type(f"{month}{date}{year}")
    if page.locator(":focus").input_value() != day:
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        page.keyboard.type(year)
        page.keyboard.press("ArrowRight")
        page.keyboard.type(f"{month}{date}")
    expect(page.locator(":focus")).to_have_value(day)


def test_a_founding_date_is_corrected_and_taken_back_by_keyboard(window: Callable[..., Page], own: Office) -> None:
    page = window(own)
    sign_in_with_keys(page)
    page.goto(ONE)
    before = page.locator(".page-head .sub").inner_text()
    tab_to(page, ".acts a[href$='/acts/correct/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("更正")
    tab_to(page, "#id_founded")
    type_day(page, "2001-04-05")
    tab_to(page, "form.act footer .primary")
    page.keyboard.press("Enter")

    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#problems")).to_contain_text("更正的理由：请写明更正的理由")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_reason")).to_be_focused()
    assert page.locator("#id_founded").input_value() == "2001-04-05"
    page.keyboard.type("录入时看错年份")
    tab_to(page, "form.act footer .primary")
    page.keyboard.press("Enter")

    expect(page.locator(".alert.success")).to_contain_text(f"，记为第 {CORRECTED} 笔。")
    expect(page.locator(".page-head .sub")).to_contain_text("2001-04-05 成立")
    tab_to(page, ".alert.success a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"第 {CORRECTED} 笔 更正社会组织")
    tab_to(page, "#id_reason")
    page.keyboard.type("记到了另一家")
    tab_to(page, ".danger-go")
    page.keyboard.press("Enter")
    expect(page.locator(".alert.success")).to_contain_text(f"已撤销第 {CORRECTED} 笔，记为第 {CORRECTED + 1} 笔")
    assert page.locator(".page-head .sub").inner_text() == before


def test_enter_in_a_field_submits_and_takes_nobody_elses_value(window: Callable[..., Page], own: Office) -> None:
    mine, theirs = window(own), window(own)
    for page in (mine, theirs):
        sign_in(page, CLERK)
        page.goto(f"{OTHER}acts/correct/")
    for page, name in ((theirs, "澜川县丙协会"), (mine, "澜川县乙协会")):
        page.get_by_label("社会组织名称").fill(name)
        page.get_by_label("更正的理由").fill("照证书")
        page.get_by_label("住所").press("Enter")
    expect(theirs.get_by_role("heading", level=1)).to_have_text("澜川县丙协会")
    expect(mine.locator("#meanwhile")).to_be_focused()
    expect(mine.locator(".overtaken")).to_contain_text("澜川县丙协会。您填的还在下面，再提交就按您填的记。")
    mine.get_by_label("住所").press("Enter")
    expect(mine.get_by_role("heading", level=1)).to_have_text("澜川县乙协会")


@pytest.mark.parametrize("width", [390, 1440])
def test_forms_are_clean(window: Callable[..., Page], own: Office, width: int) -> None:
    page = window(own, width=width)
    sign_in(page, CLERK)
    found: dict[tuple[str, ...], object] = {}

    def look(name: str) -> None:
        found.update({(name, *where): html for where, html in grave(page).items()})
        if sideways(page) > 0:
            found[(name, "sideways")] = sideways(page)

    for address in (*(f"{THIRD}acts/{verb}/" for verb in ("correct", "change", "end", "merge")), "/organizations/new/"):
        page.goto(address)
        look(address)
        page.locator("form.act footer button").last.click()
        expect(page.locator("#problems")).to_be_focused()
        look(f"{address}, with mistakes")
    page.goto(f"{THIRD}acts/end/")
    page.get_by_label("注销（撤销）日期").fill("2022-06-30")
    page.get_by_role("button", name="先试算").click()
    expect(page.locator("#trial-title")).to_be_focused()
    look("tried")
    page.goto(f"/entries/{CORRECTED}/")
    look("an entry")
    assert found == {}
