"""What is said of a meeting that was held, and what cannot be: every refusal with its place, before anything is
written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from shejian.activities.models import MeetingParticulars, MeetingRecord, PlannedMeeting
from shejian.core.calendar import long_date
from shejian.core.facts.terms import AttendanceState, MeetingKind
from shejian.core.sheets import fold
from shejian.journal.services.holding import Held, standing_facts
from shejian.learning.services.studies import study_hours_fault
from shejian.party.models import Affiliation, Establishment

BODY = "party_organization_id"
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolution with its votes; ``None`` is not known."""

    text: str
    due: int | None = None
    present: int | None = None
    approving: int | None = None


@dataclass(frozen=True, slots=True)
class StatedMeeting:
    """All that is said of one meeting held.

    Attributes:
        began: at what time, as ``15:00``; empty if it is not known.
        host: the member who took the chair; ``guest_host`` names one who is no member of those who met.
        agenda: one item a line.
        due, present: stated where only numbers are known; with ``attendance`` they are counted from it.
        partners: the party organizations it was held together with.
        attendance: of each member on the list, whether he was there; and of others, that they sat in on it (列席).
        plan: the plan that it fulfils.
        tenths: what whoever was there learned, in tenths of an hour (学时); only a 党课 gives any. ``None``: not known.
    """

    party_organization: int
    kind: str
    day: date
    topic: str = ""
    began: str = ""
    place: str = ""
    host: int | None = None
    guest_host: str = ""
    agenda: str = ""
    minutes: str = ""
    due: int | None = None
    present: int | None = None
    partners: tuple[int, ...] = ()
    attendance: Mapping[int, str] = field(default_factory=dict)
    resolutions: tuple[Resolved, ...] = ()
    plan: int | None = None
    tenths: int | None = None

    @property
    def lecture(self) -> bool:
        """Whether its list counts hours of learning."""
        return self.kind == MeetingKind.LECTURE

    @property
    def counted(self) -> tuple[int | None, int | None]:
        """应到 and 实到: from the attendance of members where it is on record, else as stated."""
        return counted_of(self.attendance.values()) or (self.due, self.present)

    @property
    def bodies(self) -> tuple[int, ...]:
        """The party organizations that met."""
        return (self.party_organization, *self.partners)

    @property
    def words(self) -> str:
        """The meeting in a few words."""
        return f"{self.day} {MeetingKind(self.kind).label}" + (f"“{self.topic}”" if self.topic else "")


def counted_of(states: Iterable[str]) -> tuple[int, int] | None:
    """应到 and 实到 of a list, from how each member on it stands; nothing follows from one of guests only (列席)."""
    found = Counter(state for state in map(str, states) if state != AttendanceState.OBSERVER)
    if not found:
        return None
    return found.total() - found[AttendanceState.EXCUSED], found[AttendanceState.PRESENT]


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be: in which of several meetings, at which part of it, and why."""

    index: int
    place: str
    text: str


def state_place(person: int) -> str:
    """The place of a member's line in the list of those who were to come."""
    return f"state-{person}"


def vote_place(at: int, column: str) -> str:
    """The place of a resolution's text or number."""
    return f"{column}-{at}"


def faults_of(all_stated: Sequence[tuple[int | None, StatedMeeting]], today: date) -> list[Fault]:
    """What cannot be of meetings that are recorded (``None``) or said anew (their number).

    Reads a constant number of times, however many there are and however many took part.
    """
    known = _Known.of(all_stated)
    found: list[Fault] = []
    for index, (meeting, stated) in enumerate(all_stated):
        parts = (
            _of_day(stated, known, today),
            _of_partners(stated, known),
            _of_persons(stated, known),
            _of_numbers(stated),
            _of_votes(stated),
            _of_plan(stated, meeting, known),
        )
        found += [Fault(index, place, text) for part in parts for place, text in part]
    return found + list(_of_twins(all_stated, known))


Places = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the ledger holds of whom the stated meetings name."""

    lives: Mapping[int, list[Held]]
    stays: Mapping[int, list[Held]]
    others: Mapping[int, list[Held]]
    began: Mapping[int, str]
    plans: Mapping[int, list[Held]]
    fulfilled: Mapping[int, int]

    @classmethod
    def of(cls, all_stated: Sequence[tuple[int | None, StatedMeeting]]) -> _Known:
        said = [stated for _, stated in all_stated]
        days = [stated.day for stated in said]
        persons = {one for stated in said for one in stated.attendance}
        persons |= {stated.host for stated in said if stated.host is not None}
        holders = {stated.party_organization for stated in said}
        within = {"start__gte": min(days), "start__lte": max(days)} if days else {}
        others = standing_facts(MeetingRecord, BODY, holders, **within)
        meetings = [fact.values["meeting_id"] for facts in others.values() for fact in facts]
        plans = {stated.plan for stated in said if stated.plan is not None}
        particulars = standing_facts(MeetingParticulars, "meeting_id", meetings)
        fulfilling = standing_facts(MeetingParticulars, "plan_id", plans)
        return cls(
            standing_facts(Establishment, BODY, {body for stated in said for body in stated.bodies}),
            standing_facts(Affiliation, "person_id", persons),
            others,
            {meeting: facts[-1].values["began"] for meeting, facts in particulars.items()},
            standing_facts(PlannedMeeting, "plan_id", plans),
            {plan: facts[-1].values["meeting_id"] for plan, facts in fulfilling.items()},
        )

    def outside_life(self, body: int, day: date) -> str:
        """Why a party organization was not there on a day; empty if it was, or if its days are not known."""
        life = self.lives[body][-1] if body in self.lives else None
        if life is None:
            return ""
        end: date | None = life.values["end"]
        if life.start is not None and day < life.start:
            return f"{life.start} 才成立，{day} 还没有它，请核对日期"
        return f"已于 {end} 撤销，{day} 已经没有它，请核对日期" if end is not None and day >= end else ""

    def belongs(self, person: int, bodies: Iterable[int], day: date) -> bool:
        """Whether a person's relation stood in one of the party organizations on a day."""
        mine = set(bodies)
        return any(
            fact.values[BODY] in mine
            and (fact.start is None or fact.start <= day)
            and (fact.values["end"] is None or day < fact.values["end"])
            for fact in self.stays.get(person, [])
        )


def _of_day(stated: StatedMeeting, known: _Known, today: date) -> Places:
    if stated.day > today:
        yield "day", f"{stated.day} 还没有到（今天是 {long_date(today)}），账上只记已经开了的；还没有开的，请记为计划"
    why = known.outside_life(stated.party_organization, stated.day)
    if why:
        yield "day", f"这个党组织{why}"
    if stated.began and CLOCK.fullmatch(stated.began) is None:
        yield "began", f"“{stated.began}”不是一个时间，请写成 15:00 这样"


def _of_partners(stated: StatedMeeting, known: _Known) -> Places:
    for at, body in enumerate(stated.partners):
        if body == stated.party_organization:
            yield f"partner-{at}", "写的就是开展的这个党组织自己，请去掉或另写一个"
        elif body in stated.partners[:at]:
            yield f"partner-{at}", "同一个党组织写了两次，请去掉一个"
        elif why := known.outside_life(body, stated.day):
            yield f"partner-{at}", f"它{why}"


def _of_persons(stated: StatedMeeting, known: _Known) -> Places:
    for person, state in stated.attendance.items():
        member = known.belongs(person, stated.bodies, stated.day)
        if member and state == AttendanceState.OBSERVER:
            yield (
                state_place(person),
                f"人员 {person} 的组织关系 {stated.day} 就在参加的党组织，是到会不是列席，请在名单上记他到会",
            )
        elif not member and state != AttendanceState.OBSERVER:
            yield (
                state_place(person),
                f"人员 {person} 的组织关系 {stated.day} 不在参加的党组织，请从名单去掉，或先更正组织关系",
            )
    if stated.host is None:
        return
    if stated.guest_host:
        yield "guest_host", "主持人选了党员，又写了外来的人，请只留一个"
    elif not known.belongs(stated.host, stated.bodies, stated.day):
        yield (
            "host",
            f"人员 {stated.host} 的组织关系 {stated.day} 不在参加的党组织；请另选，外来的人请写在“外来的主持人”",
        )


def _of_numbers(stated: StatedMeeting) -> Places:
    for name, what in (("due", "应到"), ("present", "实到")):
        number = getattr(stated, name)
        if number is not None and number < 0:
            yield name, f"{what}人数不能是负数，请核对"
    if stated.tenths is not None and (fault := _hours_fault(stated, stated.tenths)):
        yield "tenths", fault
    if stated.attendance:
        yield from _against_the_list(stated)
    elif stated.due is not None and stated.present is not None and stated.present > stated.due >= 0:
        yield "present", f"实到 {stated.present} 人比应到 {stated.due} 人还多，请核对"


def _hours_fault(stated: StatedMeeting, tenths: int) -> str:
    """What cannot be about the hours that a meeting gives; empty if nothing."""
    if not stated.lecture:
        return "只有党课计学时，请空着，或者把类型改为党课"
    if not stated.attendance:
        return "只记了人数，不知道是谁学的；请记到会名单，或者空着"
    return study_hours_fault(tenths, 1) or ""


def _against_the_list(stated: StatedMeeting) -> Places:
    """Numbers stated beside a list must be those of the list."""
    for name, what, counted in zip(("due", "present"), ("应到", "实到"), stated.counted, strict=True):
        number = getattr(stated, name)
        if number is not None and number != counted:
            yield name, f"名单上{what} {counted} 人，这里填的是 {number} 人；有名单时人数由名单数出，请空着或改名单"


def _of_votes(stated: StatedMeeting) -> Places:
    for at, one in enumerate(stated.resolutions):
        if not one.text:
            yield vote_place(at, "text"), "填了票数，请写决议"
        for column in ("due", "present", "approving"):
            number = getattr(one, column)
            if number is not None and number < 0:
                yield vote_place(at, column), "人数不能是负数，请核对"
        for fewer, more, text in (("present", "due", "实到比应到还多"), ("approving", "present", "赞成比实到还多")):
            less, most = getattr(one, fewer), getattr(one, more)
            if less is not None and most is not None and less > most >= 0:
                yield vote_place(at, fewer), f"{text}（{less} 比 {most}），请核对"


def _of_plan(stated: StatedMeeting, meeting: int | None, known: _Known) -> Places:
    if stated.plan is None:
        return
    planned = known.plans.get(stated.plan)
    if planned is None or planned[-1].values[BODY] != stated.party_organization:
        yield "plan", "这个党组织没有这项计划，或者已经取消，请重新选择"
    elif known.fulfilled.get(stated.plan, meeting) != meeting:
        yield "plan", "这项计划已经由另一次组织生活完成，请重新选择"


# ---- two records of one meeting ----


def _of_twins(all_stated: Sequence[tuple[int | None, StatedMeeting]], known: _Known) -> Iterator[Fault]:
    """One party organization does not hold two meetings of one kind at one time: at the same hour, if both say it, else
    on the same topic."""
    anew = {meeting for meeting, _ in all_stated if meeting is not None}
    for index, (_, stated) in enumerate(all_stated):
        held = (
            (fact.values["meeting_id"], fact.values["topic"])
            for fact in known.others.get(stated.party_organization, [])
            if fact.start == stated.day and fact.values["kind"] == stated.kind and fact.values["meeting_id"] not in anew
        )
        twin = next((one for one, topic in held if _same(stated, topic, known.began.get(one, ""))), None)
        if twin is not None:
            yield Fault(index, "day", _twice(stated, f"账上已经有一次（第 {twin} 次活动）"))
            continue
        earlier = [other for _, other in all_stated[:index]]
        if any(_alike(stated, other) and _same(stated, other.topic, other.began) for other in earlier):
            yield Fault(index, "day", _twice(stated, "这一次里写了两遍"))


def _alike(one: StatedMeeting, other: StatedMeeting) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("party_organization", "day", "kind"))


def _same(stated: StatedMeeting, topic: str, began: str) -> bool:
    return stated.began == began if stated.began and began else fold(stated.topic) == fold(topic)


def _twice(stated: StatedMeeting, where: str) -> str:
    return f"{stated.words} {where}；真是另外一次，请写不同的主题，或两次都写开始时间"
