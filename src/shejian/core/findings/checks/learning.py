"""Hours of learning in the last year that is over, as far as they are on record."""

from __future__ import annotations

from datetime import date

import narwhals as nw

from shejian.core.calendar import next_day, year_end
from shejian.core.facts import Frame
from shejian.core.facts.terms import LearningKind
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View, relations

MEMBER_HOURS, SECRETARY_HOURS = "education.member.hours", "education.secretary.hours"


def closing(on: date) -> date:
    """The last day of the last calendar year that is over at the close of ``on``; the law of that day judges it."""
    return on if next_day(on).year > on.year else year_end(date(on.year - 1, 1, 1))


def hours_below(view: View) -> Frame:
    """Persons whose hours of the last closed year are on record, and under the standard of that year.

    Whose hours as a secretary are on record is held to that standard; everybody else to that of members.
    """
    last = closing(view.when.on)
    of_members = view.value(MEMBER_HOURS, last).number
    of_secretaries = view.value(SECRETARY_HOURS, last).number
    year = view.picture.on("learning", last)
    secretary = nw.when(nw.col("kind") == str(LearningKind.SECRETARY)).then(nw.lit(1)).otherwise(nw.lit(0))
    summed = (
        year.with_columns(secretary.alias("secretary"))
        .group_by("person")
        .agg(nw.col("hours").sum(), nw.col("secretary").max())
        .rename({"person": "id"})
    )
    body = view.relation(relations.members).select("id", nw.col("party_organization").alias("body"))
    frame = summed.join(body, on="id", how="left")
    leads = nw.col("secretary") == 1
    needed = nw.when(leads).then(nw.lit(of_secretaries)).otherwise(nw.lit(of_members))
    hours = nw.col("hours")
    return rows(
        frame,
        [
            Case(
                (hours < needed) & leads,
                verdict=True,
                because=Because("secretary_below", number=hours, day=nw.lit(last)),
            ),
            Case(hours < needed, verdict=True, because=Because("below", number=hours, day=nw.lit(last))),
        ],
        otherwise=(False, Because("enough", number=hours, day=nw.lit(last))),
        since=nw.lit(next_day(last)),
        rule=nw.when(leads).then(nw.lit(SECRETARY_HOURS)).otherwise(nw.lit(MEMBER_HOURS)),
        via=nw.col("body"),
    )
