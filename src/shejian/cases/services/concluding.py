"""What a step brings about besides itself: the fact that the ledger keeps of it, written once, in the same entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from shejian.cases.kept import APPROVED_BY, DEVELOPMENT, kept_steps
from shejian.cases.models import CaseStep
from shejian.cases.queries.reading import Running, Taken
from shejian.cases.services.refusals import Refused
from shejian.core.facts.terms import DevelopmentStage, MemberCategory
from shejian.core.procedures import load_procedures
from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.party.models import Affiliation, Election, Establishment, Membership, Post
from shejian.party.services.members import (
    MembershipDraft,
    Stay,
    admit,
    affiliate,
    correct_membership,
    take_steps,
)
from shejian.party.services.moving import move_members
from shejian.party.services.organizations import SECRETARY, appoint_secretary, elect
from shejian.party.services.reorganizing import Dissolution, dissolve
from shejian.party.services.standing import require_standing
from shejian.people.models import PersonParticulars

PASSED, BODY = "passed", "party_organization_id"
DISSOLUTION, APPOINTMENT = "dissolution", "secretary-appointment"
CARRIED_OUT = ("relations", "handover")
"""The steps by which a dissolution is carried out."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What is said with a step of what it brings about; what is not said follows from the case.

    Attributes:
        ended: the day from which on a party organization that is dissolved is no more.
        successor: where its members and those below it go.
    """

    ended: date | None = None
    successor: int | None = None


Conclusion = Callable[[Posting, Running, date, Consequence], None]


def conclude(made: Posting, case: Running, step: str, on: date, outcome: str, brings: Consequence) -> None:
    """Record what follows from a step that came out well: admission, conversion, an election, a post begun, an end."""
    conclusion = CONCLUSIONS.get((case.procedure, step))
    if conclusion is not None and came_out_well(case.procedure, step, on, outcome):
        conclusion(made, case, on, brings)


def came_out_well(procedure: str, step: str, on: date, outcome: str) -> bool:
    """Whether an outcome lets the procedure go on, or reaches what it is for."""
    found = load_procedures()[procedure].step(step, on).outcome(outcome)
    if found is None:
        return not outcome
    return found.stands and not found.reopens and (found.concludes or not found.ends)


def concludes(procedure: str, step: str) -> bool:
    """Whether a step brings about more than itself; it is then taken back by taking back its entry."""
    return (procedure, step) in CONCLUSIONS


def _approved(case: Running, stage: DevelopmentStage) -> Taken | None:
    """The last meeting for a stage, if it came out for it and is not the ledger's own yet."""
    steps = [step for step, code in kept_steps().items() if code == str(stage)]
    held = [one for one in case.taken if one.step in steps and one.on is not None]
    return held[-1] if held and not held[-1].stage and held[-1].outcome in ("", PASSED) else None


def _hand_over(made: Posting, case: Running, stage: DevelopmentStage) -> date | None:
    """Let the stage hold the day of the meeting from now on, and the case only its details; returns the day."""
    meeting = _approved(case, stage)
    if meeting is None or meeting.on is None or meeting.fact is None or case.person is None:
        return None
    take_steps(made, [(case.person, case.handled_by, str(stage), meeting.on)])
    made.amend(CaseStep, {meeting.fact: {"start": None, "end": None}})
    return meeting.on


def _admit(made: Posting, case: Running, _: date, __: Consequence) -> None:
    """A probationary member from the day of the branch meeting, his relation where he was admitted."""
    day = _hand_over(made, case, DevelopmentStage.ADMISSION)
    if day is None or case.person is None:
        return
    if case.person not in standing_facts(Membership, "person_id", [case.person]):
        admit(made, [MembershipDraft(case.person, day, str(MemberCategory.PROBATIONARY), None)])
    if case.person not in standing_facts(Affiliation, "person_id", [case.person], end__isnull=True):
        affiliate(made, [Stay(case.person, case.handled_by, day)])


def _convert(made: Posting, case: Running, _: date, __: Consequence) -> None:
    """A full member from the day of the meeting that discussed it."""
    if case.person is None or case.person not in standing_facts(Membership, "person_id", [case.person]):
        raise Refused("step", "账上没有他的党籍，不能转正；请先记下接收他为预备党员的审批，或登记党员")
    day = _hand_over(made, case, DevelopmentStage.CONVERSION)
    if day is not None:
        correct_membership(made, {case.person: {"full_on": day, "category": str(MemberCategory.FULL)}})


def _elect(made: Posting, case: Running, on: date, _: Consequence) -> None:
    """A term begins on the day of the election."""
    body = case.party_organization
    held = standing_facts(Election, "party_organization_id", [] if body is None else [body])
    if body is not None and all(fact.start != on for facts in held.values() for fact in facts):
        elect(made, {body: on})


def _receive(made: Posting, case: Running, on: date, _: Consequence) -> None:
    """The relation moves to the party organization that handles the case, unless it stands there: then it goes beyond
    this ledger, and what is left to record is 转出."""
    if case.person is None:
        return
    held = standing_facts(Affiliation, "person_id", [case.person], end__isnull=True).get(case.person, [])
    if held and held[-1].values["party_organization_id"] != case.handled_by:
        move_members(made, [Stay(case.person, case.handled_by, on)])


def _appoint(made: Posting, case: Running, on: date, _: Consequence) -> None:
    """He is secretary of the party organization that handles the case from the day of the approval; if the ledger holds
    that he is already, or who came later, that stands."""
    named = standing_facts(PersonParticulars, "person_id", [] if case.person is None else [case.person])
    if case.person is None or case.person not in named:
        return
    name = named[case.person][-1].values["name"]
    held = standing_facts(Post, BODY, [case.handled_by], title=SECRETARY, end__isnull=True).get(case.handled_by, [])
    if any(one.values["name"] == name or (one.start is not None and one.start > on) for one in held):
        return
    require_standing([case.handled_by], on, "on")
    appoint_secretary(made, {case.handled_by: (name, on)})


def _dissolve(made: Posting, case: Running, on: date, brings: Consequence) -> None:
    """It ends, with its coverage and its posts; what it still holds goes to the successor. Not a second time."""
    body = case.party_organization
    if body is None or is_dissolved(body):
        return
    try:
        dissolve(made, {body: Dissolution(brings.ended or carried_out(case) or on, brings.successor)})
    except Refused as refusal:
        raise Refused("ended" if refusal.place == "day" else refusal.place, str(refusal)) from None


def is_dissolved(body: int) -> bool:
    """Whether the ledger holds a party organization's end."""
    lives = standing_facts(Establishment, BODY, [body]).get(body, [])
    return bool(lives) and lives[-1].values["end"] is not None


def carried_out(case: Running) -> date | None:
    """The day on which the last of what a dissolution brings with it was done."""
    return max((one.on for one in case.taken if one.step in CARRIED_OUT and one.on is not None), default=None)


CONCLUSIONS: Mapping[tuple[str, str], Conclusion] = {
    **{(DEVELOPMENT, step): _admit for step, stage in APPROVED_BY.items() if stage == DevelopmentStage.ADMISSION},
    **{(DEVELOPMENT, step): _convert for step, stage in APPROVED_BY.items() if stage == DevelopmentStage.CONVERSION},
    ("term-election", "meeting"): _elect,
    ("relation-transfer", "reception"): _receive,
    (APPOINTMENT, "approval"): _appoint,
    (DISSOLUTION, "filing"): _dissolve,
}
