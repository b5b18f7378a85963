"""Whether a party organization has a committee: a fact of its own, never derived from how many members it has."""

from __future__ import annotations

from django.db import models

from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index
from shejian.party.models.organizations import party_organization_key


class Committee(DatedFact):
    """委员会: whether a party organization has one, and whether its officers are appointed. Not recorded: not known."""

    one_at_a_time = ("party_organization_id",)

    party_organization = party_organization_key("committees")
    exists = models.BooleanField("设委员会", help_text="是否设有委员会；不设的由书记（副书记）负责。")
    appointed = models.BooleanField(
        "任命", null=True, blank=True, help_text="书记、委员是上级任命的（是）还是选举产生的（否）；不知道的为空。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "委员会"
        verbose_name_plural = "委员会"
        indexes = [live_index("party_organization", name="party_committee_live")]

    def __str__(self) -> str:
        return "设委员会" if self.exists else "不设委员会"
