"""The citizen identity number (公民身份号码) of GB 11643-1999.

Eighteen characters: division (1-6), birth date (7-14), sequence (15-17, odd for men) and a check character (18),
which may be X. The division is that of the first registration and may have been abolished; it is not judged here.
"""

from __future__ import annotations

from datetime import date
from operator import getitem
from typing import Literal

from shejian.core.calendar import DateFault, read_date
from shejian.core.identifiers.faults import (
    FaultCode,
    IdentifierFault,
    character_fault,
    first_stray,
    length_fault,
)

LENGTH = 18
OLD_LENGTH = 15

_MODULUS = 11
_CHARACTERS = "0123456789X"
_BIRTH_DATE = slice(6, 14)
_CENTURIES = ("19", "20")
# The sum of a valid number, its check character counted with weight 1, leaves this remainder.
_REMAINDER = 1


def _table(index: int) -> dict[str, int]:
    """The characters that a place allows, each with its share in the sum; X, worth 10, is for the last place only.

    The weights are the powers of 2 counted from the end, modulo 11: 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 and 1.
    """
    characters = _CHARACTERS if index == LENGTH - 1 else _CHARACTERS[:-1]
    weight = pow(2, LENGTH - 1 - index, _MODULUS)
    return {char: value * weight % _MODULUS for value, char in enumerate(characters)}


_TABLES = tuple(_table(index) for index in range(LENGTH))


def check_identity_number(text: str) -> IdentifierFault | None:
    """The fault of ``text`` as a citizen identity number, or ``None`` when it is a valid one.

    ``text`` is taken as it stands: fold it first (``fold_identifier``) where blanks, full-width digits and a small x
    are to be forgiven. The birth date must exist and fall in the years 1900 to 2099; whether it lies in the future
    is the caller's question, for this module knows no today.
    """
    try:
        if len(text) == LENGTH and sum(map(getitem, _TABLES, text)) % _MODULUS == _REMAINDER:
            date.fromisoformat(text[_BIRTH_DATE])
            if text[6:8] in _CENTURIES:
                return None
    except (KeyError, ValueError):
        pass
    return _fault_of(text)


def _fault_of(text: str) -> IdentifierFault:
    """The first fault of a text that is known to have one."""
    if len(text) == OLD_LENGTH and all(char in _TABLES[0] for char in text):
        return IdentifierFault(FaultCode.OLD_NUMBER, "这是15位旧号码，应填18位公民身份号码")
    if len(text) != LENGTH:
        return length_fault(text, LENGTH)
    stray = first_stray(text, _TABLES)
    if stray is not None:
        wanted = "数字或 X" if stray == LENGTH - 1 else "数字"
        return character_fault(text, stray, _TABLES[stray], wanted)
    birth_date_reason = _birth_date_reason(text)
    if birth_date_reason is not None:
        return IdentifierFault(FaultCode.BIRTH_DATE, f"第7至14位不是出生日期：{birth_date_reason}")
    expected = identity_number_check_character(text[:-1])
    reason = f"按前17位推算，第18位校验码应为 {expected}，写的是 {text[-1]}"
    return IdentifierFault(FaultCode.CHECK_CHARACTER, reason, LENGTH, expected)


def _birth_date_reason(text: str) -> str | None:
    """Why the eight digits of the birth date name no day on which a citizen can have been born."""
    if text[6:8] not in _CENTURIES:
        return f"年份 {text[6:10]} 不在 1900 至 2099 之间"
    try:
        read_date(text[_BIRTH_DATE])
    except DateFault as fault:
        return str(fault)
    return None


def identity_number_check_character(first17: str) -> str:
    """The check character that belongs to the first seventeen digits of a number.

    Raises:
        ValueError: there are not seventeen digits.
    """
    if len(first17) != LENGTH - 1 or first_stray(first17, _TABLES) is not None:
        raise ValueError("an identity number starts with seventeen digits")
    return _CHARACTERS[(_REMAINDER - sum(map(getitem, _TABLES, first17))) % _MODULUS]


def birth_date_of(number: str) -> date:
    """The birth date in a valid identity number.

    Raises:
        ValueError: the number is not a valid one. The message does not repeat it.
    """
    return date.fromisoformat(_valid(number)[_BIRTH_DATE])


def sex_of(number: str) -> Literal["男", "女"]:
    """The sex in a valid identity number: the seventeenth digit is odd for men.

    Raises:
        ValueError: the number is not a valid one. The message does not repeat it.
    """
    return "男" if int(_valid(number)[16]) % 2 else "女"


def _valid(number: str) -> str:
    fault = check_identity_number(number)
    if fault is not None:
        raise ValueError(f"not a valid identity number: {fault.code}")
    return number
