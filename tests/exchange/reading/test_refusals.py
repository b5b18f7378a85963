"""Bad files: each is refused with the place and the way out, and this process never pays for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest
from tests.exchange.reading.making import (
    GOOD_ROW,
    ORGANIZATION_HEADINGS,
    archive,
    cell,
    compound,
    old_workbook,
    open_document,
    organizations,
    raw_workbook,
    row,
    text_cell,
)

from shejian.exchange.reading.markup import cell_name

Reason = Callable[[Path], str]
LEDGER = [ORGANIZATION_HEADINGS, [str(one) for one in GOOD_ROW]]
BROKEN = "文件打不开：内容不完整，或不是 Excel 工作簿。请用 Excel 打开检查，另存为 .xlsx 后再导入。"
PASSWORD = "文件设了打开密码。请在 Excel 里取消密码（文件 › 信息 › 保护工作簿）后另存，再导入。"
DOCUMENT = "这是 Word 等其他文档，不是 Excel 工作簿。请把其中的表格复制到 Excel，另存为 .xlsx 后再导入。"
TOO_FAR = (
    "工作表“社会组织台账”只有 2 格有内容，却一直写到单元格 {0}，按这么大的范围读会超过内存上限（1 GB）。"
    "请在 Excel 里删除台账以外的行和列，另存后再导入。"
)
TOO_LONG = (
    "工作表“社会组织台账”写到第 {0} 行，超过了 Excel 工作表的上限（1048576 行）。请把台账分成几个文件，分批导入。"
)


def not_a_workbook(name: str) -> str:
    return (
        f"{name} 不是 Excel 工作簿（可读 .xlsx、.xls、.ods）。"
        "如果是网页或文本另存的表，请用 Excel 打开后另存为 .xlsx 再导入。"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("甲.csv", "社会组织名称,统一社会信用代码\n"),
        ("甲.xlsx", "社会组织名称,统一社会信用代码\n"),
        ("甲.xls", "<html><table><tr><td>社会组织名称</td></tr></table></html>"),
        ("乙.xls", "<?xml version='1.0'?><Workbook/>"),
        ("甲.pdf", "%PDF-1.7"),
    ],
)
def test_text_under_any_name(tmp_path: Path, refusal: Reason, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert refusal(tmp_path / name) == not_a_workbook(name)


def test_an_empty_file(tmp_path: Path, refusal: Reason) -> None:
    (tmp_path / "甲.xlsx").touch()
    assert refusal(tmp_path / "甲.xlsx") == "文件 甲.xlsx 是空的（0 字节）。请重新导出或另存后再导入。"


def test_no_file(tmp_path: Path, refusal: Reason) -> None:
    assert refusal(tmp_path / "没有.xlsx") == "打不开 没有.xlsx：没有这个文件，请检查路径。"


def test_a_folder(tmp_path: Path, refusal: Reason) -> None:
    assert refusal(tmp_path) == f"打不开 {tmp_path.name}：这是文件夹，请写出其中工作簿的名称。"


def test_a_pipe(tmp_path: Path, refusal: Reason) -> None:
    os.mkfifo(tmp_path / "甲.xlsx")
    assert refusal(tmp_path / "甲.xlsx") == "甲.xlsx 不是普通文件，不能导入。"


@pytest.fixture
def nobody() -> Iterator[None]:
    """Without the powers of root, for whom every file is open."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        yield
        os.seteuid(0)
    else:
        yield


@pytest.mark.usefixtures("nobody")
def test_no_permission(tmp_path: Path, refusal: Reason) -> None:
    path = tmp_path / "甲.xlsx"
    if os.geteuid() != 65534:
        path.write_bytes(b"PK")
        path.chmod(0)
    assert refusal(path) == "打不开 甲.xlsx：没有读取的权限，请改权限，或换一个位置。"


def test_a_file_too_large(tmp_path: Path, refusal: Reason) -> None:
    with (tmp_path / "甲.xlsx").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(300 << 20)
    assert refusal(tmp_path / "甲.xlsx") == "文件有 300 MB，超过上限 200 MB。请分成几个文件，分批导入。"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off(tmp_path: Path, refusal: Reason, part: float) -> None:
    path = organizations(tmp_path / "甲.xlsx", GOOD_ROW)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    assert refusal(path) == BROKEN


@pytest.mark.parametrize(
    "body",
    [
        '<row r="1"><c r="A1"><v>1</v>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
    ],
)
def test_a_sheet_that_is_no_sheet(tmp_path: Path, refusal: Reason, body: str) -> None:
    assert refusal(raw_workbook(tmp_path / "甲.xlsx", body)) == BROKEN


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"])
def test_a_part_that_is_no_markup(tmp_path: Path, refusal: Reason, part: str) -> None:
    assert refusal(raw_workbook(tmp_path / "甲.xlsx", "", parts={part: "<"})) == BROKEN


@pytest.mark.parametrize("name", ["甲.docx", "甲.xlsx"])
@pytest.mark.parametrize("part", ["word/document.xml", "ppt/presentation.xml"])
def test_another_document(tmp_path: Path, refusal: Reason, name: str, part: str) -> None:
    assert refusal(archive(tmp_path / name, {"[Content_Types].xml": "", part: ""})) == DOCUMENT


def test_a_text_document_of_the_open_format(tmp_path: Path, refusal: Reason) -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}
    assert refusal(archive(tmp_path / "甲.ods", parts)) == DOCUMENT


def test_an_old_document_of_word(tmp_path: Path, refusal: Reason) -> None:
    assert refusal(compound(tmp_path / "甲.xls", {"WordDocument": b"x"})) == DOCUMENT


def test_an_archive_with_a_workbook_inside(tmp_path: Path, refusal: Reason) -> None:
    path = archive(tmp_path / "甲.xlsx", {"云川县/说明.txt": "", "云川县/台账.xlsx": ""})
    assert refusal(path) == "这是压缩包，不是 Excel 工作簿。请先解压，再导入其中的 云川县/台账.xlsx。"


def test_an_archive_without_one(tmp_path: Path, refusal: Reason) -> None:
    path = archive(tmp_path / "甲.zip", {"说明.txt": ""})
    assert refusal(path) == "这是压缩包，不是 Excel 工作簿。请先解压，再导入其中的 .xlsx 文件。"


def test_a_protected_workbook(tmp_path: Path, refusal: Reason) -> None:
    parts = {"EncryptionInfo": b"x" * 200, "EncryptedPackage": b"y" * 5000}
    assert refusal(compound(tmp_path / "甲.xlsx", parts)) == PASSWORD


def test_a_protected_workbook_of_the_old_format(tmp_path: Path, refusal: Reason) -> None:
    assert refusal(old_workbook(tmp_path / "甲.xls", LEDGER, protected=True)) == PASSWORD


def test_a_protected_workbook_of_the_open_format(tmp_path: Path, refusal: Reason) -> None:
    assert refusal(open_document(tmp_path / "甲.ods", LEDGER, manifest="<manifest:encryption-data/>")) == PASSWORD


def test_an_archive_with_a_password(tmp_path: Path, refusal: Reason) -> None:
    path = organizations(tmp_path / "甲.xlsx", GOOD_ROW)
    marked = path.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    path.write_bytes(marked)
    assert refusal(path) == PASSWORD


def test_a_bomb(tmp_path: Path, refusal: Reason) -> None:
    blanks = chain(["<sst>"], repeat(" " * 1_000_000, 99), ["</sst>"])
    path = raw_workbook(tmp_path / "甲.xlsx", "", parts={"xl/sharedStrings.xml": blanks})
    assert path.stat().st_size < 500_000
    assert refusal(path) == (
        "文件的 xl/sharedStrings.xml 展开后有 99 MB，远大于正常台账，已停止读取。"
        "请用 Excel 打开、只保留台账内容，另存后再导入。"
    )


def test_cells_of_megabytes(tmp_path: Path, refusal: Reason) -> None:
    noise = os.urandom(500_000).hex()
    path = raw_workbook(tmp_path / "甲.xlsx", (row(at, f"{at}{noise}") for at in range(1, 81)))
    assert refusal(path) == (
        "工作表“社会组织台账”从第 1 行起，单元格里的内容多得不像台账，已停止读取。请检查这些行，另存后再导入。"
    )


LETTERS = [cell_name(0, column)[:-1] for column in range(300)]
FIRST, FAR = row(1, 1), f'<row r="1048576">{cell("XFD1048576", "<v>1</v>")}</row>'


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (FIRST + FAR, "XFD1048576"),
        (FAR + FIRST, "XFD1048576"),
        (f'<row r="1">{cell("XFD1048576", "<v>1</v>")}{cell("A1", "<v>1</v>")}</row>', "XFD1048576"),
        (FIRST + f'<row r="999999">{cell("ZZ999999", "<v>1</v>")}</row>', "ZZ999999"),
        (FIRST + f'<row r="900000">{cell("KA900000", "<v>1</v>")}</row>', "KA900000"),
    ],
)
def test_two_cells_at_the_ends_of_the_sheet(tmp_path: Path, refusal: Reason, body: str, place: str) -> None:
    path = raw_workbook(tmp_path / "甲.xlsx", body)
    assert path.stat().st_size < 5000
    assert refusal(path) == TOO_FAR.format(place)


@pytest.mark.parametrize("number", [1_048_577, 2_000_000, 99_999_999_999])
def test_a_row_beyond_the_last(tmp_path: Path, refusal: Reason, number: int) -> None:
    body = row(1, 1) + f'<row r="{number}">{cell(f"A{number}", "<v>1</v>")}</row>'
    assert refusal(raw_workbook(tmp_path / "甲.xlsx", body)) == TOO_LONG.format(number)


def test_two_million_rows(tmp_path: Path, refusal: Reason) -> None:
    body = (f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 2_000_001))
    assert refusal(raw_workbook(tmp_path / "甲.xlsx", body)) == TOO_LONG.format(2_000_000)


def test_a_million_rows_of_seventeen_columns(tmp_path: Path, refusal: Reason) -> None:
    cells = "".join(f'<c r="{letter}#"><v>#</v></c>' for letter in "ABCDEFGHIJKLMNOPQ")
    body = (f"<row r='{at}'>{cells.replace('#', str(at))}</row>" for at in range(1, 1_000_001))
    assert refusal(raw_workbook(tmp_path / "甲.xlsx", body)) == (
        "工作表“社会组织台账”展开后有 562 MB，放不进内存上限（1 GB）。请把台账分成几个文件，分批导入。"
    )


def test_more_cells_than_memory_holds(tmp_path: Path, refusal: Reason) -> None:
    cells = "".join(f'<c r="{letters}#"><v>1</v></c>' for letters in LETTERS[::4])
    body = (f"<row r='{at}'>{cells.replace('#', str(at))}</row>" for at in range(1, 80_001))
    assert refusal(raw_workbook(tmp_path / "甲.xlsx", body)) == (
        "工作表“社会组织台账”有 80000 行、297 列、6000000 格内容，展开后超过了内存上限（1 GB）。"
        "请把台账分成几个文件，分批导入。"
    )


@pytest.mark.parametrize("content", ["<v>1</v>", "<f>1+1</f>"])
def test_a_cell_far_to_the_right(tmp_path: Path, refusal: Reason, content: str) -> None:
    body = row(1, 1, 2) + f'<row r="7">{text_cell("B7", "甲")}{cell("AAA7", content)}</row>'
    assert refusal(raw_workbook(tmp_path / "甲.xlsx", body)) == (
        "工作表“社会组织台账”的单元格 AAA7 有内容，超出了台账的范围（最多 300 列）。"
        "请在 Excel 里删除台账右侧多余的列，另存后再导入。"
    )


def test_an_error_that_the_reader_does_not_know(tmp_path: Path, refusal: Reason) -> None:
    body = row(1, "甲") + row(2, 1, cell("B2", "<f>1</f><v>#SPILL!</v>", t="e"))
    assert refusal(raw_workbook(tmp_path / "甲.xlsx", body)) == (
        "工作表“社会组织台账”的单元格 B2 是出错的公式（#SPILL!），整个文件因此读不出来。请改正公式或改填数值后再导入。"
    )
