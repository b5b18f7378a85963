"""Browsers that were left alone: signed out when they are heard of again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from shejian import clock
from shejian.accounts.sessions import begin, is_over, note_seen

COOKIE = "seen"
EVERY = timedelta(seconds=30)
"""How exactly the browser itself keeps when it was last here."""


class IdlenessMiddleware:
    """Ends sessions that were left alone; the browser keeps, signed, when it was last here, so that reading writes
    nothing to the store."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY not in request.session:
            return self.get_response(request)
        now, seen = clock.now(), _seen(request)
        if is_over(request.session, seen, now):
            logout(request)
            said = gettext("离开得久了，为安全起见已经退出，请重新登录。")
            if request.method == "POST":
                said += gettext("刚才交的没有办，台账没有变动。")
            messages.info(request, said)
            return self.get_response(request)
        note_seen(request.session, now)
        response = self.get_response(request)
        if seen is None or now - seen > EVERY:
            _note(request, response, now)
        return response


def remember_sign_in(sender: object, request: HttpRequest, **_: Any) -> None:
    """Signing in begins a session: from when, where, in what browser."""
    said = request.META
    begin(request.session, clock.now(), said.get("REMOTE_ADDR", ""), said.get("HTTP_USER_AGENT", ""))


def _seen(request: HttpRequest) -> datetime | None:
    said = request.get_signed_cookie(COOKIE, default=None, salt=_salt(request))
    return datetime.fromtimestamp(int(said), UTC) if said else None


def _note(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    if not request.session.session_key:
        return  # just signed out
    response.set_signed_cookie(
        COOKIE,
        str(int(now.timestamp())),
        salt=_salt(request),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _salt(request: HttpRequest) -> str:
    """The note is worth something to its own session only."""
    return f"{COOKIE}-{request.session.session_key}"
