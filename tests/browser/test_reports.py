"""A report from its first word to its file: written, marked, remarked on, issued, downloaded, checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CLERK, TOWN_READER, sign_in
from tests.browser.reporting import download_word, fill, finish, issue, proofs, start, text
from tests.browser.serving import Office, served
from tests.browser.stores import demo_store
from tests.browser.test_pages import grave
from tests.browser.watching import sideways

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280, 1440)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demo of this module's own: its tests write in it, one after the other."""
    with served(demo_store(tmp_path_factory)) as office:
        yield office


@pytest.fixture(scope="module")
def issued(own: Office, chromium: Browser) -> str:
    """The address of a report of the county that was issued."""
    context = chromium.new_context(base_url=own.address, locale="zh-CN")
    page = context.new_page()
    sign_in(page, CLERK)
    start(page)
    finish(page)
    fill(page, "1.1", "认真履行责任。")
    address = issue(page)
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

    issue(page, "澜社工委〔2026〕31 号")
    word = download_word(page)
    said = dict(word.figures)
    assert (said["organization_coverage|照实"], said["donating_organizations|多"]) == ("86.9%", "100多")
    assert said["practice_activities|余"] == "10余"
    assert said["organization_coverage|较上年"] == "较上年提高1.7个百分点"
    frozen = proofs(page)
    assert (len(frozen), frozen["党组织覆盖率"], frozen["已覆盖社会组织"]) == (21, "86.9%（153 / 176）", "153")
    assert said["covered|照实"] == frozen["已覆盖社会组织"]
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


def test_whoever_goes_on_at_once_takes_her_words_along(window: Callable[..., Page], own: Office) -> None:
    page = window(own)
    sign_in(page, CLERK)
    start(page)
    draft = page.url
    fill(page, "3", "写了就走。")
    page.get_by_role("link", name="签发…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2022 年度述职报告还不能签发")
    page.goto(draft)
    assert text(page, "3") == "写了就走。"
    fill(page, "2", "按键就存。")
    page.keyboard.press("Control+s")
    expect(page.locator(".paper")).to_contain_text("按键就存。")


def test_a_button_pressed_while_an_answer_is_on_its_way_is_not_lost_and_nobody_is_written_over(
    chromium: Browser, own: Office
) -> None:
    context = chromium.new_context(base_url=own.address, locale="zh-CN")
    mine, other = context.new_page(), context.new_page()
    sign_in(mine, CLERK)
    start(mine)
    other.goto(mine.url)
    fill(other, "2", "别人先写。")
    other.get_by_role("button", name="保存").last.click()
    expect(other.locator(".paper")).to_contain_text("别人先写。")
    # the page still shows the words of before; the next are typed while the answer to the first is on its way
    mine.evaluate(
        """() => {
            const write = (place, words) => {
                const area = document.querySelector(`textarea[name="text-${place}"]`);
                area.value = words;
                area.dispatchEvent(new Event("input", { bubbles: true }));
            };
            write("3", "我的第三处。");
            document.querySelector('#writing button[name="save"]').click();
            write("2", "我也写第二处。");
            document.querySelector('#writing [name="remark-3"]').value = "加时限";
            document.querySelector('#place-3 button[name="remark"]').click();
        }"""
    )
    expect(mine.locator("#place-2 .theirs")).to_have_text("别人先写。")
    assert text(mine, "2") == "我也写第二处。"
    other.reload()
    assert (text(other, "2"), text(other, "3")) == ("别人先写。", "我的第三处。")


def test_what_was_given_up_is_taken_up_again(window: Callable[..., Page], own: Office) -> None:
    page = window(own)
    sign_in(page, CLERK)
    start(page)
    fill(page, "3", "以后还要用。")
    page.get_by_role("link", name="放弃草稿").click()
    page.get_by_role("button", name="放弃这份草稿").click()
    page.get_by_role("link", name="已放弃").click()
    page.get_by_role("link", name="2022 年度述职报告").first.click()
    page.get_by_role("button", name="取回这份草稿").click()
    expect(page.locator('textarea[name="text-3"]')).to_have_value("以后还要用。")


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
        "/reports/?shown=discarded",
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
