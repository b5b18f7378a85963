"""A workbook under undeclared headings: its clerk says which is which, by keyboard and on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import CLERK, sign_in
from tests.browser.serving import Office
from tests.browser.test_pages import grave
from tests.browser.watching import sideways
from tests.exchange import mapping_files

pytestmark = pytest.mark.browser

CHOICES = {
    "单位全称": "社会组织名称",
    "代码证号": "统一社会信用代码",
    "归类": "组织类型",
    "发证日子": "成立登记日期",
    "归谁登记": "登记管理机关",
}


@pytest.mark.parametrize("width", [390, 1440])
def test_a_clerk_says_which_column_is_which(
    window: Callable[..., Page], demo: Office, tmp_path: Path, width: int
) -> None:
    page = window(demo, width=width)
    sign_in(page, CLERK)
    page.goto("/import/")
    page.get_by_label("Excel 台账").set_input_files(mapping_files.odd(tmp_path / "花名册.xlsx"))
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator(".wiz [aria-current]")).to_contain_text("列对应")
    guess = page.get_by_role("button", name="像是社会组织台账，按它列出")
    guess.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("“单位全称”是哪一列")).to_have_value("")
    seen(page)

    for heading, column in CHOICES.items():
        page.get_by_label(f"“{heading}”是哪一列").select_option(label=column)
    page.get_by_label("“备忘”是哪一列").select_option(label="社会组织名称")
    page.get_by_role("button", name="照这样读取").click()
    expect(page.get_by_role("alert")).to_contain_text("有 1 处对不上，还没有重新读取，账没有动")
    expect(page.get_by_label("“备忘”是哪一列")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("“归谁登记”是哪一列")).to_have_value("authority")
    seen(page)

    page.get_by_label("“备忘”是哪一列").select_option(label="不读这一列")
    page.get_by_role("button", name="照这样读取").click()
    expect(page.locator(".wiz [aria-current]")).to_contain_text("核对")
    expect(page.locator(".wiz")).to_contain_text("对上 5 列，不读 4 列")
    seen(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="下载标出错处的原文件").click()
    book = openpyxl.load_workbook(BytesIO(fetched.value.path().read_bytes()))
    assert book.sheetnames == ["社建说明", "花名册", "填表说明"]

    page.get_by_role("link", name="列对应", exact=True).click()
    expect(page.get_by_text("沿用上次的对应（示范经办人")).to_be_visible()
    page.get_by_role("button", name="忘掉上次的").click()
    expect(page.get_by_text("已忘掉上次的对应")).to_be_visible()
    page.get_by_role("button", name="放弃这次上传").click()
    expect(page.locator(".outcome .alert")).to_contain_text("没有入账，账没有动")


def seen(page: Page) -> None:
    assert sideways(page) <= 0
    assert grave(page) == {}
