"""Tables of records in Word: ruled, their headings repeated on every page, no row torn between two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.table import Table as WordTable
from docx.table import _Cell

from shejian.core.documents import NARROW_SIZE, TABLE_SIZE, Align, Layout, Pairs, Role, Table
from shejian.reports.word.measures import twips
from shejian.reports.word.styles import set_fonts

CELL, NARROW_CELL = "表格文字", "小表格文字"
SIZES = {CELL: TABLE_SIZE, NARROW_CELL: NARROW_SIZE}
GRID = "Table Grid"
LEADING = 4
"""Points between lines of a cell."""
PADDING, NARROW_PADDING = 1.4, 0.4
"""Between a cell's edge and its text, in mm."""
NAME_SHARE = 0.22
"""The part of the width that the names of ``Pairs`` take."""
ALIGNED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def set_cell_styles(word: WordDocument, layout: Layout) -> None:
    """The styles in which cells are written."""
    for name, size in SIZES.items():
        style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(size)
        set_fonts(style.element.get_or_add_rPr(), Role.BODY, layout)
        form = style.paragraph_format
        form.line_spacing, form.line_spacing_rule = Pt(size + LEADING), WD_LINE_SPACING.EXACTLY
        form.space_before = form.space_after = Pt(LEADING / 2)
        off = OxmlElement("w:snapToGrid")
        off.set(qn("w:val"), "0")
        style.element.pPr.find(qn("w:spacing")).addprevious(off)


def write_table(word: WordDocument, table: Table, layout: Layout) -> None:
    """Headings and rows over the whole width of the type area."""
    widths = _widths([column.share for column in table.columns], layout)
    made = _ruled(word, len(table.rows) + 1, widths, NARROW_PADDING if table.narrow else PADDING)
    style = NARROW_CELL if table.narrow else CELL
    aligned = [ALIGNED[column.align] for column in table.columns]
    rows = made._tbl.tr_lst
    _fill(made, rows[0], [column.heading for column in table.columns], style, [WD_ALIGN_PARAGRAPH.CENTER] * len(widths))
    _embolden(made, rows[0], layout)
    _mark(rows[0], "tblHeader")
    for row, texts in zip(rows[1:], table.rows, strict=True):
        _fill(made, row, texts, style, aligned)


def write_pairs(word: WordDocument, pairs: Pairs, layout: Layout) -> None:
    """What is stated, in two columns, together on one page."""
    widths = _widths([NAME_SHARE, 1 - NAME_SHARE], layout)
    made = _ruled(word, len(pairs.rows), widths, PADDING)
    aligned = [WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT]
    rows = made._tbl.tr_lst
    for row, texts in zip(rows, pairs.rows, strict=True):
        _fill(made, row, texts, CELL, aligned)
    for row in rows[:-1]:
        for element in row.tc_lst:
            _Cell(element, made).paragraphs[0].paragraph_format.keep_with_next = True


def _widths(shares: Sequence[float], layout: Layout) -> list[int]:
    whole = twips(layout.area[0])
    return [int(whole * share / sum(shares)) for share in shares]


def _ruled(word: WordDocument, rows: int, widths: Sequence[int], padding: float) -> WordTable:
    made: WordTable = word.add_table(rows, len(widths), style=GRID)
    made.autofit = False
    properties: Any = made._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips(padding)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.find(qn("w:tblLayout")).addnext(margins)
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(width)
    for row in made._tbl.tr_lst:
        _mark(row, "cantSplit")
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Twips(width)
    return made


def _mark(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def _fill(table: WordTable, row: Any, texts: Sequence[str], style: str, aligned: Sequence[WD_ALIGN_PARAGRAPH]) -> None:
    for element, text, side in zip(row.tc_lst, texts, aligned, strict=True):
        cell = _Cell(element, table)
        for at, line in enumerate(text.split("\n")):
            paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
            paragraph.style = style
            paragraph.alignment = side
            run = paragraph.add_run(line)
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
        properties = element.get_or_add_tcPr()
        middle = OxmlElement("w:vAlign")
        middle.set(qn("w:val"), "center")
        properties.append(middle)


def _embolden(table: WordTable, row: Any, layout: Layout) -> None:
    """Headings are written in the font of headings of the first level."""
    for element in row.tc_lst:
        for run in _Cell(element, table).paragraphs[0].runs:
            set_fonts(run._r.get_or_add_rPr(), Role.LEVEL_1, layout)
