"""Persons by identity number. Who has none is a mention: the person of one row, never merged with another by name."""

from __future__ import annotations

from django.db import models

from shejian.core.facts.terms import Sex
from shejian.journal.models import DatedFact, Identity, Sealed
from shejian.journal.models.sealed import live_index


class Person(Identity):
    """One human being, once; or somebody whom one row of a ledger mentions without an identity number."""

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"

    def __str__(self) -> str:
        return f"人员 {self.pk}"


class PersonParticulars(DatedFact):
    """Name, sex, identity number and telephone. The last two are encrypted; digests with a key serve for finding."""

    one_at_a_time = ("person_id",)

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="particulars",
        db_index=False,
        verbose_name="人员",
        help_text="谁。",
    )
    name = models.CharField("姓名", max_length=64, help_text="姓名，照原样。")
    sex = models.CharField("性别", max_length=8, choices=Sex.choices(), blank=True, help_text="性别；没有登记的为空。")
    identity_digest = models.CharField(  # noqa: DJ001 - numbers are unique, and empty texts would not be
        "身份号码摘要",
        max_length=64,
        null=True,
        blank=True,
        help_text="公民身份号码的带密钥摘要，只用于查找；没有号码的为空。",
    )
    identity_cipher = models.BinaryField(
        "身份号码密文", null=True, blank=True, help_text="公民身份号码，SM4 加密保存；没有号码的为空。"
    )
    phone_digest = models.CharField(
        "电话摘要", max_length=64, blank=True, help_text="联系电话的带密钥摘要，只用于比对。"
    )
    phone_cipher = models.BinaryField(
        "电话密文", null=True, blank=True, help_text="联系电话，SM4 加密保存；没有的为空。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "人员情况"
        verbose_name_plural = "人员情况"
        indexes = [live_index("person", name="people_particulars_live")]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["identity_digest"],
                condition=models.Q(superseded_by__isnull=True, end__isnull=True),
                name="people_identity_number_once",
                violation_error_message="这个公民身份号码已经登记给另一个人。",
            ),
        ]

    def __str__(self) -> str:
        return f"人员 {self.person_id} 的情况"


class SamePerson(DatedFact):
    """同一人: what was recorded as two identities is one human being; from that entry on the other one speaks of it."""

    one_at_a_time = ("person_id",)

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="same_as",
        db_index=False,
        verbose_name="并入的人员",
        help_text="重复登记、不再使用的那一个。",
    )
    kept = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="absorbed",
        db_index=False,
        verbose_name="保留的人员",
        help_text="是同一个人、继续使用的那一个。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "同一人"
        verbose_name_plural = "同一人"
        indexes = [
            live_index("person", name="people_same_live"),
            live_index("kept", name="people_same_by_kept"),
        ]

    def __str__(self) -> str:
        return f"人员 {self.person_id} 就是人员 {self.kept_id}"


class Disclosure(Sealed):
    """查看: somebody was shown a person's identity number and telephone in full, for a purpose that he wrote down.

    It is no fact of the person: nothing supersedes it, and taking back an entry leaves it.
    """

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="disclosures",
        verbose_name="人员",
        help_text="看的是谁。",
    )
    purpose = models.CharField("用途", max_length=200, help_text="为什么要看，由查看的人写明。")

    class Meta:
        verbose_name = "查看记录"
        verbose_name_plural = "查看记录"

    def __str__(self) -> str:
        return f"查看人员 {self.person_id}"
