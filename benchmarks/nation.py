"""The catalogue of one day for every unit of the generated nation, beside a hand-written Polars script."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks import nation_life, nation_script
from benchmarks.apart import take_turns
from benchmarks.generating import LAST_ENTRY, ON, SINCE, drawn
from benchmarks.measuring import size
from shejian.core.facts import TABLES, Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import Figure, View, When, catalogue, figures, tally_units
from shejian.core.rules import load_law

MOST_TIMES, MOST_MIB = 3, 6 * 1024
NOT_BY_HAND = "学习培训"
"""The section of the catalogue whose figures the script does not write."""
KEYS = [key for key, one in catalogue().items() if one.section != NOT_BY_HAND]
Answer = dict[int, dict[str, Figure]] | pl.DataFrame


def main() -> Iterator[str]:
    rounds = size("BENCH_NATION_ROUNDS", 3)
    sides = take_turns("benchmarks.nation", drawn(os.environ.get("BENCH_NATION", "nation")), rounds)
    ours, theirs = sides.ours[0].frame, sides.theirs[0].frame
    yield f"## {len(KEYS)} figures of {len(ours):,} units on one day\n"
    wrong = disagreements(ours, theirs)
    if wrong:
        yield f"**The numbers disagree**: {wrong[:10]}"
        return
    yield f"All {len(ours) * len(KEYS):,} numbers are equal. {rounds} turns each, each in a process of its own, "
    yield f"from the Parquet files to the numbers; load of the machine {os.getloadavg()[0]:.1f}. Median (least–most).\n"
    yield from sides.rows()
    yield f"\nOurs ÷ theirs in processor time: **{sides.ratio:.2f}** (bar {MOST_TIMES}); "
    yield f"our peak memory **{sides.peak:,.0f} MiB** (bar {MOST_MIB:,})."
    if sides.ratio > MOST_TIMES or sides.peak > MOST_MIB:
        yield "**Below the bar.**"


def ours(folder: Path) -> Answer:
    picture = Picture({name: pl.scan_parquet(folder / f"{name}.parquet") for name in TABLES}, LAST_ENTRY)
    keys = KEYS
    tallies = tally_units(View(picture, When(ON, SINCE), load_law()), keys, Line.TERRITORY)
    return {unit: figures(one, keys) for unit, one in tallies.items()}


def theirs(folder: Path) -> Answer:
    facts = nation_script.Facts(folder, ON, SINCE, LAST_ENTRY)
    return nation_script.figures(facts).join(nation_life.figures(facts), on="unit", how="left")


def told(answer: Answer) -> pl.DataFrame:
    """One row for each unit, one column for each figure."""
    if isinstance(answer, dict):
        rows = [{"unit": unit} | {key: one.value for key, one in found.items()} for unit, found in answer.items()]
        answer = pl.DataFrame(rows, infer_schema_length=None)
    return answer.select("unit", pl.col(KEYS).cast(pl.Float64)).sort("unit")


def disagreements(ours: pl.DataFrame, theirs: pl.DataFrame) -> list[tuple[int, str, float | None, float | None]]:
    """Unit, figure and both numbers, wherever they are not the same; a hundredth of a fen is no difference."""
    if ours["unit"].to_list() != theirs["unit"].to_list():
        return [(-1, "units", len(ours), len(theirs))]
    found = []
    for key in KEYS:
        mine, other = ours[key], theirs[key]
        apart = (mine.is_null() != other.is_null()) | ((mine - other).abs() > 1e-4).fill_null(value=False)
        rows = pl.DataFrame({"unit": ours["unit"], "mine": mine, "other": other}).filter(apart).rows()
        found += [(unit, key, one, another) for unit, one, another in rows]
    return found
