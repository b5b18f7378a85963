"""Recording meetings that were held with all that is said of them, and saying it anew where it was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from shejian.activities.models import Attendance, MeetingParticulars, MeetingRecord, Resolution
from shejian.activities.services.accounts import Account, Resolved, faults_of
from shejian.activities.services.happenings import MeetingDraft, hold_meetings, set_partners
from shejian.core.calendar import next_day
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
"""The columns of particulars, and the attributes of an account that they hold."""
Rows = dict[int, dict[str, Any]]


def record_meetings(made: Posting, accounts: Sequence[Account], today: date) -> range:
    """Record meetings that were held; returns their ids, in the order given.

    Raises:
        Refused: what ``faults_of`` says first; nothing is recorded.
    """
    _refuse([(None, account) for account in accounts], today)
    ids = hold_meetings(
        made,
        [
            MeetingDraft(one.party_organization, one.kind, one.day, one.topic, *one.counted, one.partners)
            for one in accounts
        ],
    )
    said = dict(zip(ids, accounts, strict=True))
    _record(made, MeetingParticulars, [(one, account, _particulars(account)) for one, account in said.items()])
    _record(
        made,
        Attendance,
        [
            (one, account, {"person_id": person, "state": str(state)})
            for one, account in said.items()
            for person, state in account.attendance.items()
        ],
    )
    _record(
        made,
        Resolution,
        [
            (one, account, {"position": at, **_resolution(resolved)})
            for one, account in said.items()
            for at, resolved in enumerate(account.resolutions)
        ],
    )
    return ids


def restate_meetings(made: Posting, accounts: Mapping[int, Account], today: date) -> None:
    """What was recorded of meetings was wrong: all of it is as these accounts say. Only what differs is written.

    Raises:
        Refused: what ``faults_of`` says first, or one of the meetings is not on record; nothing is written.
    """
    held = standing_facts(MeetingRecord, KEY, accounts)
    if held.keys() != accounts.keys():
        raise Refused("day", "账上没有这次组织生活，或者已经撤销，请刷新后重做")
    _refuse(list(accounts.items()), today)
    made.amend(MeetingRecord, _differing(held, {one: _stated(account) for one, account in accounts.items()}))
    set_partners(made, {one: account.partners for one, account in accounts.items()})
    _restate(made, MeetingParticulars, accounts, lambda account: {0: _particulars(account)}, lambda _: 0)
    _restate(
        made,
        Attendance,
        accounts,
        lambda account: {
            person: {"person_id": person, "state": str(state)} for person, state in account.attendance.items()
        },
        lambda fact: fact.values["person_id"],
    )
    _restate(
        made,
        Resolution,
        accounts,
        lambda account: {
            at: {"position": at, **_resolution(resolved)} for at, resolved in enumerate(account.resolutions)
        },
        lambda fact: fact.values["position"],
    )


def _refuse(accounts: Sequence[tuple[int | None, Account]], today: date) -> None:
    faults = faults_of(accounts, today)
    if faults:
        raise Refused(faults[0].place, faults[0].text)


def _span(account: Account) -> dict[str, date]:
    return {"start": account.day, "end": next_day(account.day)}


def _stated(account: Account) -> dict[str, Any]:
    due, present = account.counted
    return {
        **_span(account),
        "party_organization_id": account.party_organization,
        "kind": str(account.kind),
        "topic": account.topic,
        "due": due,
        "present": present,
    }


def _particulars(account: Account) -> dict[str, Any]:
    """The columns of its particulars; none where nothing is said of them."""
    said = {column: getattr(account, name) for column, name in PARTICULARS.items()}
    return said if any(value not in (None, "") for value in said.values()) else {}


def _resolution(one: Resolved) -> dict[str, Any]:
    return {"text": one.text, "due": one.due, "present": one.present, "approving": one.approving}


def _record(made: Posting, model: type[DatedFact], rows: Iterable[tuple[int, Account, Mapping[str, Any]]]) -> None:
    """Facts of meetings, each on the day of its meeting; one of which nothing is said is not recorded."""
    full = [{KEY: one, **_span(account), **values} for one, account, values in rows if values]
    if full:
        made.record(model, tuple(full[0]), [tuple(row.values()) for row in full])


def _restate(
    made: Posting,
    model: type[DatedFact],
    accounts: Mapping[int, Account],
    wanted: Callable[[Account], Mapping[int, Mapping[str, Any]]],
    part: Callable[[Held], int],
) -> None:
    """Make the facts of each meeting what is wanted, told apart by ``part``."""
    held = standing_facts(model, KEY, accounts)
    gone: list[int] = []
    amended: Rows = {}
    fresh: list[tuple[int, Account, Mapping[str, Any]]] = []
    for one, account in accounts.items():
        rows = {key: values for key, values in wanted(account).items() if values}
        for fact in held.get(one, []):
            values = rows.pop(part(fact), None)
            if values is None:
                gone.append(fact.id)
            elif differing := _other(fact, {**_span(account), **values}):
                amended[fact.id] = differing
        fresh += [(one, account, values) for values in rows.values()]
    made.withdraw(model, gone)
    made.amend(model, amended)
    _record(made, model, fresh)


def _differing(held: Mapping[int, list[Held]], stated: Mapping[int, Mapping[str, Any]]) -> Rows:
    found = {held[one][-1].id: _other(held[one][-1], values) for one, values in stated.items()}
    return {fact: values for fact, values in found.items() if values}


def _other(fact: Held, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is stated otherwise than a fact holds it."""
    return {name: value for name, value in values.items() if fact.values[name] != value}
