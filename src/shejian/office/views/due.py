"""What is due: the list, the month, and the calendar that other programs read with a key."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shejian import clock
from shejian.accounts.models import CalendarKey
from shejian.office.asking import BadQuestion, NotYet, OutOfReach, pose, read_asking
from shejian.office.build.due import due_page, month_page
from shejian.office.build.due_feed import due_calendar
from shejian.office.visitors import Visitor, visitor

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@require_safe
def due(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Everything that is due in a scope, by when."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/due.html", {"page": due_page(request, one, posed)})


@require_safe
def month(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The same on the days of a month."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/due/month.html", {"page": month_page(request, one, posed)})


@require_POST
def key(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Give a key to one's calendar, or take it back. No fact, so not in the journal."""
    posed = pose(one, read_asking(request.GET))
    if request.POST.get("act") == "take-back":
        gone = CalendarKey.objects.take_back(one.user)
        said = "日历地址已经收回，订阅了它的日历不再更新。" if gone else "没有要收回的日历地址。"
        messages.success(request, said)
        return redirect(reverse("office:due") + posed.asking.query())
    if request.POST.get("act") != "give":
        messages.error(request, "没有说要做什么，什么都没有改；请用页面上的按钮。")
        return redirect(reverse("office:due") + posed.asking.query())
    asking = posed.asking.with_(on=None, since=None, known="")
    try:
        given = CalendarKey.objects.give(one.user, asking.query(), clock.now())
    except ValidationError as fault:
        messages.error(request, "；".join(fault.messages))
        return redirect(reverse("office:due") + posed.asking.query())
    address = request.build_absolute_uri(reverse("office:due-feed", args=[given]))
    return render(request, "office/due.html", {"page": due_page(request, one, posed, address)})


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar that a key opens: what its user reaches now of the scope for which it was given."""
    found = CalendarKey.objects.bearing(key)
    if found is None:
        raise Http404("没有这个日历，或者它的地址已经收回")
    one = visitor(found.user, clock.today())
    if found.user.must_change or not one.reaches:
        raise Http404("没有这个日历，或者它的地址已经收回")
    try:
        posed = pose(one, read_asking(QueryDict(found.query.lstrip("?"))))
    except (BadQuestion, NotYet, OutOfReach):
        raise Http404("这个日历的范围已经看不到了，请在待办页另取一个地址") from None
    home = request.build_absolute_uri("/").rstrip("/")
    response = HttpResponse(due_calendar(posed, clock.now(), home), content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = 'inline; filename="due.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
