"""The unified social credit code: faults with their words, check characters, parts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.identifiers.strategies import credit_codes, with_neighbours_swapped, with_one_changed

from shejian.core.identifiers import (
    FaultCode,
    IdentifierFault,
    check_credit_code,
    credit_code_check_character,
    division_of,
    organization_code_check_character,
    organization_code_doubt,
    organization_code_of,
    organization_type_of,
    registration_department_of,
)

VALID = "51620699177763177J"
INNER_BROKEN = "51620699177763170W"


@pytest.mark.parametrize(
    "code",
    [VALID, "5262069985178128XH", "51100000500000015P", "52110105MJ0123456N", "53330000MJ8888883J"],
)
def test_valid_code_has_no_fault(code: str) -> None:
    assert check_credit_code(code) is None


def test_wrong_check_character_names_the_right_one() -> None:
    assert check_credit_code(VALID[:-1] + "K") == IdentifierFault(
        FaultCode.CHECK_CHARACTER, "按前17位推算，第18位校验码应为 J，写的是 K", position=18, expected="J"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "应为18位，写了0位"),
        (VALID[:-1], "应为18位，写了17位"),
        (VALID + "0", "应为18位，写了19位"),
        ("51 620699177763177J", "应为18位，写了19位（其中有空格）"),
    ],
)
def test_wrong_length_is_counted(text: str, reason: str) -> None:
    assert check_credit_code(text) == IdentifierFault(FaultCode.LENGTH, reason)


@pytest.mark.parametrize(
    ("text", "position", "expected", "reason"),
    [
        ("51620A99177763177J", 6, None, "第6位应为数字（第3至8位是行政区划代码），写的是 A"),
        ("516O0699177763177J", 4, None, "第4位应为数字（第3至8位是行政区划代码），写的是 O"),
        ("5162069917776317-J", 17, None, "第17位应为数字或大写字母，写的是 -"),
        ("5162069917776317 J", 17, None, "第17位应为数字或大写字母，写的是 空格"),
        ("5162069917776317\u200bJ", 17, None, "第17位应为数字或大写字母，写的是 不可见字符（U+200B）"),
        ("51620699177763177j", 18, "J", "第18位应写成大写的 J，写的是 j"),
        ("5１620699177763177J", 2, "1", "第2位应写成半角的 1，写的是 １"),
    ],
)
def test_stray_character_is_placed(text: str, position: int, expected: str | None, reason: str) -> None:
    assert check_credit_code(text) == IdentifierFault(FaultCode.CHARACTER, reason, position, expected)


@pytest.mark.parametrize(("letter", "meant"), [("I", "1"), ("O", "0"), ("S", "5"), ("V", "U"), ("Z", "2"), ("o", "0")])
def test_unused_letter_is_named_with_what_was_probably_meant(letter: str, meant: str) -> None:
    reason = f"第9位写的是字母 {letter}；代码不用字母 I、O、S、V、Z，可能是 {meant}"
    fault = check_credit_code(VALID[:8] + letter + VALID[9:])
    assert fault == IdentifierFault(FaultCode.CHARACTER, reason, position=9)


def test_fault_reads_as_its_reason() -> None:
    assert str(check_credit_code(VALID[:-1])) == "应为18位，写了17位"


def test_fault_code_is_a_slug() -> None:
    assert [code.value for code in FaultCode] == [
        "length",
        "old-number",
        "character",
        "birth-date",
        "check-character",
    ]


@given(credit_codes)
def test_code_with_its_computed_check_character_is_valid(code: str) -> None:
    assert check_credit_code(code) is None


@given(with_one_changed(credit_codes, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_any_one_changed_character_is_caught(text: str) -> None:
    fault = check_credit_code(text)
    assert fault is not None
    assert fault.code in {FaultCode.CHARACTER, FaultCode.CHECK_CHARACTER}


@given(with_neighbours_swapped(credit_codes, last=16))
def test_swapped_neighbours_are_caught(text: str) -> None:
    fault = check_credit_code(text)
    assert fault is not None
    assert fault.code in {FaultCode.CHARACTER, FaultCode.CHECK_CHARACTER}


@given(credit_codes, st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_expected_character_is_the_one_that_was_replaced(code: str, other: str) -> None:
    fault = check_credit_code(code[:-1] + other)
    assert (code[-1] if fault is None else fault.expected) == code[-1]
    assert (fault is None) == (other == code[-1])


@given(st.text(min_size=17, max_size=19))
def test_any_other_text_gets_its_kind_of_fault(text: str) -> None:
    fault = check_credit_code(text)
    assert fault is not None
    assert (fault.code is FaultCode.LENGTH) == (len(text) != 18)


def test_check_character_round_trip() -> None:
    assert credit_code_check_character("51620699177763177") == "J"


@pytest.mark.parametrize(
    "first17", ["", "5162069917776317", "51620699177763177J", "5162069917776317O", "5A6X0699177763177"]
)
def test_check_character_refuses_what_starts_no_code(first17: str) -> None:
    with pytest.raises(ValueError, match="seventeen characters of its alphabet"):
        credit_code_check_character(first17)


@pytest.mark.parametrize(
    ("first", "department"),
    [("1", "机构编制"), ("5", "民政"), ("9", "工商"), ("N", "农业"), ("Y", "其他"), ("Q", None)],
)
def test_registration_department(first: str, department: str | None) -> None:
    assert registration_department_of(first + VALID[1:]) == department


@pytest.mark.parametrize(
    ("first_two", "kind"),
    [("51", "社会团体"), ("52", "民办非企业单位"), ("53", "基金会"), ("59", "其他"), ("54", None), ("91", None)],
)
def test_organization_type(first_two: str, kind: str | None) -> None:
    assert organization_type_of(first_two + VALID[2:]) == kind


def test_division_and_organization_code() -> None:
    assert division_of(VALID) == "620699"
    assert organization_code_of(VALID) == "177763177"


@pytest.mark.parametrize(
    "reader",
    [registration_department_of, organization_type_of, division_of, organization_code_of, organization_code_doubt],
)
def test_readers_refuse_another_length(reader: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match=r"^a credit code has 18 characters, this text has 17$"):
        reader(VALID[:-1])


@pytest.mark.parametrize(
    ("first8", "check"),
    [("17776317", "7"), ("85178128", "X"), ("MJ012345", "6"), ("D2143569", "X"), ("00000000", "0")],
)
def test_organization_code_check_character(first8: str, check: str) -> None:
    assert organization_code_check_character(first8) == check


@pytest.mark.parametrize("first8", ["1777631", "177763177", "1777631x"])
def test_organization_code_check_character_refuses_other_texts(first8: str) -> None:
    with pytest.raises(ValueError, match="eight digits or upper-case letters"):
        organization_code_check_character(first8)


def test_inner_check_that_holds_raises_no_doubt() -> None:
    assert organization_code_doubt(VALID) is None


def test_inner_check_that_fails_is_a_doubt_beside_a_valid_code() -> None:
    assert check_credit_code(INNER_BROKEN) is None
    assert organization_code_doubt(INNER_BROKEN) == (
        "第9至17位组织机构代码的校验码（第17位）应为 7，写的是 0，请与登记证书核对"
    )
