"""Masks: what is left to see, and what a mask may stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.identifiers import is_masked, mask_identity_number, mask_name, mask_phone, matches_mask


@pytest.mark.parametrize(
    ("number", "mask"),
    [
        ("620602195102187616", "6206**********7616"),
        ("11010519491231002X", "1101**********002X"),
        ("620602510218761", "6206*******8761"),
        ("620602510218", "6206****0218"),
        ("62060251021", "***********"),
        ("", ""),
    ],
)
def test_mask_identity_number(number: str, mask: str) -> None:
    assert mask_identity_number(number) == mask


@pytest.mark.parametrize(
    ("number", "mask"),
    [
        ("13953141018", "139****1018"),
        ("0935-2213456", "093*****3456"),
        ("4008001234", "********34"),
        ("2213456", "*****56"),
        ("95588", "*****"),
        ("", ""),
    ],
)
def test_mask_phone(number: str, mask: str) -> None:
    assert mask_phone(number) == mask


@pytest.mark.parametrize(
    ("name", "mask"),
    [
        ("王小敏", "王＊敏"),
        ("王敏", "王＊"),
        ("欧阳小敏", "欧＊＊敏"),
        ("阿依古丽·买买提", "阿＊＊＊＊＊＊提"),
        ("王", "＊"),
        ("", ""),
    ],
)
def test_mask_name(name: str, mask: str) -> None:
    assert mask_name(name) == mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [("139****1018", True), ("王＊敏", True), ("王*敏", True), ("王小敏", False), ("13953141018", False), ("", False)],
)
def test_is_masked(text: str, masked: bool) -> None:
    assert is_masked(text) is masked


@pytest.mark.parametrize(
    ("mask", "full", "matches"),
    [
        ("6206**********7616", "620602195102187616", True),
        ("6206**********7616", "620602195102187617", False),
        ("6206****7616", "620602195102187616", False),
        ("王＊敏", "王小敏", True),
        ("王*敏", "王小敏", True),
        ("王＊敏", "李小敏", False),
        ("王＊", "王小敏", False),
        ("王小敏", "王小敏", True),
    ],
)
def test_matches_mask(mask: str, full: str, matches: bool) -> None:
    assert matches_mask(mask, full) is matches


@given(st.text("0123456789X", min_size=1, max_size=20))
def test_every_mask_hides_something_and_matches_what_it_hides(number: str) -> None:
    masks = [mask_identity_number(number), mask_phone(number), mask_name(number)]
    assert [is_masked(mask) for mask in masks] == [True, True, True]
    assert [matches_mask(mask, number) for mask in masks] == [True, True, True]


@given(st.text("0123456789", min_size=18, max_size=18), st.integers(0, 17), st.sampled_from("0123456789"))
def test_mask_matches_another_number_only_where_it_is_starred(number: str, index: int, digit: str) -> None:
    other = number[:index] + digit + number[index + 1 :]
    assert matches_mask(mask_identity_number(number), other) is (4 <= index < 14 or digit == number[index])
