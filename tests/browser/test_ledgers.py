"""The declared ledgers: looked at in every width, used without a mouse and without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import CLERK, sign_in
from tests.browser.serving import Office
from tests.browser.test_pages import LOOKS, WIDTHS, grave
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

YEAR_END = "on=2022-12-31"
PAGES = {
    "organizations, two columns": f"/organizations/?{YEAR_END}&cols=name,covering",
    "party organizations": f"/ledgers/party-organizations/?{YEAR_END}",
    "every column": f"/ledgers/party-organizations/?{YEAR_END}&cols=name,kind,parent,covers,secretary,approval",
    "members, limited": f"/ledgers/members/?{YEAR_END}&q=%E7%8E%8B&sort=-joined",
    "posts": f"/ledgers/posts/?{YEAR_END}",
    "development": f"/ledgers/development/?{YEAR_END}",
    "meetings": f"/ledgers/meetings/?{YEAR_END}",
    "contributions": f"/ledgers/contributions/?{YEAR_END}",
    "nothing found": "/ledgers/members/?q=火星",
    "nothing known yet": "/ledgers/meetings/?known=0",
}


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_is_wider_than_its_window(window: Callable[..., Page], demo: Office, look: str) -> None:
    page = window(demo, **LOOKS[look])
    sign_in(page, CLERK)
    found = {}
    for name, address in PAGES.items():
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[name, width] = sideways(page)
    assert {where: pixels for where, pixels in found.items() if pixels > 0} == {}


def test_nothing_keeps_anybody_from_reading(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in(page, CLERK)
    found = {}
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for name, address in PAGES.items():
            page.goto(address)
            for summary in page.locator("main details > summary:visible").all():
                summary.click()
            found |= {(name, width, *where): html for where, html in grave(page).items()}
    assert found == {}


def test_filters_stand_open_on_a_wide_screen_and_behind_one_control_on_a_narrow_one(
    window: Callable[..., Page], demo: Office
) -> None:
    page = window(demo)
    sign_in(page, CLERK)
    page.goto(PAGES["party organizations"])
    expect(page.locator("#by-kind")).to_be_visible()
    expect(page.locator(".filters summary")).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.locator("#by-kind")).to_be_hidden()
    page.locator(".filters summary").click()
    page.locator("#by-kind").select_option("joint_branch")
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".limits .fchip")).to_contain_text("类型：联合党支部")


def test_columns_views_and_the_chosen_rows(window: Callable[..., Page], demo: Office) -> None:
    page = window(demo)
    sign_in(page, CLERK)
    page.goto(PAGES["members, limited"])
    page.locator(".columns > summary").click()
    page.get_by_label("性别").uncheck()
    page.get_by_role("button", name="显示这些列").click()
    expect(page.locator(".columns > summary")).to_have_text("列 7/9")
    page.get_by_text("存为视图").click()
    page.get_by_label("视图名称").fill("姓王的")
    page.get_by_role("button", name="存下").click()
    expect(page.locator(".saved .fchip.on")).to_have_text("姓王的")
    every = page.locator("tbody tr:visible").count()
    page.locator("tbody .pick input").first.check()
    page.emulate_media(media="print")
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    page.emulate_media(media="screen")
    expect(page.locator("tbody tr:visible")).to_have_count(every)
    with page.expect_download() as handed:
        page.get_by_role("button", name="只导出选中的").click()
    assert handed.value.suggested_filename == "党员台账2022-12-31.xlsx"
    page.get_by_text("管理视图").click()
    page.get_by_role("button", name="删除视图“姓王的”").click()
    expect(page.locator(".alert")).to_contain_text("已删除视图“姓王的”")
