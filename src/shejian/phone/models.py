"""What phones leave behind outside the ledger: presence that members registered, until the meeting is recorded."""

from __future__ import annotations

from django.db import models

from shejian.party.models import PartyOrganization
from shejian.people.models import Person


class Presence(models.Model):
    """扫码到会: a member said by a code that he is there. It is no fact: it only fills in the recorder's list."""

    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="党组织",
        help_text="在哪个党组织的会上。",
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", verbose_name="人员", help_text="谁到了。"
    )
    day = models.DateField("日期", help_text="哪一天的会。")

    class Meta:
        verbose_name = "扫码到会"
        verbose_name_plural = "扫码到会"
        constraints = [
            models.UniqueConstraint(fields=["party_organization", "day", "person"], name="phone_presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} 人员 {self.person_id} 扫码到会"
