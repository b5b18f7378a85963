"""Takes a picture of every page, at the width of a desk and of a telephone, into docs/pictures.

python -m docs.take_pictures            all of them
python -m docs.take_pictures NAME…      those whose names begin so, and what must be done before them

The office is the invented county's, made anew in a temporary folder, at a moment that stands still: the same program
makes the same pictures, but for how the machine draws its fonts. Needs Debian's chromium and fonts-noto-cjk.
"""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docs.pictured_pages import PICTURES, Desk, Picture
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FOLDER = Path(__file__).parent / "pictures"
OFFICE = Path(__file__).with_name("pictured_office.py")
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--lang=zh-CN", "--hide-scrollbars", "--force-device-scale-factor=1"]
WIDTHS = (1440, 390)
LOWEST, HIGHEST = {1440: 900, 390: 844}, {1440: 1500, 390: 2200}
QUALITY = 72
PATIENCE = 120
BEAT = 0.2
PASSWORD = "lanchuan-xugou-2022"  # noqa: S105 - the demo's, printed by `make demo`


@contextmanager
def office(home: Path) -> Iterator[str]:
    """The invented county at its address, until the block is left."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    own = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SHEJIAN_HOSTS", "SHEJIAN_ORIGINS", "SHEJIAN_HTTPS"}
    environment = {name: value for name, value in os.environ.items() if name not in own}
    server = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(OFFICE), str(port)],
        env=environment | {"SHEJIAN_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        begun = time.monotonic()
        while not _answers(address):
            assert server.poll() is None, "the office did not start"
            assert time.monotonic() - begun < PATIENCE, "the office does not answer"
            time.sleep(BEAT)
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/sign-in/", timeout=PATIENCE):  # noqa: S310 - our own address
            return True
    except urllib.error.URLError:
        return False


def window(browser: Browser, address: str, picture: Picture) -> BrowserContext:
    """A window in which that picture's person is signed in."""
    context = browser.new_context(
        base_url=address,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        color_scheme="dark" if picture.look == "dark" else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE * 1000)
    if picture.look == "large":
        context.add_cookies([{"name": "size", "value": "large", "url": address}])
    if picture.who:
        page = context.new_page()
        page.goto("/sign-in/")
        page.get_by_label("登录名").fill(picture.who)
        page.get_by_label("口令").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/")
        page.close()
    return context


def take(desk: Desk, picture: Picture, folder: Path) -> None:
    """Open the page, and picture it at both widths."""
    if callable(picture.go):
        picture.go(desk)
    else:
        desk.page.goto(picture.go)
    for width in WIDTHS:
        (folder / f"{picture.name}-{width}.webp").write_bytes(_shot(desk.page, width))


def _shot(page: Page, width: int) -> bytes:
    page.set_viewport_size({"width": width, "height": LOWEST[width]})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(height, LOWEST[width]), HIGHEST[width])})
    page.evaluate("document.activeElement?.blur(); document.fonts.ready.then(() => scrollTo(0, 0))")
    page.wait_for_timeout(BEAT * 1000)
    cast = page.context.new_cdp_session(page)
    said = cast.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    cast.detach()
    return base64.b64decode(said["data"])


def main(wanted: list[str]) -> int:
    """Take the pictures."""
    FOLDER.mkdir(exist_ok=True)
    if not wanted:
        for old in FOLDER.glob("*.webp"):
            old.unlink()
    with (
        tempfile.TemporaryDirectory(prefix="pictures-") as place,
        tempfile.TemporaryDirectory(prefix="pictures-") as aside,
        office(Path(place)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, env=os.environ | {"LANGUAGE": "zh_CN"}
        )
        windows: dict[tuple[str, str], Desk] = {}
        made: dict[str, str] = {}
        for picture in PICTURES:
            asked = not wanted or picture.name.startswith(tuple(wanted))
            if not asked and not callable(picture.go):
                continue
            key = (picture.who, picture.look)
            if key not in windows:
                context = window(browser, address, picture)
                windows[key] = Desk(context.new_page(), Path(place), made)
            take(windows[key], picture, FOLDER if asked else Path(aside))
            print(picture.name, flush=True)
        browser.close()
    print(f"{sum(one.stat().st_size for one in FOLDER.glob('*.webp')) / 1e6:.1f} MB in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
