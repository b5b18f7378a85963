"""A check judges every row of its universe: found, fine or unknown, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.indicators import View

Judge = Callable[[View], Frame]
Held = type[nw.Boolean] | type[nw.Date] | type[nw.Int64] | type[nw.String]
TYPES: dict[str, Held] = {
    **dict.fromkeys(("check", "subject", "because", "rule"), nw.String),
    **dict.fromkeys(("day", "since"), nw.Date),
    **dict.fromkeys(("id", "number", "via"), nw.Int64),
    "verdict": nw.Boolean,
}
COLUMNS = ("check", "subject", "id", "verdict", "because", "number", "day", "since", "rule", "via")
"""Columns of what ``judge`` answers. ``verdict``: true is found, false is fine, null is unknown. ``because`` is the
code of a sentence of the check, ``number`` and ``day`` fill its blanks (money in fen); ``since`` is the first day on
which what was found held, null where that cannot be told; ``rule`` is the parameter that judged the row, where a check
reads several; ``via`` is the party organization (of a person) through which the row belongs to a unit."""


@dataclass(frozen=True, slots=True)
class Because:
    """Why a row is where it is: the code of a sentence, and what fills its blanks."""

    code: str
    number: nw.Expr | None = None
    day: nw.Expr | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """When ``condition`` holds the row is found (``True``), fine (``False``) or unknown (``None``)."""

    condition: nw.Expr
    verdict: bool | None
    because: Because


def rows(
    frame: Frame,
    cases: Sequence[Case],
    otherwise: tuple[bool | None, Because],
    *,
    since: nw.Expr | None = None,
    rule: nw.Expr | None = None,
    via: nw.Expr | None = None,
) -> Frame:
    """Judge every row of ``frame`` (one per ``id``) by the first case whose condition holds.

    Args:
        cases: tried in order; a condition that is null does not hold.
        otherwise: verdict and reason when no case holds.
        since: the day from which the state lasts, kept for rows that are found.
        rule: key of the parameter that judged the row.
        via: id of the party organization through which the row belongs to a unit.
    """
    answer, because = otherwise
    verdict = nw.lit(answer, dtype=nw.Boolean)
    code: nw.Expr = nw.lit(because.code)
    number, day = typed(because.number, nw.Int64), typed(because.day, nw.Date)
    for case in reversed(cases):
        holds = nw.when(case.condition.fill_null(value=False))
        verdict = holds.then(nw.lit(case.verdict, dtype=nw.Boolean)).otherwise(verdict)
        code = holds.then(nw.lit(case.because.code)).otherwise(code)
        number = holds.then(typed(case.because.number, nw.Int64)).otherwise(number)
        day = holds.then(typed(case.because.day, nw.Date)).otherwise(day)
    judged = frame.select(
        nw.col("id").cast(nw.Int64),
        verdict.alias("verdict"),
        code.alias("because"),
        number.alias("number"),
        day.alias("day"),
        typed(since, nw.Date).alias("since"),
        typed(rule, nw.String).alias("rule"),
        typed(via, nw.Int64).alias("via"),
    )
    lasting = nw.when(nw.col("verdict").fill_null(value=False)).then(nw.col("since"))
    return judged.with_columns(lasting.otherwise(nw.lit(None, dtype=nw.Date)).alias("since"))


def typed(expression: nw.Expr | None, dtype: Held) -> nw.Expr:
    """The expression as a type; a null of that type where there is none."""
    return nw.lit(None, dtype=dtype) if expression is None else expression.cast(dtype)
