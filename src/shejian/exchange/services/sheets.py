"""Sheets as the program writes them: a title, what and when it is of, numbered rows. Text is never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": False,
}
FIRST_ROW = 3
"""The first row of values, counted from 0: a title, a line of notes and the headings stand above."""

Styles = dict[str, Any]
Value = str | date | int | float | None


def styles_of(book: Any) -> Styles:
    """How titles, headings, days and texts look in a workbook."""
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "align": "center"}),
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "text": book.add_format({"num_format": "@"}),
    }


def numbered_sheet(
    book: Any, styles: Styles, name: str, title: str, notes: Sequence[str], headings: Sequence[tuple[str, int]]
) -> Any:
    """A sheet with its title, its notes and its headings (each with the width of its column), ready for rows.

    The first column is for the numbers of the rows.
    """
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, styles["title"])
    for at, note in enumerate(notes):
        sheet.write_string(1, 2 * at, note)
    sheet.set_column(0, 0, 6)
    sheet.write_string(2, 0, "序号", styles["head"])
    for at, (heading, width) in enumerate(headings, 1):
        sheet.set_column(at, at, width)
        sheet.write_string(2, at, heading, styles["head"])
    sheet.freeze_panes(FIRST_ROW, 2)
    return sheet


def write_value(sheet: Any, row: int, at: int, value: Value, styles: Styles) -> None:
    """Write a day as a day, a number as a number, and whatever else as text; nothing stays empty."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, at, datetime.combine(value, time()), styles["day"])
    elif isinstance(value, str):
        sheet.write_string(row, at, value, styles["text"])
    else:
        sheet.write_number(row, at, value)


def one_sheet(
    name: str,
    title: str,
    notes: Sequence[str],
    headings: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Value]],
) -> bytes:
    """A workbook of one sheet of numbered rows."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        styles = styles_of(book)
        sheet = numbered_sheet(book, styles, name, title, notes, headings)
        for number, values in enumerate(rows, 1):
            sheet.write_number(FIRST_ROW - 1 + number, 0, number)
            for at, value in enumerate(values, 1):
                write_value(sheet, FIRST_ROW - 1 + number, at, value, styles)
    return held.getvalue()
