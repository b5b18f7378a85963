"""The ledger of social organizations and one organization: looked at in every width, and used without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import CLERK, TOWN_READER, sign_in
from tests.browser.serving import Office
from tests.browser.test_keyboard import sign_in_with_keys, tab_to
from tests.browser.test_pages import LOOKS, WIDTHS, grave
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

YEAR_END = "on=2022-12-31"
LISTS = {
    "the ledger": f"/organizations/?{YEAR_END}",
    "searched and limited": f"/organizations/?{YEAR_END}&q=lcx&type=association&covered=yes&sort=-name",
    "those that ended": f"/organizations/?{YEAR_END}&status=ended",
    "nothing found": "/organizations/?q=火星",
    "nothing known yet": "/organizations/?known=0",
    "no such organization": "/organizations/99999/",
}
SHOWN = {
    "one": f"/organizations/?{YEAR_END}&covered=yes",
    "one that ended": f"/organizations/?{YEAR_END}&status=ended",
}
"""Lists whose first organization is looked at."""


def walk(page: Page) -> dict[str, str]:
    """Every page to be looked at, by its name."""
    found = dict(LISTS)
    for name, address in SHOWN.items():
        page.goto(address)
        found[name] = page.locator(".ledger a.name").first.get_attribute("href") or ""
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_is_wider_than_its_window(window: Callable[..., Page], demo: Office, look: str) -> None:
    page = window(demo, **LOOKS[look])
    sign_in(page, CLERK)
    found = {}
    for name, address in walk(page).items():
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[name, width] = sideways(page)
    assert {where: pixels for where, pixels in found.items() if pixels > 0} == {}


def test_nothing_keeps_anybody_from_reading(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in(page, CLERK)
    found = {}
    for name, address in walk(page).items():
        page.goto(address)
        found |= {(name, *where): html for where, html in grave(page).items()}
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(LISTS["the ledger"])
    found |= {("narrow", *where): html for where, html in grave(page).items()}
    assert found == {}


def test_searching_with_keys(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in_with_keys(page)
    tab_to(page, '.nav a[href^="/organizations/"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("社会组织台账")
    tab_to(page, "#find-q")
    page.keyboard.type("gtldz")
    page.keyboard.press("Enter")
    expect(page.locator(".limits .fchip")).to_contain_text("查找：gtldz")
    names = page.locator(".ledger a.name").all_inner_texts()
    assert names
    assert all("个体劳动者" in name for name in names)
    tab_to(page, "#by-covered")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, ".filters button")
    page.keyboard.press("Enter")
    expect(page.locator(".limits .fchip").last).to_contain_text("覆盖：未覆盖")
    tab_to(page, ".ledger a.name")
    name = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    tab_to(page, ".crumb a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("社会组织台账")


def test_the_workbook_is_handed_out(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in(page, TOWN_READER)
    page.goto(LISTS["the ledger"])
    with page.expect_download() as handed:
        page.get_by_role("link", name="导出这些").click()
    assert handed.value.suggested_filename == "社会组织台账2022-12-31.xlsx"
