"""Minutes and record books handed out as Word or PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from shejian.core.documents import Book
from shejian.office.build.papers import FORMS
from shejian.office.build.shell import shell
from shejian.office.downloads import document_response
from shejian.office.pages import Link
from shejian.office.views import refusals
from shejian.office.visitors import Visitor
from shejian.reports.pdf import NoTypesetter, render_pdf_book
from shejian.reports.services.issuing import file_name
from shejian.reports.word import render_word_book

NOT_FOUND, NOT_INSTALLED = 404, 501
PLACE = "organizations"


def book_response(request: HttpRequest, one: Visitor, book: Book, form: str) -> HttpResponse:
    """A record in the form that an address asks; a page that says how to install what makes PDF, where it is not.

    Raises:
        Http404: there is no such form.
    """
    if form not in FORMS:
        raise Http404(f"会议记录和工作手册只有 {'、'.join(FORMS)}")
    name = file_name(" ".join(book.title)).removesuffix(".docx")
    if form == "docx":
        return document_response(render_word_book(book), f"{name}.docx")
    try:
        return document_response(render_pdf_book(book), f"{name}.pdf")
    except NoTypesetter as missing:
        title = "这台服务器还没有装 PDF"
        return refusals.plain(request, NOT_INSTALLED, shell(request, one, title, PLACE), title, str(missing))


def no_such_book(request: HttpRequest, one: Visitor, number: int, why: str) -> HttpResponse:
    """The party organization was not there in the year."""
    title = "没有这一年的工作手册"
    links = (Link("回到这个党组织", reverse("office:party-organization", args=[number])),)
    return refusals.plain(request, NOT_FOUND, shell(request, one, title, PLACE), title, why, links=links)
