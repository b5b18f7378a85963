"""Paragraph styles of an official document, made over those of the blank document that python-docx begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from shejian.core.documents import DEEPEST, Layout, Role
from shejian.reports.word.measures import CHARACTER, TWIPS, Grid

NORMAL = "Normal"
TITLE = "公文标题"
ADDRESSEE = "主送机关"
TEXT = "公文正文"
ISSUER = "署名"
DATE = "成文日期"
PAGE_NUMBER = "页码"
CHINESE = "zh-CN"
FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
LEVELS = {level: Role(f"level_{level}") for level in range(1, DEEPEST + 1)}


def heading_style(level: int) -> str:
    return f"Heading {level}"


ROLES = {
    NORMAL: Role.BODY,
    TITLE: Role.TITLE,
    ADDRESSEE: Role.BODY,
    TEXT: Role.BODY,
    ISSUER: Role.BODY,
    DATE: Role.BODY,
    PAGE_NUMBER: Role.PAGE_NUMBER,
    **{heading_style(level): role for level, role in LEVELS.items()},
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a paragraph of a style stands."""

    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first_line: int = 0
    lines_before: int = 0
    lines_after: int = 0
    with_next: bool = False


def set_styles(word: WordDocument, layout: Layout) -> None:
    """Give the document the styles of the layout; nothing of the blank document's theme shows through."""
    grid = Grid.of(layout)
    _forget_theme(word)
    heading = _Shape(first_line=layout.first_line, with_next=True)
    shapes = {
        NORMAL: _Shape(),
        TITLE: _Shape(WD_ALIGN_PARAGRAPH.CENTER, lines_after=1, with_next=True),
        ADDRESSEE: _Shape(WD_ALIGN_PARAGRAPH.LEFT),
        TEXT: _Shape(first_line=layout.first_line),
        ISSUER: _Shape(WD_ALIGN_PARAGRAPH.RIGHT, lines_before=1, with_next=True),
        DATE: _Shape(WD_ALIGN_PARAGRAPH.RIGHT),
        PAGE_NUMBER: _Shape(WD_ALIGN_PARAGRAPH.LEFT),
        **{heading_style(level): heading for level in LEVELS},
    }
    for name, shape in shapes.items():
        style: Any = word.styles[name] if name in word.styles else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _clear(style)
        role = ROLES[name]
        style.font.size = Pt(_size(role, layout))
        set_fonts(style.element.get_or_add_rPr(), role, layout)
        if _size(role, layout) == layout.body_size:
            _set_apart(style.element.rPr, grid.space)
        _stand(style, shape, layout.number_size * TWIPS if role is Role.PAGE_NUMBER else grid.line, grid)
    for level in LEVELS:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        word.styles[heading_style(level)].element.get_or_add_pPr().append(outline)


def set_fonts(properties: Any, role: Role, layout: Layout) -> None:
    """One font for Chinese and for digits: Word chooses by character, and would set digits in a Latin font."""
    fonts = properties.get_or_add_rFonts()
    for slot in FONT_SLOTS:
        fonts.set(qn(f"w:{slot}"), layout.fonts[role].name)


def _size(role: Role, layout: Layout) -> int:
    return {Role.TITLE: layout.title_size, Role.PAGE_NUMBER: layout.number_size}.get(role, layout.body_size)


def _clear(style: Any) -> None:
    for child in list(style.element):
        if child.tag in {qn("w:pPr"), qn("w:rPr")}:
            style.element.remove(child)


def _stand(style: Any, shape: _Shape, line: int, grid: Grid) -> None:
    form = style.paragraph_format
    form.alignment = shape.align
    form.keep_with_next = shape.with_next
    form.widow_control = False  # a page is filled to its last line, as offices expect
    form.space_before, form.space_after = Twips(shape.lines_before * line), Twips(shape.lines_after * line)
    form.line_spacing = Twips(line)  # fixed: the lines of a page are 22 whatever font stands in
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    if shape.first_line:
        form.first_line_indent = Twips(shape.first_line * grid.character)
        in_characters(style.element.pPr, "firstLineChars", shape.first_line)

    # no gaps beside digits, and no two lines of the grid for one of the title
    for name in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        off = OxmlElement(f"w:{name}")
        off.set(qn("w:val"), "0")
        style.element.pPr.find(qn("w:spacing")).addprevious(off)


def _set_apart(properties: Any, space: int) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(space))
    properties.find(qn("w:sz")).addprevious(spacing)


def in_characters(properties: Any, side: str, count: float) -> None:
    """State an indent in characters too, which Word prefers: it then follows whatever size the text has."""
    properties.get_or_add_ind().set(qn(f"w:{side}"), str(round(count * CHARACTER)))


def _forget_theme(word: WordDocument) -> None:
    """A theme's font outweighs a named one; the defaults name both, and another language."""
    for language in word.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), CHINESE)
    for defaults in word.styles.element.iter(qn("w:rPrDefault")):
        for fonts in defaults.iter(qn("w:rFonts")):
            for name in [name for name in fonts.attrib if name.endswith("Theme")]:
                del fonts.attrib[name]
        for language in defaults.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), CHINESE)
