"""Who is asking, and how far he reaches: the units below those at which he holds a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from shejian.accounts.models import User
from shejian.base.enums import Role
from shejian.base.models import RoleHolding
from shejian.base.queries import Reach, reaches, unit_tree
from shejian.base.tree import UnitNode, UnitTree
from shejian.core.facts.terms import Line, UnitKind


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in user on a day, with the units of that day as the ledger knows them now.

    Attributes:
        reaches: his roles, in the order in which they were given.
    """

    user: User
    today: date
    tree: UnitTree
    reaches: tuple[Reach, ...]

    @property
    def home(self) -> Reach | None:
        """Where he is at home: the first of his roles."""
        return self.reaches[0] if self.reaches else None

    @property
    def roots(self) -> frozenset[int]:
        return frozenset(node.id for node in self.tree.children(None))

    @property
    def may_import(self) -> bool:
        """Whether he may bring files into the ledger: a clerk, or more, at a unit that stands under no other."""
        return any(
            Role.CLERK in held.role.includes and held.unit in self.roots and held.line is Line.TERRITORY
            for held in self.reaches
        )

    def along(self, tree: UnitTree, role: Role | None = None) -> Mapping[Line, frozenset[int]]:
        """The units he reaches on the tree of some day, and on today's, along each line; with a role, if one is named.

        A role reaches along its own line. One held over a region's territory (县, 市) reaches along all three: the
        region's own competent units and Party bodies stand below it.
        """
        found: dict[Line, set[int]] = {line: set() for line in Line}
        for held in (held for held in self.reaches if role is None or role in held.role.includes):
            units = {unit for each in (tree, self.tree) for unit in each.subtree(held.unit)}
            for line in self._lines(held):
                found[line] |= units
        return {line: frozenset(units) for line, units in found.items()}

    def _lines(self, held: Reach) -> tuple[Line, ...]:
        node = self.tree.nodes.get(held.unit)
        everywhere = held.line is Line.TERRITORY and node is not None and node.kind == UnitKind.REGION
        return tuple(Line) if everywhere else (held.line,)

    @property
    def is_clerk(self) -> bool:
        """Whether he is a clerk, or more, at some unit."""
        return any(Role.CLERK in held.role.includes for held in self.reaches)

    @property
    def is_administrator(self) -> bool:
        """Whether he may give roles and manage accounts at some unit."""
        return any(held.role is Role.ADMINISTRATOR for held in self.reaches)

    @property
    def is_chief(self) -> bool:
        """Whether he is an administrator of a unit that stands under no other."""
        return any(
            held.role is Role.ADMINISTRATOR and held.unit in self.roots and held.line is Line.TERRITORY
            for held in self.reaches
        )

    def may_read(self, unit: int, line: Line) -> bool:
        """Whether he may read documents that a unit writes of what stands below it along a line."""
        return unit in self.along(self.tree)[line]

    def may_write(self, unit: int, line: Line) -> bool:
        """Whether he may write and issue such documents: a clerk, or more, there or above, along that line."""
        return unit in self.along(self.tree, Role.CLERK)[line]

    def within(self, tree: UnitTree) -> frozenset[int]:
        """The units he reaches along some line, on the tree of some day, and on today's."""
        return frozenset().union(*self.along(tree).values())

    def lines_at(self, tree: UnitTree, unit: int) -> tuple[Line, ...]:
        """The lines along which he reaches a unit, that of his first role before the others."""
        found = [line for line, units in self.along(tree).items() if unit in units]
        return tuple(sorted(found, key=lambda line: self.home is None or line is not self.home.line))

    def tops(self, tree: UnitTree) -> list[UnitNode]:
        """The uppermost units he reaches on a tree, each once."""
        held = list(dict.fromkeys(one.unit for one in self.reaches if one.unit in tree.nodes))
        return [tree.nodes[one] for one in held if not any(_above(tree, other, one) for other in held)]

    @property
    def standing(self) -> str:
        """His roles as one line: 经办人 · 云川县."""
        return "；".join(f"{gettext(held.role.label)} · {self.tree.name(held.unit)}" for held in self.reaches)


def _above(tree: UnitTree, upper: int, lower: int) -> bool:
    return upper != lower and lower in tree.subtree(upper)


def visitor(user: User, today: date) -> Visitor:
    """The user as he stands today."""
    return Visitor(user, today, unit_tree(today), tuple(reaches(user, today)))


def administrators(today: date) -> list[str]:
    """The names of those who may give any role, for whoever has none."""
    roots = [node.id for node in unit_tree(today).children(None)]
    held = RoleHolding.objects.on(today, None).filter(role=str(Role.ADMINISTRATOR), unit__in=roots)
    held = held.filter(user__is_active=True)
    return list(dict.fromkeys(held.order_by("id").values_list("user__name", flat=True)))
