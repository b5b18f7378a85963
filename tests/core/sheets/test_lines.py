"""Lines below the headings that are no records: sums, remarks, and headings printed again on each page."""

from __future__ import annotations

import pytest
from tests.core.sheets.declared import GOOD, HEADINGS, read

from shejian.core.sheets import Cell

NUMBERED = ("序号", *HEADINGS)
BLANK = (None,) * 4


@pytest.mark.parametrize("word", ["合计", "合 计", "总计：", "小计", "共计", "本页合计"])
def test_sums_are_passed_over_and_noted(word: str) -> None:
    records = read((1.0, *GOOD), (word, None, None, None, 48.0), headings=NUMBERED)
    assert (records.numbers, records.faults) == ([2], [])
    assert [(note.row, note.code, note.reason) for note in records.notices] == [
        (3, "line-skipped", "是合计行，不是一条记录，略过")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "注：本表一式两份。",
        "说明：1.按登记证书填写",
        "填表人：张三　审核人：李四",
        "填报日期：2022年12月31日",
        "负责人（签字）：",
        "截至2022年12月31日",
        "第1页 共3页",
        "以下空白",
    ],
)
def test_remarks_are_passed_over_noted_and_kept_for_their_dates(text: str) -> None:
    records = read(GOOD, (text, None, None, None))
    assert (records.numbers, records.faults, records.remarks) == ([2], [], [text])
    assert records.notices[0].reason == "是表下的说明，不是一条记录，略过"


def test_remarks_under_columns_not_read_are_passed_over_in_silence() -> None:
    records = read((1.0, *GOOD), ("填报日期：2022-12-31", *BLANK), headings=NUMBERED)
    assert (records.numbers, records.notices, records.remarks) == ([2], [], ["填报日期：2022-12-31"])


def test_the_cells_of_a_remark_are_kept_together() -> None:
    records = read(GOOD, ("填表人：张三", None, None, "填报日期：2022-12-31"))
    assert records.remarks == ["填表人：张三　填报日期：2022-12-31"]


def test_headings_printed_again_are_passed_over_in_silence() -> None:
    records = read(GOOD, HEADINGS, GOOD)
    assert (records.numbers, records.faults, records.notices) == ([2, 4], [], [])


@pytest.mark.parametrize(
    "row",
    [
        ("合计协会", None, None, 1.0),
        ("注：甲协会", GOOD[1], GOOD[2], 1.0),
        (None, None, None, 48.0),
        ("甲协会", None, None, None),
        (None, None, GOOD[2], "合计"),
    ],
)
def test_a_poor_record_is_still_a_record(row: tuple[Cell, ...]) -> None:
    records = read(GOOD, row)
    assert (records.numbers, records.notices) == ([2, 3], [])
