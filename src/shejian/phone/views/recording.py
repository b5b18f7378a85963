"""Recording a meeting from a phone: as a plain form, or handed in by script, which keeps it until it has come."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shejian.journal.models import Entry
from shejian.journal.services import AlreadyPosted
from shejian.office.acting.paper import FILE
from shejian.office.acting.recording import REFUSALS, Moved, OtherContent, record, same_content, say, sent_before
from shejian.office.insiders import Insider
from shejian.office.views.acting import CONFLICT, TRIES, UNPROCESSABLE, again
from shejian.phone.branches import chosen_body
from shejian.phone.build.record import PhoneForm, record_page
from shejian.phone.correcting import correction_on, holder_of, recorded_by
from shejian.phone.photos import with_kept_photo
from shejian.phone.presence import forget_presence
from shejian.phone.recording import CHANNEL, form_on
from shejian.phone.views.refusing import not_recorded_by_you, not_yours

JSON, UNAUTHORIZED = "application/json", 401
MEETING, LONGEST_NUMBER = "meeting", 19
Make = Callable[[QueryDict | None], PhoneForm]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, one: Insider) -> HttpResponse:
    """记一次会; or with a meeting in the address, 更正 of it.

    What waits on a device says whose it is: while somebody else is signed in there it goes on waiting.
    """
    waits_for = request.headers.get("X-Shejian-User", "")
    if waits_for and waits_for != str(one.user.pk):
        return JsonResponse({"faults": {}}, status=UNAUTHORIZED)
    if request.GET.get(MEETING):
        return _correct(request, one, request.GET[MEETING])
    body = chosen_body(one, request.POST.get("body") or request.GET.get("body", ""))
    if body is None:
        return not_yours(request, one)
    return _answered(request, one, lambda data: form_on(one, body, data, request.GET))


def _correct(request: HttpRequest, one: Insider, said: str) -> HttpResponse:
    """Only what he put on record himself, and of a branch whose record he still keeps."""
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < LONGEST_NUMBER else 0
    body = holder_of(number)
    if body is None or body not in one.recording:
        return not_yours(request, one)
    if number not in recorded_by(one, [number]):
        return not_recorded_by_you(request, one)
    return _answered(request, one, lambda data: correction_on(one, number, body, data, request.GET))


def _answered(request: HttpRequest, one: Insider, make: Make) -> HttpResponse:
    if request.method == "GET":
        return _shown(request, one, make(None))
    data = with_kept_photo(request.POST, request.FILES.get(FILE))
    for _ in range(TRIES):
        try:
            return _handed_in(request, one, make, data)
        except Moved:  # somebody recorded something in between: read it, and look again
            continue
    form = make(data)
    form.add_error(None, "总账正忙，这次没有记账；填的都还在，请再提交一次")
    return _refused(request, one, form, CONFLICT)


def _handed_in(request: HttpRequest, one: Insider, make: Make, data: QueryDict) -> HttpResponse:
    form = make(data)
    try:
        earlier = sent_before(form.one, form, data)
        if earlier is not None:
            return _done(request, form, again(earlier), earlier)
        if form.is_valid():
            entry = record(form.one, form, data, CHANNEL)
            if form.meeting is None:
                forget_presence(form.holder, form.cleaned_data["day"])
            return _done(request, form, f"{form.done()}，记为第 {entry.number} 笔。", entry)
    except AlreadyPosted as done:
        return _posted_meanwhile(request, one, make(data), done.entry)
    except OtherContent as refusal:
        form.add_error(None, f"{refusal}。要再记一次，请重新打开这张表")
        return _refused(request, one, form, CONFLICT)
    except REFUSALS as refusal:
        say(form, refusal)
    return _refused(request, one, form, UNPROCESSABLE)


def _posted_meanwhile(request: HttpRequest, one: Insider, form: PhoneForm, entry: Entry) -> HttpResponse:
    """The same form came twice at once: the other one was a moment faster."""
    try:
        return _done(request, form, again(same_content(entry, form, form.handed_in)), entry)
    except OtherContent as refusal:
        form.add_error(None, f"{refusal}。要再记一次，请重新打开这张表")
        return _refused(request, one, form, CONFLICT)


def _done(request: HttpRequest, form: PhoneForm, words: str, entry: Entry) -> HttpResponse:
    messages.success(request, words)
    href = f"{reverse('phone:meetings')}?body={form.holder}"
    return JsonResponse({"entry": entry.number, "href": href}) if _by_script(request) else redirect(href)


def _refused(request: HttpRequest, one: Insider, form: PhoneForm, status: int) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"faults": form.faults()}, status=status, json_dumps_params={"ensure_ascii": False})
    return _shown(request, one, form, status)


def _shown(request: HttpRequest, one: Insider, form: PhoneForm, status: int = 200) -> HttpResponse:
    return render(request, "phone/record.html", {"page": record_page(one, form)}, status=status)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == JSON
