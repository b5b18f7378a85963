"""What organization life is due within a question: of which branch, in which period, by which clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from shejian.core.calendar import year_start
from shejian.core.facts import Frame
from shejian.core.facts.picture import keep
from shejian.core.facts.terms import MeetingKind, PartyOrganizationKind
from shejian.core.indicators import View, When, bodies_within, relations
from shejian.core.indicators.effective import life_held, life_recorded
from shejian.core.indicators.evaluate import rows_of
from shejian.core.life import (
    Duty,
    LifeStandard,
    Obligation,
    Period,
    State,
    Why,
    asked_on,
    life_standard,
    obligations,
)
from shejian.core.rules import Law
from shejian.figures.asking import Asked


@dataclass(frozen=True, slots=True)
class LifeDue:
    """What one period asks of one branch.

    Attributes:
        required: how often; ``None`` where it is not known whether anything is asked for.
        held: how often it was held up to the day.
        duty: the period and the value by which it is judged.
    """

    party_organization: int
    kind: MeetingKind
    required: int | None
    held: int
    state: State
    because: Why
    duty: Duty


@dataclass(frozen=True, slots=True)
class LifeAsked:
    """Every row within a question, and the party organizations that the standard counts nothing of, each with why."""

    rows: Sequence[LifeDue]
    apart: Sequence[tuple[int, str]]

    def in_state(self, *states: State) -> list[LifeDue]:
        return [row for row in self.rows if row.state in states]


def life_due(asked: Asked) -> LifeAsked:
    """What is due of the party organizations of a question on its day, ordered by organization, kind and period."""
    bodies = _standing(asked.view)
    if asked.scope.units is not None:
        bodies = bodies.join(asked.view.relation(bodies_within, asked.scope), on="id", how="semi")
    return _asked_of(asked.view, keep(bodies), asked.view.relation(life_held), asked.law)


def life_due_of(asked: Asked, body: int) -> LifeAsked:
    """What is due of one party organization, by the law of the unit asked; nothing if it does not stand on the day."""
    bodies = keep(_standing(asked.view).filter(nw.col("id") == body))
    return _asked_of(asked.view, bodies, asked.view.relation(life_held), asked.law)


def life_of_year(asked: Asked, body: int, year: int, law: Law) -> LifeAsked:
    """What a calendar year up to the day of the question asks of one party organization, by the law of its unit.

    Of a year that is over it is judged as of its last day. Periods that have not begun are left out.
    """
    last = min(asked.question.on, date(year, 12, 31))
    view = asked.at(When(last, year_start(last))).view
    bodies = keep(_standing(view).filter(nw.col("id") == body))
    meetings = keep(view.relation(life_held).filter(nw.col("party_organization") == body))
    found = _asked_of(view, bodies, meetings, law)
    return LifeAsked([row for row in found.rows if row.duty.period.first.year == year], found.apart)


def _asked_of(view: View, bodies: Frame, meetings: Frame, law: Law) -> LifeAsked:
    standard, on = life_standard(), view.when.on
    wanted = asked_on(standard, on, law)
    found = rows_of(obligations(view.picture, on, bodies, meetings, wanted, standard))
    by_key = {(str(one.counted.kind), one.counted.duty.period): one for one in wanted}
    rows = [_row(row, by_key) for row in found]
    order = [one.kind for one in standard.kinds]
    rows.sort(key=lambda row: (row.party_organization, order.index(row.kind), row.duty.period.first))
    return LifeAsked(rows, _apart(bodies, standard))


def _standing(view: View) -> Frame:
    standing = view.relation(relations.standing_bodies).select("id")
    return view.relation(life_recorded).join(standing, on="id", how="semi")


def _row(row: dict[str, object], by_key: dict[tuple[str, Period], Obligation]) -> LifeDue:
    period = Period(int(str(row["months"])), int(str(row["number"])))
    required = row["required"]
    return LifeDue(
        party_organization=int(str(row["party_organization"])),
        kind=MeetingKind(str(row["kind"])),
        required=None if required is None else int(str(required)),
        held=int(str(row["held"])),
        state=State(str(row["state"])),
        because=Why(str(row["because"])),
        duty=by_key[str(row["kind"]), period].counted.duty,
    )


def _apart(bodies: Frame, standard: LifeStandard) -> list[tuple[int, str]]:
    counted = [str(kind) for kind in standard.counted]
    apart = bodies.filter(~nw.col("kind").is_in(counted) | nw.col("kind").is_null()).select("id", "kind").sort("id")
    return [(int(row["id"]), _why_apart(row["kind"], standard)) for row in rows_of(apart)]


def _why_apart(kind: str | None, standard: LifeStandard) -> str:
    return "台账没有当日的党组织类型" if kind is None else standard.apart[PartyOrganizationKind(kind)]
