"""Who works in which social organization. Membership, and where a relation stands, say nothing about it."""

from __future__ import annotations

from django.db import models

from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index
from shejian.party.models.members import person_key
from shejian.registry.models import Organization


class Employment(DatedFact):
    """在职: a person works in a social organization, from the day of coming to the day of leaving."""

    one_at_a_time = ("person_id", "organization_id")

    person = person_key("employments")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="employments",
        db_index=False,
        verbose_name="社会组织",
        help_text="在哪家社会组织工作。",
    )
    full_time = models.BooleanField("专职", null=True, blank=True, help_text="专职（是）还是兼职（否）；不知道的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "在职"
        verbose_name_plural = "在职"
        indexes = [
            live_index("person", name="party_employment_live"),
            live_index("organization", name="party_employment_by_org"),
        ]

    def __str__(self) -> str:
        return f"在社会组织 {self.organization_id} 工作"
