"""The drawer in a browser: opened from a figure, read, closed, and nothing lost when it cannot be filled."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import CLERK, sign_in
from tests.browser.serving import Office
from tests.browser.test_keyboard import tab_to
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

FIGURES = "/figures/?on=2022-12-31"
GRAVE = {"serious", "critical"}


@pytest.fixture
def page(window: Callable[..., Page], demo: Office) -> Page:
    """The page of figures with a clerk before it."""
    page = window(demo)
    sign_in(page, CLERK)
    page.goto(FIGURES)
    return page


def test_a_figure_opens_it_with_keys_and_escape_gives_the_focus_back(page: Page) -> None:
    tab_to(page, ".kpi-v")
    page.keyboard.press("Enter")
    title = page.locator("#drawer h2").first
    expect(title).to_have_text("党组织覆盖率")
    expect(title).to_be_focused()
    expect(page.locator("#drawer .tabs a")).to_have_text(["计入153", "未计入23", "不知道0", "增减+2 −4"])
    assert urlsplit(page.url).path == "/figures/"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#drawer').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    expect(page.locator(".kpi-v").first).to_be_focused()


def test_tabs_and_parts_stay_in_it_and_rows_lead_out(page: Page) -> None:
    page.locator(".kpi-v").first.click()
    drawer = page.locator("#drawer")
    drawer.get_by_role("link", name="未计入").click()
    expect(drawer.get_by_role("link", name="未计入")).to_have_attribute("aria-current", "true")
    drawer.locator(".frac .fig").last.click()
    expect(drawer.locator("h2").first).to_have_text("社会组织")
    drawer.get_by_role("button", name="关上").click()
    expect(page.locator(".kpi-v").first).to_be_focused()
    page.locator(".kpi-v").first.click()
    drawer.locator("a.name").first.click()
    expect(page.get_by_role("navigation", name="位置")).to_contain_text("台账")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("指标")


def test_another_figure_takes_its_place(page: Page) -> None:
    page.locator(".kpi-v").first.click()
    expect(page.locator("#drawer h2").first).to_have_text("党组织覆盖率")
    page.locator(".kpi-v").nth(3).click()
    expect(page.locator("#drawer h2").first).to_have_text("社会组织")
    page.keyboard.press("Escape")
    expect(page.locator(".kpi-v").nth(3)).to_be_focused()


def test_a_popover_is_closed_before_it(page: Page) -> None:
    page.locator(".kpi-v").first.click()
    expect(page.locator("#drawer h2").first).to_be_visible()
    page.locator(".scope summary").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="范围")).to_be_hidden()
    expect(page.locator("#drawer h2").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()


def test_while_it_waits_it_says_so(page: Page) -> None:
    held: list[Route] = []
    page.route("**/figures/organization_coverage/**", lambda route: held.append(route))
    page.locator(".kpi-v").first.click()
    drawer = page.locator("#drawer")
    expect(drawer.get_by_role("status")).to_have_text("正在取数…")
    expect(drawer).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(drawer.locator("h2").first).to_have_text("党组织覆盖率")
    assert drawer.get_attribute("aria-busy") is None


def test_without_an_answer_it_leads_to_the_whole_page(chromium: Browser, demo: Office) -> None:
    context = chromium.new_context(base_url=demo.address)
    page = context.new_page()
    sign_in(page, CLERK)
    page.goto(FIGURES)
    page.route("**/figures/organization_coverage/**", lambda route: route.abort())
    page.locator(".kpi-v").first.click()
    drawer = page.locator("#drawer")
    expect(drawer.get_by_role("heading", name="没有取到这个数的凭据")).to_be_focused()
    whole = drawer.get_by_role("link", name="打开整页看")
    expect(whole).to_have_attribute("href", "/figures/organization_coverage/?on=2022-12-31")
    page.keyboard.press("Escape")
    expect(page.locator(".kpi-v").first).to_be_focused()
    context.close()


def test_when_the_session_is_over_the_door_opens_and_leads_back(page: Page) -> None:
    page.context.clear_cookies()
    page.locator(".kpi-v").first.click()
    expect(page.get_by_label("登录名")).to_be_visible()
    assert page.url.endswith("/sign-in/?next=/figures/%3Fon%3D2022-12-31")


def test_without_script_a_figure_is_a_link_to_the_whole_page(chromium: Browser, demo: Office) -> None:
    context = chromium.new_context(base_url=demo.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, CLERK)
    page.goto(FIGURES)
    page.locator(".kpi-v").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("党组织覆盖率")
    context.close()


@pytest.mark.parametrize("look", [{}, {"dark": True}, {"large": True}], ids=["light", "dark", "large"])
def test_it_can_be_read_in_every_look_and_width(
    window: Callable[..., Page], demo: Office, look: dict[str, bool]
) -> None:
    page = window(demo, **look)
    sign_in(page, CLERK)
    found = {}
    for width in (390, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(FIGURES)
        page.locator(".kpi-v").first.click()
        expect(page.locator("#drawer h2").first).to_be_focused()
        if sideways(page) > 0:
            found[width, "sideways"] = str(sideways(page))
        for one in Axe().run(page).response["violations"]:
            if one["impact"] in GRAVE:
                found[width, one["id"]] = str([node["html"][:200] for node in one["nodes"]])
    assert found == {}
