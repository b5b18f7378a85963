"""The unified social credit code (统一社会信用代码) of GB 32100-2015 and its amendment sheet 1.

Eighteen characters: the registering department (1), the kind of organization (2), the division of the registering
authority (3-8), the organization code of GB 11714 (9-17, its last character being its own check character) and the
check character (18). The letters I, O, S, V and Z are not used.

A code is for life: its division may be one that has been abolished, and says where the organization was first
registered, never where it is now.
"""

from __future__ import annotations

from operator import getitem

from shejian.core.identifiers.faults import (
    FaultCode,
    IdentifierFault,
    character_fault,
    first_stray,
    fold_identifier,
    length_fault,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
CIVIL_AFFAIRS = "5"

_MODULUS = len(ALPHABET)
_DIVISION = slice(2, 8)
_ORGANIZATION_CODE = slice(8, 17)
# What was probably meant by a letter that the alphabet lacks.
_LOOK_ALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}


def _table(index: int) -> dict[str, int]:
    """The characters that a place allows, each with its share in the sum that must be a multiple of 31.

    The weights are the powers of 3; the check character enters with weight 1, so the whole sum of a valid code is 0.
    """
    characters = ALPHABET[:10] if index in range(LENGTH)[_DIVISION] else ALPHABET
    weight = pow(3, index, _MODULUS) if index < LENGTH - 1 else 1
    return {char: ALPHABET.index(char) * weight % _MODULUS for char in characters}


_TABLES = tuple(_table(index) for index in range(LENGTH))

# GB 11714: the first eight characters, A to Z counting 10 to 35.
_ORGANIZATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANIZATION_CHECKS = "0123456789X"

# The names of GB 32100-2015 and amendment sheet 1, from secondary sources; 工商 is today 市场监督管理.
_DEPARTMENTS = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "工商",
    "A": "中央军委改革和编制办公室",
    "N": "农业",
    "Y": "其他",
}
_CIVIL_AFFAIRS_TYPES = {"1": "社会团体", "2": "民办非企业单位", "3": "基金会", "9": "其他"}


def check_credit_code(text: str) -> IdentifierFault | None:
    """The fault of ``text`` as a unified social credit code, or ``None`` when it is a valid one.

    ``text`` is taken as it stands: fold it first (``fold_identifier``) where blanks and full-width forms are to be
    forgiven. Length, characters and the check character decide; whether the division exists, or the inner check
    of GB 11714 holds, are doubts that other functions tell.
    """
    try:
        if len(text) == LENGTH and not sum(map(getitem, _TABLES, text)) % _MODULUS:
            return None
    except KeyError:
        pass
    return _fault_of(text)


def _fault_of(text: str) -> IdentifierFault:
    """The first fault of a text that is known to have one."""
    if len(text) != LENGTH:
        return length_fault(text, LENGTH)
    stray = first_stray(text, _TABLES)
    if stray is not None:
        return _stray_fault(text, stray)
    expected = credit_code_check_character(text[:-1])
    reason = f"按前17位推算，第18位校验码应为 {expected}，写的是 {text[-1]}"
    return IdentifierFault(FaultCode.CHECK_CHARACTER, reason, LENGTH, expected)


def _stray_fault(text: str, index: int) -> IdentifierFault:
    if index in range(LENGTH)[_DIVISION]:
        return character_fault(text, index, _TABLES[index], "数字（第3至8位是行政区划代码）")
    meant = _LOOK_ALIKES.get(fold_identifier(text[index]))
    if meant is not None:
        reason = f"第{index + 1}位写的是字母 {text[index]}；代码不用字母 I、O、S、V、Z，可能是 {meant}"
        return IdentifierFault(FaultCode.CHARACTER, reason, index + 1)
    return character_fault(text, index, _TABLES[index], "数字或大写字母")


def credit_code_check_character(first17: str) -> str:
    """The check character that belongs to the first seventeen characters of a code.

    Raises:
        ValueError: there are not seventeen characters, or one of them cannot stand in its place.
    """
    if len(first17) != LENGTH - 1 or first_stray(first17, _TABLES) is not None:
        raise ValueError("a credit code starts with seventeen characters of its alphabet, digits in the places 3 to 8")
    return ALPHABET[-sum(map(getitem, _TABLES, first17)) % _MODULUS]


def registration_department_of(code: str) -> str | None:
    """The department that registers (``民政`` for 5), or ``None`` when the standard has no such department."""
    return _DEPARTMENTS.get(_whole(code)[0])


def organization_type_of(code: str) -> str | None:
    """The kind of organization, for those registered with civil affairs.

    51 is 社会团体, 52 民办非企业单位, 53 基金会 and 59 其他; ``None`` stands for every other department or kind.
    """
    return _CIVIL_AFFAIRS_TYPES.get(code[1]) if _whole(code)[0] == CIVIL_AFFAIRS else None


def division_of(code: str) -> str:
    """The division code of the authority that first registered the organization (characters 3 to 8)."""
    return _whole(code)[_DIVISION]


def organization_code_of(code: str) -> str:
    """The organization code of GB 11714 inside a credit code (characters 9 to 17)."""
    return _whole(code)[_ORGANIZATION_CODE]


def organization_code_check_character(first8: str) -> str:
    """The check character of GB 11714 that belongs to the first eight characters of an organization code.

    Raises:
        ValueError: there are not eight digits or upper-case letters.
    """
    if len(first8) != len(_ORGANIZATION_WEIGHTS) or not all(char in _ORGANIZATION_ALPHABET for char in first8):
        raise ValueError("an organization code starts with eight digits or upper-case letters")
    pairs = zip(first8, _ORGANIZATION_WEIGHTS, strict=True)
    total = sum(_ORGANIZATION_ALPHABET.index(char) * weight for char, weight in pairs)
    return _ORGANIZATION_CHECKS[-total % len(_ORGANIZATION_CHECKS)]


def organization_code_doubt(code: str) -> str | None:
    """A notice when the inner check of a valid credit code does not hold; ``None`` when it does.

    A notice, not a fault: the check character that GB 32100 gives the whole code has passed, and a code that an
    authority has issued stands even if its inner part was not made by GB 11714.

    Raises:
        ValueError: the text has not even the shape of a credit code.
    """
    inner = organization_code_of(code)
    expected = organization_code_check_character(inner[:-1])
    if inner[-1] == expected:
        return None
    return f"第9至17位组织机构代码的校验码（第17位）应为 {expected}，写的是 {inner[-1]}，请与登记证书核对"


def _whole(code: str) -> str:
    """``code`` itself, refused unless it has the length of a credit code."""
    if len(code) != LENGTH:
        raise ValueError(f"a credit code has {LENGTH} characters, this text has {len(code)}")
    return code
