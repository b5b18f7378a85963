"""Correcting and withdrawing steps that the ledger had wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from shejian.cases.models import CaseStep
from shejian.cases.queries.reading import Running, Taken, read_cases
from shejian.cases.queries.standing import judged, laws_of_cases
from shejian.cases.queries.subjects import subjects_of
from shejian.cases.services.concluding import came_out_well, concludes
from shejian.cases.services.refusals import Against, Refused
from shejian.cases.services.taking import COLUMNS, KEY, StepDraft, new_findings, values_of, with_step
from shejian.core.facts.terms import DevelopmentStage
from shejian.core.procedures import Subject, Verdict
from shejian.core.rules import Law, Severity
from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.party.models import Membership
from shejian.party.services.members import correct_membership
from shejian.party.services.members import correct_steps as correct_stages

PERSON = "person_id"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a step that is on record should have said; ``right`` is ``None`` where it was never taken."""

    case: int
    wrong: Taken
    right: StepDraft | None


def correct_steps(made: Posting, corrections: Sequence[Correction], *, today: date) -> None:
    """Put right what steps say, or withdraw them.

    Raises:
        Against: the step as corrected goes against a rule, and no reason is given.
        Refused: the step is no longer so on record, or more rests on it than itself.
    """
    cases = read_cases(None, {each.case for each in corrections})
    laws = laws_of_cases(cases.values(), today, None)
    subjects = subjects_of(cases.values(), today, None)
    for each in corrections:
        case = cases.get(each.case)
        if case is None or each.wrong not in case.taken:
            raise Refused("step", "这一步已被别人改过，没有改动；请刷新后再看")
        if concludes(case.procedure, each.wrong.step) and each.wrong.on is not None:
            _refuse_concluded(case, each)
        right = each.right
        if right is not None:
            against = judge_correction(case, subjects[case.number], each.wrong, right, today, laws[case.number])
            if against and not right.departure:
                raise Against("on", against)
            right = right if against else replace(right, departure="")
        _record(made, case, each.wrong, right)


def _refuse_concluded(case: Running, each: Correction) -> None:
    """What followed from a step goes with it only when its entry is taken back."""
    wrong, right = each.wrong, each.right
    if wrong.on is None or not came_out_well(case.procedure, wrong.step, wrong.on, wrong.outcome):
        return
    if right is None or right.outcome != wrong.outcome:
        raise Refused(
            "step", f"记下这一步时一并记了由它而来的（党籍、换届等），请到第 {wrong.entry} 笔账撤销，再重新记"
        )


def judge_correction(
    case: Running, subject: Subject, wrong: Taken, right: StepDraft, today: date, law: Law
) -> tuple[Verdict, ...]:
    """What a corrected step would be found to go against, more than a hint, with no reason given so far."""
    bare = replace(case, taken=tuple(one for one in case.taken if one != wrong))
    before = judged(bare, subject, today, law).standing
    after = judged(with_step(bare, right), subject, today, law).standing
    return tuple(one for one in new_findings(before, after) if one.severity is not Severity.HINT)


def _record(made: Posting, case: Running, wrong: Taken, right: StepDraft | None) -> None:
    if wrong.stage:
        _correct_stage(made, case, wrong, right)
    if right is None:
        made.withdraw(CaseStep, [] if wrong.fact is None else [wrong.fact])
        return
    values = values_of(right, dated=not wrong.stage)
    if wrong.fact is not None:
        made.amend(CaseStep, {wrong.fact: values})
    elif right.has_details:
        made.record(CaseStep, (KEY, *COLUMNS), [(case.number, *values.values())])


def _correct_stage(made: Posting, case: Running, wrong: Taken, right: StepDraft | None) -> None:
    """The day of a stage is the person's; his membership goes with that of his admission and conversion."""
    if right is not None and right.on == wrong.on:
        return
    assert case.person is not None  # noqa: S101 - stages are of persons
    held = standing_facts(Membership, PERSON, [case.person]).get(case.person, [])
    column = {str(DevelopmentStage.ADMISSION): "start", str(DevelopmentStage.CONVERSION): "full_on"}.get(wrong.stage)
    rests = column is not None and bool(held) and held[-1].values[column] == wrong.on
    if rests and right is None:
        raise Refused("step", "他的党籍由这一步而来，不能只撤回这一步；请撤销记下它的那一笔账，或先更正他的党籍")
    correct_stages(made, {(case.person, wrong.stage): None if right is None else right.on})
    if rests and right is not None:
        correct_membership(made, {case.person: {str(column): right.on}})
