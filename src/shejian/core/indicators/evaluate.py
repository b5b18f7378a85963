"""From populations to counts: one query for each population, all of them together, cells added up afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import polars as pl

from shejian.core.facts import Frame
from shejian.core.indicators.catalogue import catalogue
from shejian.core.indicators.population import Part, Population, Ratio, Total
from shejian.core.indicators.scope import Grouping, Scope, place
from shejian.core.indicators.view import View
from shejian.core.rules import RuleUnavailable

GroupKey = int | str | None
TraitValue = tuple[str, str | None]


@dataclass(slots=True)
class Tally:
    """How many rows of a population are in, unknown, or in but only touching the scope; what the rows in weigh; and
    how many of them have each trait, and of those how many only touch the scope."""

    inside: int = 0
    unknown: int = 0
    astray: int = 0
    reason: str | None = None
    sums: dict[str, int] = field(default_factory=dict)
    parts: dict[TraitValue, int] = field(default_factory=dict)
    astray_parts: dict[TraitValue, int] = field(default_factory=dict)

    def add(self, cell: dict[str, Any], amounts: Sequence[str], traits: Sequence[str]) -> None:
        """Count in one cell: rows that are alike in all that was asked for."""
        inside = int(cell["n_inside"])
        self.inside += inside
        self.unknown += int(cell["n_unknown"])
        self.astray += int(cell["n_astray"])
        self.reason = self.reason or cell["reason"]
        for amount in amounts:
            self.sums[amount] = self.sums.get(amount, 0) + int(cell[f"sum_{amount}"])
        for trait in traits:
            key = (trait, cell[trait])
            self.parts[key] = self.parts.get(key, 0) + inside
            self.astray_parts[key] = self.astray_parts.get(key, 0) + int(cell["n_astray"])


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A population that cannot be judged because a rule it needs has no value on the day."""

    reason: str


Groups = dict[GroupKey, Tally]


@dataclass(frozen=True, slots=True)
class Tallies:
    """Tallies of populations: in total, and for every grouping by group."""

    totals: dict[str, Tally | Unavailable]
    groups: dict[Grouping, dict[str, Groups]]


def needed(keys: Iterable[str]) -> list[Population]:
    """The populations that the indicators ``keys`` are made of, each once."""
    found: dict[str, Population] = {}
    pending = list(keys)
    while pending:
        measure = catalogue()[pending.pop(0)].measure
        if isinstance(measure, Ratio):
            pending += [measure.part, measure.whole]
        elif isinstance(measure, Total | Part):
            pending.append(measure.of)
        else:
            found[measure.key] = measure
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """A population to be counted, with what it is summed over and told apart by."""

    population: Population
    amounts: tuple[str, ...]
    traits: tuple[str, ...]


def tally(view: View, keys: Iterable[str], scope: Scope, groupings: Sequence[Grouping] = ()) -> Tallies:
    """Count the populations behind ``keys`` within a scope, in total and by every grouping asked for."""
    wanted = list(keys)
    totals: dict[str, Tally | Unavailable] = {}
    groups: dict[Grouping, dict[str, Groups]] = {grouping: {} for grouping in groupings}
    frames: list[Frame] = []
    asked: list[Asked] = []
    for one in asked_of(wanted):
        try:
            placed = place(view, one.population, scope, located=bool(groupings))
        except RuleUnavailable as unavailable:
            totals[one.population.key] = Unavailable(str(unavailable))
            continue
        frames.append(_counted(placed, one, groupings))
        asked.append(one)
    for one, cells in zip(asked, collected(frames), strict=True):
        total = Tally(sums=dict.fromkeys(one.amounts, 0))
        by_group: dict[Grouping, Groups] = {grouping: {} for grouping in groupings}
        for cell in cells:
            if cell["n_inside"] is None:
                continue  # an engine's total over no rows at all
            total.add(cell, one.amounts, one.traits)
            if cell["n_inside"] or cell["n_unknown"]:
                for grouping in groupings:
                    group = by_group[grouping].setdefault(cell[grouping], Tally())
                    group.add(cell, one.amounts, one.traits)
        totals[one.population.key] = total
        for grouping in groupings:
            groups[grouping][one.population.key] = by_group[grouping]
    return Tallies(totals, groups)


def asked_of(keys: Sequence[str]) -> list[Asked]:
    """The populations behind ``keys``, each with what they sum over it and by which traits they tell its rows apart."""
    return [Asked(population, *_details(population, keys)) for population in needed(keys)]


def _details(population: Population, keys: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the indicators ``keys`` sum over the population, and by which traits they tell its rows apart."""
    measures = [catalogue()[key].measure for key in _with_parts(keys)]
    amounts = {one.amount for one in measures if isinstance(one, Total) and one.of == population.key}
    traits = {one.trait for one in measures if isinstance(one, Part) and one.of == population.key}
    return tuple(sorted(amounts)), tuple(sorted(traits))


def _with_parts(keys: Sequence[str]) -> list[str]:
    """The indicators, and those of which the shares among them are made."""
    shares = [measure for key in keys if isinstance(measure := catalogue()[key].measure, Ratio)]
    return [*keys, *(key for one in shares for key in (one.part, one.whole))]


def _counted(placed: Frame, asked: Asked, groupings: Sequence[Grouping]) -> Frame:
    inside = nw.col("inside").fill_null(value=False)
    unknown = nw.col("inside").is_null()
    zero, one = nw.lit(0, dtype=nw.Int64), nw.lit(1, dtype=nw.Int64)
    keys = list(dict.fromkeys((*map(str, groupings), *asked.traits)))
    flags = placed.select(
        *keys,
        nw.when(inside).then(one).otherwise(zero).alias("n_inside"),
        nw.when(unknown).then(one).otherwise(zero).alias("n_unknown"),
        nw.when(inside & nw.col("astray")).then(one).otherwise(zero).alias("n_astray"),
        nw.when(unknown).then(nw.col("because")).otherwise(nw.lit(None, dtype=nw.String)).alias("reason"),
        *(nw.when(inside).then(nw.col(name)).otherwise(zero).alias(f"sum_{name}") for name in asked.amounts),
    )
    counts = [
        nw.col("n_inside").sum(),
        nw.col("n_unknown").sum(),
        nw.col("n_astray").sum(),
        nw.col("reason").max(),
        *(nw.col(f"sum_{name}").sum() for name in asked.amounts),
    ]
    return flags.group_by(*keys).agg(*counts) if keys else flags.select(*counts)


def collected(frames: list[Frame]) -> list[list[dict[str, Any]]]:
    """The rows of many frames; in process they are computed together, so that what they share is computed once."""
    if frames and frames[0].implementation.is_polars():
        return [made.to_dicts() for made in pl.collect_all([frame.to_native() for frame in frames])]
    return [rows_of(frame) for frame in frames]


def rows_of(frame: Frame) -> list[dict[str, Any]]:
    """The rows of one frame of any engine, as dictionaries."""
    native = frame.to_native()
    if frame.implementation.is_polars():
        rows: list[dict[str, Any]] = native.collect().to_dicts()
        return rows
    columns = frame.collect_schema().names()
    return [dict(zip(columns, row, strict=True)) for row in native.fetchall()]
