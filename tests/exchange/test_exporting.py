"""Ledgers written as Excel: the same shape, nothing that Excel would run, nobody's number in full; and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.conftest import TODAY, import_file

from shejian.exchange.services.exporting import NoSuchLedger, export_ledgers, ledgers_called
from shejian.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def exported(data: Path, tmp_path: Path) -> Path:
    import_file(data / "county-2022.xlsx")
    path = tmp_path / "out.xlsx"
    export_ledgers(path, ledgers_called("全部"), TODAY)
    return path


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    lines = list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=3, values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_an_export_has_the_sheets_and_headings_of_the_import(exported: Path, data: Path) -> None:
    ours, theirs = openpyxl.load_workbook(exported), openpyxl.load_workbook(data / "county-2022.xlsx")
    headings = {sheet.title: [cell.value for cell in sheet[3]] for sheet in ours}
    assert headings == {sheet.title: [cell.value for cell in sheet[2]] for sheet in theirs}


def test_an_export_holds_every_row(exported: Path) -> None:
    sizes = {sheet.title: sheet.max_row - 3 for sheet in openpyxl.load_workbook(exported)}
    assert list(sizes.values()) == [193, 148, 750, 95, 83, 3197, 19]


def test_identity_numbers_and_telephones_are_masked(exported: Path) -> None:
    (member,) = [row for row in rows(exported, "党员名册") if row["姓名"] == "岑志强"]
    assert (member["公民身份号码"], member["联系电话"]) == ("6206**********7616", "139****1018")
    (applicant,) = [row for row in rows(exported, "发展党员台账") if row["姓名"] == "卞远娟"]
    assert applicant["公民身份号码"] == "6210**********5945"


def test_an_export_imports_back_as_unchanged(exported: Path) -> None:
    again = import_file(exported)
    assert [tuple(counts.values()) for counts in again.plan.counts().values()] == [
        (0, 0, size, 0, 0) for size in (193, 148, 750, 95, 83, 3197, 19)
    ]
    assert again.plan.faults == []


def test_a_change_made_in_an_export_is_seen_and_masks_say_nothing(exported: Path) -> None:
    book = openpyxl.load_workbook(exported)
    sheet = book["党员名册"]
    place = [cell.value for cell in sheet[3]].index("转出日期") + 1
    sheet.cell(4, place).value = "2022-11-05"
    book.save(exported)
    again = import_file(exported)
    assert again.plan.counts()["党员名册"] == {"new": 0, "changed": 1, "unchanged": 749, "absent": 0, "faulty": 0}


def test_text_is_never_a_formula(data: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(data / "county-2022.xlsx")
    cell = book["社会组织台账"].cell(3, 2)
    cell.value, cell.data_type = '=HYPERLINK("http://x","y")', "s"
    book.save(tmp_path / "in.xlsx")
    import_file(tmp_path / "in.xlsx")
    export_ledgers(tmp_path / "out.xlsx", ledgers_called("社会组织台账"), TODAY)
    out = openpyxl.load_workbook(tmp_path / "out.xlsx")["社会组织台账"].cell(4, 2)
    assert (out.value, out.data_type) == ('=HYPERLINK("http://x","y")', "s")


def test_a_ledger_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchLedger, match="没有叫“党费台账”的台账。可导出：社会组织台账、党组织台账、"):
        ledgers_called("党费台账")
    assert list(tmp_path.iterdir()) == []


def test_t12_names_are_kept_as_written_and_never_corrected(data: Path, tmp_path: Path) -> None:
    """Odd names (full-width digits, half-width brackets, rare characters) come out as they went in."""
    odd = ["云川县１２３协会(筹)", "云川县䶮氏宗亲会", "云川县社会性组织联合会", "云川县  双空格协会"]
    book = openpyxl.load_workbook(data / "county-2022.xlsx")
    for at, name in enumerate(odd):
        book["社会组织台账"].cell(192 + at, 2).value = name
    book.save(tmp_path / "in.xlsx")
    import_file(tmp_path / "in.xlsx")
    export_ledgers(tmp_path / "out.xlsx", ledgers_called("社会组织台账"), TODAY)
    assert [row["社会组织名称"] for row in rows(tmp_path / "out.xlsx", "社会组织台账")][-4:] == odd


def test_an_empty_store_exports_headings_and_imports_back_as_nothing(tmp_path: Path) -> None:
    counts = export_ledgers(tmp_path / "out.xlsx", ledgers_called("全部"), TODAY)
    assert set(counts.values()) == {0}
    outcome = import_file(tmp_path / "out.xlsx")
    assert {count for one in outcome.plan.counts().values() for count in one.values()} == {0}
    assert (outcome.applied, Entry.objects.count()) == (False, 0)
