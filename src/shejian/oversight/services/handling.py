"""Handling findings: given to somebody, answered, looked into, or left alone for a stated reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.oversight.models import Answer, Assignment, KeptFinding, Verification, Waiver
from shejian.party.services.refusals import Refused

FINDING = "finding_id"


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """To whom findings are given: a unit, perhaps one account of it, by when, with what words."""

    unit: int
    user: int | None = None
    due: date | None = None
    said: str = ""


def assign(made: Posting, findings: Sequence[int], draft: AssignmentDraft, day: date) -> None:
    """Give findings to somebody; one that was given to another is taken from him.

    Raises:
        Refused: one of them is closed, or the day by which it is to be done is over.
    """
    _refuse_closed(findings)
    if draft.due is not None and draft.due < day:
        raise Refused("due", f"办结期限 {draft.due} 已经过了；请写今天或以后的日子")
    held = standing_facts(Assignment, FINDING, findings, end=None)
    made.close(Assignment, {one[-1].id: day for one in held.values()})
    rows = [(finding, draft.unit, draft.user, draft.due, draft.said, day) for finding in findings]
    made.record(Assignment, (FINDING, "unit_id", "user_id", "due", "said", "start"), rows)


def answer(made: Posting, findings: Sequence[int], said: str, day: date) -> None:
    """Say what was done about findings.

    Raises:
        Refused: one of them is closed, or was given to nobody.
    """
    _refuse_closed(findings)
    given = standing_facts(Assignment, FINDING, findings, end=None)
    if missing := [one for one in findings if one not in given]:
        raise Refused("said", f"问题 {missing[0]} 还没有交办，不能答复；请先交办")
    made.record(Answer, (FINDING, "said", "start"), [(finding, said, day) for finding in findings])


def verify(made: Posting, findings: Sequence[int], *, accepted: bool, said: str, day: date) -> None:
    """Accept the answers to findings, or send them back. What was found is closed by the facts, not by this.

    Raises:
        Refused: one of them has no answer since it was last looked into, or is sent back without a word why.
    """
    _refuse_closed(findings)
    if not accepted and not said:
        raise Refused("said", "退回要写明理由，承办人才知道补什么")
    answers = standing_facts(Answer, FINDING, findings)
    looked = standing_facts(Verification, FINDING, findings)
    for finding in findings:
        if len(answers.get(finding, [])) <= len(looked.get(finding, [])):
            raise Refused("accepted", f"问题 {finding} 没有等待核实的答复；请等答复以后再核实")
    made.record(
        Verification,
        (FINDING, "accepted", "said", "start"),
        [(finding, accepted, said, day) for finding in findings],
    )


def waive(made: Posting, findings: Sequence[int], reason: str, day: date, until: date | None = None) -> None:
    """Leave findings alone from a day on, perhaps until another. They stay on the list, apart from the others.

    Raises:
        Refused: one of them is closed or waived already, or the last day is before the first.
    """
    _refuse_closed(findings)
    if until is not None and until <= day:
        raise Refused("until", f"到期的日子 {until} 应晚于 {day}")
    held = standing_facts(Waiver, FINDING, findings)
    for finding, facts in held.items():
        if any(one.values["end"] is None or one.values["end"] > day for one in facts):
            raise Refused("reason", f"问题 {finding} 已经不再督办")
    made.record(Waiver, (FINDING, "reason", "start", "end"), [(finding, reason, day, until) for finding in findings])


def _refuse_closed(findings: Sequence[int]) -> None:
    closed = KeptFinding.objects.known(None).filter(finding__in=list(findings), end__isnull=False).order_by(FINDING)
    first = closed.first()
    if first is not None:
        raise Refused("", f"问题 {first.finding_id} 已于 {first.end} 销号，不用再办")
