"""How often what a period asks for was held: one column for each duty, for all party organizations in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import MeetingKind
from shejian.core.life.periods import Duty

ZERO, ONE = nw.lit(0, dtype=nw.Int64), nw.lit(1, dtype=nw.Int64)


@dataclass(frozen=True, slots=True)
class Counted:
    """A duty of one kind of organization life, and the column that says how often it was held."""

    kind: MeetingKind
    duty: Duty

    @property
    def column(self) -> str:
        period = self.duty.period
        return f"{self.kind}_{period.months}_{period.number}"

    @property
    def held(self) -> nw.Expr:
        """How often it was held; 0 where nothing is on record."""
        return nw.col(self.column).fill_null(0)

    @property
    def known(self) -> nw.Expr:
        """Whether organization life was recorded at all in the period."""
        return (nw.col("began") <= self.duty.period.last).fill_null(value=False)


def counts(meetings: Frame, asked: Sequence[Counted]) -> Frame:
    """How often each party organization held what is asked: party_organization, and the column of each of ``asked``."""
    if not asked:
        return meetings.group_by("party_organization").agg(nw.len().alias("meetings")).select("party_organization")
    earliest = min(one.duty.period.first for one in asked)
    kinds = sorted({str(one.kind) for one in asked})
    return (
        meetings.filter((nw.col("start") >= earliest) & nw.col("kind").is_in(kinds))
        .select("party_organization", *(_flag(one).alias(one.column) for one in asked))
        .group_by("party_organization")
        .agg(*(nw.col(one.column).sum() for one in asked))
    )


def _flag(one: Counted) -> nw.Expr:
    first, last = one.duty.period.first, one.duty.period.last
    within = (nw.col("kind") == str(one.kind)) & (nw.col("start") >= first) & (nw.col("start") <= last)
    return nw.when(within).then(ONE).otherwise(ZERO)


def required(duty: Duty, since: nw.Expr) -> nw.Expr:
    """How often a duty asks who existed (or had a committee) since a day, pro rata: ``Duty.bounds``."""
    return added(nw.when(since <= bound).then(ONE).otherwise(ZERO) for bound in duty.bounds)


def added(numbers: Iterable[nw.Expr]) -> nw.Expr:
    """The sum of columns; 0 of none."""
    total = ZERO
    for number in numbers:
        total = total + number
    return total


def short(one: Counted, since: nw.Expr) -> nw.Expr:
    """How many of a duty are lacking; 0 where it was kept."""
    lacking = required(one.duty, since) - one.held
    return nw.when(lacking > 0).then(lacking).otherwise(ZERO)
