"""Whether party organizations kept to the standard over a year: what effective coverage rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.days import from_the_beginning
from shejian.core.facts.terms import MeetingKind
from shejian.core.life.counting import ZERO, Counted, added, counts, short
from shejian.core.life.periods import duties
from shejian.core.life.standard import LifeStandard
from shejian.core.rules import Law, ReadingLog


def year_asked(
    standard: LifeStandard, kinds: Iterable[MeetingKind], on: date, law: Law, log: ReadingLog | None = None
) -> list[Counted]:
    """What the latest complete periods that make up a year ask of these kinds.

    Raises:
        RuleUnavailable: a rule has no value in one of the periods.
    """
    found: list[Counted] = []
    for kind in kinds:
        rule = standard.of(kind).rule
        if rule is not None:
            found += [Counted(kind, duty) for duty in duties(law, rule, on, log=log)]
    return found


def at_standard(bodies: Frame, meetings: Frame, asked: list[Counted], standard: LifeStandard) -> Frame:
    """Party organizations with ``kept`` (true, false, or null where the record does not reach back) and ``lacking``.

    ``lacking`` names the kinds that are behind, in reading order. Who is not held to counts keeps to them.

    Args:
        bodies: those to be judged, with ``founded``, ``kind``, ``first`` and ``began`` (see ``recorded``).
        meetings: ``held`` up to the day.
    """
    frame = bodies.join(counts(meetings, asked), left_on="id", right_on="party_organization", how="left")
    held_to = nw.col("kind").is_in([str(kind) for kind in standard.counted]).fill_null(value=False)
    founded = from_the_beginning(nw.col("founded"))
    kinds = list(dict.fromkeys(one.kind for one in asked))
    behind: dict[MeetingKind, nw.Expr] = {}
    for kind in kinds:
        known = (nw.when(one.known).then(short(one, founded)).otherwise(ZERO) for one in asked if one.kind is kind)
        behind[kind] = added(known).alias(f"behind_{kind}")
    missing = added(short(one, founded) for one in asked).alias("missing")
    counted = frame.with_columns(held_to.alias("held_to"), missing, *behind.values())
    total = added(nw.col(f"behind_{kind}") for kind in kinds)
    of_no_record = nw.col("first").is_null()
    kept = (
        nw.when(~nw.col("held_to") | (nw.col("missing") == 0))
        .then(nw.lit(value=True))
        .otherwise(
            nw.when((total > 0) & ~of_no_record).then(nw.lit(value=False)).otherwise(nw.lit(None, dtype=nw.Boolean))
        )
    )
    return counted.with_columns(kept.alias("kept"), _lacking(kinds).alias("lacking"))


def _lacking(kinds: list[MeetingKind]) -> nw.Expr:
    """The kinds that are behind, as words with 、 between them."""
    parts = [
        nw.when(nw.col(f"behind_{kind}") > 0).then(nw.lit(f"、{kind.label}")).otherwise(nw.lit("")) for kind in kinds
    ]
    return nw.concat_str(parts).str.strip_chars("、") if parts else nw.lit("")
