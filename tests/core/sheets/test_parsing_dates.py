"""Date columns: texts, date cells, compact numbers and serials."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.sheets import FORMULA_CELL, Cell, Column, Kind
from shejian.core.sheets.parsing import SERIAL_ZERO, Doubt, Refusal, parse_date

FOUNDED = Column("founded", "成立登记日期", Kind.DATE)
DAY = date(2022, 4, 8)
HOW = "请写成 2022-04-08 这样"


def read(cell: Cell) -> date | None:
    return parse_date(cell, FOUNDED)


@pytest.mark.parametrize(
    "cell", [DAY, datetime(2022, 4, 8, 15, 30), "2022-04-08", "２０２２年４月８日", 20220408, 20220408.0]
)
def test_a_day_however_it_is_kept(cell: Cell) -> None:
    assert read(cell) == DAY


@pytest.mark.parametrize("cell", [None, "", "  ", "　\n", "-", "—", "——", "/", "无", "空", "…"])
def test_cells_that_say_nothing(cell: Cell) -> None:
    assert read(cell) is None


@pytest.mark.parametrize("cell", [44659, 44659.0, 44659.75, "44659", "４４６５９"])
def test_a_serial_is_read_and_doubted(cell: Cell) -> None:
    with pytest.raises(Doubt) as doubt:
        read(cell)
    assert (doubt.value.value, doubt.value.code) == (DAY, "date-serial")
    assert doubt.value.reason == "单元格是数字 44659，按日期序号读作 2022-04-08，请核对"


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_serial_reads_back(day: date) -> None:
    with pytest.raises(Doubt) as doubt:
        read(float((day - SERIAL_ZERO) / timedelta(days=1)))
    assert doubt.value.value == day


def test_a_date_cell_long_ago_is_doubted() -> None:
    with pytest.raises(Doubt) as doubt:
        read(date(1900, 1, 5))
    assert doubt.value.reason == "单元格里的日期是 1900-01-05，可能是把数字设成了日期格式，请核对"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2022-02-30", "2022 年 2 月没有 30 日，请改成真实的日期"),
        ("2021年13月5日", "没有 13 月，请改成真实的日期"),
        ("2022年4月", "只有年月，没有日，请改成真实的日期"),
        ("待定", "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日"),
        (20221345, f"单元格是数字 20221345，没有 13 月，{HOW}"),
        (2022.4, f"单元格是数字 2022.4，只有年月，没有日，{HOW}"),
        (2022, f"单元格是数字 2022，只有年，没有月和日，{HOW}"),
        (202204.0, f"单元格是数字 202204，只有年月，没有日，{HOW}"),
        (12, "单元格是数字 12，不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日"),
        (True, f"不是日期，{HOW}"),
        ("12:30:00", "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日"),
        (date(2202, 4, 8), "年份 2202 不在 1900 至 2100 之间，请改成真实的日期"),
    ],
)
def test_what_is_no_day_is_refused(cell: Cell, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read(cell)
    assert (refusal.value.code, refusal.value.reason) == ("no-such-date", reason)


@pytest.mark.parametrize(
    "error", ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "Err:502"]
)
def test_a_failed_formula_is_refused(error: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read(error)
    assert (refusal.value.code, refusal.value.reason) == (
        "formula",
        f"公式出错（{error}），没有结果；请改正公式，或改填数值",
    )


def test_a_formula_without_result_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        read(FORMULA_CELL)
    assert refusal.value.reason == ("是公式，而文件里没有存它算出的结果；请在 Excel 里打开、重新计算并保存，或改填数值")
