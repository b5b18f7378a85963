"""Findings as they were opened and closed: from the day the ledger was brought up to date to the day they were gone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shejian.cases.models import Case
from shejian.core.rules import Severity
from shejian.journal.models import DatedFact, Identity
from shejian.journal.models.sealed import key_of, live_index, spans_may_be_empty
from shejian.oversight.enums import Source
from shejian.party.models import PartyOrganization
from shejian.people.models import Person
from shejian.registry.models import Organization


class Finding(Identity):
    """问题: something found once, whatever becomes of it. Found again after it was closed, it is another one."""

    class Meta:
        verbose_name = "问题"
        verbose_name_plural = "问题"

    def __str__(self) -> str:
        return f"问题 {self.pk}"


def finding_key(related_name: str) -> models.ForeignKey[Finding, Finding]:
    """The column by which a fact speaks of a finding."""
    return key_of(Finding, related_name, "哪一个问题。")


class KeptFinding(DatedFact):
    """问题清单: what was found of whom, in the words of the day it was opened; ``end`` is the day it was closed."""

    follows = True
    one_at_a_time: ClassVar[tuple[str, ...]] = ("finding_id",)

    finding = finding_key("kept")
    source = models.CharField(
        "来源", max_length=8, choices=Source.choices, help_text="由台账事实看出，还是由办件看出。"
    )
    item = models.CharField(
        "监督项", max_length=120, help_text="监督项的代号，见 law/findings；来自办件的是程序、步骤和判断的代号。"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="社会组织",
        help_text="是哪家社会组织的问题；不是社会组织的为空。",
    )
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="党组织",
        help_text="是哪个党组织的问题；人员的问题写他所在的党组织；都不是的为空。",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="人员",
        help_text="是哪个人的问题；不是人员的为空。",
    )
    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="办件",
        help_text="由哪一件看出；由台账事实看出的为空。",
    )
    severity = models.CharField(
        "轻重", max_length=12, choices=[(one.value, one.label) for one in Severity], help_text="违反、偏离或提示。"
    )
    because = models.TextField("事实", help_text="查出的当日是怎样的情况；不含人员的姓名和号码。")
    clause = models.TextField("依据", help_text="当日依据的条款；没有核对过原文的写明条款待核。")
    remedy = models.TextField("办法", help_text="怎么办。")
    since = models.DateField(
        "起于", null=True, blank=True, help_text="这种情况从哪一天开始；说不出的为空，不早于规定施行的那一天。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "问题清单"
        verbose_name_plural = "问题清单"
        constraints = [
            *spans_may_be_empty(),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | Q(party_organization__isnull=False) | Q(person__isnull=False),
                name="oversight_kept_of_somebody",
                violation_error_message="问题总是某家社会组织、某个党组织或某个人的。",
            ),
        ]
        indexes = [
            live_index("finding", name="oversight_kept_live"),
            live_index("organization", name="oversight_kept_by_org"),
            live_index("party_organization", name="oversight_kept_by_body"),
            live_index("person", name="oversight_kept_by_person"),
        ]

    def __str__(self) -> str:
        return f"问题 {self.finding_id}：{self.item}"
