"""What organization life is due within a question: of which branch, in which period, by which clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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

Obliged = dict[tuple[str, Period], Obligation]


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


@dataclass(frozen=True, slots=True)
class LifeCount:
    """How many party organizations stand alike with what some periods ask of a kind; ``bodies`` counts each once."""

    kind: MeetingKind
    state: State
    because: Why
    duties: tuple[Duty, ...]
    bodies: int


def life_due(asked: Asked) -> LifeAsked:
    """What is due of the party organizations of a question on its day, ordered by organization, kind and period."""
    return _asked_of(asked.view, _in_scope(asked), asked.view.relation(life_held), asked.law)


def life_counts(asked: Asked) -> list[LifeCount]:
    """How many party organizations of a question stand how: those behind first, then what is still to be held, each
    period by itself, then what is not known; what was kept is left out."""
    meetings = asked.view.relation(life_held)
    frame, by_key = _obliged(asked.view, _in_scope(asked), meetings, asked.law)
    frame = keep(frame.filter(nw.col("state") != str(State.KEPT)))
    alike = ("kind", "state", "because", "months", "number")
    duties: dict[tuple[str, ...], list[Duty]] = {}
    for row in rows_of(frame.select(*alike).unique()):
        key, period = _alike(row), Period(row["months"], row["number"])
        duties.setdefault(key, []).append(by_key[row["kind"], period].counted.duty)
    ahead = nw.when(nw.col("state") == str(State.DUE)).then(nw.col("months")).otherwise(nw.lit(0, dtype=nw.Int64))
    each_once = frame.select("kind", "state", "because", ahead.alias("ahead"), "party_organization").unique()
    counted = each_once.group_by("kind", "state", "because", "ahead").agg(nw.len().alias("bodies"))
    found = [
        LifeCount(
            MeetingKind(row["kind"]),
            State(row["state"]),
            Why(row["because"]),
            tuple(sorted(duties[_alike(row | {"months": row["ahead"]})], key=lambda duty: duty.period.first)),
            row["bodies"],
        )
        for row in rows_of(counted)
    ]
    states, kinds = (State.BEHIND, State.DUE, State.UNKNOWN), [one.kind for one in life_standard().kinds]
    return sorted(
        found,
        key=lambda one: (states.index(one.state), one.duties[0].period.months, kinds.index(one.kind), one.because),
    )


def life_rows(asked: Asked, kind: MeetingKind, state: State) -> list[LifeDue]:
    """The rows of a question that stand so with one kind, ordered by organization and period."""
    frame, by_key = _obliged(asked.view, _in_scope(asked), asked.view.relation(life_held), asked.law)
    found = rows_of(frame.filter(nw.col("kind") == str(kind), nw.col("state") == str(state)))
    rows = [_row(row, by_key) for row in found]
    return sorted(rows, key=lambda row: (row.party_organization, row.duty.period.first))


def life_apart(asked: Asked) -> dict[str, int]:
    """Of how many party organizations of a question the standard counts nothing, by why."""
    return dict(Counter(why for _, why in _apart(_in_scope(asked), life_standard())))


def _alike(row: dict[str, Any]) -> tuple[str, ...]:
    """What makes rows one count: what is still to be held is counted for each length of period."""
    ahead = row["months"] if row["state"] == State.DUE else 0
    return (row["kind"], row["state"], row["because"], str(ahead))


def _in_scope(asked: Asked) -> Frame:
    bodies = _standing(asked.view)
    if asked.scope.units is not None:
        bodies = bodies.join(asked.view.relation(bodies_within, asked.scope), on="id", how="semi")
    return keep(bodies)


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
    frame, by_key = _obliged(view, bodies, meetings, law)
    rows = [_row(row, by_key) for row in rows_of(frame)]
    order = [one.kind for one in life_standard().kinds]
    rows.sort(key=lambda row: (row.party_organization, order.index(row.kind), row.duty.period.first))
    return LifeAsked(rows, _apart(bodies, life_standard()))


def _obliged(view: View, bodies: Frame, meetings: Frame, law: Law) -> tuple[Frame, Obliged]:
    """What ``obligations`` answers, and the obligations by kind and period."""
    standard, on = life_standard(), view.when.on
    wanted = asked_on(standard, on, law)
    frame = obligations(view.picture, on, bodies, meetings, wanted, standard)
    return frame, {(str(one.counted.kind), one.counted.duty.period): one for one in wanted}


def _standing(view: View) -> Frame:
    standing = view.relation(relations.standing_bodies).select("id")
    return view.relation(life_recorded).join(standing, on="id", how="semi")


def _row(row: dict[str, object], by_key: Obliged) -> LifeDue:
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
