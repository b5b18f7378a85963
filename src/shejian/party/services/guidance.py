"""Sending instructors and liaisons to social organizations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.journal.services import Posting
from shejian.party.models import Guidance


@dataclass(frozen=True, slots=True)
class GuidanceDraft:
    """Somebody sent to a social organization, from one day on and perhaps to another."""

    organization: int
    title: str
    name: str
    sent_by: int | None
    start: date | None
    end: date | None = None


def send(made: Posting, drafts: Sequence[GuidanceDraft]) -> None:
    """Record that people were sent."""
    rows = [(one.organization, one.title, one.name, one.sent_by, one.start, one.end) for one in drafts]
    made.record(Guidance, ("organization_id", "title", "name", "sent_by_id", "start", "end"), rows)


def correct_guidance(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """Facts of guidance, by their ids, were wrong, or ended (``end``)."""
    made.amend(Guidance, wrong)
