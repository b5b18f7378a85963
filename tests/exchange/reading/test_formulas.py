"""Formulas and errors: a stored result is taken and noted, what has none is a fault that names its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from tests.exchange.reading.making import GOOD_ROW, ORGANIZATION_HEADINGS, cell, organizations, raw_workbook, row

from shejian.core.sheets import CellNote, Records
from shejian.exchange.planning import collect

NO_RESULT = "是公式，而文件里没有存它算出的结果；请在 Excel 里打开、重新计算并保存，或改填数值"
TAKEN = "是公式，取文件里存的结果；请核对，或改填数值"
NUMBER, NAME, CODE, TYPE, FOUNDED, STAFF, AUTHORITY = range(7)
Read = Callable[..., Records]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a ledger of organizations in which some cells of row 2 are given as XML."""

    def records(special: dict[int, str]) -> Records:
        values: list[object] = [special.get(at, value) for at, value in enumerate(GOOD_ROW)]
        path = raw_workbook(tmp_path / "甲.xlsx", row(1, *ORGANIZATION_HEADINGS) + row(2, *values))
        return collect(path, path.name, lambda stage, count: None).records["organizations"]

    return records


def notes(listed: Sequence[CellNote]) -> list[tuple[int, str, str, str]]:
    return [(note.row, note.column, note.value, note.reason) for note in listed]


@pytest.mark.parametrize(
    ("place", "written", "heading", "value"),
    [
        (STAFF, cell("F2", "<f>40+8</f><v>48</v>"), "从业人员数", "48"),
        (AUTHORITY, cell("G2", "<f>A1</f><v>云川县民政局</v>", t="str"), "登记管理机关", "云川县民政局"),
        (AUTHORITY, cell("G2", "<f>A1</f><v></v>", t="str"), "登记管理机关", ""),
        (FOUNDED, cell("E2", "<f>B1</f><v>2008-09-20</v>", t="str"), "成立登记日期", "2008-09-20"),
        (STAFF, cell("F2", '<f t="shared" ref="F2:F9" si="0">40+8</f><v>48</v>'), "从业人员数", "48"),
        (STAFF, cell("F2", '<f t="shared" si="0"/><v>48</v>'), "从业人员数", "48"),
    ],
)
def test_a_stored_result_is_taken_and_noted(read: Read, place: int, written: str, heading: str, value: str) -> None:
    records = read({place: written})
    assert (records.faults, notes(records.notices)) == ([], [(2, heading, value, TAKEN)])


@pytest.mark.parametrize(
    "content", ["<f>40+8</f>", "<f>40+8</f><v/>", "<f>40+8</f><v></v>", "<f>40+8</f><v> </v>", "<f/>"]
)
def test_a_formula_without_result_is_a_fault(read: Read, content: str) -> None:
    records = read({STAFF: cell("F2", content)})
    assert (notes(records.faults), records.notices) == ([(2, "从业人员数", "", NO_RESULT)], [])


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"])
@pytest.mark.parametrize("formula", ["", "<f>1/0</f>"])
def test_an_error_is_a_fault(read: Read, error: str, formula: str) -> None:
    records = read({STAFF: cell("F2", f"{formula}<v>{error}</v>", t="e")})
    assert notes(records.faults) == [(2, "从业人员数", error, f"公式出错（{error}），没有结果；请改正公式，或改填数值")]


@pytest.mark.parametrize("content", ["<f>ROW()-1</f>", "<f>ROW()-1</f><v>1</v>"])
def test_formulas_in_a_column_that_is_not_read_are_nothing(read: Read, content: str) -> None:
    records = read({NUMBER: cell("A2", content)})
    assert (len(records.rows), records.faults, records.notices) == (1, [], [])


def test_a_formula_beyond_the_last_filled_cell_is_not_lost(read: Read) -> None:
    assert notes(read({AUTHORITY: cell("G2", "<f>A1</f>")}).faults) == [(2, "登记管理机关", "", NO_RESULT)]


def test_a_formula_below_the_last_filled_row_is_not_lost(tmp_path: Path) -> None:
    body = row(1, *ORGANIZATION_HEADINGS) + f'<row r="4">{cell("B4", "<f>A1</f>")}</row>'
    path = raw_workbook(tmp_path / "甲.xlsx", body)
    records = collect(path, path.name, lambda stage, count: None).records["organizations"]
    assert notes(records.faults)[0] == (4, "社会组织名称", "", NO_RESULT)


def test_formulas_as_openpyxl_writes_them_have_no_result(tmp_path: Path) -> None:
    path = organizations(tmp_path / "甲.xlsx", (*GOOD_ROW[:STAFF], "=40+8", GOOD_ROW[AUTHORITY]))
    records = collect(path, path.name, lambda stage, count: None).records["organizations"]
    assert notes(records.faults) == [(3, "从业人员数", "", NO_RESULT)]


def test_a_formula_merged_downwards_speaks_for_each_of_its_rows(tmp_path: Path) -> None:
    path = organizations(tmp_path / "甲.xlsx", (*GOOD_ROW[:STAFF], 48, "=A1"), (2, "乙", "x", None, None, None, None))
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("G3:G4")
    book.save(path)
    records = collect(path, path.name, lambda stage, count: None).records["organizations"]
    assert [note[:2] for note in notes(records.faults) if note[3] == NO_RESULT] == [
        (3, "登记管理机关"),
        (4, "登记管理机关"),
    ]


@pytest.mark.parametrize("ahead", range(0, 40, 3))
def test_a_formula_is_seen_wherever_the_markup_is_cut(tmp_path: Path, ahead: int) -> None:
    filler = "".join(row(at, "甲" * 100) for at in range(3, 2900))
    start = row(1, *ORGANIZATION_HEADINGS) + f"<!--{'x' * ahead}-->"
    last = row(2900, *GOOD_ROW[:STAFF], cell("F2900", "<f>40+8</f>"), GOOD_ROW[AUTHORITY])
    cut = (1 << 20) - len("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>")
    body = (start + filler).encode()
    padding = f"<!--{'y' * (cut - len(body) - len(last.split('<f>')[0].encode()) - 12)}-->"
    path = raw_workbook(tmp_path / "甲.xlsx", start + filler + padding + last)
    records = collect(path, path.name, lambda stage, count: None).records["organizations"]
    assert notes(records.faults)[-1] == (2900, "从业人员数", "", NO_RESULT)


def test_a_column_of_formulas_is_told_in_short(tmp_path: Path) -> None:
    rows = [row(1, *ORGANIZATION_HEADINGS)]
    rows += [row(at, *GOOD_ROW[:STAFF], cell(f"F{at}", "<f>40+8</f><v>48</v>"), GOOD_ROW[6]) for at in range(2, 6002)]
    path = raw_workbook(tmp_path / "甲.xlsx", rows)
    records = collect(path, path.name, lambda stage, count: None).records["organizations"]
    assert (len(records.notices), records.notices[-1].row, records.notices[-1].reason) == (
        501,
        0,
        "这一列同样的提示还有 5500 处，不再逐一列出",
    )
