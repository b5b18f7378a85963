"""Party organizations and whom they cover; members; posts, guidance and development steps."""

from shejian.party.models.members import Affiliation, DevelopmentStep, Membership
from shejian.party.models.organizations import (
    Coverage,
    Election,
    Establishment,
    PartyOrganization,
    PartyOrganizationParticulars,
    ReelectionMark,
)
from shejian.party.models.posts import Guidance, Post

__all__ = [
    "Affiliation",
    "Coverage",
    "DevelopmentStep",
    "Election",
    "Establishment",
    "Guidance",
    "Membership",
    "PartyOrganization",
    "PartyOrganizationParticulars",
    "Post",
    "ReelectionMark",
]
