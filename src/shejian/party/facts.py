"""Which tables of facts this app's models fill."""

from __future__ import annotations

from shejian.party import models
from shejian.snapshot.registry import register


def register_tables() -> None:
    """Register every fact of this app with the snapshot."""
    register("establishment", models.Establishment)
    register("party_organization_particulars", models.PartyOrganizationParticulars)
    register("coverage", models.Coverage)
    register("election", models.Election)
    register("reelection_mark", models.ReelectionMark)
    register("guidance", models.Guidance)
    register("membership", models.Membership)
    register("affiliation", models.Affiliation)
    register("development_step", models.DevelopmentStep)
    register("committee", models.Committee)
    register("employment", models.Employment)
    register("dues", models.Dues)
    register("learning", models.Learning)
    register("post", models.Post)
