"""Party organizations: their life, what they are called, whom they cover, when they elected."""

from __future__ import annotations

from django.db import models

from shejian.base.models import Unit
from shejian.core.facts.terms import FormationMode, PartyOrganizationKind
from shejian.journal.models import DatedFact, Identity
from shejian.journal.models.sealed import live_index, spans_may_be_empty
from shejian.registry.models import Organization


class PartyOrganization(Identity):
    """A party organization (党组织) of whatever kind."""

    class Meta:
        verbose_name = "党组织"
        verbose_name_plural = "党组织"

    def __str__(self) -> str:
        return f"党组织 {self.pk}"


def party_organization_key(related_name: str) -> models.ForeignKey[PartyOrganization, PartyOrganization]:
    """The column by which a fact speaks of a party organization."""
    return models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        related_name=related_name,
        db_index=False,
        verbose_name="党组织",
        help_text="哪个党组织。",
    )


class Establishment(DatedFact):
    """党组织设立: from the day it was founded to the day it was dissolved."""

    one_at_a_time = ("party_organization_id",)

    party_organization = party_organization_key("establishments")
    approval_number = models.CharField(
        "批准文号", max_length=64, blank=True, help_text="批准成立的文号，照原样；没有的为空。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "党组织设立"
        verbose_name_plural = "党组织设立"
        constraints = spans_may_be_empty()
        indexes = [live_index("party_organization", name="party_establishment_live")]

    def __str__(self) -> str:
        return f"{self.start} 成立"


class PartyOrganizationParticulars(DatedFact):
    """What a party organization is called, of what kind it is, and under which it stands."""

    one_at_a_time = ("party_organization_id",)

    party_organization = party_organization_key("particulars")
    name = models.CharField("名称", max_length=200, help_text="党组织名称，照文件原样。")
    kind = models.CharField(
        "党组织类型",
        max_length=24,
        choices=PartyOrganizationKind.choices(),
        help_text="党委、党总支、党支部、联合党支部等。",
    )
    parent = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="上级党组织",
        help_text="隶属的上级党组织；最上一级为空。",
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="所在单位",
        help_text="在哪个单位的台账上；最上一级党组织就是党建领导机关时，是它自己。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "党组织情况"
        verbose_name_plural = "党组织情况"
        indexes = [live_index("party_organization", name="party_particulars_live")]

    def __str__(self) -> str:
        return self.name


class Coverage(DatedFact):
    """覆盖: a party organization covers a social organization, in effect while both exist."""

    one_at_a_time = ("party_organization_id", "organization_id")

    party_organization = party_organization_key("coverages")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="coverages",
        db_index=False,
        verbose_name="社会组织",
        help_text="覆盖哪家社会组织。",
    )
    mode = models.CharField(  # noqa: DJ001 - not stated is not the same as an empty word
        "组建方式",
        max_length=20,
        choices=FormationMode.choices(),
        null=True,
        blank=True,
        help_text="单独、联合、派驻、兜底、源头、挂靠等组建方式；没有写的为空。",
    )
    position = models.IntegerField("次序", default=0, help_text="同一党组织覆盖几家时列名的先后，0 为第一。")

    class Meta(DatedFact.Meta):
        verbose_name = "覆盖"
        verbose_name_plural = "覆盖"
        indexes = [
            live_index("party_organization", name="party_coverage_live"),
            live_index("organization", name="party_coverage_by_org"),
        ]

    def __str__(self) -> str:
        return f"党组织 {self.party_organization_id} 覆盖社会组织 {self.organization_id}"


class Election(DatedFact):
    """换届选举, on the day it was held. It begins a term, whether or not it was a re-election."""

    party_organization = party_organization_key("elections")

    class Meta(DatedFact.Meta):
        verbose_name = "换届选举"
        verbose_name_plural = "换届选举"
        indexes = [live_index("party_organization", name="party_election_live")]

    def __str__(self) -> str:
        return f"{self.start} 选举"


class ReelectionMark(DatedFact):
    """是否换届, as a ledger marks it for one calendar year; its span is that year."""

    one_at_a_time = ("party_organization_id",)

    party_organization = party_organization_key("reelection_marks")
    reelected = models.BooleanField("是否换届", help_text="台账对这一年是否换届的标记。")

    class Meta(DatedFact.Meta):
        verbose_name = "换届标记"
        verbose_name_plural = "换届标记"
        indexes = [live_index("party_organization", name="party_mark_live")]

    def __str__(self) -> str:
        return f"{self.start} 年度换届标记"
