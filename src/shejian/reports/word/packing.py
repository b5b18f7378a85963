"""What a Word file says of itself, and how it is packed: the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from shejian.reports.word.styles import CHINESE

PRESENT_WORD = "15"  # otherwise Word opens it as a file of an older Word
NO_TIME = (1980, 1, 1, 0, 0, 0)


def describe(word: WordDocument, title: str, dated: date, note: str) -> None:
    """The file's properties: nothing of the machine, of whoever ran the command, or of the blank document."""
    relations: Any = word.part.package.rels if word.part.package else {}
    for id_, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[id_]
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), PRESENT_WORD)
    said = word.core_properties
    moment = datetime.combine(dated, time.min, tzinfo=UTC)
    said.title = title
    said.author, said.last_modified_by, said.keywords, said.subject = "", "", "", ""
    said.comments, said.language = note, CHINESE
    said.created, said.modified = moment, moment


def packed(word: WordDocument) -> bytes:
    """The file, without the moments at which its parts were packed."""
    written = io.BytesIO()
    word.save(written)
    still = io.BytesIO()
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as again:
        for one in made.infolist():
            again.writestr(zipfile.ZipInfo(one.filename, NO_TIME), made.read(one), zipfile.ZIP_DEFLATED)
    return still.getvalue()
