"""One parser for each kind of column: a cell becomes a value, a doubt or a refusal with its reason.

Names and texts are kept as written, without the white space around them; digits are folded to half-width only in
days, numbers, codes and telephones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from shejian.core.calendar import DateFault, read_date
from shejian.core.identifiers import (
    check_credit_code,
    check_identity_number,
    fold_identifier,
    is_masked,
    phone_doubt,
)
from shejian.core.sheets.cells import ERROR_CELL, FORMULA_CELL, Cell, Masked
from shejian.core.sheets.columns import Column, Kind
from shejian.core.sheets.faults import FaultCode
from shejian.core.sheets.recognition import fold

SEPARATORS = re.compile(r"[、，,；;\n]+")
NOTHING = frozenset({"", "-", "—", "——", "－", "/", "无", "空"})
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(18_000, 73_050)  # days 1949 to 2099, as spreadsheets count them
COMPACT_DAYS = range(19_000_101, 21_001_232)
FEN = 100
LARGEST = 10**15


class Refusal(Exception):
    """A cell that cannot be read."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Doubt(Exception):
    """A cell that was read as ``value``, but asks to be looked at."""

    def __init__(self, value: Any, code: str, reason: str) -> None:
        super().__init__(reason)
        self.value = value
        self.code = code
        self.reason = reason


def _ordinary(cell: Cell) -> Cell:
    """The cell, unless a formula left nothing readable in it."""
    if cell is FORMULA_CELL:
        raise Refusal(
            FaultCode.FORMULA, "是公式，而文件里没有存它算出的结果；请在 Excel 里打开、重新计算并保存，或改填数值"
        )
    if cell is ERROR_CELL or (isinstance(cell, str) and cell in ERRORS):
        raise Refusal(FaultCode.FORMULA, "公式出错，没有结果；请改正公式，或改填数值")
    return cell


def parse_text(cell: Cell, column: Column) -> str | None:
    """The text as written, without white space around it; ``None`` if blank."""
    if cell.__class__ is not str:
        cell = _ordinary(cell)
        if cell is None:
            return None
        return _within(_written(cell), column)
    text = cell.strip()  # type: ignore[union-attr]
    if not text:
        return None
    if text[0] == "#":
        _ordinary(text)
    return _within(text, column) if len(text) > column.longest else text


def _written(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return str(cell)


def _within(text: str, column: Column) -> str:
    if len(text) > column.longest:
        raise Refusal(FaultCode.TOO_LONG, f"有 {len(text)} 个字，最多 {column.longest} 个字，请缩短")
    return text


def parse_date(cell: Cell, _: Column) -> date | None:
    """A day, however it is typed."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    cell = _ordinary(cell)
    if cell is None:
        return None
    if isinstance(cell, str):
        if fold(cell) in NOTHING:
            return None
        try:
            return read_date(cell)
        except DateFault as fault:
            raise Refusal(FaultCode.NO_SUCH_DATE, f"{fault}，请改成真实的日期") from None
    return _numeric_date(cell)


def _numeric_date(cell: Cell) -> date:
    number = cell if isinstance(cell, (int, float)) and not isinstance(cell, bool) else 0
    whole = int(number)
    if whole == number and whole in COMPACT_DAYS:
        return parse_date(str(whole), _ANY) or SERIAL_ZERO
    if whole in SERIALS:
        day = SERIAL_ZERO + timedelta(days=whole)
        raise Doubt(day, "date-serial", f"单元格是数字 {whole}，按日期序号读作 {day}，请核对")
    raise Refusal(FaultCode.NO_SUCH_DATE, f"单元格是数字 {_written(cell)}，不是日期，请写成 2022-04-08 这样")


def parse_whole(cell: Cell, column: Column) -> int | None:
    """A whole number, not negative."""
    number = _number(cell, "整数，例如 12")
    if number is None:
        return None
    if number != number.to_integral_value():
        raise Refusal(FaultCode.UNREADABLE, f"“{column.heading}”要填整数，写的是 {number}")
    return int(number)


def parse_money(cell: Cell, _: Column) -> int | None:
    """An amount in yuan, kept in fen."""
    number = _number(cell, "以元计的金额，例如 12000 或 12,000.50")
    if number is None:
        return None
    fen = number * FEN
    if fen != fen.to_integral_value():
        raise Refusal(FaultCode.UNREADABLE, f"金额最多到分，写的是 {number}")
    return int(fen)


def _number(cell: Cell, wanted: str) -> Decimal | None:
    cell = _ordinary(cell)
    if cell is None or (isinstance(cell, str) and fold(cell) in NOTHING):
        return None
    try:
        number = Decimal(fold(cell).replace(",", "") if isinstance(cell, str) else _plain(cell))
    except InvalidOperation:
        raise Refusal(FaultCode.UNREADABLE, f"不是数字，请填{wanted}") from None
    if not number.is_finite() or number < 0 or number > LARGEST:
        raise Refusal(FaultCode.UNREADABLE, f"数字不合理，请填{wanted}")
    return number


def _plain(cell: Cell) -> str:
    if isinstance(cell, (date, bool)):
        raise Refusal(FaultCode.UNREADABLE, "应是数字，单元格里却是日期或是非值")
    return repr(cell)


def parse_term(cell: Cell, column: Column) -> str | None:
    """The code of a word of the vocabulary."""
    text = parse_text(cell, column)
    if text is None:
        return None
    words = column.words or {}
    code = words.get(text) or {fold(word): one for word, one in words.items()}.get(fold(text))
    if code is None:
        known = "、".join(list(dict.fromkeys(_first_words(words))))
        raise Refusal(FaultCode.UNKNOWN_VALUE, f"不认识这个{column.heading}，可填：{known}")
    return code


def _first_words(words: Any) -> list[str]:
    first: dict[str, str] = {}
    for word, code in words.items():
        first.setdefault(code, word)
    return list(first.values())


YES = frozenset({"是", "有", "√", "✓", "y", "yes", "true", "1", "已", "对"})
NO = frozenset({"否", "无", "×", "✗", "n", "no", "false", "0", "未", "没有"})


def parse_flag(cell: Cell, column: Column) -> bool | None:
    """是 or 否."""
    text = parse_text(cell, column)
    if text is None:
        return None
    folded = fold(text)
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise Refusal(FaultCode.UNKNOWN_VALUE, f"“{column.heading}”只能填 是 或 否")


def parse_credit_code(cell: Cell, column: Column) -> str | None:
    """An 18-character unified social credit code that passes its check."""
    text = _code(cell, column)
    if not isinstance(text, str):
        return None
    fault = check_credit_code(text)
    if fault is not None:
        raise Refusal(fault.code, fault.reason)
    return text


def parse_identity_number(cell: Cell, column: Column) -> Any:
    """An 18-character identity number that passes its checks, or ``Masked``."""
    text = _code(cell, column)
    if not isinstance(text, str):
        return text
    if is_masked(text):
        return Masked(text)
    fault = check_identity_number(text)
    if fault is not None:
        raise Refusal(fault.code, fault.reason)
    return text


def _code(cell: Cell, column: Column) -> Any:
    cell = _ordinary(cell)
    if cell is None or cell == "":
        return None
    if not isinstance(cell, str):
        raise Refusal(
            FaultCode.NUMBER,
            f"“{column.heading}”存成了数字或日期，末几位可能已经丢失；请把这一列设为“文本”格式，照证件重新填写",
        )
    return fold_identifier(cell) or None


def parse_phone(cell: Cell, column: Column) -> Any:
    """A telephone number with half-width digits, or ``Masked``."""
    cell = _ordinary(cell)
    if cell is None:
        return None
    text = fold_identifier(_written(cell))
    if not text:
        return None
    if is_masked(text):
        return Masked(text)
    _within(text, column)
    doubt = phone_doubt(text)
    if doubt is not None:
        raise Doubt(text, "phone", doubt)
    return text


def parse_names(cell: Cell, column: Column) -> tuple[str, ...]:
    """A list of names as written, each once, in their order."""
    if not isinstance(cell, str):
        cell = parse_text(cell, column) or ""
    names = [part.strip() for part in SEPARATORS.split(cell)]
    return tuple(dict.fromkeys(name for name in names if name))


_ANY = Column("any", "日期", Kind.DATE)

PARSERS: dict[Kind, Callable[[Cell, Column], Any]] = {
    Kind.TEXT: parse_text,
    Kind.DATE: parse_date,
    Kind.WHOLE: parse_whole,
    Kind.MONEY: parse_money,
    Kind.TERM: parse_term,
    Kind.FLAG: parse_flag,
    Kind.CREDIT_CODE: parse_credit_code,
    Kind.IDENTITY_NUMBER: parse_identity_number,
    Kind.PHONE: parse_phone,
    Kind.NAME: parse_text,
    Kind.NAMES: parse_names,
}
