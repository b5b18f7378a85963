"""Numbers as offices type them: 12, 12人, 12,000.50, ￥300, 1.2万元. What is ambiguous is refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

EXACT = 2**53  # beyond it a spreadsheet's number has lost digits
MOST_COUNTED = 10**9  # PostgreSQL keeps counts in four bytes, and no county counts further
MOST_YUAN = 10**13
LONGEST = 40
FEN = 100
TEN_THOUSAND = 10_000

_NUMBER = r"(-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?)"
_COUNT = re.compile(_NUMBER + r"(万)?(?:人次|人|名|个|次|户|位)?", re.ASCII)
_AMOUNT = re.compile(r"(?:¥|人民币|RMB)?" + _NUMBER + r"(万)?(?:元|圆)?(?:人民币|整)?", re.ASCII)


class AmountFault(ValueError):
    """A cell that is no such number; ``str()`` says in Chinese what is wanted of it."""


def read_count(cell: str | float) -> int:
    """A whole number, not negative.

    Raises:
        AmountFault: it is none.
    """
    number = _read(cell, _COUNT, "要填整数，例如 12", MOST_COUNTED)
    if number != number.to_integral_value():
        raise AmountFault(f"要填整数，写的是 {number}")
    return int(number)


def read_amount(cell: str | float) -> int:
    """An amount in yuan, as fen.

    Raises:
        AmountFault: it is none, or is finer than a fen.
    """
    number = _read(cell, _AMOUNT, "要填以元计的金额，例如 12000 或 12,000.50", MOST_YUAN)
    fen = number * FEN
    if fen != fen.to_integral_value():
        raise AmountFault(f"最多到分，写的是 {number}")
    return int(fen)


def _read(cell: str | float, form: re.Pattern[str], wanted: str, most: int) -> Decimal:
    number = _typed(cell, form, wanted) if isinstance(cell, str) else _decimal(cell)
    if number < 0:
        raise AmountFault(f"不能是负数，写的是 {number}")
    if number > most:
        raise AmountFault(f"大得不合理，最多 {most:,}；{wanted}")
    return number


def _typed(text: str, form: re.Pattern[str], wanted: str) -> Decimal:
    folded = "".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).split()).upper()
    found = form.fullmatch(folded) if len(text) <= LONGEST else None
    if found is None:
        raise AmountFault(f"不是数字，{wanted}")
    digits, ten_thousands = found.groups()
    return Decimal(digits.replace(",", "")) * (TEN_THOUSAND if ten_thousands else 1)


def _decimal(number: float) -> Decimal:
    """A spreadsheet's number with the fifteen digits it shows, without the noise behind them."""
    return Decimal(f"{number:.15g}") if isinstance(number, float) else Decimal(number)


def written_number(number: float) -> str:
    """A number as the spreadsheet shows it."""
    return f"{_decimal(number):f}"
