"""What somebody who needs every unit's numbers once would write in Polars, straight from the Parquet facts.

One wide frame of organizations and one of party organizations with a column for each number, joined once with the
units that each reaches, and added up once. No evidence, no reasons, no rules of other days; the same numbers as the
catalogue's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from benchmarks.polars_script import BRANCHES, KINDS, LEAST, MODES

ENDED = ["deregistered", "revoked"]
RANKS = {"work_committee": 0, "committee": 0, "general_branch": 1, "joint_branch": 3}


@dataclass(frozen=True)
class Facts:
    """The facts that are upheld, cut by day; only the columns that are asked for are read."""

    folder: Path
    on: date
    since: date
    known: int

    def every(self, name: str, *columns: str) -> pl.LazyFrame:
        upheld = pl.col("superseded_by").is_null() | (pl.col("superseded_by") > self.known)
        facts = pl.scan_parquet(self.folder / f"{name}.parquet").filter((pl.col("entry") <= self.known) & upheld)
        return facts.select(*columns, "start", "end")

    def valid(self, name: str, *columns: str) -> pl.LazyFrame:
        start, end = pl.col("start"), pl.col("end")
        return self.every(name, *columns).filter(
            (start.is_null() | (start <= self.on)) & (end.is_null() | (end > self.on))
        )

    def within(self, name: str, *columns: str) -> pl.LazyFrame:
        return self.every(name, *columns).filter(pl.col("start").is_between(self.since, self.on))

    @cached_property
    def above(self) -> pl.LazyFrame:
        """Every unit with itself and each above it: below, unit."""
        parents = self.valid("unit_particulars", "unit", "parent").select("unit", "parent").collect()
        step = parents.select(below="unit", unit="unit")
        found = [step]
        while len(step):
            step = step.join(parents, on="unit").drop_nulls("parent").select("below", unit="parent")
            found.append(step)
        return pl.concat(found).lazy()

    @cached_property
    def alive(self) -> pl.LazyFrame:
        standing = self.valid("standing", "organization", "status")
        return standing.filter(~pl.col("status").is_in(ENDED)).select("organization").collect().lazy()

    @cached_property
    def placed(self) -> pl.LazyFrame:
        placed = self.valid("placement", "organization", "line", "unit", "position")
        return placed.filter(pl.col("line") == "territory").select("organization", "unit", "position").collect().lazy()

    @cached_property
    def homes(self) -> pl.LazyFrame:
        """Where each organization is at home: organization, home."""
        first = self.placed.sort("position", "unit").unique("organization", keep="first", maintain_order=True)
        registered = self.valid("registration", "organization", "authority").select("organization", "authority")
        return (
            registered.join(first, on="organization", how="left")
            .select("organization", home=pl.coalesce("unit", "authority"))
            .collect()
            .lazy()
        )

    @cached_property
    def reached(self) -> pl.LazyFrame:
        """Every organization with all units that it reaches: organization, unit."""
        named = [self.placed.select("organization", below="unit"), self.homes.select("organization", below="home")]
        return (
            pl.concat(named)
            .unique()
            .join(self.above, on="below")
            .select("organization", "unit")
            .unique()
            .collect()
            .lazy()
        )

    @cached_property
    def listed(self) -> pl.LazyFrame:
        """Coverage on the day, with whether the organization is alive."""
        pairs = self.valid("coverage", "party_organization", "organization", "mode", "position").drop("start", "end")
        alive = self.alive.with_columns(alive=True)
        return (
            pairs.join(alive, on="organization", how="left")
            .with_columns(pl.col("alive").fill_null(value=False))
            .collect()
            .lazy()
        )

    @cached_property
    def bodies(self) -> pl.LazyFrame:
        """Party organizations: party_organization, founded, dissolved, kind, unit, standing."""
        lives = self.every("establishment", "party_organization").rename({"start": "founded", "end": "dissolved"})
        kinds = self.valid("party_organization_particulars", "party_organization", "kind", "unit").drop("start", "end")
        lasting = pl.col("dissolved").is_null() | (pl.col("dissolved") > self.on)
        joined = lives.join(kinds, on="party_organization", how="left")
        return joined.with_columns(standing=(pl.col("founded") <= self.on) & lasting).collect().lazy()

    @cached_property
    def pairs(self) -> pl.LazyFrame:
        """Coverage in effect, with the kind of the party organization."""
        standing = self.bodies.filter("standing").select("party_organization", "kind")
        return self.listed.filter("alive").join(standing, on="party_organization").collect().lazy()

    @cached_property
    def body_homes(self) -> pl.LazyFrame:
        """The first-listed organization of each party organization, one that is alive if there is one, and its mode."""
        ranked = self.listed.sort(~pl.col("alive"), "position", "organization")
        return ranked.unique("party_organization", keep="first", maintain_order=True).collect().lazy()

    @cached_property
    def bodies_reached(self) -> pl.LazyFrame:
        """Every party organization with all units that it reaches: party_organization, unit."""
        touching = (
            self.listed.filter("alive").join(self.reached, on="organization").select("party_organization", "unit")
        )
        homes = self.body_homes.join(self.homes, on="organization", how="left").select("party_organization", "home")
        at_home = (
            self.bodies.join(homes, on="party_organization", how="left")
            .select("party_organization", below=pl.coalesce("home", "unit"))
            .join(self.above, on="below")
            .select("party_organization", "unit")
        )
        return pl.concat([touching, at_home]).unique().collect().lazy()


def figures(facts: Facts) -> pl.DataFrame:
    """One row for each unit, one column for each figure by its key in the catalogue; of organization life only joint
    days, the others are in ``nation_life``."""
    sums = [
        organizations(facts).join(facts.reached, on="organization").drop("organization").group_by("unit").sum(),
        bodies(facts)
        .join(facts.bodies_reached, on="party_organization")
        .drop("party_organization")
        .group_by("unit")
        .sum(),
        contributions(facts),
    ]
    units = facts.above.select("unit").unique()
    frame = units.collect()
    for part in pl.collect_all(sums):
        frame = frame.join(part, on="unit", how="left")
    return finished(frame.with_columns(pl.exclude("unit").fill_null(0))).sort("unit")


def organizations(facts: Facts) -> pl.LazyFrame:
    """Every organization with what it adds to each number."""
    pairs = facts.pairs
    rank = pl.col("kind").replace_strict(RANKS, default=2, return_dtype=pl.Int8)
    built = pairs.group_by("organization").agg(
        rank.min().alias("rank"), pl.col("mode").sort_by("party_organization").first().alias("mode"), covered=pl.lit(1)
    )
    sent = (
        facts.valid("guidance", "organization", "title")
        .group_by("organization")
        .agg(
            guided=pl.col("title").is_in(["instructor", "liaison"]).any(), sent=(pl.col("title") == "instructor").sum()
        )
    )
    signed = (
        facts.every("commitment", "organization")
        .filter(pl.col("start") <= facts.on)
        .select("organization", signed=pl.lit(1))
        .unique()
    )
    counts = facts.valid("headcount", "organization", "staff", "full_time_full_members").drop("start", "end")
    charter = facts.valid("charter", "organization", "party_building").drop("start", "end")
    ended = (
        facts.every("standing", "organization", "status", "reason")
        .filter(pl.col("status") == "deregistered")
        .group_by("organization")
        .agg(ended=pl.col("start").min(), reason=pl.col("reason").min())
    )
    gave = (
        facts.within("contribution_record", "contribution", "kind")
        .filter(pl.col("kind") == "donation")
        .select("contribution")
        .join(facts.every("contribution_participant", "contribution", "organization"), on="contribution")
        .select("organization", gave=pl.lit(1))
        .unique()
    )
    frame = facts.every("standing", "organization").select("organization").unique()
    frame = frame.join(facts.alive.with_columns(alive=True), on="organization", how="left")
    for part in (built, sent, signed, counts, charter, ended, gave):
        frame = frame.join(part, on="organization", how="left")
    return frame.select("organization", *organization_numbers(facts.since, facts.on))


def organization_numbers(since: date, on: date) -> Iterable[pl.Expr]:
    alive, covered = pl.col("alive").fill_null(value=False), pl.col("covered").is_not_null()
    built, open_ = alive & covered, alive & ~covered
    sent, guided = pl.col("sent").fill_null(0), pl.col("guided").fill_null(value=False)
    full, rank, mode = pl.col("full_time_full_members"), pl.col("rank"), pl.col("mode")
    in_period = pl.col("ended").is_between(since, on)
    joint = alive & (rank == 3)
    numbers = {
        "organizations": alive,
        "covered": built,
        **{f"covered_{one}": built & (mode == one) for one in MODES},
        "covered_unstated": built & mode.is_null(),
        "work_covered": alive & (covered | guided),
        "should_have_built": open_ & (full >= LEAST),
        "open_unknown": open_ & full.is_null(),
        "deregistered": in_period,
        "zombies_deregistered": in_period & pl.col("reason").str.contains("僵尸", literal=True),
        "charter": alive & pl.col("party_building"),
        "charter_unknown": alive & pl.col("party_building").is_null(),
        "commitments": alive & pl.col("signed").is_not_null(),
        "built_separately": alive & (rank < 3),
        "built_separately_committee": alive & (rank == 0),
        "built_separately_general_branch": alive & (rank == 1),
        "built_separately_branch": alive & (rank == 2),
        "built_jointly": joint,
        "built_jointly_with_three": joint & (full >= LEAST),
        "joint_unknown": joint & full.is_null(),
        "not_built": open_,
        "not_built_few_members": open_ & full.is_between(1, LEAST - 1),
        "not_built_no_members": open_ & (full == 0),
        "not_built_guided": open_ & (sent > 0),
        "staffed": alive & pl.col("staff").is_not_null(),
        "staff_unknown": alive & pl.col("staff").is_null(),
        "instructed": alive & (sent > 0),
        "donating_organizations": pl.col("gave").is_not_null(),
    }
    flags = (flag.fill_null(value=False).cast(pl.Int32).alias(name) for name, flag in numbers.items())
    staff = pl.when(alive).then(pl.col("staff")).fill_null(0).alias("staff")
    return (*flags, staff, pl.when(alive).then(sent).otherwise(0).alias("instructors"))


def bodies(facts: Facts) -> pl.LazyFrame:
    """Every party organization with what it, its members and its meetings add to each number."""
    covering = facts.pairs.select("party_organization", covers=pl.lit(value=True)).unique()
    mode = facts.body_homes.select("party_organization", "mode")
    frame = facts.bodies.join(covering, on="party_organization", how="left").join(
        mode, on="party_organization", how="left"
    )
    joined = [reelected(facts), *people(facts), meetings(facts)]
    bodies = pl.concat(
        [frame.select("party_organization"), *(one.select("party_organization") for one in joined)]
    ).unique()
    wide = bodies.join(frame, on="party_organization", how="left")
    for part in joined:
        wide = wide.join(part, on="party_organization", how="left")
    counted = pl.col("standing") & pl.col("covers")
    branch, founded = pl.col("kind").is_in(BRANCHES), pl.col("founded")
    lived = branch & (founded <= facts.on) & (pl.col("dissolved").is_null() | (pl.col("dissolved") > facts.since))
    first = pl.when(founded > facts.since).then(founded.dt.year()).otherwise(facts.since.year)
    last = pl.when(pl.col("dissolved") <= facts.on).then(pl.col("dissolved").dt.year()).otherwise(facts.on.year)
    again = pl.col("again").is_not_null()
    numbers = {
        "party_organizations": counted,
        **{f"party_organizations_{one}": counted & (pl.col("mode") == one) for one in MODES},
        "party_organizations_unstated": counted & pl.col("mode").is_null(),
        **{key: counted & (pl.col("kind") == kind) for kind, key in KINDS.items()},
        "under_three_full_members": counted & (pl.col("full").fill_null(0) < LEAST),
        "branches_new": branch & founded.is_between(facts.since, facts.on),
        "branches_reelected": lived & again,
        "marks_unknown": lived & ~again & (pl.col("marked").fill_null(0) < last - first + 1),
    }
    flags = (flag.fill_null(value=False).cast(pl.Int32).alias(name) for name, flag in numbers.items())
    added = ("members", "applicants", "activists", "admitted", "joint_theme_days")
    return wide.select("party_organization", *flags, *(pl.col(name).fill_null(0) for name in added))


def reelected(facts: Facts) -> pl.LazyFrame:
    """Which were re-elected in a year whose mark says so, and how many years of the period bear a mark."""
    year = pl.col("start").dt.year().alias("year")
    marks = facts.every("reelection_mark", "party_organization", "reelected").with_columns(year)
    held = facts.within("election", "party_organization").select("party_organization", year)
    again = (
        held.join(marks.filter("reelected"), on=["party_organization", "year"])
        .select("party_organization", again=pl.lit(1))
        .unique()
    )
    years = marks.filter(pl.col("year").is_between(facts.since.year, facts.on.year))
    marked = years.group_by("party_organization").agg(marked=pl.col("year").n_unique())
    return again.join(marked, on="party_organization", how="full", coalesce=True)


def people(facts: Facts) -> list[pl.LazyFrame]:
    """Members and full members of each party organization, and steps taken in the period."""
    stands = (
        facts.valid("affiliation", "person", "party_organization")
        .group_by("person")
        .agg(pl.col("party_organization").min())
    )
    files = (
        facts.every("membership", "person", "category", "full_on")
        .group_by("person")
        .agg(pl.col("full_on").min(), pl.col("category").min())
    )
    full = (pl.col("full_on") <= facts.on) | (pl.col("full_on").is_null() & (pl.col("category") == "full"))
    members = (
        stands.join(files, on="person", how="left")
        .group_by("party_organization")
        .agg(members=pl.len(), full=full.fill_null(value=False).sum())
    )
    taken = (
        facts.every("development_step", "person", "party_organization", "stage")
        .filter(pl.col("stage").is_in(["application", "activist", "admission"]))
        .group_by("person", "stage")
        .agg(pl.col("party_organization").max(), taken=pl.col("start").is_between(facts.since, facts.on).any())
        .filter("taken")
        .group_by("party_organization")
        .agg(
            applicants=(pl.col("stage") == "application").sum(),
            activists=(pl.col("stage") == "activist").sum(),
            admitted=(pl.col("stage") == "admission").sum(),
        )
    )
    return [members, taken]


def meetings(facts: Facts) -> pl.LazyFrame:
    days = facts.within("meeting_record", "meeting", "party_organization", "kind").filter(pl.col("kind") == "theme_day")
    partners = facts.every("meeting_partner", "meeting", "party_organization").select(
        "meeting", other="party_organization"
    )
    joint = days.join(partners, on="meeting").filter(pl.col("other") != pl.col("party_organization"))
    return joint.group_by("party_organization").agg(joint_theme_days=pl.col("meeting").n_unique())


def contributions(facts: Facts) -> pl.LazyFrame:
    held = facts.within("contribution_record", "contribution", "kind", "people_served", "money_fen", "goods_fen")
    held = held.filter(pl.col("kind").is_in(["practice", "donation"]))
    taking = facts.every("contribution_participant", "contribution", "organization").join(
        held.select("contribution"), on="contribution", how="semi"
    )
    reached = taking.join(facts.reached, on="organization").select("contribution", "unit").unique()
    practice, donation = pl.col("kind") == "practice", pl.col("kind") == "donation"
    return (
        held.join(reached, on="contribution")
        .group_by("unit")
        .agg(
            practice_activities=practice.sum(),
            people_served=pl.col("people_served").filter(practice).sum(),
            donation_activities=donation.sum(),
            donated_money=pl.col("money_fen").filter(donation).sum(),
            donated_goods=pl.col("goods_fen").filter(donation).sum(),
        )
    )


UNKNOWN = {
    "open_unknown": ["should_have_built", "not_built_few_members", "not_built_no_members"],
    "charter_unknown": ["charter"],
    "joint_unknown": ["built_jointly_with_three"],
    "staff_unknown": ["staffed", "staff"],
    "marks_unknown": ["branches_reelected"],
}
RATES = {
    "organization_coverage": "covered",
    "work_coverage": "work_covered",
    "charter_rate": "charter",
    "commitment_rate": "commitments",
}


def finished(sums: pl.DataFrame) -> pl.DataFrame:
    """Nothing where the ledger does not know; shares to a tenth of a percent; money in yuan."""
    known = sums.with_columns(
        pl.when(pl.col(flag) == 0).then(pl.col(key)).alias(key) for flag, keys in UNKNOWN.items() for key in keys
    )
    whole = pl.col("organizations").cast(pl.Int64)
    rates = (
        pl.when(whole > 0).then((2000 * pl.col(part).cast(pl.Int64) + whole) // (2 * whole) / 10).alias(key)
        for key, part in RATES.items()
    )
    money = (pl.col(name) / 100 for name in ("donated_money", "donated_goods"))
    return known.with_columns(*rates, *money).drop(UNKNOWN)
