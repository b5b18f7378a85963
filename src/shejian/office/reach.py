"""Which party organizations and persons a visitor reaches, and of which he may also see what is masked."""

from __future__ import annotations

from shejian.activities.queries import bodies_of_meeting
from shejian.base.enums import Role
from shejian.cases.queries import handler_of
from shejian.core.indicators import Subject
from shejian.learning.models import StudyRecord
from shejian.learning.queries import study_known
from shejian.office.asking import Posed
from shejian.office.visitors import Visitor
from shejian.oversight.queries import findings_numbered
from shejian.party.queries import body_is_within, person_is_within
from shejian.registry.queries import is_within


def reaches_all(one: Visitor, posed: Posed, role: Role | None = None) -> bool:
    """Who reaches every unit along some line reaches those, too, that stand under no unit of that day."""
    everything = posed.asked.tree.nodes.keys()
    return any(units and units >= everything for units in one.along(posed.asked.tree, role).values())


def reaches_organization(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the organization belonged on the day to a unit that the visitor reaches, along the line he reaches it."""
    if reaches_all(one, posed):
        return True
    return is_within(posed.asked.picture, posed.on, number, one.along(posed.asked.tree))


def may_write_organization(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether he is a clerk, or more, at a unit to which the organization belonged on the day, along its line."""
    if reaches_all(one, posed, Role.CLERK):
        return True
    return is_within(posed.asked.picture, posed.on, number, one.along(posed.asked.tree, Role.CLERK))


def reaches_body(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the party organization was at home on the day in a unit that he reaches, or covered one that was."""
    if reaches_all(one, posed):
        return True
    return body_is_within(posed.asked.picture, posed.on, number, one.along(posed.asked.tree))


def may_write_body(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether he is a clerk, or more, at a unit through which the party organization is reached."""
    if reaches_all(one, posed, Role.CLERK):
        return True
    return body_is_within(posed.asked.picture, posed.on, number, one.along(posed.asked.tree, Role.CLERK))


def reaches_person(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the person belonged on the day to a party organization that he reaches."""
    if reaches_all(one, posed):
        return True
    return person_is_within(posed.asked.picture, posed.on, number, one.along(posed.asked.tree))


def may_disclose(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether he is a clerk, or more, at a unit through which the person is reached."""
    if reaches_all(one, posed, Role.CLERK):
        return True
    return person_is_within(posed.asked.picture, posed.on, number, one.along(posed.asked.tree, Role.CLERK))


def reaches_case(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the party organization that handles the case is one that he reaches."""
    body = handler_of(number, posed.known)
    return body is not None and reaches_body(one, posed, body)


def may_write_case(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether he is a clerk, or more, at a unit through which the party organization that handles it is reached."""
    body = handler_of(number, posed.known)
    return body is not None and may_write_body(one, posed, body)


def reaches_meeting(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether he reaches one of the party organizations that met."""
    return any(reaches_body(one, posed, body) for body in bodies_of_meeting(posed.asked.picture, number))


def may_write_meeting(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether he is a clerk, or more, at a unit through which the party organization that held it is reached."""
    bodies = bodies_of_meeting(posed.asked.picture, number)
    return bool(bodies) and may_write_body(one, posed, bodies[0])


def reaches_study(one: Visitor, posed: Posed, fact: StudyRecord) -> bool:
    """Whether he reaches the party organization that held it; or the unit, or stands at or below it: whom a unit trains
    reads what it was."""
    if fact.party_organization_id is not None:
        return reaches_body(one, posed, fact.party_organization_id)
    tree = posed.asked.tree
    below = tree.subtree(fact.unit_id) if fact.unit_id in tree.nodes else frozenset()
    reached = {unit for units in one.along(tree).values() for unit in units}
    return fact.unit_id in reached or not reached.isdisjoint(below)


def may_write_study(one: Visitor, posed: Posed, fact: StudyRecord) -> bool:
    """Whether he is a clerk, or more, where the party organization that held it belongs, or at the unit or above it."""
    if fact.party_organization_id is not None:
        return may_write_body(one, posed, fact.party_organization_id)
    return any(fact.unit_id in units for units in one.along(posed.asked.tree, Role.CLERK).values())


def reaches_study_numbered(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the ledger has a study of that number, and he reaches it."""
    fact = study_known(number, posed.known)
    return fact is not None and reaches_study(one, posed, fact)


def may_write_study_numbered(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether the ledger has a study of that number, and he may write of it."""
    fact = study_known(number, posed.known)
    return fact is not None and may_write_study(one, posed, fact)


REACHES = {
    Subject.ORGANIZATION: reaches_organization,
    Subject.PARTY_ORGANIZATION: reaches_body,
    Subject.PERSON: reaches_person,
}
WRITES = {
    Subject.ORGANIZATION: may_write_organization,
    Subject.PARTY_ORGANIZATION: may_write_body,
    Subject.PERSON: may_disclose,
}


def reaches_finding(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether whom the finding is about is within the visitor's reach."""
    kept = findings_numbered([number], posed.known)
    return bool(kept) and REACHES[kept[0].subject](one, posed, kept[0].subject_number)


def may_write_finding(one: Visitor, posed: Posed, number: int) -> bool:
    """Whether he is a clerk, or more, where whom the finding is about belongs."""
    kept = findings_numbered([number], posed.known)
    return bool(kept) and WRITES[kept[0].subject](one, posed, kept[0].subject_number)
