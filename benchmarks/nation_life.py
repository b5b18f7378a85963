"""What the script of the nation writes by hand of organization life: effective coverage, meetings, attendance."""

from __future__ import annotations

import polars as pl

from benchmarks import life_script
from benchmarks.nation_script import Facts

KINDS = [*life_script.ASKED, "lecture"]


def figures(facts: Facts) -> pl.DataFrame:
    """One row for each unit, one column for each figure by its key in the catalogue."""
    meetings = life_script.held(facts)
    steps = life_script.effective(facts, meetings, life_script.counts(facts, meetings))
    covered = of_organizations(steps).join(facts.reached, left_on="id", right_on="organization").drop("id")
    held = of_bodies(facts).join(facts.bodies_reached, on="party_organization").drop("party_organization")
    counted = facts.alive.with_columns(counted=pl.lit(1)).join(facts.reached, on="organization").drop("organization")
    frame = facts.above.select("unit").unique().collect()
    for part in pl.collect_all([one.group_by("unit").sum() for one in (covered, held, counted)]):
        frame = frame.join(part, on="unit", how="left")
    return finished(frame.with_columns(pl.exclude("unit").fill_null(0)))


def of_organizations(steps: pl.DataFrame) -> pl.LazyFrame:
    known, step = pl.col("unclear").is_null(), pl.col("step")
    flags = {
        "effectively_covered": known & (step == "effective"),
        **{f"not_effective_{one}": known & (step == one) for one in life_script.CONDITIONS},
        "effectiveness_unknown": ~known,
    }
    return steps.lazy().select("id", *(flag.cast(pl.Int32).alias(key) for key, flag in flags.items()))


def of_bodies(facts: Facts) -> pl.LazyFrame:
    told = pl.col("present") <= pl.col("due")
    held = facts.within("meeting_record", "party_organization", "kind", "due", "present")
    return held.group_by("party_organization").agg(
        pl.len().cast(pl.Int64).alias("meetings"),
        *((pl.col("kind") == kind).sum().alias(f"meetings_{kind}") for kind in KINDS),
        meetings_attended=told.sum(),
        attendance_due=pl.col("due").filter(told).sum(),
        attendance_present=pl.col("present").filter(told).sum(),
    )


def finished(sums: pl.DataFrame) -> pl.DataFrame:
    """Nothing where the ledger does not know; shares to a tenth of a percent."""
    known = pl.when(pl.col("effectiveness_unknown") == 0)
    rates = {
        "effective_coverage": known.then(_share("effectively_covered", "counted")),
        "attendance_rate": _share("attendance_present", "attendance_due"),
        "effectively_covered": known.then("effectively_covered"),
    }
    return sums.with_columns(**rates).drop("counted")


def _share(part: str, whole: str) -> pl.Expr:
    of = pl.col(whole).cast(pl.Int64)
    return pl.when(of > 0).then((2000 * pl.col(part).cast(pl.Int64) + of) // (2 * of) / 10)
