"""Pages of one organization, party organization and person, and the help page: keys, paper, and where they lead."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import CLERK, sign_in
from tests.browser.serving import Office
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

YEAR_END = "on=2022-12-31"
DETAILS = {
    "organization": f"/organizations/5/?{YEAR_END}",
    "party organization": f"/party-organizations/5/?{YEAR_END}",
    "person": f"/persons/5/?{YEAR_END}",
}
FINGER = 44


@pytest.fixture
def page(window: Callable[..., Page], demo: Office) -> Page:
    page = window(demo)
    sign_in(page, CLERK)
    return page


@pytest.mark.parametrize("address", DETAILS.values(), ids=DETAILS)
def test_a_paper_leads_to_what_it_attests(page: Page, address: str) -> None:
    page.goto(address)
    papers = page.locator(".card", has=page.get_by_role("heading", name="依据文件"))
    expect(papers).to_contain_text("载明")
    link = papers.get_by_role("link").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#entry-1$"))
    expect(page.locator("#entry-1")).to_be_in_viewport()


@pytest.mark.parametrize("address", DETAILS.values(), ids=DETAILS)
def test_every_link_and_button_is_reached_by_tab_and_shows_it(page: Page, address: str) -> None:
    page.goto(address)
    wanted = page.locator("main :is(a[href], button, input:not([type=hidden]), summary)").count()
    reached = 0
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "() => { const one = document.activeElement; return [!!one.closest('main') && one.tagName !== 'MAIN',"
            " getComputedStyle(one).outlineStyle, one === document.body] }"
        )
        if at[2]:
            break
        if at[0]:
            reached += 1
            assert at[1] == "solid"
    assert reached == wanted


@pytest.mark.parametrize("address", DETAILS.values(), ids=DETAILS)
def test_on_paper_the_furniture_goes_and_both_dates_stay(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    for furniture in (".nav", ".bar", ".skip"):
        expect(page.locator(furniture)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile(r"^截至 2022-12-31 · 以第 \d+ 笔的账为准$"))).to_be_visible()
    expect(page.get_by_role("heading", name="经过")).to_be_visible()
    assert sideways(page) <= 0


@pytest.mark.parametrize("address", [*DETAILS.values(), "/", "/help/"])
def test_on_a_phone_what_stands_alone_is_high_enough_for_a_finger(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    low = page.evaluate(
        "least => [...document.querySelectorAll('.btn, .fchip, .nav li a, .tabs > *, .seg > *, .ctx-btn')]"
        ".filter(one => one.offsetParent && one.getBoundingClientRect().height < least)"
        ".map(one => [one.className, one.textContent.trim(), one.getBoundingClientRect().height])",
        FINGER,
    )
    assert low == []


def test_on_a_phone_the_header_leaves_most_of_the_screen_to_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/?{YEAR_END}")
    top = page.get_by_role("heading", level=1).bounding_box()
    assert top is not None
    assert top["y"] < 844 / 3


def test_help_is_one_step_from_a_page_and_its_chips_lead_to_its_sections(page: Page) -> None:
    page.get_by_role("link", name="怎么用").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("怎么用")
    page.get_by_role("link", name="更正和变更").click()
    expect(page.locator("#verbs")).to_be_in_viewport()
