"""Forms on a case: a step taken or corrected, the case corrected, the case closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.urls import reverse

from shejian.cases.models import CaseParticulars
from shejian.cases.queries import Running, Taken, judged, laws_of_cases
from shejian.cases.queries.subjects import subjects_of
from shejian.cases.services.correcting import Correction, correct_steps, judge_correction
from shejian.cases.services.refusals import said as verdict_said
from shejian.cases.services.starting import close_cases, correct_cases
from shejian.cases.services.taking import StepDraft, judge_step, new_findings, take_steps, with_step
from shejian.core.procedures import Step, Verdict
from shejian.journal.services import Posting
from shejian.office.acting.case_consequences import (
    ENDED,
    SUCCESSOR,
    brought_about,
    consequence_fields,
    consequence_said,
)
from shejian.office.acting.case_facts import FACT, case_facts, facts_said
from shejian.office.acting.case_fields import (
    AMOUNT,
    CHECKED,
    OUTCOME,
    PAPERS,
    SEATS,
    VOTES,
    WRITTEN,
    amounts_said,
    check_vote,
    papers_said,
    presented,
    step_fields,
    vote_said,
)
from shejian.office.acting.fields import DayField
from shejian.office.acting.form import ON_PAPER, ActForm, Group, OnPaper, Present, check_paper, reason_field
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.pages import Link
from shejian.office.visitors import Visitor

Said = Mapping[str, Any]
LONGEST_DEPARTURE = 400
FEW = 2
"""Of how many verdicts of one kind each is said at a field."""
PLACES = {"paper": PAPERS, "vote": "yes", "quorum": "present", "majority": "yes", "outcome": OUTCOME}
"""By a word of its code, the field at which a verdict on the step itself is said."""
WAY_OUT = "确是这样办的，要照实记，请在“与规定不合”一栏写明理由再提交。"


class OfCases(ActForm, OnPaper):
    """What all forms on cases share: where they are at home."""

    nav_place = "cases"

    def home_link(self) -> Link:
        return Link("程序", reverse("office:cases"))


class CaseForm(OfCases):
    """What all forms on one case share."""

    only_if_different = False

    def __init__(self, one: Visitor, posed: Posed, subject: Subject, case: Running, data: QueryDict | None) -> None:
        self.case, self.law = case, laws_of_cases([case], one.today, None)[case.number]
        self.about = subjects_of([case], one.today, None)[case.number]
        super().__init__(one, posed, subject, data)

    @property
    def name(self) -> str:
        """How the case is called: whom it is about, and the procedure."""
        assert self.subject is not None  # noqa: S101 - opened on a case
        return self.subject.name


class StepForm(CaseForm):
    """One step: when it was taken, with what came of it; or what the ledger has of it, put right."""

    act = "cases.take_step"
    places = {"on": "day"}
    day = DayField(label="哪一天办的", error_messages={"required": "请填写办这一步的日期"})
    departure = reason_field(
        "与规定不合的理由",
        "写明为什么这样办、谁同意的；和这一步一起留在账上，在这一件的页上看得到。",
        required=False,
        max_length=LONGEST_DEPARTURE,
    )

    def __init__(
        self,
        one: Visitor,
        posed: Posed,
        subject: Subject,
        case: Running,
        data: QueryDict | None,
        *,
        step: Step,
        wrong: Taken | None,
    ) -> None:
        self.step, self.wrong = step, wrong
        self.against: tuple[Verdict, ...] = ()
        if wrong is None:
            self.worded(heading=step.label, button="记下这一步")
        else:
            lead = "账上记错了，改成本来的样子。"
            self.worded(act="cases.correct_step", heading=f"更正：{step.label}", button="记下更正", lead=lead)
        super().__init__(one, posed, subject, case, data)

    def build(self) -> None:
        own = step_fields(self.step)
        if self.wrong is None:
            self.worded(lead=self._lead())
            own |= consequence_fields(self.one, self.posed, self.case, self.step.id)
        else:
            own["withdraw"] = forms.BooleanField(label="这一步没有办过，撤回", required=False)
            own["reason"] = reason_field(help_text="例如：日期看错，以会议记录为准。和这一笔账一起留存。")
        self.fields = {**own, **self.fields}
        self.worded(groups=self._groups())

    def _lead(self) -> str:
        """Who takes the step, by which rule, and between which days, as far as they can be told."""
        standing = judged(self.case, self.about, self.today, self.law).standing
        ahead = next((one for one in (*standing.next, *standing.waiting) if one.step == self.step.id), None)
        days = [] if ahead is None else [("最早", ahead.earliest), ("最迟", ahead.latest or ahead.due)]
        bounds = "，".join(f"{word} {day}" for word, day in days if day is not None)
        note, brings = self.step.note or "", brought_about(self.case, self.step.id)
        return f"由{self.step.actor}办。{note}依据{self.step.basis}。{f'{bounds}。' if bounds else ''}{brings}"

    def _groups(self) -> tuple[Group, ...]:
        """The groups of fields; the one for a reason is there once there is something to give a reason for."""
        counted = tuple(name for name in self.fields if name.startswith(AMOUNT))
        vote = tuple(name for name in (*VOTES, WRITTEN, SEATS) if name in self.fields)
        found = [Group("办理", ("day", OUTCOME, *counted))]
        if vote:
            found.append(Group("表决", vote, "写有表决权的人数；没有记录的整组空着。"))
        if PAPERS in self.fields:
            found.append(Group("材料", (CHECKED, PAPERS)))
        if ENDED in self.fields:
            found.append(Group("撤销", (ENDED, SUCCESSOR)))
        if self.against or self.handed_in.get("departure") or (self.wrong is not None and self.wrong.departure):
            found.append(
                Group("与规定不合", ("departure",), "合规定的不用写；不合而照实记的，这一步会一直带着这个理由。")
            )
        if self.wrong is not None:
            found.append(Group("为什么更正", ("withdraw", "reason")))
        return (*found, ON_PAPER)

    def present(self, known: int) -> dict[str, Present]:
        if self.wrong is None or self.wrong.on is None:
            return {}
        one, found = self.wrong, {"day": Present(self.wrong.on, str(self.wrong.on))}
        for name, value in presented(self.step, one):
            if name in self.fields:
                found[name] = Present(value, self.in_words(name, value))
        found["departure"] = Present(one.departure, one.departure or "没有")
        return found

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        if said.get("withdraw"):
            return
        day = self.no_later_than_today("day", said)
        check_vote(self, said)
        if ENDED in self.fields:
            self.no_later_than_today(ENDED, said)
            if said.get(SUCCESSOR) is not None and said[SUCCESSOR] == self.case.party_organization:
                self.add_error(SUCCESSOR, "写的就是要撤销的这一个，请另写一个")
        if day is None or self.errors:
            return
        self.against = self._judged(self.draft(said))
        if self.against and not said.get("departure"):
            places: dict[str, list[Verdict]] = {}
            for one in self.against:
                places.setdefault(self._place(one), []).append(one)
            for place, verdicts in places.items():
                self.add_error(place, f"{together(verdicts)}{WAY_OUT}")
        self.worded(groups=self._groups())

    def draft(self, said: Said) -> StepDraft:
        """What was said, as a step about to be recorded."""
        return StepDraft(
            self.case.number,
            self.step.id,
            said["day"],
            said.get(OUTCOME) or "",
            vote_said(said),
            amounts_said(self.step, said),
            papers_said(said),
            said.get("departure") or "",
            consequence_said(said),
        )

    def _judged(self, draft: StepDraft) -> tuple[Verdict, ...]:
        if self.wrong is None:
            return judge_step(self.case, self.about, draft, self.today, self.law)
        return judge_correction(self.case, self.about, self.wrong, draft, self.today, self.law)

    def _place(self, one: Verdict) -> str:
        """The field at which a verdict is said: a number that is wrong, a vote, or else the day."""
        for rule in self.step.amounts:
            if rule.code == one.code and AMOUNT + rule.id in self.fields:
                return AMOUNT + rule.id
        if one.step == self.step.id:
            return next((name for word, name in PLACES.items() if word in one.code and name in self.fields), "day")
        return "day"

    def besides(self, said: Said) -> tuple[tuple[str, str], ...]:
        """What a trial says: how the step is judged, and what could be done after it."""
        if said.get("withdraw"):
            return (("这一步", "撤回，当作没有办过"),)
        case = self.case
        if self.wrong is not None:
            case = replace(case, taken=tuple(one for one in case.taken if one != self.wrong))
        before = judged(case, self.about, self.today, self.law).standing
        after = judged(with_step(case, self.draft(said)), self.about, self.today, self.law).standing
        found = [
            (one.severity.label, verdict_said(one) + (f" 理由：{one.reason}" if one.reason else ""))
            for one in new_findings(before, after)
        ]
        found = found or [("规定", "没有发现与规定不合的地方")]
        following = "、".join(one.label for one in after.next if one.step not in {each.step for each in before.next})
        stands = after.state.label + (f"；接下来可以办：{following}" if following else "")
        return (*found, ("办后", stands))

    def record(self, made: Posting, said: Said) -> None:
        if self.wrong is None:
            take_steps(made, [self.draft(said)], today=self.today)
            return
        right = None if said.get("withdraw") else self.draft(said)
        correction = Correction(self.case.number, self.wrong, right)
        correct_steps(made, [correction], today=self.today)

    def statement(self) -> dict[str, Any]:
        kept = super().statement()
        departure = self.cleaned_data.get("departure")
        if departure and self.against:
            kept["departure"] = departure
            kept["against"] = [one.code for one in self.against]
        return kept | {"step": self.step.id}

    def done(self) -> str:
        if self.cleaned_data.get("withdraw"):
            return f"已撤回{self.name}的“{self.step.label}”"
        verb = "记下" if self.wrong is None else "更正"
        return f"已{verb}{self.name}：{self.cleaned_data['day']} {self.step.label}"


def together(verdicts: Sequence[Verdict]) -> str:
    """Verdicts at one field: each as a sentence; of many of one kind the first ones, and how many there are."""
    kinds: dict[str, list[Verdict]] = {}
    for one in verdicts:
        kinds.setdefault(one.code, []).append(one)
    said = ""
    for alike in kinds.values():
        said += "".join(map(verdict_said, alike[:FEW]))
        said += f"这样的还有 {len(alike) - FEW} 处。" if len(alike) > FEW else ""
    return said


class CorrectCase(CaseForm):
    """更正: since when everything is on record, and what the procedure asks of whom it is about."""

    act = "cases.correct"
    heading = "更正办件"
    lead = "补上或更正程序要问的情况，和从哪一天起每一步都在账上。"
    button = "记下更正"
    only_if_different = True
    recorded_since = DayField(
        label="全程记录自",
        required=False,
        help_text="从这一天起每一步都在账上，没有记的就当没有办；空着表示不知道，没有记的不算没有办。",
    )
    reason = reason_field(help_text="例如：当事人是流动人员，以登记为准。和这一笔账一起留存。")

    def build(self) -> None:
        own = case_facts(self.case.procedure)
        self.fields = {**own, **self.fields}
        self.worded(groups=(Group("情况", (*own, "recorded_since")), Group("为什么更正", ("reason",)), ON_PAPER))

    def present(self, known: int) -> dict[str, Present]:
        assert self.subject is not None  # noqa: S101 - opened on a case
        fact = self.subject.latest(CaseParticulars, known)
        since = None if fact is None else fact.recorded_since
        found = {"recorded_since": Present(since, str(since or "没有填"))}
        for name in case_facts(self.case.procedure):
            value: Any = self.case.facts.get(name.removeprefix(FACT))
            if isinstance(self.fields[name], DayField) and value is not None:
                value = date.fromisoformat(value)
            found[name] = Present(value, self.in_words(name, value))
        return found

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("recorded_since", said)

    def record(self, made: Posting, said: Said) -> None:
        correct_cases(
            made,
            {
                self.case.number: {
                    "recorded_since": said["recorded_since"],
                    "facts": facts_said(self.case.procedure, said),
                }
            },
        )

    def done(self) -> str:
        return f"已更正{self.name}"


class CloseCase(CaseForm):
    """终止: the case is not gone on with."""

    act = "cases.close"
    heading = "终止办件"
    lead = "程序没有走完，不再办下去：本人撤回、去世、转到台账以外等。已记的步骤照旧留着。"
    button = "记下终止"
    warns = True
    groups: ClassVar[tuple[Group, ...]] = (Group("终止", ("day", "reason")), ON_PAPER)
    day = DayField(label="自哪一天起", error_messages={"required": "请填写从哪一天起不再办"})
    reason = reason_field("终止的缘由", "例如：本人书面撤回入党申请。和这一件一起留存。")

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("day", said)

    def record(self, made: Posting, said: Said) -> None:
        close_cases(made, {self.case.number: (said["day"], said["reason"])}, today=self.today)

    def done(self) -> str:
        return f"已记下{self.name}自 {self.cleaned_data['day']} 起终止"


CASE_FORMS: dict[str, type[CaseForm]] = {"correct": CorrectCase, "close": CloseCase}
