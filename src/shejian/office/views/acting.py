"""Opening a form for a single record, and recording it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from shejian.journal.models import Entry
from shejian.journal.services import AlreadyPosted
from shejian.office.acting.conflict import TAKE, meanwhile, renewed
from shejian.office.acting.form import FILL, ActForm
from shejian.office.acting.paper import FILE, with_kept_file
from shejian.office.acting.recording import REFUSALS, Moved, OtherContent, record, same_content, say, sent_before
from shejian.office.acting.trial import TRY, trial
from shejian.office.build.act import act_page
from shejian.office.build.facts import made_by_form
from shejian.office.ledger_pages import FactCard
from shejian.office.pages import Link
from shejian.office.visitors import Visitor

UNPROCESSABLE, CONFLICT = 422, 409
TRIES = 5
Make = Callable[[QueryDict | None], ActForm]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a form: other acts on the same subject, and its present facts."""

    others: tuple[Link, ...] = ()
    facts: tuple[FactCard, ...] = ()


def act_on(request: HttpRequest, one: Visitor, make: Make, around: Surroundings = Surroundings()) -> HttpResponse:
    """Show a form; if it is handed in, record it and go to what it is about.

    Args:
        make: the form with what was handed in (``None``: nothing), its subject read from the ledger anew.
    """
    if request.method != "POST":
        return _shown(request, one, make(None), around)
    data = with_kept_file(request.POST, request.FILES.get(FILE))
    for _ in range(TRIES):
        try:
            return _handed_in(request, one, make, around, data)
        except Moved:  # somebody recorded something in between: read it, and look again
            continue
    form = make(data)
    form.add_error(None, "总账正忙，这次没有记账；填的都还在，请再提交一次")
    return _shown(request, one, form, around, CONFLICT)


def _shown(
    request: HttpRequest, one: Visitor, form: ActForm, around: Surroundings, status: int = 200, **more: object
) -> HttpResponse:
    page = act_page(request, one, form, others=around.others, facts=around.facts, **more)  # type: ignore[arg-type]
    return render(request, "office/act.html", {"page": page}, status=status)


def _handed_in(request: HttpRequest, one: Visitor, make: Make, around: Surroundings, data: QueryDict) -> HttpResponse:
    form = make(data)
    try:
        earlier = sent_before(one, form, data)
        if earlier is not None:
            return _again(request, form, earlier)
        return _checked(request, one, make, form, around)
    except AlreadyPosted as done:
        try:
            return _again(request, form, same_content(done.entry, form, data))
        except OtherContent as refusal:
            return _other(request, one, make(data), refusal, around)
    except OtherContent as refusal:
        return _other(request, one, make(data), refusal, around)


def _checked(request: HttpRequest, one: Visitor, make: Make, form: ActForm, around: Surroundings) -> HttpResponse:
    """Nothing is recorded while something is wrong, or while somebody else's entries have not been seen."""
    data = form.handed_in
    found = meanwhile(form, _number(data, "first", form), data)
    seen = _number(data, "seen", form)
    unseen = form.subject is not None and bool(form.subject.touched_since(seen))
    if unseen or data.get(TAKE):
        form = make(renewed(form, found, data))
        if data.get(TAKE):
            form.errors.clear()  # nothing was asked to be recorded yet
        return _shown(request, one, form, around, CONFLICT if unseen else 200, found=found)
    if data.get(FILL):
        form.only_filled()
        return _shown(request, one, form, around, found=found)
    if form.is_valid():
        try:
            if data.get(TRY):
                return _shown(request, one, form, around, found=found, tried=trial(one, form, data))
            entry = record(one, form, data)
        except REFUSALS as refusal:
            say(form, refusal)
        else:
            return _done(request, form, entry)
    return _shown(request, one, form, around, UNPROCESSABLE, found=found)


def _number(data: QueryDict, name: str, form: ActForm) -> int:
    """The entry that a hidden field names; without one that can be read, nothing is taken as seen."""
    text = data.get(name, "")
    known = form.subject.known if form.subject else 0
    return min(int(text), known) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _done(request: HttpRequest, form: ActForm, entry: Entry) -> HttpResponse:
    said = format_html("{}，记为第 {} 笔。", form.done(), entry.number)
    if made_by_form(entry):  # what is taken back in its own way has no page to be taken back from
        said += format_html('<a href="{}">看这一笔，或撤销</a>', reverse("office:entry", args=[entry.number]))
    messages.success(request, said)
    return _onwards(form, entry)


def _again(request: HttpRequest, form: ActForm, entry: Entry) -> HttpResponse:
    messages.info(request, again(entry))
    return _onwards(form, entry)


def again(entry: Entry) -> str:
    """What is said to a form that comes a second time."""
    return f"这张表已经记为第 {entry.number} 笔，没有再记一次。"


def _onwards(form: ActForm, entry: Entry) -> HttpResponse:
    page, *about = form.recorded_page(entry)
    return redirect(f"office:{page}", *about)


def _other(
    request: HttpRequest, one: Visitor, form: ActForm, refusal: OtherContent, around: Surroundings
) -> HttpResponse:
    form.add_error(None, f"{refusal}。要再办一次，请重新打开这张表")
    return _shown(request, one, form, around, CONFLICT)
