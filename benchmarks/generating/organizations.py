"""Facts of social organizations."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.generating.drawing import ON, days, number, on_a_day, recorded, some, words
from benchmarks.generating.nation import Nation

DAY = number(ON)
INDUSTRIES = [f"行业{one}" for one in range(1, 21)]


def registration(nation: Nation) -> pl.DataFrame:
    """One in twenty changed its industry on a day: two facts, one after the other."""
    rng = nation.lots("registration")
    size = nation.sizes.organizations
    numbers = pl.Series(nation.organizations)
    frame = pl.DataFrame(
        {
            "organization": numbers,
            "type": words(rng, ["association", "service", "foundation"], size, [0.42, 0.57, 0.01]),
            "authority": nation.seats,
            "industry": words(rng, INDUSTRIES, size, [1] * len(INDUSTRIES)),
            "name": pl.select("第" + pl.lit(numbers.cast(pl.String)) + "号社会组织").to_series(),
            "code": pl.select("5" + pl.lit(numbers.cast(pl.String)).str.zfill(17)).to_series(),
            "start": days(np.zeros(size), np.ones(size, dtype=bool)),
        }
    )
    changed = some(rng, size, 0.05)
    on = days(rng.integers(DAY - 2000, DAY + 200, size))
    before = frame.with_columns(pl.when(pl.Series(changed)).then(on).alias("end"))
    after = frame.with_columns(on.alias("start"), words(rng, INDUSTRIES, size, [1] * len(INDUSTRIES)).alias("industry"))
    both = pl.concat([before, after.filter(pl.Series(changed))], how="diagonal")
    return recorded("registration", both, rng, 0.01, _another_industry)


def _another_industry(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(words(rng, INDUSTRIES, len(frame), [1] * len(INDUSTRIES)).alias("industry"))


def standing(nation: Nation) -> pl.DataFrame:
    """Active from its founding; some were suspended, some of these and others ended."""
    rng = nation.lots("standing")
    size = nation.sizes.organizations
    first = nation.founded
    life = np.maximum(DAY + 60 - first, 40)
    suspended, ended = some(rng, size, 0.04), some(rng, size, 0.09)
    second = first + 1 + (rng.random(size) * life * 0.8).astype(np.int64)
    third = second + 1 + (rng.random(size) * life * 0.19).astype(np.int64)
    how = words(rng, ["deregistered", "revoked"], size, [0.93, 0.07])
    reason = words(rng, ["自愿注销", "“僵尸”社会组织清理", "合并"], size, [0.6, 0.3, 0.1])
    frame = pl.DataFrame({"organization": nation.organizations})
    active = frame.with_columns(
        status=pl.lit("active"),
        start=days(first),
        end=days(np.where(suspended, second, third), ~(suspended | ended)),
        reason=pl.lit(""),
    )
    stopped = frame.with_columns(
        status=pl.lit("suspended"), start=days(second), end=days(third, ~ended), reason=pl.lit("")
    ).filter(pl.Series(suspended))
    gone = frame.with_columns(
        status=how, start=days(third), end=pl.lit(None, dtype=pl.Date), reason=reason
    ).with_columns(reason=pl.when(pl.col("status") == "deregistered").then("reason").otherwise(pl.lit("")))
    lives = pl.concat([active, stopped, gone.filter(pl.Series(ended))])
    return recorded("standing", lives, rng, 0.005, _another_reason)


def _another_reason(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(
        pl.when(pl.col("status") == "deregistered").then(pl.lit("决议解散")).otherwise("reason").alias("reason")
    )


def placement(nation: Nation) -> pl.DataFrame:
    """Territory of all but a few; a competent unit of a third; Party leadership of a half. One in fifty has two."""
    rng = nation.lots("placement")
    size = nation.sizes.organizations
    parts = []
    for line, share in (("territory", 0.985), ("competent", 0.35), ("party", 0.5)):
        named = pl.DataFrame({"organization": nation.organizations, "unit": nation.seats})
        parts.append(named.filter(pl.Series(some(rng, size, share))).with_columns(line=pl.lit(line), position=0))
    far = rng.integers(nation.land.first_county, nation.land.units + 1, size)
    twice = pl.DataFrame({"organization": nation.organizations, "unit": far}).filter(pl.Series(some(rng, size, 0.02)))
    away = twice.filter(pl.col("unit") != pl.Series(nation.seats).gather(twice["organization"] - 1))
    parts.append(away.with_columns(line=pl.lit("territory"), position=1))
    moved = some(rng, sum(map(len, parts)), 0.02)
    listed = pl.concat([part.with_columns(pl.col("position").cast(pl.Int64)) for part in parts], how="diagonal")
    since = days(rng.integers(DAY - 3000, DAY - 1, len(listed)), ~moved)
    return recorded("placement", listed.with_columns(start=since, end=pl.lit(None, dtype=pl.Date)), rng)


def headcount(nation: Nation) -> pl.DataFrame:
    """Counted on the day, but for three in ten of every twentieth county; half also a year before."""
    rng = nation.lots("headcount")
    size = nation.sizes.organizations
    careless = (nation.seats % 20 == 0) & some(rng, size, 0.3)
    counts = pl.DataFrame(
        {
            "organization": nation.organizations,
            "staff": rng.geometric(0.09, size),
            "full_time_full_members": np.minimum(rng.geometric(0.62, size) - 1, 30),
        }
    )
    today = counts.filter(pl.Series(~careless))
    before = counts.filter(pl.Series(some(rng, size, 0.5)))
    both = pl.concat(
        [
            today.with_columns(**on_a_day(np.full(len(today), DAY))),
            before.with_columns(**on_a_day(np.full(len(before), DAY - 365))),
        ]
    )
    return recorded("headcount", both, rng, 0.01, _one_more)


def _one_more(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(pl.col("staff") + 1)


def charter(nation: Nation) -> pl.DataFrame:
    """Whether it speaks of Party building, and which wording; not stated for some of every thirtieth county's."""
    rng = nation.lots("charter")
    size = nation.sizes.organizations
    frame = pl.DataFrame(
        {
            "organization": nation.organizations,
            "party_building": some(rng, size, 0.78),
            "clause": words(rng, ["2019", "2018", "other", "none", None], size, [0.4, 0.3, 0.08, 0.1, 0.12]),
        }
    ).with_columns(clause=pl.when(pl.col("party_building")).then("clause").otherwise(pl.lit("none")))
    silent = (nation.seats % 30 == 0) & some(rng, size, 0.2)
    return recorded("charter", frame.filter(pl.Series(~silent)), rng, 0.01, _written)


def _written(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(party_building=pl.lit(value=True))


def commitment(nation: Nation) -> pl.DataFrame:
    rng = nation.lots("commitment")
    size = nation.sizes.organizations
    signed = nation.founded + rng.integers(0, 400, size)
    frame = pl.DataFrame({"organization": nation.organizations, **on_a_day(signed)})
    again = frame.filter(pl.Series(some(rng, size, 0.05))).with_columns(
        pl.col("start") + pl.duration(days=365), pl.col("end") + pl.duration(days=365)
    )
    return recorded("commitment", pl.concat([frame.filter(pl.Series(some(rng, size, 0.8))), again]), rng)


def guidance(nation: Nation) -> pl.DataFrame:
    """Whom units sent; some came back."""
    rng = nation.lots("guidance")
    size = nation.sizes.organizations // 5
    begun = rng.integers(DAY - 1500, DAY + 30, size)
    sent = rng.integers(1, nation.sizes.organizations + 1, size)
    frame = pl.DataFrame(
        {
            "organization": sent,
            "title": words(rng, ["instructor", "liaison", "first_secretary", "organizer"], size, [6, 3, 0.5, 0.5]),
            "sent_by": nation.seats[sent - 1],
            "start": days(begun),
            "end": days(begun + rng.integers(30, 1500, size), some(rng, size, 0.7)),
        }
    )
    return recorded("guidance", frame, rng, 0.01, _as_instructor)


def _as_instructor(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(title=pl.lit("instructor"))


ORGANIZATIONS = {
    made.__name__: made for made in (registration, standing, placement, headcount, charter, commitment, guidance)
}
