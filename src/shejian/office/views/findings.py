"""Findings: the ledger of them, one of them, and what is done about it."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shejian import clock
from shejian.journal.services import Act, AlreadyPosted
from shejian.office.acting.form import ActForm
from shejian.office.acting.oversight_forms import FORMS
from shejian.office.asking import pose, read_asking
from shejian.office.build.finding import (
    acts_of,
    finding_card,
    finding_page,
    finding_subject,
    verbs_of,
)
from shejian.office.build.ledgers.findings import LEDGER
from shejian.office.pages import Link
from shejian.office.reach import may_write_finding, reaches_finding
from shejian.office.views import refusals
from shejian.office.views.acting import Surroundings, act_on
from shejian.office.views.ledgers import handed_out, shown
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL
from shejian.oversight.queries import NOTHING, findings_numbered, handlings
from shejian.oversight.services.keeping import Backwards, bring_up_to_date

WHAT = "这个问题"
KEY = re.compile(r"[0-9a-f]{32}")


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """What is found on the day, what will be, what cannot be told, and what was closed."""
    return shown(request, one, LEDGER)


@require_safe
def export(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The same rows as a workbook."""
    return handed_out(request, one, LEDGER)


@require_POST
def record(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Bring the list up to date as of today."""
    key = request.POST.get("key", "")
    if KEY.fullmatch(key) is None:
        messages.error(request, "没有更新：请重新打开“监督”，再按“更新问题清单”")
        return redirect("office:findings")
    act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=f"findings-{key}")
    try:
        done = bring_up_to_date(act, one.today)
    except AlreadyPosted as earlier:
        messages.info(request, f"刚才已经更新过，记为第 {earlier.entry.number} 笔。")
    except Backwards as refusal:
        messages.error(request, str(refusal))
    else:
        entry = f"记为第 {done.entry} 笔" if done.entry else "没有要记的"
        messages.success(
            request, f"问题清单已更新：立项 {done.opened}，销号 {done.closed}，现有 {done.open}；{entry}。"
        )
    return redirect("office:findings")


@require_safe
def finding(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """One finding, if whom it is about is within the visitor's reach."""
    posed = pose(one, read_asking(request.GET))
    kept = next(iter(findings_numbered([number], posed.known)), None)
    if kept is None:
        return refusals.not_in_ledger(request, one, posed, WHAT)
    if not reaches_finding(one, posed, number):
        return refusals.not_within_reach(request, one, posed, WHAT)
    return render(request, "office/finding.html", {"page": finding_page(request, one, posed, kept)})


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, number: int, verb: str) -> HttpResponse:
    """交办, 答复, 核实, 不再督办."""
    posed = pose(one, read_asking(request.GET))
    kept = next(iter(findings_numbered([number], posed.known)), None)
    if kept is None:
        return refusals.not_in_ledger(request, one, posed, WHAT)
    if not reaches_finding(one, posed, number):
        return refusals.not_within_reach(request, one, posed, WHAT)
    back = Link("回到这个问题", reverse("office:finding", args=[number]))
    if verb not in FORMS:
        return refusals.no_such_act(request, one, back)
    handled = handlings([number], posed.known).get(number, NOTHING)
    writes = may_write_finding(one, posed, number)
    verbs = verbs_of(handled, one, writes=writes)
    if not writes and verb not in verbs:  # who writes is told at the field what cannot be done yet, and keeps his words
        return refusals.not_writable(request, one, posed, WHAT, back)
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return FORMS[verb](one, now, finding_subject(now, kept), data)

    acts = acts_of(number, verbs, verb)
    return act_on(request, one, make, Surroundings(acts, (finding_card(kept),)))
