"""The shape of telephone numbers: every accepted form, every doubt with its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.identifiers import phone_doubt


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "13953141018",
        "139 5314 1018",
        "139-5314-1018",
        "１３９５２９８８０３１",
        "+86 13953141018",
        "+86-13953141018",
        "8613953141018",
        "0086 139 5314 1018",
        "0935-2213456",
        "（0935）2213456",
        "09352213456",
        "0935-22134567",
        "010-88888888",
        "010—8888 8888",
        "0935-2213456-801",
        "0935-2213456转801",
        "400-800-1234",
        "800-800-1234",
    ],
)
def test_usual_forms_raise_no_doubt(text: str) -> None:
    assert phone_doubt(text) is None


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("1395314101", "手机号码应为11位，写了10位"),
        ("139531410188", "手机号码应为11位，写了12位"),
        ("12953141018", "没有以 12 开头的手机号码"),
        ("2213456", "座机号码没有写区号"),
        ("2213456转801", "座机号码没有写区号"),
        ("0935-221345", "座机号码应为区号加7位或8位号码，连区号写了10位"),
        ("010-8888888", "座机号码应为区号加7位或8位号码，连区号写了10位"),
        ("95588", "不像手机号码或座机号码，写了5位"),
        ("139****1018", "号码已遮挡，无法核对"),
        ("139＊＊＊＊1018", "号码已遮挡，无法核对"),
        ("13953141018、0935-2213456", "似乎写了不止一个号码，每格只填一个"),
        ("13953141018或13991021662", "似乎写了不止一个号码，每格只填一个"),
        ("13953141018/13991021662", "似乎写了不止一个号码，每格只填一个"),
        ("1395314l018", "号码中有不是数字的字符：L"),
        ("1395314101٨", "号码中有不是数字的字符：٨"),
        ("无", "号码中有不是数字的字符：无"),
    ],
)
def test_doubt(text: str, doubt: str) -> None:
    assert phone_doubt(text) == doubt


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_eleven_digit_mobile_number_is_accepted(number: str) -> None:
    assert phone_doubt(number) is None


@given(st.from_regex(r"[1-9][0-9]{15,30}", fullmatch=True))
def test_too_many_digits_are_doubted(number: str) -> None:
    assert str(phone_doubt(number)).endswith(f"写了{len(number)}位")
