"""Two identities are one: facts of the other are said of the one that is kept, or give way to what is said of it.

Nothing is rewritten: what gives way or moves is superseded by the entry, and taking the entry back parts the two again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shejian.core.calendar import Span
from shejian.journal.models import DatedFact
from shejian.journal.services import marks
from shejian.journal.services.holding import Held, standing_facts
from shejian.journal.services.posting import Posting

Same = Mapping[int, int]
"""For each identity recorded twice, the one that is kept."""


@dataclass
class Moves:
    """What becomes of the facts of both."""

    withdrawn: list[int] = field(default_factory=list)
    amended: dict[int, dict[str, Any]] = field(default_factory=dict)

    def write(self, made: Posting, model: type[DatedFact]) -> None:
        """Record it. What gives way goes first: it may bear what only one fact may bear."""
        made.withdraw(model, self.withdrawn)
        made.amend(model, self.amended)


def give_way(made: Posting, model: type[DatedFact], key: str, same: Same, part: str = "") -> None:
    """Of what is held once (for each value of ``part``), the other's counts only where the kept one has none."""
    held = standing_facts(model, key, {*same, *same.values()})
    moves = Moves()
    for other, kept in same.items():
        taken = {fact.values[part] if part else None for fact in held.get(kept, [])}
        for fact in held.get(other, []):
            if (fact.values[part] if part else None) in taken:
                moves.withdrawn.append(fact.id)
            else:
                moves.amended[fact.id] = {key: kept}
    moves.write(made, model)


def join(made: Posting, model: type[DatedFact], key: str, same: Same, alike: Iterable[str] = ()) -> None:
    """Of what is held in lists, all is said of the kept one; facts that agree in ``alike`` and overlap are one."""
    held = standing_facts(model, key, {*same, *same.values()})
    names = tuple(alike)
    moves = Moves()
    for other, kept in same.items():
        own = list(held.get(kept, []))
        for fact in held.get(other, []):
            touching = [one for one in own if names and _agree(names)(one, fact) and overlap(one, fact)]
            if not touching:
                moves.amended[fact.id] = {key: kept}
                continue
            moves.withdrawn += [one.id for one in (fact, *touching[1:])]
            moves.amended[touching[0].id] = union([fact, *touching])
            own = [one for one in own if one not in touching[1:]]
    moves.write(made, model)


def fill_days(made: Posting, model: type[DatedFact], key: str, same: Same, part: str = "") -> None:
    """Of what is held once a day (for each value of ``part``), the other's counts on days on which the kept one has
    none."""
    held = standing_facts(model, key, {*same, *same.values()})
    names = marks.columns(model)
    moves = Moves()
    rows: list[tuple[Any, ...]] = []
    for other, kept in same.items():
        own = list(held.get(kept, []))
        for fact in held.get(other, []):
            taken = [span_of(one) for one in own if not part or one.values[part] == fact.values[part]]
            left = span_of(fact).without(taken)
            if left == [span_of(fact)]:
                moves.amended[fact.id] = {key: kept}
                continue
            moves.withdrawn.append(fact.id)
            pieces = [fact.values | {key: kept, "start": span.start, "end": span.end} for span in left]
            rows += [tuple(piece[name] for name in names) for piece in pieces]
    moves.write(made, model)
    made.record(model, names, rows)


def span_of(fact: Held) -> Span:
    """The days on which a fact holds."""
    return Span(fact.start, fact.values["end"])


def _agree(names: tuple[str, ...]) -> Callable[[Held, Held], bool]:
    return lambda one, other: all(one.values[name] == other.values[name] for name in names)


def overlap(one: Held, other: Held) -> bool:
    """Whether two facts hold on one day."""
    return _before(one, other) and _before(other, one)


def _before(one: Held, other: Held) -> bool:
    """Whether one starts before the other ends."""
    end: date | None = other.values["end"]
    return end is None or one.start is None or one.start < end


def union(facts: Iterable[Held]) -> dict[str, Any]:
    """The span from the first start to the last end."""
    listed = list(facts)
    starts, ends = ([fact.values[name] for fact in listed] for name in ("start", "end"))
    return {
        "start": None if None in starts else min(starts),
        "end": None if None in ends else max(ends),
    }
