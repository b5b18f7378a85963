"""All list findings of the generated nation in one pass, beside hand-written Polars for the same sets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks import findings_script
from benchmarks.apart import take_turns
from benchmarks.generating import LAST_ENTRY, ON, drawn
from benchmarks.measuring import size
from shejian.core.facts import TABLES, Picture
from shejian.core.findings import checks, found
from shejian.core.rules import load_law

MOST_TIMES = 5


def main() -> Iterator[str]:
    rounds = size("BENCH_NATION_ROUNDS", 3)
    sides = take_turns("benchmarks.findings", drawn(os.environ.get("BENCH_NATION", "nation")), rounds)
    ours, theirs = sides.ours[0].frame, sides.theirs[0].frame
    yield f"## {len(checks())} list findings of a nation on one day\n"
    if not ours.equals(theirs):
        yield f"**The sets disagree**: {disagreements(ours, theirs)}"
        return
    yield f"All {len(ours):,} rows found are the same. {rounds} turns each, each in a process of its own, from the "
    yield f"Parquet files to the sets; load of the machine {os.getloadavg()[0]:.1f}. Ours also says why, by which rule "
    yield "and since when. Median (least–most).\n"
    yield from sides.rows()
    yield f"\nOurs ÷ theirs in processor time: **{sides.ratio:.2f}** (bar {MOST_TIMES})."
    if sides.ratio > MOST_TIMES:
        yield "**Below the bar.**"
    yield "\n| check | found |\n| --- | --- |"
    for key, count in ours["check"].value_counts().sort("check").iter_rows():
        yield f"| {checks()[key].label} `{key}` | {count:,} |"


def ours(folder: Path) -> pl.DataFrame:
    picture = Picture({name: pl.scan_parquet(folder / f"{name}.parquet") for name in TABLES}, LAST_ENTRY)
    native: Any = found(picture, ON, load_law()).to_native()
    frame: pl.DataFrame = native.collect()
    return frame


def theirs(folder: Path) -> pl.DataFrame:
    return findings_script.lists(folder, ON, LAST_ENTRY)


def told(answer: pl.DataFrame) -> pl.DataFrame:
    """Who is found by which check, in order."""
    return answer.select("check", pl.col("id").cast(pl.Int64)).sort("check", "id")


def disagreements(ours: pl.DataFrame, theirs: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """By check, how many only one of both finds: ours, theirs."""
    on = ["check", "id"]
    mine, other = ours.join(theirs, on=on, how="anti"), theirs.join(ours, on=on, how="anti")
    only = [dict(one["check"].value_counts().iter_rows()) for one in (mine, other)]
    return {key: (only[0].get(key, 0), only[1].get(key, 0)) for key in sorted(only[0].keys() | only[1].keys())}
