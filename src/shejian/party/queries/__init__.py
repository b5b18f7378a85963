"""Reading party organizations and persons; every question takes both clocks."""

from shejian.party.queries.bodies import (
    Member,
    below,
    body_is_within,
    effective_coverage,
    facts_of_body,
    knows_body,
    members_of,
    steps_at,
)
from shejian.party.queries.organizations import bodies_in_effect, facts_of_organization
from shejian.party.queries.persons import facts_of_person, knows_person, person_is_within
from shejian.party.queries.reached import BodyName, bodies_reached, body_names
from shejian.party.queries.secretaries import KnownByName, secretaries_known_by_name

__all__ = [
    "BodyName",
    "KnownByName",
    "Member",
    "below",
    "bodies_in_effect",
    "bodies_reached",
    "body_is_within",
    "body_names",
    "effective_coverage",
    "facts_of_body",
    "facts_of_organization",
    "facts_of_person",
    "knows_body",
    "knows_person",
    "members_of",
    "person_is_within",
    "secretaries_known_by_name",
    "steps_at",
]
