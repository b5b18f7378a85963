"""What a cell should hold, for whoever corrects it."""

from __future__ import annotations

from functools import cache

from shejian.core.sheets import Column, FaultCode, Kind
from shejian.exchange.ledgers import EVERY_SHEET
from shejian.exchange.summaries import Note

BY_KIND = {
    Kind.DATE: "真实的日期，如 2026-11-24、2026年11月24日",
    Kind.WHOLE: "整数，如 12",
    Kind.MONEY: "金额，按元，如 30000",
    Kind.FLAG: "“是”或“否”",
    Kind.CREDIT_CODE: "18 位统一社会信用代码，单元格设为文本格式",
    Kind.IDENTITY_NUMBER: "18 位公民身份号码，单元格设为文本格式",
    Kind.PHONE: "电话号码，单元格设为文本格式",
    Kind.NAME: "台账里已有的名称，写全称",
    Kind.NAMES: "台账里已有的名称，写全称，几个之间用顿号隔开",
}
BY_CODE = {
    str(FaultCode.DUPLICATE): "每个只写一行：删去重复的一行，或改正其中一个",
    str(FaultCode.FORMULA): "算出来的数值，不是公式",
    str(FaultCode.ORDER): "止不早于起",
}


def expected(note: Note) -> str:
    """What the cell of a fault should hold; empty when the reason is all there is to say."""
    if note.code in BY_CODE:
        return BY_CODE[note.code]
    columns = _columns().get(note.column, ())
    kinds = {column.kind for column in columns}
    if len(kinds) != 1:
        return ""
    kind = kinds.pop()
    if kind is Kind.TERM and len(columns) == 1:
        words: dict[str, str] = {}
        for word, code in (columns[0].words or {}).items():
            words.setdefault(code, word)
        return f"{'、'.join(words.values())} 中的一个"
    return BY_KIND.get(kind, "文字，不能空着" if note.code == FaultCode.MISSING else "")


@cache
def _columns() -> dict[str, tuple[Column, ...]]:
    """The declared columns of each heading, over all ledgers."""
    found: dict[str, tuple[Column, ...]] = {}
    for binding in EVERY_SHEET:
        for column in binding.sheet.columns:
            found[column.heading] = (*found.get(column.heading, ()), column)
    return found
