"""What party organizations were asked to complete (请补齐), so that they cover effectively."""

from __future__ import annotations

from django.db import models

from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index, spans_may_be_empty
from shejian.party.models import PartyOrganization


class CompletionRequest(DatedFact):
    """请补齐: a party organization is asked for what it lacks to cover effectively.

    Nobody ticks it off: it is over once the ledger shows that none of its conditions is lacking any more. ``end`` is
    the day on which it was taken over by a later one.
    """

    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="党组织",
        help_text="请哪个党组织补齐。",
    )
    conditions = models.CharField(
        "缺的条件",
        max_length=120,
        help_text="有效覆盖的哪些条件没有达到或者不能判断（代号见有效覆盖的口径），以空格分开。",
    )
    said = models.TextField("请补齐什么", help_text="缺什么，怎么补。")
    clause = models.TextField("依据", help_text="依据的条款；没有核对过原文的写明条款待核。")
    due = models.DateField("希望补齐的日子", help_text="希望在哪一天以前补齐；过了这一天还缺的，可以再请一次。")

    class Meta(DatedFact.Meta):
        verbose_name = "请补齐"
        verbose_name_plural = "请补齐"
        constraints = spans_may_be_empty()
        indexes = [live_index("party_organization", name="oversight_asked_live")]

    def __str__(self) -> str:
        return f"{self.start} 请党组织 {self.party_organization_id} 补齐"
