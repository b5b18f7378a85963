"""Whether nothing was held for very long: branches that stopped, though they still stand."""

from __future__ import annotations

from datetime import date

import narwhals as nw

from shejian.core.calendar import Limit, add_months, next_day
from shejian.core.facts import Frame
from shejian.core.facts.days import after, latest


def silence(bodies: Frame, meetings: Frame, on: date, months: int, limit: Limit) -> Frame:
    """Party organizations with ``silent`` (null: not known) and ``quiet``.

    Silent is of which for ``limit`` on end nothing was held within the last ``months``; ``quiet`` is the last day
    before the latest such stretch. Time before a party organization was founded is no silence; nor is time before the
    records of its unit begin, but then it is not known whether it was silent. Of what has no meeting on record at all
    nothing is known.

    Args:
        bodies: those to be judged, with ``founded``, ``first`` and ``began`` (see ``recorded``).
        meetings: ``held`` up to the day.
    """
    window = add_months(on, -months)
    close = nw.lit(next_day(on)).cast(nw.Date)
    founded, began = nw.col("founded"), nw.col("began")
    opens = nw.when(founded > window).then(_day_before(founded)).otherwise(nw.lit(window).cast(nw.Date))
    frame = (
        bodies.join(_stretches(meetings, window, limit), left_on="id", right_on="party_organization", how="left")
        .with_columns(opens.alias("opens"))
        .with_columns(latest(nw.col("opens"), _day_before(began)).alias("known"))
    )
    upcoming = nw.when(nw.col("next").is_null()).then(close).otherwise(nw.col("next"))
    stretches = {  # by the day it begins after: the day on which it ends
        "since_known": (nw.col("known"), upcoming),
        "between": (latest(nw.col("before"), nw.col("known")), nw.col("until")),
        "to_the_close": (latest(nw.col("last_held"), nw.col("known")), close),
    }
    quiet = {
        name: nw.when(after(begins, limit) < ends).then(begins).otherwise(nw.lit(None, dtype=nw.Date))
        for name, (begins, ends) in stretches.items()
    }
    frame = frame.with_columns(latest(*quiet.values()).alias("quiet"))
    perhaps = (nw.col("known") > nw.col("opens")) & (after(nw.col("opens"), limit) < upcoming)
    unknown = nw.lit(None, dtype=nw.Boolean)
    certain = nw.when(~nw.col("quiet").is_null()).then(nw.lit(value=True))
    open_ = nw.when(perhaps).then(unknown).otherwise(nw.lit(value=False))
    silent = nw.when(nw.col("first").is_null()).then(unknown).otherwise(certain.otherwise(open_))
    return frame.with_columns(silent.alias("silent"))


def _stretches(meetings: Frame, window: date, limit: Limit) -> Frame:
    """Of each party organization the next meeting after a day, the last, and the latest long stretch between two."""
    day = nw.col("start")
    days = meetings.filter(day > window).select("party_organization", "start")
    paired = days.with_columns(day.shift(1).over("party_organization", order_by="start").alias("earlier"))
    long = after(nw.col("earlier"), limit) < day
    none = nw.lit(None, dtype=nw.Date)
    return (
        paired.with_columns(
            nw.when(long).then(nw.col("earlier")).otherwise(none).alias("before"),
            nw.when(long).then(day).otherwise(none).alias("until"),
        )
        .group_by("party_organization")
        .agg(
            day.min().alias("next"),
            day.max().alias("last_held"),
            nw.col("before").max(),
            nw.col("until").max(),
        )
    )


def _day_before(day: nw.Expr) -> nw.Expr:
    return day.dt.offset_by("-1d").cast(nw.Date)
