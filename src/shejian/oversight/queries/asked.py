"""What party organizations were asked to complete, and what of it they still lack."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from shejian.base.queries import unit_tree
from shejian.core.calendar import year_start
from shejian.core.facts import Picture, Remembered
from shejian.core.indicators import View, When
from shejian.core.indicators.effective import Condition, effective_coverage, tested
from shejian.core.indicators.evaluate import rows_of
from shejian.core.rules import Law, RuleUnavailable
from shejian.oversight.models import CompletionRequest
from shejian.rulebook.queries import laws_of, national_law
from shejian.snapshot.frames import SNAPSHOT

Lacks = dict[int, frozenset[Condition]]
_kept: Remembered[Lacks] = Remembered(pictures=2, most=32)


@dataclass(frozen=True, slots=True)
class Requested:
    """A party organization was asked to complete something, and lacks it still.

    Attributes:
        number: of the fact.
        conditions: those that were asked for and are not met, or cannot be judged, in the order of the definition.
        due: until when; after that day it may be asked for once more.
        entry: the entry that asked.
    """

    number: int
    party_organization: int
    conditions: tuple[Condition, ...]
    said: str
    clause: str
    asked: date
    due: date
    entry: int


def asked_of(bodies: Collection[int] | None, on: date, known: int | None = None) -> tuple[Requested, ...]:
    """What was asked of some party organizations (``None``: of any) up to a day and is lacking at its close, the
    earliest first.

    Nobody ticks a request off: it is over once none of its conditions is lacking.
    """
    rows = CompletionRequest.objects.on(on, known)
    if bodies is not None:
        rows = rows.filter(party_organization__in=list(bodies))
    asked = list(rows.order_by("start", "id"))
    if not asked:
        return ()
    lacks = lacking(SNAPSHOT.picture(known), on, {one.party_organization_id for one in asked})
    found = [(one, named(one.conditions) & lacks.get(one.party_organization_id, frozenset())) for one in asked]
    return tuple(
        Requested(
            number=one.id,
            party_organization=one.party_organization_id,
            conditions=in_order(left),
            said=one.said,
            clause=one.clause,
            asked=one.start or on,
            due=one.due,
            entry=one.entry_id,
        )
        for one, left in found
        if left
    )


def named(conditions: str) -> frozenset[Condition]:
    """The conditions that a request names."""
    return frozenset(map(Condition, conditions.split()))


def in_order(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Conditions in the order of the definition."""
    some = set(conditions)
    return tuple(one for one in effective_coverage().conditions if one in some)


def lacking(picture: Picture, on: date, bodies: Collection[int]) -> Lacks:
    """The conditions that party organizations do not meet at the close of a day, or of which it is not known, each by
    the law of its own unit; what covers nothing, or lacks nothing, is left out."""
    placed = picture.on("party_organization_particulars", on).filter(nw.col("party_organization").is_in(list(bodies)))
    unit_of = {int(row["party_organization"]): row["unit"] for row in rows_of(placed)}
    units = {int(unit) for unit in unit_of.values() if unit is not None}
    laws = laws_of(units, picture.known, unit_tree(on, picture.known))
    nation = national_law(picture.known)
    found: Lacks = {}
    for body in bodies:
        unit = unit_of.get(body)
        lacks = _lacking(picture, on, nation if unit is None else laws[int(unit)])
        if body in lacks:
            found[body] = lacks[body]
    return found


def _lacking(picture: Picture, on: date, law: Law) -> Lacks:
    return _kept.get(picture, (on, law), lambda: _judged(picture, on, law))


def _judged(picture: Picture, on: date, law: Law) -> Lacks:
    try:
        frame = tested(View(picture, When(on, year_start(on)), law))
    except RuleUnavailable:
        return {}
    found: dict[int, set[Condition]] = {}
    for one in effective_coverage().conditions:
        lacks = nw.col(f"failed_{one}") | ~nw.col(f"unclear_{one}").is_null()
        for row in rows_of(frame.filter(lacks).select("party_organization").unique()):
            found.setdefault(int(row["party_organization"]), set()).add(one)
    return {body: frozenset(some) for body, some in found.items()}
