"""One party organization, and one person; showing what is masked of him."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shejian import clock
from shejian.journal.services import Act, AlreadyPosted
from shejian.office.asking import Asking, Posed, pose, read_asking
from shejian.office.build.body import party_organization_page
from shejian.office.build.papers import handbook_of
from shejian.office.build.person import person_page
from shejian.office.forms import PurposeForm
from shejian.office.reach import may_disclose, reaches_body, reaches_person
from shejian.office.views import refusals
from shejian.office.views.papers import book_response, no_such_book
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL
from shejian.party.queries import knows_body, knows_person
from shejian.people.services.disclosing import NoPurpose, NothingToShow, disclose
from shejian.reports.handbook import NoSuchBook

UNPROCESSABLE = 422


@require_safe
def party_organization(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """One party organization, if it was within the visitor's reach on the day."""
    posed = pose(one, read_asking(request.GET))
    if not knows_body(posed.asked.picture, number):
        return refusals.not_in_ledger(request, one, posed, "这个党组织")
    if not reaches_body(one, posed, number):
        return refusals.not_within_reach(request, one, posed, "这个党组织")
    page = party_organization_page(request, one, posed, number)
    return render(request, "office/party_organization.html", {"page": page})


@require_safe
def book(request: HttpRequest, one: Visitor, number: int, form: str) -> HttpResponse:
    """党支部工作手册 of the year of the day asked, up to that day, for whoever may open the page."""
    posed = pose(one, read_asking(request.GET))
    if not knows_body(posed.asked.picture, number):
        return refusals.not_in_ledger(request, one, posed, "这个党组织")
    if not reaches_body(one, posed, number):
        return refusals.not_within_reach(request, one, posed, "这个党组织")
    try:
        made = handbook_of(posed, number)
    except NoSuchBook as refusal:
        return no_such_book(request, one, number, str(refusal))
    return book_response(request, one, made, form)


@require_safe
def person(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """One person, if he belonged on the day to a party organization within the visitor's reach."""
    posed = pose(one, read_asking(request.GET))
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    return render(request, "office/person.html", {"page": person_page(request, one, posed, number)})


def _refusal(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> HttpResponse | None:
    if not knows_person(number, posed.known):
        return refusals.not_in_ledger(request, one, posed, "这个人")
    if not reaches_person(one, posed, number):
        return refusals.not_within_reach(request, one, posed, "这个人")
    return None


@never_cache
@require_POST
def disclosure(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """Show identity number and telephone in full, this once, to a clerk who says what for."""
    posed = pose(one, Asking())
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    if not may_disclose(one, posed, number):
        return refusals.may_not_disclose(request, one)
    form = PurposeForm(request.POST)
    if form.is_valid():
        key = f"disclose-{one.user.pk}-{number}-{form.cleaned_data['key']}"
        act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=key)
        try:
            shown = disclose(act=act, person=number, purpose=form.cleaned_data["purpose"])
        except (NoPurpose, NothingToShow) as fault:
            form.add_error("purpose", str(fault))
        except AlreadyPosted as done:
            messages.info(request, f"这次查看已记为第 {done.entry.number} 笔，只显示一次。还要再看，请重新写明用途。")
            return redirect("office:person", number)
        else:
            now = pose(one, Asking())
            page = person_page(request, one, now, number, shown=shown)
            return render(request, "office/person.html", {"page": page})
    page = person_page(request, one, posed, number, form=form)
    return render(request, "office/person.html", {"page": page}, status=UNPROCESSABLE)
