"""What comes: the steps that may be taken, those that wait, by when, and what should have been done by the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shejian.core.procedures.bounds import Bounds
from shejian.core.procedures.counting import Counted
from shejian.core.procedures.course import Course
from shejian.core.procedures.definition import LimitMeaning, LimitRule, Step, Version
from shejian.core.procedures.planning import Alike, Planned, plan_of
from shejian.core.procedures.standing import NextStep, Verdict
from shejian.core.procedures.taking import due_again


class Coming:
    """What comes after the events of a course, on a day."""

    def __init__(self, course: Course, on: date) -> None:
        self._course = course
        self._on = on
        self._version: Version = course.procedure.version(on)
        self.next: list[NextStep] = []
        self.waiting: list[NextStep] = []
        self.overdue: list[Verdict] = []

    def look(self) -> None:
        """Work it out; nothing comes after the end."""
        if self._course.ended or self._course.concluded:
            return
        plan = plan_of(self._version, self._alike())
        self.next = [self._ready(planned) for planned in plan.ready]
        for planned in plan.waiting:
            bounds = self._bounds(planned.step) if planned.dated else None
            self.waiting.append(planned.plain if bounds is None else self._bounded(planned, bounds, None))

    def _alike(self) -> Alike:
        """What the case has in common with others."""
        course, version = self._course, self._version
        earlier: frozenset[str] = frozenset()
        younger: frozenset[str] = frozenset()
        if version is not course.procedure.versions[0]:
            earlier = frozenset(id_ for id_, taken in course.done.items() if taken.event.on < version.since)
            younger = self._younger(earlier)
            earlier |= {id_ for id_ in version.sparing if course.taken_before(id_, version.since)}
        steps = version.steps
        applies = tuple(course.holds(steps[id_].when, self._on) for id_ in version.conditional)
        return Alike(frozenset(course.done), earlier, younger, course.passed, frozenset(course.missing), applies)

    def _younger(self, earlier: frozenset[str]) -> frozenset[str]:
        """Steps that only this version asks for, before steps that were taken when an older one held."""
        before, done = self._version.before, self._course.done
        older = ((id_, done[id_].version.before.get(id_)) for id_ in earlier if id_ in before)
        return frozenset().union(*(before[id_] - asked for id_, asked in older if asked is not None))

    def _ready(self, planned: Planned) -> NextStep:
        step, done = planned.step, self._course.done
        last_before = max([done[one].event.on for one in step.requires if one in done], default=None)
        bounds = self._bounds(step) if planned.dated else None
        if bounds is not None:
            return self._bounded(planned, bounds, last_before)
        return planned.plain if last_before is None else replace(planned.plain, earliest=last_before)

    def _bounded(self, planned: Planned, bounds: Bounds, earliest: date | None) -> NextStep:
        step = planned.step
        first, last, due = bounds.first, bounds.last, bounds.due
        bounds.before = planned.plain.bounds.before
        bounds.doubtful = planned.doubtful
        if first is not None and (earliest is None or first[1].day > earliest):
            earliest = first[1].day
        if last is not None and last[1].day < self._on and not planned.optional:
            self._overdue(step, *last, waits=bool(planned.waits_for))
        bound = last or due or first
        return NextStep(
            step=step.id,
            label=step.label,
            earliest=earliest,
            latest=last[1].day if last is not None else None,
            clause=self._course.basis_of(bound[1], step.basis)[1] if bound is not None else step.basis.clause,
            bounds=bounds,
            due=due[1].day if due is not None else None,
            waits_for=planned.waits_for,
            optional=planned.optional,
            provisional=any(one is not None and one[1].provisional for one in (first, last, due)),
        )

    def _bounds(self, step: Step) -> Bounds | None:
        """What the law says of the days of a step; ``None`` if it says nothing."""
        course, on = self._course, self._on
        bounds = None
        for rule in self._version.ahead[step.id]:
            if rule.when and course.holds(rule.when, on) is not True:
                continue
            counted = course.counted(rule, on)
            if counted is not None:
                bounds = bounds or Bounds(on)
                _narrow(bounds, rule, counted)
            elif why := course.why_uncounted(rule):
                course.leave_open(step, why)
        if step.repeat is not None:
            again = due_again(course, step.repeat, on)
            if again is not None:
                bounds = bounds or Bounds(on)
                _narrow(bounds, step.repeat.limit, again)
        return bounds

    def _overdue(self, step: Step, rule: LimitRule, counted: Counted, *, waits: bool) -> None:
        """Put down what should have been done. It may have been done before all was on record, or, where nothing says
        since when it is, while other steps were not recorded either."""
        since = self._course.subject.recorded_since
        if waits if since is None else counted.day < since:
            self._course.leave_open(step, f"应不迟于 {counted.day} 办理，账上没有；那时不是全程在案，不算逾期")
            return
        severity, clause = self._course.basis_of(counted, step.basis)
        because = f"到 {self._on} 还没有“{step.label}”，应不迟于 {counted.day}：{counted.words}"
        self.overdue.append(
            Verdict(
                *(rule.code, step.id, step.label, severity, clause, because, rule.remedy, self._on),
                provisional=counted.provisional,
            )
        )


def _narrow(bounds: Bounds, rule: LimitRule, counted: Counted) -> None:
    """Take in one more limit: the latest first day, the earliest last day, the earliest day of being due."""
    if rule.meaning is LimitMeaning.LATEST:
        if bounds.last is None or counted.day < bounds.last[1].day:
            bounds.last = (rule, counted)
    elif rule.meaning is LimitMeaning.DUE:
        if bounds.due is None or counted.day < bounds.due[1].day:
            bounds.due = (rule, counted)
    elif bounds.first is None or counted.day > bounds.first[1].day:
        bounds.first = (rule, counted)
