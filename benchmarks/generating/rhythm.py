"""Organization life as branches hold it: every month, every quarter, every year; some stop, begin late, or skip."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.generating.drawing import ON, number, some
from benchmarks.generating.nation import Nation

MONTHS = 40
"""How far back it is drawn; only the latest are kept."""
MONTHLY = {"theme_day": 1.0, "committee_meeting": 0.8, "group_meeting": 0.15}
"""The share of branches that hold it in each month."""
YEARLY = {"general_meeting": (1, 4, 7, 10), "lecture": (2, 5, 8, 11), "heart_talk": (6,)}
"""In which months of the year it is held."""
AT_THE_END = ("life_meeting", "appraisal")
"""In December or January."""


def rhythm(nation: Nation, count: int) -> pl.DataFrame:
    """The latest ``count`` meetings: party_organization, day (a number), kind."""
    rng = nation.lots("rhythm")
    size = nation.sizes.party_organizations
    care = rng.choice([0.0, 1.0, 0.98, 0.9], size, p=[0.04, 0.6, 0.26, 0.1])
    first = np.where(some(rng, size, 0.06), rng.integers(0, MONTHS, size), 0)
    late_units = some(rng, nation.sizes.units + 1, 0.1) * (MONTHS - 9)
    first = np.maximum(first, late_units[nation.seats[nation.anchors]])
    last = np.where(some(rng, size, 0.12), rng.integers(MONTHS - 14, MONTHS, size), MONTHS)
    parts = []
    for month in range(MONTHS):
        back = MONTHS - 1 - month
        year, at = divmod(ON.year * 12 + ON.month - 1 - back, 12)
        begins = number(ON.replace(year=year, month=at + 1, day=1))
        for kind, share in _held_in(at + 1).items():
            day = begins + rng.integers(0, 28, size)
            goes = (month >= first) & (month < last) & some(rng, size, share) & (rng.random(size) < care)
            goes &= day >= nation.bodies_founded
            parts.append(
                pl.DataFrame({"party_organization": nation.bodies, "day": day})
                .filter(pl.Series(goes))
                .with_columns(kind=pl.lit(kind))
            )
    drawn = pl.concat(parts).sort("day", "party_organization", "kind")
    if len(drawn) < count:
        raise ValueError(f"only {len(drawn)} meetings are drawn, {count} are asked for")
    return drawn.tail(count)


def _held_in(month: int) -> dict[str, float]:
    """What is held in a month of the year, by which share of the branches."""
    regular = {kind: 1.0 for kind, months in YEARLY.items() if month in months}
    yearly = dict.fromkeys(AT_THE_END, {12: 0.9, 1: 0.3}.get(month, 0.0))
    return MONTHLY | regular | {kind: share for kind, share in yearly.items() if share}
