"""Planning meetings, and giving plans up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from shejian.activities.models import MeetingParticulars, MeetingPlan, PlannedMeeting
from shejian.core.calendar import next_day
from shejian.core.facts.terms import MeetingKind
from shejian.core.sheets import fold
from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.party.models import Establishment
from shejian.party.services.refusals import Refused

KEY, BODY = "plan_id", "party_organization_id"


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A meeting that a party organization means to hold on ``day``."""

    party_organization: int
    kind: str
    day: date
    topic: str = ""


def plan_meetings(made: Posting, drafts: Sequence[PlanDraft], today: date) -> range:
    """Plan meetings; returns the ids of the plans, in the order given.

    Raises:
        Refused: a day is past; the party organization is not there on it; or it plans the same for the same day
            already. Nothing is written.
    """
    _refuse(drafts, today)
    ids = made.record(MeetingPlan, (), [()] * len(drafts))
    made.record(
        PlannedMeeting,
        (KEY, "start", "end", BODY, "kind", "topic"),
        [
            (one, draft.day, next_day(draft.day), draft.party_organization, draft.kind, draft.topic)
            for one, draft in zip(ids, drafts, strict=True)
        ],
    )
    return ids


def cancel_plans(made: Posting, plans: Collection[int]) -> None:
    """Plans are given up.

    Raises:
        Refused: one of them was given up before, or was fulfilled. Nothing is written.
    """
    held = standing_facts(PlannedMeeting, KEY, plans)
    if held.keys() != set(plans):
        raise Refused("plan", "这项计划已经取消，没有再取消一次")
    if standing_facts(MeetingParticulars, KEY, plans):
        raise Refused("plan", "这项计划已经由一次组织生活完成，不能取消；那次记错了，请先更正它")
    made.withdraw(PlannedMeeting, [facts[-1].id for facts in held.values()])


def _refuse(drafts: Sequence[PlanDraft], today: date) -> None:
    bodies = {draft.party_organization for draft in drafts}
    lives = standing_facts(Establishment, BODY, bodies)
    taken = {
        (body, fact.start, fact.values["kind"], fold(fact.values["topic"]))
        for body, facts in standing_facts(PlannedMeeting, BODY, bodies, start__gte=today).items()
        for fact in facts
    }
    for draft in drafts:
        label = MeetingKind(draft.kind).label
        if draft.day < today:
            raise Refused("day", f"{draft.day} 已经过去了；开过的，请用“记一次组织生活”")
        life = lives[draft.party_organization][-1] if draft.party_organization in lives else None
        if life is not None and life.start is not None and draft.day < life.start:
            raise Refused("day", f"这个党组织 {life.start} 才成立，请改日期")
        if life is not None and life.values["end"] is not None and draft.day >= life.values["end"]:
            raise Refused("day", f"这个党组织已于 {life.values['end']} 撤销，那一天起不再计划")
        same = (draft.party_organization, draft.day, draft.kind, fold(draft.topic))
        if same in taken:
            raise Refused("day", f"{draft.day} 已经计划了{label}，主题也相同；要改，请先取消那一项")
        taken.add(same)
