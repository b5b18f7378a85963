"""Words for what is recorded of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shejian.activities.models import (
    Attendance,
    MeetingParticulars,
    MeetingPartner,
    MeetingRecord,
    PlannedMeeting,
    Resolution,
)
from shejian.core.facts.terms import AttendanceState, MeetingKind
from shejian.core.identifiers import mask_name
from shejian.figures.naming import Named
from shejian.journal.models import DatedFact
from shejian.office.build.facts import counted

LABELS = {
    "began": "开始时间",
    "place": "地点",
    "host_id": "主持人",
    "guest_host": "外来的主持人",
    "plan_id": "完成的计划",
}
LONG = {"agenda": "议程", "minutes": "记录"}
OUT_OF_REACH = "范围以外的党员"


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """Words for facts; a person without a name here is one whom the visitor does not reach."""

    bodies: Mapping[int, Named] = field(default_factory=dict)
    persons: Mapping[int, Named] = field(default_factory=dict)

    def body(self, one: int) -> str:
        return self.bodies[one].name if one in self.bodies else f"党组织 {one}"

    def person(self, one: int) -> str:
        return f"{self.persons[one].name}（人员 {one}）" if one in self.persons else OUT_OF_REACH

    def said(self, fact: DatedFact, before: DatedFact | None = None) -> str:
        """A fact in a few words; of particulars that replace others, only what differs."""
        match fact:
            case MeetingRecord():
                return "，".join((record_words(fact), numbers_words(fact.due, fact.present)))
            case MeetingParticulars():
                return self._particulars(fact, before if isinstance(before, MeetingParticulars) else None)
            case MeetingPartner():
                return f"与{self.body(fact.party_organization_id)}联合开展"
            case Attendance():
                return f"{self.person(fact.person_id)} {AttendanceState(fact.state).label}"
            case Resolution():
                return f"{fact.text}（{votes_words(fact)}）"
        raise LookupError(f"no words for {fact!r}")

    def host(self, fact: MeetingParticulars | None) -> str:
        """Who took the chair, masked."""
        if fact is None:
            return ""
        return self.person(fact.host_id) if fact.host_id is not None else mask_name(fact.guest_host)

    def _particular(self, fact: MeetingParticulars, column: str) -> str:
        value = getattr(fact, column)
        if value in (None, ""):
            return ""
        if column == "host_id":
            return self.person(value)
        return mask_name(value) if column == "guest_host" else str(value)

    def _particulars(self, fact: MeetingParticulars, before: MeetingParticulars | None) -> str:
        if before is None:
            short = [f"{label} {said}" for one, label in LABELS.items() if (said := self._particular(fact, one))]
            return "，".join([*short, *(f"有{label}" for one, label in LONG.items() if getattr(fact, one))])
        changed = [
            f"{label}：{self._particular(before, one) or '未填'} → {self._particular(fact, one) or '未填'}"
            for one, label in LABELS.items()
            if getattr(before, one) != getattr(fact, one)
        ]
        return "；".join(
            [*changed, *(f"{label}有改动" for one, label in LONG.items() if getattr(before, one) != getattr(fact, one))]
        )


def record_words(fact: MeetingRecord) -> str:
    """Kind and topic."""
    return f"{MeetingKind(fact.kind).label} {fact.topic}".strip()


def numbers_words(due: int | None, present: int | None) -> str:
    """应到 and 实到."""
    return f"应到 {counted(due, '人')}，实到 {counted(present, '人')}"


def votes_words(fact: Resolution) -> str:
    """The votes of a resolution; what is not known is left out."""
    votes = (("应到", fact.due), ("实到", fact.present), ("赞成", fact.approving))
    return "，".join(f"{what} {number}" for what, number in votes if number is not None) or "票数未填"


def plan_words(plan: PlannedMeeting) -> str:
    """A plan in a few words."""
    return f"{plan.start} {MeetingKind(plan.kind).label} {plan.topic}".strip()


def late_words(day: date, recorded: date) -> str:
    """How much later than it was held a meeting is recorded."""
    late = (recorded - day).days
    return f"{day} 开的，{recorded} 入账，相隔 {late} 天；照实记即可，不影响算数" if late > 0 else f"{day} 当天入账"
