"""Probation that has run out: counted from admission, and from what branch meetings decided that superiors approved."""

from __future__ import annotations

import json

import narwhals as nw

from shejian.core.calendar import Limit, LimitUnit
from shejian.core.facts import Frame
from shejian.core.facts.days import after, next_day
from shejian.core.facts.terms import MemberCategory
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View
from shejian.core.indicators.evaluate import rows_of

PROBATION = "development.probation.length"
DEVELOPMENT = "member-development"
MEETING, APPROVAL = "conversion-meeting", "conversion-approval"
EXTENDED, CANCELLED, APPROVED, MONTHS = "extended", "cancelled", "approved", "months"
DECIDED = ("", "passed", EXTENDED, CANCELLED)
"""Steps, outcomes and the number of that procedure that move the end of probation; ``DECIDED`` are resolutions, not
meetings that came to none."""


def _resolutions(view: View) -> Frame:
    """Resolutions on conversion with what superiors said: person, outcome, day, amounts, approved (null: not yet).

    One that a superior refused is left out: it is to be discussed again.
    """
    cases = view.picture.facts("case_particulars").filter(nw.col("procedure") == DEVELOPMENT)
    of = cases.filter(~nw.col("person").is_null()).group_by("case").agg(nw.col("person").max())
    decided = (nw.col("step") == MEETING) & nw.col("outcome").fill_null("").is_in(list(DECIDED))
    taken = (
        view.picture.facts("case_step")
        .filter((decided | (nw.col("step") == APPROVAL)) & (nw.col("start") <= view.when.on))
        .join(of, on="case", how="inner")
        .with_columns(
            nw.col("outcome").fill_null("").alias("outcome"),
            nw.when(nw.col("step") == APPROVAL).then(nw.lit(1)).otherwise(nw.lit(0)).alias("place"),
        )
    )
    order = ["start", "place"]
    said = nw.when(nw.col("place") == 1).then(nw.col("outcome")).otherwise(nw.lit(None, dtype=nw.String))
    answered = taken.with_columns(said.alias("said")).with_columns(
        nw.col("said").shift(-1).over("person", order_by=order).alias("answer")
    )
    yes = nw.col("answer").is_in(["", APPROVED])
    return (
        answered.filter((nw.col("place") == 0) & (nw.col("answer").is_null() | yes))
        .with_columns(~nw.col("answer").is_null().alias("approved"))
        .select("person", "outcome", "amounts", "approved", nw.col("start").alias("day"))
    )


def _extensions(view: View) -> Frame:
    """Approved extensions of probation: person, extended (the day), months (null where it is not on record)."""
    found = view.relation(_resolutions).filter(nw.col("approved") & (nw.col("outcome") == EXTENDED))
    months = nw.lit(None, dtype=nw.Int64)
    for row in rows_of(found.select("amounts").unique()):
        said = json.loads(row["amounts"] or "{}").get(MONTHS)
        if said is not None:
            months = nw.when(nw.col("amounts") == row["amounts"]).then(nw.lit(said)).otherwise(months)
    measured = found.with_columns(months.cast(nw.Int64).alias("months"))
    unknown = nw.when(nw.col("months").is_null()).then(nw.lit(1)).otherwise(nw.lit(0))
    return (
        measured.with_columns(unknown.alias("unknown"))
        .group_by("person")
        .agg(nw.col("day").max().alias("extended"), nw.col("months").sum(), nw.col("unknown").max())
        .with_columns(nw.when(nw.col("unknown") == 0).then(nw.col("months")).alias("months"))
        .select("person", "extended", "months")
    )


def _last(view: View, condition: nw.Expr, name: str) -> Frame:
    """The day of the last resolution of each person for which ``condition`` holds: person, ``name``."""
    found = view.relation(_resolutions).filter(condition)
    return found.group_by("person").agg(nw.col("day").max().alias(name))


def _probationers(view: View) -> Frame:
    """Members on the day: id, admitted, full, over (the last day of probation), months, extended, pending, cancelled,
    body."""
    full = nw.col("full_on").is_null() & (nw.col("category") == str(MemberCategory.FULL))
    frame = view.on("membership").select(
        nw.col("person").alias("id"),
        nw.col("start").alias("admitted"),
        (full | (nw.col("full_on") <= view.when.on)).fill_null(value=False).alias("full"),
    )
    approved = nw.col("approved")
    for part in (
        view.relation(_extensions),
        _last(view, ~approved, "pending"),
        _last(view, approved & (nw.col("outcome") == CANCELLED), "cancelled"),
        view.on("affiliation").group_by("person").agg(nw.col("party_organization").min().alias("body")),
    ):
        frame = frame.join(part, left_on="id", right_on="person", how="left")
    over = after(nw.col("admitted"), view.value(PROBATION).limit)
    longer = over
    for row in rows_of(view.relation(_extensions).select("months").unique()):
        if row["months"] is not None:
            by = after(over, Limit(row["months"], LimitUnit.MONTH))
            longer = nw.when(nw.col("months") == row["months"]).then(by).otherwise(longer)
    return frame.with_columns(longer.alias("over"))


def probation_over(view: View) -> Frame:
    """Probationary members whose probation has run out, of whom it is not on record that they became full.

    An approved extension moves the day. What a meeting decided and no superior has answered yet leaves it open.
    """
    over, months, extended = nw.col("over"), nw.col("months"), nw.col("extended")
    running = over >= view.when.on
    longer = ~months.is_null()
    return rows(
        view.relation(_probationers),
        [
            Case(nw.col("full"), verdict=False, because=Because("full")),
            Case(nw.col("admitted").is_null(), verdict=None, because=Because("no_day")),
            Case(running & longer, verdict=False, because=Because("longer", number=months, day=over)),
            Case(running, verdict=False, because=Because("running", day=over)),
            Case(~nw.col("cancelled").is_null(), verdict=None, because=Because("cancelled", day=nw.col("cancelled"))),
            Case(~nw.col("pending").is_null(), verdict=None, because=Because("discussed", day=nw.col("pending"))),
            Case(~extended.is_null() & months.is_null(), verdict=None, because=Because("unmeasured", day=extended)),
            Case(longer, verdict=True, because=Because("longer_over", number=months, day=over)),
        ],
        otherwise=(True, Because("over", day=over)),
        since=next_day(over),
        via=nw.col("body"),
    )
