"""What members are to pay in dues, and what they paid. All amounts are of one month, in fen."""

from __future__ import annotations

from django.db import models

from shejian.core.facts.terms import DuesBasis
from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index
from shejian.party.models.members import person_key
from shejian.party.models.organizations import party_organization_key


class Dues(DatedFact):
    """党费 of one month, or of each of several months in a row; the span is whole calendar months."""

    one_at_a_time = ("person_id",)

    person = person_key("dues")
    party_organization = party_organization_key("dues")
    basis = models.CharField(
        "计算办法", max_length=16, choices=DuesBasis.choices(), help_text="按工资收入、按离退休费、定额或免交。"
    )
    base_fen = models.BigIntegerField(
        "计算基数（分）", null=True, blank=True, help_text="每月的党费计算基数，单位为分；不知道或用不着的为空。"
    )
    due_fen = models.BigIntegerField(
        "核定数额（分）",
        null=True,
        blank=True,
        help_text="党组织核定的每月应交数额，单位为分；没有另行核定、照基数计算的为空。",
    )
    paid_fen = models.BigIntegerField(
        "实交数额（分）", null=True, blank=True, help_text="每月实交数额，单位为分；0 为没有交，不知道的为空。"
    )
    paid_on = models.DateField("交纳日期", null=True, blank=True, help_text="哪一天交的；没有交或不知道的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "党费"
        verbose_name_plural = "党费"
        indexes = [
            live_index("person", name="party_dues_live"),
            live_index("party_organization", name="party_dues_by_body"),
        ]

    def __str__(self) -> str:
        return f"{self.start} 起的党费"
