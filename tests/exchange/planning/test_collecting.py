"""From a workbook to records: which sheets are read, which are passed over, and what is refused as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.exchange.reading.making import (
    GOOD_ROW,
    ORGANIZATION_HEADINGS,
    OTHER_ROW,
    old_workbook,
    open_document,
    organizations,
    workbook,
)

from shejian.exchange.planning import Collected, collect
from shejian.exchange.reading import Unreadable

MEMBERS = [["姓名", "公民身份号码", "所在党组织"], ["萧萍", "620602195102187616", "甲支部"]]
GUIDES = [["社会组织名称", "姓名", "职务"], ["云川县养羊协会", "窦燕", "党建指导员"]]
KNOWN = "社会组织台账、党组织台账、党员名册、发展党员台账、党建指导员选派表、组织生活记录、作用发挥台账"
LEDGER = [ORGANIZATION_HEADINGS, GOOD_ROW]


def read(path: Path) -> Collected:
    return collect(path, path.name, lambda stage, count: None)


@pytest.fixture
def sheets(tmp_path: Path) -> Callable[[dict[str, Sequence[Sequence[object]]]], Path]:
    """Makes a workbook of these sheets."""
    return lambda stated: workbook(tmp_path / "台账2022.xlsx", stated)


@pytest.fixture
def refused(sheets: Callable[..., Path]) -> Callable[..., str]:
    """Why a workbook of these sheets is refused."""

    def reason(stated: dict[str, Any]) -> str:
        with pytest.raises(Unreadable) as refusal:
            read(sheets(stated))
        return str(refusal.value)

    return reason


def notices(collected: Collected) -> list[tuple[str, int, str, str]]:
    return [(note.sheet, note.row, note.code, note.reason) for note in collected.notices]


def test_sheets_are_known_by_their_headings_whatever_they_are_called(sheets: Callable[..., Path]) -> None:
    collected = read(sheets({"Sheet1": GUIDES, "Sheet2": MEMBERS, "Sheet3": LEDGER}))
    assert {key: records.title for key, records in collected.records.items()} == {
        "guidance": "Sheet1",
        "members": "Sheet2",
        "organizations": "Sheet3",
    }


def test_ledgers_that_are_absent_are_not_missed(sheets: Callable[..., Path]) -> None:
    collected = read(sheets({"党员名册": MEMBERS}))
    assert (list(collected.records), collected.notices) == (["members"], [])


def test_texts_around_the_table_are_kept_for_their_dates(sheets: Callable[..., Path]) -> None:
    lines = [["云川县社会组织登记台账"], ["填报单位：云川县民政局", None, "填报日期：", "2022-12-31"]]
    below = ["填表人：张三", None, None, None, None]
    assert read(sheets({"社会组织台账": [*lines, *LEDGER, below]})).preamble == [
        "云川县社会组织登记台账",
        "填报单位：云川县民政局 填报日期： 2022-12-31",
        "社会组织台账",
        "填表人：张三",
        "台账2022",
    ]


def test_other_sheets_are_passed_over_and_told(sheets: Callable[..., Path]) -> None:
    collected = read(sheets({"社会组织台账": LEDGER, "说明": [["请先阅读"]], "空表": []}))
    reason = f"工作表“说明”前 20 行里没有找到表头，没有认出是哪种台账，略过；可认的有：{KNOWN}"
    assert notices(collected) == [("说明", 0, "sheet-skipped", reason)]


def test_a_sheet_that_only_resembles_a_ledger_is_passed_over(sheets: Callable[..., Path]) -> None:
    collected = read(sheets({"社会组织台账": LEDGER, "经费": [["社会组织名称", "组织类型", "金额"], ["甲", "乙", 3]]}))
    assert [(note.sheet, note.code) for note in collected.notices] == [("经费", "sheet-skipped")]
    assert collected.notices[0].reason == (
        "工作表“经费”最像社会组织台账，但没有“统一社会信用代码”、“成立登记日期”这几列，略过；"
        "如果就是它，请补上或改正表头再导入"
    )


def test_columns_not_known_and_not_needed_twice_are_told(sheets: Callable[..., Path]) -> None:
    headings = (*ORGANIZATION_HEADINGS, "星级", "单位名称", "从业人员数")
    collected = read(sheets({"社会组织台账": [headings, (*GOOD_ROW, "5A", "甲", 3)]}))
    assert notices(collected) == [
        ("社会组织台账", 1, "column-skipped", "没有认出“星级”这一列，略过"),
        ("社会组织台账", 1, "column-repeated", "“单位名称”和“社会组织名称”说的是同一项，以“社会组织名称”为准"),
        ("社会组织台账", 1, "column-repeated", "“从业人员数”有两列，以左边的为准"),
    ]


def test_a_ledger_by_its_title_without_a_needed_column_is_refused(refused: Callable[..., str]) -> None:
    assert refused(
        {"台账": [["云川县社会组织登记台账"], ["社会组织名称", "组织类型", "成立日期"], ["甲", "社团", 1]]}
    ) == (
        "工作表“台账”是社会组织台账，表头在第 2 行，但没有“统一社会信用代码”这一列。"
        "请补上，或把原来的表头改成这个名称，再导入。"
    )


def test_two_sheets_of_one_ledger_are_refused(refused: Callable[..., str]) -> None:
    assert refused({"社会组织台账": LEDGER, "社会组织台账（旧）": [ORGANIZATION_HEADINGS, OTHER_ROW]}) == (
        "工作表“社会组织台账”和“社会组织台账（旧）”都是社会组织台账，不知道以哪一个为准。"
        "请把它们合成一张，或删去一张，再导入。"
    )


@pytest.mark.parametrize("order", [("甲", "乙"), ("乙", "甲")])
def test_of_two_sheets_of_one_ledger_an_empty_one_does_not_count(sheets: Callable[..., Path], order: tuple) -> None:
    stated = {"甲": LEDGER, "乙": [ORGANIZATION_HEADINGS]}
    assert read(sheets({name: stated[name] for name in order})).records["organizations"].numbers == [2]


def test_a_ledger_without_rows_is_a_ledger(sheets: Callable[..., Path]) -> None:
    assert read(sheets({"社会组织台账": [ORGANIZATION_HEADINGS]})).records["organizations"].rows == []


def test_a_file_without_any_ledger_is_refused_with_what_it_resembles(refused: Callable[..., str]) -> None:
    assert refused({"甲": [["社会组织名称", "组织类型", "金额"], ["甲", "乙", 3]], "乙": [["随便写写"]]}) == (
        "文件里没有认出任何台账（工作表：“甲”、“乙”）。"
        "“甲”最像社会组织台账，但没有“统一社会信用代码”、“成立登记日期”这几列。"
        f"可认的台账：{KNOWN}。请核对表头名称，或先用 shejian export 导出一份作样子。"
    )


def test_headings_below_the_twentieth_row_are_not_found_and_it_says_so(refused: Callable[..., str]) -> None:
    assert refused({"甲": [*[["说明"]] * 20, *LEDGER]}) == (
        "文件里没有认出任何台账（工作表：“甲”）：前 20 行里没有找到表头。"
        f"可认的台账：{KNOWN}。请核对表头名称，或先用 shejian export 导出一份作样子。"
    )


def test_hidden_sheets_are_not_read_and_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "甲.xlsx", {"社会组织台账": LEDGER, "旧台账": LEDGER, "字典": [["甲"]]})
    book = openpyxl.load_workbook(path)
    book["旧台账"].sheet_state, book["字典"].sheet_state = "hidden", "veryHidden"
    book.save(path)
    reason = "工作表“{}”是隐藏的，没有读；如果是台账，请在 Excel 里取消隐藏后再导入"
    assert notices(read(path)) == [
        ("旧台账", 0, "sheet-hidden", reason.format("旧台账")),
        ("字典", 0, "sheet-hidden", reason.format("字典")),
    ]


@pytest.mark.parametrize(
    ("make", "name", "notice"),
    [
        (
            old_workbook,
            "台账.xls",
            "这是旧的 .xls 格式：看不出哪些格是公式，出错的公式按空读。建议在 Excel 里另存为 .xlsx 再导入",
        ),
        (
            open_document,
            "台账.ods",
            "这是 .ods 格式：看不出哪些格是公式，出错的公式按空读，上下合并的格只读第一行。建议另存为 .xlsx 再导入",
        ),
    ],
)
def test_other_formats_are_read_and_their_limits_told(tmp_path: Path, make: Any, name: str, notice: str) -> None:
    collected = read(make(tmp_path / name, [ORGANIZATION_HEADINGS, [str(one) for one in GOOD_ROW]]))
    assert collected.records["organizations"].rows[0][:2] == GOOD_ROW[1:3]
    assert notices(collected) == [("", 0, "old-format", notice)]


def test_official_names_are_kept_as_written(tmp_path: Path) -> None:
    path = organizations(tmp_path / "甲.xlsx", (1, " 云川县（城关）ＡＢＣ　协会\n", *GOOD_ROW[2:]))
    assert read(path).records["organizations"].rows[0][0] == "云川县（城关）ＡＢＣ　协会"
