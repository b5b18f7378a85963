"""What the demo's office does with its ledger: the register of development begun as cases, some steps, some findings.

All of it is told from the day the demo is made, as if it had happened in the weeks before: a newcomer finds cases with
something to do next, something due, and something that went against a rule and says why. No figure of the ledger's own
year is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shejian import clock
from shejian.base.queries import unit_tree
from shejian.cases.queries import Running, read_cases
from shejian.cases.services.starting import CaseDraft, start_cases, start_register
from shejian.cases.services.taking import StepDraft, take_steps
from shejian.core.calendar import year_start
from shejian.core.facts.terms import DevelopmentStage, Line
from shejian.core.indicators import Scope, View, When
from shejian.demo import story
from shejian.demo.drawing import later
from shejian.demo.learning import learn, secretaries_of
from shejian.journal.services import Act, posting
from shejian.oversight.queries import Kept, open_findings, within
from shejian.oversight.services.handling import AssignmentDraft, answer, assign, verify, waive
from shejian.oversight.services.keeping import bring_up_to_date
from shejian.party.services.holders import know_secretaries
from shejian.rulebook.queries import national_law
from shejian.snapshot.frames import SNAPSHOT

CHANNEL = "示范"


@dataclass(frozen=True, slots=True)
class Office:
    """Who works there, and on which day.

    Attributes:
        users: the accounts by their user names.
        units: the units where they have their roles.
    """

    users: Mapping[str, int]
    units: Mapping[str, int]
    today: date

    def act(self, username: str, word: str) -> Act:
        """An act of an account, known again by a word of its own."""
        return Act(by=self.users[username], moment=clock.now(), channel=CHANNEL, request_key=f"demo-{word}")


def work(office: Office) -> int:
    """Do all of it; returns how many cases there are then."""
    with posting(office.act("demo-clerk", "register"), "cases.start_register") as made:
        register = start_register(made, recorded_since=later(office.today, -story.RECORDED_FOR))
    _develop(office, list(read_cases(None, register).values()))
    bring_up_to_date(office.act("demo-admin", "findings"), office.today)
    findings = open_findings()
    _re_elect(office, findings)
    _oversee(office, findings)
    with posting(office.act("demo-clerk", "secretaries"), "party.know_secretaries") as made:
        know_secretaries(made, secretaries_of(office.today))
    with posting(office.act("demo-clerk", "learning"), "learning.round") as made:
        learn(made, office.today)
    return len(register) + 1


def _develop(office: Office, cases: Sequence[Running]) -> None:
    """Steps of those who came far enough, each in an entry of its own as the form makes it."""
    for number, one in enumerate(story.STEPS_TAKEN):
        case = _standing_at(cases, one.stage)[one.place]
        reached = next(each.on for each in case.taken if each.stage == str(one.stage))
        day = later(office.today if one.days > 0 or reached is None else reached, -one.days)
        papers = None if one.papers is None else frozenset(one.papers)
        draft = StepDraft(case.number, one.step, day, one.outcome, None, dict(one.amounts), papers, one.departure)
        with posting(office.act("demo-clerk", f"step-{number}"), "cases.take_step") as made:
            take_steps(made, [draft], today=office.today)
            made.statement = {"step": one.step} | ({"departure": one.departure} if one.departure else {})


def _standing_at(cases: Sequence[Running], stage: DevelopmentStage) -> list[Running]:
    """Those whose last stage on record it was when the register began, in the order of their cases."""
    return [one for one in cases if [each.stage for each in one.taken if each.stage][-1:] == [str(stage)]]


def _re_elect(office: Office, findings: Sequence[Kept]) -> None:
    """The branch whose term ran out first prepares its election."""
    over = [one for one in findings if one.item == "term_over"]
    body = min(over, key=lambda one: (one.since or date.max, one.number)).subject_number
    with posting(office.act("demo-clerk", "election"), "cases.start") as made:
        since = later(office.today, -story.ELECTION_STEPS[0][1])
        draft = CaseDraft("term-election", body, party_organization=body, recorded_since=since)
        (number,) = start_cases(made, [draft], today=office.today)
    for step, days in story.ELECTION_STEPS:
        with posting(office.act("demo-clerk", f"election-{step}"), "cases.take_step") as made:
            take_steps(made, [StepDraft(number, step, later(office.today, -days))], today=office.today)
            made.statement = {"step": step}


def _oversee(office: Office, findings: Sequence[Kept]) -> None:
    """Findings are given to accounts, each where it belongs; some are answered, one looked into, one left alone."""
    left = list(findings)
    tree = unit_tree(office.today)
    view = View(SNAPSHOT.picture(), When(office.today, year_start(office.today)), national_law(None))
    for one in story.HANDLED:
        unit = office.units[one.to]
        there = within(view, Scope(Line.TERRITORY, tree.subtree(unit)))
        found = next(
            each for each in left if each.item == one.check and there.holds(each.subject, each.subject_number, each.via)
        )
        left.remove(found)
        _handle(office, one, found.number, unit)
    check, reason, days = story.LEFT_ALONE
    number = next(each.number for each in left if each.item == check)
    with posting(office.act("demo-admin", "waive"), "oversight.waive") as made:
        waive(made, [number], reason, office.today, later(office.today, days))


def _handle(office: Office, one: story.Handled, finding: int, unit: int) -> None:
    today, user = office.today, office.users[one.to]
    with posting(office.act("demo-clerk", f"assign-{finding}"), "oversight.assign") as made:
        assign(made, [finding], AssignmentDraft(unit, user, later(today, one.within), one.asked), today)
    if one.answer:
        with posting(office.act(one.to, f"answer-{finding}"), "oversight.answer") as made:
            answer(made, [finding], one.answer, today)
    if one.accepted:
        with posting(office.act("demo-admin", f"verify-{finding}"), "oversight.verify") as made:
            verify(made, [finding], accepted=True, said=one.accepted, day=today)
