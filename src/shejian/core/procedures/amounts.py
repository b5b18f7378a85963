"""Numbers recorded with a step, against the law: counts, lengths, and how many more candidates than seats."""

from __future__ import annotations

from datetime import date

from shejian.core.calendar import Limit, LimitUnit
from shejian.core.calendar.limits import in_months
from shejian.core.procedures.course import Course, Taken
from shejian.core.procedures.definition import AmountMeaning, AmountRule
from shejian.core.rules import DatedValue

WORDS: dict[AmountMeaning | None, str] = {
    AmountMeaning.EXACTLY: "应为",
    AmountMeaning.AT_LEAST: "不少于",
    AmountMeaning.AT_MOST: "不多于",
}


def judge_amounts(course: Course, taken: Taken) -> None:
    """Whether the numbers of a step are as the law asks; of several with one code, whether one of them is."""
    if not taken.step.amounts:
        return
    judged: dict[str, list[tuple[AmountRule, bool | None]]] = {}
    for rule in taken.step.amounts:
        if rule.code is not None and _applies(course, rule, taken):
            judged.setdefault(rule.code, []).append((rule, _kept(course, rule, taken)))
    for rules in judged.values():
        answers = [answer for _, answer in rules]
        if True in answers:
            continue
        if False in answers:
            _find(course, [rule for rule, answer in rules if answer is False], taken)
        else:
            course.leave_open(taken.step, f"没有写明{'或'.join(rule.label for rule, _ in rules)}，没有判断")


def _applies(course: Course, rule: AmountRule, taken: Taken) -> bool:
    outcome = taken.outcome.id if taken.outcome is not None else None
    if rule.outcomes and outcome not in rule.outcomes:
        return False
    return course.holds(rule.when, taken.event.on) is True


def _kept(course: Course, rule: AmountRule, taken: Taken) -> bool | None:
    amount = taken.event.amounts.get(rule.id)
    values = _values(course, rule, taken.event.on)
    if amount is None or values is None:
        return None
    if rule.meaning is AmountMeaning.SHARE:
        whole = taken.event.amounts.get(rule.of or "")
        return None if whole is None else values[0].share.reached_by(amount, whole)
    bounds = [_bound(value, rule.unit) for value in values]
    if rule.meaning is AmountMeaning.BETWEEN:
        return bounds[0] <= amount <= bounds[1]
    if rule.meaning is AmountMeaning.AT_LEAST:
        return amount >= bounds[0]
    return amount == bounds[0] if rule.meaning is AmountMeaning.EXACTLY else amount <= bounds[0]


def _values(course: Course, rule: AmountRule, on: date) -> list[DatedValue] | None:
    values = [course.reader.value(key, on) for key in rule.parameters]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _bound(value: DatedValue, unit: str) -> int:
    if isinstance(value.value, Limit):
        return in_months(value.limit) if unit == LimitUnit.MONTH else value.limit.count
    return value.number


def _find(course: Course, rules: list[AmountRule], taken: Taken) -> None:
    step, event, first = taken.step, taken.event, rules[0]
    wrong, bases = [], []
    for rule in rules:
        values = _values(course, rule, event.on) or []
        wanted = (
            f"在 {' 和 '.join(map(str, values))}之间"
            if len(values) > 1
            else f"{WORDS.get(rule.meaning, '')} {values[0]}"
        )
        of = f"（共 {event.amounts[rule.of]}{rule.unit}）" if rule.of is not None else ""
        wrong.append(f"{rule.label} {event.amounts[rule.id]}{rule.unit}{of}，{wanted}")
        bases += values
    clause = "；".join(dict.fromkeys(value.clause for value in bases))
    because = f"{event.on} {step.label}：{'；'.join(wrong)}"
    course.find(first.code or "", step, event, because, first.remedy or "", severity=bases[0].severity, clause=clause)


def judge_surplus(course: Course, taken: Taken) -> None:
    """Whether there were enough more candidates than seats."""
    rule, event = taken.step.surplus, taken.event
    if rule is None or (rule.when and course.holds(rule.when, event.on) is not True):
        return
    candidates, seats = event.amounts.get(rule.candidates), event.amounts.get(rule.seats)
    value = course.reader.value(rule.parameter, event.on)
    if candidates is None or seats is None:
        course.leave_open(taken.step, "没有写明候选人和应选名额，没有判断差额")
    elif value is not None and not value.share.reached_by(candidates - seats, seats):
        because = (
            f"{event.on} {taken.step.label}：候选人 {candidates} 名，应选 {seats} 名，差额 {candidates - seats} 名，"
            f"要{value.share}，至少 {value.share.least(seats)} 名"
        )
        course.find(rule.code, taken.step, event, because, rule.remedy, severity=value.severity, clause=value.clause)
