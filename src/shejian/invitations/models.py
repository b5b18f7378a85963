"""Invitations and what became of them; whose an account is; who keeps a branch's record; correction requests."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from shejian.invitations.enums import Answer, Outcome, SeatRole
from shejian.journal.models import DatedFact, Sealed
from shejian.journal.models.sealed import live_index
from shejian.party.models import PartyOrganization
from shejian.people.models import Person


def _person_key(related_name: str, help_text: str) -> models.ForeignKey[Person, Person]:
    return models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name=related_name, verbose_name="人员", help_text=help_text
    )


class Invitation(Sealed):
    """邀请: a one-time code was given to a person. Its entry says by whom and when; the code itself is kept nowhere.

    It is no fact of the world: nothing supersedes it, and what became of it is an ``InvitationEnd``.
    """

    person = _person_key("invitations", "邀请的是谁。")
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name="党组织",
        help_text="为哪个党组织邀请。",
    )
    role = models.CharField(
        "身份", max_length=20, choices=SeatRole.choices(), help_text="请他以什么身份进来：记录人或党员。"
    )
    digest = models.CharField(
        "邀请码摘要", max_length=64, unique=True, help_text="邀请码的单向摘要，邀请码本身不保存。"
    )
    expires = models.DateField("失效日", help_text="从哪一天起不能再用；当日即不能用。")

    class Meta:
        verbose_name = "邀请"
        verbose_name_plural = "邀请"

    def __str__(self) -> str:
        return f"邀请{SeatRole(self.role).label}"


class InvitationEnd(Sealed):
    """An invitation was taken, or called back, and opens nothing any more: once, so the row is unique."""

    invitation = models.OneToOneField(
        Invitation,
        on_delete=models.PROTECT,
        related_name="ending",
        verbose_name="邀请",
        help_text="哪一份邀请。",
    )
    outcome = models.CharField("结果", max_length=20, choices=Outcome.choices(), help_text="被接受了，还是被收回了。")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="账号",
        help_text="哪个账号接受的；收回的为空。",
    )

    class Meta:
        verbose_name = "邀请的结果"
        verbose_name_plural = "邀请的结果"

    def __str__(self) -> str:
        return Outcome(self.outcome).label


class PersonAccount(DatedFact):
    """本人账号: an account is that of a person of the ledger, who sees through it what is held about him."""

    one_at_a_time = ("user_id",)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="persons",
        db_index=False,
        verbose_name="账号",
        help_text="哪个账号。",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="accounts",
        db_index=False,
        verbose_name="人员",
        help_text="是台账上哪个人的。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "本人账号"
        verbose_name_plural = "本人账号"
        indexes = [
            live_index("user", name="invitations_account_of_user"),
            live_index("person", name="invitations_account_of_man"),
        ]

    def __str__(self) -> str:
        return f"人员 {self.person_id} 的账号"


class BranchRecorder(DatedFact):
    """支部记录人: an account keeps the record of one party organization, from a day on and until it is handed over."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="recordings",
        db_index=False,
        verbose_name="账号",
        help_text="谁记。",
    )
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        related_name="recorders",
        db_index=False,
        verbose_name="党组织",
        help_text="记哪个党组织的。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "支部记录人"
        verbose_name_plural = "支部记录人"
        indexes = [
            live_index("user", name="invitations_recorder_of_user"),
            live_index("party_organization", name="invitations_recorder_of_body"),
        ]

    def __str__(self) -> str:
        return f"党组织 {self.party_organization_id} 的记录人"


class CorrectionRequest(Sealed):
    """更正申请: a person says that something held about him is wrong. It changes nothing; a clerk answers it."""

    person = _person_key("correction_requests", "谁申请，说的是他自己。")
    about = models.CharField("哪一项", max_length=60, help_text="说的是账上哪一项，照本人情况页的叫法。")
    text = models.CharField("说明", max_length=500, help_text="哪里不对、应当是什么，本人的话；不写公民身份号码。")

    class Meta:
        verbose_name = "更正申请"
        verbose_name_plural = "更正申请"

    def __str__(self) -> str:
        return f"更正申请：{self.about}"


class CorrectionAnswer(Sealed):
    """A clerk answered a correction request: it was accepted and put right, or it was not, for a reason."""

    request = models.OneToOneField(
        CorrectionRequest,
        on_delete=models.PROTECT,
        related_name="answer",
        verbose_name="更正申请",
        help_text="答复的是哪一份申请。",
    )
    answer = models.CharField("答复", max_length=20, choices=Answer.choices(), help_text="采纳还是不采纳。")
    reason = models.CharField("理由", max_length=300, help_text="怎样办了，或者为什么不采纳；本人看得到。")

    class Meta:
        verbose_name = "更正申请的答复"
        verbose_name_plural = "更正申请的答复"

    def __str__(self) -> str:
        return Answer(self.answer).label
