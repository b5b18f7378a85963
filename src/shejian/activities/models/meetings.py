"""Meetings: what was held on which day and with whom, what was said there, and who was there."""

from __future__ import annotations

from django.db import models

from shejian.activities.models.plans import MeetingPlan
from shejian.core.facts.terms import AttendanceState, MeetingKind
from shejian.journal.models import DatedFact, Identity
from shejian.journal.models.sealed import live_index
from shejian.party.models import PartyOrganization
from shejian.party.models.members import person_key
from shejian.people.models import Person


class Meeting(Identity):
    """One occasion of organization life (组织生活)."""

    class Meta:
        verbose_name = "组织生活活动"
        verbose_name_plural = "组织生活活动"

    def __str__(self) -> str:
        return f"组织生活 {self.pk}"


def meeting_key(related_name: str) -> models.ForeignKey[Meeting, Meeting]:
    """The column by which a fact speaks of a meeting."""
    return models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name=related_name,
        db_index=False,
        verbose_name="活动",
        help_text="哪次活动。",
    )


class MeetingRecord(DatedFact):
    """What a meeting was; it holds on the day of the meeting."""

    one_at_a_time = ("meeting_id",)

    meeting = meeting_key("records")
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        related_name="meeting_records",
        db_index=False,
        verbose_name="党组织",
        help_text="由哪个党组织开展。",
    )
    kind = models.CharField(
        "类型", max_length=20, choices=MeetingKind.choices(), help_text="三会一课、主题党日、组织生活会等。"
    )
    topic = models.CharField("主题", max_length=200, blank=True, help_text="主题，照原样；没有的为空。")
    due = models.IntegerField("应到人数", null=True, blank=True, help_text="应到人数；没有填的为空。")
    present = models.IntegerField("实到人数", null=True, blank=True, help_text="实到人数；没有填的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "组织生活"
        verbose_name_plural = "组织生活"
        indexes = [
            live_index("meeting", name="activities_meeting_live"),
            live_index("party_organization", "start", name="activities_meeting_by_body"),
        ]

    def __str__(self) -> str:
        return f"{self.start} {MeetingKind(self.kind).label}"


class MeetingPartner(DatedFact):
    """Another party organization that a meeting was held with (联合开展)."""

    meeting = meeting_key("partners")
    party_organization = models.ForeignKey(
        PartyOrganization,
        on_delete=models.PROTECT,
        related_name="partnerships",
        db_index=False,
        verbose_name="党组织",
        help_text="与哪个党组织联合。",
    )
    position = models.IntegerField("次序", default=0, help_text="列名的先后，0 为第一。")

    class Meta(DatedFact.Meta):
        verbose_name = "联合开展"
        verbose_name_plural = "联合开展"
        indexes = [live_index("meeting", name="activities_partner_live")]

    def __str__(self) -> str:
        return f"活动 {self.meeting_id} 与党组织 {self.party_organization_id} 联合"


class MeetingParticulars(DatedFact):
    """会议情况: where a meeting was held, who took the chair, what was talked over and settled; on its day.

    Of what is kept outside the columns (see ``snapshot``) every version is indexed: a page shows them all.
    """

    one_at_a_time = ("meeting_id",)

    meeting = meeting_key("particulars")
    began = models.CharField("开始时间", max_length=5, blank=True, help_text="几点开始，例如 15:00；没有填的为空。")
    place = models.CharField("地点", max_length=100, blank=True, help_text="在哪里开的；没有填的为空。")
    host = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="主持人",
        help_text="由哪名党员主持；没有填的、由外来的人主持的为空。",
    )
    guest_host = models.CharField(
        "外来的主持人", max_length=64, blank=True, help_text="主持人不是参加党组织的党员时，他的姓名；没有的为空。"
    )
    agenda = models.TextField("议程", blank=True, help_text="议程，一行一项；没有填的为空。")
    minutes = models.TextField("记录", blank=True, help_text="做了什么、定了什么，照原样；没有填的为空。")
    plan = models.ForeignKey(
        MeetingPlan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        db_index=False,
        verbose_name="计划",
        help_text="这次活动完成了哪一项计划；没有计划的为空。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "会议情况"
        verbose_name_plural = "会议情况"
        indexes = [
            models.Index(fields=["meeting"], name="activities_particulars_of"),
            live_index("plan", name="activities_particulars_plan"),
        ]

    def __str__(self) -> str:
        return f"活动 {self.meeting_id} 的情况"


class Attendance(DatedFact):
    """到会: whether one member was there, on the day of the meeting; or that somebody else sat in on it (列席).

    Where it is on record of members, the numbers of the meeting's record are counted from it.
    """

    one_at_a_time = ("meeting_id", "person_id")

    meeting = meeting_key("attendance")
    person = person_key("attendance")
    state = models.CharField(
        "到会情况",
        max_length=10,
        choices=AttendanceState.choices(),
        help_text="到会、请假、缺席、按规定不计入应到人数；列席的是别的党组织的人，不计应到实到。",
    )
    lecture = models.BooleanField(
        "党课", null=True, blank=True, help_text="这次是不是党课：党课的到会名单用来数学时。记于此前的为空。"
    )
    tenths = models.IntegerField(
        "学时（十分之一）",
        null=True,
        blank=True,
        help_text="这次党课一人学了多少学时，以十分之一学时计；没有填的、不是党课的为空。",
    )

    class Meta(DatedFact.Meta):
        verbose_name = "到会"
        verbose_name_plural = "到会"
        indexes = [
            models.Index(fields=["meeting"], name="activities_attendance_of"),
            live_index("person", name="activities_attendance_who"),
        ]

    def __str__(self) -> str:
        return AttendanceState(self.state).label


class Resolution(DatedFact):
    """决议: what a meeting resolved, with the votes, on its day."""

    meeting = meeting_key("resolutions")
    position = models.IntegerField("次序", default=0, help_text="决议的先后，0 为第一。")
    text = models.CharField("决议", max_length=500, help_text="决定了什么，照原样。")
    due = models.IntegerField("有表决权的应到", null=True, blank=True, help_text="有表决权的应到人数；没有填的为空。")
    present = models.IntegerField(
        "有表决权的实到", null=True, blank=True, help_text="有表决权的实到人数；没有填的为空。"
    )
    approving = models.IntegerField("赞成", null=True, blank=True, help_text="赞成的票数；没有填的为空。")

    class Meta(DatedFact.Meta):
        verbose_name = "决议"
        verbose_name_plural = "决议"
        indexes = [models.Index(fields=["meeting"], name="activities_resolution_of")]

    def __str__(self) -> str:
        return f"决议 {self.position + 1}"
