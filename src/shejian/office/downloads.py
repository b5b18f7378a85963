"""Files that pages hand out."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from shejian.exchange.summaries import Note

HEADINGS = (("工作表", 18), ("行", 6), ("列", 22), ("原值", 24), ("为什么退回", 70))
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

DOCUMENTS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A workbook to be kept under a name."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def document_response(content: bytes, name: str) -> HttpResponse:
    """A Word or PDF document to be kept under a name."""
    response = HttpResponse(content, content_type=DOCUMENTS[name.rpartition(".")[2]])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def file_response(content: bytes, name: str) -> HttpResponse:
    """A file that somebody handed in, to be kept under its name; it is never shown in place."""
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def faults_workbook(faults: Sequence[Note], cut: str = "") -> bytes:
    """Faults as a workbook: where, what stands there, why; ``cut`` says that there are more. No text is a formula."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        head = book.add_format({"bold": True, "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("错误清单")
        for at, (heading, width) in enumerate(HEADINGS):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, heading, head)
        sheet.freeze_panes(1, 0)
        for row, one in enumerate(faults, 1):
            sheet.write_string(row, 0, one.sheet, wrap)
            sheet.write_number(row, 1, one.row, wrap)
            for at, text in enumerate((one.column, one.value, one.reason), 2):
                sheet.write_string(row, at, text, wrap)
        if cut:
            sheet.write_string(len(faults) + 1, 0, cut)
    return held.getvalue()
