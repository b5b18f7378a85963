"""A clerk of one town: nothing of another town on any page, in any fragment, export or evidence that he can reach."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook
from tests.browser.conftest import CLERK, sign_in
from tests.browser.serving import Office
from tests.walking import walk

pytestmark = pytest.mark.browser

TOWN_CLERK, TOWN, ELSEWHERE = "demo-beiyuan-clerk", "北塬镇", "城关镇"
ALL = "/organizations/export.xlsx?on=2022-12-31&status=all"
MOST = 400


def names(page: Page) -> set[str]:
    """What the organizations are called that somebody exports."""
    answer = page.request.get(ALL)
    assert answer.status == 200
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.body())).get_sheet_by_index(0).to_python()
    at = next(number for number, row in enumerate(sheet) if "名称" in "".join(map(str, row)))
    column = next(number for number, head in enumerate(sheet[at]) if "名称" in str(head))
    return {str(row[column]) for row in sheet[at + 1 :] if row[column]}


def others(every: set[str], own: set[str]) -> set[str]:
    """Names of others that are no part of one's own."""
    his = " ".join(own)
    return {name for name in every - own if name not in his}


def test_a_town_clerk_sees_his_town_only(window: Callable[..., Page], demo: Office) -> None:
    county = window(demo)
    sign_in(county, CLERK)
    every = names(county)
    page = window(demo)
    sign_in(page, TOWN_CLERK)
    own = names(page)
    foreign = others(every, own)
    assert (len(own) < 40, len(foreign) > 120) == (True, True)

    navigation = page.get_by_role("navigation", name="主导航").get_by_role("link")
    for at in range(navigation.count()):
        navigation.nth(at).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert not [name for name in foreign if name in page.content()]

    page.goto("/figures/?on=2022-12-31")
    page.locator(".kpi-v").first.click()
    expect(page.locator("#drawer")).to_contain_text("计入")
    assert not [name for name in foreign if name in page.content()]

    found, opened = {}, []

    def fetch(address: str) -> tuple[int, bytes]:
        answer = page.request.get(address)
        return answer.status, answer.body()

    for address, _, text in walk(fetch, "/?on=2022-12-31", MOST):
        opened.append(address)
        leaked = [name for name in foreign if name in text]
        if leaked:
            found[address] = leaked[:3]
    assert found == {}
    assert len([address for address in opened if "export.xlsx" in address]) >= 4
    assert [address for address in opened if re.match(r"/organizations/\d", address)]


def test_a_town_clerk_who_writes_another_town_into_an_address_is_refused(
    window: Callable[..., Page], demo: Office
) -> None:
    page = window(demo)
    sign_in(page, TOWN_CLERK)
    for address in ("/", "/figures/", "/organizations/", "/ledgers/members/", "/figures/covered/"):
        for asked in (f"unit={ELSEWHERE}", "line=competent", "line=party", "unit=澜川县&on=2022-12-31"):
            answer = page.goto(f"{address}?{asked}")
            assert answer is not None
            assert answer.status == 403
            expect(page.get_by_role("heading", level=1)).to_have_text("这个单位不在您的范围")
    for address in ("/import/", "/accounts/", "/import/batches/1/undo/"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 403
