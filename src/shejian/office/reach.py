"""Which party organizations and persons a visitor reaches, and of which he may also see what is masked."""

from __future__ import annotations

from shejian.base.enums import Role
from shejian.base.tree import UnitTree
from shejian.office.asking import Posed
from shejian.office.visitors import Visitor
from shejian.party.queries import body_is_within, person_is_within
from shejian.registry.queries import is_within


def reaches_all(one: Visitor, posed: Posed) -> bool:
    """Who reaches every unit reaches those, too, that stand under no unit of that day."""
    return one.within(posed.asked.tree) >= posed.asked.tree.nodes.keys()


def reaches_organization(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the organization belonged on the day, along any line, to a unit that the visitor reaches."""
    if reaches_all(one, posed):
        return True
    return is_within(posed.asked.picture, posed.on, number, one.within(posed.asked.tree))


def reaches_body(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the party organization was at home on the day in a unit that he reaches, or covered one that was."""
    if reaches_all(one, posed):
        return True
    return body_is_within(posed.asked.picture, posed.on, number, one.within(posed.asked.tree))


def reaches_person(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the person belonged on the day to a party organization that he reaches."""
    if reaches_all(one, posed):
        return True
    return person_is_within(posed.asked.picture, posed.on, number, one.within(posed.asked.tree))


def may_disclose(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether he is a clerk, or more, at a unit through which the person is reached."""
    tree = posed.asked.tree
    clerk_at = _clerk_at(one, tree)
    if clerk_at >= tree.nodes.keys():
        return bool(clerk_at)
    return person_is_within(posed.asked.picture, posed.on, number, clerk_at)


def _clerk_at(one: Visitor, tree: UnitTree) -> frozenset[int]:
    held = {reach.unit for reach in one.reaches if Role.CLERK in reach.role.includes}
    return frozenset(unit for each in held for unit in tree.subtree(each))
