"""Writing invented ledgers as the workbook that an office would keep: title, a line of who and when, headings, rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from shejian.core.calendar import long_date
from shejian.core.facts import Term
from shejian.core.sheets import Column, Kind, Sheet
from shejian.demo.rows import Ledgers, Row
from shejian.exchange.ledgers import LEDGERS

# Rows go to disk as they come, and no text ever becomes a formula, an address or a number.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = {Kind.TEXT: 24, Kind.NAME: 24, Kind.NAMES: 40, Kind.CREDIT_CODE: 21, Kind.IDENTITY_NUMBER: 21, Kind.PHONE: 14}
NARROW = 13
TITLE_ROW, OFFICE_ROW, HEADING_ROW = 0, 1, 2


def write_workbook(path: Path, ledgers: Ledgers) -> None:
    """Write every ledger that has rows as a sheet of its own; the file is complete or not there.

    The same ledgers make the same bytes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    with xlsxwriter.Workbook(str(draft), OPTIONS) as book:
        book.set_properties({"title": f"{ledgers.office}台账（虚构）", "created": _midnight(ledgers.closing)})
        styles = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "text": book.add_format({"num_format": "@"}),
        }
        for binding in LEDGERS:
            rows = ledgers.rows(binding.sheet.key)
            if rows:
                _write_sheet(book, styles, binding.sheet, ledgers, rows)
    draft.replace(path)


def _write_sheet(book: Any, styles: dict[str, Any], declared: Sheet, ledgers: Ledgers, rows: list[Row]) -> None:
    columns = [column for column in declared.columns if column.common or any(getattr(row, column.key) for row in rows)]
    sheet = book.add_worksheet(declared.title)
    place = ledgers.office.removesuffix("民政局")
    sheet.write_string(TITLE_ROW, 0, f"{place}{declared.title}（{ledgers.closing.year}年度）", styles["title"])
    sheet.write_string(OFFICE_ROW, 0, f"填报单位：{ledgers.office}（虚构）")
    sheet.write_string(OFFICE_ROW, 3, f"填报日期：{long_date(ledgers.closing)}")
    sheet.set_column(0, 0, 6)
    sheet.write_string(HEADING_ROW, 0, "序号", styles["head"])
    for at, column in enumerate(columns, 1):
        sheet.set_column(at, at, WIDTHS.get(column.kind, NARROW))
        sheet.write_string(HEADING_ROW, at, column.heading, styles["head"])
    sheet.freeze_panes(HEADING_ROW + 1, 2)
    writers = [_writer(sheet, column, styles) for column in columns]
    for number, row in enumerate(rows, 1):
        sheet.write_number(HEADING_ROW + number, 0, number)
        for at, (column, write) in enumerate(zip(columns, writers, strict=True), 1):
            value = getattr(row, column.key)
            if value is not None and value not in ("", ()):
                write(HEADING_ROW + number, at, value)


def _writer(sheet: Any, column: Column, styles: dict[str, Any]) -> Callable[[int, int, Any], None]:
    """How a cell of a column is written: days as days, amounts as numbers, everything else as text."""

    def write_day(row: int, at: int, value: date) -> None:
        sheet.write_datetime(row, at, _midnight(value), styles["day"])

    def write_number(row: int, at: int, value: int) -> None:
        sheet.write_number(row, at, value)

    def write_text(row: int, at: int, value: Any) -> None:
        sheet.write_string(row, at, _text(value), styles["text"])

    by_kind: dict[Kind, Callable[[int, int, Any], None]] = {
        Kind.DATE: write_day,
        Kind.WHOLE: write_number,
        Kind.MONEY: write_number,
    }
    return by_kind.get(column.kind, write_text)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Term):
        return value.label
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
