"""Meetings that are planned."""

from __future__ import annotations

from django.db import models

from shejian.core.facts.terms import MeetingKind
from shejian.journal.models import DatedFact, Identity
from shejian.party.models.organizations import party_organization_key


class MeetingPlan(Identity):
    """A plan to hold one meeting (组织生活计划); a meeting fulfils it by naming it."""

    class Meta:
        verbose_name = "组织生活计划"
        verbose_name_plural = "组织生活计划"

    def __str__(self) -> str:
        return f"组织生活计划 {self.pk}"


class PlannedMeeting(DatedFact):
    """What is planned for which day. A plan that is given up is withdrawn."""

    one_at_a_time = ("plan_id",)

    plan = models.ForeignKey(
        MeetingPlan,
        on_delete=models.PROTECT,
        related_name="planned",
        db_index=False,
        verbose_name="计划",
        help_text="哪项计划。",
    )
    party_organization = party_organization_key("planned_meetings")
    kind = models.CharField("类型", max_length=20, choices=MeetingKind.choices(), help_text="打算开哪一种组织生活。")
    topic = models.CharField("主题", max_length=200, blank=True, help_text="打算的主题；没有填的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "计划的组织生活"
        verbose_name_plural = "计划的组织生活"
        indexes = [
            models.Index(fields=["plan"], name="activities_planned_of"),
            models.Index(fields=["party_organization", "start"], name="activities_planned_by_body"),
        ]

    def __str__(self) -> str:
        return f"计划 {self.start} {MeetingKind(self.kind).label}"
