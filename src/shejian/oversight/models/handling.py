"""What was done about a finding: to whom it was given, what he answered, whether that was found right."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from shejian.base.models import Unit
from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index, spans_may_be_empty
from shejian.oversight.models.kept import finding_key


class Assignment(DatedFact):
    """交办: a finding is given to a unit, or to an account of it, to be dealt with by a day."""

    one_at_a_time = ("finding_id",)

    finding = finding_key("assignments")
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="承办单位",
        help_text="交给哪个单位办。",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="承办人",
        help_text="交给哪个账号办；只交给单位的为空。",
    )
    due = models.DateField("办结期限", null=True, blank=True, help_text="最迟哪一天答复；没有定的为空。")
    said = models.CharField("要求", max_length=400, blank=True, help_text="交办时的要求；没有的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "交办"
        verbose_name_plural = "交办"
        constraints = spans_may_be_empty()
        indexes = [
            live_index("finding", name="oversight_assigned_live"),
            live_index("user", name="oversight_assigned_to_user"),
        ]

    def __str__(self) -> str:
        return f"{self.start} 交办"


class Answer(DatedFact):
    """答复: what was done about a finding, said by whom it was given to."""

    finding = finding_key("answers")
    said = models.TextField("答复", help_text="做了什么，情况如何。")

    class Meta(DatedFact.Meta):
        verbose_name = "答复"
        verbose_name_plural = "答复"
        indexes = [live_index("finding", name="oversight_answer_live")]

    def __str__(self) -> str:
        return f"{self.start} 答复"


class Verification(DatedFact):
    """核实: an answer was looked into, and accepted or sent back."""

    finding = finding_key("verifications")
    accepted = models.BooleanField("认可", help_text="认可（是），或者退回重办（否）。")
    said = models.TextField("核实情况", blank=True, help_text="看了什么，为什么认可或退回；认可时可以为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "核实"
        verbose_name_plural = "核实"
        indexes = [live_index("finding", name="oversight_verified_live")]

    def __str__(self) -> str:
        return f"{self.start} {'认可' if self.accepted else '退回'}"


class Waiver(DatedFact):
    """不再督办: what was found stands, and for a stated reason nothing is to be done about it, until a day."""

    one_at_a_time = ("finding_id",)

    finding = finding_key("waivers")
    reason = models.CharField("理由", max_length=400, help_text="为什么不再督办。")

    class Meta(DatedFact.Meta):
        verbose_name = "不再督办"
        verbose_name_plural = "不再督办"
        constraints = spans_may_be_empty()
        indexes = [live_index("finding", name="oversight_waiver_live")]

    def __str__(self) -> str:
        return f"{self.start} 起不再督办"
