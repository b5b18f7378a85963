"""Debian's Chromium on the program as it is served. Without it: skipped, loudly; with ``SHEJIAN_DEMAND=1``, failed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.browser.serving import Office, served
from tests.browser.stores import demo_store, untidy_store
from tests.browser.watching import Watch

HOW = "apt-get install chromium fonts-noto-cjk"
CHROMIUM = Path("/usr/bin/chromium")
INSTALLED = {
    "chromium": CHROMIUM.exists(),
    "fonts-noto-cjk": any(Path("/usr/share/fonts").glob("*/noto/NotoSansCJK-*")),
}
"""The Debian packages that the browser tests need, and whether each is there, to judge by a file that it brings."""
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
]
PATIENCE = 30_000
"""Milliseconds; reading and applying a workbook on a busy machine take the longest."""
CLERK, TOWN_READER, PASSWORD = "demo-clerk", "demo-beiyuan", "lanchuan-xugou-2022"

MISSING = [name for name, there in INSTALLED.items() if not there]
SAID = f"没有安装 {'、'.join(MISSING)}，浏览器测试没有运行；安装：{HOW}"
WANTED = pytest.StashKey[bool]()
"""Whether a browser test was to run at all."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if MISSING and WANTED in terminalreporter.config.stash:
        terminalreporter.write(f"\n{'*' * 78}\n***  {SAID}\n{'*' * 78}\n", yellow=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def _installed(pytestconfig: pytest.Config) -> None:
    pytestconfig.stash[WANTED] = True
    if not MISSING:
        return
    if os.environ.get("SHEJIAN_DEMAND") == "1":
        pytest.fail(SAID, pytrace=False)
    pytest.skip(SAID)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """澜川县 as ``shejian init --demo`` makes it. Tests must not change it."""
    with served(demo_store(tmp_path_factory)) as office:
        yield office


@pytest.fixture
def untidy(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[Office]:
    """The untidy county's units and clerk, and none of its rows."""
    with served(untidy_store(tmp_path_factory, data / "county-as-kept.xlsx")) as office:
        yield office


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module: its event loop must be gone before other tests use the database in this process."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens windows upon an office, each with nothing remembered; whatever one complains of fails the test."""
    watches: list[Watch] = []

    def open_window(office: Office, *, width: int = 1440, dark: bool = False, large: bool = False) -> Page:
        context = chromium.new_context(
            base_url=office.address,
            viewport={"width": width, "height": 900},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(PATIENCE)
        if large:
            context.add_cookies([{"name": "size", "value": "large", "url": office.address}])
        watch = Watch(office.address)
        watch.of(context)
        watches.append(watch)
        return context.new_page()

    yield open_window
    for context in chromium.contexts:
        context.close()
    assert [problem for watch in watches for problem in watch.found] == []


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Sign in with the mouse."""
    page.goto("/sign-in/")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("口令").fill(password)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")


def turn_clock(page: Page, on: str) -> None:
    """Ask the page in view for another day, with the mouse."""
    page.locator(".clock > summary").click()
    page.get_by_label("截至哪天的情况").fill(on)
    page.get_by_role("button", name="按此查看").click()
    expect(page.locator(".clock > summary")).to_contain_text(f"截至 {int(on[:4])}年{int(on[5:7])}月{int(on[8:])}日")
