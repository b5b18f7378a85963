"""Which party organizations may be named in a form: those that a visitor reaches, and how each is told from others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from shejian.core.facts import Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import Scope, bodies_within
from shejian.party.models import Establishment, PartyOrganizationParticulars
from shejian.registry.queries.table import organizations_on

KEY = "party_organization_id"
LATEST_LAST = (F("start").asc(nulls_first=True), "id")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A party organization as it can be told from others of its name."""

    number: int
    name: str
    parent: int | None
    unit: int
    founded: date | None
    dissolved: date | None


def bodies_reached(picture: Picture, on: date, reached: Mapping[Line, Collection[int]]) -> frozenset[int]:
    """The party organizations at home on a day in one of the units reached along some line, or covering an organization
    that belongs there along that very line."""
    view = organizations_on(picture, on).view
    found: set[int] = set()
    for line, units in reached.items():
        if units:
            found.update(view.relation(bodies_within, Scope(line, frozenset(units))).collect()["id"].to_list())
    return frozenset(found)


def body_names(known: int) -> dict[int, BodyName]:
    """Every party organization as it was last called, with the one above it, as known at an entry."""
    lives: dict[int, tuple[date | None, date | None]] = {}
    for one, start, end in Establishment.objects.known(known).order_by(*LATEST_LAST).values_list(KEY, "start", "end"):
        lives[one] = (start, end)
    found: dict[int, BodyName] = {}
    stated = PartyOrganizationParticulars.objects.known(known).order_by(*LATEST_LAST)
    for one, name, parent, unit in stated.values_list(KEY, "name", "parent_id", "unit_id"):
        found[one] = BodyName(one, name, parent, unit, *lives.get(one, (None, None)))
    return found
