"""A population is judged row by row: in, out or unknown, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import narwhals as nw

from shejian.core.facts import Frame

T = TypeVar("T")

NTH = "nth_case"
"""Which case holds, in a column of its own: each condition is written once, however much follows from it."""


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
    nth: nw.Expr = nw.lit(len(cases), dtype=nw.Int32)
    for number, case in reversed(list(enumerate(cases))):
        holds = case.condition.fill_null(value=False)
        nth = nw.when(holds).then(nw.lit(number, dtype=nw.Int32)).otherwise(nth)
    reasons = [*(case.because for case in cases), because]
    verdicts = [*(case.verdict for case in cases), verdict]
    return frame.with_columns(nth.alias(NTH)).select(
        nw.col("id"),
        _of_case(verdicts, lambda inside: nw.lit(inside, dtype=nw.Boolean)).alias("inside"),
        _of_case([reason.sentence for reason in reasons], lambda sentence: nw.lit(sentence)).alias("because"),
        _of_case([reason.day for reason in reasons], _date).alias("day"),
        _of_case([reason.other for reason in reasons], _id).alias("other"),
        _of_case([reason.word for reason in reasons], _text).alias("word"),
        _id(via).alias("via"),
        *(_id(weight).alias(name) for name, weight in (amounts or {}).items()),
        *(_text(trait).alias(name) for name, trait in (traits or {}).items()),
    )


def _of_case(values: Sequence[T], written: Callable[[T], nw.Expr]) -> nw.Expr:
    """The value of the case that holds; the last value is that of no case. What the last is too is not asked for."""
    *of_cases, last = values
    expression = written(last)
    for value, numbers in _alike(of_cases, last):
        expression = nw.when(nw.col(NTH).is_in(numbers)).then(written(value)).otherwise(expression)
    return expression


def _alike(values: Sequence[T], last: T) -> list[tuple[T, list[int]]]:
    """Which cases have the same value, those of ``last`` left out. Expressions are the same as one object."""
    found: list[tuple[T, list[int]]] = []
    for number, value in enumerate(values):
        if _same(value, last):
            continue
        for known, numbers in found:
            if _same(known, value):
                numbers.append(number)
                break
        else:
            found.append((value, [number]))
    return found


def _same(one: object, other: object) -> bool:
    """``==`` of two expressions is an expression, so they are asked whether they are one."""
    return one is other if isinstance(one, nw.Expr) or isinstance(other, nw.Expr) else one == other


def _date(expression: nw.Expr | None) -> nw.Expr:
    return nw.lit(None, dtype=nw.Date) if expression is None else expression.cast(nw.Date)


def _id(expression: nw.Expr | None) -> nw.Expr:
    return nw.lit(None, dtype=nw.Int64) if expression is None else expression.cast(nw.Int64)


def _text(expression: nw.Expr | None) -> nw.Expr:
    return nw.lit(None, dtype=nw.String) if expression is None else expression.cast(nw.String)
