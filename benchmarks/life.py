"""What organization life is due of a province's branches, and its effective coverage, beside hand-written Polars."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks import life_script
from benchmarks.apart import take_turns
from benchmarks.generating import LAST_ENTRY, drawn
from benchmarks.measuring import size
from benchmarks.nation_script import Facts
from shejian.core.facts import TABLES, Frame, Picture
from shejian.core.indicators import View, When, relations
from shejian.core.indicators.effective import effectiveness, life_held, life_recorded
from shejian.core.life import asked_on, life_standard, obligations
from shejian.core.rules import load_law

MOST_TIMES = 3
ON = date(2025, 11, 24)
"""In the middle of a month, a quarter and a year, so that some of what is asked can still be held."""
DUE = ("party_organization", "kind", "months", "number", "required", "held", "state", "because")
EFFECTIVE = ("id", "step", "unclear", "party_organization", "full_members", "over", "quiet", "lacking")
Answer = tuple[pl.DataFrame, pl.DataFrame]
"""What is due, and where every covered organization stands."""


def main() -> Iterator[str]:
    rounds = size("BENCH_LIFE_ROUNDS", 7)
    folder = drawn(os.environ.get("BENCH_PROVINCE", "province"))
    sides = take_turns("benchmarks.life", folder, rounds)
    ours, theirs = sides.ours[0].frame, sides.theirs[0].frame
    asked, judged = ours.filter(pl.col("asked")), ours.filter(~pl.col("asked"))
    branches = asked["party_organization"].n_unique()
    meetings = pl.scan_parquet(folder / "meeting_record.parquet").select("meeting").unique()
    held = meetings.select(pl.len()).collect().item()
    yield f"## What is due of {branches:,} branches with {held:,} meetings, and effective coverage, in one pass\n"
    if not ours.equals(theirs):
        yield f"**The rows disagree**: {disagreements(ours, theirs)}"
        return
    yield f"As of {ON}. All {len(asked):,} rows of what is due and all {len(judged):,} covered organizations are the "
    yield f"same, column by column. {rounds} turns each, each in a process of its own, from the Parquet files to the "
    yield f"rows; load of the machine {os.getloadavg()[0]:.1f}. Median (least–most).\n"
    yield from sides.rows()
    yield f"\nOurs ÷ theirs in processor time: **{sides.ratio:.2f}** (bar {MOST_TIMES})."
    if sides.ratio > MOST_TIMES:
        yield "**Below the bar.**"
    yield "\n| state of what is due | rows |\n| --- | --- |"
    for state, count in asked["state"].value_counts().sort("state").iter_rows():
        yield f"| {state} | {count:,} |"
    yield "\n| where coverage is left | organizations |\n| --- | --- |"
    for step, unknown, count in (
        judged.group_by("step", pl.col("unclear").is_not_null()).len().sort("step", "unclear").iter_rows()
    ):
        yield f"| {step}{' (unknown)' if unknown else ''} | {count:,} |"


def ours(folder: Path) -> Answer:
    picture = Picture({name: pl.scan_parquet(folder / f"{name}.parquet") for name in TABLES}, LAST_ENTRY)
    law, standard = load_law(), life_standard()
    view = View(picture, When(ON, ON), law)
    standing = view.relation(relations.standing_bodies).select("id")
    bodies = view.relation(life_recorded).join(standing, on="id", how="semi")
    due = obligations(picture, ON, bodies, view.relation(life_held), asked_on(standard, ON, law), standard)
    return native(due), native(view.relation(effectiveness))


def native(frame: Frame) -> pl.DataFrame:
    lazy: Any = frame.to_native()
    collected: pl.DataFrame = lazy.collect()
    return collected


def theirs(folder: Path) -> Answer:
    facts = Facts(folder, ON, ON, LAST_ENTRY)
    meetings = life_script.held(facts)
    number = life_script.counts(facts, meetings)
    return life_script.due(facts, meetings, number), life_script.effective(facts, meetings, number)


def told(answer: Answer) -> pl.DataFrame:
    """All rows of both in one frame, in order; ``asked`` says which of the two a row is of."""
    due, effective = answer
    due = due.select(DUE).with_columns(pl.col("months", "number", "required", "held").cast(pl.Int64), asked=True)
    effective = effective.with_columns(pl.col("full_members").cast(pl.Int64))
    both = pl.concat([due, effective.select(EFFECTIVE).with_columns(asked=False)], how="diagonal_relaxed")
    return both.select(sorted(both.columns)).sort("asked", "id", "party_organization", "kind", "months", "number")


def disagreements(ours: pl.DataFrame, theirs: pl.DataFrame) -> list[dict[str, Any]]:
    """The first rows that only one of both has."""
    columns = ours.columns
    only = [
        one.join(other, on=columns, how="anti", nulls_equal=True) for one, other in ((ours, theirs), (theirs, ours))
    ]
    return [row for frame in only for row in frame.head(5).to_dicts()]
