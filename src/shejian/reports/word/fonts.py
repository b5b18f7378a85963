"""The font table: which fonts stand in for those of the layout where they are not installed."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from shejian.core.documents import Layout

NAME = PackURI("/word/fontTable.xml")
GB2312 = "86"  # the character set that tells Word to look among Chinese fonts


def name_fonts(word: WordDocument, layout: Layout) -> None:
    """Replace the blank document's font table by one that names each font with its stand-ins."""
    part: Any = word.part
    for id_, relation in list(part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            del part.rels[id_]
    table = Part(NAME, CONTENT_TYPE.WML_FONT_TABLE, _table(layout), part.package)
    part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def _table(layout: Layout) -> bytes:
    fonts = {font.name: font for font in layout.fonts.values()}
    entries = "".join(
        f"<w:font w:name={quoteattr(font.name)}><w:altName w:val={quoteattr(','.join(font.instead))}/>"
        f'<w:charset w:val="{GB2312}"/></w:font>'
        for font in fonts.values()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{entries}</w:fonts>'.encode()
    )
