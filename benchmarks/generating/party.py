"""Facts of party organizations."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.generating.drawing import ON, days, number, on_a_day, recorded, shift, some, words
from benchmarks.generating.nation import Nation

DAY = number(ON)
KINDS = ["branch", "joint_branch", "general_branch", "committee", "work_committee", "provisional_branch", "functional"]
MANY = 7
MODES = ["separate", "joint", "dispatched", "fallback", "at_source", "attached", "functional", None]


def establishment(nation: Nation) -> pl.DataFrame:
    rng = nation.lots("establishment")
    size = nation.sizes.party_organizations
    life = DAY + 30 - nation.bodies_founded
    gone = nation.bodies_founded + 1 + (rng.random(size) * life).astype(np.int64)
    frame = pl.DataFrame(
        {
            "party_organization": nation.bodies,
            "start": days(nation.bodies_founded),
            "end": days(gone, ~some(rng, size, 0.05)),
        }
    )
    return recorded("establishment", frame, rng, 0.01, shift("start", 90))


def party_organization_particulars(nation: Nation) -> pl.DataFrame:
    """Its kind, where it stands, and under which: one of the first hundredth. Some changed their kind."""
    rng = nation.lots("particulars")
    size = nation.sizes.party_organizations
    upper = max(1, size // 100)
    kind = words(rng, KINDS, size, [0.6, 0.22, 0.04, 0.02, 0.005, 0.02, 0.095])
    several = pl.Series(nation.covers > 1)
    frame = pl.DataFrame(
        {
            "party_organization": nation.bodies,
            "kind": kind,
            "parent": pl.Series(rng.integers(1, upper + 1, size)),
            "unit": nation.seats[nation.anchors],
            "start": pl.Series([None], dtype=pl.Date).new_from_index(0, size),
        }
    ).with_columns(
        kind=pl.when(~several & (pl.col("kind") == "joint_branch")).then(pl.lit("branch")).otherwise("kind"),
        parent=pl.when(pl.col("party_organization") > upper).then("parent"),
    )
    changed, on = some(rng, size, 0.03), days(rng.integers(DAY - 900, DAY + 30, size))
    before = frame.with_columns(pl.when(pl.Series(changed)).then(on).alias("end"))
    after = frame.with_columns(on.alias("start"), pl.lit("general_branch").alias("kind")).filter(pl.Series(changed))
    return recorded("party_organization_particulars", pl.concat([before, after], how="diagonal"), rng)


def coverage(nation: Nation) -> pl.DataFrame:
    """Each covers its first organization and those that come after it, across the border of its county now and then."""
    rng = nation.lots("coverage")
    size = nation.sizes.coverage
    bodies = np.repeat(nation.bodies, nation.covers)
    position = np.arange(size) - np.repeat(np.cumsum(nation.covers) - nation.covers, nation.covers)
    organization = (nation.anchors[bodies - 1] + position) % nation.sizes.organizations + 1
    begun = nation.bodies_founded[bodies - 1] + rng.integers(0, 300, size) * some(rng, size, 0.3)
    frame = pl.DataFrame(
        {
            "party_organization": bodies,
            "organization": organization,
            "mode": words(rng, MODES, size, [0.3, 0.3, 0.08, 0.12, 0.05, 0.05, 0.06, 0.04]),
            "position": position,
            "start": days(begun),
            "end": days(begun + rng.integers(30, 3000, size), some(rng, size, 0.94)),
        }
    )
    return recorded("coverage", frame, rng, 0.02, _another_mode)


def _another_mode(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(words(rng, MODES[:4], len(frame), [1, 1, 1, 1]).alias("mode"))


def election(nation: Nation) -> pl.DataFrame:
    """A few months after the founding, and every three years or so from then on; some are late, some stopped."""
    rng = nation.lots("election")
    size = nation.sizes.party_organizations
    held, parts = nation.bodies_founded + rng.integers(0, 120, size), []
    going = some(rng, size, 0.97)
    while going.any():
        parts.append(pl.DataFrame({"party_organization": nation.bodies, **on_a_day(held)}).filter(pl.Series(going)))
        held = held + 1000 + rng.integers(0, 260, size)
        going &= (held <= DAY) & some(rng, size, 0.95)
    return recorded("election", pl.concat(parts), rng, 0.01, _a_day_earlier)


def _a_day_earlier(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(pl.col("start") - pl.duration(days=1), pl.col("end") - pl.duration(days=1))


def reelection_mark(nation: Nation) -> pl.DataFrame:
    """Of the last three years: of every branch, but for a few of every fortieth unit's."""
    rng = nation.lots("reelection_mark")
    size = nation.sizes.party_organizations
    careless = (nation.seats[nation.anchors] % 40 == 0) & some(rng, size, 0.3)
    parts = []
    for year in range(ON.year - 2, ON.year + 1):
        span = {
            "start": pl.lit(f"{year}-01-01").str.to_date(),
            "end": pl.lit(f"{year + 1}-01-01").str.to_date(),
            "reelected": pl.Series(some(rng, size, 0.8)),
        }
        parts.append(pl.DataFrame({"party_organization": nation.bodies}).with_columns(**span))
        parts[-1] = parts[-1].filter(pl.Series(~careless))
    return recorded("reelection_mark", pl.concat(parts), rng)


def committee(nation: Nation) -> pl.DataFrame:
    """Whether there is one: of nine in ten it is known, and then mostly where there are members enough."""
    rng = nation.lots("committee")
    size = nation.sizes.party_organizations
    many = np.bincount(nation.body_of_member, minlength=size + 1)[1:] >= MANY
    frame = pl.DataFrame(
        {
            "party_organization": nation.bodies,
            "exists": np.where(many, some(rng, size, 0.9), some(rng, size, 0.1)),
            "appointed": some(rng, size, 0.05),
            "start": days(nation.bodies_founded),
            "end": days(np.zeros(size), np.ones(size, dtype=bool)),
        }
    )
    return recorded("committee", frame.filter(pl.Series(some(rng, size, 0.9))), rng, 0.01, _there_is_one)


def _there_is_one(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(exists=pl.lit(value=True))


PARTY = {
    made.__name__: made
    for made in (
        establishment,
        party_organization_particulars,
        coverage,
        election,
        reelection_mark,
        committee,
    )
}
