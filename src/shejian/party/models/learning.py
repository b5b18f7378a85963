"""How many hours persons spent learning in a year."""

from __future__ import annotations

from django.db import models

from shejian.core.facts.terms import LearningKind
from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index
from shejian.party.models.members import person_key


class Learning(DatedFact):
    """学时 of one kind in one calendar year; the span is that year. Not recorded: not known, and never none."""

    one_at_a_time = ("person_id", "kind")

    person = person_key("learning")
    kind = models.CharField(
        "类别", max_length=16, choices=LearningKind.choices(), help_text="党员学习培训，或书记、委员培训。"
    )
    hours = models.IntegerField("学时", help_text="这一年累计的学时。")

    class Meta(DatedFact.Meta):
        verbose_name = "学时"
        verbose_name_plural = "学时"
        indexes = [live_index("person", name="party_learning_live")]

    def __str__(self) -> str:
        return f"{self.hours} 学时"
