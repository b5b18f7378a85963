"""All checks over one picture of the ledger, on one day: every row of every universe, in one frame."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import narwhals as nw

from shejian.core.calendar import year_start
from shejian.core.facts import Frame, Picture
from shejian.core.facts.days import latest
from shejian.core.findings.basis import Basis, bases
from shejian.core.findings.declared import checks
from shejian.core.findings.rows import COLUMNS, TYPES, typed
from shejian.core.indicators import View, When
from shejian.core.rules import Law


def judge(picture: Picture, on: date, law: Law, keys: Iterable[str] | None = None) -> Frame:
    """Every row that the checks judge at the close of a day: columns ``COLUMNS``, not in any order.

    A check whose rule has no value on the day judges nothing; ``bases`` says why.

    Args:
        keys: of the checks wanted; all of them, if none are named.

    Raises:
        KeyError: there is no such check.
    """
    view = View(picture, When(on, year_start(on)), law)
    resting = bases(on, law)
    wanted = [resting[key] for key in (checks() if keys is None else keys)]
    frames = [_rows(view, one) for one in wanted if one.unavailable is None]
    return nw.concat(frames) if frames else _nothing(view)


def found(picture: Picture, on: date, law: Law, keys: Iterable[str] | None = None) -> Frame:
    """The rows of ``judge`` that are found."""
    return judge(picture, on, law, keys).filter(nw.col("verdict").fill_null(value=False))


def _rows(view: View, basis: Basis) -> Frame:
    check = basis.check
    made = check.judge(view).with_columns(nw.lit(check.key).alias("check"), nw.lit(str(check.subject)).alias("subject"))
    begun: nw.Expr = nw.lit(basis.begun[check.rules[0]])
    for key in check.rules[1:]:
        begun = nw.when(nw.col("rule") == key).then(nw.lit(basis.begun[key])).otherwise(begun)
    since = nw.when(nw.col("since").is_null()).then(nw.col("since")).otherwise(latest(nw.col("since"), begun))
    return made.with_columns(since.cast(nw.Date).alias("since")).select(*COLUMNS)


def _nothing(view: View) -> Frame:
    """No rows, where no check can judge on the day."""
    of_nobody = nw.col("party_organization").is_null() & ~nw.col("party_organization").is_null()
    blank = view.picture.facts("establishment").filter(of_nobody).select("party_organization")
    return blank.with_columns(*(typed(None, TYPES[name]).alias(name) for name in COLUMNS)).select(*COLUMNS)
