"""A clerk's own workbook marked: each bad cell filled and explained, all else as it was, and read again the same."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from tests.conftest import TODAY
from tests.exchange.reading.making import GOOD_ROW, ORGANIZATION_HEADINGS, OTHER_ROW, workbook

from shejian.exchange.marking import marking
from shejian.exchange.marking.marking import CannotMark, cut, mark_workbook
from shejian.exchange.planning import Request
from shejian.exchange.services.importing import read_and_plan
from shejian.exchange.summaries import Summary, summarize
from shejian.office.downloads import faults_workbook

pytestmark = pytest.mark.django_db

BAD_ROW = (3, "云川县博文学校", "52620699124158686R", "合作社", "2015-13-01", 20, "云川县民政局")


def read(path: Path) -> Summary:
    return summarize(read_and_plan(path, "台账.xlsx", Request(today=TODAY)))


def same(one: Summary, other: Summary) -> None:
    """Two files say the same, whatever else they hold."""
    said, again = asdict(one), asdict(other)
    for summary in (said, again):
        del summary["cells"]
    assert said == again


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """A ledger with a bad row, changed by hand before it is saved."""

    def make(change: Callable[[Any], None] = lambda book: None) -> Path:
        rows = [["云川县社会组织登记台账"], ORGANIZATION_HEADINGS, GOOD_ROW, OTHER_ROW, BAD_ROW]
        path = workbook(tmp_path / "台账.xlsx", {"社会组织台账": rows, "别的": [["随便写写"]]})
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        return path

    return make


def marked(path: Path, summary: Summary | None = None) -> tuple[Any, Path]:
    target = path.with_name("标出.xlsx")
    target.write_bytes(mark_workbook(path.read_bytes(), summary or read(path)))
    return openpyxl.load_workbook(target, rich_text=True), target


def test_every_bad_cell_is_filled_and_says_what_is_wrong_what_is_expected_and_the_way_out(
    made: Callable[..., Path],
) -> None:
    book, _ = marked(made())
    sheet = book["社会组织台账"]
    assert sheet["E5"].fill.fgColor.rgb == "FFFFC9A3"
    assert sheet["E5"].comment.text == (
        "【社建】错误：没有 13 月，请改成真实的日期。\n应当是：真实的日期，如 2026-11-24、2026年11月24日。\n"
        "这一行退回，没有入账。改好后把这个文件直接再上传，批注和底色不用删。"
    )
    assert "应当是：社会团体、民办非企业单位、基金会 中的一个。" in sheet["D5"].comment.text
    filled = {
        cell.coordinate: cell.fill.fgColor.rgb for row in sheet.iter_rows() for cell in row if cell.fill.fill_type
    }
    assert filled == {"C3": "FFFFF0B8", "D5": "FFFFC9A3", "E5": "FFFFC9A3"}
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == list(filled)
    assert sheet["C3"].comment.text.startswith("【社建】提示：")


def test_the_first_sheet_lists_all_with_links_and_is_the_one_that_opens(made: Callable[..., Path]) -> None:
    path = made()
    summary = read(path)
    book, _ = marked(path, summary)
    assert book.sheetnames == ["社建说明", "社会组织台账", "别的"]
    assert book.active.title == "社建说明"
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False, False]
    listed = book["社建说明"]
    notices = len(summary.notices)
    assert listed["A1"].value == f"社建核对说明：错误 2 处（橙色，这些行退回），提示 {notices} 处（黄色，照记）"
    assert [cell.value for cell in listed[4]] == ["结果", "工作表", "单元格", "列", "原值", "为什么", "应当是什么"]
    assert [cell.value for cell in listed[5]][:5] == ["错误", "社会组织台账", "D5", "组织类型", "合作社"]
    assert listed["C5"].hyperlink.location == "'社会组织台账'!D5"
    assert listed.max_row == 4 + 2 + notices


def test_a_marked_file_reads_as_the_file_did_and_so_does_one_marked_twice(made: Callable[..., Path]) -> None:
    path = made()
    before = read(path)
    _, target = marked(path, before)
    same(read(target), before)
    book, twice = marked(target)
    same(read(twice), before)
    assert book.sheetnames == ["社建说明", "社会组织台账", "别的"]
    assert book["社会组织台账"]["E5"].comment.text.count("【社建】") == 1


def test_what_was_put_right_is_no_longer_marked(made: Callable[..., Path]) -> None:
    _, target = marked(made())
    book = openpyxl.load_workbook(target)
    book["社会组织台账"]["E5"].value = "2015-03-01"
    book.save(target)
    again, _ = marked(target)
    sheet = again["社会组织台账"]
    assert (sheet["E5"].comment, sheet["E5"].fill.fill_type) == (None, None)
    assert sheet["D5"].fill.fgColor.rgb == "FFFFC9A3"


def test_formats_widths_formulas_with_their_results_and_other_sheets_stay(made: Callable[..., Path]) -> None:
    def adorn(book: Any) -> None:
        sheet = book["社会组织台账"]
        sheet.column_dimensions["B"].width = 33
        sheet["B3"].font = Font(bold=True, color="FF112233")
        sheet["C4"].fill = PatternFill("solid", fgColor="FF00FF00")
        sheet["D5"].comment = Comment("我自己记的", "经办人")
        sheet["F3"] = "=40+8"
        sheet["F4"] = '=IF(1,"16","<&>")'
        sheet.merge_cells("A1:G1")
        book["别的"]["B1"] = "=1+1"
        book["别的"].sheet_state = "hidden"

    path = made(adorn)
    with_results(path, {"F3": "<v>48</v>", "F4": "<v>16</v>"})
    before = read(path)
    formulas = [(notice.row, notice.column) for notice in before.notices if notice.code == "formula"]
    assert formulas == [(3, "从业人员数"), (4, "从业人员数")]
    book, target = marked(path, before)
    same(read(target), before)
    sheet = book["社会组织台账"]
    assert sheet.column_dimensions["B"].width == 33
    assert (sheet["B3"].font.b, sheet["B3"].font.color.rgb) == (True, "FF112233")
    assert sheet["C4"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["D5"].comment.text.startswith("我自己记的\n【社建】错误：")
    assert sheet["F3"].fill.fgColor.rgb == "FFFFF0B8"
    assert sheet["F3"].comment.text == "【社建】提示：是公式，取文件里存的结果；请核对，或改填数值。照记，请留意。"
    assert (sheet["F3"].value, sheet["F4"].value) == ("=40+8", '=IF(1,"16","<&>")')
    stored = openpyxl.load_workbook(target, data_only=True)["社会组织台账"]
    assert (stored["F3"].value, stored["F4"].value) == (48, 16)
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:G1"]
    assert (book["别的"]["B1"].value, book["别的"].sheet_state) == ("=1+1", "hidden")


def with_results(path: Path, results: dict[str, str]) -> None:
    """Store results of formulas in a workbook, as Excel does."""
    held = BytesIO(path.read_bytes())
    with zipfile.ZipFile(held) as before, zipfile.ZipFile(path, "w") as after:
        for info in before.infolist():
            text = before.read(info).decode("utf-8", "surrogateescape")
            for name, value in results.items():
                start = text.find(f'<c r="{name}"') if info.filename == "xl/worksheets/sheet1.xml" else -1
                if start >= 0:
                    end = text.index("</c>", start)
                    cell = text[start:end].replace("<v/>", value).replace("<v />", value).replace("<v></v>", value)
                    text = text[:start] + cell + text[end:]
            after.writestr(info.filename, text.encode("utf-8", "surrogateescape"))


def test_a_file_that_would_lose_something_is_not_marked_and_it_says_what(made: Callable[..., Path]) -> None:
    def draw(book: Any) -> None:
        book["别的"].add_chart(BarChart(), "D1")

    path = made(draw)
    with pytest.raises(CannotMark) as refused:
        mark_workbook(path.read_bytes(), read(path))
    assert str(refused.value) == "在原文件里标会丢掉其中的图表、图形，所以没有标；请改用错误清单对照原文件修改。"


def test_old_formats_and_files_too_large_are_not_tried(made: Callable[..., Path]) -> None:
    summary = read(made())
    reasons = []
    for other in (replace(summary, kind="ods"), replace(summary, cells=marking.MOST_CELLS + 1)):
        with pytest.raises(CannotMark) as refused:
            mark_workbook(b"", other)
        reasons.append(str(refused.value))
    assert reasons == [
        "原文件是.ods 格式，不能在里面标；请改用错误清单对照原文件修改，或另存为 .xlsx 再上传。",
        "原文件有 400001 格，超过 400000 格的不在里面标；请改用错误清单对照原文件修改。",
    ]


def test_a_file_that_the_marker_cannot_open_is_refused_and_leaves_nothing(made: Callable[..., Path]) -> None:
    from django.conf import settings

    with pytest.raises(CannotMark, match="原文件里有标记程序不认识的内容，没有标"):
        mark_workbook(b"PK\x03\x04nothing", read(made()))
    assert list(Path(settings.HOME).glob(".marking-*")) == []


def test_the_untidy_county_is_marked_and_reads_the_same(data: Path) -> None:
    path = data / "county-as-kept.xlsx"
    before = summarize(read_and_plan(path, path.name, Request(today=TODAY)))
    target = Path(path.name)
    content = mark_workbook(path.read_bytes(), before)
    book = openpyxl.load_workbook(BytesIO(content))
    faulty = [cell for cell in ("C270", "I271", "D272", "C273", "B274") if book["社会组织台账"][cell].comment]
    assert faulty == ["C270", "I271", "D272", "C273", "B274"]
    from django.conf import settings

    copy = Path(settings.HOME) / target
    copy.write_bytes(content)
    again = summarize(read_and_plan(copy, path.name, Request(today=TODAY)))
    copy.unlink()
    same(again, before)


def test_more_than_are_kept_are_said_to_be(made: Callable[..., Path]) -> None:
    path = made()
    summary = read(path)
    assert cut(summary) == ""
    more = replace(summary, totals=summary.totals | {"faults": 23_226})
    said = "文件里一共有错误 23226 处，只列前 10000 处；改好这些再上传，会列其余的。"
    assert cut(more) == said
    book, _ = marked(path, more)
    assert book["社建说明"]["A2"].value == (
        f"点“单元格”一列就到那一格。改好后把这个文件直接再上传，批注和底色不用删。这张表再上传时不读。{said}"
    )
    sheet = openpyxl.load_workbook(BytesIO(faults_workbook(more.faults, cut(more)))).active
    assert sheet.cell(sheet.max_row, 1).value == said
