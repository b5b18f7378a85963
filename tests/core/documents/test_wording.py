"""Figures in words: exact, approximate, changed, and missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.documents import Bound, Writing, Written, read_approximation, write_figure
from shejian.core.indicators import Figure, catalogue

THAN = "较上年"


def written(key: str, writing: Writing, now: Figure, earlier: Figure | None = None, than: str = THAN) -> Written:
    return write_figure(Bound(key, writing), catalogue()[key], now, earlier, than)


def count(value: int | None, missing: str | None = None) -> Figure:
    return Figure("covered", value, "—" if value is None else str(value), missing=missing)


def share(tenths: int) -> Figure:
    return Figure("organization_coverage", tenths / 10, f"{tenths / 10}%")


@pytest.mark.parametrize(
    ("value", "writing", "text"),
    [
        (153, Writing.EXACT, "153"),
        (0, Writing.EXACT, "0"),
        (108, Writing.OVER, "100多"),
        (13, Writing.ABOVE, "10余"),
        (1_190_000, Writing.NEAR, "近120万"),
        (100, Writing.OVER, "100"),
        (8, Writing.ABOVE, "8"),
        (0, Writing.NEAR, "0"),
    ],
)
def test_a_number_is_written_as_asked_or_exactly_where_the_word_would_be_untrue(
    value: int, writing: Writing, text: str
) -> None:
    bound = Bound("covered", writing)
    assert written("covered", writing, count(value)) == Written(bound, text)


def test_money_with_fen_is_written_exactly() -> None:
    assert written("donated_money", Writing.NEAR, Figure("donated_money", 2970000.5, "2970000.50")).text == "2970000.50"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (852, 869, "较上年提高1.7个百分点"),
        (869, 852, "较上年下降1.7个百分点"),
        (852, 872, "较上年提高2个百分点"),
        (852, 852, "与上年持平"),
    ],
)
def test_shares_change_by_points(before: int, after: int, text: str) -> None:
    assert written("organization_coverage", Writing.CHANGE, share(after), share(before)).text == text


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_whoever_subtracts_the_printed_shares_finds_the_printed_change(before: int, after: int) -> None:
    text = written("organization_coverage", Writing.CHANGE, share(after), share(before)).text
    sign = {"提": 1, "下": -1}.get(text.removeprefix(THAN)[0], 0)
    said = round(float(text[5:-4]) * 10) if sign else 0
    assert before + sign * said == after
    assert (sign == 0) == (text == "与上年持平")


@pytest.mark.parametrize(
    ("before", "after", "than", "text"),
    [
        (183, 176, "较上年", "较上年减少7家"),
        (176, 183, "较上年末", "较上年末增加7家"),
        (176, 176, "较上年末", "与上年末持平"),
    ],
)
def test_counts_change_in_their_unit(before: int, after: int, than: str, text: str) -> None:
    assert written("covered", Writing.CHANGE, count(after), count(before), than).text == text


@pytest.mark.parametrize("writing", list(Writing))
def test_what_is_not_known_is_said_and_never_zero(writing: Writing) -> None:
    made = written("covered", writing, count(None, "3 家社会组织：没有记载"), count(5))
    assert made.text == "〔待补：已覆盖社会组织，3 家社会组织：没有记载〕"
    assert made.missing == "已覆盖社会组织：3 家社会组织：没有记载"


def test_a_change_is_missing_where_the_earlier_figure_is() -> None:
    made = written("covered", Writing.CHANGE, count(5), count(None, "没有记载"))
    assert made.text == "〔待补：已覆盖社会组织，上年的数不知道（没有记载）〕"
    assert made.missing == "已覆盖社会组织：上年的数不知道（没有记载）"


@given(st.integers(0, 10**9), st.sampled_from([Writing.OVER, Writing.ABOVE, Writing.NEAR]))
def test_whatever_is_written_is_true(value: int, writing: Writing) -> None:
    text = written("covered", writing, count(value)).text
    assert text == str(value) or read_approximation(text).objection(value) is None
