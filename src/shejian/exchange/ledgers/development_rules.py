"""Development steps against the rules in force on their days. A breach is noted with its clause, and taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from shejian.core.calendar import deadline
from shejian.core.facts.terms import DevelopmentStage
from shejian.core.rules import Law, RuleUnavailable

TALK_LIMIT = "development.talk.limit"
CULTIVATION = "development.cultivation.min"


@dataclass(frozen=True, slots=True)
class StepDoubt:
    """A step whose day does not agree with another's, or with a rule."""

    stage: DevelopmentStage
    day: date
    code: str
    reason: str


def step_doubts(days: Mapping[DevelopmentStage, date], law: Law) -> list[StepDoubt]:
    """What is doubtful in one person's steps, each step judged by what ``law`` was on its own day."""
    return [*_order(days), *_talk(days, law), *_cultivation(days, law)]


def _order(days: Mapping[DevelopmentStage, date]) -> Iterator[StepDoubt]:
    taken = [(stage, days[stage]) for stage in DevelopmentStage if stage in days]
    for (earlier, before), (stage, day) in pairwise(taken):
        if day < before:
            yield StepDoubt(
                stage, day, "out-of-order", f"{day} {stage.label}，早于 {before} {earlier.label}，先后颠倒，请核对"
            )


def _talk(days: Mapping[DevelopmentStage, date], law: Law) -> Iterator[StepDoubt]:
    applied, talked = days.get(DevelopmentStage.APPLICATION), days.get(DevelopmentStage.TALK)
    if applied is None or talked is None or talked < applied:
        return
    try:
        rule = law.on(talked).value(TALK_LIMIT)
    except RuleUnavailable:
        return
    latest = deadline(applied, rule.limit)
    if talked > latest.day:
        basis = "、".join(map(str, rule.citations))
        yield StepDoubt(
            DevelopmentStage.TALK,
            talked,
            "talk-late",
            f"收到入党申请书后{rule}内{rule.modality}派人谈话，最迟 {latest.day}（{latest.explanation}）；依据{basis}",
        )


def _cultivation(days: Mapping[DevelopmentStage, date], law: Law) -> Iterator[StepDoubt]:
    activist, target = days.get(DevelopmentStage.ACTIVIST), days.get(DevelopmentStage.TARGET)
    if activist is None or target is None or target < activist:
        return
    try:
        rule = law.on(target).value(CULTIVATION)
    except RuleUnavailable:
        return
    earliest = deadline(activist, rule.limit)
    if target < earliest.day:
        basis = "、".join(map(str, rule.citations))
        yield StepDoubt(
            DevelopmentStage.TARGET,
            target,
            "cultivation-short",
            f"确定为入党积极分子后培养{rule.modality}满{rule}，最早 {earliest.day}（{earliest.explanation}）；"
            f"依据{basis}",
        )
