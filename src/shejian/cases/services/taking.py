"""Taking steps in cases: judged first, recorded then, each fact once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from shejian.cases.kept import APPROVED_BY, DEVELOPMENT, kept_steps
from shejian.cases.models import CaseStep
from shejian.cases.queries.reading import Running, Taken, read_cases
from shejian.cases.queries.standing import judged, laws_of_cases
from shejian.cases.queries.subjects import subjects_of
from shejian.cases.services.concluding import Consequence, conclude
from shejian.cases.services.refusals import Against, Refused
from shejian.core.calendar import next_day
from shejian.core.procedures import Standing, Subject, UnknownStep, Verdict, Vote, load_procedures
from shejian.core.rules import Law, Severity
from shejian.journal.services import Posting
from shejian.journal.services.marks import canonical_json
from shejian.party.services.members import take_steps as take_stages

KEY = "case_id"
COLUMNS = (
    "step",
    "start",
    "end",
    "outcome",
    "due",
    "present",
    "yes",
    "amounts",
    "papers",
    "departure",
    "written",
    "seats",
)


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step about to be recorded.

    Attributes:
        papers: those that there are; ``None`` where it is not known.
        departure: why it is recorded although it goes against a rule; empty where it does not, or nobody said.
        brings: what is said of what it brings about.
    """

    case: int
    step: str
    on: date
    outcome: str = ""
    vote: Vote | None = None
    amounts: dict[str, int] = field(default_factory=dict)
    papers: frozenset[str] | None = None
    departure: str = ""
    brings: Consequence = field(default_factory=Consequence)

    @property
    def has_details(self) -> bool:
        """Whether it says more than its day."""
        return bool(self.outcome or self.vote or self.amounts or self.departure) or self.papers is not None


def take_steps(made: Posting, drafts: Sequence[StepDraft], *, today: date) -> None:
    """Record steps, each judged in its case with those before it.

    Args:
        today: the day on which it is judged where the cases stand.

    Raises:
        Against: a step goes against a rule, and no reason is given.
        Refused: there is no such case or step, it is closed, or the step is of a day to come.
    """
    cases = read_cases(None, {one.case for one in drafts})
    laws = laws_of_cases(cases.values(), today, None)
    subjects = subjects_of(cases.values(), today, None)
    for draft in drafts:
        case = _open_case(cases, draft, today)
        against = judge_step(case, subjects[case.number], draft, today, laws[case.number])
        if against and not draft.departure:
            raise Against("on", against)
        said = draft if against else replace(draft, departure="")
        _record(made, case, said)
        cases[draft.case] = with_step(case, said)


def _open_case(cases: dict[int, Running], draft: StepDraft, today: date) -> Running:
    case = cases.get(draft.case)
    if case is None:
        raise Refused("case", f"账上没有办件 {draft.case}，请回到列表重新选")
    if case.ended is not None:
        raise Refused(
            "case", f"这一件已于 {case.ended[0]} 终止（{case.ended[1]}），不能再记步骤；要接着办，请先撤销终止"
        )
    if draft.on > today:
        raise Refused("on", f"{draft.on} 还没有到（今天是 {today}），账上只记已经发生的")
    procedure = load_procedures()[case.procedure]
    try:
        procedure.step(draft.step, draft.on)
    except UnknownStep as refusal:
        raise Refused("step", str(refusal)) from None
    return case


def judge_step(case: Running, subject: Subject, draft: StepDraft, today: date, law: Law) -> tuple[Verdict, ...]:
    """What a step would be found to go against, more than a hint, that is not found without it."""
    before = judged(case, subject, today, law).standing
    after = judged(with_step(case, draft), subject, today, law).standing
    return tuple(one for one in new_findings(before, after) if one.severity is not Severity.HINT)


def new_findings(before: Standing, after: Standing) -> list[Verdict]:
    """What is found of a case and was not before, whatever reason is given for it."""
    known = {replace(one, reason=None) for one in before.findings}
    return [one for one in after.findings if replace(one, reason=None) not in known]


def with_step(case: Running, draft: StepDraft) -> Running:
    """A case as it would be with a step."""
    one = Taken(draft.step, draft.on, draft.outcome, draft.vote, draft.amounts, draft.papers, draft.departure)
    return replace(case, taken=tuple(sorted((*case.taken, one), key=lambda each: each.on or date.min)))


def _record(made: Posting, case: Running, draft: StepDraft) -> None:
    stage = kept_steps().get(draft.step, "") if case.procedure == DEVELOPMENT else ""
    if stage and stage not in APPROVED_BY.values():
        assert case.person is not None  # noqa: S101 - a procedure for persons
        take_stages(made, [(case.person, case.handled_by, stage, draft.on)])
        if draft.has_details:
            made.record(CaseStep, (KEY, *COLUMNS), [_row(draft, dated=False)])
        return
    made.record(CaseStep, (KEY, *COLUMNS), [_row(draft, dated=True)])
    conclude(made, case, draft.step, draft.on, draft.outcome, draft.brings)


def _row(draft: StepDraft, *, dated: bool) -> tuple[object, ...]:
    return (draft.case, *values_of(draft, dated=dated).values())


def values_of(draft: StepDraft, *, dated: bool) -> dict[str, object]:
    """The columns of a step; one whose day a stage has keeps none itself."""
    vote = draft.vote
    values: tuple[object, ...] = (
        draft.step,
        draft.on if dated else None,
        next_day(draft.on) if dated else None,
        draft.outcome,
        vote.due if vote else None,
        vote.present if vote else None,
        vote.yes if vote else None,
        canonical_json(draft.amounts) if draft.amounts else "",
        None if draft.papers is None else canonical_json(sorted(draft.papers)),
        draft.departure,
        (vote.written or None) if vote else None,
        vote.seats if vote else None,
    )
    return dict(zip(COLUMNS, values, strict=True))
