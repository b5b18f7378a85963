"""Members and those on the way to becoming members."""

from __future__ import annotations

from django.db import models

from shejian.core.facts.terms import DevelopmentStage, MemberCategory
from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index, spans_may_be_empty
from shejian.party.models.organizations import party_organization_key
from shejian.people.models import Person


def person_key(related_name: str) -> models.ForeignKey[Person, Person]:
    """The column by which a fact speaks of a person."""
    return models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name=related_name,
        db_index=False,
        verbose_name="人员",
        help_text="谁。",
    )


class Membership(DatedFact):
    """党籍: from the day of admission as a probationary member."""

    one_at_a_time = ("person_id",)

    person = person_key("memberships")
    category = models.CharField(
        "党员类别", max_length=16, choices=MemberCategory.choices(), help_text="台账写的类别：正式党员或预备党员。"
    )
    full_on = models.DateField(
        "转正日期", null=True, blank=True, help_text="转为正式党员的日期；未转正或不知道的为空。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "党籍"
        verbose_name_plural = "党籍"
        indexes = [live_index("person", name="party_membership_live")]

    def __str__(self) -> str:
        return MemberCategory(self.category).label


class Affiliation(DatedFact):
    """组织关系: in which party organization a member's relation stands, from transfer in to transfer out."""

    one_at_a_time = ("person_id",)

    person = person_key("affiliations")
    party_organization = party_organization_key("affiliations")

    class Meta(DatedFact.Meta):
        verbose_name = "组织关系"
        verbose_name_plural = "组织关系"
        constraints = spans_may_be_empty()
        indexes = [
            live_index("person", name="party_affiliation_live"),
            live_index("party_organization", name="party_affiliation_by_body"),
        ]

    def __str__(self) -> str:
        return f"组织关系在党组织 {self.party_organization_id}"


class DevelopmentStep(DatedFact):
    """发展党员的一步, on the day it was taken."""

    person = person_key("development_steps")
    party_organization = party_organization_key("development_steps")
    stage = models.CharField(
        "阶段",
        max_length=16,
        choices=DevelopmentStage.choices(),
        help_text="递交申请书、谈话、积极分子、发展对象、接收、转正。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "发展党员"
        verbose_name_plural = "发展党员"
        indexes = [live_index("person", name="party_step_live")]

    def __str__(self) -> str:
        return f"{self.start} {DevelopmentStage(self.stage).label}"
