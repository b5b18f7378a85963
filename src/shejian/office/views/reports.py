"""Reports: the list, a draft or an issued document, checking it, and its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shejian import clock
from shejian.core.facts.terms import Line, UnitKind
from shejian.journal.services.papers import DamagedPaper, kept_file
from shejian.office.build.issued import issued_page
from shejian.office.build.reports import CURRENT, MARK, reports_page, start_form, title_of
from shejian.office.build.shell import shell
from shejian.office.build.writing import Typed, writing_page
from shejian.office.downloads import document_response
from shejian.office.pages import Link
from shejian.office.views import refusals
from shejian.office.views.report_writing import write
from shejian.office.visitors import Visitor
from shejian.reports.checking import check
from shejian.reports.manuscripts import UnitGone, read_manuscript
from shejian.reports.models import Draft, Issue
from shejian.reports.pdf import NoTypesetter, render_pdf
from shejian.reports.queries import issued_document
from shejian.reports.services import drafting
from shejian.reports.services.issuing import file_name
from shejian.reports.word import render_word

KIND = "debrief"
CONFLICT, NOT_INSTALLED = 409, 501


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The reports within reach; starting one."""
    form = start_form(one, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form is None:
            return refusals.not_writer(request, one)
        if form.is_valid():
            said, node = form.cleaned_data, one.tree.nodes[form.cleaned_data["unit"]]
            wanted = drafting.Wanted(KIND, node.id, UnitKind(node.kind).line, said["own"], said["year"], form.day)
            draft = drafting.start(by=one.user.pk, moment=clock.now(), key=said["key"], wanted=wanted)
            return redirect("office:report", draft.pk)
    return render(request, "office/reports.html", {"page": reports_page(request, one, form)})


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """A draft, to be written; or the document that was issued of it."""
    if request.method == "POST":
        if not one.may_write(draft.unit_id, Line(draft.line)):
            return refusals.not_writer(request, one, draft)
        return write(request, one, draft)
    if draft.issue is not None:
        return render(request, "office/issued.html", {"page": issued_page(request, one, draft, draft.issue, None)})
    try:
        made = read_manuscript(draft, one.today)
    except UnitGone as gone:
        return unit_gone(request, one, draft, gone)
    return render(request, "office/writing.html", {"page": writing_page(request, one, made, Typed())})


@require_safe
def check_report(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """Whether the ledger still says what was issued."""
    if draft.issue is None:
        return redirect("office:report", draft.pk)
    try:
        found = check(draft.issue)
    except UnitGone as gone:
        return unit_gone(request, one, draft, gone)
    return render(request, "office/issued.html", {"page": issued_page(request, one, draft, draft.issue, found)})


@require_safe
def word(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """The Word file: of what was issued the very file that is kept, of a draft one that says so."""
    if draft.issue is not None:
        try:
            content = kept_file(draft.issue.paper.sha256)
        except DamagedPaper as damaged:
            return _refused(request, one, draft, "原件取不出来", f"{damaged}。请管理社建的人从备份里取回。")
        return document_response(content, draft.issue.paper.file_name)
    try:
        made = read_manuscript(draft, one.today)
    except UnitGone as gone:
        return unit_gone(request, one, draft, gone)
    content = render_word(made.report.document, _note(draft), MARK)
    return document_response(content, file_name(f"草稿 {title_of(draft)}"))


@require_safe
def pdf(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """The PDF of the same document; a page that says how to install what makes it, where it is not installed."""
    try:
        if draft.issue is not None:
            content = render_pdf(issued_document(draft.issue), _issued_note(draft.issue))
            name = file_name(draft.issue.title)
        else:
            content = render_pdf(read_manuscript(draft, one.today).report.document, _note(draft), MARK)
            name = file_name(f"草稿 {title_of(draft)}")
    except UnitGone as gone:
        return unit_gone(request, one, draft, gone)
    except NoTypesetter as missing:
        return _refused(request, one, draft, "这台服务器还没有装 PDF", str(missing), NOT_INSTALLED)
    return document_response(content, name.removesuffix(".docx") + ".pdf")


def _note(draft: Draft) -> str:
    return f"草稿；文中的数截至 {draft.on}，数未冻结"


def _issued_note(issue: Issue) -> str:
    return f"文中的数截至 {issue.on}，以第 {issue.known} 笔的账为准；指纹 {issue.fingerprint}"


def unit_gone(request: HttpRequest, one: Visitor, draft: Draft, gone: UnitGone) -> HttpResponse:
    """The report's unit is not in the ledger any more on its day."""
    return _refused(request, one, draft, "账上已经没有这个单位", f"{gone}。文字都还在。")


def _refused(
    request: HttpRequest, one: Visitor, draft: Draft, title: str, text: str, status: int = CONFLICT
) -> HttpResponse:
    links: tuple[Link, ...] = (Link(refusals.REPORTS, reverse("office:reports")),)
    if status == NOT_INSTALLED or draft.issue is not None:
        links = (Link("回到这份报告", reverse("office:report", args=[draft.pk])), *links)
    return refusals.plain(request, status, shell(request, one, title, CURRENT), title, text, links=links)
