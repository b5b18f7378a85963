"""A report from its first word to its file: written, marked, remarked on, issued, downloaded, checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CLERK, TOWN_READER, sign_in
from tests.browser.serving import Office, served, shejian
from tests.browser.test_pages import grave
from tests.browser.watching import sideways
from tests.reports.reading import Word

pytestmark = pytest.mark.browser

WORDS = {
    "1.1": "认真履行责任，建立党组织139个。",
    "2": "责任压力传导还不到位。\n主观上学习不够。",
    "3": "完成全部换届。",
    "issuer": "中共澜川县社会组织工作委员会",
}
WIDTHS = (390, 1280, 1440)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demo of this module's own: its tests write in it, one after the other."""
    home = tmp_path_factory.mktemp("reports")
    shejian(home, "init", "--demo")
    with served(home) as office:
        yield office


def start(page: Page, year: int = 2022) -> None:
    """Start a report of the whole county."""
    page.goto("/reports/")
    page.get_by_label("年度").fill(str(year))
    page.get_by_role("button", name="起稿").click()
    expect(page.locator(".seal")).to_have_text("草稿 · 数未冻结")


def text(page: Page, place: str) -> str:
    return page.locator(f'textarea[name="text-{place}"]').input_value()


def fill(page: Page, place: str, words: str) -> None:
    page.locator(f'textarea[name="text-{place}"]').fill(words)


def finish(page: Page) -> None:
    """The author's words in every place that waits for them."""
    for place, words in WORDS.items():
        fill(page, place, words)
    for place in ("1.2", "1.3", "1.4", "1.5"):
        lines = [line for line in text(page, place).split("\n") if not line.startswith("〔")]
        fill(page, place, re.sub("〔[^〕]*〕", "七月一日在县委党校举行。", "\n".join(lines)))


@pytest.fixture(scope="module")
def issued(own: Office, chromium: Browser) -> str:
    """The address of a report of the county that was issued."""
    context = chromium.new_context(base_url=own.address, locale="zh-CN")
    page = context.new_page()
    sign_in(page, CLERK)
    start(page)
    finish(page)
    fill(page, "1.1", "认真履行责任。")
    page.get_by_role("button", name="保存").last.click()
    expect(page.locator(".doc-foot")).to_contain_text("都写好了，可以签发。")
    page.get_by_role("link", name="签发…").click()
    page.get_by_role("button", name="签发").click()
    expect(page.locator(".seal")).to_contain_text("已签发")
    address = page.url
    context.close()
    return address


def test_a_clerk_writes_issues_and_downloads_a_report(window: Callable[..., Page], own: Office) -> None:
    page = window(own)
    sign_in(page, CLERK)
    start(page)
    finish(page)
    # the script stores what is typed and renews paper and marks without leaving the page
    expect(page.locator(".paper")).to_contain_text("建立党组织139个")
    expect(page.locator(".mk dd").first).to_have_text("党组织 139个")
    page.get_by_role("button", name="改为绑定").click()
    expect(page.locator(".mk")).to_have_count(0)
    assert text(page, "1.1") == "认真履行责任，建立党组织{党组织}个。"

    page.locator("#place-3 summary").click()
    page.get_by_label("对三、下一步打算的批注").fill("加上时限")
    page.locator("#place-3").get_by_role("button", name="记下批注").click()
    expect(page.locator("#place-3 .comment")).to_contain_text("加上时限")
    page.get_by_role("link", name="签发…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2022 年度述职报告还不能签发")
    page.get_by_role("link", name="三、下一步打算").click()
    page.get_by_role("button", name="已处理").click()
    expect(page.locator("#place-3 .comment.done")).to_have_count(1)
    expect(page.locator(".doc-foot")).to_contain_text("都写好了，可以签发。")

    page.get_by_role("link", name="签发…").click()
    page.get_by_label("文号").fill("澜社工委〔2026〕31 号")
    page.get_by_role("button", name="签发").click()
    expect(page.locator(".seal")).to_contain_text("已签发")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word").click()
    word = Word.of(waiting.value.path().read_bytes())
    said = dict(word.figures)
    assert (said["organization_coverage|照实"], said["donating_organizations|多"]) == ("86.9%", "100多")
    assert "建立党组织143个。" in word.text
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="账上现在还这样说吗").click()
    expect(page.locator(".marks-h [role=status]")).to_contain_text("21 个都相同，账上现在还这样说")
    figure = page.locator(".paper .lf", has_text="86.9%")
    figure.click()
    expect(page.locator(".value")).to_contain_text("153 ÷ 176")


def test_all_of_it_works_without_script_and_two_writers_lose_nothing(chromium: Browser, own: Office) -> None:
    pages = []
    for _ in range(2):
        context = chromium.new_context(base_url=own.address, java_script_enabled=False, locale="zh-CN")
        page = context.new_page()
        sign_in(page, CLERK)
        pages.append(page)
    mine, other = pages
    start(mine)
    other.goto(mine.url)
    fill(other, "3", "别人写的。")
    other.get_by_role("button", name="保存").last.click()
    expect(other.locator(".paper")).to_contain_text("别人写的。")
    fill(mine, "3", "我写的。")
    mine.get_by_role("button", name="保存").last.click()
    expect(mine.locator(".theirs")).to_have_text("别人写的。")
    assert text(mine, "3") == "我写的。"
    mine.get_by_label("哪个数").select_option("donating_organizations")
    mine.get_by_label("写法").select_option("多")
    mine.get_by_label("插到哪一处的末尾").select_option("3")
    mine.get_by_role("button", name="插入").click()
    expect(mine.locator(".paper")).to_contain_text("我写的。100多")


def test_while_anothers_words_are_shown_nothing_is_stored_until_a_button_decides(
    chromium: Browser, own: Office
) -> None:
    context = chromium.new_context(base_url=own.address, locale="zh-CN")
    mine, other = context.new_page(), context.new_page()
    sign_in(mine, CLERK)
    start(mine)
    other.goto(mine.url)
    fill(other, "3", "别人写的。")
    expect(other.locator(".paper")).to_contain_text("别人写的。")
    fill(mine, "3", "我写的。")
    expect(mine.locator(".theirs")).to_have_text("别人写的。")
    mine.locator('textarea[name="text-3"]').press_sequentially("再添几个字。")
    mine.wait_for_timeout(2500)
    expect(mine.locator(".theirs")).to_have_text("别人写的。")
    other.reload()
    assert text(other, "3") == "别人写的。"
    mine.get_by_role("button", name="保存").last.click()
    expect(mine.locator(".theirs")).to_have_count(0)
    expect(mine.locator(".paper")).to_contain_text("我写的。再添几个字。")


def test_what_is_typed_while_the_answer_is_on_its_way_stays(window: Callable[..., Page], own: Office) -> None:
    page = window(own)
    sign_in(page, CLERK)
    start(page)
    area = page.locator('textarea[name="text-3"]')
    area.fill("先写的")
    page.get_by_role("button", name="保存").last.click()
    area.press_sequentially("，接着写的", delay=5)
    expect(page.locator(".paper")).to_contain_text("先写的，接着写的")
    assert text(page, "3") == "先写的，接着写的"


def test_who_reads_one_town_is_shown_no_report_of_the_county(
    window: Callable[..., Page], own: Office, issued: str
) -> None:
    page = window(own)
    sign_in(page, TOWN_READER)
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="报告").click()
    expect(page.get_by_role("heading", name="还没有报告")).to_be_visible()
    refused = page.goto(issued)
    assert refused is not None
    assert refused.status == 403
    assert page.locator(".paper, .lf, textarea").count() == 0


@pytest.mark.parametrize("look", [{}, {"dark": True}, {"large": True}], ids=["light", "dark", "large"])
def test_no_page_is_wider_than_its_window_and_nothing_keeps_anybody_from_reading(
    window: Callable[..., Page], own: Office, issued: str, look: dict[str, bool]
) -> None:
    page = window(own, **look)
    sign_in(page, CLERK)
    start(page)
    fill(page, "1.1", "建立党组织139个。")
    page.locator("#place-1-1 summary").click()
    page.get_by_label("对（一）落实责任的批注").fill("核")
    page.locator("#place-1-1").get_by_role("button", name="记下批注").click()
    expect(page.locator(".mk")).to_have_count(1)
    draft = page.url
    found = {}
    for address in (
        "/reports/",
        draft,
        f"{draft}issue/",
        f"{draft}discard/",
        f"{issued}check/",
        f"{issued}withdraw/",
    ):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if sideways(page) > 0:
                found[address, width] = str(sideways(page))
        if not look:
            found |= {(address, *where): html for where, html in grave(page).items()}  # type: ignore[misc]
    assert found == {}
