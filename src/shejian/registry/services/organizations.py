"""Registering social organizations, correcting and changing what the register says, and ending their lives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.core.calendar import next_day
from shejian.core.facts.terms import ENDED_STATUSES, Line, Status
from shejian.journal.services import Posting
from shejian.journal.services.holding import change, correct, set_list, standing_facts
from shejian.registry.models import Charter, Commitment, Headcount, Organization, Placement, Registration, Standing

REGISTRATION = (
    "name",
    "code",
    "type",
    "authority_id",
    "industry",
    "legal_representative",
    "address",
    "contact",
    "phone",
    "website",
)
ENDED = tuple(str(status) for status in ENDED_STATUSES)
KEY = "organization_id"


@dataclass(frozen=True, slots=True)
class Ending:
    """How an organization's life ended: on which day, with which status, for what reason."""

    day: date
    status: str = str(Status.DEREGISTERED)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OrganizationDraft:
    """A social organization about to be registered. ``registration`` states the columns of ``REGISTRATION``."""

    founded: date
    registration: Mapping[str, Any]
    placements: tuple[tuple[str, int, int], ...] = ()
    ending: Ending | None = None
    status: str = str(Status.ACTIVE)
    charter: bool | None = None
    signed: date | None = None


def register(made: Posting, drafts: Sequence[OrganizationDraft]) -> range:
    """Record new social organizations; returns their ids, in the order given.

    Every attribute without a date of its own is held to be true from the beginning.
    """
    ids = made.record(Organization, (), [()] * len(drafts))
    paired = list(zip(ids, drafts, strict=True))
    made.record(
        Registration,
        (KEY, *REGISTRATION),
        [(one, *(draft.registration[name] for name in REGISTRATION)) for one, draft in paired],
    )
    made.record(Standing, (KEY, "start", "end", "status", "reason"), [row for pair in paired for row in _lives(*pair)])
    made.record(
        Placement,
        (KEY, "line", "unit_id", "position"),
        [(one, *placed) for one, draft in paired for placed in draft.placements],
    )
    stated = [(one, draft.charter) for one, draft in paired if draft.charter is not None]
    made.record(Charter, (KEY, "party_building"), stated)
    sign(made, {one: draft.signed for one, draft in paired if draft.signed is not None})
    return ids


def _lives(one: int, draft: OrganizationDraft) -> list[tuple[int, date, date | None, str, str]]:
    if draft.ending is None:
        return [(one, draft.founded, None, draft.status, "")]
    ending = draft.ending
    after = (one, ending.day, None, ending.status, ending.reason)
    if ending.day <= draft.founded:
        return [after]
    return [(one, draft.founded, ending.day, draft.status, ""), after]


def correct_registration(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """The ledger had a registered item wrong."""
    correct(made, Registration, KEY, wrong)


def change_registration(made: Posting, day: date, new: Mapping[int, Mapping[str, Any]]) -> None:
    """A registered item changed on ``day``."""
    change(made, Registration, KEY, day, new)


def set_units(made: Posting, line: Line, wanted: Mapping[int, Sequence[int]], day: date | None = None) -> None:
    """Place organizations along a line: a correction, or from ``day`` on."""
    lists = {one: [{"unit_id": unit} for unit in units] for one, units in wanted.items()}
    set_list(made, Placement, KEY, "unit_id", lists, day, line=str(line))


def place(made: Posting, line: Line, units: Mapping[int, int]) -> None:
    """Place organizations that belong to no unit along a line yet."""
    rows = [(one, str(line), unit) for one, unit in units.items()]
    made.record(Placement, (KEY, "line", "unit_id"), rows)


def correct_founding(made: Posting, days: Mapping[int, date]) -> None:
    """The day of founding was wrong. Who ended on the day of founding has no day of life, and no fact that says so."""
    held = standing_facts(Standing, KEY, days)
    moved: dict[int, dict[str, Any]] = {}
    unlived: list[int] = []
    lived: list[tuple[int, date, date, str]] = []
    for one, facts in held.items():
        first, day = facts[0], days[one]
        if first.values["status"] in ENDED:
            if first.start is not None and day < first.start:
                lived.append((one, day, first.start, str(Status.ACTIVE)))
        elif first.values["end"] is not None and day >= first.values["end"]:
            unlived.append(first.id)
        else:
            moved[first.id] = {"start": day}
    made.withdraw(Standing, unlived)
    made.amend(Standing, moved)
    made.record(Standing, (KEY, "start", "end", "status"), lived)


def end(made: Posting, endings: Mapping[int, Ending]) -> None:
    """Deregister or revoke organizations, or correct how and when that was."""
    held = standing_facts(Standing, KEY, endings)
    closed: dict[int, dict[str, Any]] = {}
    corrected: dict[int, dict[str, Any]] = {}
    unlived: list[int] = []
    fresh = []
    for one, ending in endings.items():
        alive = _alive(held[one])
        over = [fact for fact in held[one] if fact.values["status"] in ENDED]
        unlived += [fact.id for fact in alive if fact.start is not None and fact.start >= ending.day]
        lived = [fact for fact in alive if fact.start is None or fact.start < ending.day]
        if lived:
            closed[lived[-1].id] = {"end": ending.day}
        if over:
            corrected[over[-1].id] = {"start": ending.day, "status": ending.status, "reason": ending.reason}
        else:
            fresh.append((one, ending.day, ending.status, ending.reason))
    made.withdraw(Standing, unlived)
    made.amend(Standing, closed | corrected)
    made.record(Standing, (KEY, "start", "status", "reason"), fresh)


def reopen(made: Posting, organizations: Sequence[int]) -> None:
    """The ledger was wrong to say that these had ended."""
    held = standing_facts(Standing, KEY, organizations)
    over = [fact for facts in held.values() for fact in facts if fact.values["status"] in ENDED]
    alive = [facts_alive[-1] for facts in held.values() if (facts_alive := _alive(facts))]
    unlived = [(one, facts[-1].start, str(Status.ACTIVE)) for one, facts in held.items() if not _alive(facts)]
    made.withdraw(Standing, [fact.id for fact in over])
    made.amend(Standing, {fact.id: {"end": None} for fact in alive})
    made.record(Standing, (KEY, "start", "status"), unlived)


def _alive(facts: list[Any]) -> list[Any]:
    return [fact for fact in facts if fact.values["status"] not in ENDED]


def set_status(made: Posting, statuses: Mapping[int, str], day: date | None = None) -> None:
    """Active or suspended: a correction, or from ``day`` on. Ended lives are left as they are.

    Raises:
        OutOfOrder: the status of an organization changed after ``day``.
    """
    held = standing_facts(Standing, KEY, statuses)
    alive = {one: {"status": statuses[one]} for one, facts in held.items() if facts[-1].values["status"] not in ENDED}
    if day is None:
        correct(made, Standing, KEY, alive)
    else:
        change(made, Standing, KEY, day, alive)


def sign(made: Posting, days: Mapping[int, date]) -> None:
    """A commitment letter was signed, one more for who had signed before."""
    rows = [(one, day, next_day(day)) for one, day in days.items()]
    made.record(Commitment, (KEY, "start", "end"), rows)


def correct_signing(made: Posting, days: Mapping[int, date | None]) -> None:
    """The day of the latest signing was wrong; ``None``: there was no such signing."""
    held = standing_facts(Commitment, KEY, days)
    made.withdraw(Commitment, [facts[-1].id for one, facts in held.items() if days[one] is None])
    right = {facts[-1].id: day for one, facts in held.items() if (day := days[one]) is not None}
    made.amend(Commitment, {fact: {"start": day, "end": next_day(day)} for fact, day in right.items()})


def count_heads(made: Posting, day: date, counts: Mapping[int, tuple[int | None, int | None]]) -> None:
    """Record how many staff, and full members among full-time staff, were counted on ``day``; a second count of the
    same day corrects the first."""
    held = standing_facts(Headcount, KEY, counts, start=day)
    columns = ("staff", "full_time_full_members")
    made.amend(Headcount, {facts[0].id: dict(zip(columns, counts[one], strict=True)) for one, facts in held.items()})
    rows = [(one, day, next_day(day), *counted) for one, counted in counts.items() if one not in held]
    made.record(Headcount, (KEY, "start", "end", *columns), rows)
