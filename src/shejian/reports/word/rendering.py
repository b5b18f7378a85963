"""A document tree as a Word file. The same document gives the same bytes, whoever renders it and whenever."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph as WordParagraph

from shejian.core.documents import (
    Blank,
    Document,
    Layout,
    Paragraph,
    Role,
    Run,
    Section,
    Text,
    Written,
    number_of,
    official_layout,
    text_of,
)
from shejian.core.indicators import catalogue
from shejian.reports.word.fonts import name_fonts
from shejian.reports.word.measures import Grid, characters
from shejian.reports.word.packing import describe, packed
from shejian.reports.word.pages import mark_pages, set_pages
from shejian.reports.word.styles import (
    ADDRESSEE,
    DATE,
    ISSUER,
    LEVELS,
    TEXT,
    TITLE,
    heading_style,
    in_characters,
    set_fonts,
    set_styles,
)


def render_word(document: Document[Run], note: str, mark: str = "") -> bytes:
    """The Word file of a document.

    Args:
        note: what its figures rest on; kept in the file's properties (备注).
        mark: what stands at the head of every page, for a draft.
    """
    word = docx.Document()
    layout = official_layout()
    set_styles(word, layout)
    set_pages(word, layout)
    name_fonts(word, layout)
    if mark:
        mark_pages(word, mark, layout)
    _Writer(word, layout).write(document)
    describe(word, "".join(map(text_of, document.title)), document.signature.dated, note)
    return packed(word)


class _Writer:
    """Writes the parts of a document one below the other."""

    def __init__(self, word: WordDocument, layout: Layout) -> None:
        self._word = word
        self._layout = layout
        self._ids = 0

    def write(self, document: Document[Run]) -> None:
        title = self._word.add_paragraph(style=TITLE)
        for at, line in enumerate(document.title):
            if at:
                title.add_run().add_break()
            self._runs(title, line, Role.TITLE)
        if document.addressee is not None:
            addressee = self._word.add_paragraph(style=ADDRESSEE)
            self._runs(addressee, document.addressee, Role.BODY)
            self._run(addressee, Text("："), Role.BODY)
        last = title
        for paragraph in document.opening:
            last = self._text(paragraph)
        for at, section in enumerate(document.sections, 1):
            last = self._section(section, 1, at)
        last.paragraph_format.keep_with_next = True  # a signature never stands alone on a page
        self._sign(document)

    def _section(self, section: Section[Run], level: int, at: int) -> WordParagraph:
        last = self._word.add_paragraph(style=heading_style(level))
        self._run(last, Text(number_of(level, at)), LEVELS[level])
        self._runs(last, section.heading, LEVELS[level])
        for paragraph in section.paragraphs:
            last = self._text(paragraph)
        for inner, below in enumerate(section.sections, 1):
            last = self._section(below, level + 1, inner)
        return last

    def _text(self, paragraph: Paragraph[Run]) -> WordParagraph:
        made = self._word.add_paragraph(style=TEXT)
        self._runs(made, paragraph, Role.BODY)
        return made

    def _sign(self, document: Document[Run]) -> None:
        """The date four characters from the right, the issuer centred over it, but never outside the type area."""
        signature = document.signature
        issuer = self._word.add_paragraph(style=ISSUER)
        self._runs(issuer, signature.issuer, Role.BODY)
        dated = self._word.add_paragraph(style=DATE)
        self._run(dated, Text(signature.date_text), Role.BODY)
        beyond = (characters(text_of(signature.issuer)) - characters(signature.date_text)) / 2
        self._from_right(dated, max(self._layout.date_indent, beyond))
        self._from_right(issuer, max(self._layout.date_indent, beyond) - beyond)

    def _from_right(self, paragraph: WordParagraph, count: float) -> None:
        paragraph.paragraph_format.right_indent = Twips(round(count * Grid.of(self._layout).character))
        in_characters(paragraph._p.pPr, "rightChars", count)

    def _runs(self, into: WordParagraph, paragraph: Paragraph[Run], role: Role) -> None:
        for run in paragraph.runs:
            self._run(into, run, role)

    def _run(self, into: WordParagraph, run: Run, role: Role) -> None:
        made = into.add_run(run.text)
        properties: Any = made._r.get_or_add_rPr()
        set_fonts(properties, role, self._layout)
        properties.rFonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes are Chinese ones
        if isinstance(run, Blank) or (isinstance(run, Written) and run.missing):
            made.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if isinstance(run, Written):
            self._ids += 1
            _bind(made._r, run, self._ids)


def _bind(element: Any, run: Written, number: int) -> None:
    """Put a figure into a content control that names it, so that it can be found again in the file."""
    control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    for name, value in (
        ("alias", catalogue()[run.bound.key].label),
        ("tag", f"{run.bound.key}|{run.bound.writing}"),
        ("id", str(number)),
    ):
        property_ = OxmlElement(f"w:{name}")
        property_.set(qn("w:val"), value)
        properties.append(property_)
    element.addprevious(control)
    control.append(properties)
    control.append(content)
    content.append(element)
