"""Presence by a code that the recorder shows: signed, for one branch and day, good for minutes; never asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import segno
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from shejian.phone.models import Presence

SALT = "phone.presence"
MINUTES = 30
KEPT_DAYS = 30
"""How long presence is kept for a meeting that nobody records."""


class CodeRefused(Exception):
    """Why a code does not open; ``str()`` says it in Chinese."""


@dataclass(frozen=True, slots=True)
class Code:
    """Of which branch and day a code is."""

    party_organization: int
    day: date


def sign_code(code: Code) -> str:
    """A code as an address carries it."""
    return TimestampSigner(salt=SALT).sign_object([code.party_organization, code.day.isoformat()], compress=False)


def read_code(text: str) -> Code:
    """Of which branch and day a code is.

    Raises:
        CodeRefused: it is none of ours, or was shown too long ago.
    """
    try:
        body, day = TimestampSigner(salt=SALT).unsign_object(text, max_age=timedelta(minutes=MINUTES))
        return Code(int(body), date.fromisoformat(day))
    except SignatureExpired:
        raise CodeRefused(f"这个签到码过了 {MINUTES} 分钟，请再扫一次现在显示的码；不扫也可以，由记录人勾选") from None
    except (BadSignature, ValueError, TypeError):
        raise CodeRefused("这个签到码不完整，请再扫一次；不扫也可以，由记录人勾选") from None


def drawn(address: str) -> str:
    """The code of an address as a drawing (SVG) to stand in a page."""
    return str(segno.make(address, error="m").svg_inline(scale=6, border=2, svgclass="qr", lineclass="qr-line"))


def note_presence(code: Code, person: int) -> None:
    """A member is there; saying it twice says it once. What is long past is forgotten."""
    Presence.objects.filter(day__lt=code.day - timedelta(days=KEPT_DAYS)).delete()
    Presence.objects.get_or_create(
        party_organization_id=code.party_organization, day=code.day, person_id=person, defaults={}
    )


def present_by_code(party_organization: int, day: date) -> frozenset[int]:
    """The members who said by a code that they were there."""
    found = Presence.objects.filter(party_organization=party_organization, day=day)
    return frozenset(found.values_list("person_id", flat=True))


def forget_presence(party_organization: int, day: date) -> None:
    """The meeting is on record: what filled in its list is not needed any more."""
    Presence.objects.filter(party_organization=party_organization, day=day).delete()
