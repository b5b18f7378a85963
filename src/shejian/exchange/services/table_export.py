"""The statutory yearly table as Excel: the table, its identities, and the rows behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from shejian.core.indicators import Figure
from shejian.exchange.services.sheets import OPTIONS
from shejian.exchange.services.whole_files import whole_file
from shejian.figures.statutory import COLUMNS, NOT_HELD, TITLE, StatutoryTable, table_evidence

INDENT = "　　"


def export_table(path: Path, table: StatutoryTable) -> None:
    """Write the table; the file is complete or not there."""
    with whole_file(path) as draft, xlsxwriter.Workbook(str(draft), OPTIONS) as book:
        _write_table(book, table)
        _write_checks(book, table)
        _write_evidence(book, table)


def _write_table(book: Any, table: StatutoryTable) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    label = book.add_format({"border": 1})
    number = book.add_format({"border": 1, "align": "right"})
    question = table.asked.question
    sheet = book.add_worksheet("党统表")
    sheet.merge_range(0, 0, 0, len(COLUMNS) + 1, TITLE, title)
    sheet.write_string(1, 0, f"填报单位：{table.asked.path}")
    sheet.write_string(1, 3, f"截至 {question.on} · 以第 {table.asked.picture.known} 笔的账为准 · 单位：个、家、人")
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 6)
    sheet.set_column(2, len(COLUMNS) + 1, 13)
    for at, text in enumerate(("项目", "行次", *COLUMNS)):
        sheet.write_string(2, at, text, head)
    for at, (line, cells) in enumerate(table.cells, 1):
        sheet.write_string(2 + at, 0, INDENT * line.depth + line.label, label)
        sheet.write_number(2 + at, 1, at, number)
        for place, cell in enumerate(cells, 2):
            _write_figure(sheet, 2 + at, place, cell, number)
    sheet.write_string(4 + len(table.cells), 0, "“—”：没有数，逐格的原因见“校核”。")
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _write_figure(sheet: Any, row: int, at: int, figure: Figure | None, style: Any) -> None:
    if figure is None or figure.value is None:
        sheet.write_string(row, at, NOT_HELD, style)
    else:
        sheet.write_number(row, at, figure.value, style)


def _write_checks(book: Any, table: StatutoryTable) -> None:
    sheet = book.add_worksheet("校核")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 12)
    for at, text in enumerate(("栏", "关系", "结果")):
        sheet.write_string(0, at, text)
    results = {True: "相符", False: "不符", None: "不能校核"}
    lines = [(check.column, check.words, results[check.holds]) for check in table.checks]
    lines += [(column, f"{line}：{reason}", "没有数") for column, line, reason in table.reasons]
    for row, texts in enumerate(lines, 1):
        for at, text in enumerate(texts):
            sheet.write_string(row, at, text)


def _write_evidence(book: Any, table: StatutoryTable) -> None:
    sheet = book.add_worksheet("凭据")
    for at, (text, columns) in enumerate((("项目", 28), ("名称", 40), ("代码", 22), ("理由", 60))):
        sheet.set_column(at, at, columns)
        sheet.write_string(0, at, text)
    for row, values in enumerate(table_evidence(table.asked), 1):
        for at, text in enumerate(values):
            sheet.write_string(row, at, text)
