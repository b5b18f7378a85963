"""Party organizations, whom they cover and their committees; members, where they work, what they pay and learn; posts,
guidance and development steps."""

from shejian.party.models.committees import Committee
from shejian.party.models.dues import Dues
from shejian.party.models.learning import Learning
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
from shejian.party.models.work import Employment

__all__ = [
    "Affiliation",
    "Committee",
    "Coverage",
    "DevelopmentStep",
    "Dues",
    "Election",
    "Employment",
    "Establishment",
    "Guidance",
    "Learning",
    "Membership",
    "PartyOrganization",
    "PartyOrganizationParticulars",
    "Post",
    "ReelectionMark",
]
