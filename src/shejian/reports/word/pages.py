"""The page: its size, margins and grid, and the page numbers on its outer side."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

from shejian.core.documents import FOOT_SIZE, Layout, Role
from shejian.reports.word.measures import TWIPS, Grid, footer_distance
from shejian.reports.word.styles import PAGE_NUMBER, in_characters, set_fonts

DASH = "—"  # 一字线
FOOT_LEADING = 3
"""Points between the note in the foot and the page number over it."""


def set_pages(word: WordDocument, layout: Layout) -> None:
    """Page size, margins, the grid of lines, and page numbers: odd pages right, even pages left."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.gutter = Mm(0)
    section.footer_distance = Twips(footer_distance(layout))
    _set_grid(section._sectPr, Grid.of(layout))
    word.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT, layout)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, layout)


def mark_pages(word: WordDocument, mark: str, layout: Layout) -> None:
    """Say something at the head of every page, above the type area: that this is a draft."""
    section = word.sections[0]
    section.header_distance = Mm(layout.top // 2)
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.style = PAGE_NUMBER
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        set_fonts(paragraph.add_run(mark)._r.get_or_add_rPr(), Role.LEVEL_1, layout)


def foot_pages(word: WordDocument, note: str, layout: Layout, *, cover: bool) -> None:
    """Say on every page, below its number, what it rests on; a cover has no number."""
    section = word.sections[0]
    line = FOOT_SIZE + FOOT_LEADING
    section.footer_distance = Twips(footer_distance(layout) - line * TWIPS)
    section.different_first_page_header_footer = cover
    footers = [section.footer, section.even_page_footer, *([section.first_page_footer] if cover else [])]
    for footer in footers:
        paragraph = footer.add_paragraph(style=PAGE_NUMBER)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(line)
        run = paragraph.add_run(note)
        run.font.size = Pt(FOOT_SIZE)
        set_fonts(run._r.get_or_add_rPr(), Role.PAGE_NUMBER, layout)


def _set_grid(properties: Any, grid: Grid) -> None:
    found = properties.find(qn("w:docGrid"))
    if found is None:
        found = OxmlElement("w:docGrid")
        properties.append(found)
    found.set(qn("w:type"), "lines")  # characters: see Grid
    found.set(qn("w:linePitch"), str(grid.line))


def _number(footer: Any, side: WD_ALIGN_PARAGRAPH, layout: Layout) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = PAGE_NUMBER
    paragraph.alignment = side
    form = paragraph.paragraph_format
    indent = Twips(layout.number_indent * layout.number_size * TWIPS)
    if side is WD_ALIGN_PARAGRAPH.RIGHT:
        form.right_indent = indent
        in_characters(paragraph._p.pPr, "rightChars", layout.number_indent)
    else:
        form.left_indent = indent
        in_characters(paragraph._p.pPr, "leftChars", layout.number_indent)
    runs = [paragraph.add_run(text) for text in (f"{DASH} ", "1", f" {DASH}")]
    for run in runs:
        set_fonts(run._r.get_or_add_rPr(), Role.PAGE_NUMBER, layout)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    runs[1]._r.addprevious(field)
    field.append(runs[1]._r)
