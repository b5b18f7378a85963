"""Reading units and roles; every question takes both clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shejian.accounts.models import User
from shejian.base.enums import Role
from shejian.base.models import RoleHolding, UnitAlias, UnitParticulars
from shejian.base.tree import UnitNode, UnitTree
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry, Head


def unit_tree(on: date, known: int | None = None) -> UnitTree:
    """The units that stood on a day, as the ledger knew them."""
    aliases: dict[int, list[str]] = {}
    for unit, name in UnitAlias.objects.on(on, known).order_by("id").values_list("unit", "name"):
        aliases.setdefault(unit, []).append(name)
    rows = UnitParticulars.objects.on(on, known).values_list("unit", "name", "kind", "parent", "position")
    return UnitTree({row[0]: UnitNode(*row, tuple(aliases.get(row[0], ()))) for row in rows})


def head_number() -> int:
    """The number of the last entry; 0 before the first."""
    return Head.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def known_at(moment: object) -> int:
    """The last entry made at or before a moment; 0 if there was none."""
    number = Entry.objects.filter(moment__lte=moment).order_by("-number").values_list("number", flat=True).first()
    return number or 0


@dataclass(frozen=True, slots=True)
class Reach:
    """What a user may see and do: a role at a unit, reaching all below it along a line."""

    unit: int
    role: Role
    line: Line


def reaches(user: User, on: date) -> list[Reach]:
    """The roles that a user holds on a day, in the order in which they were given."""
    rows = RoleHolding.objects.on(on, None).filter(user=user).order_by("id").values_list("unit", "role", "line")
    return [Reach(unit, Role(role), Line(line)) for unit, role, line in rows]


def may(user: User, role: Role, unit: int, tree: UnitTree, on: date) -> bool:
    """Whether a user may act as ``role`` on ``unit``: he holds that role, or one that includes it, there or above."""
    return any(role in held.role.includes and unit in tree.subtree(held.unit) for held in reaches(user, on))


@dataclass(frozen=True, slots=True)
class Holding:
    """A role as it is held at a unit, from a day on and perhaps until another."""

    id: int
    user: int
    unit: int
    role: Role
    line: Line
    start: date | None
    end: date | None
    entry: int

    def has_ended(self, on: date) -> bool:
        return self.end is not None and self.end <= on


def holdings(user: int | None = None) -> list[Holding]:
    """Every role that is held, was, or will be, as the ledger knows now; of everybody, or of one user."""
    rows = RoleHolding.objects.known(None).order_by("id")
    if user is not None:
        rows = rows.filter(user=user)
    columns = ("id", "user", "unit", "role", "line", "start", "end", "entry")
    return [
        Holding(number, who, unit, Role(role), Line(line), start, end, entry)
        for number, who, unit, role, line, start, end, entry in rows.values_list(*columns)
    ]
