"""What stands on a day, as acts must know it before they write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from shejian.journal.services.holding import Held, standing_facts
from shejian.party.models import Establishment
from shejian.party.services.refusals import NotStanding

KEY = "party_organization_id"


def lasts(fact: Held, day: date) -> bool:
    """Whether a fact holds on a day or on any later one."""
    end: date | None = fact.values["end"]
    return end is None or end > day


def begun(fact: Held, day: date) -> bool:
    """Whether a fact began before a day."""
    return fact.start is None or fact.start < day


def require_standing(bodies: Iterable[int], day: date, place: str) -> None:
    """Every one of the party organizations was founded by the day and is not dissolved on it.

    Raises:
        NotStanding: one of them was not; ``place`` is where the act names it.
    """
    wanted = set(bodies)
    held = standing_facts(Establishment, KEY, wanted)
    for one in sorted(wanted):
        life = held[one][-1] if one in held else None
        if life is None:
            raise NotStanding(place, "台账上没有这个党组织，请重新选择")
        start: date | None = life.start
        end: date | None = life.values["end"]
        if start is not None and start > day:
            raise NotStanding(place, f"这个党组织 {start} 才成立，{day} 还没有它，请改日期或另选")
        if end is not None and end <= day:
            raise NotStanding(place, f"这个党组织已于 {end} 撤销，{day} 不能再用，请改日期或另选")


def split(facts: Iterable[Held], day: date) -> tuple[dict[int, date], list[int]]:
    """How facts stop on a day: those begun before it are closed, those that would begin later never hold."""
    lasting = [fact for fact in facts if lasts(fact, day)]
    closed = {fact.id: day for fact in lasting if begun(fact, day)}
    return closed, [fact.id for fact in lasting if fact.id not in closed]


def every(found: dict[int, list[Held]]) -> list[Held]:
    """The facts of all entities in one list."""
    return [fact for facts in found.values() for fact in facts]


def days_of(facts: Iterable[Held], column: str = "start") -> list[Any]:
    return [fact.values[column] for fact in facts if fact.values[column] is not None]
