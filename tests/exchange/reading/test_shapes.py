"""Workbooks of every shape that programs write: rows keep their numbers and cells their places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.exchange.reading.making import (
    archive,
    cell,
    old_workbook,
    open_document,
    raw_workbook,
    row,
    text_cell,
    workbook,
)

from shejian.exchange.reading import Workbook, read_workbook

Rows = Callable[[Path], dict[str, dict[int, list[Any]]]]
NAME = "社会组织台账"


@pytest.fixture
def book(tmp_path: Path) -> tuple[openpyxl.Workbook, Path]:
    made = openpyxl.Workbook()
    made.active.title = NAME
    return made, tmp_path / "甲.xlsx"


def test_kinds_of_cells(book: tuple[openpyxl.Workbook, Path], rows: Rows) -> None:
    made, path = book
    made.active.append(["甲", 48, 0.5, True, date(2022, 4, 8), time(12, 30), timedelta(hours=30), None])
    made.active["C1"].number_format = "0%"
    made.save(path)
    assert rows(path) == {NAME: {1: ["甲", 48.0, 0.5, True, date(2022, 4, 8), "12:30:00", "1 day, 6:00:00"]}}


def test_days_counted_from_1904(book: tuple[openpyxl.Workbook, Path], rows: Rows) -> None:
    made, path = book
    made.epoch = CALENDAR_MAC_1904
    made.active.append([date(2022, 4, 8)])
    made.save(path)
    assert rows(path) == {NAME: {1: [date(2022, 4, 8)]}}


def test_truth_and_numbers_of_one_column_stay_apart(tmp_path: Path, rows: Rows) -> None:
    path = workbook(tmp_path / "甲.xlsx", {NAME: [[True], [1], [False], [0], [1]]})
    assert [repr(one[0]) for one in rows(path)[NAME].values()] == ["True", "1.0", "False", "0.0", "1.0"]


def test_a_table_that_starts_further_down_and_right(tmp_path: Path, rows: Rows) -> None:
    body = f'<row r="4">{text_cell("C4", "甲")}</row><row r="6">{text_cell("D6", "乙")}</row>'
    assert rows(raw_workbook(tmp_path / "甲.xlsx", body)) == {
        NAME: {4: [None, None, "甲", None], 5: [None] * 4, 6: [None, None, None, "乙"]}
    }


def test_rows_and_cells_out_of_order(tmp_path: Path, rows: Rows) -> None:
    body = f'<row r="2">{text_cell("B2", "丁")}{text_cell("A2", "丙")}</row>' + row(1, "甲", "乙")
    assert rows(raw_workbook(tmp_path / "甲.xlsx", body)) == {NAME: {1: ["甲", "乙"], 2: ["丙", "丁"]}}


def test_cells_without_references(tmp_path: Path, rows: Rows) -> None:
    body = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><f>A1</f></c></row>"
    found = rows(raw_workbook(tmp_path / "甲.xlsx", body))
    assert [str(one) for one in found[NAME][2]] == ["3.0", "Marker.FORMULA"]


def test_markup_with_a_prefix(tmp_path: Path, rows: Rows) -> None:
    spaces = "xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    body = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:f>1</x:f></x:c></x:row>'
    sheet = f"<x:worksheet {spaces}><x:sheetData>{body}</x:sheetData></x:worksheet>"
    path = raw_workbook(tmp_path / "甲.xlsx", "", parts={"xl/worksheets/sheet1.xml": sheet})
    assert [str(one) for one in rows(path)[NAME][1]] == ["1.0", "Marker.FORMULA"]


def test_formatted_cells_without_content_do_not_count(tmp_path: Path, rows: Rows) -> None:
    far = cell("XFD1048576", "", s="0").replace("></c>", "/>")
    path = raw_workbook(tmp_path / "甲.xlsx", row(1, "甲") + f'<row r="1048576">{far}</row>')
    assert rows(path) == {NAME: {1: ["甲"]}}


def test_cells_merged_downwards_are_repeated(book: tuple[openpyxl.Workbook, Path], rows: Rows) -> None:
    made, path = book
    for values in (["标题", None], ["镇", "名称"], ["城关镇", "甲"], [None, "乙"], [None, "丙"], [None, "丁"]):
        made.active.append(values)
    for cells in ("A1:B1", "A3:A5"):
        made.active.merge_cells(cells)
    made.save(path)
    assert [one[0] for one in rows(path)[NAME].values()] == ["标题", "镇", "城关镇", "城关镇", "城关镇", None]
    assert rows(path)[NAME][1] == ["标题", None]


def test_merged_cells_of_a_table_further_right(book: tuple[openpyxl.Workbook, Path], rows: Rows) -> None:
    made, path = book
    made.active["C4"], made.active["D6"] = "甲", "乙"
    made.active.merge_cells("C4:C6")
    made.save(path)
    assert [one[2:] for one in rows(path)[NAME].values()] == [["甲", None], ["甲", None], ["甲", "乙"]]


def test_very_many_merged_cells_take_no_longer(tmp_path: Path, rows: Rows) -> None:
    merged = "".join(f'<mergeCell ref="A{at}:A{at + 1}"/>' for at in range(1, 20_000, 2))
    spaces = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    body = "".join(row(at, at) for at in range(1, 20_000, 2)) + row(20_000, cell("B20000", "<v>1</v>"))
    sheet = f"<worksheet {spaces}><sheetData>{body}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
    found = rows(raw_workbook(tmp_path / "甲.xlsx", "", parts={"xl/worksheets/sheet1.xml": sheet}))
    assert [one[0] for one in found[NAME].values()] == [float(at - 1 + at % 2) for at in range(1, 20_001)]


def test_more_rows_than_one_piece(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "甲.xlsx", (row(at, at, f"甲{at}", "乙") for at in range(1, 12_002)))
    pieces: list[tuple[str, int, int, list[Any]]] = []
    read_workbook(path, lambda _, name, piece: pieces.append((name, piece.first, piece.height, piece.row(0))))
    assert pieces == [
        (NAME, 1, 5000, [1.0, "甲1", "乙"]),
        (NAME, 5001, 5000, [5001.0, "甲5001", "乙"]),
        (NAME, 10001, 2001, [10001.0, "甲10001", "乙"]),
    ]


def test_sheets_with_nothing_in_them(tmp_path: Path, rows: Rows) -> None:
    assert rows(workbook(tmp_path / "甲.xlsx", {"空": [], "甲": [["甲"]]})) == {"甲": {1: ["甲"]}}


def test_a_workbook_without_worksheets(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    made.create_chartsheet("图")
    made.save(tmp_path / "甲.xlsx")
    assert read_workbook(tmp_path / "甲.xlsx", lambda book, name, piece: None) == Workbook("xlsx")


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path, rows: Rows) -> None:
    path = workbook(tmp_path / "甲.xlsx", {"甲": [["甲"]], "乙": [["乙"]], "丙": [["丙"]]})
    made = openpyxl.load_workbook(path)
    made["乙"].sheet_state, made["丙"].sheet_state = "hidden", "veryHidden"
    made.save(path)
    found = read_workbook(path, lambda book, name, piece: None)
    assert (found.sheets, found.hidden, list(rows(path))) == (["甲"], ["乙", "丙"], ["甲"])


def test_old_workbooks(tmp_path: Path, rows: Rows) -> None:
    path = old_workbook(tmp_path / "甲.xls", [["名称", "人数"], ["甲协会", 48.0]])
    assert rows(path) == {NAME: {1: ["名称", "人数"], 2: ["甲协会", 48.0]}}


def test_workbooks_of_the_open_format(tmp_path: Path, rows: Rows) -> None:
    path = open_document(tmp_path / "甲.ods", [["名称", "人数"], ["甲协会", "48"]])
    assert rows(path) == {NAME: {1: ["名称", "人数"], 2: ["甲协会", "48"]}}


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".xlsb", ".XLSX", ".xlsm", ".bin", ""])
def test_the_kind_of_file_is_told_by_its_content(tmp_path: Path, rows: Rows, suffix: str) -> None:
    path = raw_workbook(tmp_path / f"甲{suffix}", row(1, "甲"))
    assert rows(path) == {NAME: {1: ["甲"]}}


def test_names_that_need_quoting(tmp_path: Path, rows: Rows) -> None:
    path = raw_workbook(tmp_path / "甲 '乙' $(x).xlsx", row(1, cell("A1", "<f>1</f>")), name="收入 & 支出 <1>")
    assert [str(one) for one in rows(path)["收入 & 支出 <1>"][1]] == ["Marker.FORMULA"]


def test_an_archive_with_extra_parts(tmp_path: Path, rows: Rows) -> None:
    path = raw_workbook(
        tmp_path / "甲.xlsx", row(1, "甲"), parts={"docProps/app.xml": "<Properties/>", "xl/media/a.png": b"x"}
    )
    assert rows(path) == {NAME: {1: ["甲"]}}
    assert archive(tmp_path / "空.xlsx", {}).stat().st_size > 0
