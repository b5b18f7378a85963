"""What a clerk does with a report, with mouse and keyboard: start it, write it, issue it, take its file along."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.reports.reading import Word

WORDS = {
    "1.1": "认真履行责任，建立党组织139个。",
    "2": "责任压力传导还不到位。\n主观上学习不够。",
    "3": "完成全部换届。",
    "issuer": "中共澜川县社会组织工作委员会",
}


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


def issue(page: Page, number: str = "") -> str:
    """Issue the draft in view, which must be finished; its address."""
    page.get_by_role("button", name="保存").last.click()
    expect(page.locator(".doc-foot")).to_contain_text("都写好了，可以签发。")
    page.get_by_role("link", name="签发…").click()
    page.get_by_label("文号").fill(number)
    page.get_by_role("button", name="签发").click()
    expect(page.locator(".seal")).to_contain_text("已签发")
    return page.url


def download_word(page: Page) -> Word:
    """The Word file of the report in view."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word").click()
    return Word.of(waiting.value.path().read_bytes())


def proofs(page: Page) -> dict[str, str]:
    """The frozen figures of the issued report in view, by their labels."""
    rows = page.locator(".proof")
    labels, numbers = rows.locator("> :nth-child(1)").all_inner_texts(), rows.locator(".fig").all_inner_texts()
    return dict(zip(labels, numbers, strict=True))
