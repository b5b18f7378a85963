"""Minutes and record books as Word files, on the pages of official documents. The same book gives the same bytes."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from shejian.core.documents import (
    Align,
    Block,
    Book,
    Chapter,
    Layout,
    Pairs,
    Prose,
    Role,
    Signing,
    Table,
    number_of,
    official_layout,
)
from shejian.reports.word.fonts import name_fonts
from shejian.reports.word.measures import Grid
from shejian.reports.word.packing import describe, packed
from shejian.reports.word.pages import foot_pages, set_pages
from shejian.reports.word.styles import LEVELS, TEXT, TITLE, heading_style, in_characters, set_fonts, set_styles
from shejian.reports.word.tables import ALIGNED, set_cell_styles, write_pairs, write_table

COVER_LINES = 5
"""Lines left free above the title of a cover."""
SIGNED = "　" * 6
"""The width of a place to sign."""


def render_word_book(book: Book) -> bytes:
    """The Word file of a record; what it rests on stands in the foot of every page and in the file's properties."""
    word = docx.Document()
    layout = official_layout()
    set_styles(word, layout)
    set_cell_styles(word, layout)
    set_pages(word, layout)
    foot_pages(word, book.foot, layout, cover=bool(book.cover))
    name_fonts(word, layout)
    _Writer(word, layout).write(book)
    describe(word, "".join(book.title), book.dated, book.foot)
    return packed(word)


class _Writer:
    """Writes a book from front to back."""

    def __init__(self, word: WordDocument, layout: Layout) -> None:
        self._word = word
        self._layout = layout

    def write(self, book: Book) -> None:
        self._front(book)
        for block in book.opening:
            self._block(block)
        for at, chapter in enumerate(book.chapters, 1):
            self._chapter(chapter, 1, at, opens=at == 1 and bool(book.cover))

    def _front(self, book: Book) -> None:
        title = self._word.add_paragraph(style=TITLE)
        if book.cover:
            title.paragraph_format.space_before = Twips(COVER_LINES * Grid.of(self._layout).line)
        for at, line in enumerate(book.title):
            if at:
                title.add_run().add_break()
            title.add_run(line)
        for line in book.cover:
            paragraph = self._word.add_paragraph(line, style=TEXT)
            paragraph.alignment = ALIGNED[Align.CENTER]
            paragraph.paragraph_format.first_line_indent = Twips(0)
            in_characters(paragraph._p.pPr, "firstLineChars", 0)

    def _chapter(self, chapter: Chapter, level: int, at: int, *, opens: bool = False) -> None:
        heading = self._word.add_paragraph(style=heading_style(level))
        heading.paragraph_format.page_break_before = opens or chapter.own_page
        run = heading.add_run(number_of(level, at) + chapter.heading)
        set_fonts(run._r.get_or_add_rPr(), LEVELS[level], self._layout)
        for block in chapter.blocks:
            self._block(block)
        for inner, below in enumerate(chapter.chapters, 1):
            self._chapter(below, level + 1, inner)

    def _block(self, block: Block) -> None:
        match block:
            case Table():
                write_table(self._word, block, self._layout)
                self._gap()
            case Pairs():
                write_pairs(self._word, block, self._layout)
                self._gap()
            case Prose():
                for line in block.lines:
                    self._text(line)
            case Signing():
                self._sign(block)

    def _text(self, line: str) -> None:
        run = self._word.add_paragraph(style=TEXT).add_run(line)
        properties: Any = run._r.get_or_add_rPr()
        set_fonts(properties, Role.BODY, self._layout)
        properties.rFonts.set(qn("w:hint"), "eastAsia")

    def _gap(self) -> None:
        """A little room below a table, which has none of its own."""
        form = self._word.add_paragraph(style=TEXT).paragraph_format
        form.line_spacing = Pt(self._layout.body_size / 2)

    def _sign(self, block: Signing) -> None:
        """One line with a place for each."""
        form = self._word.add_paragraph(style=TEXT)
        form.paragraph_format.space_before = Twips(Grid.of(self._layout).line)
        form.paragraph_format.keep_together = True
        for at, label in enumerate(block.labels):
            form.add_run(("　" if at else "") + label)
            form.add_run(SIGNED).underline = True
