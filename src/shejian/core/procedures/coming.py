"""What comes: the steps that may be taken, those that wait, by when, and what should have been done by the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shejian.core.procedures.counting import Counted
from shejian.core.procedures.course import Course
from shejian.core.procedures.definition import LimitMeaning, LimitRule, Step, Version
from shejian.core.procedures.standing import NextStep, Verdict
from shejian.core.procedures.taking import basis_of, due_again

FIRST = (LimitMeaning.EARLIEST, LimitMeaning.PUBLICITY)


@dataclass(slots=True)
class Bounds:
    """The days between which a step may be taken, each with the rule that sets it."""

    first: tuple[LimitRule, Counted] | None = None
    last: tuple[LimitRule, Counted] | None = None
    due: tuple[LimitRule, Counted] | None = None


class Coming:
    """What comes after the events of a course, on a day."""

    def __init__(self, course: Course, on: date) -> None:
        self._course = course
        self._on = on
        self._version: Version = course.procedure.version(on)
        self._passed = course.passed | self._younger()
        self._ready: dict[str, bool] = {}
        self.next: list[NextStep] = []
        self.waiting: list[NextStep] = []
        self.overdue: list[Verdict] = []

    def look(self) -> None:
        """Work it out; nothing comes after the end."""
        course = self._course
        if course.ended or course.concluded:
            return
        optional: list[NextStep] = []
        for step in self._version.steps.values():
            if not self._open(step):
                continue
            ready = all(self._is_ready(one) for one in step.requires) and self._rests_on_its_own(step)
            extra = step.optional or (step.id in course.done and step.repeat is None) or self._doubtful(step)
            if extra and not ready:
                continue
            coming = self._coming(step, () if ready else self._waits_for(step), extra)
            (self.waiting if not ready else optional if extra else self.next).append(coming)
        self.next += optional

    def _younger(self) -> set[str]:
        """Steps that only this version asks for, before steps that were taken when an older one held."""
        version = self._version
        return {
            one
            for id_, taken in self._course.done.items()
            if taken.event.on < version.since
            for one in version.before.get(id_, frozenset()) - taken.version.before.get(id_, frozenset())
        }

    def _open(self, step: Step) -> bool:
        """Whether a step is still to be taken, or may be again."""
        course = self._course
        if step.id in course.done and not step.again:
            return False
        until = step.until or (step.repeat.until if step.repeat else None)
        if until is not None and until in course.done:
            return False
        if step.optional:
            return not step.when or course.holds(step.when, self._on) is True
        if step.id in self._passed and step.id not in course.done:
            return False
        return self._asked(step)

    def _asked(self, step: Step) -> bool:
        """Whether a step belongs to the procedure for this case; one of which that is not known is not left out."""
        course = self._course
        for earlier in (step.replaces, step.spared_by):
            taken = course.done.get(earlier) if earlier is not None else None
            if taken is not None and taken.event.on < self._version.since:
                return False
        return not step.when or course.holds(step.when, self._on) is not False

    def _rests_on_its_own(self, step: Step) -> bool:
        """Whether the optional steps on which an optional step rests were taken."""
        steps, course = self._version.steps, self._course
        return not step.optional or all(
            one in course.done or one in self._passed for one in step.requires if steps[one].optional
        )

    def _doubtful(self, step: Step) -> bool:
        """Whether it is not known that a step belongs to the procedure for this case."""
        return bool(step.when) and self._course.holds(step.when, self._on) is None

    def _is_ready(self, id_: str) -> bool:
        """Whether a step is on record with all before it, or need not be."""
        known = self._ready.get(id_)
        if known is None:
            known = self._ready[id_] = self._works_out_ready(self._version.steps[id_])
        return known

    def _works_out_ready(self, step: Step) -> bool:
        course = self._course
        if step.id in course.done:
            return not (course.missing and course.missing & self._version.before[step.id])
        if step.id in self._passed:
            return True
        if not step.optional and self._asked(step) and course.holds(step.when, self._on) is True:
            return False
        return all(self._is_ready(one) for one in step.requires)

    def _waits_for(self, step: Step) -> tuple[str, ...]:
        """The nearest steps before ``step`` that can be taken now."""
        version, found = self._version, []
        for one in version.order:
            if one not in version.before[step.id] or self._is_ready(one) or one in self._course.done:
                continue
            if all(self._is_ready(required) for required in version.steps[one].requires):
                found.append(one)
        return tuple(found)

    def _coming(self, step: Step, waits_for: tuple[str, ...], optional: bool) -> NextStep:
        bounds = self._bounds(step)
        last = bounds.last
        if last is not None and last[1].day < self._on and not step.optional:
            self._overdue(step, *last, waits=bool(waits_for))
        earliest = self._earliest(step, bounds, waits_for)
        bound = bounds.last or bounds.due or bounds.first
        clause = basis_of(bound[1], step.basis)[1] if bound is not None else str(step.basis)
        return NextStep(
            step=step.id,
            label=step.label,
            earliest=earliest,
            latest=last[1].day if last is not None else None,
            clause=clause,
            because=self._because(step, bounds, waits_for),
            due=bounds.due[1].day if bounds.due is not None else None,
            waits_for=waits_for,
            optional=optional,
            provisional=any(one[1].provisional for one in (bounds.first, last, bounds.due) if one is not None),
        )

    def _bounds(self, step: Step) -> Bounds:
        course, on, bounds = self._course, self._on, Bounds()
        ordinary = step.outcomes[0].id if step.outcomes else None
        for rule in step.limits:
            if rule.outcomes and ordinary not in rule.outcomes:
                continue
            if rule.when and course.holds(rule.when, on) is not True:
                continue
            counted = course.counted(rule, on)
            if counted is not None:
                _narrow(bounds, rule, counted)
        again = due_again(course, step, on) if step.repeat is not None else None
        if again is not None and step.repeat is not None:
            repeat = step.repeat
            starts, keys = repeat.starts, (repeat.every,)
            last = LimitMeaning.LATEST
            _narrow(
                bounds,
                LimitRule(repeat.code, last, starts, keys, False, None, (), frozenset(), repeat.remedy),
                again,
            )
        return bounds

    def _earliest(self, step: Step, bounds: Bounds, waits_for: tuple[str, ...]) -> date | None:
        """The later of the first day by rule, and of the day of the last step before; of one that waits, by rule."""
        days = [bounds.first[1].day] if bounds.first is not None else []
        if not waits_for:
            done = self._course.done
            days += [done[one].event.on for one in step.requires if one in done]
        return max(days, default=None)

    def _because(self, step: Step, bounds: Bounds, waits_for: tuple[str, ...]) -> str:
        parts = []
        if waits_for:
            steps = self._version.steps
            parts.append(f"要先办：{'、'.join(steps[one].label for one in waits_for)}")
        if bounds.first is not None:
            day = bounds.first[1].day
            parts.append(f"{'还要等到' if day > self._on else '最早'} {day}（{bounds.first[1].words}）")
        if bounds.last is not None:
            day = bounds.last[1].day
            parts.append(f"{'已经过了最迟的日子' if day < self._on else '最迟'} {day}（{bounds.last[1].words}）")
        if bounds.due is not None:
            parts.append(f"{bounds.due[1].day} 起应当办理（{bounds.due[1].words}）")
        if self._doubtful(step):
            parts.append("不知道是否适用，请核对情况")
        return "；".join(parts) or "可以办理"

    def _overdue(self, step: Step, rule: LimitRule, counted: Counted, *, waits: bool) -> None:
        """Put down what should have been done. It may have been done before all was on record, or, where nothing says
        since when it is, while other steps were not recorded either."""
        since = self._course.subject.recorded_since
        if waits if since is None else counted.day < since:
            self._course.leave_open(step, f"应不迟于 {counted.day} 办理，账上没有；那时不是全程在案，不算逾期")
            return
        severity, clause = basis_of(counted, step.basis)
        because = f"到 {self._on} 还没有{step.label}，应不迟于 {counted.day}：{counted.words}"
        self.overdue.append(
            Verdict(
                *(rule.code, step.id, step.label, severity, clause, because, rule.remedy, self._on),
                provisional=counted.provisional,
            )
        )


def _narrow(bounds: Bounds, rule: LimitRule, counted: Counted) -> None:
    """Take in one more limit: the latest first day, the earliest last day, the earliest day of being due."""
    if rule.meaning in FIRST:
        if bounds.first is None or counted.day > bounds.first[1].day:
            bounds.first = (rule, counted)
    elif rule.meaning is LimitMeaning.LATEST:
        if bounds.last is None or counted.day < bounds.last[1].day:
            bounds.last = (rule, counted)
    elif bounds.due is None or counted.day < bounds.due[1].day:
        bounds.due = (rule, counted)
