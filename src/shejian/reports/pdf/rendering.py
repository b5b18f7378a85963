"""A document tree as a PDF. The same document gives the same bytes on machines with the same fonts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from importlib import import_module
from importlib.util import find_spec

from shejian.core.documents import Book, Document, Run, official_layout
from shejian.reports.pdf.books import book_source
from shejian.reports.pdf.source import typst_source

HOW_TO_INSTALL = "PDF 是可选的：请管理社建的人在服务器上运行 pip install 'shejian[pdf]'，再重新启动。Word 不受影响。"


class NoTypesetter(Exception):
    """The extra that sets PDF is not installed; ``str()`` says how to install it, in Chinese."""

    def __init__(self) -> None:
        super().__init__(HOW_TO_INSTALL)


def has_typesetter() -> bool:
    """Whether PDF can be made on this machine."""
    return find_spec("typst") is not None


def render_pdf(document: Document[Run], note: str, mark: str = "") -> bytes:
    """The PDF of a document.

    Args:
        note: what its figures rest on; kept in the file's properties.
        mark: what stands at the head of every page, for a draft.

    Raises:
        NoTypesetter: the extra is not installed.
    """
    _demand_typesetter()
    return _set(typst_source(document, official_layout(), note, mark), document.signature.dated)


def render_pdf_book(book: Book) -> bytes:
    """The PDF of minutes or of a record book.

    Raises:
        NoTypesetter: the extra is not installed.
    """
    _demand_typesetter()
    return _set(book_source(book, official_layout()), book.dated)


def _demand_typesetter() -> None:
    if not has_typesetter():
        raise NoTypesetter


def _set(source: str, dated: date) -> bytes:
    moment = int(datetime.combine(dated, time.min, tzinfo=UTC).timestamp())
    made: bytes = import_module("typst").compile(source.encode(), format="pdf", timestamp=moment)
    return made
