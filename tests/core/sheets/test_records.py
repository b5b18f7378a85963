"""Rows become records: whole columns at a time, every doubtful cell named, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.sheets.declared import GOOD, HEADINGS, MEMBERS, faults, found, read, values

from shejian.core.sheets import (
    ABSENT,
    FORMULA_CELL,
    CellColumn,
    Column,
    Kind,
    Piece,
    Records,
    TooManyFaults,
    read_records,
    recognise,
)
from shejian.core.sheets.faults import shown
from shejian.core.sheets.reading import MOST_ALIKE

FOUNDED = date(2008, 9, 20)
BAD_CODE = "51620699177763177K"


def test_a_row_becomes_a_record_in_the_order_of_the_declaration() -> None:
    assert read(GOOD).rows == [("云川县养羊协会", GOOD[1], ABSENT, FOUNDED, 48, ABSENT, ABSENT, ABSENT, ABSENT)]


def test_rows_are_numbered_as_excel_counts() -> None:
    assert read(GOOD, GOOD, first=7).numbers == [7, 8]


def test_the_order_of_columns_does_not_matter() -> None:
    turned = read(GOOD[::-1], headings=HEADINGS[::-1])
    assert turned.rows == read(GOOD).rows


def test_a_short_row_is_blank_to_the_right() -> None:
    assert values(read(GOOD[:3]), "staff") == [None]


@pytest.mark.parametrize("blank", [(), (None, None), ("", " ", "　\n", None)])
def test_blank_rows_are_passed_over_and_still_counted(blank: tuple) -> None:
    records = read(blank, GOOD, blank, blank, GOOD, blank)
    assert (records.numbers, records.notices) == ([3, 6], [])


def test_numbers_in_front_do_not_make_a_record() -> None:
    records = read((1.0, *GOOD), (2.0, None, None, None, None), headings=("序号", *HEADINGS))
    assert records.numbers == [2]


def test_every_fault_of_a_row_is_named() -> None:
    records = read((None, BAD_CODE, "2022-02-30", "五"))
    assert faults(records) == [
        (2, "社会组织名称", "missing"),
        (2, "统一社会信用代码", "check-character"),
        (2, "成立登记日期", "no-such-date"),
        (2, "从业人员数", "unreadable"),
    ]


def test_a_faulty_row_leaves_the_others_alone() -> None:
    records = read(GOOD, ("", *GOOD[1:]), GOOD)
    assert (len(records.rows), records.faulty, [fault.row for fault in records.faults]) == (3, {1}, [3])


def test_what_is_required_and_missing_is_a_fault() -> None:
    records = read(("—", *GOOD[1:]))
    assert records.faults[0].reason == "“社会组织名称”必须填写，这一格是空的"


def test_what_is_required_and_has_no_column_is_no_fault() -> None:
    layout = found([("姓名", "公民身份号码")])
    records = read_records(layout, "党员名册", Piece.of(2, [("萧萍", "620602195102187616")]))
    assert (records.layout.sheet, records.faults, values(records, "body")) == (MEMBERS, [], [ABSENT])


def test_a_doubtful_cell_is_taken_and_noted() -> None:
    records = read((*GOOD[:2], 39711.0, 48.0))
    assert (values(records, "founded"), records.faulty) == ([FOUNDED], set())
    assert [(note.row, note.column, note.value, note.code) for note in records.notices] == [
        (2, "成立登记日期", "39711", "date-serial")
    ]


def test_truth_and_one_are_told_apart_within_a_column() -> None:
    records = read((*GOOD[:3], True), (*GOOD[:3], 1.0), (*GOOD[:3], 1))
    assert (values(records, "staff"), faults(records)) == ([None, 1, 1], [(2, "从业人员数", "unreadable")])


def test_equal_cells_are_each_noted() -> None:
    records = read(*[(*GOOD[:2], "待定", 1.0)] * 3)
    assert [fault.row for fault in records.faults] == [2, 3, 4]


def test_pieces_are_added_to_one_another() -> None:
    layout = found([HEADINGS])
    records = read_records(layout, "表", Piece.of(2, [GOOD]))
    read_records(layout, "表", Piece.of(3, [("", *GOOD[1:]), GOOD]), records)
    assert (records.numbers, records.faulty, [fault.row for fault in records.faults]) == ([2, 3, 4], {1}, [3])


@given(
    st.lists(
        st.lists(st.sampled_from([None, "", "甲协会", 3.0, "—", FORMULA_CELL, "2022-01-01"]), max_size=5), max_size=8
    )
)
def test_cutting_a_sheet_into_pieces_changes_nothing(rows: list) -> None:
    layout = found([HEADINGS])
    whole = read_records(layout, "表", Piece.of(2, rows))
    pieces = Records(layout, "表")
    for at, row in enumerate(rows):
        read_records(layout, "表", Piece.of(at + 2, [row]), pieces)
    assert (pieces.rows, pieces.numbers, pieces.faulty) == (whole.rows, whole.numbers, whole.faulty)
    assert sorted(map(str, pieces.faults)) == sorted(map(str, whole.faults))


def test_cells_kept_once_are_read_as_if_each_stood_alone() -> None:
    column = CellColumn(("2008-09-20", "待定", None), bytes([0, 1, 0, 2]))
    columns = [CellColumn((GOOD[0],), bytes(4)), CellColumn((GOOD[1],), bytes(4)), column]
    records = read_records(found([HEADINGS]), "表", Piece(2, 4, columns))
    assert values(records, "founded") == [FOUNDED, None, FOUNDED, None]
    assert faults(records) == [(3, "成立登记日期", "no-such-date"), (5, "成立登记日期", "missing")]


def test_of_very_many_notices_alike_the_rest_is_counted() -> None:
    records = read(*[(*GOOD[:2], 39711.0, 1.0)] * (MOST_ALIKE + 30))
    assert len(records.notices) == MOST_ALIKE + 1
    assert (records.notices[-1].row, records.notices[-1].reason) == (0, "这一列同样的提示还有 30 处，不再逐一列出")


def test_a_sheet_full_of_faults_is_refused() -> None:
    row = (None, 1.0, "待定", "五")
    columns = [CellColumn((cell,), bytes(30_000)) for cell in row]
    with pytest.raises(TooManyFaults) as refusal:
        read_records(found([HEADINGS]), "表一", Piece(3, 30_000, columns))
    assert str(refusal.value) == (
        "工作表“表一”的错误已超过 100000 处，多半是表头和内容对不上，没有导入。"
        "请先看第 3 行“社会组织名称”：“社会组织名称”必须填写，这一格是空的"
    )


IDENTITY, PHONE, TEXT = (Column("any", "任何", kind) for kind in (Kind.IDENTITY_NUMBER, Kind.PHONE, Kind.TEXT))


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        (TEXT, " 甲协会 ", "甲协会"),
        (TEXT, "字" * 70, "字" * 59 + "…"),
        (TEXT, 48.0, "48"),
        (TEXT, 1.101051990010112e17, "110105199001011000"),
        (TEXT, True, "是"),
        (TEXT, FOUNDED, "2008-09-20"),
        (TEXT, None, ""),
        (TEXT, FORMULA_CELL, ""),
        (IDENTITY, "620602195102187616", "6206**********7616"),
        (PHONE, "13953141018", "139****1018"),
        (PHONE, 13953141018.0, "139****1018"),
    ],
)
def test_values_are_shown_short_and_masked(column: Column, value: object, text: str) -> None:
    assert shown(column, value) == text


def test_nothing_is_recognised_in_nothing() -> None:
    assert recognise("", [], []) is None
