"""Recognising ledgers by their headings, in whatever row and order they stand and however they are written."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.core.sheets.declared import CLUBS, GOOD, HEADINGS, MEMBERS, SHEETS, found

from shejian.core.sheets import recognise

MEMBER_HEADINGS = ("姓名", "公民身份号码", "所在党组织")


@pytest.mark.parametrize("order", list(permutations(HEADINGS)))
def test_columns_are_found_in_any_order(order: tuple[str, ...]) -> None:
    places = {heading: place for place, heading in enumerate(order)}
    wanted = dict(zip(("name", "code", "founded", "staff"), (places[one] for one in HEADINGS), strict=True))
    assert found([order, GOOD]).places == wanted


@pytest.mark.parametrize("above", range(20))
def test_headings_are_found_in_each_of_the_first_twenty_rows(above: int) -> None:
    rows = [*[["说明文字", None, None]] * above, HEADINGS, GOOD]
    assert found(rows).heading_row == above


def test_headings_below_the_twentieth_row_are_not_looked_for() -> None:
    assert recognise("Sheet1", [*[["说明"]] * 20, HEADINGS], SHEETS) is None


@pytest.mark.parametrize(
    "heading",
    [
        " 成立登记日期",
        "成立登记日期\n",
        "成立登记\n日期",
        "成立登记　日期",
        "成 立 登 记 日 期",
        "成立\r\n登记日期",
        "成立登记日期\u200b",
        "*成立登记日期",
        "成立登记日期＊",
        "成立登记日期（必填）",
        "成立登记日期：",
        "成立日期",
        "成立 日期 ",
    ],
)
def test_padded_broken_and_adorned_headings_are_the_same(heading: str) -> None:
    assert found([("社会组织名称", "统一社会信用代码", heading)]).places["founded"] == 2


@pytest.mark.parametrize("heading", ["捐款金额（元）", "捐款金额(元)", "捐款金额（ 元 ）", "捐款"])
def test_brackets_of_either_width_are_the_same(heading: str) -> None:
    assert found([(*HEADINGS, heading)]).places["money"] == 4


def test_headings_over_two_rows_are_read_together() -> None:
    upper = ("社会组织名称", "统一社会信用代码", "登记情况", None, "捐赠")
    lower = (None, None, "成立登记日期", "从业人员数", "捐款金额（元）")
    layout = found([["标题"], upper, lower, GOOD])
    assert (layout.heading_row, sorted(layout.places), layout.unknown) == (
        2,
        ["code", "founded", "money", "name", "staff"],
        (),
    )


def test_headings_merged_over_two_rows_are_read_from_the_lower_one() -> None:
    upper = ("社会组织名称", "统一社会信用代码", "登记情况")
    lower = ("社会组织名称", "统一社会信用代码", "成立登记日期")
    assert found([upper, lower, GOOD]).heading_row == 1


def test_a_title_above_is_no_part_of_the_headings() -> None:
    layout = found([["社会组织台账", None, None, None, "填报日期：2022-12-31"], HEADINGS, GOOD])
    assert (layout.heading_row, layout.unknown) == (1, ())


def test_a_blank_row_below_does_not_move_the_headings() -> None:
    assert found([HEADINGS, (None, None, None, None), GOOD]).heading_row == 0


def test_a_sparse_record_below_does_not_join_the_headings() -> None:
    rows = [(*HEADINGS, "社会组织联系人"), ("云川县养羊协会", None, None, None, None), GOOD]
    assert found(rows).heading_row == 0


@pytest.mark.parametrize("stars", [5.0, " ", True])
def test_a_cell_that_is_no_text_is_no_heading(stars: object) -> None:
    layout = found([(*HEADINGS, "星级"), (None, None, None, None, stars), GOOD])
    assert (layout.heading_row, layout.unknown) == (0, ("星级",))


def test_a_record_that_reads_like_headings_does_not_move_them() -> None:
    rows = [MEMBER_HEADINGS, ("姓名", "620602195102187616", "党组织"), ("名称", None, None)]
    assert found(rows).heading_row == 0


def test_unknown_headings_are_told_and_running_numbers_and_remarks_are_not() -> None:
    layout = found([("序号", *HEADINGS, "星级\n评定", "备注", None, " ", 7)])
    assert (layout.places["name"], layout.unknown) == (1, ("星级 评定",))


def test_of_two_equal_headings_the_left_one_is_taken() -> None:
    layout = found([(*HEADINGS, "从业人员数")])
    assert (layout.places["staff"], layout.repeated) == (3, (("从业人员数", "从业人员数"),))


def test_the_canonical_heading_is_taken_before_an_alias() -> None:
    layout = found([("负责人", *HEADINGS, "法定代表人")])
    assert (layout.places["leader"], layout.repeated) == (5, (("负责人", "法定代表人"),))


def test_what_is_needed_and_lacking_is_told() -> None:
    layout = found([("社会组织名称", "组织类型", "成立登记日期")])
    assert [column.heading for column in layout.lacking] == ["统一社会信用代码"]


def test_the_headings_decide_and_not_the_name_of_the_sheet() -> None:
    assert [found([HEADINGS], name).sheet for name in ("Sheet1", "党员", "2022", "")] == [CLUBS] * 4


def test_shared_headings_go_to_the_ledger_of_the_title() -> None:
    rows = [["云川县社会组织党员名册"], ("姓名", "转正日期", "名称", "成立日期")]
    assert found(rows).sheet == MEMBERS


def test_the_longer_title_tells_more() -> None:
    assert found([("名称", "类型", "姓名", "联系电话")], "社会组织党员名册").sheet == MEMBERS


@pytest.mark.parametrize(
    ("name", "rows", "sure"),
    [
        ("Sheet1", [HEADINGS], True),
        ("社会组织台账", [("社会组织名称", "类型")], True),
        ("Sheet1", [["社会组织名册"], ("社会组织名称", "类型")], True),
        ("Sheet1", [("社会组织名称", "类型")], False),
        ("经费", [("名称", "信用代码", "成立日期", "金额", "经手人", "用途")], False),
        ("Sheet1", [(*HEADINGS, "组织类型", *"甲乙丙丁戊己")], True),
    ],
)
def test_a_sheet_is_surely_a_ledger_by_its_title_or_most_of_its_headings(name: str, rows: list, sure: bool) -> None:
    recognition = recognise(name, rows, SHEETS)
    assert recognition is not None
    assert recognition.sure == sure


@pytest.mark.parametrize("rows", [[], [[]], [[None, 1.0]], [["社会组织名称"]], [["随便", "写写"]]])
def test_other_sheets_are_like_none(rows: list) -> None:
    assert recognise("Sheet1", rows, SHEETS) is None
