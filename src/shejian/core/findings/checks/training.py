"""Training of those who newly hold a post as secretary, within the time in which it is asked of them."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.days import after, next_day
from shejian.core.facts.terms import PostTitle, StudyKind
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View, relations
from shejian.core.indicators.learning import OF_SECRETARIES

NEW_LIMIT = "education.secretary.new_limit"


def _newest(view: View) -> Frame:
    """Secretaries of standing party organizations by their newest post: id, unit, took (its first day), person."""
    posts = view.on("post").filter((nw.col("title") == str(PostTitle.SECRETARY)) & ~nw.col("start").is_null())
    taken = posts.group_by("party_organization").agg(nw.col("start").max().alias("took"))
    held = taken.join(
        posts.select("party_organization", "person", nw.col("start").alias("took")),
        on=["party_organization", "took"],
        how="inner",
    )
    one_each = held.group_by("party_organization", "took").agg(nw.col("person").max())
    return (
        view.relation(relations.standing_bodies)
        .select("id", "unit")
        .join(one_each, left_on="id", right_on="party_organization", how="inner")
    )


def _trainings(view: View) -> Frame:
    """Who took part in trainings of secretaries up to the day: person, day, held_by (the unit), kind."""
    studies = view.picture.facts("study_record").filter(nw.col("kind").is_in(OF_SECRETARIES))
    named = studies.select("study", "kind", nw.col("unit").alias("held_by"))
    learners = view.picture.facts("learner").filter(nw.col("start") <= view.when.on)
    return learners.select("study", "person", nw.col("start").alias("day")).join(named, on="study", how="inner")


def _held_to(view: View) -> Frame:
    """``_newest`` where the unit has a training on record since he took the post: what was asked of others there was
    asked of him. With ``induction``, his last training for the post, and ``trained``, his last of any kind."""
    newest, taken = view.relation(_newest), view.relation(_trainings)
    induction = nw.when(nw.col("kind") == str(StudyKind.INDUCTION)).then(nw.col("day"))
    mine = (
        taken.with_columns(induction.alias("induction"))
        .group_by("person")
        .agg(nw.col("day").max().alias("trained"), nw.col("induction").max())
    )
    frame = newest.join(mine, on="person", how="left")
    through = frame.filter(~nw.col("trained").is_null()).select("unit", nw.col("trained").alias("last"))
    own = taken.filter(~nw.col("held_by").is_null()).select(
        nw.col("held_by").alias("unit"), nw.col("day").alias("last")
    )
    recorded = nw.concat([own, through]).filter(~nw.col("unit").is_null())
    last = recorded.group_by("unit").agg(nw.col("last").max())
    return frame.join(last, on="unit", how="inner").filter(nw.col("last") >= nw.col("took"))


def secretary_untrained(view: View) -> Frame:
    """Party organizations whose secretary took the post longer ago than the limit and was at no training since.

    A training for the post (任职培训) counts before he took it, too. Where the unit has no training of secretaries on
    record since then nobody is judged: nothing is known there.
    """
    until = after(nw.col("took"), view.value(NEW_LIMIT).limit)
    since = nw.col("trained") >= nw.col("took")
    return rows(
        view.relation(_held_to),
        [
            Case(nw.col("person").is_null(), verdict=None, because=Because("name_only", day=nw.col("took"))),
            Case(since, verdict=False, because=Because("trained", day=nw.col("trained"))),
            Case(~nw.col("induction").is_null(), verdict=False, because=Because("trained", day=nw.col("induction"))),
            Case(until < view.when.on, verdict=True, because=Because("late", day=nw.col("took"))),
        ],
        otherwise=(False, Because("running", day=until)),
        since=next_day(until),
    )
