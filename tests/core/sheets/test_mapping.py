"""Sheets as people say they are: headings called by name or by letter, and what cannot be said of them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.exchange.mapping_files import COLUMNS, ODD, ROWS, SHEET, TITLE

from shejian.core.sheets import (
    MappingFault,
    SheetMapping,
    WrongMapping,
    alike,
    column_letter,
    exact_columns,
    labels_at,
    mapped_layout,
)
from shejian.exchange.planning.mapping import declared

ORGANIZATIONS = declared("organizations")
assert ORGANIZATIONS is not None
SHEET_ROWS: list[list[Any]] = [TITLE, ODD, *ROWS]


def faults(said: SheetMapping, rows: list[list[Any]] = SHEET_ROWS) -> tuple[MappingFault, ...]:
    assert ORGANIZATIONS is not None
    with pytest.raises(WrongMapping) as refused:
        mapped_layout(SHEET, rows, 1, ORGANIZATIONS, said)
    return refused.value.faults


def test_a_layout_is_as_it_was_said_to_be() -> None:
    assert ORGANIZATIONS is not None
    layout = mapped_layout(SHEET, SHEET_ROWS, 1, ORGANIZATIONS, SheetMapping("organizations", 2, COLUMNS))
    assert layout.heading_row == 1
    assert layout.places == {"name": 1, "code": 2, "type": 3, "founded": 4, "staff": 5, "authority": 6}
    assert layout.headings["name"] == "单位全称"
    assert layout.lacking == ()


@pytest.mark.parametrize(
    ("rows", "at", "labels"),
    [
        ([["甲", " 乙 \n丙", None]], 0, ["甲", "乙 丙", "C 列"]),
        ([["名称", "名称*", "电话"]], 0, ["名称（A 列）", "名称*（B 列）", "电话"]),
        ([["某县台账"], ["名称", None]], 1, ["名称", "B 列"]),
        ([["单位", "人员", None], ["名称", None, "女"]], 1, ["名称", "人员", "女"]),
        ([[2021, 2022]], 0, ["2021", "2022"]),
    ],
)
def test_every_heading_has_a_label_of_its_own(rows: list[list[Any]], at: int, labels: list[str]) -> None:
    assert labels_at(rows, at) == labels


@pytest.mark.parametrize(("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_excel_calls_them(place: int, letter: str) -> None:
    assert column_letter(place) == letter


def test_two_headings_cannot_be_one_column() -> None:
    said = SheetMapping("organizations", 2, COLUMNS | {"备忘": "name"})
    reason = "“单位全称”已经对到“社会组织名称”，一列只能对一个表头；请把其中一个改为不读"
    assert faults(said) == (MappingFault(SHEET, "备忘", reason),)


def test_a_needed_column_cannot_be_left_out() -> None:
    said = SheetMapping("organizations", 2, COLUMNS | {"代码证号": "", "归类": ""})
    reason = f"社会组织台账不能没有“统一社会信用代码”、“组织类型”：请指明工作表“{SHEET}”的哪个表头是它，或不读这张表"
    assert faults(said) == (MappingFault(SHEET, "", reason),)


def test_what_does_not_stand_on_the_sheet_cannot_be_said_of_it() -> None:
    strange = SheetMapping("organizations", 2, COLUMNS | {"没有的": "address", "备忘": "nonsense"})
    assert faults(strange) == (
        MappingFault(SHEET, "备忘", "社会组织台账没有“nonsense”这一列"),
        MappingFault(SHEET, "没有的", f"工作表“{SHEET}”第 2 行没有“没有的”这个表头"),
    )
    outside = SheetMapping("organizations", 9, COLUMNS)
    reason = f"工作表“{SHEET}”的表头行写的是第 9 行，应在第 1 行到第 5 行之间"
    assert faults(outside) == (MappingFault(SHEET, "", reason),)


def test_only_the_ledgers_own_headings_are_taken_without_asking() -> None:
    assert ORGANIZATIONS is not None
    rows = [["名称", "社会组织名称", "证号", "组织类型（必填）"]]
    assert exact_columns(rows, 0, ORGANIZATIONS) == {"社会组织名称": "name", "组织类型（必填）": "type"}


def test_suggestions_go_by_likeness_the_likest_first() -> None:
    assert ORGANIZATIONS is not None
    assert [column.key for column in alike("社会组织的名称", ORGANIZATIONS)][:1] == ["name"]
    assert alike("备忘", ORGANIZATIONS) == []
    assert alike("A 列", ORGANIZATIONS) == []
