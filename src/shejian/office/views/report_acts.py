"""Issuing a draft, withdrawing what was issued, copying it as a new draft, giving a draft up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from shejian import clock
from shejian.core.documents import tidy
from shejian.journal.services import Act, AlreadyPosted
from shejian.office.build.issued import discard_page, issue_page, withdraw_page
from shejian.office.views.reports import unit_gone
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL
from shejian.reports.manuscripts import UnitGone, read_manuscript
from shejian.reports.models import Draft, DraftState
from shejian.reports.services import drafting, issuing
from shejian.reports.services.drafting import NotWritable, TooLong
from shejian.reports.services.issuing import NUMBER, AlreadyWithdrawn, LookAgain, NoReason, NotReady

CONFLICT, BAD_REQUEST = 409, 400
KEY = 32
SETTLED = {
    DraftState.OPEN: "这份草稿已经在写，不用再取回。",
    DraftState.ISSUED: "这份文书已签发，不用再办。",
    DraftState.DISCARDED: "这份文书已放弃，不用再办。",
}


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """Say what issuing would freeze, or what keeps it from being done; do it, once however often it is asked."""
    if draft.state != DraftState.OPEN:
        return _settled(request, draft)
    try:
        if request.method == "POST":
            return _issue(request, one, draft)
        made = read_manuscript(draft, one.today)
    except UnitGone as gone:
        return unit_gone(request, one, draft, gone)
    return render(request, "office/issue.html", {"page": issue_page(request, one, made)})


def _issue(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=f"report-{draft.pk}-issue")
    number = " ".join(tidy(request.POST.get("number", "")).split())
    try:
        entry = issuing.issue(
            act, draft.pk, looked_through=request.POST.get("seen", ""), number=number, dated=one.today
        )
    except (AlreadyPosted, NotWritable):
        draft.refresh_from_db()
        return _settled(request, draft)
    except (NotReady, LookAgain, TooLong) as refusal:
        at_number = str(refusal) if isinstance(refusal, TooLong) and refusal.place == NUMBER else ""
        problem = "" if isinstance(refusal, NotReady) or at_number else str(refusal)
        draft.refresh_from_db()
        page = issue_page(request, one, read_manuscript(draft, one.today), number, problem, at_number)
        return render(request, "office/issue.html", {"page": page}, status=CONFLICT)
    messages.success(request, f"已签发，记为第 {entry.number} 笔。数、凭据和 Word 原件都已冻结保存。")
    return redirect("office:report", draft.pk)


def _settled(request: HttpRequest, draft: Draft) -> HttpResponse:
    messages.info(request, SETTLED[DraftState(draft.state)])
    return redirect("office:report", draft.pk)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """Ask for the reason; withdraw an issued document."""
    if draft.issue is None:
        messages.info(request, "还没有签发，不用作废；不要了，可以放弃。")
        return redirect("office:report", draft.pk)
    if request.method != "POST":
        return render(request, "office/report_step.html", {"page": withdraw_page(request, one, draft)})
    act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=f"report-{draft.pk}-withdraw")
    reason = tidy(request.POST.get("reason", ""))
    try:
        entry = issuing.withdraw(act, draft.issue.pk, reason)
    except (NoReason, TooLong) as refusal:
        page = withdraw_page(request, one, draft, reason, str(refusal))
        return render(request, "office/report_step.html", {"page": page}, status=BAD_REQUEST)
    except (AlreadyPosted, AlreadyWithdrawn):
        messages.info(request, "已经作废过了，不用再办。")
    else:
        messages.success(request, f"已作废，记为第 {entry.number} 笔。原件和凭据都还在。")
    return redirect("office:report", draft.pk)


@require_POST
def copy(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """Start a new draft with the same words; pressing twice starts one."""
    key = request.POST.get("key", "")
    if len(key) != KEY or not key.isalnum():
        messages.info(request, "这张表不完整，没有起稿；请再按一次。")
        return redirect("office:report", draft.pk)
    made = drafting.copy(draft, by=one.user.pk, moment=clock.now(), key=key)
    messages.success(request, f"已据此起新稿：数跟着今天的账变，第 {draft.pk} 号没有动。")
    return redirect("office:report", made.pk)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """Ask, then give a draft up."""
    if draft.state != DraftState.OPEN:
        return _settled(request, draft)
    if request.method != "POST":
        return render(request, "office/report_step.html", {"page": discard_page(request, one, draft)})
    try:
        drafting.discard(draft.pk, by=one.user.pk, moment=clock.now())
    except NotWritable:
        draft.refresh_from_db()
        return _settled(request, draft)
    messages.success(request, "已放弃这份草稿，账没有动。要用时，在“已放弃”里取回。")
    return redirect("office:reports")


@require_POST
def restore(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """Take up again a draft that was given up."""
    try:
        drafting.restore(draft.pk, by=one.user.pk, moment=clock.now())
    except NotWritable:
        return _settled(request, draft)
    messages.success(request, "已取回，文字和放弃以前一样，可以接着写。")
    return redirect("office:report", draft.pk)
