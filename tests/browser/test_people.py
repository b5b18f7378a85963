"""Accounts in a browser: by keyboard, in every look, and a newcomer's way from a one-time password to her own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import PASSWORD, sign_in
from tests.browser.serving import Office, served
from tests.browser.stores import demo_store
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

ADMINISTRATOR, OWN = "demo-admin", "beiyuan-xinren-1"
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demo of this module's own: accounts are opened in it."""
    with served(demo_store(tmp_path_factory)) as office:
        yield office


def addresses(page: Page) -> list[str]:
    """The pages of accounts, one of each kind."""
    page.goto("/accounts/?q=demo-beiyuan-clerk")
    account = page.locator(".accounts tbody .name").get_attribute("href") or ""
    page.goto(account)
    acts = [link.get_attribute("href") or "" for link in page.locator("main a.btn").all()]
    return ["/accounts/", "/accounts/?q=zzz", "/accounts/new/", "/me/", account, *acts]


@pytest.mark.parametrize("look", [{}, {"dark": True}, {"large": True}])
def test_pages_of_accounts_fit_their_window_and_axe_objects_to_nothing(
    window: Callable[..., Page], own: Office, look: dict[str, bool]
) -> None:
    page = window(own, **look)
    sign_in(page, ADMINISTRATOR)
    beyond, found = {}, {}
    for address in addresses(page):
        page.goto(address)
        for width in (390, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            if sideways(page) > 0:
                beyond[(address, width)] = sideways(page)
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if grave := [one["id"] for one in violations if one["impact"] in GRAVE]:
            found[address] = grave
    assert (beyond, found) == ({}, {})


def test_a_newcomer_is_given_an_account_and_makes_the_password_her_own(
    window: Callable[..., Page], own: Office
) -> None:
    page = window(own)
    sign_in(page, ADMINISTRATOR)
    page.get_by_role("link", name="人员").press("Enter")
    page.get_by_role("link", name="开立账号").press("Enter")
    page.get_by_label("姓名").fill("郑禾")
    page.get_by_label("登录名").fill("zhenghe")
    page.get_by_label("单位").select_option(label="澜川县/北塬镇（属地）")
    page.get_by_role("button", name="开立账号").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("已给郑禾开立账号")
    given = page.locator(".one-time").inner_text()
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("一次性口令只显示一次")
    assert given not in page.content()

    hers = window(own)
    hers.goto("/sign-in/")
    hers.get_by_label("登录名").fill("zhenghe")
    hers.get_by_label("口令").fill(given)
    hers.get_by_label("这是公用电脑").check()
    hers.get_by_role("button", name="登录").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("改口令")
    hers.goto("/figures/")
    expect(hers.get_by_role("heading", level=1)).to_have_text("改口令")
    hers.get_by_label("现在的口令").fill(given)
    hers.get_by_label("新口令", exact=True).fill(OWN)
    hers.get_by_label("再输一遍新口令").fill(OWN)
    hers.get_by_role("button", name="改口令").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("工作台")
    hers.goto("/me/")
    expect(hers.locator("main")).to_contain_text("这里是公用电脑")
    assert PASSWORD not in hers.content()
