"""What the standard asks of each branch in each period: kept, still to be held, behind or unknown, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import narwhals as nw

from shejian.core.facts import Frame, Picture
from shejian.core.facts.days import from_the_beginning, latest
from shejian.core.facts.picture import keep
from shejian.core.life.counting import ZERO, Counted, counts, required
from shejian.core.life.periods import duties
from shejian.core.life.standard import Applies, LifeStandard
from shejian.core.rules import Law, ReadingLog

COLUMNS = ("party_organization", "kind", "months", "number", "required", "held", "state", "because")
"""Columns of what ``obligations`` answers: ``months`` and ``number`` are those of the ``Period``; ``required`` is null
where it is not known whether anything is asked for; ``because`` is a ``Why``."""


class State(StrEnum):
    """Where a party organization is with what a period asks of it."""

    KEPT = "kept"
    DUE = "due"
    BEHIND = "behind"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"kept": "已达到", "due": "待开展", "behind": "未达到", "unknown": "不能判断"}[self.value]


class Why(StrEnum):
    """Why it is there."""

    HELD = "held"
    RUNNING = "running"
    OVER = "over"
    NO_RECORD = "no_record"
    BEFORE_RECORDS = "before_records"
    COMMITTEE_UNKNOWN = "committee_unknown"
    GROUPS_UNKNOWN = "groups_unknown"
    PAIRS_UNKNOWN = "pairs_unknown"

    @property
    def label(self) -> str:
        return _WHY[self]


_WHY = {
    Why.HELD: "已开展的次数够了",
    Why.RUNNING: "这一周期还没有到期",
    Why.OVER: "周期已过，记录的次数不够；开展过的，请补记，按开展的那一天算",
    Why.NO_RECORD: "台账没有这个党组织任何组织生活的记录",
    Why.BEFORE_RECORDS: "那时台账还没有开始记录组织生活",
    Why.COMMITTEE_UNKNOWN: "台账没有写明是否设有支部委员会",
    Why.GROUPS_UNKNOWN: "台账不记党小组，不知道是否要求",
    Why.PAIRS_UNKNOWN: "在两人之间进行，台账不说谁同谁谈",
}


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty of a kind, and when it applies."""

    counted: Counted
    applies: Applies


def asked_on(standard: LifeStandard, on: date, law: Law, log: ReadingLog | None = None) -> list[Obligation]:
    """What the standard asks in the present periods and in the latest complete ones that make up a year.

    Periods of which the rule has no value are left out.
    """
    return [
        Obligation(Counted(one.kind, duty), one.applies)
        for one in standard.kinds
        if one.rule is not None
        for duty in duties(law, one.rule, on, log=log, running=True)
    ]


def obligations(
    picture: Picture, on: date, bodies: Frame, meetings: Frame, asked: Iterable[Obligation], standard: LifeStandard
) -> Frame:
    """One row for each party organization that is held to counts, and each of ``asked`` that asks something of it.

    Args:
        bodies: those standing on the day, with ``founded``, ``kind``, ``first`` and ``began`` (see ``recorded``).
        meetings: ``held`` up to the day.
    """
    wanted = list(asked)
    held_to = bodies.filter(nw.col("kind").is_in([str(kind) for kind in standard.counted]))
    number = counts(meetings, [one.counted for one in wanted])
    frame = keep(held_to.join(number, left_on="id", right_on="party_organization", how="left"))
    parts = [_rows(picture, on, frame, one) for one in wanted]
    return nw.concat(parts) if parts else _none(frame)


def _none(frame: Frame) -> Frame:
    """No rows, where no rule has a value."""
    nothing = frame.filter(nw.col("id").is_null())
    text = nw.lit("")
    return nothing.select(
        nw.col("id").alias("party_organization"),
        text.alias("kind"),
        *(ZERO.alias(name) for name in ("months", "number", "required", "held")),
        text.alias("state"),
        text.alias("because"),
    )


def _rows(picture: Picture, on: date, frame: Frame, one: Obligation) -> Frame:
    duty = one.counted.duty
    founded = from_the_beginning(nw.col("founded"))
    least = most = required(duty, founded)
    if one.applies is Applies.COMMITTEE:
        frame = _with_committee(picture, duty.period.last, frame)
        since = from_the_beginning(nw.col("committee_since"))
        exists = nw.col("committee_exists")
        asked = required(duty, latest(founded, since))
        least = nw.when(exists.fill_null(value=False)).then(asked).otherwise(ZERO)
        most = nw.when(exists.is_null()).then(most).otherwise(least)
    elif one.applies in (Applies.GROUPS, Applies.PAIRS):
        least = ZERO
    counted = frame.select(
        "id",
        "first",
        one.counted.known.alias("known"),
        one.counted.held.alias("held"),
        least.alias("least"),
        most.alias("most"),
    ).filter(nw.col("most") > 0)
    why = _why(on, one)
    settled = nw.col("least") == nw.col("most")
    known = nw.when(settled).then(nw.col("most")).otherwise(nw.lit(None, dtype=nw.Int64))
    return (
        counted.select(
            nw.col("id").alias("party_organization"),
            nw.lit(str(one.counted.kind)).alias("kind"),
            nw.lit(duty.period.months, dtype=nw.Int64).alias("months"),
            nw.lit(duty.period.number, dtype=nw.Int64).alias("number"),
            known.alias("required"),
            nw.col("held").alias("held"),
            why.alias("because"),
        )
        .with_columns(_state(nw.col("because")).alias("state"))
        .select(*COLUMNS)
    )


def _with_committee(picture: Picture, day: date, frame: Frame) -> Frame:
    """The frame with whether there is a committee on a day (null: not recorded), and since when."""
    recorded = (
        picture.on("committee", day)
        .group_by("party_organization")
        .agg(nw.col("exists").max().alias("committee_exists"), nw.col("start").max().alias("committee_since"))
    )
    return frame.join(recorded, left_on="id", right_on="party_organization", how="left")


def _why(on: date, one: Obligation) -> nw.Expr:
    """The ``Why`` of a row with ``first``, ``known``, ``held``, ``least`` and ``most``; the first that holds."""
    if one.applies is Applies.PAIRS:
        return nw.lit(str(Why.PAIRS_UNKNOWN))
    unclear = Why.COMMITTEE_UNKNOWN if one.applies is Applies.COMMITTEE else Why.GROUPS_UNKNOWN
    if one.counted.duty.period.last > on:
        behind: nw.Expr = nw.lit(str(Why.RUNNING))
    else:
        before = nw.when(~nw.col("known")).then(nw.lit(str(Why.BEFORE_RECORDS))).otherwise(nw.lit(str(Why.OVER)))
        behind = nw.when(nw.col("first").is_null()).then(nw.lit(str(Why.NO_RECORD))).otherwise(before)
    open_ = nw.when(nw.col("held") < nw.col("least")).then(behind).otherwise(nw.lit(str(unclear)))
    return nw.when(nw.col("held") >= nw.col("most")).then(nw.lit(str(Why.HELD))).otherwise(open_)


def _state(because: nw.Expr) -> nw.Expr:
    states = {Why.HELD: State.KEPT, Why.RUNNING: State.DUE, Why.OVER: State.BEHIND}
    state: nw.Expr = nw.lit(str(State.UNKNOWN))
    for why, there in states.items():
        state = nw.when(because == str(why)).then(nw.lit(str(there))).otherwise(state)
    return state
