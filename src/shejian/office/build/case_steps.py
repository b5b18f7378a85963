"""The steps of one case as its page shows them: what was done, what may be done, what waits, what is not on record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from shejian.cases.queries import Judged, Taken
from shejian.core.procedures import NextStep, Procedure, Standing, Step, Unknown, Verdict, load_procedures
from shejian.journal.models import Entry
from shejian.office.build.case_words import TONES, amounts_said, outcome_label
from shejian.office.build.facts import made_by_form
from shejian.office.case_pages import Found, Phase, StepGroup, StepView, TakenView
from shejian.office.pages import Link
from shejian.office.wording import moment_text

NEAR = 2
"""How many of the steps that wait say for what: those after them wait for the same."""


@dataclass(frozen=True)
class Steps:
    """What a page needs to say the steps of a case.

    Attributes:
        opened: whether the visitor may record steps, and be led to entries.
    """

    judged: Judged
    on: date
    entries: Mapping[int, Entry]
    opened: bool

    @property
    def procedure(self) -> Procedure:
        return load_procedures()[self.judged.case.procedure]

    def listed(self) -> list[Step]:
        """The steps of today's version in its order, and those of earlier versions that were taken."""
        version = self.procedure.version(self.on)
        taken = {one.step for one in self.judged.case.taken}
        spoken = {one.step for one in (*self._standing.next, *self._standing.waiting)}
        spoken |= {nothing.step for nothing in self._standing.unknown}
        spoken |= {each.step for each in (*self._standing.findings, *self._standing.overdue)}
        own = [step for step in version.steps.values() if step.id in taken | spoken]
        older = [step for step in self.procedure.steps.values() if step.id in taken and step.id not in version.steps]
        return [*own, *older]

    @property
    def _standing(self) -> Standing:
        return self.judged.standing

    def of(self, step: Step, number: int) -> StepView:
        """One step."""
        standing, case = self._standing, self.judged.case
        taken = [one for one in case.taken if one.step == step.id and one.on is not None and one.on <= self.on]
        verdicts = [one for one in (*standing.findings, *standing.overdue) if one.step == step.id]
        ahead = _first(standing.next, step.id)
        waits, unknown = _first(standing.waiting, step.id), _first(standing.unknown, step.id)
        shown = self.procedure.step(step.id, taken[-1].on) if taken and taken[-1].on else step
        state = _state(bool(taken), bool(verdicts), ahead is not None, unknown is not None)
        bounded = ahead or waits
        latest = None if bounded is None else bounded.latest
        record = self.opened and not self.judged.is_over and (ahead is not None or (bool(taken) and step.again))
        record = record or (self.opened and not taken and unknown is not None)
        return StepView(
            id=step.id,
            state=state,
            mark=str(number),
            label=shown.label,
            actor=shown.actor,
            clause=str(shown.basis),
            note=shown.note or "",
            earliest=str(bounded.earliest or "") if bounded else "",
            latest=str(latest or (bounded.due if bounded else "") or ""),
            late=latest is not None and latest < self.on,
            why=self._why(ahead, waits, unknown, taken=bool(taken)),
            taken=tuple(self._taken(shown, one) for one in taken),
            found=tuple(found(one) for one in verdicts),
            record=self._address(step.id) + ("?again=1" if taken else "") if record else "",
            again=bool(taken),
            minor=bool(taken) or ahead is None or ahead.optional,
        )

    def _why(self, ahead: NextStep | None, waits: NextStep | None, unknown: Unknown | None, *, taken: bool) -> str:
        if ahead is not None:
            return ahead.because
        if waits is not None and not taken and self._is_near(waits):
            return waits.because
        return unknown.because if unknown is not None else ""

    def _is_near(self, one: NextStep) -> bool:
        """Whether a step that waits says why: the first ones do, and those of which a day is known."""
        return one in self._standing.waiting[:NEAR] or one.latest is not None or one.earliest is not None

    def _address(self, step: str) -> str:
        return reverse("office:case-step", args=[self.judged.case.number, step])

    def _taken(self, step: Step, one: Taken) -> TakenView:
        vote = one.vote
        details = amounts_said(step, one.amounts)
        if vote is not None:
            written = f"，书面 {vote.written}" if vote.written else ""
            details.insert(0, f"应到 {vote.due}，实到 {vote.present}{written}，赞成 {vote.yes}")
        papers: list[tuple[str, str]] = []
        if one.papers is not None:
            papers = [(each.label, "ok" if each.label in one.papers else "late") for each in step.papers]
        entry = self.entries.get(one.entry)
        return TakenView(
            day=str(one.on),
            outcome=outcome_label(step, one.outcome),
            details=tuple(details),
            papers=tuple(papers),
            entry=None if entry is None else self._entry(entry),
            departure=one.departure,
            correct=self._address(step.id) + "?correct=1" if self.opened else "",
        )

    def _entry(self, entry: Entry) -> Link:
        href = reverse("office:entry", args=[entry.number]) if self.opened and made_by_form(entry) else ""
        return Link(f"第 {entry.number} 笔", href, note=f"{moment_text(entry.moment)[:10]} 记")

    def groups(self, shown: Callable[[StepView], bool]) -> tuple[StepGroup, ...]:
        """The steps by their stages, as far as they are to be shown; numbered through the whole procedure."""
        numbered = [(step, self.of(step, number)) for number, step in enumerate(self.listed(), 1)]
        stages = self.procedure.version(self.on).stages
        found: list[StepGroup] = []
        for stage in dict.fromkeys(step.stage for step, _ in numbered):
            steps = tuple(view for step, view in numbered if step.stage == stage and shown(view))
            if steps:
                label = stages[stage].label if stage in stages else stage
                found.append(StepGroup(label, _tally(steps), steps))
        return tuple(found)

    def phases(self) -> tuple[Phase, ...]:
        """The stages of the procedure, with the one in which the case stands."""
        stages = list(self.procedure.version(self.on).stages.values())
        used = {step.stage for step in self.listed()}
        shown = [one for one in stages if one.id in used or one.id == self._standing.state.id]
        ids = [one.id for one in shown]
        at = ids.index(self._standing.state.id) if self._standing.state.id in ids else len(ids)
        done = dict(self._standing.done)
        return tuple(
            Phase(one.label, self._span(one.id, done), _phase(number, at, over=self._standing.ended))
            for number, one in enumerate(shown)
        )

    def _span(self, stage: str, done: Mapping[str, date]) -> str:
        days = [done[step.id] for step in self.listed() if step.stage == stage and step.id in done]
        if not days:
            return ""
        first, last = min(days), max(days)
        return str(first) if first == last else f"{first} 至 {last}"


def _first(among: Iterable[object], step: str):  # type: ignore[no-untyped-def]
    return next((one for one in among if one.step == step), None)  # type: ignore[attr-defined]


def _state(taken: bool, flagged: bool, ahead: bool, unknown: bool) -> str:
    if flagged:
        return "flag"
    if taken:
        return "done"
    if ahead:
        return "now"
    return "unknown" if unknown else "todo"


def _phase(number: int, at: int, *, over: bool) -> str:
    if number < at or (over and number == at):
        return "done"
    return "now" if number == at else "todo"


def _tally(steps: Sequence[StepView]) -> str:
    done = sum(bool(one.taken) for one in steps)
    flagged = sum(bool(one.found) for one in steps)
    parts = [f"已办 {done} 步" if done else "", f"{flagged} 步有提示" if flagged else ""]
    return "，".join(filter(None, parts))


def found(one: Verdict) -> Found:
    """A verdict as pages show it."""
    return Found(
        TONES[one.severity],
        one.severity.label,
        one.because,
        one.clause,
        one.remedy,
        one.reason or "",
        one.provisional,
    )
