"""What organization life is due within a question: of which branch, in which period, by which clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.picture import keep
from shejian.core.facts.terms import MeetingKind, PartyOrganizationKind
from shejian.core.indicators import bodies_within, relations
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
    return _due_of(asked, keep(_of_scope(asked, asked.view.relation(life_recorded))))


def life_due_of(asked: Asked, body: int) -> LifeAsked:
    """What is due of one party organization, by the law of the unit asked; nothing if it does not stand on the day."""
    standing = asked.view.relation(relations.standing_bodies).select("id")
    recorded = asked.view.relation(life_recorded).filter(nw.col("id") == body)
    return _due_of(asked, keep(recorded.join(standing, on="id", how="semi")))


def _due_of(asked: Asked, bodies: Frame) -> LifeAsked:
    standard, on = life_standard(), asked.question.on
    meetings = asked.view.relation(life_held)
    wanted = asked_on(standard, on, asked.law)
    found = rows_of(obligations(asked.picture, on, bodies, meetings, wanted, standard))
    by_key = {(str(one.counted.kind), one.counted.duty.period): one for one in wanted}
    rows = [_row(row, by_key) for row in found]
    order = [one.kind for one in standard.kinds]
    rows.sort(key=lambda row: (row.party_organization, order.index(row.kind), row.duty.period.first))
    return LifeAsked(rows, _apart(bodies, standard))


def _of_scope(asked: Asked, bodies: Frame) -> Frame:
    standing = asked.view.relation(relations.standing_bodies).select("id")
    frame = bodies.join(standing, on="id", how="semi")
    if asked.scope.units is None:
        return frame
    return frame.join(bodies_within(asked.view, asked.scope), on="id", how="semi")


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
