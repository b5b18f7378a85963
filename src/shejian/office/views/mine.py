"""A visitor's own account, and ending his sessions elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shejian import clock
from shejian.accounts.sessions import end_sessions
from shejian.office.build.mine import my_account_page
from shejian.office.visitors import Visitor


@require_safe
def my_account(request: HttpRequest, one: Visitor) -> HttpResponse:
    """One's roles and sessions."""
    return render(request, "office/accounts/mine.html", {"page": my_account_page(request, one, clock.now())})


@require_POST
def my_sessions(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Sign out in another browser, or in all others. No fact, so not in the journal: one leaves one's own desk."""
    only = request.POST.get("session") or None
    ended = end_sessions(one.user.pk, clock.now(), but=request.session.session_key, only=only)
    said = f"已结束别处的 {ended} 个登录。" if ended else "那里已经不在登录，没有要结束的。"
    messages.success(request, said)
    return redirect("office:my-account")
