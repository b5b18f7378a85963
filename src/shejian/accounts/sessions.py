"""Where an account is signed in: remembering it, telling when it was left alone too long, and ending it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection

SINCE, SEEN, ADDRESS, AGENT, PUBLIC = "since", "seen", "address", "agent", "public"
LONGEST_AGENT, HANDLE = 300, 24
PATIENCE = 0.2
"""Seconds that noting when somebody was last seen waits for whoever writes the ledger."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser in which an account is signed in; what it did not say is empty or ``None``.

    Attributes:
        handle: names it in forms, without giving away the key that opens it.
        public: a computer that others use, too: it is left after a shorter time.
    """

    key: str
    handle: str
    since: datetime | None
    seen: datetime | None
    address: str
    agent: str
    public: bool


def begin(session: SessionBase, moment: datetime, address: str, agent: str) -> None:
    """Remember from when, where and in what browser a session is."""
    session[SINCE] = session[SEEN] = moment.isoformat()
    session[ADDRESS] = address
    session[AGENT] = agent[:LONGEST_AGENT]


def on_public_computer(session: SessionBase) -> None:
    """The session ends with the browser, and soon when it is left alone."""
    session[PUBLIC] = True
    session.set_expiry(0)


def idle_limit(session: SessionBase) -> timedelta:
    """How long a session may be left alone."""
    minutes = settings.SESSION_IDLE_MINUTES_PUBLIC if session.get(PUBLIC) else settings.SESSION_IDLE_MINUTES
    return timedelta(minutes=minutes)


def is_over(session: SessionBase, seen: datetime | None, now: datetime) -> bool:
    """Whether a session was left alone for too long, or lasts too long altogether.

    Args:
        seen: when its browser was last heard of, as it says itself; the session knows it less exactly.
    """
    known = [moment for moment in (_moment(session, SEEN), _moment(session, SINCE), seen) if moment is not None]
    if not known:
        return False
    begun = _moment(session, SINCE) or min(known)
    return now - max(known) > idle_limit(session) or now - begun > timedelta(seconds=settings.SESSION_COOKIE_AGE)


def note_seen(session: SessionBase, now: datetime) -> None:
    """Keep when a session was last heard of, every few minutes; not if somebody else is writing just then."""
    last = _moment(session, SEEN)
    if last is not None and now - last < timedelta(minutes=settings.SESSION_SEEN_MINUTES):
        return
    session[SEEN] = now.isoformat()
    try:
        _wait_at_most(PATIENCE)
        session.save()
    except (OperationalError, UpdateError):
        pass  # an import writes: a page that is only read does not wait for it, the next one will note it
    finally:
        _wait_at_most(connection.settings_dict["OPTIONS"].get("timeout", PATIENCE))
    session.modified = False


def sessions_of(user: int, now: datetime) -> list[SignedIn]:
    """Where an account is signed in at a moment, the latest first."""
    found = [_read(session, said) for session, said in _open(user, now)]
    return sorted(found, key=lambda one: one.since.timestamp() if one.since else 0.0, reverse=True)


def end_sessions(user: int, now: datetime, *, but: str | None = None, only: str | None = None) -> int:
    """Sign an account out everywhere, ``but`` in the browser of a key, or ``only`` in that of a handle; how many."""
    keys = [session.session_key for session, _ in _open(user, now) if session.session_key != but]
    if only is not None:
        keys = [key for key in keys if handle_of(key) == only]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def handle_of(key: str) -> str:
    """What names a session in forms."""
    return hashlib.sha256(key.encode()).hexdigest()[:HANDLE]


def _open(user: int, now: datetime) -> Iterator[tuple[Session, Mapping[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=now).iterator():
        said = session.get_decoded()
        if said.get(SESSION_KEY) == str(user) and not _left(said, now):
            yield session, said


def _left(said: Mapping[str, Any], now: datetime) -> bool:
    """Whether what a session says of itself is too old for it to be opened again, however it was counted."""
    if SEEN not in said:
        return False
    minutes = settings.SESSION_IDLE_MINUTES_PUBLIC if said.get(PUBLIC) else settings.SESSION_IDLE_MINUTES
    return now - datetime.fromisoformat(said[SEEN]) > timedelta(minutes=minutes + settings.SESSION_SEEN_MINUTES)


def _read(session: Session, said: Mapping[str, Any]) -> SignedIn:
    since, seen = (datetime.fromisoformat(said[name]) if name in said else None for name in (SINCE, SEEN))
    key = session.session_key
    about = (said.get(ADDRESS, ""), said.get(AGENT, ""), bool(said.get(PUBLIC)))
    return SignedIn(key, handle_of(key), since, seen, *about)


def _moment(session: SessionBase, name: str) -> datetime | None:
    said = session.get(name)
    return datetime.fromisoformat(said) if said else None


def _wait_at_most(seconds: float) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
