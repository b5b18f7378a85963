"""Importing through pages: from the file to the figures, and back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.conftest import import_file, make_act
from tests.office.conftest import add_people, signed_in, words

from shejian.base.queries import head_number
from shejian.exchange import progress
from shejian.exchange.models import Upload
from shejian.exchange.services.undoing import undo_import
from shejian.journal.models import Entry, ImportBatch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

PATIENCE = 60
BAD_CELLS = ("C270", "I271", "D272", "C273", "B274")


@pytest.fixture
def clerk(data: Path) -> Client:
    """The untidy county's clerk: its units are there, its rows are not (its first import was taken back)."""
    import_file(data / "county-as-kept.xlsx")
    undo_import(act=make_act(), batch=1)
    add_people()
    return signed_in("clerk")


@pytest.fixture
def workbook(data: Path) -> Callable[..., SimpleUploadedFile]:
    def make(name: str = "county-as-kept.xlsx", content: bytes | None = None) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content if content is not None else (data / name).read_bytes())

    return make


def hand_in(client: Client, file: SimpleUploadedFile, **more: str) -> str:
    """Upload a file; the address of its page."""
    done = client.post("/import/", {"file": file, **more})
    assert done.status_code == 302
    return str(done["Location"])


def wait(client: Client, address: str) -> None:
    """Wait as the script of the page does."""
    begun = time.monotonic()
    while client.get(f"{address}progress/").status_code != 204:
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.05)


def ended(upload: Upload) -> None:
    """Wait until the process itself is gone: it says what came of it a moment before it ends."""
    begun = time.monotonic()
    while progress.at_work(upload.key):
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.01)


def rows(page: str) -> list[list[str]]:
    """The cells of every row of what was found."""
    table = page[page.index('id="found"') : page.index("</section>", page.index('id="found"'))]
    found = re.findall(r'<tr class="t-\w+">(.*?)</tr>', table, re.DOTALL)
    return [[" ".join(re.sub("<[^>]+>", " ", unescape(cell)).split()) for cell in row.split("</td>")] for row in found]


def test_a_file_is_read_looked_through_applied_and_taken_back(
    clerk: Client, workbook: Callable[..., SimpleUploadedFile]
) -> None:
    before = head_number()
    address = hand_in(clerk, workbook())
    working = clerk.get(address)
    assert "正在读取" in words(working)
    assert f'data-href="{address}progress/"' in working.content.decode()
    wait(clerk, address)

    page = clerk.get(address).content.decode()
    said = words(clerk.get(address))
    assert "社会组织台账 261 0 0 0 5" in said
    assert "错误 5 修改 0 提示" in said
    faults = rows(page)
    assert [fault[1] for fault in faults] == [f"社会组织台账 {cell}" for cell in BAD_CELLS]
    assert faults[1][2:4] == ["成立登记日期 “2021年13月5日”", "没有 13 月，请改成真实的日期"]
    assert "已覆盖社会组织 0 → 153" in said
    assert "将入账 4459 行 ：新增 4459，修改 0。 退回 5 行不入账；相同 0 行不写；未列 0 行不动。" in said
    assert head_number() == before

    done = clerk.post(f"{address}apply/")
    assert (done.status_code, done["Location"]) == (302, address)
    wait(clerk, address)
    batch = ImportBatch.objects.order_by("-id")[0]
    entry = batch.entry
    assert (entry.act, entry.channel, entry.by.username) == ("exchange.import", "网页", "clerk")
    applied = words(clerk.get(address))
    assert "已入账 入账 4459 行：新增 4459，修改 0。" in applied
    assert f"看第 {batch.pk} 批" in applied
    assert "党组织覆盖率 64% 153 / 239 家" in words(clerk.get("/figures/", {"on": "2022-12-31"}))

    again = clerk.post(f"{address}apply/", follow=True)
    assert "这次上传现在是“已入账”，不能这样办" in words(again)
    assert (head_number(), ImportBatch.objects.count()) == (before + 1, 2)

    question = words(clerk.get(f"/import/batches/{batch.pk}/undo/"))
    assert f"撤销第 {batch.pk} 批导入？" in question
    assert "登记事项 261 行" in question
    assert head_number() == before + 1
    undone = clerk.post(f"/import/batches/{batch.pk}/undo/", follow=True)
    assert f"已撤销第 {batch.pk} 批导入，记为第 {before + 2} 笔。" in words(undone)
    assert "台账里还没有社会组织" in words(clerk.get("/figures/", {"on": "2022-12-31"}))
    clerk.post(f"/import/batches/{batch.pk}/undo/")
    assert head_number() == before + 2


def test_what_differs_is_shown_field_by_field_and_what_is_not_listed_too(
    clerk: Client, data: Path, workbook: Callable[..., SimpleUploadedFile]
) -> None:
    import_file(data / "county-as-kept.xlsx")
    book = openpyxl.load_workbook(data / "county-as-kept.xlsx")
    members = book["党员名册"]
    headings = {str(cell.value).strip(): cell.column for cell in members[3]}
    first = 4
    assert members.cell(first, headings["姓名"]).value == " 萧萍"
    phone = members.cell(first, headings["联系电话"])
    assert phone.value == "１３９５２９８８０３１"
    phone.value = "13912345678"
    members.delete_rows(members.max_row)
    held = BytesIO()
    book.save(held)
    address = hand_in(clerk, workbook("改过.xlsx", held.getvalue()), effective="2022-06-01", closing="2022-12-31")
    wait(clerk, address)
    changed = rows(clerk.get(address, {"show": "changed"}).content.decode())
    assert changed == [["修改", f"党员名册 第 {first} 行", "萧＊", "K4 联系电话 139****8031 → 139****5678", ""]]
    absent = rows(clerk.get(address, {"show": "absent"}).content.decode())
    assert len(absent) == 1
    assert absent[0][:2] == ["不动", "党员名册"]
    assert "从 2022年6月1日 起按变更记" in words(clerk.get(address))
    noticed = rows(clerk.get(address, {"show": "notices"}).content.decode())
    assert noticed[0] == ["照记", "整个文件", "", "台账时点为 2022-12-31（导入时指定）", ""]
    assert "没有新增的行。" in words(clerk.get(address, {"show": "new"}))
    clerk.post(f"{address}discard/")


def test_a_file_that_says_nothing_new_offers_nothing_to_apply(
    clerk: Client, data: Path, workbook: Callable[..., SimpleUploadedFile]
) -> None:
    import_file(data / "county-as-kept.xlsx")
    address = hand_in(clerk, workbook("county-as-kept.xlsx"))
    wait(clerk, address)
    page = clerk.get(address)
    assert "没有要入账的 ：文件说的账上都有了。 退回 5 行不入账；相同 4459 行不写；未列 0 行不动。" in words(page)
    assert "/apply/" not in page.content.decode()
    clerk.post(f"{address}discard/")


def test_a_file_of_a_unit_that_keeps_no_ledger_here_is_told_apart_above_everything(
    clerk: Client, workbook: Callable[..., SimpleUploadedFile]
) -> None:
    before = head_number()
    address = hand_in(clerk, workbook("county-2022.xlsx"))
    wait(clerk, address)
    page = clerk.get(address).content.decode()
    said = words(clerk.get(address))
    stranger = "文件里的登记管理机关“云川县民政局”不在台账里：这可能是别的单位的台账，整个文件没有导入，账没有动。"
    assert said.index(stranger) < said.index("社会组织台账 0 0 0 0 193")
    assert "没有可以入账的行 ，账不会动。" in said
    assert "/apply/" not in page
    assert head_number() == before
    clerk.post(f"{address}discard/")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("通知.docx", b"PK\x03\x04nothing", "文件打不开：内容不完整，或不是 Excel 工作簿。"),
        ("网页.xls", b"<html></html>", "网页.xls 不是 Excel 工作簿（可读 .xlsx、.xls、.ods）。"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_full_and_nothing_changes(
    clerk: Client, workbook: Callable[..., SimpleUploadedFile], name: str, content: bytes, said: str
) -> None:
    before = head_number()
    address = hand_in(clerk, workbook(name, content))
    wait(clerk, address)
    page = words(clerk.get(address))
    assert "这个文件读不了，账没有动" in page
    assert said in page
    assert (head_number(), ImportBatch.objects.count()) == (before, 1)
    assert clerk.get(f"{address}faults.xlsx").status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "请先选一个文件"),
        ({"file": "empty"}, "文件 空.xlsx 是空的（0 字节）。请重新导出或另存后再上传。"),
        ({"file": "full", "effective": "2022-02-30"}, "“2022-02-30”2022 年 2 月没有 30 日"),
        ({"file": "full", "closing": "去年底"}, "“去年底”不是日期"),
    ],
)
def test_a_form_that_is_not_in_order_says_why_beside_the_field(
    clerk: Client, workbook: Callable[..., SimpleUploadedFile], fields: dict[str, str], said: str
) -> None:
    files = {"empty": workbook("空.xlsx", b""), "full": workbook()}
    posted = {name: files.get(value, value) for name, value in fields.items()}
    page = clerk.post("/import/", posted)
    assert page.status_code == 200
    assert said in words(page)
    assert Upload.objects.count() == 0


def test_faults_can_be_taken_along_as_a_workbook(clerk: Client, workbook: Callable[..., SimpleUploadedFile]) -> None:
    address = hand_in(clerk, workbook())
    wait(clerk, address)
    file = clerk.get(f"{address}faults.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(file.content)).active
    listed = list(sheet.iter_rows(values_only=True))
    assert listed[0] == ("工作表", "行", "列", "原值", "为什么退回")
    assert [(row[0], row[1]) for row in listed[1:]] == [("社会组织台账", row) for row in range(270, 275)]
    clerk.post(f"{address}discard/")


def test_giving_an_upload_up_leaves_nothing(clerk: Client, workbook: Callable[..., SimpleUploadedFile]) -> None:
    before = head_number()
    address = hand_in(clerk, workbook())
    wait(clerk, address)
    assert "county-as-kept.xlsx 待核对" in words(clerk.get("/import/"))
    assert "已放弃 没有入账，账没有动" in words(clerk.post(f"{address}discard/", follow=True))
    assert "待核对" not in words(clerk.get("/import/"))
    refused = clerk.post(f"{address}apply/", follow=True)
    assert "这次上传现在是“已放弃”" in words(refused)
    assert head_number() == before


def test_a_job_that_is_gone_is_seen_to_be_and_can_be_started_again(
    clerk: Client, workbook: Callable[..., SimpleUploadedFile]
) -> None:
    address = hand_in(clerk, workbook())
    wait(clerk, address)
    upload = Upload.objects.get()
    ended(upload)
    Upload.objects.filter(pk=upload.pk).update(state="reading", summary="")
    page = clerk.get(address)
    assert "中断了，账没有动 处理它的程序已经不在了" in words(page)
    assert "中断了" in words(clerk.get("/import/"))
    clerk.post(f"{address}retry/")
    wait(clerk, address)
    assert "错误 5" in words(clerk.get(address))
    clerk.post(f"{address}discard/")


def test_a_job_at_work_is_not_started_twice_and_can_be_stopped(
    clerk: Client, workbook: Callable[..., SimpleUploadedFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "TRIES", 1)
    address = hand_in(clerk, workbook())
    assert "已经在办了，不用再按。" in words(clerk.post(f"{address}retry/", follow=True))
    clerk.post(f"{address}stop/")
    wait(clerk, address)
    assert Upload.objects.get().state in {"discarded", "ready"}


def test_a_program_that_failed_says_so_and_offers_another_try(
    clerk: Client, workbook: Callable[..., SimpleUploadedFile]
) -> None:
    address = hand_in(clerk, workbook())
    wait(clerk, address)
    Upload.objects.update(state="failed", error="程序出了故障（KeyError）")
    page = clerk.get(address)
    assert "程序出了故障，账没有动 程序出了故障（KeyError）" in words(page)
    assert f'action="{address}retry/"' in page.content.decode()
    clerk.post(f"{address}discard/")


def test_an_import_on_which_later_ones_rest_is_not_undone_and_they_are_listed(clerk: Client, data: Path) -> None:
    first = import_file(data / "county-as-kept.xlsx").batch
    book = openpyxl.load_workbook(data / "county-as-kept.xlsx")
    sheet = book["社会组织台账"]
    column = [str(cell.value).strip() for cell in sheet[3]].index("法定代表人") + 1
    sheet.cell(4, column).value = "另一人"
    path = Path(settings.HOME) / "later.xlsx"
    book.save(path)
    later = import_file(path).entry
    path.unlink()
    before = (Entry.objects.count(), head_number())
    page = clerk.get(f"/import/batches/{first}/undo/")
    assert f"第 {first} 批不能撤销" in words(page)
    assert f"第 {later} 笔 导入台账（2026-11-22 09:00）：改动或引用了它记下的" in words(page)
    assert "btn danger-go" not in page.content.decode()
    refused = clerk.post(f"/import/batches/{first}/undo/")
    assert refused.status_code == 409
    assert "账没有动。" in words(refused)
    assert (Entry.objects.count(), head_number()) == before


def test_batches_are_listed_with_what_became_of_them(clerk: Client, data: Path) -> None:
    import_file(data / "county-as-kept.xlsx")
    said = words(clerk.get("/import/"))
    assert "第 2 批 county-as-kept.xlsx 台账时点 2022-12-31 新增 4459 修改 0 相同 0 未列 0 退回 5 错误 5 处" in said
    assert "本机管理员（命令行） · 测试 · 第 8 笔 撤销 可撤销" in said
    assert "已撤销 2026-11-22 09:00 由本机管理员（命令行）撤销，第 2 笔" in said
    batch = words(clerk.get("/import/batches/2/"))
    assert "错误 5 提示" in batch
    assert "社会组织台账 第 270 行" in batch
    assert "社会组织台账 261 0 0 0 5" in batch


def test_a_batch_that_is_not_there_says_so(clerk: Client) -> None:
    for address in ("/import/batches/99/", "/import/batches/99/undo/"):
        page = clerk.get(address)
        assert page.status_code == 404
        assert "没有第 99 批导入" in words(page)


def test_the_units_cannot_be_founded_through_the_pages(data: Path) -> None:
    """Without units nobody holds a role, so nobody gets in: the first import is made on the machine itself."""
    from shejian.accounts.models import User

    User.objects.create_user("early", "先来的", "Qingyuan-2026")
    page = signed_in("early").get("/import/")
    assert page.status_code == 403
    assert "第一次导入由管理社建的人在服务器上用 shejian import 办理，单位随之设立。" in words(page)
