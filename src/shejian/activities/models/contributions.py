"""Contribution activities, and which social organizations took part."""

from __future__ import annotations

from django.db import models

from shejian.base.models import Unit
from shejian.core.facts.terms import ContributionKind
from shejian.journal.models import DatedFact, Identity
from shejian.journal.models.sealed import live_index
from shejian.registry.models import Organization


class Contribution(Identity):
    """One activity in which organizations did good (作用发挥)."""

    class Meta:
        verbose_name = "作用发挥活动"
        verbose_name_plural = "作用发挥活动"

    def __str__(self) -> str:
        return f"作用发挥 {self.pk}"


class ContributionRecord(DatedFact):
    """What a contribution activity was; it holds on its day. Money is in fen (分)."""

    one_at_a_time = ("contribution_id",)

    contribution = models.ForeignKey(
        Contribution,
        on_delete=models.PROTECT,
        related_name="records",
        db_index=False,
        verbose_name="活动",
        help_text="哪次活动。",
    )
    name = models.CharField("活动名称", max_length=200, help_text="活动名称，照原样。")
    kind = models.CharField(
        "活动类别", max_length=20, choices=ContributionKind.choices(), help_text="实践活动、捐款捐物等。"
    )
    people_served = models.IntegerField("服务人数", null=True, blank=True, help_text="服务人数；没有填的为空。")
    money_fen = models.BigIntegerField(
        "捐款金额（分）", null=True, blank=True, help_text="捐款金额，以分计；没有填的为空。"
    )
    goods_fen = models.BigIntegerField(
        "捐物折价（分）", null=True, blank=True, help_text="捐物折价，以分计；没有填的为空。"
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="所在单位",
        help_text="在哪个单位的台账上；两个单位同一天有同名的活动，是两次。记账时还没有单位的为空。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "作用发挥"
        verbose_name_plural = "作用发挥"
        indexes = [live_index("contribution", name="activities_contribution_live")]

    def __str__(self) -> str:
        return f"{self.start} {self.name}"


class ContributionParticipant(DatedFact):
    """A social organization that took part in a contribution activity."""

    contribution = models.ForeignKey(
        Contribution,
        on_delete=models.PROTECT,
        related_name="participants",
        db_index=False,
        verbose_name="活动",
        help_text="哪次活动。",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="participations",
        db_index=False,
        verbose_name="社会组织",
        help_text="参加的社会组织。",
    )
    position = models.IntegerField("次序", default=0, help_text="列名的先后，0 为第一。")

    class Meta(DatedFact.Meta):
        verbose_name = "参与组织"
        verbose_name_plural = "参与组织"
        indexes = [live_index("contribution", name="activities_participant_live")]

    def __str__(self) -> str:
        return f"社会组织 {self.organization_id} 参加活动 {self.contribution_id}"
