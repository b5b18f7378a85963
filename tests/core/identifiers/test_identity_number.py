"""The citizen identity number: faults with their words, birth date, sex."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.identifiers.strategies import DIGITS, identity_numbers, with_neighbours_swapped, with_one_changed

from shejian.core.identifiers import (
    FaultCode,
    IdentifierFault,
    birth_date_of,
    check_identity_number,
    identity_number_check_character,
    sex_of,
)

VALID = "620602195102187616"
VALID_WITH_X = "11010519491231002X"


@pytest.mark.parametrize("number", [VALID, VALID_WITH_X, "620103196004094284"])
def test_valid_number_has_no_fault(number: str) -> None:
    assert check_identity_number(number) is None


def test_wrong_check_character_names_the_right_one() -> None:
    assert check_identity_number("620602195102187618") == IdentifierFault(
        FaultCode.CHECK_CHARACTER, "按前17位推算，第18位校验码应为 6，写的是 8", position=18, expected="6"
    )


def test_wrong_check_character_may_have_to_be_x() -> None:
    fault = check_identity_number("110105194912310021")
    assert fault is not None
    assert fault.reason == "按前17位推算，第18位校验码应为 X，写的是 1"


def test_old_number_is_told_apart_from_a_short_one() -> None:
    reason = "这是15位旧号码，应填18位公民身份号码"
    assert check_identity_number("620602510218761") == IdentifierFault(FaultCode.OLD_NUMBER, reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "应为18位，写了0位"),
        ("62060219510218761", "应为18位，写了17位"),
        ("6206025102187 1", "应为18位，写了15位（其中有空格）"),
        ("62060251021876X", "应为18位，写了15位"),
    ],
)
def test_wrong_length_is_counted(text: str, reason: str) -> None:
    assert check_identity_number(text) == IdentifierFault(FaultCode.LENGTH, reason)


@pytest.mark.parametrize(
    ("text", "position", "expected", "reason"),
    [
        ("62060219510218761A", 18, None, "第18位应为数字或 X，写的是 A"),
        ("11010519491231002x", 18, "X", "第18位应写成大写的 X，写的是 x"),
        ("6206O2195102187616", 5, None, "第5位应为数字，写的是 O"),
        ("62060219510218X616", 15, None, "第15位应为数字，写的是 X"),
        ("6206**********7616", 5, None, "第5位应为数字，写的是 *"),
        ("620602195102１87616", 13, "1", "第13位应写成半角的 1，写的是 １"),
    ],
)
def test_stray_character_is_placed(text: str, position: int, expected: str | None, reason: str) -> None:
    assert check_identity_number(text) == IdentifierFault(FaultCode.CHARACTER, reason, position, expected)


@pytest.mark.parametrize(
    ("birth_date", "reason"),
    [
        ("19511318", "第7至14位不是出生日期：没有 13 月"),
        ("19510230", "第7至14位不是出生日期：1951 年 2 月没有 30 日"),
        ("19000229", "第7至14位不是出生日期：1900 年 2 月没有 29 日"),
        ("18991231", "第7至14位不是出生日期：年份 1899 不在 1900 至 2099 之间"),
        ("21000101", "第7至14位不是出生日期：年份 2100 不在 1900 至 2099 之间"),
        ("00000000", "第7至14位不是出生日期：年份 0000 不在 1900 至 2099 之间"),
    ],
)
def test_birth_date_must_exist_even_if_the_check_character_fits(birth_date: str, reason: str) -> None:
    first17 = f"620602{birth_date}761"
    number = first17 + identity_number_check_character(first17)
    assert check_identity_number(number) == IdentifierFault(FaultCode.BIRTH_DATE, reason)


@given(identity_numbers())
def test_number_with_its_computed_check_character_is_valid(number: str) -> None:
    assert check_identity_number(number) is None


@given(with_one_changed(identity_numbers(), DIGITS + "X"))
def test_any_one_changed_character_is_caught(text: str) -> None:
    fault = check_identity_number(text)
    assert fault is not None
    assert fault.code in {FaultCode.CHARACTER, FaultCode.BIRTH_DATE, FaultCode.CHECK_CHARACTER}


@given(with_neighbours_swapped(identity_numbers(), last=16))
def test_swapped_neighbours_are_caught(text: str) -> None:
    fault = check_identity_number(text)
    assert fault is not None
    assert fault.code in {FaultCode.CHARACTER, FaultCode.BIRTH_DATE, FaultCode.CHECK_CHARACTER}


@given(st.text())
def test_no_reason_repeats_the_number(text: str) -> None:
    fault = check_identity_number(text + VALID)
    assert (fault is None) == (text == "")
    assert VALID not in str(fault)


def test_check_character_round_trip() -> None:
    assert identity_number_check_character("62060219510218761") == "6"
    assert identity_number_check_character("11010519491231002") == "X"


@pytest.mark.parametrize("first17", ["", VALID, "6206021951021876X"])
def test_check_character_refuses_what_starts_no_number(first17: str) -> None:
    with pytest.raises(ValueError, match=r"^an identity number starts with seventeen digits$"):
        identity_number_check_character(first17)


def test_birth_date() -> None:
    assert birth_date_of(VALID) == date(1951, 2, 18)


@pytest.mark.parametrize(("number", "sex"), [(VALID, "男"), ("620103196004094284", "女"), (VALID_WITH_X, "女")])
def test_sex(number: str, sex: str) -> None:
    assert sex_of(number) == sex


@given(identity_numbers(last_digits="13579"), identity_numbers(last_digits="02468"))
def test_odd_sequence_is_a_man(odd: str, even: str) -> None:
    assert (sex_of(odd), sex_of(even)) == ("男", "女")


@pytest.mark.parametrize("reader", [birth_date_of, sex_of])
def test_readers_refuse_a_faulty_number_without_repeating_it(reader: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match=r"^not a valid identity number: check-character$"):
        reader("620602195102187618")
