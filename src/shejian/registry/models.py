"""Social organizations: an identity each, and what is true of it from when to when."""

from __future__ import annotations

from django.db import models

from shejian.base.models import Unit
from shejian.core.facts.terms import CharterClause, Line, OrganizationType, Status
from shejian.journal.models import DatedFact, Identity
from shejian.journal.models.sealed import live_index


class Organization(Identity):
    """A social organization (社会组织)."""

    class Meta:
        verbose_name = "社会组织"
        verbose_name_plural = "社会组织"

    def __str__(self) -> str:
        return f"社会组织 {self.pk}"


def _organization(related_name: str) -> models.ForeignKey[Organization, Organization]:
    return models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name=related_name,
        db_index=False,
        verbose_name="社会组织",
        help_text="哪家社会组织。",
    )


class Registration(DatedFact):
    """登记事项: what the register says of an organization."""

    one_at_a_time = ("organization_id",)

    organization = _organization("registrations")
    code = models.CharField("统一社会信用代码", max_length=18, help_text="18 位统一社会信用代码（GB 32100）。")
    name = models.CharField("名称", max_length=200, help_text="社会组织名称，照登记证书原样。")
    type = models.CharField(
        "组织类型", max_length=20, choices=OrganizationType.choices(), help_text="社会团体、民办非企业单位或基金会。"
    )
    authority = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="登记管理机关",
        help_text="由哪个登记管理机关登记。",
    )
    industry = models.CharField("行业领域", max_length=64, blank=True, help_text="行业领域，照台账原样；没有写的为空。")
    legal_representative = models.CharField(
        "法定代表人", max_length=64, blank=True, help_text="法定代表人姓名；没有身份号码，只作为姓名提及。"
    )
    address = models.CharField("住所", max_length=200, blank=True, help_text="登记的住所；没有写的为空。")
    contact = models.CharField("联系人", max_length=64, blank=True, help_text="联系人姓名；没有写的为空。")
    phone = models.CharField("联系电话", max_length=64, blank=True, help_text="社会组织公开的联系电话；没有写的为空。")
    website = models.CharField("网站", max_length=200, blank=True, help_text="网站地址；没有写的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "登记事项"
        verbose_name_plural = "登记事项"
        indexes = [live_index("organization", name="registry_registration_live")]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(superseded_by__isnull=True, end__isnull=True),
                name="registry_code_once",
                violation_error_message="这个统一社会信用代码已经登记给另一家社会组织。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Standing(DatedFact):
    """存续状态. The first begins on the day of founding; one of 注销 or 撤销 begins on the day the life ended."""

    one_at_a_time = ("organization_id",)

    organization = _organization("standings")
    status = models.CharField("状态", max_length=20, choices=Status.choices(), help_text="正常、停止活动、注销或撤销。")
    reason = models.CharField("原因", max_length=200, blank=True, help_text="注销、撤销的原因，照原样；没有的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "存续状态"
        verbose_name_plural = "存续状态"
        indexes = [live_index("organization", name="registry_standing_live")]

    def __str__(self) -> str:
        return Status(self.status).label


class Placement(DatedFact):
    """归属: to which unit an organization belongs along one of the three lines."""

    one_at_a_time = ("organization_id", "line", "unit_id")

    organization = _organization("placements")
    line = models.CharField("哪条线", max_length=20, choices=Line.choices(), help_text="属地、主管或党建领导。")
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="placements",
        db_index=False,
        verbose_name="单位",
        help_text="归哪个单位。",
    )
    position = models.IntegerField("次序", default=0, help_text="一条线上归几个单位时的先后，0 为第一。")

    class Meta(DatedFact.Meta):
        verbose_name = "归属"
        verbose_name_plural = "归属"
        indexes = [live_index("organization", name="registry_placement_live")]

    def __str__(self) -> str:
        return f"{Line(self.line).label} 单位 {self.unit_id}"


class Headcount(DatedFact):
    """人数, as counted on one day. It speaks of that day only."""

    one_at_a_time = ("organization_id",)

    organization = _organization("headcounts")
    staff = models.IntegerField("从业人员数", null=True, blank=True, help_text="当日从业人员数；没有填的为空。")
    full_time_full_members = models.IntegerField(
        "专职工作人员中正式党员数", null=True, blank=True, help_text="当日专职工作人员中正式党员的人数；没有填的为空。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "人数"
        verbose_name_plural = "人数"
        indexes = [live_index("organization", name="registry_headcount_live")]

    def __str__(self) -> str:
        return f"{self.start} 人数"


class Charter(DatedFact):
    """章程: whether Party building is written into it, and in which wording."""

    one_at_a_time = ("organization_id",)

    organization = _organization("charters")
    party_building = models.BooleanField("载明党建", help_text="章程是否载明党的建设内容。")
    clause = models.CharField(  # noqa: DJ001 - not looked at is not the same as none
        "条款版本",
        max_length=8,
        choices=CharterClause.choices(),
        null=True,
        blank=True,
        help_text="章程里党建条款是哪一年的表述；没有核对过的为空。",
    )
    adopted_on = models.DateField(
        "表决通过日期", null=True, blank=True, help_text="载有这一条款的章程表决通过的日期；不知道的为空。"
    )
    approved_on = models.DateField(
        "核准日期", null=True, blank=True, help_text="登记管理机关核准这份章程的日期；未核准或不知道的为空。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "章程"
        verbose_name_plural = "章程"
        indexes = [live_index("organization", name="registry_charter_live")]

    def __str__(self) -> str:
        return "章程载明党建" if self.party_building else "章程未载明党建"


class Commitment(DatedFact):
    """党建承诺书, on the day it was signed."""

    organization = _organization("commitments")

    class Meta(DatedFact.Meta):
        verbose_name = "党建承诺书"
        verbose_name_plural = "党建承诺书"
        indexes = [live_index("organization", name="registry_commitment_live")]

    def __str__(self) -> str:
        return f"{self.start} 签订党建承诺书"


class SameOrganization(DatedFact):
    """同一家: what was recorded as two is one organization; from that entry on the other one speaks of it."""

    one_at_a_time = ("organization_id",)

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="same_as",
        db_index=False,
        verbose_name="并入的社会组织",
        help_text="重复登记、不再使用的那一家。",
    )
    kept = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="absorbed",
        db_index=False,
        verbose_name="保留的社会组织",
        help_text="是同一家、继续使用的那一家。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "同一家"
        verbose_name_plural = "同一家"
        indexes = [
            live_index("organization", name="registry_same_live"),
            live_index("kept", name="registry_same_by_kept"),
        ]

    def __str__(self) -> str:
        return f"社会组织 {self.organization_id} 就是社会组织 {self.kept_id}"
