"""What tests of meetings share: a branch with members, and what the ledger holds of a meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.ledgers import SmallLedger

from shejian.activities.models import Attendance, MeetingParticulars, MeetingPartner, MeetingRecord, Resolution
from shejian.activities.services.stated import StatedMeeting
from shejian.base.queries import head_number

DAY, TODAY = date(2022, 3, 15), date(2022, 6, 1)


def branch_with(count: int, ledger: SmallLedger | None = None) -> tuple[int, list[int]]:
    """A branch and its members."""
    ledger = ledger or SmallLedger()
    body = ledger.branch(ledger.organization())
    return body, [ledger.member(body) for _ in range(count)]


def account(body: int, **more: Any) -> StatedMeeting:
    return StatedMeeting(**{"party_organization": body, "kind": "theme_day", "day": DAY, "topic": "清理河道", **more})


def holdings() -> tuple[Any, ...]:
    """All that the ledger holds of meetings now, and the number of its last entry."""
    return (
        list(MeetingRecord.objects.known(None).order_by("meeting").values_list("meeting", "start", "kind", "topic")),
        *(
            sorted(model.objects.known(None).values_list(*names), key=str)
            for model, names in (
                (MeetingParticulars, ("meeting", "start", "began", "place", "host", "minutes", "plan")),
                (MeetingPartner, ("meeting", "party_organization", "position")),
                (Attendance, ("meeting", "start", "person", "state")),
                (Resolution, ("meeting", "position", "text", "due", "present", "approving")),
            )
        ),
        head_number(),
    )


def numbers() -> list[tuple[Any, ...]]:
    """应到 and 实到 of every meeting."""
    return list(MeetingRecord.objects.known(None).order_by("meeting").values_list("due", "present"))
