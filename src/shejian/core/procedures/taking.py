"""Steps that were taken, judged one by one by the version of their own day."""

from __future__ import annotations

from datetime import date

from shejian.core.procedures.amounts import judge_amounts, judge_surplus
from shejian.core.procedures.counting import Counted
from shejian.core.procedures.course import Course, Taken
from shejian.core.procedures.definition import LimitMeaning, LimitRule, Repeat, Step, Version, VoteResult
from shejian.core.procedures.events import WAIVED, Event
from shejian.core.procedures.standing import Verdict
from shejian.core.procedures.voting import impossible, in_words, outcome_of
from shejian.core.rules import Severity

MISSING = "step-missing"
DISORDER = "out-of-order"
CONTRADICTION = "contradiction"
NO_QUORUM = "vote-void"
NO_PAPER = "paper-missing"
SUPPLY = "补办此步；已经办过的，补录日期和材料"


def take(course: Course, event: Event) -> None:
    """Judge one event and let it have its effect.

    Raises:
        UnknownStep, UnknownOutcome: no version has the step, or the step cannot come out so.
    """
    version = course.procedure.version(event.on)
    step = version.steps.get(event.step) or course.procedure.step(event.step, event.on)
    against = _contradicted(course, step, event)
    outcome, otherwise = outcome_of(course, step, event)
    if against is not None:
        _contradict(course, step, event, against)
        return
    if otherwise is not None:
        _contradict(course, step, event, otherwise)
    taken = Taken(event, step, version, outcome)
    known = step.id in version.steps
    if known:
        _order(course, version, step, event, outcome.without if outcome is not None else frozenset())
    if known and event.on >= version.since and event.outcome != WAIVED:
        _judge(course, taken, said=otherwise is not None)
    course.settle(taken)


def _contradicted(course: Course, step: Step, event: Event) -> str | None:
    """What on record makes the event impossible, if anything does."""
    if course.ended:
        return f"程序已经终了（{course.state.label}），之后不应再有{step.label}"
    held = course.done.get(step.id)
    if held is not None and not step.again:
        return f"{step.label}已经在 {held.event.on} 办过，又记了 {event.on} 一次"
    if event.vote is not None:
        return impossible(event.vote)
    return None


def _contradict(course: Course, step: Step, event: Event, because: str) -> None:
    remedy = "两处记录不能都对，请核对原始材料后更正"
    course.find(CONTRADICTION, step, event, because, remedy, severity=Severity.BREACH)


def _order(course: Course, version: Version, step: Step, event: Event, without: frozenset[str]) -> None:
    """Whether all on which a step rests came before it, but for those ``without`` which it can come out so."""
    for required in step.requires:
        if required not in course.done:
            break
    else:
        return
    later: dict[str, date] = {}
    for one in course.events:
        if one.on > event.on:
            later.setdefault(one.step, one.on)
    seen: set[str] = set()
    lacking: list[Step] = []
    wanted = list(reversed(step.requires))
    while wanted:
        required = wanted.pop()
        if required in course.done or required in seen:
            continue
        seen.add(required)
        before = version.steps[required]
        if required in without or not demanded(course, version, before, event.on, optional=step.optional):
            pass
        elif required in later:
            because = f"“{step.label}”（{event.on}）早于“{before.label}”（{later[required]}）"
            course.find(DISORDER, step, event, because, "核对两个日期；顺序确实颠倒的，按先后重新办理")
            continue
        else:
            lacking.append(before)
        wanted.extend(reversed(before.requires))
    for before in sorted(lacking, key=lambda one: version.order[one.id]):
        _not_on_record(course, before, step, event)


def demanded(course: Course, version: Version, step: Step, on: date, *, optional: bool) -> bool:
    """Whether a step that is not on record is asked for at all: not one of a later version, nor an optional one, unless
    what rests on it is ``optional`` too."""
    if step.optional and not optional:
        return False
    if step.replaces is not None and course.taken_before(step.replaces, version.since):
        return False
    if step.spared_by is not None and course.taken_before(step.spared_by, version.since):
        return False
    if step.when:
        answer = course.holds(step.when, on)
        if answer is None:
            course.leave_open(step, f"不知道是否适用“{step.label}”，没有要求")
        return answer is True
    return True


def _not_on_record(course: Course, step: Step, later: Step, event: Event) -> None:
    if course.excused(step.id, event.on):
        course.leave_open(step, "账上没有，全程在案之前的步骤不算缺")
        return
    if step.id in course.missing:
        return
    course.missing.add(step.id)
    because = f"“{later.label}”（{event.on}）之前，没有“{step.label}”的记录"
    course.findings.append(
        Verdict(MISSING, step.id, step.label, step.basis.severity, step.basis.clause, because, SUPPLY, event.on)
    )


def _judge(course: Course, taken: Taken, *, said: bool) -> None:
    step, event, outcome = taken.step, taken.event, taken.outcome
    if outcome is not None and outcome.by_vote is VoteResult.VOID:
        if event.outcome != outcome.id and not said:
            _no_quorum(course, step, event)
        return
    if step.vote is not None and event.vote is None:
        course.leave_open(step, "没有票数，没有判断到会和赞成")
    for rule in step.limits:
        judge_limit(course, rule, taken)
    if step.amounts:
        judge_amounts(course, taken)
        judge_surplus(course, taken)
    if step.bars:
        _judge_bars(course, step, event)
    if event.papers is not None:
        _judge_papers(course, step, event.papers, event)
    if outcome is not None and outcome.once is not None:
        _judge_once(course, taken)
    _judge_gaps(course, taken)


def _no_quorum(course: Course, step: Step, event: Event) -> None:
    rule = step.vote
    quorum = course.reader.value(rule.quorum, event.on) if rule is not None and rule.quorum else None
    if rule is not None and quorum is not None:
        because = f"到会不足，会议无效，不算办过：{in_words(course, step, event)}"
        course.find(NO_QUORUM, step, event, because, rule.remedy, severity=quorum.severity, clause=quorum.clause)


def judge_limit(course: Course, rule: LimitRule, taken: Taken) -> None:
    """Whether an event kept a limit of its step."""
    step, event, outcome = taken.step, taken.event, taken.outcome
    if rule.outcomes and (outcome is None or outcome.id not in rule.outcomes):
        return
    if rule.meaning is LimitMeaning.DUE or (rule.when and course.holds(rule.when, event.on) is not True):
        return
    counted = course.counted(rule, event.on)
    if counted is None:
        if course.start_of(rule.starts) is None and course.needs(rule.starts, event.on):
            course.leave_open(step, f"不知道从哪一天起算，没有判断期限（{rule.code}）")
        elif why := course.why_uncounted(rule):
            course.leave_open(step, why)
        return
    late = rule.meaning is LimitMeaning.LATEST
    if event.on > counted.day if late else event.on < counted.day:
        kept = "迟于" if late else "早于"
        because = f"{event.on} {step.label}，{kept}规定的 {counted.day}：{counted.words}"
        severity, clause = course.basis_of(counted, step.basis)
        course.find(
            *(rule.code, step, event, because, rule.remedy),
            severity=severity,
            clause=clause,
            provisional=counted.provisional,
        )


def _judge_bars(course: Course, step: Step, event: Event) -> None:
    for bar in step.bars:
        if course.holds(bar.when, event.on) is True:
            because = f"{event.on} {step.label}：{bar.label}"
            course.find(
                bar.code, step, event, because, bar.remedy, severity=bar.basis.severity, clause=bar.basis.clause
            )


def _judge_papers(course: Course, step: Step, papers: frozenset[str], event: Event) -> None:
    lacking = [
        paper.label for paper in step.papers if paper.label not in papers and course.holds(paper.when, event.on) is True
    ]
    if lacking:
        because = f"{event.on} {step.label}缺少材料：{'、'.join(lacking)}"
        course.find(NO_PAPER, step, event, because, "补齐材料；已有的，登记到这一步")


def _judge_once(course: Course, taken: Taken) -> None:
    outcome = taken.outcome
    if outcome is None or outcome.once is None:
        return
    before = [one for one in course.history if one.step.id == taken.step.id and one.outcome == outcome]
    if before:
        because = f"{before[0].event.on} 已经{outcome.label}一次，{taken.event.on} 又一次"
        course.find(outcome.once, taken.step, taken.event, because, outcome.remedy or SUPPLY)


def _judge_gaps(course: Course, taken: Taken) -> None:
    for recurring in taken.version.repeating:
        if recurring.repeat is not None and taken.step.id in (recurring.id, recurring.repeat.until):
            _judge_gap(course, recurring, recurring.repeat, taken)


def _judge_gap(course: Course, recurring: Step, repeat: Repeat, taken: Taken) -> None:
    """Whether a step that recurs had come in time by the day of an event."""
    step, event = taken.step, taken.event
    counted = due_again(course, repeat, event.on)
    if counted is not None and event.on > counted.day:
        severity, clause = course.basis_of(counted, recurring.basis)
        because = (
            f"到 {event.on} {step.label}时，{recurring.label}的间隔超过规定，应不迟于 {counted.day}：{counted.words}"
        )
        remedy = repeat.limit.remedy
        course.find(repeat.limit.code, recurring, event, because, remedy, severity=severity, clause=clause)


def due_again(course: Course, repeat: Repeat, on: date) -> Counted | None:
    """By when a step that recurs has to come again; ``None`` if it has no start, or where not all is on record."""
    since = course.subject.recorded_since
    if since is None:
        return None
    last = course.start_of(repeat.limit.starts)
    return None if last is None else course.counter.count(repeat.limit, max(last, since), (), on)
