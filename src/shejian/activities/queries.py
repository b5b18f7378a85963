"""Reading meetings and plans; every question is asked as the ledger knew it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

import narwhals as nw

from shejian.activities.models import (
    Attendance,
    Meeting,
    MeetingParticulars,
    MeetingPartner,
    MeetingRecord,
    PlannedMeeting,
    Resolution,
)
from shejian.core.facts import Picture
from shejian.core.facts.terms import AttendanceState
from shejian.journal.models import DatedFact, Entry
from shejian.registry.queries.facts import HIGHEST
from shejian.snapshot.rows import recorded

RECORD, PARTNER, BODY = "meeting_record", "meeting_partner", "party_organization"


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting in the list of a party organization: the day and moment on which it was recorded tell a late entry."""

    meeting: int
    day: date
    kind: str
    topic: str
    due: int | None
    present: int | None
    partner: bool
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """A meeting on its day, by the party organization that held it."""

    day: date
    meeting: int
    kind: str
    party_organization: int
    due: int | None
    present: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """All that the ledger holds of one meeting.

    Attributes:
        attendance: of each person on the list, how he stands; empty where only numbers are known.
        resolutions: in their order.
    """

    meeting: int
    day: date
    party_organization: int
    kind: str
    topic: str
    due: int | None
    present: int | None
    particulars: MeetingParticulars | None = None
    partners: tuple[int, ...] = ()
    attendance: dict[int, str] = field(default_factory=dict)
    resolutions: tuple[Resolution, ...] = ()

    @property
    def observers(self) -> tuple[int, ...]:
        """Who of another party organization sat in on it (列席)."""
        return tuple(person for person, state in self.attendance.items() if state == AttendanceState.OBSERVER)


def accounts_of(meetings: Iterable[int], known: int) -> list[Account]:
    """What the ledger holds of some meetings, in the order of their days; a constant number of reads."""
    wanted = sorted(set(meetings))
    held = {"meeting__in": wanted}
    particulars = {fact.meeting_id: fact for fact in MeetingParticulars.objects.known(known).filter(**held)}
    partners: dict[int, list[int]] = {}
    for partner in MeetingPartner.objects.known(known).filter(**held).order_by("position", "id"):
        partners.setdefault(partner.meeting_id, []).append(partner.party_organization_id)
    attendance: dict[int, dict[int, str]] = {}
    listed = Attendance.objects.known(known).filter(**held).order_by("id")
    for meeting, person, state in listed.values_list("meeting_id", "person_id", "state"):
        attendance.setdefault(meeting, {})[person] = state
    resolutions: dict[int, list[Resolution]] = {}
    for one in Resolution.objects.known(known).filter(**held).order_by("position", "id"):
        resolutions.setdefault(one.meeting_id, []).append(one)
    records = MeetingRecord.objects.known(known).filter(start__isnull=False, **held).order_by("start", "id")
    return [
        Account(
            record.meeting_id,
            record.start,
            record.party_organization_id,
            record.kind,
            record.topic,
            record.due,
            record.present,
            particulars.get(record.meeting_id),
            tuple(partners.get(record.meeting_id, ())),
            attendance.get(record.meeting_id, {}),
            tuple(resolutions.get(record.meeting_id, ())),
        )
        for record in records
        if record.start is not None
    ]


@dataclass(frozen=True, slots=True)
class Attended:
    """A meeting on whose list a person stands, and how."""

    meeting: int
    day: date
    state: str
    kind: str
    topic: str


def attended_by(person: int, on: date, known: int, most: int) -> tuple[int, list[Attended]]:
    """On how many lists a person stands up to a day, and the latest of them, the last first."""
    listed = Attendance.objects.known(known).filter(person=person, start__lte=on)
    latest = list(listed.order_by("-start", "-id").values_list("meeting_id", "start", "state")[:most])
    held = MeetingRecord.objects.known(known).filter(meeting__in=[meeting for meeting, _, _ in latest])
    said = {meeting: (kind, topic) for meeting, kind, topic in held.values_list("meeting_id", "kind", "topic")}
    found = [Attended(one, day, state, *said[one]) for one, day, state in latest if day is not None and one in said]
    return listed.count(), found


def facts_of_meeting(picture: Picture, meeting: int) -> list[DatedFact]:
    """Every fact that was ever recorded of a meeting, whichever entry the picture is of."""
    if meeting > HIGHEST:
        return []
    found = [fact for table in (RECORD, PARTNER) for fact in recorded(picture, table, "meeting", meeting)]
    for model in (MeetingParticulars, Resolution, Attendance):
        found += model.objects.filter(meeting=meeting).order_by("entry_id", "id")
    return found


def knows_meeting(picture: Picture, meeting: int) -> bool:
    """Whether the ledger, as known then, has a meeting of that number."""
    return bool(bodies_of_meeting(picture, meeting))


def bodies_of_meeting(picture: Picture, meeting: int) -> tuple[int, ...]:
    """The party organizations that met, the one that held it first; none if there is no such meeting."""
    if meeting > HIGHEST:
        return ()
    held, partners = (
        picture.facts(table).filter(nw.col("meeting") == meeting).collect()[BODY].to_list()
        for table in (RECORD, PARTNER)
    )
    return (held[-1], *partners) if held else ()


def first_entry(meeting: int) -> Entry:
    """The entry by which a meeting was first recorded."""
    entry: Entry = Meeting.objects.select_related("entry").get(pk=meeting).entry
    return entry


def count_meetings(picture: Picture, body: int, on: date, since: date | None = None, kind: str = "") -> int:
    """How many meetings (of a kind) a party organization held up to a day (from ``since`` on), alone or as partner."""
    return len(_of_body(picture, body, on, since, kind))


def meetings_of(
    picture: Picture, body: int, on: date, first: int, count: int, since: date | None = None, kind: str = ""
) -> list[Held]:
    """Some of the meetings that ``count_meetings`` counts, the latest first, counted from ``first``."""
    rows = _of_body(picture, body, on, since, kind)[first : first + count]
    facts = MeetingRecord.objects.select_related("meeting__entry").in_bulk([row[1] for row in rows])
    return [
        Held(
            fact.meeting_id,
            fact.start,
            fact.kind,
            fact.topic,
            fact.due,
            fact.present,
            fact.party_organization_id != body,
            fact.meeting.entry.moment,
        )
        for _, number in rows
        if (fact := facts.get(number)) is not None and fact.start is not None
    ]


def _took_part(picture: Picture, body: int) -> nw.Expr:
    """Of which records a party organization held the meeting, or was a partner."""
    joined = picture.facts(PARTNER).filter(nw.col(BODY) == body).select("meeting").collect()["meeting"].to_list()
    return (nw.col(BODY) == body) | nw.col("meeting").is_in(joined)


def kinds_held(picture: Picture, body: int, first: date, last: date) -> list[tuple[date, str]]:
    """Day and kind of each meeting that a party organization held, alone or as a partner, the earliest first."""
    within = (nw.col("start") >= first) & (nw.col("start") <= last)
    rows = picture.facts(RECORD).filter(within, _took_part(picture, body)).select("start", "kind").collect()
    return sorted(rows.rows())


def _of_body(picture: Picture, body: int, on: date, since: date | None, kind: str) -> list[tuple[date, int]]:
    """Day and number of the record of each, the latest first."""
    mine = _took_part(picture, body)
    if since is not None:
        mine &= nw.col("start") >= since
    if kind:
        mine &= nw.col("kind") == kind
    upheld = nw.col("superseded_by").is_null() | (nw.col("superseded_by") > picture.known)
    known = (nw.col("entry") <= picture.known) & upheld  # the kept facts are without the numbers of their rows
    rows = picture.every(RECORD).filter(mine, known, nw.col("start") <= on).select("start", "id").collect()
    return sorted(rows.rows(), reverse=True)


def meetings_between(picture: Picture, first: date, last: date, bodies: Collection[int] | None) -> list[Happened]:
    """Every meeting from one day to another that one of some party organizations (``None``: any) held or took part in,
    the earliest first; one of several of them once."""
    rows = picture.facts(RECORD).filter((nw.col("start") >= first) & (nw.col("start") <= last))
    if bodies is not None:
        ours = nw.col(BODY).is_in(list(bodies))
        joined = picture.facts(PARTNER).filter(ours).select("meeting").collect()["meeting"].to_list()
        rows = rows.filter(ours | nw.col("meeting").is_in(joined))
    table = rows.select("start", "meeting", "kind", BODY, "due", "present").collect()
    return sorted((Happened(*row) for row in table.rows()), key=lambda one: (one.day, one.meeting))


def topics_of(meetings: Collection[int], known: int) -> dict[int, str]:
    """The topics of some meetings."""
    held = MeetingRecord.objects.known(known).filter(meeting__in=meetings)
    return dict(held.values_list("meeting_id", "topic"))


def plans_between(first: date, last: date, known: int, bodies: Collection[int] | None) -> list[PlannedMeeting]:
    """The open plans of some party organizations (``None``: of any) from one day to another, the earliest first."""
    done = MeetingParticulars.objects.known(known).filter(plan__isnull=False).values("plan")
    planned = PlannedMeeting.objects.known(known).filter(start__gte=first, start__lte=last).exclude(plan__in=done)
    ours = None if bodies is None else frozenset(bodies)
    return [one for one in planned.order_by("start", "id") if ours is None or one.party_organization_id in ours]


def plans_of(body: int, known: int) -> list[PlannedMeeting]:
    """The plans of a party organization that no meeting has fulfilled and nobody has given up, the earliest first."""
    planned = PlannedMeeting.objects.known(known).filter(party_organization=body).order_by("start", "id")
    open_plans = list(planned)
    done = fulfilled([each.plan_id for each in open_plans], known)
    return [each for each in open_plans if each.plan_id not in done]


def fulfilled(plans: Collection[int], known: int) -> frozenset[int]:
    """Those of some plans that a meeting has fulfilled."""
    return frozenset(MeetingParticulars.objects.known(known).filter(plan__in=plans).values_list("plan_id", flat=True))
