"""What somebody who needs the lists once would write in Polars: who is found by each check, and nothing else.

No reasons, no days since when, none of which it is unknown, no rules of other days: the numbers are written in.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from benchmarks.nation_script import Facts

BRANCHES = ["branch", "joint_branch"]
TERMS_KNOWN = date(2018, 7, 12)
UNMOVED = ["provisional_branch", "functional"]
TERMS = {"branch": "3y", "joint_branch": "3y", "general_branch": "3y", "committee": "5y"}


class Lists(Facts):
    """The sets of one day."""

    @cached_property
    def full_from(self) -> pl.LazyFrame:
        """What is on record of each member: person, full_on, category."""
        files = self.every("membership", "person", "category", "full_on")
        return files.group_by("person").agg(pl.col("full_on").min(), pl.col("category").min()).collect().lazy()

    @cached_property
    def stands(self) -> pl.LazyFrame:
        """Affiliations on the day: person, party_organization."""
        return self.valid("affiliation", "person", "party_organization").drop("start", "end").collect().lazy()

    @cached_property
    def heads(self) -> pl.LazyFrame:
        """Members and full members of each party organization that stands: party_organization, kind, members, full."""
        full = (pl.col("full_on") <= self.on) | (pl.col("full_on").is_null() & (pl.col("category") == "full"))
        one = self.stands.group_by("person").agg(pl.col("party_organization").min())
        counts = (
            one.join(self.full_from, on="person", how="left")
            .group_by("party_organization")
            .agg(members=pl.len(), full=full.fill_null(value=False).sum())
        )
        standing = self.bodies.filter("standing").select("party_organization", "kind")
        joined = standing.join(counts, on="party_organization", how="left")
        return joined.with_columns(pl.col("members", "full").fill_null(0)).collect().lazy()

    @cached_property
    def terms(self) -> pl.LazyFrame:
        """The last day of the term of each party organization that elects: party_organization, over."""
        elected = self.every("election", "party_organization").filter(pl.col("start") <= self.on)
        last = elected.group_by("party_organization").agg(elected=pl.col("start").max())
        last = last.filter(pl.col("elected") >= TERMS_KNOWN)
        appointed = self.valid("committee", "party_organization", "appointed").filter("appointed")
        over = pl.col("elected").dt.offset_by(pl.col("kind").replace_strict(TERMS))
        return (
            self.bodies.filter("standing")
            .filter(pl.col("kind").is_in(list(TERMS)))
            .join(appointed, on="party_organization", how="anti")
            .join(last, on="party_organization")
            .select("party_organization", over=over)
            .collect()
            .lazy()
        )

    @cached_property
    def months_paid(self) -> pl.LazyFrame:
        columns = ("person", "basis", "base_fen", "due_fen", "paid_fen")
        month = pl.col("start").dt.year() * 12 + pl.col("start").dt.month()
        last = pl.col("end").dt.year() * 12 + pl.col("end").dt.month() - 1
        closed = self.every("dues", *columns).filter(pl.col("start") < date(self.on.year + 1, 1, 1))
        return closed.with_columns(first=month, last=last).collect().lazy()


def lists(folder: Path, on: date, known: int) -> pl.DataFrame:
    """Who is found by each check: check, id."""
    facts = Lists(folder, on, date(on.year, 1, 1), known)
    found = {**bodies(facts), **organizations(facts), **members(facts), **dues(facts)}
    found["secretary_untrained"] = untrained(facts)
    frames = pl.collect_all(
        [frame.select(pl.lit(key).alias("check"), pl.first().alias("id")) for key, frame in found.items()]
    )
    return pl.concat(frames)


def bodies(facts: Lists) -> dict[str, pl.LazyFrame]:
    covering = facts.pairs.select("party_organization").unique()
    many = facts.pairs.filter(pl.col("kind") == "joint_branch").group_by("party_organization").len("units")
    branches = facts.heads.filter(pl.col("kind").is_in(BRANCHES))
    judged = facts.heads.filter(~pl.col("kind").is_in(UNMOVED))
    none = facts.valid("committee", "party_organization", "exists").filter(~pl.col("exists"))
    over = pl.col("over")
    return {
        "few_full_members": judged.join(covering, on="party_organization", how="semi").filter(pl.col("full") < 3),
        "joint_too_many_units": many.filter(pl.col("units") > 5),
        "too_many_members": branches.filter(pl.col("members") > 50),
        "committee_due": branches.filter(pl.col("full") >= 7).join(none, on="party_organization", how="semi"),
        "term_over": facts.terms.filter(over < facts.on),
        "term_ending": facts.terms.filter((over >= facts.on) & (over.dt.offset_by("-6mo") <= facts.on)),
    }


def organizations(facts: Lists) -> dict[str, pl.LazyFrame]:
    full = facts.full_from.filter(
        (pl.col("full_on") <= facts.on) | (pl.col("full_on").is_null() & (pl.col("category") == "full"))
    )
    staff = facts.valid("employment", "person", "organization", "full_time")
    employed = (
        staff.join(full.select("person", full=pl.lit(value=True)), on="person", how="left")
        .group_by("organization")
        .agg(full=(pl.col("full") & pl.col("full_time")).sum())
    )
    counted = facts.valid("headcount", "organization", "full_time_full_members").drop("start", "end")
    uncovered = facts.alive.join(facts.pairs, on="organization", how="anti")
    read = uncovered.join(employed, on="organization", how="left").join(counted, on="organization", how="left")
    charter = facts.valid("charter", "organization", "party_building", "clause").filter(
        ~pl.col("party_building") | (pl.col("clause") != "2019")
    )
    signed = facts.every("commitment", "organization").filter(pl.col("start") <= facts.on)
    return {
        "should_have_built": read.filter(pl.coalesce("full", "full_time_full_members") >= 3),
        "charter_clause": facts.alive.join(charter, on="organization", how="semi"),
        "commitment_missing": facts.alive.join(signed, on="organization", how="anti"),
    }


def members(facts: Lists) -> dict[str, pl.LazyFrame]:
    files = facts.valid("membership", "person", "category", "full_on")
    ever = facts.every("affiliation", "person").filter(pl.col("start") <= facts.on).select("person")
    dissolved = facts.bodies.filter(pl.col("dissolved") <= facts.on).select("party_organization")
    lasting = facts.stands.join(dissolved, on="party_organization", how="anti")
    nowhere = facts.stands.join(lasting, on="person", how="anti").select("person").unique()
    never = files.join(ever, on="person", how="anti").select("person")
    full = (pl.col("full_on") <= facts.on) | (pl.col("full_on").is_null() & (pl.col("category") == "full"))
    longer = extensions(facts)
    over = pl.col("start").dt.offset_by("1y")
    over = over.dt.offset_by(pl.format("{}mo", pl.col("months").fill_null(0)))
    probation = (
        files.join(longer, on="person", how="left")
        .filter(~full.fill_null(value=False) & pl.col("pending").is_null() & (over < facts.on))
        .select("person")
    )
    return {
        "member_without_branch": pl.concat([nowhere.join(files, on="person", how="semi"), never]),
        "probation_over": probation,
        "hours_below": short_hours(facts),
    }


def short_hours(facts: Lists) -> pl.LazyFrame:
    """Whose hours of the year are on record and too few: the stated total, or the items if they come to more."""
    total = (
        facts.valid("learning", "person", "hours", "kind")
        .group_by("person")
        .agg(stated=pl.col("hours").sum() * 10, as_secretary=(pl.col("kind") == "secretary").any())
    )
    year = pl.col("start").is_between(facts.on.replace(month=1, day=1), facts.on)
    kinds = facts.every("study_record", "study", "kind")
    studies = facts.every("learner", "person", "study", "tenths").filter(year).join(kinds, on="study")
    lectures = facts.every("attendance", "person", "state", "tenths").filter(year & (pl.col("state") == "present"))
    trains = pl.col("kind").is_in(["induction", "yearly_round"])
    items = pl.concat(
        [studies.select("person", "tenths", trains=trains), lectures.select("person", "tenths", trains=pl.lit(False))]
    )
    summed = items.group_by("person").agg(
        pl.col("tenths").sum(), pl.col("trains").any(), open=pl.col("tenths").null_count()
    )
    posts = facts.valid("post", "person", "title").select("person", post=pl.lit(True)).drop_nulls().unique()
    both = total.join(summed, on="person", how="full", coalesce=True).join(posts, on="person", how="left")
    leads = pl.any_horizontal(pl.col("as_secretary", "trains", "post").fill_null(value=False))
    counted = pl.max_horizontal("stated", "tenths")
    known = pl.col("stated").is_not_null() | (pl.col("open") == 0)
    return both.filter(known & (counted < pl.when(leads).then(560).otherwise(320))).select("person")


def untrained(facts: Lists) -> pl.LazyFrame:
    """Whose secretary took the post over six months ago and was not trained since, where others of the unit were."""
    posts = facts.valid("post", "party_organization", "person", "title").filter(pl.col("title") == "secretary")
    newest = posts.filter(pl.col("start") == pl.col("start").max().over("party_organization"))
    held = (
        newest.group_by("party_organization")
        .agg(pl.col("person").max(), took=pl.col("start").first())
        .join(facts.bodies.filter("standing").select("party_organization", "unit"), on="party_organization")
    )
    kinds = facts.every("study_record", "study", "kind", "unit").filter(
        pl.col("kind").is_in(["induction", "yearly_round"])
    )
    taken = (
        facts.every("learner", "study", "person")
        .filter(pl.col("start") <= facts.on)
        .select("study", "person", day="start")
        .join(kinds.select("study", "kind", by="unit"), on="study")
    )
    induction = pl.col("day").filter(pl.col("kind") == "induction").max()
    mine = taken.group_by("person").agg(trained=pl.col("day").max(), induction=induction)
    held = held.join(mine, on="person", how="left")
    last = pl.concat(
        [taken.select(unit="by", last="day"), held.select("unit", last="trained").filter(pl.col("last").is_not_null())]
    )
    judged = held.join(last.group_by("unit").agg(pl.col("last").max()), on="unit").filter(
        pl.col("last") >= pl.col("took")
    )
    since = (pl.col("trained") >= pl.col("took")).fill_null(value=False)
    late = pl.col("took").dt.offset_by("6mo") < facts.on
    return judged.filter(pl.col("person").is_not_null() & ~since & pl.col("induction").is_null() & late).select(
        "party_organization"
    )


def extensions(facts: Lists) -> pl.LazyFrame:
    """By how many months probation was extended, and whether a resolution waits: person, months, pending."""
    cases = facts.every("case_particulars", "case", "procedure", "person")
    own = cases.filter(pl.col("procedure") == "member-development").select("case", "person")
    steps = facts.every("case_step", "case", "step", "outcome", "amounts").filter(
        pl.col("step").is_in(["conversion-meeting", "conversion-approval"]) & (pl.col("start") <= facts.on)
    )
    answer = pl.col("step").shift(-1).over("person", order_by=["start", pl.col("step") == "conversion-approval"])
    asked = steps.join(own, on="case").with_columns(approved=answer == "conversion-approval")
    asked = asked.filter(pl.col("step") == "conversion-meeting")
    months = pl.col("amounts").str.extract(r'"months":(\d+)').cast(pl.Int64)
    extended = pl.col("approved") & (pl.col("outcome") == "extended")
    waits = pl.when(~pl.col("approved").fill_null(value=False)).then(1)
    return asked.group_by("person").agg(months=months.filter(extended).sum(), pending=waits.max())


def dues(facts: Lists) -> dict[str, pl.LazyFrame]:
    base = pl.col("base_fen")

    def rated(rate: int) -> pl.Expr:
        return (base * (2 * rate) + 1000) // 2000

    salaried = (
        pl.when(base <= 300_000)
        .then(rated(5))
        .when(base <= 500_000)
        .then(rated(10))
        .when(base <= 1_000_000)
        .then(rated(15))
        .otherwise(rated(20))
    )
    retired = pl.when(base <= 500_000).then(rated(5)).otherwise(rated(10))
    basis = pl.col("basis")
    owed = (
        pl.when(basis == "salaried")
        .then(salaried)
        .when(basis == "retired")
        .then(retired)
        .when(basis == "fixed")
        .then(20)
    )
    last = facts.months_paid.filter(pl.col("last") == pl.col("last").max().over("person"))
    below = last.filter((basis != "exempt") & (pl.col("paid_fen") < pl.coalesce("due_fen", owed)))
    unpaid = (basis != "exempt") & (pl.col("due_fen").is_null() | (pl.col("due_fen") > 0)) & (pl.col("paid_fen") == 0)
    flagged = facts.months_paid.with_columns(unpaid=unpaid.fill_null(value=False))
    settled = flagged.filter(~pl.col("unpaid")).group_by("person").agg(settled=pl.col("last").max())
    run = (
        flagged.filter("unpaid")
        .join(settled, on="person", how="left")
        .filter(pl.col("settled").is_null() | (pl.col("first") > pl.col("settled")))
        .group_by("person")
        .agg(n=(pl.col("last") - pl.col("first") + 1).sum(), first=pl.col("first").min(), last=pl.col("last").max())
    )
    n = pl.col("n")
    return {
        "dues_below": below.select("person"),
        "dues_unpaid": run.filter((n >= 6) & (pl.col("last") - pl.col("first") + 1 <= n)),
    }
