"""Which findings belong to units: of the organizations and party organizations there, and of the members of those."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shejian.core.facts.terms import Line
from shejian.core.indicators import Scope, Subject, View, bodies_within, organizations_within
from shejian.core.indicators.evaluate import rows_of


@dataclass(frozen=True, slots=True)
class Within:
    """What belongs to some units; ``None`` is everything, also what belongs to no unit."""

    organizations: frozenset[int] | None = None
    bodies: frozenset[int] | None = None

    def holds(self, subject: Subject, number: int, via: int | None) -> bool:
        """Whether a finding of that subject is among them; a person is where his party organization is."""
        if self.organizations is None or self.bodies is None:
            return True
        if subject is Subject.ORGANIZATION:
            return number in self.organizations
        return (via if subject is Subject.PERSON else number) in self.bodies

    def __and__(self, other: Within) -> Within:
        if self.organizations is None or self.bodies is None:
            return other
        if other.organizations is None or other.bodies is None:
            return self
        return Within(self.organizations & other.organizations, self.bodies & other.bodies)


EVERYTHING = Within()


def within(view: View, scope: Scope) -> Within:
    """What belongs to the units of a scope on the day of the view."""
    return EVERYTHING if scope.units is None else along(view, {scope.line: scope.units})


def along(view: View, reached: Mapping[Line, Collection[int]]) -> Within:
    """What belongs to one of some units along the line named with it."""
    organizations: set[int] = set()
    bodies: set[int] = set()
    for line, units in reached.items():
        if units:
            scope = Scope(line, frozenset(units))
            organizations.update(row["id"] for row in rows_of(view.relation(organizations_within, scope)))
            bodies.update(row["id"] for row in rows_of(view.relation(bodies_within, scope)))
    return Within(frozenset(organizations), frozenset(bodies))
