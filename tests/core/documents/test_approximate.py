"""Approximate words are true of the exact number, whatever the number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.documents import Approximately, Approximation, NotApproximate, approximate, read_approximation

OVER, ABOVE, NEAR = Approximately.OVER, Approximately.ABOVE, Approximately.NEAR
numbers = st.one_of(st.integers(0, 200), st.integers(0, 10**10))
words = st.sampled_from(Approximately)


@pytest.mark.parametrize(
    ("exact", "word", "text"),
    [
        (108, OVER, "100多"),
        (13, ABOVE, "10余"),
        (2_970_000, NEAR, "近300万"),
        (176, OVER, "170多"),
        (110, OVER, "100多"),
        (11, ABOVE, "10余"),
        (96, NEAR, "近100"),
        (1_190_000, NEAR, "近120万"),
        (1_190_000, OVER, "110多万"),
        (130_000, ABOVE, "10余万"),
        (10_001, OVER, "1万多"),
        (54_321, ABOVE, "54000余"),
        (300_000_000, NEAR, None),
        (299_000_000, NEAR, "近3亿"),
        (100_000_001, OVER, "1亿多"),
        (20, ABOVE, None),
        (100, OVER, None),
        (9, OVER, None),
        (10, ABOVE, None),
        (0, NEAR, None),
        (94, NEAR, None),
    ],
)
def test_numbers_as_people_write_them(exact: int, word: Approximately, text: str | None) -> None:
    if text is not None:
        assert str(approximate(exact, word)) == text
        return
    with pytest.raises(NotApproximate) as refusal:
        approximate(exact, word)
    assert str(refusal.value) == f"{exact} 没有恰当的“{word}”的说法，请照实写 {exact}"


@given(numbers, words)
def test_what_is_written_is_true(exact: int, word: Approximately) -> None:
    """Judged by what the text says, in arithmetic of its own."""
    try:
        text = str(approximate(exact, word))
    except NotApproximate:
        return
    said = int("".join(filter(str.isdigit, text))) * (10**8 if "亿" in text else 10**4 if "万" in text else 1)
    assert text.count(word) == 1
    assert said % 10 == 0
    assert (said > exact >= said * 0.95) if word is NEAR else (said < exact < 2 * said)


@given(numbers, words)
def test_what_is_written_can_be_read_and_has_no_objection(exact: int, word: Approximately) -> None:
    try:
        made = approximate(exact, word)
    except NotApproximate:
        return
    assert read_approximation(str(made)) == made
    assert made.objection(exact) is None


@given(st.integers(11, 10**10).filter(lambda exact: exact % 10))
def test_over_can_be_said_of_every_number_that_is_not_round(exact: int) -> None:
    assert approximate(exact, OVER).base < exact


@given(st.integers(1, 10**6), st.sampled_from([10, 100, 10_000]), words)
def test_a_round_number_itself_is_never_meant(count: int, kind: int, word: Approximately) -> None:
    assert Approximation(count * kind, word).objection(count * kind) is not None


@pytest.mark.parametrize(
    ("text", "exact", "why"),
    [
        ("100多", 100, "“100多”要比 100 多，实际是 100"),
        ("100多", 95, "“100多”要比 100 多，实际是 95"),
        ("100多", 200, "“100多”要不到 200，实际是 200"),
        ("120多", 130, "“120多”要不到 130，实际是 130"),
        ("近300万", 3_000_000, "“近300万”要比 3000000 少，实际是 3000000"),
        ("近300万", 2_500_000, "“近300万”离 3000000 太远（不到九成五），实际是 2500000"),
        ("10余万", 150_000, None),
        ("100多", 199, None),
    ],
)
def test_what_others_wrote_is_checked(text: str, exact: int, why: str | None) -> None:
    assert read_approximation(text).objection(exact) == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("许多", "“许多”不是约数；请写成 100多、10余、近300万 这样"),
        ("100", "“100”要有“多”“余”“近”中的一个，也只能有一个"),
        ("近100多", "“近100多”要有“多”“余”“近”中的一个，也只能有一个"),
        ("15多", "15 不是整十、整百的数，不能说“多”"),
        ("3多", "3 不是整十、整百的数，不能说“多”"),
        ("100000多", "“100000多”应写成“10多万”"),
        ("10万多", "“10万多”应写成“10多万”"),
    ],
)
def test_what_is_no_approximate_number_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(NotApproximate) as refusal:
        read_approximation(text)
    assert str(refusal.value) == why
