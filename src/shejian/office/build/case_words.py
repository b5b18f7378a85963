"""Words for cases and for what is recorded of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shejian.cases.models import CaseEnding, CaseParticulars, CaseStep
from shejian.cases.queries import Running
from shejian.cases.queries.reading import picked
from shejian.core.facts.terms import DevelopmentStage
from shejian.core.indicators import Subject
from shejian.core.procedures import WAIVED, Procedure, Step, Verdict, load_procedures
from shejian.core.rules import Severity
from shejian.figures.naming import Named, Names
from shejian.journal.models import DatedFact
from shejian.office.build.facts import NOT_STATED
from shejian.party.models import DevelopmentStep
from shejian.people.models import PersonParticulars

TONES = {Severity.BREACH: "late", Severity.DEPARTURE: "soon", Severity.HINT: "past"}
UNNAMED = "范围以外的社会组织"


@dataclass(frozen=True, slots=True)
class CaseNames:
    """What cases are about and who handles them, by name."""

    persons: Mapping[int, str] = field(default_factory=dict)
    bodies: Mapping[int, Named] = field(default_factory=dict)
    organizations: Mapping[int, Named] = field(default_factory=dict)

    def body(self, one: int) -> str:
        return self.bodies[one].name if one in self.bodies else f"党组织 {one}"

    def subject(self, case: Running) -> str:
        """Whom a case is about."""
        if case.person is not None:
            return self.persons.get(case.person) or f"人员 {case.person}"
        if case.party_organization is not None:
            return self.body(case.party_organization)
        one = case.organization
        return self.organizations[one].name if one in self.organizations else UNNAMED  # type: ignore[index]


def case_names(cases: Iterable[Running], names: Names, *, masked: bool) -> CaseNames:
    """The names of cases: three queries. A roster shows whole names to whoever reaches it; everything else masks."""
    found = list(cases)
    persons = {one.person for one in found if one.person is not None}
    bodies = {one.handled_by for one in found} | {one.party_organization for one in found if one.party_organization}
    organizations = {one.organization for one in found if one.organization is not None}
    if masked:
        called = {one: each.name for one, each in names.of(Subject.PERSON, persons).items()}
    else:
        stated = picked(PersonParticulars, "person_id", persons, names.known)
        called = {fact.person_id: fact.name for fact in stated}
    return CaseNames(
        called, names.of(Subject.PARTY_ORGANIZATION, bodies), names.of(Subject.ORGANIZATION, organizations)
    )


def outcome_label(step: Step, outcome: str) -> str:
    """How a step came out, in words."""
    if outcome == WAIVED:
        return "免予办理"
    found = step.outcome(outcome) if outcome else None
    return found.label if found is not None else outcome


def counted(verdicts: Iterable[Verdict]) -> tuple[str, str]:
    """What was found, in words and in the tone of the worst: 违反 1，提示 2."""
    found = list(verdicts)
    kinds = [one for one in Severity if any(each.severity is one for each in found)]
    said = "，".join(f"{one.label} {sum(each.severity is one for each in found)}" for one in kinds)
    return said, TONES[kinds[0]] if kinds else ""


@dataclass(frozen=True, slots=True)
class CaseWords:
    """Words for the facts of one case."""

    procedure: Procedure
    names: CaseNames

    def said(self, fact: DatedFact, _: DatedFact | None = None) -> str:
        """A fact in a few words."""
        match fact:
            case CaseParticulars():
                since = f"，全程记录自 {fact.recorded_since}" if fact.recorded_since else ""
                return f"{self.procedure.label}，由{self.names.body(fact.handled_by_id)}办理{since}"
            case CaseEnding():
                return f"终止：{fact.reason}"
            case DevelopmentStep():
                return f"{DevelopmentStage(fact.stage).label}（{self.names.body(fact.party_organization_id)}）"
            case CaseStep():
                return step_said(self.procedure, fact)
        raise LookupError(f"no words for {fact!r}")


def step_said(procedure: Procedure, fact: CaseStep) -> str:
    """A step that was taken, in a few words."""
    step = procedure.steps.get(fact.step)
    if step is None:
        return fact.step
    parts = [step.label]
    if fact.outcome:
        parts.append(outcome_label(step, fact.outcome))
    if fact.due is not None:
        parts.append(f"应到 {fact.due}，实到 {fact.present}，赞成 {fact.yes}")
    parts += amounts_said(step, json.loads(fact.amounts) if fact.amounts else {})
    if fact.papers is not None:
        parts.append(f"材料 {'、'.join(json.loads(fact.papers)) or '一样也没有'}")
    if fact.departure:
        parts.append(f"与规定不合的理由：{fact.departure}")
    return "；".join(parts)


def amounts_said(step: Step, amounts: Mapping[str, int]) -> list[str]:
    """The numbers of a step in words, each once."""
    found: dict[str, str] = {}
    for rule in step.amounts:
        if rule.id in amounts:
            found[rule.id] = f"{rule.label} {amounts[rule.id]} {rule.unit}".strip()
    return list(found.values())


def fact_said(label: str, value: object) -> str:
    """A fact of whom the case is about, in words."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) if value not in (None, "") else NOT_STATED


def entry_rows(facts: Iterable[DatedFact]) -> list[tuple[str, str]]:
    """Facts of cases as the page of an entry lists them: what kind, and what they say."""
    found: list[tuple[str, str]] = []
    procedures = load_procedures()
    held = list(facts)
    cases = {fact.case_id for fact in held if isinstance(fact, CaseStep)}
    named = dict(CaseParticulars.objects.filter(case__in=cases).values_list("case", "procedure"))
    for fact in held:
        if isinstance(fact, CaseStep):
            found.append((str(fact._meta.verbose_name), step_said(procedures[named[fact.case_id]], fact)))
        elif isinstance(fact, CaseEnding):
            found.append((str(fact._meta.verbose_name), fact.reason))
    return found
