"""The child process that marks a workbook: no Django, and only what it needs is imported.

``SOURCE TARGET MARKS``: writes TARGET and prints ``{"lost": []}``; or writes nothing and prints what would be lost.
Exit code 3 when memory ran out.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.hyperlink import Hyperlink

try:
    import resource
except ImportError:  # Windows has no such limits: there only the size is checked
    resource = None  # type: ignore[assignment]

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 90
NO_MEMORY = 3
OURS = "社建核对说明"
LIST_NAME = "社建说明"
SIGN = "【社建】"
AUTHOR = "社建"
FAULT_FILL, NOTICE_FILL = "FFFFC9A3", "FFFFF0B8"
WAY_OUT = "改好后把这个文件直接再上传，批注和底色不用删。"
LOST = (
    ("xl/vbaproject.bin", "宏"),
    ("xl/charts/", "图表"),
    ("xl/chartsheets/", "图表"),
    ("xl/media/", "图片"),
    ("xl/drawings/drawing", "图形"),
    ("xl/pivottables/", "透视表"),
    ("xl/slicers/", "切片器"),
    ("xl/timelines/", "日程表"),
    ("xl/ctrlprops/", "控件"),
    ("xl/activex/", "控件"),
    ("xl/threadedcomments/", "会话批注"),
    ("xl/embeddings/", "嵌入的文件"),
    ("xl/querytables/", "外部查询"),
    ("_xmlsignatures/", "数字签名"),
)
EXTENSIONS = "扩展的条件格式、下拉列表或迷你图"
BLOCK = 1 << 20
FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f\b[^>]*(?:/>|>.*?</f>))<v\s*(?:/>|></v>)</c>', re.DOTALL)
WIDTHS = (8, 16, 12, 20, 22, 60, 40)
HEADINGS = ("结果", "工作表", "单元格", "列", "原值", "为什么", "应当是什么")

Marks = list[dict[str, Any]]


def limit() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def losses(path: Path) -> list[str]:
    """What stands in the file that would not come through."""
    with zipfile.ZipFile(path) as archive:
        names = {info.filename.lower().replace("\\", "/"): info for info in archive.infolist()}
        found = dict.fromkeys(word for part, word in LOST if any(name.startswith(part) for name in names))
        sheets = [info for name, info in names.items() if name.startswith("xl/worksheets/sheet")]
        if any(_has(archive, info, b"<extLst") for info in sheets):
            found[EXTENSIONS] = None
    return list(found)


def _has(archive: zipfile.ZipFile, info: zipfile.ZipInfo, wanted: bytes) -> bool:
    with archive.open(info) as part:
        rest = b""
        while block := part.read(BLOCK):
            if wanted in rest + block:
                return True
            rest = block[-len(wanted) :]
    return False


def unmark(book: Any) -> None:
    """Take away what was marked before; the sheet that listed it too."""
    for sheet in list(book.worksheets):
        if str(sheet["A1"].value or "").startswith(OURS):
            book.remove(sheet)
    for sheet in book.worksheets:
        for cell in _cells(sheet):
            said = cell.comment.text if cell.comment else ""
            if SIGN not in said:
                continue
            own = said.partition(SIGN)[0].rstrip()
            cell.comment = Comment(own, cell.comment.author) if own else None
            if cell.fill.fgColor.rgb in (FAULT_FILL, NOTICE_FILL):
                cell.fill = PatternFill()


def _cells(sheet: Any) -> Iterator[Any]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if not isinstance(cell, MergedCell))


def mark(book: Any, marks: Marks) -> None:
    """Fill and explain every cell that something is wrong with; faults go over notices."""
    texts: dict[tuple[str, str], list[str]] = {}
    faulty: set[tuple[str, str]] = set()
    for one in marks:
        if not one["cell"] or one["sheet"] not in book.sheetnames:
            continue
        at = one["sheet"], _first_of_merged(book[one["sheet"]], one["cell"])
        one["cell"] = at[1]
        texts.setdefault(at, []).append(_words(one))
        if one["fault"]:
            faulty.add(at)
    for (sheet, name), said in texts.items():
        cell = book[sheet][name]
        cell.fill = PatternFill("solid", fgColor=FAULT_FILL if (sheet, name) in faulty else NOTICE_FILL)
        own = f"{cell.comment.text.rstrip()}\n" if cell.comment else ""
        cell.comment = Comment(f"{own}{SIGN}" + "\n".join(said), AUTHOR, height=150, width=320)


def _words(one: dict[str, Any]) -> str:
    if not one["fault"]:
        return f"提示：{one['reason']}。照记，请留意。"
    wanted = f"\n应当是：{one['expected']}。" if one["expected"] else ""
    return f"错误：{one['reason']}。{wanted}\n这一行退回，没有入账。{WAY_OUT}"


def _first_of_merged(sheet: Any, name: str) -> str:
    """The cell that can be written to: of merged ones the first."""
    for merged in sheet.merged_cells.ranges:
        if name in merged:
            return str(merged.start_cell.coordinate)
    return name


def list_all(book: Any, marks: Marks, cut: str) -> None:
    """A first sheet with what was found, each with a link to its cell; ``cut`` says that it is not everything."""
    name, number = LIST_NAME, 1
    while name in book.sheetnames:
        number += 1
        name = f"{LIST_NAME}{number}"
    sheet = book.create_sheet(name, 0)
    faults = sum(1 for one in marks if one["fault"])
    _text(sheet["A1"], f"{OURS}：错误 {faults} 处（橙色，这些行退回），提示 {len(marks) - faults} 处（黄色，照记）")
    _text(sheet["A2"], f"点“单元格”一列就到那一格。{WAY_OUT}这张表再上传时不读。{cut}")
    sheet["A1"].font = Font(bold=True, size=14)
    for at, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), 1):
        cell = sheet.cell(4, at, heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, one in enumerate(marks, 5):
        place = one["cell"] or "整张表"
        said = ("错误" if one["fault"] else "提示", one["sheet"] or "整个文件", place, one["column"], one["value"])
        for at, text in enumerate((*said, one["reason"], one["expected"]), 1):
            cell = sheet.cell(row, at)
            _text(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if one["cell"] and one["sheet"] in book.sheetnames:
            quoted = one["sheet"].replace("'", "''")
            name = sheet.cell(row, 3).coordinate
            sheet.cell(row, 3).hyperlink = Hyperlink(ref=name, location=f"'{quoted}'!{one['cell']}")
            sheet.cell(row, 3).font = Font(color="FF0B5394", underline="single")
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=FAULT_FILL if one["fault"] else NOTICE_FILL)
    sheet.freeze_panes = "A5"
    for other in book.worksheets:
        other.sheet_view.tabSelected = False  # sheets that stay selected together are changed together
    book.active = 0
    sheet.sheet_view.tabSelected = True


def _text(cell: Any, text: str) -> None:
    """Write a text that is never taken for a formula."""
    cell.value = text
    if text:
        cell.data_type = "s"


def results(source: Path, book: Any) -> dict[str, dict[str, str]]:
    """The stored results of formulas by sheet and cell, as markup: the library would leave them out."""
    wanted = {
        sheet.title: {cell.coordinate for cell in _cells(sheet) if cell.data_type == "f"} for sheet in book.worksheets
    }
    if not any(wanted.values()):
        return {}
    stored = openpyxl.load_workbook(source, data_only=True)
    return {
        title: {name: _markup(stored[title][name].value, stored.epoch) for name in names}
        for title, names in wanted.items()
        if names
    }


def _markup(value: object, epoch: datetime) -> str:
    """What follows the name and the style of a cell: its type, and after a mark its value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f' t="b"|{int(value)}'
    if isinstance(value, (datetime, date, time, timedelta)):
        return f"|{to_excel(value, epoch)}"
    if isinstance(value, (int, float)):
        return f"|{value!r}"
    kind = "e" if str(value).startswith("#") and str(value).isascii() else "str"
    return f' t="{kind}"|{escape(str(value))}'


def put_back(target: Path, parts: dict[str, dict[str, str]]) -> None:
    """Write the stored results into the parts of the workbook."""
    draft = target.with_suffix(".draft")
    with zipfile.ZipFile(target) as before, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = before.read(info)
            known = parts.get(info.filename)
            after.writestr(info.filename, FORMULA.sub(partial(_put, known=known), content) if known else content)
    draft.replace(target)


def _put(found: re.Match[bytes], *, known: dict[str, str]) -> bytes:
    kind, bar, value = known.get(found[1].decode(), "").partition("|")
    if not bar:
        return found[0]
    return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (found[1], found[2], kind.encode(), found[3], value.encode())


def main(source: str, target: str, orders: str) -> int:
    """Mark the workbook and return the exit code."""
    limit()
    try:
        lost = losses(Path(source))
        if not lost:
            said = json.loads(Path(orders).read_text(encoding="utf-8"))
            marks = said["marks"]
            book = openpyxl.load_workbook(source, rich_text=True)
            unmark(book)
            stored = results(Path(source), book)
            mark(book, marks)
            list_all(book, marks, said["cut"])
            book.save(target)
            if stored:
                put_back(Path(target), {book[name].path.lstrip("/"): known for name, known in stored.items()})
    except MemoryError:
        return NO_MEMORY
    sys.stdout.write(json.dumps({"lost": lost}))
    return 0
