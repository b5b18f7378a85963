"""Who works in which social organization: coming, leaving, and what the ledger had wrong of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.journal.services import Posting
from shejian.journal.services.holding import Held, standing_facts
from shejian.journal.services.uniting import overlap
from shejian.party.models import Employment
from shejian.party.services.refusals import Refused, TooEarly

KEY = "person_id"
COLUMNS = (KEY, "organization_id", "start", "end", "full_time")


@dataclass(frozen=True, slots=True)
class Job:
    """A person works in a social organization from ``start`` (``None``: for as long as anyone can say) on.

    Attributes:
        full_time: 专职; ``None``: not known.
        end: the first day on which he no longer does.
    """

    person: int
    organization: int
    start: date | None
    full_time: bool | None
    end: date | None = None


def employ(made: Posting, jobs: Sequence[Job]) -> range:
    """Record who works where; returns the ids of the facts, in the order given.

    Raises:
        Refused: he works there already on one of the days, or the work would end before it begins.
    """
    held = standing_facts(Employment, KEY, {job.person for job in jobs})
    for job in jobs:
        _refuse_span(job.start, job.end)
        fresh = Held(0, {"organization_id": job.organization, "start": job.start, "end": job.end})
        _refuse_twice(fresh, held.get(job.person, []))
        held.setdefault(job.person, []).append(fresh)
    rows = [(job.person, job.organization, job.start, job.end, job.full_time) for job in jobs]
    return made.record(Employment, COLUMNS, rows)


def leave(made: Posting, days: Mapping[int, date]) -> None:
    """People stopped working there; by the ids of the facts, each on its day.

    Raises:
        Refused: he had left before, or the ledger changed.
        TooEarly: he came on that day or after it.
    """
    held = _standing(days)
    for one, day in days.items():
        fact = held[one]
        end: date | None = fact.values["end"]
        if end is not None and end <= day:
            raise Refused("day", f"台账上他已于 {end} 离开这家社会组织，请核对日期")
        if fact.start is not None and fact.start >= day:
            raise TooEarly("day", f"台账上他 {fact.start} 才到这家社会组织工作，离开日期请改用它以后的日期")
    made.close(Employment, days)


def change_hours(made: Posting, changes: Mapping[int, tuple[date, bool | None]]) -> None:
    """From a day on the work is full-time, or no longer is; by the ids of the facts.

    Raises:
        Refused: the ledger changed.
        TooEarly: the work began after the day.
    """
    held = _standing(changes)
    amended: dict[int, dict[str, Any]] = {}
    changed: dict[int, tuple[date, dict[str, Any]]] = {}
    for one, (day, full_time) in changes.items():
        start = held[one].start
        if start is not None and start > day:
            raise TooEarly("day", f"台账上他 {start} 才到这家社会组织工作，请改用不早于它的日期")
        if start == day:
            amended[one] = {"full_time": full_time}
        else:
            changed[one] = (day, {"full_time": full_time})
    made.amend(Employment, amended)
    made.change(Employment, changed)


def correct_work(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """The ledger had it wrong; by the ids of the facts: organization, ``start``, ``end`` or ``full_time``.

    Raises:
        Refused: the ledger changed, or then he would work there twice on one day.
    """
    held = _standing(wrong)
    others = standing_facts(Employment, KEY, {fact.values[KEY] for fact in held.values()})
    for one, stated in wrong.items():
        right = Held(one, {**held[one].values, **stated})
        _refuse_span(right.start, right.values["end"])
        _refuse_twice(right, others[right.values[KEY]])
    made.amend(Employment, wrong)


def withdraw_work(made: Posting, facts: Collection[int]) -> None:
    """They never worked there; by the ids of the facts.

    Raises:
        Refused: the ledger changed.
    """
    _standing(facts)
    made.withdraw(Employment, facts)


def _standing(facts: Collection[int]) -> dict[int, Held]:
    rows = Employment.objects.known(None).filter(pk__in=list(facts)).values("id", *COLUMNS)
    held = {row["id"]: Held(row["id"], {name: row[name] for name in COLUMNS}) for row in rows}
    if len(held) != len(set(facts)):
        raise Refused("employment", "这条在职记录已被改动，请刷新后再看")
    return held


def _refuse_span(start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end <= start:
        raise Refused("end", f"离开日期 {end} 要晚于到岗日期 {start}，请核对")


def _refuse_twice(fact: Held, others: Sequence[Held]) -> None:
    for other in others:
        same = other.values["organization_id"] == fact.values["organization_id"]
        if same and other.id != fact.id and overlap(fact, other):
            raise Refused("organization", "台账上他这段时间已经在这家社会组织工作，请更正原来那一条")
