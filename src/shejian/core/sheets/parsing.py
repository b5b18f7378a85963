"""One parser for each kind of column: a cell becomes a value, a doubt or a refusal with its reason.

Names and texts are kept as written, without the white space around them; digits are folded to half-width only in
days, numbers, codes and telephones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from shejian.core.calendar import DateFault, read_date
from shejian.core.calendar.reading import EARLIEST_YEAR, LATEST_YEAR, NotADate
from shejian.core.identifiers import (
    check_credit_code,
    check_identity_number,
    fold_identifier,
    is_masked,
    phone_doubt,
)
from shejian.core.sheets.amounts import EXACT, AmountFault, read_amount, read_count, written_number
from shejian.core.sheets.cells import FORMULA_CELL, Cell, Masked
from shejian.core.sheets.columns import Column, Kind
from shejian.core.sheets.faults import FaultCode
from shejian.core.sheets.folding import fold, trimmed

SEPARATORS = re.compile(r"[、，,；;/／|｜\r\n\t\v]+")
IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
FILLERS = re.compile(r"[-－—–―_/／\\.。…·、，,\s]+")
NOTHING = frozenset({"", "无", "没有", "空"})
ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|GETTING_DATA|[A-Z]+!)|Err:\d{3}")
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(18_000, 73_050)  # days 1949 to 2099, as spreadsheets count them
EARLIEST_LIKELY = 1921
HOW = "请写成 2022-04-08 这样"


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
    if isinstance(cell, str) and ERRORS.fullmatch(cell.strip()):
        raise Refusal(FaultCode.FORMULA, f"公式出错（{cell.strip()}），没有结果；请改正公式，或改填数值")
    return cell


def says_none(text: str) -> bool:
    """Whether a text only fills its cell: a dash, a slash, 无."""
    return text in NOTHING or FILLERS.fullmatch(text) is not None


def parse_text(cell: Cell, column: Column) -> str | None:
    """The text as written, without white space around it; ``None`` if blank, or nothing but a dash or a slash."""
    if not isinstance(cell, str):
        return _not_typed_as_text(_ordinary(cell), column)
    text = trimmed(cell)
    if not text or (not text[0].isalnum() and FILLERS.fullmatch(text)):
        return None
    if text[0] in "#E":
        _ordinary(text)
    return _within(text, column) if len(text) > column.longest else text


def _not_typed_as_text(cell: Cell, column: Column) -> str | None:
    if cell is None:
        return None
    text = _written(cell)
    if isinstance(cell, (date, bool)):
        what = "日期" if isinstance(cell, date) else "是非值"
        raise Doubt(text, "not-text", f"“{column.heading}”的单元格存成了{what}，按“{text}”记，请核对")
    return text


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (int, float)):
        if abs(cell) >= EXACT:
            raise Refusal(FaultCode.NUMBER, "存成了数字，末几位可能已经丢失；请把这一格设为“文本”格式，重新填写")
        return written_number(cell)
    return str(cell)


def _within(text: str, column: Column) -> str:
    if len(text) > column.longest:
        raise Refusal(FaultCode.TOO_LONG, f"有 {len(text)} 个字，最多 {column.longest} 个字，请缩短")
    return text


def parse_date(cell: Cell, _: Column) -> date | None:
    """A day, however it is typed."""
    if isinstance(cell, datetime):
        return _likely(cell.date())
    if isinstance(cell, date):
        return _likely(cell)
    cell = _ordinary(cell)
    if cell is None:
        return None
    if isinstance(cell, str):
        return _written_date(cell)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise Refusal(FaultCode.NO_SUCH_DATE, f"不是日期，{HOW}")
    return _numeric_date(cell)


def _likely(day: date) -> date:
    """A date cell's day: a small number formatted as a date shows a day long ago."""
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        reason = f"年份 {day.year} 不在 {EARLIEST_YEAR} 至 {LATEST_YEAR} 之间，请改成真实的日期"
        raise Refusal(FaultCode.NO_SUCH_DATE, reason)
    if day.year < EARLIEST_LIKELY:
        raise Doubt(day, "unlikely-date", f"单元格里的日期是 {day}，可能是把数字设成了日期格式，请核对")
    return day


def _written_date(text: str) -> date | None:
    if says_none(text.strip()):
        return None
    try:
        return read_date(text)
    except DateFault as fault:
        serial = fold_identifier(text) if len(text) < 20 else ""
        if serial.isdecimal() and int(serial) in SERIALS:
            return _numeric_date(int(serial))
        raise Refusal(FaultCode.NO_SUCH_DATE, _way_out(fault)) from None


def _way_out(fault: DateFault, otherwise: str = "请改成真实的日期") -> str:
    """Why a text is no day, and what to do: one sentence."""
    return str(fault) if isinstance(fault, NotADate) else f"{fault}，{otherwise}"


def _numeric_date(number: float) -> date:
    whole = int(number)
    if whole in SERIALS:
        day = SERIAL_ZERO + timedelta(days=whole)
        raise Doubt(day, "date-serial", f"单元格是数字 {whole}，按日期序号读作 {day}，请核对")
    written = written_number(number)
    try:
        return read_date(written)
    except DateFault as fault:
        raise Refusal(FaultCode.NO_SUCH_DATE, f"单元格是数字 {written}，{_way_out(fault, HOW)}") from None


def parse_whole(cell: Cell, column: Column) -> int | None:
    """A whole number, not negative."""
    return _number(cell, column, read_count)


def parse_money(cell: Cell, column: Column) -> int | None:
    """An amount in yuan, kept in fen."""
    return _number(cell, column, read_amount)


def _number(cell: Cell, column: Column, read: Callable[[str | float], int]) -> int | None:
    cell = _ordinary(cell)
    if cell is None or (isinstance(cell, str) and says_none(cell.strip())):
        return None
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        raise Refusal(FaultCode.UNREADABLE, f"“{column.heading}”要填数字，单元格里却是日期、时间或是非值")
    try:
        return read(cell)
    except AmountFault as fault:
        raise Refusal(FaultCode.UNREADABLE, f"“{column.heading}”{fault}") from None


def parse_term(cell: Cell, column: Column) -> str | None:
    """The code of a word of the vocabulary."""
    text = parse_text(_typed(cell), column)
    if text is None:
        return None
    words = column.words or {}
    code = words.get(text) or {fold(word): one for word, one in words.items()}.get(fold(text))
    if code is None and not says_none(text):
        raise Refusal(FaultCode.UNKNOWN_VALUE, f"不认识这个{column.heading}，可填：{'、'.join(_first_words(words))}")
    return code


def _typed(cell: Cell) -> Cell:
    """The cell as a word: where words are declared, a date or a truth value needs no doubt, it is simply unknown."""
    return _written(cell) if isinstance(cell, (date, bool)) else cell


def _first_words(words: Mapping[str, str]) -> list[str]:
    first: dict[str, str] = {}
    for word, code in words.items():
        first.setdefault(code, word)
    return list(first.values())


YES = frozenset({"是", "有", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "已", "对"})
NO = frozenset({"否", "无", "×", "✗", "✘", "n", "no", "false", "0", "未", "没有"})


def parse_flag(cell: Cell, column: Column) -> bool | None:
    """是 or 否."""
    text = parse_text(_typed(cell), column)
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
    if text is None:
        return None
    fault = check_credit_code(text)
    if fault is not None:
        raise Refusal(fault.code, fault.reason)
    return text


def parse_identity_number(cell: Cell, column: Column) -> str | None:
    """An 18-character identity number that passes its checks, or ``Masked``."""
    text = _code(cell, column)
    if text is None:
        return None
    if is_masked(text):
        return Masked(text)
    fault = check_identity_number(text)
    if fault is not None:
        raise Refusal(fault.code, fault.reason)
    return text


def _code(cell: Cell, column: Column) -> str | None:
    if not isinstance(cell, str):
        if _ordinary(cell) is None:
            return None
        raise Refusal(
            FaultCode.NUMBER,
            f"“{column.heading}”存成了数字或日期，末几位可能已经丢失；请把这一列设为“文本”格式，照证件重新填写",
        )
    text = fold_identifier(cell)
    if len(text) < 10:
        _ordinary(cell)
        if says_none(text):
            return None
    return text


def parse_phone(cell: Cell, column: Column) -> str | None:
    """A telephone number with half-width digits, or ``Masked``."""
    cell = _ordinary(cell)
    text = "" if cell is None else fold_identifier(_written(cell))
    if is_masked(text):
        return Masked(text)
    if says_none(text):
        return None
    _within(text, column)
    doubt = phone_doubt(text)
    if doubt is not None:
        raise Doubt(text, "phone", doubt)
    return text


def parse_name(cell: Cell, column: Column) -> str | None:
    """One name, by which the row refers to something; 无 refers to nothing."""
    text = parse_text(cell, column)
    return None if text is None or says_none(text) else text


def parse_names(cell: Cell, column: Column) -> tuple[str, ...]:
    """A list of names as written, each once, in their order. A separator within brackets belongs to its name."""
    cell = _ordinary(cell)
    if not isinstance(cell, str):
        name = parse_name(cell, column)
        return () if name is None else (name,)
    names = [name for part in _parts(cell) if (name := _name(part, column)) is not None]
    once = tuple(dict.fromkeys(names))
    if len(once) < len(names):
        twice = "、".join(f"“{name}”" for name in once if names.count(name) > 1)
        raise Doubt(once, "listed-twice", f"{twice}写了不止一次，按一次计")
    return once


def _parts(text: str) -> list[str]:
    if "(" not in text and "（" not in text:
        return SEPARATORS.split(text)
    kept = IN_BRACKETS.sub(lambda found: SEPARATORS.sub(lambda one: _HIDDEN * len(one[0]), found[0]), text)
    cuts = [*(found.span() for found in SEPARATORS.finditer(kept)), (len(text), len(text))]
    starts = [0, *(end for _, end in cuts)]
    return [text[start:end] for start, (end, _) in zip(starts, cuts, strict=False)]


_HIDDEN = "."


def _name(part: str, column: Column) -> str | None:
    text = trimmed(part)
    if not text or says_none(text):
        return None
    if len(text) > column.longest:
        raise Refusal(
            FaultCode.TOO_LONG,
            f"其中“{text[:20]}…”有 {len(text)} 个字，最多 {column.longest} 个字；名称之间请用顿号分开",
        )
    _ordinary(text)
    return text


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
    Kind.NAME: parse_name,
    Kind.NAMES: parse_names,
}
