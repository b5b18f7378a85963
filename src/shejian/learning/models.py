"""Studies: what was held so that people learn, and who took part."""

from __future__ import annotations

from django.db import models

from shejian.base.models import Unit
from shejian.core.facts.terms import StudyKind
from shejian.journal.models import DatedFact, Identity, Paper
from shejian.journal.models.sealed import key_of, live_index
from shejian.party.models import PartyOrganization
from shejian.party.models.members import person_key


class Study(Identity):
    """学习活动: one micro-lesson (微党课) or training."""

    class Meta:
        verbose_name = "学习活动"
        verbose_name_plural = "学习活动"

    def __str__(self) -> str:
        return f"学习活动 {self.pk}"


class StudyRecord(DatedFact):
    """What a study was, with its material; its span are the days on which it was held.

    It is held by a party organization, or by a unit: one of the two is stated.
    """

    one_at_a_time = ("study_id",)

    study = key_of(Study, "records", "哪次学习活动。")
    kind = models.CharField(
        "类别", max_length=16, choices=StudyKind.choices(), help_text="微党课、党员培训、任职培训，或书记年度轮训。"
    )
    title = models.CharField("题目", max_length=200, help_text="讲什么、学什么，照原样。")
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="studies",
        db_index=False,
        verbose_name="党组织",
        help_text="由哪个党组织举办；由单位举办的为空。",
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="studies",
        db_index=False,
        verbose_name="单位",
        help_text="由哪个单位举办；由党组织举办的为空。",
    )
    place = models.CharField("地点", max_length=100, blank=True, help_text="在哪里办的；没有填的、线上的为空。")
    lecturer = models.CharField("主讲人", max_length=100, blank=True, help_text="谁讲的，照原样；没有填的为空。")
    text = models.TextField("材料正文", blank=True, help_text="讲稿或学习材料的正文；没有的为空。")
    link = models.CharField("材料位置", max_length=500, blank=True, help_text="材料的网址或文件位置；没有的为空。")
    paper = models.ForeignKey(
        Paper,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="材料文件",
        help_text="作为文件保存的材料；没有的为空。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "学习活动情况"
        verbose_name_plural = "学习活动情况"
        indexes = [
            models.Index(fields=["study"], name="learning_study_of"),
            live_index("party_organization", name="learning_study_by_body"),
        ]

    def __str__(self) -> str:
        return f"{self.start} {StudyKind(self.kind).label}"


class Learner(DatedFact):
    """参加学习: one person who took part in a study, with his hours; over the days of the study."""

    one_at_a_time = ("study_id", "person_id")

    study = key_of(Study, "learners", "参加了哪次学习活动。")
    person = person_key("studies")
    tenths = models.IntegerField(
        "学时（十分之一）", null=True, blank=True, help_text="他这次学了多少学时，以十分之一学时计；不知道的为空。"
    )

    class Meta(DatedFact.Meta):
        verbose_name = "参加学习"
        verbose_name_plural = "参加学习"
        indexes = [
            models.Index(fields=["study"], name="learning_learner_of"),
            live_index("person", name="learning_learner_who"),
        ]

    def __str__(self) -> str:
        return f"人员 {self.person_id} 参加学习活动 {self.study_id}"
