"""Posts held in party organizations, and people sent to social organizations."""

from __future__ import annotations

from django.db import models

from shejian.base.models import Unit
from shejian.core.facts.terms import GuidanceTitle, PostTitle
from shejian.journal.models import DatedFact
from shejian.journal.models.sealed import live_index, spans_may_be_empty
from shejian.party.models.organizations import party_organization_key
from shejian.people.models import Person
from shejian.registry.models import Organization


def _holder() -> models.ForeignKey[Person | None, Person | None]:
    return models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="人员",
        help_text="是哪个人；只知道姓名、没有身份号码的为空，不按姓名合并。",
    )


class Post(DatedFact):
    """任职: who held which post of a party organization."""

    party_organization = party_organization_key("posts")
    title = models.CharField("职务", max_length=20, choices=PostTitle.choices(), help_text="任什么职务。")
    name = models.CharField("姓名", max_length=64, help_text="任职人姓名，照原样。")
    person = _holder()

    class Meta(DatedFact.Meta):
        verbose_name = "任职"
        verbose_name_plural = "任职"
        indexes = [live_index("party_organization", name="party_post_live")]

    def __str__(self) -> str:
        return PostTitle(self.title).label


class Guidance(DatedFact):
    """选派: who was sent to a social organization as instructor, liaison, first secretary or organizer."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="guidance",
        db_index=False,
        verbose_name="社会组织",
        help_text="派到哪家社会组织。",
    )
    title = models.CharField(
        "职务", max_length=20, choices=GuidanceTitle.choices(), help_text="党建指导员、联络员、第一书记、组织员。"
    )
    name = models.CharField("姓名", max_length=64, help_text="被选派人的姓名，照原样。")
    sent_by = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="派出单位",
        help_text="由哪个单位派出；没有写的为空。",
    )
    person = _holder()

    class Meta(DatedFact.Meta):
        verbose_name = "选派"
        verbose_name_plural = "选派"
        constraints = spans_may_be_empty()
        indexes = [live_index("organization", name="party_guidance_live")]

    def __str__(self) -> str:
        return GuidanceTitle(self.title).label
