"""Past batches, and undoing them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from shejian import clock
from shejian.exchange.queries import batch_with_number
from shejian.exchange.services.undoing import undo_import
from shejian.journal.models import Entry, ImportBatch
from shejian.journal.services import Act, AlreadyPosted
from shejian.journal.services.reversal import AlreadyReversed, RestedOn
from shejian.office.build.batches import batch_page, undo_page
from shejian.office.views import refusals
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL

CONFLICT = 409


@require_safe
def batch(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """What a batch did."""
    found = batch_with_number(number)
    if found is None:
        return _gone(request, one, number)
    return render(request, "office/batch.html", {"page": batch_page(request, one, found)})


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """Say what undoing a batch would do; do it."""
    found = batch_with_number(number)
    if found is None:
        return _gone(request, one, number)
    if Entry.objects.filter(reverses=found.entry_id).exists():
        messages.info(request, f"第 {number} 批已经撤销过了，不用再撤。")
        return redirect("office:batch", number)
    if request.method == "POST":
        return _undo(request, one, found)
    return render(request, "office/undo.html", {"page": undo_page(request, one, found)})


def _undo(request: HttpRequest, one: Visitor, found: ImportBatch) -> HttpResponse:
    act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=f"undo-{found.entry_id}")
    try:
        _, entry = undo_import(act=act, batch=found.pk)
    except (AlreadyPosted, AlreadyReversed):
        messages.info(request, f"第 {found.pk} 批已经撤销过了，不用再撤。")
    except RestedOn:
        return render(request, "office/undo.html", {"page": undo_page(request, one, found)}, status=CONFLICT)
    else:
        messages.success(request, f"已撤销第 {found.pk} 批导入，记为第 {entry.number} 笔。各项指标回到导入以前。")
    return redirect("office:batch", found.pk)


def _gone(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    return refusals.gone(request, one, "没有这一批", f"没有第 {number} 批导入，可能是网址写错了。")
