"""Forms for a single record without a mouse, and what axe says of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import CLERK, sign_in
from tests.browser.serving import Office, served
from tests.browser.stores import demo_store
from tests.browser.test_keyboard import tab_to
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}
HREF = re.compile(r"/(\d+)/")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demo of this module's own: its tests record."""
    with served(demo_store(tmp_path_factory)) as office:
        yield office


def first_on(page: Page, ledger: str, prefix: str) -> str:
    """The page of the first thing of a ledger."""
    page.goto(f"/ledgers/{ledger}/")
    href = page.locator(f'tbody a[href^="/{prefix}/"]').first.get_attribute("href")
    found = HREF.search(href or "")
    assert found is not None
    return f"/{prefix}/{found[1]}/"


def type_day(page: Page) -> None:
    """Type 1 March 2024 into the focused date field, in the order in which this browser has its parts."""
    page.keyboard.type("03012024")
    if page.locator(":focus").input_value() != "2024-03-01":
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        page.keyboard.type("2024")
        page.keyboard.press("ArrowRight")
        page.keyboard.type("0301")
    expect(page.locator(":focus")).to_have_value("2024-03-01")


def test_a_party_organization_is_dissolved_and_its_members_move_without_a_mouse(
    window: Callable[..., Page], own: Office
) -> None:
    page = window(own, width=390)
    sign_in(page, CLERK)
    body = first_on(page, "members", "party-organizations")
    page.goto(body)
    name = page.get_by_role("heading", level=1).inner_text()
    members = page.locator("#members header .note").inner_text()
    tab_to(page, 'a[href$="/acts/dissolve/"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("撤销")
    tab_to(page, "#id_day")
    type_day(page)
    tab_to(page, "#id_successor")
    page.keyboard.type("党支部")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#problems")).to_contain_text("没有记账，填的都还在")
    expect(page.locator("#id_day")).to_have_value("2024-03-01")
    tab_to(page, 'input[name="successor-pick"]')
    picked = page.locator('.matches label:not(:has-text("' + name + '"))').first
    while not picked.locator("input").is_checked():
        page.keyboard.press("ArrowDown")
    successor = picked.locator("input").get_attribute("value")
    assert sideways(page) == 0
    page.keyboard.press("Enter")
    expect(page.locator(".vd.box").first).to_contain_text("2024-03-01 撤销")
    expect(page.get_by_text("看这一笔，或撤销")).to_be_visible()
    assert members.startswith("共 ")
    expect(page.locator("#members")).to_contain_text("当日没有党员的组织关系在这里")
    page.goto(f"/party-organizations/{successor}/")
    expect(page.locator("#members")).to_contain_text("2024-03-01")


FORMS = {
    "party organization": ("party-organizations", "party-organizations", "acts/adjust/"),
    "its end": ("party-organizations", "party-organizations", "acts/dissolve/"),
    "person": ("members", "persons", "acts/correct/"),
    "two persons": ("members", "persons", "acts/merge/"),
}


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_has_nothing_grave_to_say_of_the_forms(window: Callable[..., Page], own: Office, width: int) -> None:
    page = window(own, width=width)
    sign_in(page, CLERK)
    things = {}
    for ledger, prefix, _ in FORMS.values():
        things.setdefault((ledger, prefix), "")
    for ledger, prefix in things:
        things[ledger, prefix] = first_on(page, ledger, prefix)
    addresses = [f"{things[ledger, prefix]}{verb}" for ledger, prefix, verb in FORMS.values()]
    for address in (*addresses, "/party-organizations/new/", "/persons/new/"):
        for handed_in in (False, True):
            page.goto(address)
            if handed_in:
                page.locator("form.act footer button:not([name])").click()
                expect(page.locator("#problems")).to_be_visible()
            assert sideways(page) == 0, address
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            grave = [each for each in found if each["impact"] in GRAVE]
            assert grave == [], (address, [(each["id"], each["nodes"][0]["html"]) for each in grave])
