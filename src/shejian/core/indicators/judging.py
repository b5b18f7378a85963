"""A population is judged row by row: in, out or unknown, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw

from shejian.core.facts import Frame


@dataclass(frozen=True, slots=True)
class Because:
    """Why a row is where it is: a sentence of the population, and what fills its blanks.

    ``day``, ``other`` (id of another row) and ``word`` are expressions over the judged frame.
    """

    sentence: str
    day: nw.Expr | None = None
    other: nw.Expr | None = None
    word: nw.Expr | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """When ``condition`` holds the row is in (``True``), out (``False``) or unknown (``None``)."""

    condition: nw.Expr
    verdict: bool | None
    because: Because


JUDGED = ("id", "inside", "because", "day", "other", "word", "via")


def judged(
    frame: Frame,
    cases: Sequence[Case],
    otherwise: tuple[bool | None, Because],
    *,
    via: nw.Expr | None = None,
    amounts: Mapping[str, nw.Expr] | None = None,
    traits: Mapping[str, nw.Expr] | None = None,
) -> Frame:
    """Judge every row of ``frame`` (one per ``id``) by the first case whose condition holds.

    Args:
        frame: the universe: the rows among which the population is sought.
        cases: tried in order; a condition that is null does not hold.
        otherwise: verdict and reason when no case holds.
        via: id of the party organization or social organization through which the row belongs to a unit, when it is
            not itself one.
        amounts: what a row weighs in sums, by name.
        traits: by what parts of the population can be told apart, by name.
    """
    verdict, because = otherwise
    inside = nw.lit(verdict, dtype=nw.Boolean)
    sentence: nw.Expr = nw.lit(because.sentence)
    day, other, word = _date(because.day), _id(because.other), _text(because.word)
    for case in reversed(cases):
        holds = nw.when(case.condition.fill_null(value=False))
        inside = holds.then(nw.lit(case.verdict, dtype=nw.Boolean)).otherwise(inside)
        sentence = holds.then(nw.lit(case.because.sentence)).otherwise(sentence)
        day = holds.then(_date(case.because.day)).otherwise(day)
        other = holds.then(_id(case.because.other)).otherwise(other)
        word = holds.then(_text(case.because.word)).otherwise(word)
    return frame.select(
        nw.col("id"),
        inside.alias("inside"),
        sentence.alias("because"),
        day.alias("day"),
        other.alias("other"),
        word.alias("word"),
        _id(via).alias("via"),
        *(_id(weight).alias(name) for name, weight in (amounts or {}).items()),
        *(_text(trait).alias(name) for name, trait in (traits or {}).items()),
    )


def _date(expression: nw.Expr | None) -> nw.Expr:
    return nw.lit(None, dtype=nw.Date) if expression is None else expression.cast(nw.Date)


def _id(expression: nw.Expr | None) -> nw.Expr:
    return nw.lit(None, dtype=nw.Int64) if expression is None else expression.cast(nw.Int64)


def _text(expression: nw.Expr | None) -> nw.Expr:
    return nw.lit(None, dtype=nw.String) if expression is None else expression.cast(nw.String)
