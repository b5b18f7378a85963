"""The course of a case: its events taken one after the other, which of them hold, and in what state they leave it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shejian.core.calendar import Limit, LimitUnit, Workdays
from shejian.core.procedures.counting import Counted, Counter
from shejian.core.procedures.definition import Basis, Condition, LimitRule, Outcome, Procedure, Step, Version
from shejian.core.procedures.events import Event, Subject
from shejian.core.procedures.readings import Reader
from shejian.core.procedures.standing import State, Unknown, Verdict
from shejian.core.rules import Law, Severity

NOT_STARTED = State("not-started", "尚未开始")
MILDEST_FIRST = (Severity.HINT, Severity.DEPARTURE, Severity.BREACH)


@dataclass(frozen=True, slots=True)
class Taken:
    """An event with the step that it took, and how it came out."""

    event: Event
    step: Step
    version: Version
    outcome: Outcome | None


class Course:
    """What is known of one case while its events are walked through."""

    def __init__(
        self, procedure: Procedure, subject: Subject, events: list[Event], law: Law, workdays: Workdays
    ) -> None:
        self.procedure = procedure
        self.subject = subject
        self.events = events
        self.reader = Reader(law)
        self.counter = Counter(self.reader, workdays)
        self.done: dict[str, Taken] = {}
        self.history: list[Taken] = []
        self.effective: list[Taken] = []
        self.pending: dict[str, Taken] = {}
        self.missing: set[str] = set()
        self.findings: list[Verdict] = []
        self.unknown: dict[tuple[str, str], Unknown] = {}
        self.state = NOT_STARTED
        self.ended = False
        self.concluded = False
        self._passed: frozenset[str] | None = None
        self._reopened: set[str] = set()

    def find(
        self,
        code: str,
        step: Step,
        event: Event,
        because: str,
        remedy: str,
        *,
        severity: Severity | None = None,
        clause: str | None = None,
        provisional: bool = False,
    ) -> None:
        """Put down a finding about a step that was taken, by the step's own clause if by no other."""
        severity = step.basis.severity if severity is None else severity
        clause = step.basis.clause if clause is None else clause
        self.findings.append(
            Verdict(code, step.id, step.label, severity, clause, because, remedy, event.on, provisional, event.reason)
        )

    def leave_open(self, step: Step, because: str) -> None:
        """Put down that something could not be judged."""
        self.unknown.setdefault((step.id, because), Unknown(step.id, step.label, because))

    @property
    def passed(self) -> frozenset[str]:
        """Steps that need not be on record: what rests on them was taken before all was on record.

        Not those that have to be taken again.
        """
        if self._passed is None:
            since = self.subject.recorded_since
            if since is not None and not (self.events and self.events[0].on < since):
                self._passed = frozenset()
                return self._passed
            early = (one for one in self.events if since is None or one.on < since)
            befores = [self.procedure.version(one.on).before.get(one.step, frozenset()) for one in early]
            self._passed = frozenset().union(*befores)
        return self._passed - self._reopened if self._reopened else self._passed

    def excused(self, step: str, on: date) -> bool:
        """Whether ``step``, not on record before an event of ``on``, is unknown and not missing."""
        since = self.subject.recorded_since
        return since is None or on < since or step in self.passed

    def taken_before(self, step: str, since: date) -> bool:
        """Whether ``step`` was taken before ``since``: it is on record, or what rests on it is."""
        taken = self.done.get(step)
        if taken is not None:
            return taken.event.on < since
        early = (one for one in self.events if one.on < since)
        return any(step in self.procedure.version(one.on).before.get(one.step, ()) for one in early)

    def holds(self, conditions: tuple[Condition, ...], on: date) -> bool | None:
        """Whether all conditions hold on ``on``; ``None`` if that is not known."""
        known = True
        for condition in conditions:
            answer = self._holds(condition, on)
            if answer is False:
                return False
            known = known and answer is not None
        return True if known else None

    def _holds(self, condition: Condition, on: date) -> bool | None:
        if condition.step is not None:
            taken = self.done.get(condition.step)
            found = taken is not None and condition.outcome in (None, taken.outcome.id if taken.outcome else None)
            return found is condition.equals
        fact = condition.fact or ""
        value = self.subject.facts.get(fact)
        if value is None:
            value = self._default(fact, on)
        if value is None or isinstance(value, date):
            return None
        if condition.at_least is None and condition.below is None:
            equals = condition.equals
            return value in equals if isinstance(equals, frozenset) else value is equals
        return self._bounded(condition, int(value), on)

    def _default(self, fact: str, on: date) -> bool | None:
        defined = self.procedure.version(on).facts.get(fact)
        return defined.default if defined is not None else None

    def _bounded(self, condition: Condition, value: int, on: date) -> bool | None:
        for key, low in ((condition.at_least, True), (condition.below, False)):
            bound = self.reader.value(key, on) if key is not None else None
            if key is None:
                continue
            if bound is None:
                return None
            if (value >= bound.number) is not low:
                return False
        return True

    def start_of(self, starts: Iterable[str]) -> date | None:
        """The first of several steps or facts that is known, as a day."""
        for start in starts:
            taken = self.done.get(start)
            if taken is not None:
                return taken.event.on
            fact = self.subject.facts.get(start)
            if isinstance(fact, date):
                return fact
        return None

    def needs(self, starts: Iterable[str], on: date) -> bool:
        """Whether not to know any of these steps and facts leaves something unjudged."""
        facts = self.procedure.version(on).facts
        return all(start not in facts or facts[start].needed for start in starts)

    def counted(self, rule: LimitRule, on: date) -> Counted | None:
        """The day to which a limit leads for a step of ``on``.

        ``None`` if nothing starts it, if it was lengthened nobody knows by how much, or if there is no rule on record.
        """
        start = self.start_of(rule.starts)
        if start is None:
            return None
        if rule.lengthened is None:
            return self.counter.count(rule, start, (), on)
        longer = self._longer(rule)
        known = [Limit(amount, unit) for amount, unit in longer if amount is not None]
        return None if len(known) < len(longer) else self.counter.count(rule, start, known, on)

    def why_uncounted(self, rule: LimitRule) -> str | None:
        """Why a limit that runs cannot be counted though there is a rule; ``None`` if that is not so."""
        if any(amount is None for amount, _ in self._longer(rule)):
            return f"延长了多久没有记，没有判断期限（{rule.code}）"
        start = self.start_of(rule.starts) if rule.at_start else None
        if start is not None and self.reader.value(rule.parameters[0], start) is None:
            return f"自 {start} 起的期限依当时的规定，本库没有收录，没有判断（{rule.code}）"
        return None

    def basis_of(self, counted: Counted, basis: Basis) -> tuple[Severity, str]:
        """How grave it is not to keep a limit, and by which clause: the mildest of what was counted, or ``basis``."""
        values = counted.values
        if not values:
            return basis.severity, basis.clause
        if len(values) == 1:
            return values[0].severity, self.reader.clause(values[0])
        severity = min((value.severity for value in values), key=MILDEST_FIRST.index)
        return severity, "；".join(dict.fromkeys(map(self.reader.clause, values)))

    def _longer(self, rule: LimitRule) -> list[tuple[int | None, LimitUnit]]:
        """By how much a limit was lengthened, each time that it was and took effect."""
        longer = rule.lengthened
        if longer is None:
            return []
        return [
            (taken.event.amounts.get(longer.amount), longer.unit)
            for taken in self.effective
            if taken.step.id == longer.step and taken.outcome is not None and taken.outcome.id == longer.outcome
        ]

    def settle(self, taken: Taken) -> None:
        """Let an event have its effect: the step holds or not, the case enters a stage, ends, or goes back."""
        step, outcome = taken.step, taken.outcome
        self.history.append(taken)
        stands = outcome is None or outcome.stands
        if stands:
            self.done[step.id] = taken
            self._reopened.discard(step.id)
            self.missing.discard(step.id)
            self._enter(taken.version, step.enters)
        if outcome is not None:
            if outcome.takes_effect_at is None:
                self._effect(taken, outcome)
            else:
                self.pending[outcome.takes_effect_at] = taken
        waiting = self.pending.pop(step.id, None) if stands else None
        if waiting is not None and waiting.outcome is not None:
            self._effect(waiting, waiting.outcome)
        if stands and step.ends:
            self.ended = True

    def _enter(self, version: Version, stage: str | None) -> None:
        if stage is not None:
            self.state = version.stages[stage]

    def _effect(self, taken: Taken, outcome: Outcome) -> None:
        self.effective.append(taken)
        self._enter(taken.version, outcome.enters)
        for step in outcome.reopens:
            self._reopen(taken.version, step)
        if outcome.ends:
            self.ended = True
            self.state = State(outcome.id, outcome.label)
        since = self.subject.recorded_since
        if outcome.concludes and (since is None or taken.event.on < since):
            self.concluded = True

    def _reopen(self, version: Version, step: str) -> None:
        for one in (step, *version.after[step]):
            self._reopened.add(one)
            self.done.pop(one, None)
            self.pending.pop(one, None)
            self.missing.discard(one)
