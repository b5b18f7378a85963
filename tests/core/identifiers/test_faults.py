"""Folding: the forms in which the same identifier may be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.identifiers.strategies import credit_codes

from shejian.core.identifiers import fold_identifier

# How far a full-width form lies behind its ASCII character.
FULL_WIDTH = 0xFEE0


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("51620699177763177J", "51620699177763177J"),
        ("５２６２０６８８４５３８４０１９２N", "526206884538401920"[:17] + "N"),
        ("11010519491231002x", "11010519491231002X"),
        (" 5162 0699\u30001777\n63177J ", "51620699177763177J"),
        ("'620602195102187616", "620602195102187616"),
        ("\ufeff6206\u200b02195102187616", "620602195102187616"),
        ("516206991777631-7J", "516206991777631-7J"),
        ("", ""),
    ],
)
def test_fold_identifier(typed: str, folded: str) -> None:
    assert fold_identifier(typed) == folded


@given(credit_codes, st.data())
def test_folding_undoes_width_case_and_blanks(code: str, data: st.DataObject) -> None:
    disguises = [[char, char.lower(), chr(ord(char) + FULL_WIDTH), f"{char} ", f"\u3000{char}"] for char in code]
    typed = "".join(data.draw(st.sampled_from(forms)) for forms in disguises)
    assert fold_identifier(typed) == code
