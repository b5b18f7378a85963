"""Facts of happenings: organization life and contributions."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.generating.drawing import ON, number, on_a_day, recorded, some, words
from benchmarks.generating.nation import Nation
from benchmarks.generating.rhythm import rhythm

DAY = number(ON)
MEETINGS = ["general_meeting", "committee_meeting", "group_meeting", "lecture", "theme_day", "life_meeting"]
CONTRIBUTIONS = ["practice", "donation", "volunteering", "employment", "aid"]


def _held(nation: Nation) -> pl.DataFrame:
    """Meetings by party organization and day: in a rhythm with their kinds, or four apiece in the last two years."""
    if nation.sizes.happenings:
        return rhythm(nation, nation.sizes.happenings)
    rng = nation.lots("meetings")
    bodies = np.repeat(nation.bodies, 4)
    day = DAY - rng.integers(0, 730, len(bodies))
    kinds = words(nation.lots("kinds"), MEETINGS, len(bodies), [2, 2, 2, 1, 2, 0.5])
    return pl.DataFrame({"party_organization": bodies, "day": day, "kind": kinds})


def meeting_record(nation: Nation) -> pl.DataFrame:
    rng = nation.lots("meeting_record")
    held = _held(nation)
    size = len(held)
    due = rng.integers(3, 30, size)
    frame = pl.DataFrame(
        {
            "meeting": np.arange(1, size + 1),
            "party_organization": held["party_organization"],
            "kind": held["kind"],
            "due": due,
            "present": np.maximum(1, (due * rng.uniform(0.4, 1, size)).astype(np.int64)),
            **on_a_day(held["day"].to_numpy()),
        }
    )
    return recorded("meeting_record", frame, rng, 0.01, _a_theme_day)


def _a_theme_day(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(kind=pl.lit("theme_day"))


def meeting_partner(nation: Nation) -> pl.DataFrame:
    """One meeting in six was held with one or two others; in a rhythm, with such as hold meetings themselves then."""
    rng = nation.lots("meeting_partner")
    held = _held(nation)
    bodies = held["party_organization"].to_numpy()
    meetings = np.flatnonzero(some(rng, len(bodies), 1 / 6))
    first = pl.DataFrame(
        {"meeting": meetings + 1, "party_organization": bodies[meetings] % nation.sizes.party_organizations + 1}
    )
    second = first.with_columns(pl.col("party_organization") % nation.sizes.party_organizations + 1)
    both = pl.concat(
        [first.with_columns(position=0), second.filter(pl.Series(some(rng, len(second), 0.3))).with_columns(position=1)]
    )
    if nation.sizes.happenings:
        both = _with_meetings_of_their_own(both, held)
    return recorded("meeting_partner", both, rng)


def _with_meetings_of_their_own(partners: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    lives = held.group_by("party_organization").agg(first=pl.col("day").min(), last=pl.col("day").max())
    days = held["day"].to_numpy()[partners["meeting"].to_numpy() - 1]
    dated = partners.with_columns(day=pl.Series(days)).join(
        lives, on="party_organization", how="left", maintain_order="left"
    )
    return dated.filter(pl.col("day").is_between("first", "last")).drop("day", "first", "last")


def contribution_record(nation: Nation) -> pl.DataFrame:
    rng = nation.lots("contribution_record")
    size = nation.sizes.organizations // 3
    frame = pl.DataFrame(
        {
            "contribution": np.arange(1, size + 1),
            "kind": words(rng, CONTRIBUTIONS, size, [3, 3, 3, 0.5, 0.5]),
            "people_served": rng.integers(0, 500, size),
            "money_fen": rng.integers(0, 10_000_000, size),
            "goods_fen": rng.integers(0, 1_000_000, size),
            **on_a_day(DAY - rng.integers(0, 1000, size)),
        }
    ).with_columns(
        pl.when(pl.Series(some(rng, size, 0.8))).then("people_served").alias("people_served"),
        pl.when(pl.col("kind") == "donation").then("money_fen").alias("money_fen"),
        pl.when(pl.col("kind") == "donation").then("goods_fen").alias("goods_fen"),
    )
    return recorded("contribution_record", frame, rng, 0.01, _more_money)


def _more_money(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(pl.col("money_fen") + 10_000)


def contribution_participant(nation: Nation) -> pl.DataFrame:
    """An organization, and with one in two a neighbour; one in ten has one from far away."""
    rng = nation.lots("contribution_participant")
    size, many = nation.sizes.organizations // 3, nation.sizes.organizations
    first = rng.integers(0, many, size)
    contribution = np.arange(1, size + 1)
    parts = []
    listed = ((first, 1.0), ((first + 1) % many, 0.5), ((first + many // 2) % many, 0.1))
    for position, (organization, share) in enumerate(listed):
        part = pl.DataFrame({"contribution": contribution, "organization": organization + 1})
        parts.append(part.filter(pl.Series(some(rng, size, share))).with_columns(position=position))
    return recorded("contribution_participant", pl.concat(parts), rng)


HAPPENINGS = {
    made.__name__: made for made in (meeting_record, meeting_partner, contribution_record, contribution_participant)
}
