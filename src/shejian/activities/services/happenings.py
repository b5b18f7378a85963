"""Recording meetings and contribution activities, and correcting them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.activities.models import (
    Attendance,
    Contribution,
    ContributionParticipant,
    ContributionRecord,
    Meeting,
    MeetingPartner,
    MeetingRecord,
)
from shejian.core.calendar import next_day
from shejian.journal.services import Posting
from shejian.journal.services.holding import correct, set_list, standing_facts


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting held on ``day`` by a party organization, alone or with ``partners``."""

    party_organization: int
    kind: str
    day: date
    topic: str
    due: int | None
    present: int | None
    partners: tuple[int, ...] = ()


def hold_meetings(made: Posting, drafts: Sequence[MeetingDraft]) -> range:
    """Record meetings; returns their ids, in the order given."""
    ids = made.record(Meeting, (), [()] * len(drafts))
    paired = list(zip(ids, drafts, strict=True))
    made.record(
        MeetingRecord,
        ("meeting_id", "start", "end", "party_organization_id", "kind", "topic", "due", "present"),
        [(one, d.day, next_day(d.day), d.party_organization, d.kind, d.topic, d.due, d.present) for one, d in paired],
    )
    made.record(
        MeetingPartner,
        ("meeting_id", "party_organization_id", "position"),
        [(one, partner, at) for one, d in paired for at, partner in enumerate(d.partners)],
    )
    return ids


def correct_meetings(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """What was recorded of meetings was wrong. Numbers are stated only of those without a list (see ``listed``)."""
    correct(made, MeetingRecord, "meeting_id", wrong)


def listed(meetings: Collection[int]) -> frozenset[int]:
    """Those of some meetings of which it is on record who was there: their numbers follow from it."""
    return frozenset(standing_facts(Attendance, "meeting_id", meetings))


def list_attendance(made: Posting, listed: Sequence[tuple[int, date, int, str]]) -> None:
    """Record who was there: meeting, its day, person and how he stands. The meetings' numbers follow from it."""
    columns = ("meeting_id", "start", "end", "person_id", "state")
    made.record(Attendance, columns, [(one, day, next_day(day), person, state) for one, day, person, state in listed])


def correct_attendance(made: Posting, wrong: Mapping[int, str]) -> None:
    """How some stand in lists was wrong; by the number of the line."""
    made.amend(Attendance, {fact: {"state": state} for fact, state in wrong.items()})


def set_partners(made: Posting, partners: Mapping[int, Sequence[int]]) -> None:
    """With whom meetings were held was wrong."""
    lists = {one: [{"party_organization_id": body} for body in bodies] for one, bodies in partners.items()}
    set_list(made, MeetingPartner, "meeting_id", "party_organization_id", lists)


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """A contribution activity on ``day``, in the ledger of ``unit``; money and goods in fen."""

    name: str
    kind: str
    day: date
    people_served: int | None
    money_fen: int | None
    goods_fen: int | None
    unit: int | None = None
    participants: tuple[int, ...] = ()


def contribute(made: Posting, drafts: Sequence[ContributionDraft]) -> range:
    """Record contribution activities; returns their ids, in the order given."""
    ids = made.record(Contribution, (), [()] * len(drafts))
    paired = list(zip(ids, drafts, strict=True))
    made.record(
        ContributionRecord,
        ("contribution_id", "start", "end", "name", "kind", "people_served", "money_fen", "goods_fen", "unit_id"),
        [
            (one, d.day, next_day(d.day), d.name, d.kind, d.people_served, d.money_fen, d.goods_fen, d.unit)
            for one, d in paired
        ],
    )
    made.record(
        ContributionParticipant,
        ("contribution_id", "organization_id", "position"),
        [(one, participant, at) for one, d in paired for at, participant in enumerate(d.participants)],
    )
    return ids


def correct_contributions(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """What was recorded of contribution activities was wrong."""
    correct(made, ContributionRecord, "contribution_id", wrong)


def set_participants(made: Posting, participants: Mapping[int, Sequence[int]]) -> None:
    """Who took part in contribution activities was wrong."""
    lists = {one: [{"organization_id": body} for body in bodies] for one, bodies in participants.items()}
    set_list(made, ContributionParticipant, "contribution_id", "organization_id", lists)
