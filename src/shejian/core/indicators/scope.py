"""Whose rows a figure counts: a unit along one of the three lines, with all below it or without."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import Line
from shejian.core.indicators import relations
from shejian.core.indicators.population import Population, Subject, Via
from shejian.core.indicators.view import View


class Grouping(StrEnum):
    """What figures can be broken down by; each value is a column of the homes below."""

    TOWN = "town"
    COMPETENT = "competent"
    PARTY = "party"
    INDUSTRY = "industry"
    MODE = "mode"
    TYPE = "type"


GROUPING_LINES = {Grouping.TOWN: Line.TERRITORY, Grouping.COMPETENT: Line.COMPETENT, Grouping.PARTY: Line.PARTY}
KEYS = [str(grouping) for grouping in Grouping]


@dataclass(frozen=True, slots=True)
class Scope:
    """The units whose rows count, along one line; ``units`` is ``None`` for everything the ledger holds."""

    line: Line
    units: frozenset[int] | None = None


def _first_units(view: View, line: Line) -> Frame:
    """The first-listed unit of each organization along a line: organization, unit."""
    placed = view.on("placement").filter(nw.col("line") == str(line)).select("organization", "unit", "position")
    return relations.first_listed(placed, "organization", "unit").select("organization", "unit")


def organization_homes(view: View) -> Frame:
    """Where each organization belongs: id and one column per grouping.

    An organization that no unit is named for along a line belongs, on that line, to its registration authority.
    """
    homes = (
        view.on("registration")
        .group_by("organization")
        .agg(nw.col("type").min(), nw.col("industry").min(), nw.col("authority").min())
    )
    for grouping, line in GROUPING_LINES.items():
        units = _first_units(view, line).rename({"unit": str(grouping)})
        homes = homes.join(units, on="organization", how="left").with_columns(
            nw.when(nw.col(grouping).is_null()).then(nw.col("authority")).otherwise(nw.col(grouping)).alias(grouping)
        )
    modes = view.relation(relations.covered).select("id", "mode")
    return homes.join(modes, left_on="organization", right_on="id", how="left").select(
        nw.col("organization").alias("id"), *KEYS
    )


def body_homes(view: View) -> Frame:
    """Where each party organization belongs: with its first-listed organization, so that groups add up.

    One that covers nobody belongs to the unit in whose ledger it stands.
    """
    first = view.relation(relations.home_organizations).rename({"mode": "own_mode"})
    homes = view.relation(organization_homes).drop("mode")
    placed = first.join(homes, left_on="organization", right_on="id", how="left")
    frame = view.relation(relations.bodies).join(placed, left_on="id", right_on="party_organization", how="left")
    for grouping in GROUPING_LINES:
        frame = frame.with_columns(
            nw.when(nw.col(grouping).is_null()).then(nw.col("unit")).otherwise(nw.col(grouping)).alias(grouping)
        )
    return frame.with_columns(nw.col("own_mode").alias("mode")).select("id", *KEYS)


def home_column(line: Line) -> str:
    """The column of the homes that says where a row belongs along a line."""
    return next(str(grouping) for grouping, along in GROUPING_LINES.items() if along is line)


def organizations_within(view: View, scope: Scope) -> Frame:
    """Organizations placed under one of the scope's units, first-listed or not: id. The scope names its units."""
    units = sorted(scope.units or ())
    placed = view.on("placement").filter((nw.col("line") == str(scope.line)) & nw.col("unit").is_in(units))
    named = placed.select(nw.col("organization").alias("id"))
    homes = view.relation(organization_homes).filter(nw.col(home_column(scope.line)).is_in(units)).select("id")
    return nw.concat([named, homes]).unique()


def bodies_within(view: View, scope: Scope) -> Frame:
    """Party organizations that cover a counted organization of the scope, or are at home there."""
    organizations = view.relation(organizations_within, scope)
    touching = (
        view.on("coverage")
        .join(organizations, left_on="organization", right_on="id", how="semi")
        .join(view.relation(relations.counted), left_on="organization", right_on="id", how="semi")
        .select(nw.col("party_organization").alias("id"))
    )
    at_home = view.relation(body_homes).filter(nw.col(home_column(scope.line)).is_in(sorted(scope.units or ())))
    return nw.concat([touching, at_home.select("id")]).unique()


def contributions_within(view: View, scope: Scope) -> Frame:
    """Contribution activities in which an organization of the scope took part."""
    organizations = view.relation(organizations_within, scope)
    taken = view.picture.facts("contribution_participant").join(
        organizations, left_on="organization", right_on="id", how="semi"
    )
    return taken.select(nw.col("contribution").alias("id")).unique()


def through_body(population: Population) -> bool:
    """Whether rows belong to a unit through a party organization."""
    return population.subject is Subject.PARTY_ORGANIZATION or population.via is Via.PARTY_ORGANIZATION


def place(view: View, population: Population, scope: Scope, *, located: bool = True) -> Frame:
    """The judged rows of a population that fall in a scope, each with its groups (``KEYS``) and ``astray``.

    Without ``located`` the groups may be left out, where the scope does not need them.

    A row in scope whose home lies outside only touches the scope (``astray``): such counts do not add up over scopes.
    """
    judged = view.plan(population.judge)
    if scope.units is None and not located:
        return judged.with_columns(nw.lit(value=False).alias("astray"))
    by_body = through_body(population)
    homes = view.relation(body_homes if by_body else organization_homes)
    link = nw.col("id" if population.via is Via.SELF else "via")
    frame = judged.with_columns(link.alias("link")).join(homes, left_on="link", right_on="id", how="left")
    if scope.units is None:
        return frame.with_columns(nw.lit(value=False).alias("astray"))
    if by_body:
        reached, key = view.relation(bodies_within, scope), "link"
    elif population.subject is Subject.CONTRIBUTION:
        reached, key = view.relation(contributions_within, scope), "id"
    else:
        reached, key = view.relation(organizations_within, scope), "link"
    at_home = nw.col(home_column(scope.line)).is_in(sorted(scope.units)).fill_null(value=False)
    return frame.join(reached, left_on=key, right_on="id", how="semi").with_columns((~at_home).alias("astray"))
