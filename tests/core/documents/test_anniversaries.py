"""Anniversaries typed by hand: right in their year, or why not."""

from __future__ import annotations

import pytest

from shejian.core.documents import anniversaries


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("庆祝建党1011周年红色经典诗歌朗诵比赛", "建党是 1921 年，到 2022 年是 101 周年"),
        ("庆祝中国共产党成立100周年", "建党是 1921 年，到 2022 年是 101 周年"),
        ("迎接新中国成立72周年", "新中国成立是 1949 年，到 2022 年是 73 周年"),
        ("庆祝建党101周年", None),
        ("2021年，庆祝建党100周年", None),
        ("2021年有所下降。纪念建团的100周年", None),
    ],
)
def test_an_anniversary_is_right_in_its_year_or_why_not(text: str, why: str | None) -> None:
    (found,) = anniversaries(text, 2022)
    assert found.objection() == why


@pytest.mark.parametrize("text", ["建会10周年", "建党以来，学校建校60周年", "建党初期", "举办101周年庆祝活动"])
def test_what_is_no_known_anniversary_is_left_alone(text: str) -> None:
    assert anniversaries(text, 2022) == []


def test_where_it_stands_is_said_so_that_it_can_be_replaced() -> None:
    text = "七月，开展庆祝建党1011周年活动。"
    (found,) = anniversaries(text, 2022)
    assert (text[found.start : found.end], found.clause, found.due) == ("1011", "开展庆祝建党1011周年活动", 101)
