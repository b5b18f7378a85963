"""Numbers as offices type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.sheets.amounts import AmountFault, read_amount, read_count, written_number

COUNT, AMOUNT = "要填整数，例如 12", "要填以元计的金额，例如 12000 或 12,000.50"


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (12, 12),
        (12.0, 12),
        (0.0, 0),
        ("12", 12),
        (" 1 2 ", 12),
        ("１２", 12),
        ("1,200", 1200),
        ("１，２００", 1200),
        ("12.0", 12),
        ("12人", 12),
        ("12 名", 12),
        ("300人次", 300),
        ("1.2万人次", 12000),
        ("007", 7),
    ],
)
def test_counts(cell: str | float, count: int) -> None:
    assert read_count(cell) == count


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("12.5", "要填整数，写的是 12.5"),
        (0.86, "要填整数，写的是 0.86"),
        ("-3", "不能是负数，写的是 -3"),
        (-3.0, "不能是负数，写的是 -3"),
        ("1e3", f"不是数字，{COUNT}"),
        ("1.2E+05", f"不是数字，{COUNT}"),
        ("1,2", f"不是数字，{COUNT}"),
        ("12,00", f"不是数字，{COUNT}"),
        ("1_000", f"不是数字，{COUNT}"),
        ("5+1", f"不是数字，{COUNT}"),
        ("约12", f"不是数字，{COUNT}"),
        ("十二", f"不是数字，{COUNT}"),
        ("12元", f"不是数字，{COUNT}"),
        ("86%", f"不是数字，{COUNT}"),
        ("NaN", f"不是数字，{COUNT}"),
        ("Infinity", f"不是数字，{COUNT}"),
        ("٣", f"不是数字，{COUNT}"),
        ("9" * 41, f"不是数字，{COUNT}"),
        (1e300, f"大得不合理，最多 1,000,000,000；{COUNT}"),
        (10**9 + 1, f"大得不合理，最多 1,000,000,000；{COUNT}"),
    ],
)
def test_what_is_no_count(cell: str | float, fault: str) -> None:
    with pytest.raises(AmountFault) as refusal:
        read_count(cell)
    assert str(refusal.value) == fault


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (12000, 1_200_000),
        (12000.5, 1_200_050),
        (0.1 + 0.2, 30),
        (1234567.89, 123_456_789),
        ("12,000.50", 1_200_050),
        ("￥300", 30_000),
        ("¥ 300.05", 30_005),
        ("300元", 30_000),
        ("300 元整", 30_000),
        ("人民币300元", 30_000),
        ("1.2万元", 1_200_000),
        ("３００．５", 30_050),
        ("0", 0),
    ],
)
def test_amounts_are_kept_in_fen(cell: str | float, fen: int) -> None:
    assert read_amount(cell) == fen


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("0.005", "最多到分，写的是 0.005"),
        (33.333, "最多到分，写的是 33.333"),
        ("-1", "不能是负数，写的是 -1"),
        ("1e3", f"不是数字，{AMOUNT}"),
        ("三百元", f"不是数字，{AMOUNT}"),
        ("300美元", f"不是数字，{AMOUNT}"),
        ("100000000000000", f"大得不合理，最多 10,000,000,000,000；{AMOUNT}"),
    ],
)
def test_what_is_no_amount(cell: str | float, fault: str) -> None:
    with pytest.raises(AmountFault) as refusal:
        read_amount(cell)
    assert str(refusal.value) == fault


@given(st.integers(0, 10**9))
def test_every_whole_number_reads_back_however_it_is_written(number: int) -> None:
    forms = (number, str(number), f"{number:,}", f"{number}人", f" {number} ")
    assert {read_count(form) for form in forms} == {number}


@given(st.integers(0, 10**14))
def test_every_amount_reads_back_however_it_is_written(fen: int) -> None:
    yuan, rest = divmod(fen, 100)
    forms = (f"{yuan}.{rest:02}", f"{yuan:,}.{rest:02}", f"￥{yuan}.{rest:02}元")
    assert {read_amount(form) for form in forms} == {fen}


@given(st.integers(0, 10**9))
def test_a_spreadsheets_number_keeps_its_fen(fen: int) -> None:
    assert read_amount(fen / 100) == fen


@pytest.mark.parametrize(
    ("number", "written"),
    [(48.0, "48"), (0.86, "0.86"), (13953141018.0, "13953141018"), (1e-7, "0.0000001"), (-2.50, "-2.5"), (7, "7")],
)
def test_numbers_are_written_as_spreadsheets_show_them(number: float, written: str) -> None:
    assert written_number(number) == written
