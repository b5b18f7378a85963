"""Units, what they are called, and who holds a role at them; all dated."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from shejian.base.enums import Role
from shejian.core.facts.terms import Line, UnitKind
from shejian.journal.models import DatedFact, Identity
from shejian.journal.models.sealed import live_index


class Unit(Identity):
    """A place on the tree: a region, a town, a competent unit, a Party body."""

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"

    def __str__(self) -> str:
        return f"单位 {self.pk}"


class UnitParticulars(DatedFact):
    """What a unit is called and under which other it stands."""

    one_at_a_time = ("unit_id",)

    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="particulars",
        db_index=False,
        verbose_name="单位",
        help_text="哪个单位。",
    )
    name = models.CharField("名称", max_length=100, help_text="单位的名称，照文件原样。")
    kind = models.CharField(
        "类别",
        max_length=20,
        choices=UnitKind.choices(),
        help_text="行政区划、乡镇街道、业务主管单位、党建领导机关等。",
    )
    parent = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="上级",
        help_text="在单位树上隶属于谁；树根为空。",
    )
    division = models.CharField(
        "行政区划代码", max_length=6, blank=True, help_text="六位行政区划代码（GB/T 2260）；没有的为空。"
    )
    position = models.IntegerField("次序", default=0, help_text="同级单位排列的次序，小的在前。")

    class Meta(DatedFact.Meta):
        verbose_name = "单位情况"
        verbose_name_plural = "单位情况"
        indexes = [live_index("unit", name="base_unit_live")]

    def __str__(self) -> str:
        return self.name


class UnitAlias(DatedFact):
    """Another name by which papers call a unit; registration authorities are found this way."""

    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="aliases",
        db_index=False,
        verbose_name="单位",
        help_text="哪个单位。",
    )
    name = models.CharField("别名", max_length=100, help_text="文件里对这个单位的另一种称呼，例如登记管理机关的名称。")

    class Meta(DatedFact.Meta):
        verbose_name = "单位别名"
        verbose_name_plural = "单位别名"
        indexes = [live_index("unit", name="base_alias_live")]

    def __str__(self) -> str:
        return self.name


class RoleHolding(DatedFact):
    """A user may act in a role at a unit and at all below it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="holdings",
        db_index=False,
        verbose_name="账号",
        help_text="谁。",
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="holdings",
        db_index=False,
        verbose_name="单位",
        help_text="在哪个单位。",
    )
    role = models.CharField("角色", max_length=20, choices=Role.choices(), help_text="可以做什么。")
    line = models.CharField("沿哪条线", max_length=20, choices=Line.choices(), help_text="管到的下级沿哪条线算。")

    class Meta(DatedFact.Meta):
        verbose_name = "任职角色"
        verbose_name_plural = "任职角色"
        indexes = [live_index("user", name="base_holding_live")]

    def __str__(self) -> str:
        return f"{self.user_id} {Role(self.role).label}"
