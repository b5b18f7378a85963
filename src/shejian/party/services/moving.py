"""Moving members between party organizations, and out of the county: what a clerk does to members one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.party.models import Affiliation, Guidance
from shejian.party.services.members import KEY, Stay, transfer
from shejian.party.services.refusals import Refused, TooEarly
from shejian.party.services.standing import require_standing


def move_members(made: Posting, stays: Sequence[Stay]) -> None:
    """Members move to another party organization, each from the ``start`` of its stay on.

    Who came to where he was on that very day never stood there: his relation is corrected.

    Raises:
        NotStanding: the party organization does not exist on the day.
        TooEarly: a relation began, or the last one ended, after the day.
        Refused: a member stands in that party organization already.
    """
    held = standing_facts(Affiliation, KEY, [stay.person for stay in stays])
    corrected: dict[int, dict[str, Any]] = {}
    moving: list[Stay] = []
    for stay in stays:
        if stay.start is None:
            raise Refused("day", "请写转入的日期")
        require_standing([stay.party_organization], stay.start, "party_organization")
        last = held[stay.person][-1] if stay.person in held else None
        if last is None:
            moving.append(stay)
            continue
        ended: date | None = last.values["end"]
        if last.start is not None and last.start > stay.start:
            raise TooEarly("day", f"台账上这名党员 {last.start} 才转入现在的党组织，请改用不早于它的日期")
        if ended is not None and ended > stay.start:
            raise TooEarly("day", f"台账上这名党员的组织关系到 {ended} 才转出，请改用不早于它的日期")
        if ended is None and last.values["party_organization_id"] == stay.party_organization:
            raise Refused("party_organization", "这名党员的组织关系已经在这个党组织，请另选")
        if ended is None and last.start == stay.start:
            corrected[last.id] = {"party_organization_id": stay.party_organization}
        else:
            moving.append(stay)
    made.amend(Affiliation, corrected)
    transfer(made, moving)


def move_out(made: Posting, days: Mapping[int, date]) -> None:
    """Members' relations go to where this ledger does not reach, each on its day.

    Raises:
        Refused: the relation of a member stands nowhere.
        TooEarly: it began after the day.
    """
    held = standing_facts(Affiliation, KEY, days, end__isnull=True)
    ends: dict[int, date] = {}
    for one, day in days.items():
        if one not in held:
            raise Refused("person", "台账上这名党员的组织关系已经转出，没有可转的")
        fact = held[one][-1]
        if fact.start is not None and fact.start > day:
            raise TooEarly("day", f"台账上这名党员 {fact.start} 才转入，转出日期请改用不早于它的日期")
        ends[fact.id] = day
    made.close(Affiliation, ends)


def end_guidance(made: Posting, days: Mapping[int, date]) -> None:
    """People sent to social organizations are called back; by the ids of the facts, each on its day.

    Raises:
        Refused: it ended before, or the ledger changed.
        TooEarly: it began after the day.
    """
    held = {fact.pk: fact for fact in Guidance.objects.known(None).filter(pk__in=days)}
    for one, day in days.items():
        fact = held.get(one)
        if fact is None or (fact.end is not None and fact.end <= day):
            raise Refused("guidance", "这次选派已经结束或被改动，请刷新后再看")
        if fact.start is not None and fact.start > day:
            raise TooEarly("day", f"台账上他 {fact.start} 才派出，结束日期请改用不早于它的日期")
    made.close(Guidance, days)
