"""What people say of the law: that a value was read in the official text, and what their own unit asks for."""

from __future__ import annotations

from django.db import models

from shejian.base.models import Unit
from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index
from shejian.rulebook.enums import ValueStatus

KEY_LENGTH = 80


class Confirmation(DatedFact):
    """An administrator read the official text and found that one value of a parameter is what it says."""

    one_at_a_time = ("key", "since", "instrument")

    key = models.CharField("规则", max_length=KEY_LENGTH, help_text="规则的代号，例如 development.talk.limit。")
    since = models.DateField("值的起日", help_text="核对的是这条规则从哪一天起的值。")
    instrument = models.CharField("依据", max_length=KEY_LENGTH, help_text="读的是哪一个文件，规则库里的代号。")
    article = models.CharField("条款", max_length=40, help_text="正式文本里的条款，例如 第七条。")
    words = models.TextField("原文", help_text="正式文本里的原话，照抄。")
    read_in = models.CharField(
        "出处", max_length=200, help_text="在哪里读到的正式文本，例如 汇编的书名和页码、官方网站。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "规则核对"
        verbose_name_plural = "规则核对"
        indexes = [live_index("key", name="rulebook_confirmation_live")]

    def __str__(self) -> str:
        return f"{self.key} {self.since}"


class LocalValue(DatedFact):
    """What a unit asks for, for itself and all below it, where it may be stricter than the layers above."""

    one_at_a_time = ("unit_id", "key", "status")

    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="local_values",
        db_index=False,
        verbose_name="单位",
        help_text="哪个单位定的；管到它和它的下级。",
    )
    key = models.CharField("规则", max_length=KEY_LENGTH, help_text="规则的代号，例如 development.talk.limit。")
    value = models.TextField("值", help_text='值，写法同规则文件，规范 JSON，例如 {"value":60}。')
    modality = models.CharField("性质", max_length=10, help_text="必须、一般、可以或者地方。")
    status = models.CharField(
        "状态", max_length=10, choices=ValueStatus.choices(), help_text="草稿还是施行；草稿不参与判断。"
    )
    article = models.CharField("条款", max_length=40, blank=True, help_text="本地文件里的条款；没有的为空。")
    words = models.TextField("原文", blank=True, help_text="本地文件里的原话，照抄；没有的为空。")
    paper = models.ForeignKey(
        "journal.Paper",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="local_values",
        db_index=False,
        verbose_name="文件",
        help_text="定这个值的本地文件；草稿可以还没有。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "地方规则"
        verbose_name_plural = "地方规则"
        indexes = [live_index("unit", name="rulebook_local_live")]

    def __str__(self) -> str:
        return f"{self.key} {self.value}"
