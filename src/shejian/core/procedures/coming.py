"""What comes: the steps that may be taken, those that wait, by when, and what should have been done by the day."""

from __future__ import annotations

from datetime import date

from shejian.core.procedures.bounds import Bounds
from shejian.core.procedures.counting import Counted
from shejian.core.procedures.course import Course
from shejian.core.procedures.definition import LimitMeaning, LimitRule, Step, Version
from shejian.core.procedures.standing import NextStep, Verdict
from shejian.core.procedures.taking import due_again


class Coming:
    """What comes after the events of a course, on a day."""

    def __init__(self, course: Course, on: date) -> None:
        self._course = course
        self._on = on
        self._version: Version = course.procedure.version(on)
        self._passed = course.passed | self._younger()
        self._waits: dict[str, tuple[str, ...]] = {}
        self._ready: set[str] = set()
        self.next: list[NextStep] = []
        self.waiting: list[NextStep] = []
        self.overdue: list[Verdict] = []

    def look(self) -> None:
        """Work it out; nothing comes after the end."""
        course = self._course
        if course.ended or course.concluded:
            return
        self._work_out_waits()
        done, ready, waits = course.done, self._ready, self._waits
        optional: list[NextStep] = []
        for id_, step in self._version.steps.items():
            if (id_ in done and not step.again) or not self._open(step):
                continue
            extra = step.optional or (id_ in done and step.repeat is None) or self._doubtful(step)
            if not waits[id_] and not (step.optional and not self._rests_on_its_own(step)):
                (optional if extra else self.next).append(self._coming(step, extra))
            elif not extra and id_ not in ready:
                self.waiting.append(self._coming(step, False, waits[id_]))
        self.next += optional

    def _younger(self) -> set[str]:
        """Steps that only this version asks for, before steps that were taken when an older one held."""
        version = self._version
        if version is self._course.procedure.versions[0]:
            return set()
        return {
            one
            for id_, taken in self._course.done.items()
            if taken.event.on < version.since
            for one in version.before.get(id_, frozenset()) - taken.version.before.get(id_, frozenset())
        }

    def _work_out_waits(self) -> None:
        """Of each step, what has to come before it and can be taken: nothing, if it is ready to be taken.

        Those are ready to be built on which are on record with all before them, or need not be.
        """
        course, version = self._course, self._version
        done, missing, passed = course.done, course.missing, self._passed
        ready, waits = self._ready, self._waits
        for id_ in version.upwards:
            step = version.steps[id_]
            found: dict[str, None] = {}
            for required in step.requires:
                if required not in ready:
                    found.update(dict.fromkeys(waits[required] or (required,)))
            waits[id_] = tuple(found)
            if id_ in done:
                if not (missing and missing & version.before[id_]):
                    ready.add(id_)
            elif id_ in passed or (not found and not self._demanded(step)):
                ready.add(id_)

    def _demanded(self, step: Step) -> bool:
        """Whether a step has to be on record for what rests on it."""
        if step.optional:
            return False
        if step.when and self._course.holds(step.when, self._on) is not True:
            return False
        return not self._spared(step)

    def _open(self, step: Step) -> bool:
        """Whether a step is still to be taken, or may be again."""
        course = self._course
        if step.until is not None and step.until in course.done:
            return False
        if step.when:
            answer = course.holds(step.when, self._on)
            if answer is False or (answer is None and step.optional):
                return False
        if step.optional:
            return True
        if step.id in self._passed and step.id not in course.done:
            return False
        return not self._spared(step)

    def _spared(self, step: Step) -> bool:
        """Whether something taken before this version stands for a step, or spares it."""
        if step.replaces is None and step.spared_by is None:
            return False
        for earlier in (step.replaces, step.spared_by):
            taken = self._course.done.get(earlier) if earlier is not None else None
            if taken is not None and taken.event.on < self._version.since:
                return True
        return False

    def _rests_on_its_own(self, step: Step) -> bool:
        """Whether the optional steps on which an optional step rests were taken."""
        steps, course = self._version.steps, self._course
        return all(one in course.done or one in self._passed for one in step.requires if steps[one].optional)

    def _doubtful(self, step: Step) -> bool:
        """Whether it is not known that a step belongs to the procedure for this case."""
        return bool(step.when) and self._course.holds(step.when, self._on) is None

    def _coming(self, step: Step, optional: bool, waits_for: tuple[str, ...] = ()) -> NextStep:
        version = self._version
        bounds = self._bounds(step) if version.ahead[step.id] or step.repeat is not None else None
        if bounds is None:
            return self._unbounded(step, optional, waits_for)
        first, last, due = bounds.first, bounds.last, bounds.due
        bounds.before = tuple(version.steps[one].label for one in waits_for)
        bounds.doubtful = self._doubtful(step)
        earliest = None if waits_for else self._last_before(step)
        if first is not None and (earliest is None or first[1].day > earliest):
            earliest = first[1].day
        if last is not None and last[1].day < self._on and not step.optional:
            self._overdue(step, *last, waits=bool(waits_for))
        bound = last or due or first
        return NextStep(
            step=step.id,
            label=step.label,
            earliest=earliest,
            latest=last[1].day if last is not None else None,
            clause=self._course.basis_of(bound[1], step.basis)[1] if bound is not None else step.basis.clause,
            bounds=bounds,
            due=due[1].day if due is not None else None,
            waits_for=waits_for,
            optional=optional,
            provisional=any(one is not None and one[1].provisional for one in (first, last, due)),
        )

    def _unbounded(self, step: Step, optional: bool, waits_for: tuple[str, ...]) -> NextStep:
        """A step without days of its own; one that waits is the same in every case."""
        version = self._version
        if not waits_for:
            bounds = Bounds(doubtful=self._doubtful(step))
            return NextStep(
                step.id, step.label, self._last_before(step), None, step.basis.clause, bounds, None, (), optional
            )
        kept = version.waiting.get((step.id, waits_for))
        if kept is None:
            bounds = Bounds(before=tuple(version.steps[one].label for one in waits_for))
            kept = NextStep(step.id, step.label, None, None, step.basis.clause, bounds, None, waits_for)
            version.waiting[step.id, waits_for] = kept
        return kept

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
        if step.repeat is not None:
            again = due_again(course, step.repeat, on)
            if again is not None:
                bounds = bounds or Bounds(on)
                _narrow(bounds, step.repeat.limit, again)
        return bounds

    def _last_before(self, step: Step) -> date | None:
        """The day of the last of the steps directly before."""
        done = self._course.done
        return max((done[one].event.on for one in step.requires if one in done), default=None)

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
