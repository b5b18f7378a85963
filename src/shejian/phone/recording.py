"""记一次会 on a phone: the roster of the day, all there until somebody is tapped as not; the rules are those of the
office's form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.http import QueryDict

from shejian.activities.models import MeetingParticulars
from shejian.activities.queries import meetings_of, plans_of
from shejian.activities.services.meetings import record_meetings
from shejian.activities.services.stated import StatedMeeting, state_place
from shejian.core.facts.terms import AttendanceState, MeetingKind
from shejian.journal.services import Posting
from shejian.office.acting.finding import Listing
from shejian.office.acting.form import Group
from shejian.office.acting.meeting_fields import LIST, NUMBERS, RESOLUTIONS, Invited, MeetingForm, invited, read_day
from shejian.office.acting.subject import Subject
from shejian.office.build.facts import counted
from shejian.office.build.meeting_words import plan_words
from shejian.office.insiders import Insider
from shejian.office.visitors import visitor
from shejian.phone.branches import pose_of
from shejian.phone.build.shell import body_name
from shejian.phone.presence import present_by_code

CHANNEL = "手机"
KINDS = (
    MeetingKind.THEME_DAY,
    MeetingKind.GENERAL_MEETING,
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.LECTURE,
    MeetingKind.GROUP_MEETING,
    MeetingKind.TALK,
    MeetingKind.LIFE_MEETING,
    MeetingKind.APPRAISAL,
)
SHORT = {
    MeetingKind.GENERAL_MEETING: "党员大会",
    MeetingKind.COMMITTEE_MEETING: "支委会",
    MeetingKind.APPRAISAL: "民主评议",
}
"""What kinds are called where there is little room."""
STATES = ((AttendanceState.PRESENT, "到"), (AttendanceState.LEAVE, "假"), (AttendanceState.ABSENT, "缺"))
EXCUSED = (AttendanceState.EXCUSED, "不计")
NOT_ASKED = ("host", "guest_host", "agenda", "how")
LEFT_TO_THE_OFFICE = (*NOT_ASKED, "partner-*", "observer-*")
"""What of a meeting is not asked on a phone: who wants to say it does so in the office."""
LOOKED_BACK = 40
"""How many meetings back it is looked for where and when those of a kind are held."""


class PhoneMeeting(MeetingForm):
    """A meeting that was held, recorded by who keeps the branch's record."""

    act = "activities.hold"
    heading = "记一次会"
    lead = ""
    button = "提交"
    groups: ClassVar[tuple[Group, ...]] = ()
    only_if_different = False

    @property
    def holder(self) -> int:
        assert self.subject is not None  # noqa: S101 - opened on a party organization
        return self.subject.number

    @property
    def with_whom(self) -> Listing:
        """Joint meetings are recorded in the office: a recorder reaches his own branch only."""
        return Listing([])

    def build(self) -> None:
        opened = plans_of(self.holder, self.posed.known)
        self.plans = tuple((each.plan_id, plan_words(each)) for each in opened)
        asked = self.handed_in or self.asked
        self.planned = next((each for each in opened if str(each.plan_id) == asked.get("plan", "")), None)
        planned = None if self.planned is None or self.planned.start is None else min(self.planned.start, self.today)
        self.list_for(min(read_day(self.asked.get("day", "")) or planned or self.today, self.today))
        self.scanned = present_by_code(self.holder, self.listed_on)
        self.add_fields(RESOLUTIONS, 0, 0)
        for name in (*NOT_ASKED, *(("due", "present") if self.people else ("tenths",))):
            del self.fields[name]
        self.initial.update(self._beginning())

    def _beginning(self) -> dict[str, Any]:
        found: dict[str, Any] = {"day": self.listed_on}
        found |= {state_place(each.person): str(AttendanceState.PRESENT) for each in self.people}
        if self.planned is not None:
            found |= {"kind": self.planned.kind, "topic": self.planned.topic, "plan": self.planned.plan_id}
        elif self.asked.get("kind") in set(MeetingKind):
            found["kind"] = self.asked["kind"]
        if found.get("kind"):
            found |= self.customs().get(found["kind"], {})
        return found

    def roster(self, day: date) -> tuple[Invited, ...]:
        return invited(self.posed, {self.holder: ""}, min(day, self.today))

    def customs(self) -> Mapping[str, Mapping[str, str]]:
        """Of each kind: where and at what time this branch held its last one."""
        held = meetings_of(self.posed.asked.picture, self.holder, self.today, 0, LOOKED_BACK)
        own = {each.meeting: each.kind for each in reversed(held) if not each.partner}
        said = MeetingParticulars.objects.known(self.posed.known).filter(meeting__in=own).exclude(place="", began="")
        where = {each.meeting_id: {"place": each.place, "began": each.began} for each in said}
        return {kind: where[meeting] for meeting, kind in own.items() if meeting in where}

    def stated(self, said: Mapping[str, Any], day: date) -> StatedMeeting:
        return super().stated(self._counted_how(said), day)

    def check(self, said: dict[str, Any]) -> None:
        super().check(self._counted_how(said))

    def _counted_how(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """It is not asked how the numbers are known: from the list, where there is one."""
        return {**said, "how": LIST if self.people else NUMBERS}

    def record(self, made: Posting, said: dict[str, Any]) -> None:
        record_meetings(made, [self.stated(said, said["day"])], self.today)

    def done(self) -> str:
        stated = self.stated(self.cleaned_data, self.cleaned_data["day"])
        due, present = stated.counted
        return f"已记下 {stated.words}，应到 {counted(due, '人')}，实到 {counted(present, '人')}"

    def faults(self) -> dict[str, str]:
        """What cannot be, by field; under an empty name what is about none of them."""
        return {"" if name == "__all__" else name: "；".join(map(str, said)) for name, said in self.errors.items()}


def form_on(one: Insider, body: int, data: QueryDict | None, asked: QueryDict) -> PhoneMeeting:
    """The form of one branch, as the ledger stands."""
    posed = pose_of(one, body)
    subject = Subject("党组织", body, body_name(body, one), "party-organization", (), posed.known)
    return PhoneMeeting(visitor(one.user, one.today), posed, subject, data, asked)
