"""Recording a meeting on a phone: few taps; once, wherever the network is cut; pages that fit and axe accepts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from tests.browser.conftest import PATIENCE
from tests.browser.phone_branch import PASSWORD, RECORDER
from tests.browser.serving import Office, served, shejian
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
MOST_TAPS = 8
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A branch of twelve members."""
    home = tmp_path_factory.mktemp("branch")
    shejian(home, "init")
    stated = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    command = [sys.executable, "-m", "tests.browser.phone_branch"]
    subprocess.run(command, check=True, cwd=ROOT, env=stated | {"SHEJIAN_HOME": str(home)})
    with served(home) as office:
        yield office


@pytest.fixture
def phone(chromium: Browser, branch: Office) -> Iterator[Page]:
    """A phone whose owner is signed in. Its network is cut on purpose, so that it is not watched."""
    page = device(chromium, branch)
    yield page
    page.context.close()


def device(chromium: Browser, branch: Office) -> Page:
    """A phone, signed in."""
    context = chromium.new_context(
        base_url=branch.address,
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=True,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page)
    return page


def sign_in(page: Page) -> None:
    page.goto("/sign-in/?next=/m/")
    page.get_by_label("登录名").fill(RECORDER)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="还要办")).to_be_visible()


@dataclass
class Hand:
    """Counts what a hand does."""

    taps: int = 0

    def tap(self, what: Locator) -> None:
        self.taps += 1
        what.click()

    def type(self, where: Locator, text: str) -> None:
        """A group of keystrokes; tapping into the box is counted, too."""
        self.taps += 2
        where.click()
        where.fill(text)


def state(page: Page, member: int, word: str) -> Locator:
    return page.locator(".member").nth(member).get_by_text(word, exact=True)


def held(page: Page) -> list[str]:
    """The meetings on record."""
    page.goto("/m/meetings/")
    return page.locator(".held .what").all_inner_texts()


def open_form(page: Page, kind: str, topic: str) -> None:
    page.goto("/m/meetings/new/")
    page.get_by_text(kind, exact=True).click()
    page.get_by_role("textbox", name="主题").fill(topic)
    expect(page.locator("[data-kept]")).to_contain_text("已存本机")


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="提交").click()


def test_a_meeting_of_twelve_is_recorded_in_eight_taps(phone: Page) -> None:
    hand = Hand()
    hand.tap(phone.get_by_role("link", name="记一次会"))
    hand.tap(phone.get_by_text("主题党日", exact=True))
    hand.tap(state(phone, 2, "假"))
    hand.tap(state(phone, 4, "缺"))
    expect(phone.locator(".tally")).to_contain_text("到 10 假 1 缺 1")
    hand.type(phone.get_by_label("做了什么、定了什么"), "清理渠口支渠 1.2 公里，看望困难党员 2 户。")
    hand.tap(phone.get_by_role("button", name="提交"))
    expect(phone.get_by_text("应到 12 人，实到 10 人，记为第")).to_be_visible()
    assert hand.taps <= MOST_TAPS
    assert sum("主题党日" in one for one in held(phone)) == 1


def test_a_plan_is_recorded_in_two_taps(phone: Page) -> None:
    phone.get_by_role("link", name="讲党课").click()
    hand_in(phone)
    expect(phone.get_by_text("党课“讲党课”，应到 12 人，实到 12 人")).to_be_visible()


def _swallow_the_answer(route: Route) -> None:
    route.fetch()  # the office has it; the phone never hears
    route.abort("connectionreset")


def _cut(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_network_cut_in_mid_save_records_it_once(phone: Page, cut: str) -> None:
    topic = f"断网{cut}"
    open_form(phone, "党员大会", topic)
    phone.route("**/m/meetings/new/**", _swallow_the_answer if cut == "after" else _cut)
    hand_in(phone)
    expect(phone.get_by_role("heading", name="还没有送出，已存本机")).to_be_visible()
    expect(phone.get_by_text("现在连不上。填的都在本机")).to_be_visible()
    phone.unroute("**/m/meetings/new/**")
    phone.goto("/m/")
    phone.wait_for_url("**/m/meetings/**")
    assert len([one for one in held(phone) if topic in one]) == 1
    expect(phone.locator("[data-device]")).to_be_hidden()


def test_without_a_network_the_form_opens_and_is_sent_after_signing_in_anew(phone: Page) -> None:
    phone.wait_for_function("navigator.serviceWorker.ready.then(() => caches.match('/m/meetings/new/'))")
    phone.reload()
    phone.context.set_offline(True)
    phone.goto("/m/meetings/new/")
    phone.get_by_text("支委会", exact=True).click()
    phone.get_by_role("textbox", name="主题").fill("没有网")
    hand_in(phone)
    expect(phone.get_by_role("heading", name="还没有送出，已存本机")).to_be_visible()
    _forget_session(phone.context)
    phone.context.set_offline(False)
    phone.evaluate("window.shejian.flush()")
    sign_in_again(phone)
    phone.wait_for_url("**/m/meetings/**")
    assert len([one for one in held(phone) if "没有网" in one]) == 1


def sign_in_again(page: Page) -> None:
    page.goto("/sign-in/?next=/m/")
    page.get_by_label("登录名").fill(RECORDER)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def _forget_session(context: BrowserContext) -> None:
    context.clear_cookies(name="sessionid")


def test_a_draft_stays_on_the_device_until_it_is_handed_in(phone: Page) -> None:
    open_form(phone, "谈心谈话", "草稿里的")
    phone.goto("/m/")
    expect(phone.locator("[data-device]")).to_contain_text("谈心谈话")
    phone.locator("[data-device] a").click()
    expect(phone.get_by_text("接着上次没有交的填")).to_be_visible()
    expect(phone.get_by_role("textbox", name="主题")).to_have_value("草稿里的")
    phone.get_by_role("button", name="不要了，重新填").click()
    expect(phone.get_by_role("textbox", name="主题")).to_have_value("")


def test_what_cannot_be_is_said_at_its_place_and_stays(phone: Page) -> None:
    phone.goto("/m/meetings/new/")
    phone.get_by_label("做了什么、定了什么").fill("没有选哪一种")
    hand_in(phone)
    expect(phone.locator("[data-error=kind]")).to_have_text("请选类型")
    expect(phone.get_by_label("做了什么、定了什么")).to_have_value("没有选哪一种")


def test_what_the_office_refuses_waits_one_by_one_until_it_is_put_right(phone: Page) -> None:
    """Two meetings of one branch are handed in without their kind while there is no network."""
    phone.wait_for_function("navigator.serviceWorker.ready.then(() => caches.match('/m/meetings/new/'))")
    phone.reload()
    phone.context.set_offline(True)
    for topic in ("先开的", "后开的"):
        phone.goto("/m/meetings/new/")
        phone.get_by_role("textbox", name="主题").fill(topic)
        hand_in(phone)
        expect(phone.get_by_role("heading", name="还没有送出，已存本机")).to_be_visible()
    phone.context.set_offline(False)
    phone.goto("/m/")
    waiting = phone.locator("[data-device] a").filter(has_text="没有选哪一种")
    expect(waiting).to_have_count(2)
    for topic in ("先开的", "后开的"):
        phone.goto("/m/")
        phone.locator("[data-device] a").first.click()
        expect(phone.locator("[data-error=kind]")).to_have_text("请选类型")
        expect(phone.get_by_role("textbox", name="主题")).to_have_value(topic)
        phone.get_by_text("谈心谈话", exact=True).click()
        hand_in(phone)
        expect(phone.get_by_text("谈心谈话", exact=False).first).to_be_visible()
        phone.wait_for_url("**/m/meetings/?**")
    assert [sum(topic in one for one in held(phone)) for topic in ("先开的", "后开的")] == [1, 1]
    phone.goto("/m/")
    expect(phone.locator("[data-device]")).to_be_hidden()


def correct(page: Page, topic: str) -> None:
    """Open 更正 of the meeting of this topic."""
    page.goto("/m/meetings/")
    page.locator(".held details", has_text=topic).locator("summary").click()
    page.locator(".held details[open]").get_by_role("link", name="更正").click()


def test_a_correction_begun_before_does_not_write_over_what_was_recorded_since(
    phone: Page, chromium: Browser, branch: Office
) -> None:
    open_form(phone, "谈心谈话", "两头改")
    hand_in(phone)
    expect(phone.get_by_text("谈心谈话“两头改”")).to_be_visible()
    correct(phone, "两头改")
    topic = phone.get_by_role("textbox", name="主题")
    topic.fill("我改了一半")
    expect(phone.locator("[data-kept]")).to_contain_text("已存本机")
    other = device(chromium, branch)
    correct(other, "两头改")
    other.get_by_role("textbox", name="主题").fill("别处改了")
    hand_in(other)
    expect(other.get_by_text("已更正")).to_be_visible()
    other.context.close()
    phone.reload()
    expect(phone.get_by_text("这次会又有了新的记录。现在填着的是您上次的")).to_be_visible()
    expect(topic).to_have_value("我改了一半")
    hand_in(phone)
    expect(phone.get_by_text("这次没有记账；请回到会议，重新打开再改")).to_be_visible()
    assert sum("别处改了" in one for one in held(phone)) == 1
    correct(phone, "别处改了")
    phone.get_by_role("button", name="不要了，重新填").click()
    expect(topic).to_have_value("别处改了")


def test_without_a_network_no_form_opens_that_is_of_another_meeting(phone: Page) -> None:
    open_form(phone, "谈心谈话", "不该打开的")
    hand_in(phone)
    expect(phone.get_by_text("谈心谈话“不该打开的”")).to_be_visible()
    phone.goto("/m/")
    phone.wait_for_function("navigator.serviceWorker.ready.then(() => caches.match('/m/meetings/new/'))")
    phone.reload()
    line = phone.locator('a[href*="/meetings/new/?"]').first.get_attribute("href")
    correct(phone, "不该打开的")
    address = phone.url
    phone.context.set_offline(True)
    phone.goto(f"{line}&kind=talk")
    expect(phone.get_by_role("heading", name="记一次会")).to_be_visible()
    expect(phone.get_by_role("textbox", name="主题")).to_have_value("")
    phone.goto(address)
    expect(phone.get_by_role("heading", name="现在没有网络")).to_be_visible()


def test_what_was_kept_for_when_there_is_no_network_goes_wherever_he_signs_out(phone: Page) -> None:
    phone.wait_for_function("navigator.serviceWorker.ready.then(() => caches.match('/m/'))")
    phone.goto("/me/")
    phone.get_by_role("button", name="退出").click()
    expect(phone.get_by_role("heading", name="登录")).to_be_visible()
    phone.wait_for_function("caches.match('/m/').then((found) => !found)")


@pytest.mark.parametrize("width", [390, 1440])
def test_pages_fit_and_axe_objects_to_nothing(phone: Page, width: int) -> None:
    found, beyond = {}, {}
    phone.set_viewport_size({"width": width, "height": 844})
    for address in ("/m/", "/m/meetings/", "/m/meetings/new/", "/m/meetings/code/"):
        phone.goto(address)
        if sideways(phone) > 0:
            beyond[address] = sideways(phone)
        violations = Axe().run(phone, options={"resultTypes": ["violations"]}).response["violations"]
        if grave := [one["id"] for one in violations if one["impact"] in GRAVE]:
            found[address] = grave
        if folder := os.environ.get("SHEJIAN_SHOTS"):
            phone.screenshot(path=f"{folder}/{width}{address.replace('/', '-')}.png", full_page=True)
    assert (beyond, found) == ({}, {})
