"""Every page in every look: nothing sideways, nothing that axe objects to; the window itself watches for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CLERK, sign_in
from tests.browser.serving import Office, served, shejian
from tests.browser.stores import demo_store
from tests.browser.watching import Watch, sideways

pytestmark = pytest.mark.browser

YEAR_END = "on=2022-12-31"
PAGES = {
    "workbench": "/",
    "workbench, another day": f"/?{YEAR_END}",
    "workbench, nothing yet": "/?known=0",
    "what is due": f"/due/?{YEAR_END}&within=365",
    "what is due, today": "/due/",
    "what is due, in a month": f"/due/month/?{YEAR_END}&month=2023-01",
    "cases, none yet": "/cases/",
    "starting a case": "/cases/new/",
    "starting the register": "/cases/register/",
    "findings": f"/findings/?{YEAR_END}",
    "rules": "/rules/",
    "a rule": "/rules/development.object.superior_action/",
    "instruments": "/instruments/",
    "an instrument": "/instruments/development-rules-2026/",
    "both coverages": f"/coverage/?{YEAR_END}",
    "both coverages, today": "/coverage/",
    "catalogue": f"/figures/catalogue/?{YEAR_END}",
    "catalogue, nothing found": "/figures/catalogue/?q=zzz",
    "two days": f"/figures/compare/?{YEAR_END}",
    "statutory table": f"/figures/table/?{YEAR_END}",
    "figures, today": "/figures/",
    "figures, another day": f"/figures/?{YEAR_END}",
    "figures, by way of founding": f"/figures/?{YEAR_END}&by=mode",
    "figures, none yet": "/figures/?known=0",
    "a share": f"/figures/organization_coverage/?{YEAR_END}",
    "a share of one group": f"/figures/organization_coverage/?{YEAR_END}&by=mode&group=joint",
    "rows left out": f"/figures/covered/?{YEAR_END}&show=out",
    "what came and went": f"/figures/covered/?{YEAR_END}&from=2022-01-01&show=change",
    "a flow": f"/figures/deregistered/?{YEAR_END}",
    "a sum": f"/figures/donated_money/?{YEAR_END}",
    "not known": "/figures/should_have_built/",
    "persons": f"/figures/members/?{YEAR_END}",
    "rows of one reason": f"/figures/covered/?{YEAR_END}&why=由党组织覆盖（联合组建）",
    "two days, each by its own ledger": f"/figures/compare/?{YEAR_END}&from_known=0",
    "an organization": f"/organizations/5/?{YEAR_END}",
    "an organization, today": "/organizations/5/",
    "a party organization": f"/party-organizations/5/?{YEAR_END}",
    "a party organization of nobody": f"/party-organizations/1/?{YEAR_END}",
    "a person": f"/persons/5/?{YEAR_END}",
    "a person, today": "/persons/5/",
    "no such organization": "/organizations/999999/",
    "help": "/help/",
    "reports, none yet": "/reports/",
    "importing": "/import/",
    "a batch": "/import/batches/1/",
    "undoing": "/import/batches/1/undo/",
    "password": "/password/",
    "a question without an answer": "/?on=2022-13-31",
    "no such figure": "/figures/nothing/",
    "no such page": "/nothing/",
}
SHOWN = ("faults", "changed", "notices", "new", "absent")
WIDTHS = (390, 1280, 1440)
LOOKS = {"light": {}, "dark": {"dark": True}, "large": {"large": True}}
SCHEMES = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]},
}
GRAVE = {"serious", "critical"}
OPENED = {"sign-in", "figures, another day"}
"""Between them they have every popover there is; there they are looked at open as well."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demo of this module's own, with a second county's ledger begun in it: that county's file is handed in here."""
    home = demo_store(tmp_path_factory)
    shejian(home, "unit", "add", "青原县", "--kind", "region", "--alias", "青原县民政局")
    with served(home) as office:
        yield office


def hand_in(page: Page, file: Path) -> str:
    """Hand a file in; the address of its page once it has been read."""
    page.goto("/import/")
    page.get_by_label("Excel 台账").set_input_files(file)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator(".foot-bar")).to_contain_text("将入账")
    return page.url


@pytest.fixture
def every(own: Office, data: Path) -> Callable[[Page], Iterator[str]]:
    """Opens every page after the other in a window and yields its name."""

    def walk(page: Page) -> Iterator[str]:
        page.goto("/sign-in/")
        yield "sign-in"
        sign_in(page, CLERK)
        for name, address in PAGES.items():
            page.goto(address)
            yield name
        upload = hand_in(page, data / "county-as-kept.xlsx")
        for shown in SHOWN:
            page.goto(f"{upload}?show={shown}")
            yield f"an upload, {shown}"
        page.get_by_role("button", name="放弃", exact=True).click()
        expect(page.get_by_text("已放弃", exact=True)).to_be_visible()
        yield "an upload, given up"

    return walk


def popovers(page: Page) -> dict[str, int]:
    """How far the page reaches sideways with each popover open, and the popover beyond its own sides."""
    found = {}
    for popover in page.locator("details.pop").all():
        popover.locator("summary").click()
        panel = popover.locator(".panel")
        label = panel.locator("h2").inner_text()
        found[f"page with {label}"] = sideways(page)
        found[label] = int(panel.evaluate("one => one.scrollWidth - one.clientWidth"))
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_is_wider_than_its_window(
    window: Callable[..., Page], own: Office, every: Callable[[Page], Iterator[str]], look: str
) -> None:
    page = window(own, **LOOKS[look])
    found = {}
    for name in every(page):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            beyond = {"page": sideways(page)} | (popovers(page) if name in OPENED else {})
            found |= {(name, width, what): pixels for what, pixels in beyond.items() if pixels > 0}
    assert found == {}


def test_nothing_keeps_anybody_from_reading(
    window: Callable[..., Page], own: Office, every: Callable[[Page], Iterator[str]]
) -> None:
    page = window(own)
    found = {}
    for name in every(page):
        found |= {(name, *where): html for where, html in grave(page).items()}
        for at in range(page.locator("details").count() if name in OPENED else 0):
            page.locator("details").nth(at).evaluate("one => one.open = true")
            found |= {(name, at, *where): html for where, html in grave(page).items()}
    assert found == {}


def grave(page: Page) -> dict[tuple[str, ...], str]:
    """What axe objects to, and where. In the dark only the colours differ, so only they are looked at again."""
    found = {}
    for scheme, options in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        for one in Axe().run(page, options=options).response["violations"]:
            if one["impact"] in GRAVE:
                for node in one["nodes"]:
                    found[scheme, one["id"], " ".join(map(str, node["target"]))] = node["html"][:200]
    page.emulate_media(color_scheme="light")
    return found


def test_the_watch_sees_what_the_policy_forbids_and_who_else_is_asked(chromium: Browser, own: Office) -> None:
    watch = Watch(own.address)
    context = chromium.new_context(base_url=own.address)
    watch.of(context)
    page = context.new_page()
    page.goto("/sign-in/")
    assert watch.found == []
    smuggled = "<b onclick=1></b><img src=http://127.0.0.2/>"
    with page.expect_event("requestfailed"):
        page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", smuggled)
    assert {found.split(":")[0] for found in watch.found} == {"error", "elsewhere", "csp"}
    for rule in ("script-src", "img-src"):
        assert any(rule in found for found in watch.found)
    context.close()
