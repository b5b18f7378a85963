"""Forms on meetings: 记一次组织生活, 更正, 计划, 取消计划."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from shejian.activities.models import (
    Attendance,
    Meeting,
    MeetingParticulars,
    MeetingPartner,
    MeetingRecord,
    PlannedMeeting,
    Resolution,
)
from shejian.activities.queries import plans_of
from shejian.activities.services.meetings import record_meetings, restate_meetings
from shejian.activities.services.plans import PlanDraft, cancel_plans, plan_meetings
from shejian.activities.services.stated import state_place, vote_place
from shejian.core.facts.terms import AttendanceState, MeetingKind, PostTitle
from shejian.core.findings.wording import hours_text
from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.body_fields import BodyForm, Said
from shejian.office.acting.fields import DayField, PickField
from shejian.office.acting.form import ON_PAPER, Group, Present, reason_field
from shejian.office.acting.meeting_fields import (
    CHOOSE,
    HOWS,
    LIST,
    LONGEST_TOPIC,
    NUMBERS,
    OFF,
    PARTNERS,
    RESOLUTIONS,
    STATES,
    TOO_LONG,
    VOTES,
    Invited,
    MeetingForm,
    invited,
    observer,
    partner,
    read_day,
)
from shejian.office.acting.sheets import MOST
from shejian.office.build.facts import NOT_STATED, counted
from shejian.office.build.meeting_words import late_words, plan_words
from shejian.office.reach import may_write_body, reaches_person
from shejian.party.models import Post

WHICH = ("kind", "topic", "began", "place", "host", "guest_host", "plan")
ON_PHOTO = Group(ON_PAPER.title, ON_PAPER.fields, "签到表、会议记录或照片的扫描件；没有就空着。")
KIND_WORDS = dict(MeetingKind.choices())
STATE_WORDS, HOW_WORDS = dict(STATES), dict(HOWS)


class HoldMeeting(MeetingForm):
    """记一次组织生活: a meeting that was held, from the roster of its day."""

    act = "activities.hold"
    heading = "记一次组织生活"
    lead = "开过以后记；晚几天记也照实写哪一天开的。名单按那一天的党员列出，都当作到会，只改没有到的。"
    button = "记下这一次"
    groups: ClassVar[tuple[Group, ...]] = ()
    only_if_different = False

    @property
    def holder(self) -> int:
        assert self.subject is not None  # noqa: S101 - opened on a party organization
        return self.subject.number

    def build(self) -> None:
        opened = plans_of(self.holder, self.posed.known)
        self.plans = tuple((each.plan_id, plan_words(each)) for each in opened)
        self.planned = next((each for each in opened if str(each.plan_id) == self.asked.get("plan", "")), None)
        planned = None if self.planned is None or self.planned.start is None else min(self.planned.start, self.today)
        self.list_for(read_day(self.asked.get("day", "")) or planned or self.today)
        self.add_fields()
        late = f"{late_words(self.listed_on, self.today)}。" if self.listed_on < self.today else ""
        self.worded(groups=self.groups_of(("day", *WHICH), ON_PHOTO, late))
        self.initial["day"] = self.listed_on

    def roster(self, day: date) -> tuple[Invited, ...]:
        return invited(self.posed, {self.holder: ""}, min(day, self.posed.on))

    def prefilled(self) -> dict[str, Any]:
        found: dict[str, Any] = {state_place(each.person): str(AttendanceState.PRESENT) for each in self.people}
        secretary = Post.objects.on(self.listed_on, self.posed.known).filter(
            party_organization=self.holder,
            title=str(PostTitle.SECRETARY),
            person__in=[one.person for one in self.people],
        )
        found["host"] = secretary.values_list("person_id", flat=True).first()
        if self.planned is not None:
            found |= {"kind": self.planned.kind, "topic": self.planned.topic, "plan": self.planned.plan_id}
        return found

    def record(self, made: Posting, said: Said) -> None:
        record_meetings(made, [self.stated(said, said["day"])], self.today)

    def done(self) -> str:
        stated = self.stated(self.cleaned_data, self.cleaned_data["day"])
        due, present = stated.counted
        return f"已记下 {stated.words}，应到 {counted(due, '人')}，实到 {counted(present, '人')}"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        return "meeting", int(Meeting.objects.values_list("pk", flat=True).get(entry=entry.number))


class CorrectMeeting(MeetingForm):
    """更正: what was recorded of a meeting was wrong."""

    act = "activities.correct"
    heading = "更正"
    lead = "记错的、漏记的改在这里。只改动的会记账，原来记的留在经过里。"
    button = "记下更正"
    groups: ClassVar[tuple[Group, ...]] = ()
    reason = reason_field(required=False)

    @property
    def meeting(self) -> int:
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        return self.subject.number

    @property
    def record_held(self) -> MeetingRecord:
        """What the ledger says now."""
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        fact = self.subject.latest(MeetingRecord)
        assert fact is not None  # noqa: S101 - the view made sure that there is one
        return fact

    @property
    def holder(self) -> int:
        return self.record_held.party_organization_id

    def build(self) -> None:
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        held = self.record_held
        others = [fact.party_organization_id for fact in self._partners(None)]
        listing = self.with_whom
        self.bodies = {held.party_organization_id: ""}
        for body in others:
            thing = listing.thing(body)
            if thing is not None and may_write_body(self.one, self.posed, body):
                self.bodies[body] = thing.name
        opened = [(each.plan_id, plan_words(each)) for each in plans_of(self.holder, self.posed.known)]
        particulars = self.subject.latest(MeetingParticulars)
        if particulars is not None and particulars.plan_id is not None:
            done = PlannedMeeting.objects.known(self.posed.known).filter(plan=particulars.plan_id)
            opened = [(each.plan_id, plan_words(each)) for each in done] + opened
        self.plans = tuple(opened)
        assert held.start is not None  # noqa: S101 - a meeting has its day
        self.list_for(min(read_day(self.asked.get("day", "")) or held.start, self.today))
        self.add_fields(max(RESOLUTIONS, len(self.subject.held(Resolution)) + 1), max(PARTNERS, len(others) + 1))
        groups = self.groups_of(("day", *WHICH), ON_PHOTO)
        self.worded(groups=(*groups[:-1], Group("为什么改", ("reason",)), groups[-1]))

    def roster(self, day: date) -> tuple[Invited, ...]:
        """The members of a day, and whoever is on the list as it was recorded."""
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        states = {fact.person_id: fact.state for fact in self.subject.held(Attendance)}
        own = invited(self.posed, self.bodies, min(day, self.posed.on))
        others_listed = states.keys() - {each.person for each in own}
        shown = [one for one in sorted(others_listed) if reaches_person(self.one, self.posed, one)]
        people = (*own, *invited(self.posed, {}, day, shown))
        away = {*others_listed.difference(shown), *(each.person for each in people[MOST:])}
        self.kept = {one: state for one, state in states.items() if one in away}
        return people

    def _partners(self, known: int | None) -> list[MeetingPartner]:
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        return sorted(self.subject.held(MeetingPartner, known), key=lambda fact: fact.position)

    def present(self, known: int) -> Mapping[str, Present]:
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        record = self.subject.latest(MeetingRecord, known)
        if record is None:
            return {}
        attendance = self.subject.held(Attendance, known)
        states = {fact.person_id: fact.state for fact in attendance}
        found = self._said_of(record, self.subject.latest(MeetingParticulars, known), listed=bool(states))
        tenths = next((fact.tenths for fact in attendance if fact.tenths is not None), None)
        found["tenths"] = Present(tenths, NOT_STATED if tenths is None else f"{hours_text(tenths)} 学时")
        for each in self.people:
            state = states.get(each.person, OFF)
            found[state_place(each.person)] = Present(state, STATE_WORDS[state])
        listing, bodies = self.with_whom, [fact.party_organization_id for fact in self._partners(known)]
        for at in range(self.partner_lines):
            body = bodies[at] if at < len(bodies) else None
            thing = None if body is None else listing.thing(body)
            found[partner(at)] = Present(body, NOT_STATED if thing is None else thing.text)
        found |= {observer(at): Present(None, NOT_STATED) for at in range(self.observer_lines)}
        resolutions = {fact.position: fact for fact in self.subject.held(Resolution, known)}
        for at in range(self.resolution_lines):
            for column in VOTES:
                value = getattr(resolutions[at], column) if at in resolutions else None
                text = NOT_STATED if value is None else str(value)
                found[vote_place(at, column)] = Present(value or "" if column == "text" else value, text)
        return found

    def _said_of(
        self, record: MeetingRecord, particulars: MeetingParticulars | None, *, listed: bool
    ) -> dict[str, Present]:
        """What the record and the particulars hold for the fields."""
        how = LIST if listed else NUMBERS
        due, present = (
            (
                Present(None, f"{counted(number, '人')}（由名单数出）")
                if listed
                else Present(number, counted(number, "人"))
            )
            for number in (record.due, record.present)
        )
        found = {
            "day": Present(record.start, str(record.start)),
            "kind": Present(record.kind, KIND_WORDS[record.kind]),
            "topic": Present(record.topic, record.topic or NOT_STATED),
            "how": Present(how, HOW_WORDS[how]),
            "due": due,
            "present": present,
        }
        for name in ("began", "place", "guest_host", "agenda", "minutes"):
            value = "" if particulars is None else getattr(particulars, name)
            long = name in ("agenda", "minutes") and value
            found[name] = Present(value, "有，见上" if long else value or NOT_STATED)
        names = {each.person: each.name for each in self.people}
        host = None if particulars is None else particulars.host_id
        found["host"] = Present(host, NOT_STATED if host is None else names.get(host, f"人员 {host}"))
        if self.plans:
            plan = None if particulars is None else particulars.plan_id
            found["plan"] = Present(plan, NOT_STATED if plan is None else dict(self.plans).get(plan, f"计划 {plan}"))
        return found

    def prefilled(self) -> dict[str, Any]:
        """Where only numbers are on record, a list would begin with everybody there."""
        if self.held["how"].value == LIST:
            return {}
        return {state_place(each.person): str(AttendanceState.PRESENT) for each in self.people}

    def differing(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """A list that is not used says nothing."""
        found = super().differing(said)
        if said.get("how") == LIST:
            return found
        states = {state_place(each.person) for each in self.people}
        return {name: value for name, value in found.items() if name not in states}

    def record(self, made: Posting, said: Said) -> None:
        restate_meetings(made, {self.meeting: self.stated(said, said["day"])}, self.today)

    def done(self) -> str:
        return f"已更正 {self.stated(self.cleaned_data, self.cleaned_data['day']).words}"


class PlanMeeting(BodyForm):
    """计划: a meeting that is meant to be held."""

    act = "activities.plan"
    heading = "计划组织生活"
    lead = "打算哪一天开什么。开过以后从计划接着记，类型和主题不用再填。"
    button = "记下计划"
    groups: ClassVar[tuple[Group, ...]] = (Group("计划", ("day", "kind", "topic")), ON_PAPER)
    only_if_different = False
    day = DayField(label="哪一天", error_messages={"required": "请填写哪一天"})
    kind = PickField((CHOOSE, *MeetingKind.choices()), label="类型")
    topic = forms.CharField(
        label="主题",
        max_length=LONGEST_TOPIC,
        required=False,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
        error_messages=TOO_LONG,
    )

    def record(self, made: Posting, said: Said) -> None:
        plan_meetings(made, [PlanDraft(self.number, said["kind"], said["day"], said["topic"])], self.today)

    def done(self) -> str:
        said = self.cleaned_data
        return f"已计划 {said['day']} {self.in_words('kind', said['kind'])}"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        return "party-organization-meetings", self.number


class CancelPlan(BodyForm):
    """取消计划: a plan is given up."""

    act = "activities.cancel_plan"
    heading = "取消计划"
    lead = "不再打算开的，取消就不再提醒；原来的计划留在账上。"
    button = "取消计划"
    groups: ClassVar[tuple[Group, ...]] = (Group("哪一项", ("plan", "reason")),)
    only_if_different = False
    warns = True
    reason = reason_field("取消的理由", required=False)

    def build(self) -> None:
        opened = [(each.plan_id, plan_words(each)) for each in plans_of(self.number, self.posed.known)]
        field = PickField([CHOOSE, *opened], label="计划", coerce=int, empty_value=None)
        self.fields = {"plan": field, **self.fields}
        self.initial["plan"] = self.asked.get("plan", "")

    def record(self, made: Posting, said: Said) -> None:
        cancel_plans(made, [said["plan"]])

    def done(self) -> str:
        return f"已取消计划 {self.in_words('plan', self.cleaned_data['plan'])}"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        return "party-organization-meetings", self.number
