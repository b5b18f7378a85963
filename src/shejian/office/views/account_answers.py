"""Answers that several acts on accounts give."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from shejian.accounts.models import User
from shejian.journal.services import AlreadyPosted


def done_before(request: HttpRequest, before: AlreadyPosted, user: User | None) -> HttpResponse:
    """A form that was sent again: nothing more was done, and a one-time password is not shown twice."""
    messages.info(
        request,
        f"这一步已经记为第 {before.entry.number} 笔，没有再记。一次性口令只显示一次；没有记下的，请重设口令。",
    )
    return redirect("office:account", user.pk) if user else redirect("office:accounts")
