"""Hours of learning (学时) of persons in a calendar year: the one place where they are added up (ADR 0014).

Two things are on record: a total of the year that somebody stated, and single items (lessons, trainings, and 党课 at
which he is on the list as present), each with its hours or without. They are two accounts of the same hours, and are
never added together. The total stands, unless the items come to more: then it was stated before all was on record.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import narwhals as nw

from shejian.core.calendar import next_day, year_end, year_start
from shejian.core.facts import Frame, Picture
from shejian.core.facts.terms import AttendanceState, LearningKind, PostTitle, StudyKind
from shejian.core.indicators.view import View

MEMBER_HOURS, SECRETARY_HOURS = "education.member.hours", "education.secretary.hours"
TENTHS = 10
OF_SECRETARIES = [str(kind) for kind in StudyKind if kind.of_secretaries]
_AMOUNTS = ("stated", "totals", "summed", "items", "open", "leading")


def closing(on: date) -> date:
    """The last day of the last calendar year that is over at the close of ``on``; the law of that day judges it."""
    return on if next_day(on).year > on.year else year_end(date(on.year - 1, 1, 1))


def hours(picture: Picture, on: date) -> Frame:
    """Hours of the calendar year of ``on``, up to its close, of everybody of whom anything is on record.

    Columns, in tenths of an hour:
        id: the person.
        tenths: the hours that count; null where all that is on record is that he took part.
        stated: the total of the year that was stated; null if none was.
        summed: what the items come to, as far as their hours are known.
        items, open: how many items there are, and of how many the hours are not known.
        whole: whether ``tenths`` is all of it: a total was stated, or the hours of every item are known.
        leading: whether he is held to the standard of secretaries: he holds such a post on the day, or hours or a
            training as secretary or committee member are on record.
    """
    rows = nw.concat([_totals(picture, on), _studies(picture, on), _lectures(picture, on)])
    added = rows.group_by("person").agg(*(nw.col(name).sum() for name in _AMOUNTS))
    posts = leaders(picture, on).select("person", nw.lit(1, dtype=nw.Int64).alias("posts"))
    frame = added.join(posts, on="person", how="left")
    none = nw.lit(None, dtype=nw.Int64)
    stated = nw.when(nw.col("totals") > 0).then(nw.col("stated")).otherwise(none)
    summed = nw.when(nw.col("items") > nw.col("open")).then(nw.col("summed")).otherwise(none)
    more = summed.is_null() | (~stated.is_null() & (stated >= summed).fill_null(value=False))
    return frame.select(
        nw.col("person").alias("id"),
        nw.when(more).then(stated).otherwise(summed).alias("tenths"),
        stated.alias("stated"),
        summed.fill_null(0).alias("summed"),
        "items",
        "open",
        ((nw.col("totals") > 0) | (nw.col("open") == 0)).alias("whole"),
        ((nw.col("leading") > 0) | ~nw.col("posts").is_null()).alias("leading"),
    )


def leaders(picture: Picture, on: date) -> Frame:
    """Persons who hold a post as secretary on a day: person. Who is on record by name only is nobody here."""
    held = picture.on("post", on).filter((nw.col("title") == str(PostTitle.SECRETARY)) & ~nw.col("person").is_null())
    return held.select("person").unique()


class Enough(StrEnum):
    """Where somebody is with the hours of a year."""

    YES = "enough"
    NO = "below"
    IN_PART = "in_part"
    NOT_STATED = "not_stated"


def held_to_standard(view: View) -> Frame:
    """``hours`` of the last year that is over, of everybody with any on record, held to the standard of that year.

    Adds ``enough``: hours suffice, or are too few; or they are too few as far as they are known, or not known at all.
    Who is ``leading`` is held to the hours of secretaries and committee members, everybody else to those of members.

    Raises:
        RuleUnavailable: there was no such standard.
    """
    last = closing(view.when.on)
    of_members = view.value(MEMBER_HOURS, last).number * TENTHS
    of_secretaries = view.value(SECRETARY_HOURS, last).number * TENTHS
    needed = nw.when(nw.col("leading")).then(nw.lit(of_secretaries)).otherwise(nw.lit(of_members))
    reached = nw.when(nw.col("tenths") >= needed)
    short = nw.when(nw.col("whole")).then(nw.lit(str(Enough.NO))).otherwise(nw.lit(str(Enough.IN_PART)))
    state = reached.then(nw.lit(str(Enough.YES))).otherwise(short)
    unknown = nw.when(nw.col("tenths").is_null()).then(nw.lit(str(Enough.NOT_STATED)))
    return hours(view.picture, last).with_columns(unknown.otherwise(state).alias("enough"))


def _item(tenths: nw.Expr, leading: nw.Expr) -> list[nw.Expr]:
    zero, one = nw.lit(0, dtype=nw.Int64), nw.lit(1, dtype=nw.Int64)
    return [
        nw.col("person"),
        zero.alias("stated"),
        zero.alias("totals"),
        tenths.fill_null(0).alias("summed"),
        one.alias("items"),
        nw.when(tenths.is_null()).then(one).otherwise(zero).alias("open"),
        leading.alias("leading"),
    ]


def _totals(picture: Picture, on: date) -> Frame:
    zero, one = nw.lit(0, dtype=nw.Int64), nw.lit(1, dtype=nw.Int64)
    as_secretary = nw.when(nw.col("kind") == str(LearningKind.SECRETARY)).then(one).otherwise(zero)
    return picture.on("learning", on).select(
        "person",
        (nw.col("hours") * TENTHS).alias("stated"),
        one.alias("totals"),
        zero.alias("summed"),
        zero.alias("items"),
        zero.alias("open"),
        as_secretary.alias("leading"),
    )


def _studies(picture: Picture, on: date) -> Frame:
    """Studies that began in the year, one row for each who took part."""
    kinds = picture.facts("study_record").select("study", "kind")
    zero, one = nw.lit(0, dtype=nw.Int64), nw.lit(1, dtype=nw.Int64)
    taken = picture.within("learner", year_start(on), on).join(kinds, on="study", how="inner")
    leading = nw.when(nw.col("kind").is_in(OF_SECRETARIES)).then(one).otherwise(zero)
    return taken.select(*_item(nw.col("tenths"), leading))


def _lectures(picture: Picture, on: date) -> Frame:
    """党课 of the year, one row for each who is on the list as present."""
    there = picture.within("attendance", year_start(on), on).filter(nw.col("state") == str(AttendanceState.PRESENT))
    return there.select(*_item(nw.col("tenths"), nw.lit(0, dtype=nw.Int64)))
