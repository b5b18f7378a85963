"""What an entity holds: one fact of a kind at a time (its registration, its charter), or a list (those it covers).

``correct`` says that the ledger was wrong; ``change`` says that the world changed on a day. Both take many entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shejian.journal.models import DatedFact
from shejian.journal.services import marks
from shejian.journal.services.posting import Posting

CHUNK = 500
DENSE = 2
Values = Mapping[str, Any]


class OutOfOrder(Exception):
    """A change is dated before one that the ledger already holds."""


@dataclass(frozen=True, slots=True)
class Held:
    """A fact that stands: its id and all that it states."""

    id: int
    values: dict[str, Any]

    @property
    def start(self) -> date | None:
        start: date | None = self.values["start"]
        return start


def standing_facts(model: type[DatedFact], key: str, entities: Iterable[int], **more: Any) -> dict[int, list[Held]]:
    """The facts that stand for each entity, the earliest first.

    Args:
        key: the column that names the entity, for example ``organization_id``.
        more: further conditions.
    """
    names = marks.columns(model)
    wanted = set(entities)
    found: dict[int, list[Held]] = {}
    for among in _among(key, sorted(wanted)):
        for row in model.objects.filter(**among, superseded_by__isnull=True, **more).values_list("id", *names):
            held = Held(row[0], dict(zip(names, row[1:], strict=True)))
            if held.values[key] in wanted:
                found.setdefault(held.values[key], []).append(held)
    for facts in found.values():
        facts.sort(key=lambda one: (one.start or date.min, one.id))
    return found


def _among(key: str, wanted: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Conditions that find many entities: those of one import have numbers next to each other and are one range."""
    if len(wanted) > CHUNK and wanted[-1] - wanted[0] < DENSE * len(wanted):
        yield {f"{key}__gte": wanted[0], f"{key}__lte": wanted[-1]}
        return
    for at in range(0, len(wanted), CHUNK):
        yield {f"{key}__in": wanted[at : at + CHUNK]}


def correct(made: Posting, model: type[DatedFact], key: str, wrong: Mapping[int, Values], **more: Any) -> None:
    """更正 the latest fact of each entity; an entity without one gets it, as true from the beginning."""
    held = standing_facts(model, key, wrong, **more)
    made.amend(model, {held[entity][-1].id: values for entity, values in wrong.items() if entity in held})
    fresh = {entity: {**more, **values} for entity, values in wrong.items() if entity not in held}
    _record(made, model, key, fresh)


def change(made: Posting, model: type[DatedFact], key: str, day: date, new: Mapping[int, Values], **more: Any) -> None:
    """变更 the latest fact of each entity from ``day`` on; one that itself begins on that day is amended.

    Raises:
        OutOfOrder: the latest fact of an entity begins after ``day``.
    """
    held = standing_facts(model, key, new, **more)
    _refuse_early(model, held, day)
    same_day = {entity: facts[-1].id for entity, facts in held.items() if facts[-1].start == day}
    made.amend(model, {fact: new[entity] for entity, fact in same_day.items()})
    made.change(model, {facts[-1].id: (day, new[entity]) for entity, facts in held.items() if entity not in same_day})
    fresh = {entity: {**more, "start": day, **values} for entity, values in new.items() if entity not in held}
    _record(made, model, key, fresh)


def _refuse_early(model: type[DatedFact], held: Mapping[int, list[Held]], day: date) -> None:
    for facts in held.values():
        latest = facts[-1].start
        if latest is not None and latest > day:
            raise _out_of_order(model, day, latest)


def _out_of_order(model: type[DatedFact], day: date, latest: date) -> OutOfOrder:
    label = model._meta.verbose_name
    return OutOfOrder(
        f"变更日 {day} 早于台账上已有的{label}变更日 {latest}，请改用不早于它的日期，或不写变更日按更正处理"
    )


def _record(made: Posting, model: type[DatedFact], key: str, fresh: Mapping[int, Values]) -> None:
    for names, entities in _by_names(fresh).items():
        rows = [(entity, *(fresh[entity][name] for name in names)) for entity in entities]
        made.record(model, (key, *names), rows)


def _by_names(fresh: Mapping[int, Values]) -> dict[tuple[str, ...], list[int]]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for entity, values in fresh.items():
        groups.setdefault(tuple(values), []).append(entity)
    return groups


@dataclass
class _Moves:
    """What becomes of the facts of lists, by their ids, and the facts that are new."""

    withdrawn: list[int] = field(default_factory=list)
    closed: dict[int, date] = field(default_factory=dict)
    amended: dict[int, Values] = field(default_factory=dict)
    changed: dict[int, tuple[date, Values]] = field(default_factory=dict)
    fresh: list[dict[str, Any]] = field(default_factory=list)

    def drop(self, fact: Held, day: date | None) -> None:
        """The member left the list: on that day, or (``None``, or the day on which it came) it never was there."""
        if day is None or fact.start == day:
            self.withdrawn.append(fact.id)
        else:
            self.closed[fact.id] = day

    def restate(self, fact: Held, stated: Values, day: date | None) -> None:
        """The member stays, and something about it is otherwise: from that day on, or as long as it has been there."""
        if day is None or fact.start == day:
            self.amended[fact.id] = stated
        else:
            self.changed[fact.id] = (day, stated)


def set_list(
    made: Posting,
    model: type[DatedFact],
    key: str,
    member: str,
    wanted: Mapping[int, Sequence[Values]],
    day: date | None = None,
    **more: Any,
) -> None:
    """Make each entity's list (of those it covers, of its partners) what is ``wanted``, in that order.

    A correction is of the list as it has been since its latest change; a member it adds belongs there since then.

    Args:
        member: the column that names the other side; each of ``wanted`` states it, and whatever else the fact holds.
        day: the list changed on that day; ``None`` corrects it.

    Raises:
        OutOfOrder: the list of an entity changed after ``day``.
    """
    held = standing_facts(model, key, wanted, **more)
    moves = _Moves()
    for entity, members in wanted.items():
        facts = held.get(entity, [])
        since = _latest_change(facts)
        if day is not None:
            if since is not None and since > day:
                raise _out_of_order(model, day, since)
            since = day
        open_facts = {fact.values[member]: fact for fact in facts if fact.values["end"] is None}
        for position, values in enumerate(members):
            stated = {**values, "position": position}
            fact = open_facts.pop(values[member], None)
            if fact is None:
                moves.fresh.append({key: entity, **more, **stated, "start": since})
            elif any(fact.values[name] != value for name, value in stated.items()):
                moves.restate(fact, stated, day)
        for fact in open_facts.values():
            moves.drop(fact, day)
    made.withdraw(model, moves.withdrawn)
    made.close(model, moves.closed)
    made.amend(model, moves.amended)
    made.change(model, moves.changed)
    if moves.fresh:
        made.record(model, tuple(moves.fresh[0]), [tuple(one.values()) for one in moves.fresh])


def _latest_change(facts: Iterable[Held]) -> date | None:
    days = [day for fact in facts for day in (fact.start, fact.values["end"]) if day is not None]
    return max(days, default=None)
