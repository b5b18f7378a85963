"""Where an account is signed in, and ending that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

SINCE, SEEN, ADDRESS, AGENT = "since", "seen", "address", "agent"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser in which an account is signed in; what it did not say is empty or ``None``."""

    key: str
    since: datetime | None
    seen: datetime | None
    address: str
    agent: str


def sessions_of(user: int, now: datetime) -> list[SignedIn]:
    """Where an account is signed in at a moment, the latest first."""
    found = [_read(session, said) for session, said in _open(user, now)]
    return sorted(found, key=lambda one: one.since.timestamp() if one.since else 0.0, reverse=True)


def end_sessions(user: int, now: datetime, *, but: str | None = None) -> int:
    """Sign an account out everywhere, ``but`` in one browser; how many that were."""
    keys = [session.session_key for session, _ in _open(user, now) if session.session_key != but]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _open(user: int, now: datetime) -> Iterator[tuple[Session, Mapping[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=now).iterator():
        said = session.get_decoded()
        if said.get(SESSION_KEY) == str(user):
            yield session, said


def _read(session: Session, said: Mapping[str, Any]) -> SignedIn:
    since, seen = (datetime.fromisoformat(said[name]) if name in said else None for name in (SINCE, SEEN))
    return SignedIn(session.session_key, since, seen, said.get(ADDRESS, ""), said.get(AGENT, ""))
