"""Dues that were paid short, or not at all, as far as they are on record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import narwhals as nw

from shejian.core.calendar import next_day
from shejian.core.calendar.limits import in_months
from shejian.core.facts import Frame
from shejian.core.facts.days import months
from shejian.core.facts.terms import DuesBasis
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View
from shejian.core.rules import Bands

SALARIED_BANDS, RETIRED_BANDS, SMALLEST, UNPAID = (
    "dues.bands",
    "dues.retired_bands",
    "dues.smallest",
    "dues.unpaid.limit",
)
FEN = 100
HALF = 2


def _closed(view: View) -> date:
    """The first day that belongs to no month closed at the close of the day asked."""
    return next_day(view.when.on).replace(day=1)


def _months_paid(view: View) -> Frame:
    """Dues of closed months as they stand, with their ``first`` and ``last`` month as numbers."""
    bound = _closed(view)
    dues = view.picture.facts("dues").filter(nw.col("start") < bound)
    end = nw.min_horizontal(nw.col("end"), nw.lit(bound))
    return dues.with_columns(
        months(nw.col("start")).alias("first"), (months(end) - 1).alias("last"), nw.col("start").alias("month")
    )


def _last_of_each(view: View) -> Frame:
    """The dues of the last closed month on record of each person."""
    paid = view.relation(_months_paid)
    last = paid.group_by("person").agg(nw.col("last").max())
    return paid.join(last, on=["person", "last"], how="inner").rename({"person": "id"})


def _by_bands(base: nw.Expr, bands: Bands) -> nw.Expr:
    """What is due of a base, both in fen: the whole amount bears the one rate of its band, half up to a fen."""
    due: nw.Expr = nw.lit(None, dtype=nw.Int64)
    for band in reversed(bands.bands):
        rate = band.rate.as_integer_ratio()
        rated = (base * (rate[0] * HALF) + rate[1]) // (rate[1] * HALF)
        due = rated if band.up_to is None else nw.when(base <= int(band.up_to * FEN)).then(rated).otherwise(due)
    return due.cast(nw.Int64)


def _in_fen(amount: Decimal) -> int:
    return int(amount * FEN)


def dues_below(view: View) -> Frame:
    """Members who paid less than is due for the last closed month that is on record."""
    basis, base, stated = nw.col("basis"), nw.col("base_fen"), nw.col("due_fen")
    salaried, retired, fixed = (basis == str(one) for one in (DuesBasis.SALARIED, DuesBasis.RETIRED, DuesBasis.FIXED))
    by_rule = (
        nw.when(salaried)
        .then(_by_bands(base, view.value(SALARIED_BANDS).bands))
        .otherwise(nw.when(retired).then(_by_bands(base, view.value(RETIRED_BANDS).bands)).otherwise(None))
    )
    smallest = nw.when(fixed).then(nw.lit(_in_fen(view.value(SMALLEST).amount))).otherwise(by_rule)
    frame = view.relation(_last_of_each).with_columns(
        nw.when(stated.is_null()).then(smallest).otherwise(stated).cast(nw.Int64).alias("owed")
    )
    owed, paid, month = nw.col("owed"), nw.col("paid_fen"), nw.col("month")
    rule = nw.when(retired).then(nw.lit(RETIRED_BANDS)).otherwise(nw.lit(SALARIED_BANDS))
    return rows(
        frame,
        [
            Case(basis == str(DuesBasis.EXEMPT), verdict=False, because=Because("exempt", day=month)),
            Case(paid.is_null(), verdict=None, because=Because("paid_unknown", day=month)),
            Case(owed.is_null(), verdict=None, because=Because("base_unknown", day=month)),
            Case(paid < owed, verdict=True, because=Because("below", number=owed - paid, day=month)),
        ],
        otherwise=(False, Because("paid", number=paid, day=month)),
        since=month.dt.offset_by("1mo"),
        rule=nw.when(fixed).then(nw.lit(SMALLEST)).otherwise(rule),
        via=nw.col("party_organization"),
    )


def _unpaid(view: View) -> Frame:
    """Of each person with dues on record: id, body, and of the months unpaid since he last paid: n, first, last, month.

    A month of which it is not known whether it was paid counts as one that may have been.
    """
    dues = view.relation(_months_paid)
    owed = (nw.col("basis") != str(DuesBasis.EXEMPT)) & (nw.col("due_fen").is_null() | (nw.col("due_fen") > 0))
    unpaid = (owed & (nw.col("paid_fen") == 0)).fill_null(value=False)
    flagged = dues.with_columns(unpaid.alias("unpaid"))
    everyone = flagged.group_by("person").agg(nw.col("party_organization").max().alias("body"))
    settled = flagged.filter(~nw.col("unpaid")).group_by("person").agg(nw.col("last").max().alias("settled"))
    open_ = (
        flagged.filter(nw.col("unpaid"))
        .join(settled, on="person", how="left")
        .filter(nw.col("settled").is_null() | (nw.col("first") > nw.col("settled")))
    )
    spans = open_.with_columns((nw.col("last") - nw.col("first") + 1).alias("n"))
    run = spans.group_by("person").agg(
        nw.col("n").sum(), nw.col("first").min(), nw.col("last").max(), nw.col("month").min()
    )
    return everyone.join(run, on="person", how="left").rename({"person": "id"})


def dues_unpaid(view: View) -> Frame:
    """Members who have paid nothing for so many months in a row, the last of them the last on record."""
    limit = view.value(UNPAID).limit
    least = in_months(limit)
    n, first, last = nw.col("n"), nw.col("first"), nw.col("last")
    return rows(
        view.relation(_unpaid),
        [
            Case(n.is_null(), verdict=False, because=Because("paid")),
            Case(n < least, verdict=False, because=Because("few", number=n, day=nw.col("month"))),
            Case(last - first + 1 > n, verdict=None, because=Because("gaps", number=n, day=nw.col("month"))),
        ],
        otherwise=(True, Because("unpaid", number=n, day=nw.col("month"))),
        since=nw.col("month").dt.offset_by(f"{least}mo"),
        via=nw.col("body"),
    )
