"""Every unit's figures in one pass: what ``tally`` says of each unit with all below it, without asking unit by unit.

A row reaches units: those for which it is named and the one where it is at home, with all above them. Most rows reach
one unit and what is above it. They are counted there first, and the counts are carried up the tree; only rows that
reach several units are followed one by one, so that each unit counts each of them once.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import Line
from shejian.core.indicators import relations
from shejian.core.indicators.evaluate import Asked, Tallies, Tally, Unavailable, asked_of, collected, rows_of
from shejian.core.indicators.population import Population, Subject, Via
from shejian.core.indicators.scope import body_homes, home_column, organization_homes, through_body
from shejian.core.indicators.view import View
from shejian.core.rules import RuleUnavailable


class Reacher(StrEnum):
    """Through what rows reach units."""

    ORGANIZATION = "organization"
    BODY = "party_organization"
    CONTRIBUTION = "contribution"


def tally_units(view: View, keys: Iterable[str], line: Line) -> dict[int, Tallies]:
    """The tallies behind ``keys`` of every unit there is on the day, each along ``line`` with all below it.

    They are those that ``tally`` gives in the scope of the unit and everything below it.
    """
    units = [int(row["unit"]) for row in rows_of(view.on("unit_particulars").select("unit").unique())]
    frames: list[Frame] = []
    asked: list[Asked] = []
    unavailable: dict[str, Unavailable] = {}
    for one in asked_of(list(keys)):
        try:
            frames.append(_counted(view, one, line))
        except RuleUnavailable as missing:
            unavailable[one.population.key] = Unavailable(str(missing))
        else:
            asked.append(one)
    found: dict[int, dict[str, Tally | Unavailable]] = {unit: dict(unavailable) for unit in units}
    for one, cells in zip(asked, collected(frames), strict=True):
        tallies = {unit: Tally(sums=dict.fromkeys(one.amounts, 0)) for unit in units}
        for cell in cells:
            tallies[cell["unit"]].add(cell, one.amounts, one.traits)
        for unit, tally in tallies.items():
            found[unit][one.population.key] = tally
    return {unit: Tallies(totals, {}) for unit, totals in found.items()}


def _counted(view: View, asked: Asked, line: Line) -> Frame:
    """The cells of a population by unit: rows alike in the traits asked for."""
    population = asked.population
    cells = _cells(population.judge(view), asked, _key(population))
    reacher = _reacher(population)
    settled = (
        _added(cells.join(view.relation(settled_at, reacher, line), left_on="key", right_on="id"), asked)
        .rename({"unit": "below"})
        .join(view.relation(above), on="below")
        .drop("below")
    )
    several = cells.join(view.relation(reaching_several, reacher, line), left_on="key", right_on="id").with_columns(
        nw.when(nw.col("astray")).then(nw.col("n_inside")).otherwise(nw.lit(0, dtype=nw.Int64)).alias("n_astray")
    )
    both = [settled, _added(several, asked)]
    return _added(nw.concat([part.select(*_columns(asked)) for part in both]), asked)


def _reacher(population: Population) -> Reacher:
    if through_body(population):
        return Reacher.BODY
    return Reacher.CONTRIBUTION if population.subject is Subject.CONTRIBUTION else Reacher.ORGANIZATION


def _key(population: Population) -> str:
    """The column of the judged frame by which rows reach units."""
    return "id" if population.via is Via.SELF or population.subject is Subject.CONTRIBUTION else "via"


def _cells(judged: Frame, asked: Asked, key: str) -> Frame:
    """The rows that count for something, by what they reach units through; many rows of one body are added up first."""
    inside, unknown = nw.col("inside").fill_null(value=False), nw.col("inside").is_null()
    zero, one = nw.lit(0, dtype=nw.Int64), nw.lit(1, dtype=nw.Int64)
    cells = judged.filter(inside | unknown).select(
        nw.col(key).alias("key"),
        *asked.traits,
        nw.when(inside).then(one).otherwise(zero).alias("n_inside"),
        nw.when(unknown).then(one).otherwise(zero).alias("n_unknown"),
        zero.alias("n_astray"),
        nw.when(unknown).then(nw.col("because")).otherwise(nw.lit(None, dtype=nw.String)).alias("reason"),
        *(nw.when(inside).then(nw.col(name)).otherwise(zero).alias(f"sum_{name}") for name in asked.amounts),
    )
    return _added(cells, asked, "key") if key == "via" else cells


def _columns(asked: Asked, by: str = "unit") -> list[str]:
    sums = [f"sum_{name}" for name in asked.amounts]
    return [by, *asked.traits, "n_inside", "n_unknown", "n_astray", "reason", *sums]


def _added(cells: Frame, asked: Asked, by: str = "unit") -> Frame:
    numbers = ["n_inside", "n_unknown", "n_astray", *(f"sum_{name}" for name in asked.amounts)]
    return cells.group_by(by, *asked.traits).agg(*(nw.col(name).sum() for name in numbers), nw.col("reason").max())


def above(view: View) -> Frame:
    """Every unit with itself and with each unit above it: below, unit."""
    parents = view.on("unit_particulars").select("unit", "parent")
    step = parents.select(nw.col("unit").alias("below"), "unit")
    steps = [step]
    while True:
        step = step.join(parents, on="unit").filter(~nw.col("parent").is_null())
        step = step.select("below", nw.col("parent").alias("unit"))
        if not rows_of(step.select(nw.len().alias("units")))[0]["units"]:
            return nw.concat(steps)
        steps.append(step)


def reached(view: View, reacher: Reacher, line: Line) -> Frame:
    """What reaches which unit, not counting those above: id, unit, and whether it is at home there (1 or 0)."""
    if reacher is Reacher.CONTRIBUTION:
        taken = view.picture.facts("contribution_participant").select("contribution", "organization")
        pairs = taken.join(
            view.relation(reached, Reacher.ORGANIZATION, line), left_on="organization", right_on="id"
        ).select(nw.col("contribution").alias("id"), "unit", "home")
        return pairs.group_by("id", "unit").agg(nw.col("home").min())
    homes = view.relation(body_homes if reacher is Reacher.BODY else organization_homes)
    at_home = homes.select("id", nw.col(home_column(line)).alias("unit"), nw.lit(1, dtype=nw.Int64).alias("home"))
    pairs = nw.concat([_named(view, reacher, line), at_home.filter(~nw.col("unit").is_null())])
    return pairs.group_by("id", "unit").agg(nw.col("home").max())


def _named(view: View, reacher: Reacher, line: Line) -> Frame:
    """The units for which an organization is named, or that a counted organization of a party organization reaches."""
    away = nw.lit(0, dtype=nw.Int64).alias("home")
    if reacher is Reacher.ORGANIZATION:
        placed = view.on("placement").filter(nw.col("line") == str(line))
        return placed.select(nw.col("organization").alias("id"), "unit", away)
    organizations = view.relation(reached, Reacher.ORGANIZATION, line).join(
        view.relation(relations.counted).select("id"), on="id", how="semi"
    )
    pairs = view.on("coverage").select("party_organization", "organization")
    touching = pairs.join(organizations, left_on="organization", right_on="id")
    return touching.select(nw.col("party_organization").alias("id"), "unit", away).unique()


def settled_at(view: View, reacher: Reacher, line: Line) -> Frame:
    """What reaches one unit only, where it is at home: id, unit."""
    places = view.relation(reached, reacher, line)
    alone = places.group_by("id").agg(nw.len().alias("units"), nw.col("unit").min(), nw.col("home").min())
    return alone.filter((nw.col("units") == 1) & (nw.col("home") == 1)).select("id", "unit")


def reaching_several(view: View, reacher: Reacher, line: Line) -> Frame:
    """All the rest, with every unit that it reaches: id, unit, and whether it only touches it (``astray``)."""
    places = view.relation(reached, reacher, line).join(view.relation(settled_at, reacher, line), on="id", how="anti")
    over = view.relation(above)
    spread = places.rename({"unit": "below"}).join(over, on="below").select("id", "unit").unique()
    homes = _homes(view, reacher, line).join(places.select("id").unique(), on="id", how="semi")
    within = homes.join(over, left_on="home", right_on="below").select("id", "unit", nw.lit(1).alias("within"))
    return spread.join(within, on=["id", "unit"], how="left").select(
        "id", "unit", nw.col("within").is_null().alias("astray")
    )


def _homes(view: View, reacher: Reacher, line: Line) -> Frame:
    """Where each is at home: id, home."""
    home = nw.col(home_column(line)).alias("home")
    if reacher is Reacher.BODY:
        return view.relation(body_homes).select("id", home)
    organizations = view.relation(organization_homes).select("id", home)
    if reacher is Reacher.ORGANIZATION:
        return organizations
    hosts = view.relation(relations.hosts).join(organizations, left_on="organization", right_on="id", how="left")
    return hosts.select(nw.col("contribution").alias("id"), "home")
