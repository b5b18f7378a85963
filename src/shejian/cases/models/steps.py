"""Steps taken in cases."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from shejian.cases.models.running import case_key
from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index


class CaseStep(DatedFact):
    """办理步骤: a step as it was taken, on its day, with what came of it.

    The day of a step that the ledger holds elsewhere (the six stages of member development) is not written again:
    ``start`` is empty, and the step is the one the other table dates.
    """

    case = case_key("steps")
    step = models.CharField("步骤", max_length=40, help_text="步骤的代号，见该程序的定义，例如 talk。")
    outcome = models.CharField(
        "结论", max_length=40, blank=True, help_text="结论的代号，见该程序的定义；这一步没有几种结论的为空。"
    )
    due = models.IntegerField("应到", null=True, blank=True, help_text="应到会有表决权的人数；没有表决的为空。")
    present = models.IntegerField("实到", null=True, blank=True, help_text="实到会有表决权的人数；没有表决的为空。")
    yes = models.IntegerField("赞成", null=True, blank=True, help_text="赞成的票数；没有表决的为空。")
    amounts = models.TextField(
        "数目", blank=True, help_text="这一步要数的数目（如介绍人、学时），规范 JSON；没有的为空。"
    )
    papers = models.TextField(  # noqa: DJ001 - not known is not the same as none
        "材料", null=True, blank=True, help_text="已有的材料，规范 JSON 的列表；不知道有没有的为空。"
    )
    departure = models.CharField(
        "偏离的理由", max_length=400, blank=True, help_text="与规定不合而仍记下的，经办人写的理由；合规定的为空。"
    )
    written = models.IntegerField(
        "书面意见", null=True, blank=True, help_text="未到会、事先书面表明意见的人数；没有的或不计的为空。"
    )
    seats = models.IntegerField("应选名额", null=True, blank=True, help_text="应选的名额；不是选举的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "办理步骤"
        verbose_name_plural = "办理步骤"
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=(
                    Q(due__isnull=True, present__isnull=True, yes__isnull=True)
                    | Q(
                        due__isnull=False,
                        present__isnull=False,
                        yes__isnull=False,
                        due__gte=F("present"),
                        yes__gte=0,
                        yes__lte=F("present") + Coalesce(F("written"), 0),
                    )
                ),
                name="cases_step_votes_add_up",
                violation_error_message="应到不少于实到，投票的不少于赞成。",
            ),
        ]
        indexes = [live_index("case", name="cases_step_live")]

    def __str__(self) -> str:
        return f"{self.start or ''} 步骤 {self.step}".strip()
