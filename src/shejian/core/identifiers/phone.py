"""The shape of telephone numbers in the mainland numbering plan.

Nothing here is ever a fault: an odd number may still be the one that rings. A doubt is a notice beside the cell.
"""

from __future__ import annotations

import re

from shejian.core.identifiers.faults import fold_identifier
from shejian.core.identifiers.masking import is_masked

MOBILE_LENGTH = 11

_COUNTRY_CODE = re.compile(r"^(?:\+86|0086|86(?=-?1[3-9]\d{9}$))", re.ASCII)
_EXTENSION = re.compile(r"(?:转|EXT\.?|-)\d{1,6}$", re.ASCII)
_JOINTS = re.compile(r"[-()‐-―−]")
_SEVERAL = re.compile(r"[、,;/]|或")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
# 010 and 02x have eight digits behind them; the four-digit area codes seven or eight.
_LANDLINE = re.compile(r"0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}", re.ASCII)
_LOCAL = re.compile(r"[2-9]\d{6,7}", re.ASCII)
_SERVICE = re.compile(r"[48]00\d{7}", re.ASCII)


def phone_doubt(text: str) -> str | None:
    """Why ``text`` is probably not one telephone number as it should be written; ``None`` when nothing is odd.

    Blanks, hyphens, brackets, full-width digits, the country code 86 before a mobile number and an extension behind
    a landline are all accepted. An empty text raises no doubt: whether a number is wanted is no question of shape.
    """
    if _MOBILE.fullmatch(text):
        return None
    folded = fold_identifier(text)
    if not folded:
        return None
    if is_masked(folded):
        return "号码已遮挡，无法核对"
    if _SEVERAL.search(folded):
        return "似乎写了不止一个号码，每格只填一个"
    number = _bare(folded)
    stray = next((char for char in number if char not in "0123456789"), None)
    if stray is not None:
        return f"号码中有不是数字的字符：{stray}"
    return _digits_doubt(number)


def _bare(folded: str) -> str:
    """The digits of a number without country code, joints and extension, if it has the form of a number."""
    number = _COUNTRY_CODE.sub("", folded)
    joined = _JOINTS.sub("", number)
    if _has_known_shape(joined):
        return joined
    without_extension = _JOINTS.sub("", _EXTENSION.sub("", number))
    return without_extension if _has_known_shape(without_extension) else joined


def _has_known_shape(number: str) -> bool:
    return any(shape.fullmatch(number) for shape in (_MOBILE, _LANDLINE, _LOCAL, _SERVICE))


def _digits_doubt(number: str) -> str | None:
    if _LOCAL.fullmatch(number):
        return "座机号码没有写区号"
    if _has_known_shape(number):
        return None
    if number.startswith("1"):
        if len(number) != MOBILE_LENGTH:
            return f"手机号码应为11位，写了{len(number)}位"
        return f"没有以 {number[:2]} 开头的手机号码"
    if number.startswith("0"):
        return f"座机号码应为区号加7位或8位号码，连区号写了{len(number)}位"
    return f"不像手机号码或座机号码，写了{len(number)}位"
