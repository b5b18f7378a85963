"""Founding party organizations whole, adjusting, merging and dissolving them: acts that touch everything they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shejian.journal.models import DatedFact
from shejian.journal.services import Posting
from shejian.journal.services.holding import Held, standing_facts
from shejian.party.models import (
    Affiliation,
    Committee,
    Coverage,
    Election,
    Establishment,
    PartyOrganizationParticulars,
    Post,
)
from shejian.party.services.organizations import (
    KEY,
    PartyOrganizationDraft,
    appoint_secretary,
    correct_establishment,
    describe,
    found,
    set_coverage,
    set_particulars,
)
from shejian.party.services.refusals import Circular, LeftBehind, Refused, TooEarly
from shejian.party.services.standing import begun, days_of, every, lasts, require_standing, split

Covered = Sequence[tuple[int, str | None]]


@dataclass(frozen=True, slots=True)
class Founding:
    """A party organization founded with all that is decided with it."""

    draft: PartyOrganizationDraft
    parent: int | None = None
    covers: tuple[tuple[int, str | None], ...] = ()
    secretary: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What becomes otherwise about a party organization; what is not said stays.

    Attributes:
        particulars: any of ``name``, ``kind``, ``parent_id`` and ``unit_id``.
        covers: the whole list of those it covers, with their modes; ``None`` leaves the list as it is.
    """

    particulars: Mapping[str, Any] = field(default_factory=dict)
    covers: tuple[tuple[int, str | None], ...] | None = None


@dataclass(frozen=True, slots=True)
class Dissolution:
    """The end of a party organization: on which day, and where its members, and those below it, go."""

    day: date
    successor: int | None = None


def establish(made: Posting, foundings: Sequence[Founding]) -> range:
    """Found party organizations; returns their ids, in the order given. Coverage and secretary begin with them.

    Raises:
        NotStanding: one above does not exist on the day of founding.
    """
    for one in foundings:
        if one.parent is not None:
            require_standing([one.parent], one.draft.founded, "parent")
    ids = found(made, [one.draft for one in foundings])
    numbered = dict(zip(ids, foundings, strict=True))
    describe(made, {one: (each.draft, each.parent) for one, each in numbered.items()})
    made.record(
        Coverage,
        (KEY, "organization_id", "mode", "position", "start"),
        [
            (one, organization, mode, position, each.draft.founded)
            for one, each in numbered.items()
            for position, (organization, mode) in enumerate(each.covers)
        ],
    )
    appoint_secretary(
        made, {one: (each.secretary, each.draft.founded) for one, each in numbered.items() if each.secretary}
    )
    return ids


def adjust(made: Posting, adjustments: Mapping[int, Adjustment], day: date | None = None) -> None:
    """Name, kind, parent, unit or coverage: a correction, or from ``day`` on.

    Raises:
        NotStanding: one of them, or the parent named, does not exist on the day.
        Circular: a party organization would stand under itself.
        OutOfOrder: the ledger holds a change after ``day``.
    """
    parents = {
        one: each.particulars["parent_id"] for one, each in adjustments.items() if "parent_id" in each.particulars
    }
    if day is not None:
        require_standing(adjustments, day, "day")
        require_standing([parent for parent in parents.values() if parent is not None], day, "parent")
    _refuse_circles(parents)
    set_particulars(made, {one: each.particulars for one, each in adjustments.items() if each.particulars}, day)
    set_coverage(made, {one: each.covers for one, each in adjustments.items() if each.covers is not None}, day)


def _refuse_circles(parents: Mapping[int, int | None]) -> None:
    if not any(parent is not None for parent in parents.values()):
        return
    now = PartyOrganizationParticulars.objects.known(None).filter(end__isnull=True)
    above: dict[int, int | None] = dict(now.values_list(KEY, "parent_id")) | dict(parents)
    for one in parents:
        seen, at = {one}, above.get(one)
        while at is not None:
            if at in seen:
                raise Circular("parent", "上级党组织不能是它自己，也不能是它的下级，请另选")
            seen.add(at)
            at = above.get(at)


ENDING_WITH_IT: tuple[type[DatedFact], ...] = (Coverage, Post, Committee)


def dissolve(made: Posting, endings: Mapping[int, Dissolution]) -> None:
    """Dissolve party organizations: coverage, posts and committees end on the day, members and those below it
    go to the successor.

    Development steps, elections and meetings stay where they were.

    Raises:
        NotStanding: one of them, or its successor, does not exist on the day.
        TooEarly: it was founded, or elected, after the day.
        LeftBehind: it still has members, or party organizations below it, and no successor is named.
    """
    _refuse_endings(endings)
    for model in ENDING_WITH_IT:
        held = standing_facts(model, KEY, endings)
        closed: dict[int, date] = {}
        unheld: list[int] = []
        for one, facts in held.items():
            ends, never = split(facts, endings[one].day)
            closed |= ends
            unheld += never
        made.close(model, closed)
        made.withdraw(model, unheld)
    _hand_over_members(made, endings)
    _hand_over_below(made, endings)
    correct_establishment(made, {one: {"end": ending.day} for one, ending in endings.items()})


def _refuse_endings(endings: Mapping[int, Dissolution]) -> None:
    elections = standing_facts(Election, KEY, endings)
    lives = standing_facts(Establishment, KEY, endings)
    for one, ending in endings.items():
        founded = lives[one][-1].start if one in lives else None
        if founded is not None and founded > ending.day:
            raise TooEarly("day", f"撤销日期 {ending.day} 早于成立日期 {founded}，请改用不早于它的日期")
        require_standing([one], ending.day, "day")
        last = max(days_of(elections.get(one, [])), default=None)
        if last is not None and last >= ending.day:
            raise TooEarly("day", f"台账上 {last} 还有一次选举，撤销日期请改用它以后的日期")
        if ending.successor is None:
            continue
        if ending.successor in endings:
            raise Refused("successor", "去向也要在这一笔里撤销，请选一个继续存在的党组织")
        require_standing([ending.successor], ending.day, "successor")


def _hand_over_members(made: Posting, endings: Mapping[int, Dissolution]) -> None:
    held = standing_facts(Affiliation, KEY, endings)
    closed: dict[int, date] = {}
    elsewhere: dict[int, dict[str, Any]] = {}
    fresh: list[tuple[int, int, date, date | None]] = []
    for one, facts in held.items():
        day, successor = endings[one].day, endings[one].successor
        staying = [fact for fact in facts if lasts(fact, day)]
        if staying and successor is None:
            text = f"还有 {len(staying)} 名党员的组织关系在这里，请先转出，或选一个党组织接收他们"
            raise LeftBehind("successor", text, {"members": len(staying)})
        for fact in staying:
            if begun(fact, day):
                closed[fact.id] = day
                fresh.append((fact.values["person_id"], int(successor or 0), day, fact.values["end"]))
            else:
                elsewhere[fact.id] = {KEY: successor}
    made.close(Affiliation, closed)
    made.amend(Affiliation, elsewhere)
    made.record(Affiliation, ("person_id", KEY, "start", "end"), fresh)


def _hand_over_below(made: Posting, endings: Mapping[int, Dissolution]) -> None:
    """Those that stand below go under the successor; one that is itself the successor goes under the one above."""
    below = [fact for fact in every(_below(endings)) if fact.values[KEY] not in endings]
    alive = _alive([fact.values[KEY] for fact in below])
    moved: dict[int, tuple[date, dict[str, Any]]] = {}
    amended: dict[int, dict[str, Any]] = {}
    for fact in below:
        upper = fact.values["parent_id"]
        day, successor = endings[upper].day, endings[upper].successor
        if not lasts(fact, day) or fact.values[KEY] not in alive:
            continue
        if successor is None:
            text = "还有下级党组织隶属于它，请先调整它们的上级，或选一个党组织接收它们"
            raise LeftBehind("successor", text, {"below": 1})
        parent = _above(upper, endings) if fact.values[KEY] == successor else successor
        if begun(fact, day):
            moved[fact.id] = (day, {"parent_id": parent})
        else:
            amended[fact.id] = {"parent_id": parent}
    made.change(PartyOrganizationParticulars, moved)
    made.amend(PartyOrganizationParticulars, amended)


def _below(endings: Mapping[int, Dissolution]) -> dict[int, list[Held]]:
    return standing_facts(PartyOrganizationParticulars, "parent_id", endings)


def _alive(bodies: Sequence[int]) -> frozenset[int]:
    """Those of the party organizations that are not dissolved."""
    lives = standing_facts(Establishment, KEY, bodies)
    return frozenset(one for one, facts in lives.items() if facts[-1].values["end"] is None)


def _above(body: int, endings: Mapping[int, Dissolution]) -> int | None:
    """The party organization above one that is dissolved: the first that is not dissolved with it."""
    held = standing_facts(PartyOrganizationParticulars, KEY, endings)
    at: int | None = body
    while at is not None and at in endings:
        at = held[at][-1].values["parent_id"] if at in held else None
    return at


def merge(made: Posting, mergers: Mapping[int, Sequence[int]], day: date) -> None:
    """Merge party organizations into others: coverage, members and those below move on the day, the merged ones end.

    The one that stays keeps its own word on whom it already covers.

    Args:
        mergers: for each that stays, those merged into it.

    Raises:
        NotStanding, TooEarly: as ``dissolve``.
        OutOfOrder: the coverage of the one that stays changed after the day.
    """
    for kept, merged in mergers.items():
        if kept in merged or not merged:
            raise Refused("merged", "请选至少一个要并入的党组织，不能是保留的那一个")
    endings = {one: Dissolution(day, kept) for kept, merged in mergers.items() for one in merged}
    if len(endings) != sum(len(set(merged)) for merged in mergers.values()):
        raise Refused("merged", "同一个党组织不能并入两处，请只选一处")
    held = standing_facts(Coverage, KEY, [*mergers, *endings])
    _refuse_later_coverage([fact for one in endings for fact in held.get(one, [])], day)
    lists: dict[int, Covered] = {}
    for kept, merged in mergers.items():
        covered: dict[int, str | None] = {}
        for one in (kept, *merged):
            now = [fact for fact in held.get(one, []) if lasts(fact, day)]
            for fact in sorted(now, key=lambda fact: (fact.values["position"], fact.id)):
                covered.setdefault(fact.values["organization_id"], fact.values["mode"])
        lists[kept] = tuple(covered.items())
    dissolve(made, endings)
    set_coverage(made, lists, day)


def _refuse_later_coverage(facts: Sequence[Held], day: date) -> None:
    """What changes after the day cannot be carried over as it is on the day."""
    later = [each for each in (*days_of(facts), *days_of(facts, "end")) if each > day]
    if later:
        raise TooEarly("day", f"台账上要并入的党组织 {min(later)} 还有覆盖的变更，合并日期请改用不早于它的日期")
