"""The parts of a document, and the numbers of its headings."""

from __future__ import annotations

import pytest

from shejian.core.documents import number_of


@pytest.mark.parametrize(
    ("level", "numbers"),
    [
        (1, ["一、", "二、", "十、", "十一、", "二十、", "九十九、"]),
        (2, ["（一）", "（二）", "（十）", "（十一）", "（二十）", "（九十九）"]),
        (3, ["1.", "2.", "10.", "11.", "20.", "99."]),
        (4, ["（1）", "（2）", "（10）", "（11）", "（20）", "（99）"]),
    ],
)
def test_headings_are_numbered_as_the_standard_says(level: int, numbers: list[str]) -> None:
    assert [number_of(level, at) for at in (1, 2, 10, 11, 20, 99)] == numbers


def test_there_is_no_fifth_level_and_no_hundredth_heading() -> None:
    with pytest.raises(ValueError, match="没有第 5 层"):
        number_of(5, 1)
    with pytest.raises(ValueError, match="100 写不成标题的序号"):
        number_of(1, 100)
