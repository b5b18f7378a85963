"""Recording meetings that were held with all that is said of them, and saying it anew where it was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from shejian.activities.models import Attendance, MeetingParticulars, MeetingRecord, Resolution
from shejian.activities.services.happenings import MeetingDraft, hold_meetings, set_partners
from shejian.activities.services.stated import Resolved, StatedMeeting, faults_of
from shejian.core.calendar import next_day
from shejian.core.facts.terms import AttendanceState
from shejian.journal.models import DatedFact
from shejian.journal.services import Posting
from shejian.journal.services.holding import Held, standing_facts
from shejian.party.services.refusals import Refused

KEY = "meeting_id"
PARTICULARS = {
    "began": "began",
    "place": "place",
    "host_id": "host",
    "guest_host": "guest_host",
    "agenda": "agenda",
    "minutes": "minutes",
    "plan_id": "plan",
}
"""The columns of particulars, and the attributes of a stated meeting that they hold."""
Rows = dict[int, dict[str, Any]]


def record_meetings(made: Posting, all_stated: Sequence[StatedMeeting], today: date) -> range:
    """Record meetings that were held; returns their ids, in the order given.

    Raises:
        Refused: what ``faults_of`` says first; nothing is recorded.
    """
    _refuse([(None, stated) for stated in all_stated], today)
    ids = hold_meetings(
        made,
        [
            MeetingDraft(one.party_organization, one.kind, one.day, one.topic, *one.counted, one.partners)
            for one in all_stated
        ],
    )
    said = dict(zip(ids, all_stated, strict=True))
    _record(made, MeetingParticulars, [(one, stated, _particulars(stated)) for one, stated in said.items()])
    _record(
        made,
        Attendance,
        [(one, stated, columns) for one, stated in said.items() for columns in _attendance(stated).values()],
    )
    _record(
        made,
        Resolution,
        [
            (one, stated, {"position": at, **_resolution(resolved)})
            for one, stated in said.items()
            for at, resolved in enumerate(stated.resolutions)
        ],
    )
    return ids


def restate_meetings(made: Posting, all_stated: Mapping[int, StatedMeeting], today: date) -> None:
    """What was recorded of meetings was wrong: all of it is as it is stated now. Only what differs is written.

    Raises:
        Refused: what ``faults_of`` says first, or one of the meetings is not on record; nothing is written.
    """
    held = standing_facts(MeetingRecord, KEY, all_stated)
    if held.keys() != all_stated.keys():
        raise Refused("day", "账上没有这次组织生活，或者已经撤销，请刷新后重做")
    _refuse(list(all_stated.items()), today)
    made.amend(MeetingRecord, _differing(held, {one: _record_columns(stated) for one, stated in all_stated.items()}))
    set_partners(made, {one: stated.partners for one, stated in all_stated.items()})
    _restate(made, MeetingParticulars, all_stated, lambda stated: {0: _particulars(stated)}, lambda _: 0)
    _restate(
        made,
        Attendance,
        all_stated,
        _attendance,
        lambda fact: fact.values["person_id"],
    )
    _restate(
        made,
        Resolution,
        all_stated,
        lambda stated: {
            at: {"position": at, **_resolution(resolved)} for at, resolved in enumerate(stated.resolutions)
        },
        lambda fact: fact.values["position"],
    )


def _refuse(all_stated: Sequence[tuple[int | None, StatedMeeting]], today: date) -> None:
    faults = faults_of(all_stated, today)
    if faults:
        raise Refused(faults[0].place, faults[0].text)


def _span(stated: StatedMeeting) -> dict[str, date]:
    return {"start": stated.day, "end": next_day(stated.day)}


def _record_columns(stated: StatedMeeting) -> dict[str, Any]:
    due, present = stated.counted
    return {
        **_span(stated),
        "party_organization_id": stated.party_organization,
        "kind": str(stated.kind),
        "topic": stated.topic,
        "due": due,
        "present": present,
    }


def _attendance(stated: StatedMeeting) -> dict[int, dict[str, Any]]:
    """The columns of each who is listed: of a 党课, with what he learned if he was there."""
    return {
        person: {
            "person_id": person,
            "state": str(state),
            "lecture": stated.lecture,
            "tenths": stated.tenths if stated.lecture and state == AttendanceState.PRESENT else None,
        }
        for person, state in stated.attendance.items()
    }


def _particulars(stated: StatedMeeting) -> dict[str, Any]:
    """The columns of its particulars; none where nothing is said of them."""
    said = {column: getattr(stated, name) for column, name in PARTICULARS.items()}
    return said if any(value not in (None, "") for value in said.values()) else {}


def _resolution(one: Resolved) -> dict[str, Any]:
    return {"text": one.text, "due": one.due, "present": one.present, "approving": one.approving}


def _record(
    made: Posting, model: type[DatedFact], rows: Iterable[tuple[int, StatedMeeting, Mapping[str, Any]]]
) -> None:
    """Facts of meetings, each on the day of its meeting; one of which nothing is said is not recorded."""
    full = [{KEY: one, **_span(stated), **values} for one, stated, values in rows if values]
    if full:
        made.record(model, tuple(full[0]), [tuple(row.values()) for row in full])


def _restate(
    made: Posting,
    model: type[DatedFact],
    all_stated: Mapping[int, StatedMeeting],
    wanted: Callable[[StatedMeeting], Mapping[int, Mapping[str, Any]]],
    part: Callable[[Held], int],
) -> None:
    """Make the facts of each meeting what is wanted, told apart by ``part``."""
    held = standing_facts(model, KEY, all_stated)
    gone: list[int] = []
    amended: Rows = {}
    fresh: list[tuple[int, StatedMeeting, Mapping[str, Any]]] = []
    for one, stated in all_stated.items():
        rows = {key: values for key, values in wanted(stated).items() if values}
        for fact in held.get(one, []):
            values = rows.pop(part(fact), None)
            if values is None:
                gone.append(fact.id)
            elif differing := _other(fact, {**_span(stated), **values}):
                amended[fact.id] = differing
        fresh += [(one, stated, values) for values in rows.values()]
    made.withdraw(model, gone)
    made.amend(model, amended)
    _record(made, model, fresh)


def _differing(held: Mapping[int, list[Held]], stated: Mapping[int, Mapping[str, Any]]) -> Rows:
    found = {held[one][-1].id: _other(held[one][-1], values) for one, values in stated.items()}
    return {fact: values for fact, values in found.items() if values}


def _other(fact: Held, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is stated otherwise than a fact holds it."""
    return {name: value for name, value in values.items() if fact.values[name] != value}
