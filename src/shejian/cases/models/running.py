"""A case: which procedure is gone through for whom, by which party organization, and until when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from shejian.journal.models import DatedFact, Identity
from shejian.journal.models.sealed import key_of, live_index, spans_may_be_empty
from shejian.party.models import PartyOrganization
from shejian.people.models import Person
from shejian.registry.models import Organization


class Case(Identity):
    """办件: one going through a procedure, whatever becomes of it."""

    class Meta:
        verbose_name = "办件"
        verbose_name_plural = "办件"

    def __str__(self) -> str:
        return f"办件 {self.pk}"


def case_key(related_name: str) -> models.ForeignKey[Case, Case]:
    """The column by which a fact speaks of a case."""
    return key_of(Case, related_name, "哪一件。")


class CaseParticulars(DatedFact):
    """Which procedure a case goes through, for whom, and which party organization handles it."""

    one_at_a_time = ("case_id",)

    case = case_key("particulars")
    procedure = models.CharField(
        "程序", max_length=40, help_text="程序的名字，见 law/procedures，例如 member-development。"
    )
    handled_by = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="办理的党组织",
        help_text="由哪个党组织办理；按它所在的单位看得到这一件。",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="当事人",
        help_text="为哪个人办的；不是为人办的为空。",
    )
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="所办的党组织",
        help_text="为哪个党组织办的（如换届）；不是为党组织办的为空。",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="所办的社会组织",
        help_text="为哪家社会组织办的（如建立党组织）；不是为社会组织办的为空。",
    )
    recorded_since = models.DateField(
        "全程记录自",
        null=True,
        blank=True,
        help_text="从这一天起每一步都在账上，没有记的就是没有办；空表示不知道，没有记的不算没有办。",
    )
    facts = models.TextField(
        "情况", blank=True, help_text="程序要问而账上别处没有的情况（如是否流动人员），规范 JSON；没有填的为空。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "办件情况"
        verbose_name_plural = "办件情况"
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=(
                    Q(person__isnull=False, party_organization__isnull=True, organization__isnull=True)
                    | Q(person__isnull=True, party_organization__isnull=False, organization__isnull=True)
                    | Q(person__isnull=True, party_organization__isnull=True, organization__isnull=False)
                ),
                name="cases_particulars_of_one_subject",
                violation_error_message="一件只为一个人、一个党组织或一家社会组织办。",
            ),
        ]
        indexes = [
            live_index("case", name="cases_particulars_live"),
            live_index("person", name="cases_by_person"),
            live_index("party_organization", name="cases_by_body"),
            live_index("organization", name="cases_by_organization"),
            live_index("handled_by", name="cases_by_handler"),
        ]

    def __str__(self) -> str:
        return f"办件 {self.case_id} 的情况"


class CaseEnding(DatedFact):
    """A case was closed before its procedure came to an end: from which day on, and why."""

    one_at_a_time = ("case_id",)

    case = case_key("endings")
    reason = models.CharField("缘由", max_length=200, help_text="为什么不再办下去，照经办人写的。")

    class Meta(DatedFact.Meta):
        verbose_name = "办件终止"
        verbose_name_plural = "办件终止"
        constraints = spans_may_be_empty()
        indexes = [live_index("case", name="cases_ending_live")]

    def __str__(self) -> str:
        return f"办件 {self.case_id} 终止"
