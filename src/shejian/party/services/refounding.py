"""A day of founding was wrong: whatever began with the party organization begins with it still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shejian.journal.services import Posting
from shejian.journal.services.holding import Held, standing_facts
from shejian.party.models import Affiliation, Committee, Coverage, Election, Establishment, Post
from shejian.party.services.organizations import KEY, correct_establishment
from shejian.party.services.refusals import TooEarly

WITH_IT = (Coverage, Post, Committee)
WITHIN = (Coverage, Post, Committee, Election, Affiliation)


def correct_founding(made: Posting, days: Mapping[int, date], more: Mapping[int, Mapping[str, Any]]) -> None:
    """Party organizations were founded on other days; coverage, posts and committees that began on the wrong
    day move along.

    Args:
        more: what else was wrong of their establishment; one entry replaces a fact once.

    Raises:
        TooEarly: the ledger holds something of it that began before the day, or ended by it.
    """
    lives = standing_facts(Establishment, KEY, days)
    wrong = {one: facts[-1].start for one, facts in lives.items()}
    for model in WITHIN:
        held = standing_facts(model, KEY, days)
        moving: dict[int, date] = {}
        for one, facts in held.items():
            for fact in facts:
                moves = model in WITH_IT and fact.start is not None and fact.start == wrong.get(one)
                _refuse(fact, days[one], str(model._meta.verbose_name), moves=moves)
                if moves:
                    moving[fact.id] = days[one]
        made.amend(model, {fact: {"start": day} for fact, day in moving.items()})
    correct_establishment(made, {one: {**more.get(one, {}), "start": day} for one, day in days.items()})


def _refuse(fact: Held, day: date, what: str, *, moves: bool) -> None:
    end: date | None = fact.values["end"]
    if not moves and fact.start is not None and fact.start < day:
        raise TooEarly("founded", f"台账上 {fact.start} 已有{what}的记录，成立日期不能晚于它；请先更正那一条，或改日期")
    if moves and end is not None and end <= day:
        raise TooEarly("founded", f"台账上有一条{what}到 {end} 为止，成立日期要早于它；请先更正那一条，或改日期")
