"""Votes as they were counted, against the shares that a step needs."""

from __future__ import annotations

from datetime import date

from shejian.core.procedures.course import Course
from shejian.core.procedures.definition import Outcome, Step, VoteResult, VoteRule
from shejian.core.procedures.events import WAIVED, Event, Vote
from shejian.core.rules import Share
from shejian.core.rules.nearness import in_short, near_hint

WAIVED_OUTCOME = Outcome(WAIVED, "免予办理")


class UnknownOutcome(KeyError):
    """A step cannot come out so; ``str()`` names how it can."""

    def __init__(self, step: Step, outcome: str) -> None:
        known = [one.id for one in step.outcomes] + ([WAIVED] if step.waivable else [])
        hint = near_hint(outcome, known) or "；"
        listed = "、".join(known) or "（这一步不写结果）"
        super().__init__(f"步骤 {step.id}（{step.label}）没有结果 {in_short(outcome)}{hint}可用的结果：{listed}")

    def __str__(self) -> str:
        return str(self.args[0])


def base_of(share: Share, vote: Vote) -> int | None:
    """The whole of which a share is taken; ``None`` if the vote does not say it."""
    return {"应到会": vote.due, "实到会": vote.present, "应选名额": vote.seats}.get(share.of)


def impossible(vote: Vote) -> str | None:
    """Why a vote cannot have been counted so, if it cannot."""
    if min(vote.due, vote.present, vote.yes, vote.written) < 0:
        return "人数不能是负数"
    if vote.present > vote.due:
        return f"实到会 {vote.present} 人多于应到会 {vote.due} 人"
    if vote.present + vote.written > vote.due:
        return f"实到会 {vote.present} 人和书面意见 {vote.written} 份，合起来多于应到会 {vote.due} 人"
    if vote.yes > vote.present + vote.written:
        written = f"和书面意见 {vote.written} 份" if vote.written else ""
        return f"赞成 {vote.yes} 人多于实到会 {vote.present} 人{written}"
    return None


def result_of(course: Course, rule: VoteRule, vote: Vote, on: date) -> VoteResult | None:
    """What a vote comes to by the law of ``on``; ``None`` if the law or the vote does not say."""
    quorum = course.reader.value(rule.quorum, on) if rule.quorum else None
    if quorum is not None:
        whole = base_of(quorum.share, vote)
        if whole is not None and not quorum.share.reached_by(vote.present + vote.written * rule.written, whole):
            return VoteResult.VOID
    majority = course.reader.value(rule.majority, on) if rule.majority else None
    if majority is None:
        return VoteResult.PASSED if quorum is not None and rule.majority is None else None
    whole = base_of(majority.share, vote)
    if whole is None:
        return None
    return VoteResult.PASSED if majority.share.reached_by(vote.yes, whole) else VoteResult.REFUSED


def outcome_of(course: Course, step: Step, event: Event) -> tuple[Outcome | None, str | None]:
    """How an event came out, and why that contradicts its vote, if it does.

    Raises:
        UnknownOutcome: the step has no such outcome.
    """
    said = _said(step, event)
    result = None
    if step.vote is not None and event.vote is not None and impossible(event.vote) is None:
        result = result_of(course, step.vote, event.vote, event.on)
    if result is None:
        return said or (step.outcomes[0] if step.outcomes else None), None
    if said is not None and said.by_vote in (None, result):
        return said, None
    counted = next((one for one in step.outcomes if one.by_vote is result), said)
    if said is None:
        return counted, None
    label = counted.label if counted else result
    return counted, f"写的结果是“{said.label}”，按票数是“{label}”（{in_words(course, step, event)}）"


def _said(step: Step, event: Event) -> Outcome | None:
    if event.outcome is None:
        return None
    if event.outcome == WAIVED and step.waivable is not None:
        return WAIVED_OUTCOME
    said = step.outcome(event.outcome)
    if said is None:
        raise UnknownOutcome(step, event.outcome)
    return said


def in_words(course: Course, step: Step, event: Event) -> str:
    """A vote beside what it needed."""
    vote, rule = event.vote, step.vote
    if vote is None or rule is None:
        return "没有票数"
    written = f"，书面意见 {vote.written} 份" if vote.written else ""
    parts = [f"应到会 {vote.due} 人，实到会 {vote.present} 人{written}，赞成 {vote.yes} 人"]
    for key, what in ((rule.quorum, "到会"), (rule.majority, "赞成")):
        value = course.reader.value(key, event.on) if key else None
        whole = base_of(value.share, vote) if value is not None else None
        if value is not None and whole is not None:
            parts.append(f"{what}要{value.share}，至少 {value.share.least(whole)} 人")
    return "；".join(parts)
