"""The wizard under two clerks, bad files and many rows: nothing lost, nothing done twice, nothing done unseen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.conftest import TODAY, import_file, make_act
from tests.exchange.ledger_files import CODES, Row, branch, committee, member, organization, write
from tests.exchange.reading.making import (
    GOOD_ROW,
    ORGANIZATION_HEADINGS,
    compound,
    old_workbook,
    organizations,
    raw_workbook,
    workbook,
)
from tests.office.conftest import PASSWORD, signed_in, words
from tests.office.test_imports import hand_in, rows, wait

from shejian.base.enums import Role
from shejian.base.queries import head_number, unit_tree
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.core.identifiers import credit_code_check_character
from shejian.exchange.models import Upload
from shejian.journal.models import Entry, ImportBatch, Paper

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("云川县老早的协会", "云川县羽毛球协会", "云川县博文学校")
Make = Callable[..., SimpleUploadedFile]


def county(*more: Row, staff: int = 5) -> dict[str, list[Row]]:
    """A small county's ledger; ``more`` are rows of organizations."""
    first = organization(NAMES[0], CODES[0], 从业人员数=staff)
    body = branch(f"{NAMES[0]}党支部", NAMES[0])
    person = member("何守信", "620602195102187616", f"{NAMES[0]}党支部")
    return {"社会组织台账": [first, *more], "党组织台账": [committee(), body], "党员名册": [person]}


@pytest.fixture
def clerk(tmp_path: Path) -> Client:
    """A clerk of the small county, and a colleague of his."""
    import_file(write(tmp_path / "first.xlsx", county()))
    root = unit_tree(TODAY).root
    assert root is not None
    for name in ("clerk", "colleague"):
        values: dict[str, Any] = {"unit": root.id, "role": Role.CLERK, "line": Line.TERRITORY, "on": TODAY}
        add_user(act=make_act(), username=name, name=f"{name}某", password=PASSWORD, **values)
    return signed_in("clerk")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes the county's workbook."""

    def made(*more: Row, name: str = "台账.xlsx", staff: int = 5) -> SimpleUploadedFile:
        path = write(tmp_path / "made.xlsx", county(*more, staff=staff))
        return SimpleUploadedFile(name, path.read_bytes())

    return made


def looked_through(client: Client, file: SimpleUploadedFile, **more: str) -> str:
    address = hand_in(client, file, **more)
    wait(client, address)
    return address


def seen(client: Client, address: str) -> dict[str, str]:
    """What the form of applying sends: what its clerk has before his eyes."""
    found = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    assert found is not None
    return {"seen": found[1]}


def test_the_second_of_two_clerks_is_told_that_the_ledger_moved_on_and_looks_again_before_he_applies(
    clerk: Client, make: Make
) -> None:
    colleague = signed_in("colleague")
    mine = looked_through(clerk, make(organization(NAMES[1], CODES[1]), name="甲.xlsx"))
    other = [organization(NAMES[1], CODES[1]), organization(NAMES[2], CODES[2])]
    theirs = looked_through(colleague, make(*other, name="乙.xlsx"))
    assert "将入账 1 行 ：新增 1" in words(clerk.get(mine))
    before = seen(colleague, theirs)
    assert "将入账 2 行 ：新增 2" in words(colleague.get(theirs))
    head = head_number()
    clerk.post(f"{mine}apply/", seen(clerk, mine))
    wait(clerk, mine)
    assert head_number() == head + 1

    told = f"这份核对是照第 {head} 笔以前的账做的，账现在记到第 {head + 1} 笔。入账时先按最新的账再核对一遍"
    assert told in words(colleague.get(theirs))
    assert colleague.post(f"{theirs}apply/", before).status_code == 302
    wait(colleague, theirs)
    page = words(colleague.get(theirs))
    assert "核对以后账上又有了新账，已按最新的账重新核对，这一次没有入账。请再看一遍，然后入账。" in page
    assert "将入账 1 行 ：新增 1" in page
    assert told not in page
    assert (head_number(), ImportBatch.objects.count()) == (head + 1, 2)

    pressed = colleague.post(f"{theirs}apply/", before, follow=True)  # an old page, still open elsewhere
    assert "您看过以后，它又重新核对过一遍，结果变了，没有入账" in words(pressed)
    assert (Upload.objects.latest("pk").state, head_number()) == ("ready", head + 1)
    colleague.post(f"{theirs}apply/", seen(colleague, theirs))
    wait(colleague, theirs)
    assert "入账 1 行：新增 1，修改 0。" in words(colleague.get(theirs))
    assert (head_number(), ImportBatch.objects.count()) == (head + 2, 3)


def test_pressed_twice_it_is_applied_once(clerk: Client, make: Make) -> None:
    address = looked_through(clerk, make(organization(NAMES[1], CODES[1])))
    head, form = head_number(), seen(clerk, address)
    first, second = clerk.post(f"{address}apply/", form), clerk.post(f"{address}apply/", form)
    assert (first.status_code, second.status_code) == (302, 302)
    wait(clerk, address)
    clerk.post(f"{address}apply/", form)
    assert (head_number(), ImportBatch.objects.count()) == (head + 1, 2)
    assert Upload.objects.get().state == "applied"


def test_once_applied_every_figure_that_moved_opens_onto_its_rows_before_and_after(clerk: Client, make: Make) -> None:
    address = looked_through(clerk, make(organization(NAMES[1], CODES[1]), staff=6), closing="2022-12-31")
    clerk.post(f"{address}apply/")
    wait(clerk, address)
    page = clerk.get(address).content.decode()
    batch = ImportBatch.objects.latest("pk")
    assert "入账 2 行：新增 1，修改 1。退回 0 行不入账；相同 3 行不写；未列 0 行不动。" in words(clerk.get(address))
    line = page[page.index("<dt>社会组织</dt>") :]
    found = re.findall(r'<a class="fig" href="([^"]+)">(?:<b>)?(\d+)', line[: line.index("</dd>")])
    assert [(unescape(href), number) for href, number in found] == [
        (f"/figures/organizations/?on=2022-12-31&known={batch.entry_id - 1}", "1"),
        (f"/figures/organizations/?on=2022-12-31&known={batch.entry_id}", "2"),
    ]
    old, new = (words(clerk.get(unescape(href))) for href, _ in found)
    assert (NAMES[1] in old, NAMES[1] in new) == (False, True)
    assert f'href="/import/batches/{batch.pk}/undo/"' in page

    clerk.post(f"/import/batches/{batch.pk}/undo/")
    undone = clerk.get(address)
    assert f"这一批已经撤销，记为第 {head_number()} 笔；下面是撤销以前的情况。" in words(undone)
    assert f'href="/import/batches/{batch.pk}/undo/"' not in undone.content.decode()
    assert unescape(found[1][0]) in unescape(undone.content.decode())


def test_a_change_names_its_cell_and_the_list_is_narrowed_by_sheet_and_by_words(clerk: Client, tmp_path: Path) -> None:
    sheets = county(organization("云川县第二协会", CODES[1], 组织类型="合作社"), staff=9)
    sheets["党员名册"] = [member("何守信", "620602195102187616", "没有的支部")]
    sheets["党组织台账"] = [committee(), branch(f"{NAMES[0]}党支部", NAMES[0], 成立日期="2019-01-01")]
    path = write(tmp_path / "changed.xlsx", sheets)
    address = looked_through(clerk, SimpleUploadedFile("改.xlsx", path.read_bytes()))
    changed = rows(clerk.get(address, {"show": "changed"}).content.decode())
    assert changed == [
        ["修改", "社会组织台账 第 2 行", NAMES[0], "F2 从业人员数 5 → 9", ""],
        ["修改", "党组织台账 第 3 行", f"{NAMES[0]}党支部", "C3 成立日期 2018-01-01 → 2019-01-01", ""],
    ]
    one = rows(clerk.get(address, {"show": "changed", "sheet": "党组织台账"}).content.decode())
    assert one == changed[1:]
    assert rows(clerk.get(address, {"show": "changed", "q": "f2"}).content.decode()) == changed[:1]
    both = clerk.get(address, {"show": "changed", "sheet": "党组织台账", "q": "f2"})
    assert rows(both.content.decode()) == []
    assert "“党组织台账”的修改里没有“f2”。" in words(both)
    assert f'href="{address}?show=changed#found"' in both.content.decode()
    assert rows(clerk.get(address, {"show": "changed", "sheet": "没有的表"}).content.decode()) == changed
    clerk.post(f"{address}discard/")


def test_thousands_are_paged_and_the_page_stays_within_what_was_sought(clerk: Client, tmp_path: Path) -> None:
    def code(at: int) -> str:
        head = f"5162069900000{at:04}"
        return head + credit_code_check_character(head)

    many = [organization(f"云川县第{at:03}协会", code(at)) for at in range(120)]
    path = write(tmp_path / "many.xlsx", county(*many))
    address = looked_through(clerk, SimpleUploadedFile("多.xlsx", path.read_bytes()))
    third = clerk.get(address, {"show": "new", "page": "3"})
    assert len(rows(third.content.decode())) == 20
    assert "共 120 行，第 101–120 行" in words(third)
    sought = clerk.get(address, {"show": "new", "q": "第0"})
    assert "共 100 行，第 1–50 行" in words(sought)
    assert f"{address}?show=new&q=%E7%AC%AC0&page=2#found" in unescape(sought.content.decode())
    clerk.post(f"{address}discard/")


@pytest.fixture
def bad(tmp_path: Path) -> Callable[[str], bytes]:
    """Makes bad files by what is wrong with them."""

    def made(kind: str) -> bytes:
        path = tmp_path / "bad.xlsx"
        if kind == "csv":
            return "社会组织名称,统一社会信用代码\n甲,乙\n".encode("gb18030")
        if kind == "password":
            compound(path, {"EncryptionInfo": b"x" * 200, "EncryptedPackage": b"y" * 5000})
        elif kind == "old password":
            ledger = [ORGANIZATION_HEADINGS, [str(one) for one in GOOD_ROW]]
            old_workbook(path, ledger, protected=True)
        elif kind == "bomb":
            blanks = chain(["<sst>"], repeat(" " * 1_000_000, 99), ["</sst>"])
            raw_workbook(path, "", parts={"xl/sharedStrings.xml": blanks})
        elif kind == "cut off":
            whole = organizations(path, GOOD_ROW).read_bytes()
            return whole[: len(whole) // 2]
        else:
            workbook(path, {"Sheet1": [], "Sheet2": [[None, ""]]})
        return path.read_bytes()

    return made


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("csv", "台账.csv", "台账.csv 不是 Excel 工作簿（可读 .xlsx、.xls、.ods）。"),
        ("csv", "台账.xlsx", "台账.xlsx 不是 Excel 工作簿（可读 .xlsx、.xls、.ods）。"),
        ("password", "台账.xlsx", "文件设了打开密码。请在 Excel 里取消密码"),
        ("old password", "台账.xls", "文件设了打开密码。请在 Excel 里取消密码"),
        ("bomb", "台账.xlsx", "展开后有 99 MB，远大于正常台账，已停止读取。"),
        ("cut off", "台账.xlsx", "文件打不开：内容不完整，或不是 Excel 工作簿。"),
        ("blank", "台账.xlsx", "文件里每张看得见的工作表都是空的，没有可读的。"),
    ],
)
def test_a_bad_file_is_refused_on_its_page_and_nothing_of_it_stays(
    clerk: Client, bad: Callable[[str], bytes], kind: str, name: str, said: str
) -> None:
    before = (Entry.objects.count(), ImportBatch.objects.count(), Paper.objects.count())
    address = looked_through(clerk, SimpleUploadedFile(name, bad(kind)))
    page = words(clerk.get(address, follow=True))
    assert "账没有动" in page
    assert said in page
    assert (Entry.objects.count(), ImportBatch.objects.count(), Paper.objects.count()) == before
    clerk.post(f"{address}discard/")
    assert name not in words(clerk.get("/import/"))


@pytest.fixture
def _a_day_later() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 24, 2, tzinfo=UTC), tick=False):
        yield


@pytest.mark.usefixtures("_a_day_later")
def test_the_same_file_on_another_day_says_nothing_new(clerk: Client, make: Make) -> None:
    address = looked_through(clerk, make())
    head = head_number()
    page = clerk.get(address)
    assert "没有要入账的 ：文件说的账上都有了。 退回 0 行不入账；相同 4 行不写；未列 0 行不动。" in words(page)
    assert "/apply/" not in page.content.decode()
    pressed = clerk.post(f"{address}apply/", follow=True)  # an old page, still open elsewhere
    assert "没有要入账的行，账没有动。" in words(pressed)
    assert (head_number(), ImportBatch.objects.count()) == (head, 1)
