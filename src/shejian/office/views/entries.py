"""One entry that a form made, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shejian.cases.queries import handler_of
from shejian.journal.models import Entry
from shejian.journal.services import AlreadyPosted
from shejian.journal.services.papers import DamagedPaper, kept_file
from shejian.journal.services.reversal import AlreadyReversed, RestedOn
from shejian.learning.queries import study_known
from shejian.office.acting.undoing import RULE, UndoForm, about, entry_with_number, may_read, may_undo, undo
from shejian.office.asking import Asking, Posed, pose
from shejian.office.build.entry import entry_page
from shejian.office.downloads import file_response
from shejian.office.views import refusals
from shejian.office.visitors import Visitor
from shejian.oversight.queries import findings_numbered
from shejian.party.queries import knows_body, knows_person
from shejian.registry.queries import knows

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """What an entry recorded; take it back, with a reason."""
    found = entry_with_number(number)
    if found is None:
        return refusals.no_such_entry(request, one, number)
    if not may_undo(one, found):
        return refusals.entry_out_of_reach(request, one)
    form = UndoForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        return _undo(request, one, found, form)
    status = 200 if form is None else UNPROCESSABLE
    return render(request, "office/entry.html", {"page": entry_page(request, one, found, form)}, status=status)


@require_safe
def paper(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """The file of the paper on which an entry rests, for whoever may see what the entry is about."""
    found = entry_with_number(number)
    if found is None or found.paper is None or not found.paper.sha256:
        return refusals.no_such_entry(request, one, number)
    if not may_read(one, found):
        return refusals.entry_out_of_reach(request, one)
    try:
        content = kept_file(found.paper.sha256)
    except DamagedPaper:
        return refusals.damaged_paper(request, one, found)
    return file_response(content, found.paper.file_name)


def _undo(request: HttpRequest, one: Visitor, found: Entry, form: UndoForm) -> HttpResponse:
    try:
        made = undo(one, found, form.cleaned_data["reason"])
    except (AlreadyPosted, AlreadyReversed):
        messages.info(request, f"第 {found.number} 笔已经撤销过了，没有再撤一次。")
    except RestedOn:
        return render(request, "office/entry.html", {"page": entry_page(request, one, found, form)}, status=CONFLICT)
    else:
        messages.success(request, f"已撤销第 {found.number} 笔，记为第 {made.number} 笔。各项数回到它以前。")
    return redirect(_onwards(one, found))


def _onwards(one: Visitor, found: Entry) -> str:
    """To what the entry was about, if the ledger still has it."""
    posed = pose(one, Asking())
    for each in about(found):
        if each.page == RULE or _known(posed, each.page, int(each.number)):
            return reverse(f"office:{each.page}", args=[each.number])
    return reverse("office:organizations")


def _known(posed: Posed, page: str, number: int) -> bool:
    """Whether the ledger still has a thing."""
    if page == "case":
        return handler_of(number, posed.known) is not None
    if page == "finding":
        return bool(findings_numbered([number], posed.known))
    if page == "study":
        return study_known(number, posed.known) is not None
    if page == "person":
        return knows_person(number, posed.known)
    return (knows if page == "organization" else knows_body)(posed.asked.picture, number)
