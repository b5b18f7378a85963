"""What matching sees of a text, and what is kept of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.sheets import fold
from shejian.core.sheets.folding import trimmed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云川县养羊协会", " 云川县 养羊协会　\n"),
        ("青原县（城关）协会", "青原县(城关)协会"),
        ("ABC 俱乐部", "ａｂｃ俱乐部"),
        ("1月主题党日", "１月主题党日"),
        ("阿里木·买买提", "阿里木•买买提"),
        ("云川县\u200b养羊协会", "\ufeff云川县养羊协会"),
    ],
)
def test_texts_that_match(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("云川县养羊协会", "云川县养猪协会"), ("一支部", "二支部"), ("国", "國")])
def test_texts_that_do_not_match(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from([" ", "\n", "　", "\u200b", "\ufeff"]))
def test_white_space_and_invisible_characters_around_change_nothing(text: str, around: str) -> None:
    assert fold(around + text + around) == fold(text)


@given(st.text())
def test_only_what_is_around_is_trimmed(text: str) -> None:
    assert trimmed(text) in text
    assert trimmed(trimmed(text)) == trimmed(text)


@pytest.mark.parametrize("text", ["Ａ协会（筹）", "云川县　养羊协会", "甲\u200b乙", "1２３协会", "ﾆｯﾎﾟﾝ"])
def test_nothing_within_a_text_is_changed(text: str) -> None:
    assert trimmed(f"\u200b　{text} \ufeff\n") == text
