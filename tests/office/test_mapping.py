"""Saying which column is which: offered, never guessed; refused at its place; remembered, and forgotten on demand."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.conftest import TODAY, import_file, make_act
from tests.exchange import mapping_files
from tests.exchange.ledger_files import committee, organization, write
from tests.exchange.mapping_files import COLUMNS, ODD, ROWS, SHEET, TITLE
from tests.exchange.reading.making import workbook
from tests.office.conftest import PASSWORD, signed_in, words
from tests.office.test_imports import ended, hand_in, wait

from shejian.base.enums import Role
from shejian.base.queries import head_number, unit_tree
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.exchange import jobs, progress, uploads
from shejian.exchange.models import HeadingMapping, Upload
from shejian.exchange.planning.mapping import load_mapping
from shejian.journal.models import ImportBatch
from shejian.registry.models import Registration

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = f"工作表“{SHEET}”"


@pytest.fixture
def clerk(tmp_path: Path) -> Client:
    """A clerk of a small county, and a colleague of his."""
    first = {"社会组织台账": [organization("云川县老早的协会", "51620699177763177J")], "党组织台账": [committee()]}
    import_file(write(tmp_path / "first.xlsx", first))
    root = unit_tree(TODAY).root
    assert root is not None
    for name in ("clerk", "colleague"):
        values: dict[str, Any] = {"unit": root.id, "role": Role.CLERK, "line": Line.TERRITORY, "on": TODAY}
        add_user(act=make_act(), username=name, name=f"{name}某", password=PASSWORD, **values)
    return signed_in("clerk")


@pytest.fixture
def odd(tmp_path: Path) -> Callable[..., SimpleUploadedFile]:
    def make(name: str = "花名册.xlsx") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, mapping_files.odd(tmp_path / "odd.xlsx").read_bytes())

    return make


def handed_in(client: Client, file: SimpleUploadedFile) -> str:
    address = hand_in(client, file)
    wait(client, address)
    ended(Upload.objects.latest("pk"))
    return address


def form(row: int = 2, **changed: str) -> dict[str, str]:
    """The form as a clerk fills it in for the odd workbook; ``changed`` by heading."""
    columns = COLUMNS | changed
    said = {f"col-0-{place}": columns[heading] for place, heading in enumerate(ODD)}
    sheets = {
        "ledger-0": "organizations",
        "row-0": str(row),
        "was-0": f"organizations:{row}",
        "ledger-1": "",
        "row-1": "2",
    }
    return said | sheets | {"seen": ""}


def chosen(page: str, name: str) -> str:
    select = page[page.index(f'name="{name}"') :]
    found = re.search(r'<option value="([^"]*)" selected', select[: select.index("</select>")])
    return unescape(found[1]) if found else ""


def test_a_file_with_odd_headings_is_asked_about_with_samples_and_nothing_chosen(
    clerk: Client, odd: Callable[..., SimpleUploadedFile]
) -> None:
    before = head_number()
    address = handed_in(clerk, odd())
    asked = clerk.get(address)
    assert (asked.status_code, asked["Location"]) == (302, f"{address}mapping/")
    page = clerk.get(f"{address}mapping/")
    said = words(page)
    assert "要您指一下哪列是什么，账没有动。 文件里没有认出任何台账（工作表：“花名册”、“填表说明”）" in said
    assert "像是社会组织台账，按它列出" in said
    assert chosen(page.content.decode(), "ledger-0") == ""
    assert "花名册.xlsx 待对应" in words(clerk.get("/import/"))

    listed = clerk.post(f"{address}mapping/", {"look": "0:organizations", "row-0": "2"})
    text = listed.content.decode()
    assert "139****5678" in text
    assert "13912345678" not in text
    assert "像是“社会组织名称”“业务主管单位”，没有替您选" in words(listed)
    assert [chosen(text, f"col-0-{place}") for place in range(9)] == [""] * 9
    assert (chosen(text, "ledger-0"), chosen(text, "row-0")) == ("organizations", "2")
    assert Upload.objects.get().mapping == ""
    assert head_number() == before
    clerk.post(f"{address}discard/")


def test_what_is_said_is_read_looked_through_applied_and_kept_with_the_batch(
    clerk: Client, odd: Callable[..., SimpleUploadedFile]
) -> None:
    address = handed_in(clerk, odd())
    done = clerk.post(f"{address}mapping/", form())
    assert (done.status_code, done["Location"]) == (302, address)
    wait(clerk, address)
    said = words(clerk.get(address))
    assert "列对应 对上 6 列，不读 3 列" in said
    assert "花名册 E5" in said
    assert "没有读：工作表“填表说明”；列“序”、“联络方式”、“备忘”。" in said
    assert f"{address}marked.xlsx" in clerk.get(address).content.decode()
    clerk.post(f"{address}apply/")
    wait(clerk, address)
    batch = ImportBatch.objects.latest("pk")
    assert sorted(Registration.objects.filter(entry=batch.entry).values_list("name", flat=True)) == [
        "云川县养羊协会",
        "云川县羽毛球协会",
    ]
    kept = json.loads(batch.entry.statement)["mapping"]
    assert kept[SHEET] == {"ledger": "organizations", "heading_row": 2, "columns": COLUMNS}
    assert f"{HEAD}：社会组织台账，表头在第 2 行 单位全称 社会组织名称" in words(
        clerk.get(f"/import/batches/{batch.pk}/")
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"备忘": "name"}, "“单位全称”已经对到“社会组织名称”，一列只能对一个表头；请把其中一个改为不读"),
        ({"代码证号": ""}, f"社会组织台账不能没有“统一社会信用代码”：请指明{HEAD}的哪个表头是它，或不读这张表"),
    ],
)
def test_a_wrong_mapping_is_refused_at_its_place_and_nothing_typed_is_lost(
    clerk: Client, odd: Callable[..., SimpleUploadedFile], changed: dict[str, str], said: str
) -> None:
    address = handed_in(clerk, odd())
    before = (head_number(), Upload.objects.get().mapping, HeadingMapping.objects.count())
    refused = clerk.post(f"{address}mapping/", form(**changed))
    text = refused.content.decode()
    assert refused.status_code == 400
    assert "有 1 处对不上，还没有重新读取，账没有动；请看标出的地方。" in words(refused)
    assert said in words(refused)
    assert text.count('aria-invalid="true"') == 1
    assert [chosen(text, f"col-0-{place}") for place in range(9)] == list((COLUMNS | changed).values())
    upload = Upload.objects.get()
    assert (head_number(), upload.mapping, HeadingMapping.objects.count()) == before
    assert upload.state == "unsure"
    clerk.post(f"{address}discard/")


def test_to_read_nothing_is_refused(clerk: Client, odd: Callable[..., SimpleUploadedFile]) -> None:
    address = handed_in(clerk, odd())
    refused = clerk.post(f"{address}mapping/", form() | {"ledger-0": ""})
    assert refused.status_code == 400
    assert "每一张表都选了不读：请至少指明一张表是哪种台账，或放弃这次上传。" in words(refused)
    assert Upload.objects.get().mapping == ""
    clerk.post(f"{address}discard/")


def test_the_same_headings_are_offered_what_was_said_last_time_until_it_is_forgotten(
    clerk: Client, odd: Callable[..., SimpleUploadedFile], tmp_path: Path
) -> None:
    address = handed_in(clerk, odd())
    clerk.post(f"{address}mapping/", form())
    wait(clerk, address)
    clerk.post(f"{address}discard/")
    root = unit_tree(TODAY).root
    assert root is not None
    kept = HeadingMapping.objects.get()
    assert (kept.unit_id, kept.ledger, kept.by.username, json.loads(kept.columns)) == (
        root.id,
        "organizations",
        "clerk",
        COLUMNS,
    )

    moved = workbook(tmp_path / "next.xlsx", {"另一个名字": [["题目"], TITLE, ODD, *ROWS[:1]]})
    following = handed_in(clerk, SimpleUploadedFile("next.xlsx", moved.read_bytes()))
    assert Upload.objects.latest("pk").mapping == ""
    page = clerk.get(f"{following}mapping/")
    assert "沿用上次的对应（clerk某 2026-11-22 10:00），可以改" in words(page)
    text = page.content.decode()
    assert (chosen(text, "ledger-0"), chosen(text, "row-0")) == ("organizations", "3")
    assert [chosen(text, f"col-0-{place}") for place in range(9)] == list(COLUMNS.values())

    forgotten = clerk.post(f"{following}mapping/{kept.pk}/forget/", follow=True)
    assert "已忘掉上次的对应，以后同样的表头不再提起。" in words(forgotten)
    assert "沿用上次的对应" not in words(forgotten)
    assert HeadingMapping.objects.count() == 0
    assert "上次的对应已经不在了。" in words(clerk.post(f"{following}mapping/{kept.pk}/forget/", follow=True))
    clerk.post(f"{following}discard/")


def test_a_mapping_survives_a_job_that_dies(
    clerk: Client, odd: Callable[..., SimpleUploadedFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = handed_in(clerk, odd())
    upload = Upload.objects.get()
    uploads.say_mapping(upload, mapping_files.MAPPING, instead_of="")

    def die(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(uploads, "summarize", die)
        os.close(progress.claim(upload.key))
        assert jobs.main(["read", upload.key]) == 1
    upload.refresh_from_db()
    assert (upload.state, load_mapping(upload.mapping)) == ("failed", mapping_files.MAPPING)
    Upload.objects.update(state="reading", error="")  # and once more, killed without a word
    assert "中断了，账没有动" in words(clerk.get(address))
    clerk.post(f"{address}retry/")
    wait(clerk, address)
    assert "列对应 对上 6 列，不读 3 列" in words(clerk.get(address))
    clerk.post(f"{address}discard/")


def test_what_a_colleague_said_meanwhile_is_not_overwritten(
    clerk: Client, odd: Callable[..., SimpleUploadedFile]
) -> None:
    address = handed_in(clerk, odd())
    signed_in("colleague").post(f"{address}mapping/", form(人手=""))
    wait(clerk, address)
    ended(Upload.objects.get())
    his = Upload.objects.get().mapping
    refused = clerk.post(f"{address}mapping/", form())
    assert refused.status_code == 409
    assert "别人刚刚改过这次上传的列对应，您的没有记；请刷新页面，看过他的再改。" in words(refused)
    assert chosen(refused.content.decode(), "col-0-5") == "staff"
    assert Upload.objects.get().mapping == his

    looked_through = re.search(r'name="seen" value="(\w{64})"', clerk.get(address).content.decode())
    assert looked_through is not None
    signed_in("colleague").post(f"{address}mapping/", form() | {"seen": his})
    wait(clerk, address)
    ended(Upload.objects.get())
    before = (head_number(), ImportBatch.objects.count())
    stale = clerk.post(f"{address}apply/", {"seen": looked_through[1]}, follow=True)
    assert "您看过以后，它又重新核对过一遍，结果变了，没有入账；请再看一遍，然后入账。" in words(stale)
    assert (head_number(), ImportBatch.objects.count()) == before
    clerk.post(f"{address}discard/")


def test_once_applied_or_given_up_nothing_more_can_be_said_of_it(
    clerk: Client, odd: Callable[..., SimpleUploadedFile]
) -> None:
    address = handed_in(clerk, odd())
    clerk.post(f"{address}discard/")
    for response in (clerk.get(f"{address}mapping/"), clerk.post(f"{address}mapping/", form())):
        assert (response.status_code, response["Location"]) == (302, address)
    assert Upload.objects.get().mapping == ""


def test_a_marked_file_is_had_from_the_page_and_an_old_format_says_why_not(
    clerk: Client, odd: Callable[..., SimpleUploadedFile]
) -> None:
    address = handed_in(clerk, odd())
    clerk.post(f"{address}mapping/", form())
    wait(clerk, address)
    file = clerk.get(f"{address}marked.xlsx")
    assert file["Content-Disposition"].endswith("%EF%BC%88%E6%A0%87%E5%87%BA%E9%94%99%E5%A4%84%EF%BC%89.xlsx")
    book = openpyxl.load_workbook(BytesIO(file.content))
    assert book.sheetnames == ["社建说明", SHEET, "填表说明"]
    assert book[SHEET]["E5"].comment.text.startswith("【社建】错误：没有 13 月")

    again = handed_in(clerk, SimpleUploadedFile("花名册.xlsx", file.content))
    assert "工作表“社建说明”" not in words(clerk.get(f"{again}mapping/"))
    clerk.post(f"{again}mapping/", form())
    wait(clerk, again)
    one, other = Upload.objects.order_by("pk")
    first, second = json.loads(one.summary), json.loads(other.summary)
    assert {key: second[key] for key in first if key != "cells"} == {key: first[key] for key in first if key != "cells"}

    Upload.objects.filter(pk=one.pk).update(summary=json.dumps(first | {"kind": "xls"}))
    page = clerk.get(address)
    assert "原文件是旧的 .xls 格式，不能在里面标；请改用错误清单对照原文件修改，或另存为 .xlsx 再上传。" in words(page)
    assert "marked.xlsx" not in page.content.decode()
    refused = clerk.get(f"{address}marked.xlsx", follow=True)
    assert "原文件是旧的 .xls 格式，不能在里面标" in words(refused)
    for each in (address, again):
        clerk.post(f"{each}discard/")
