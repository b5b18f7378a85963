"""Cases: started, gone on with, judged before each step, corrected, closed and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import TODAY, make_act
from tests.ledgers import SmallLedger
from tests.party.bodies import breaches, take_back
from tests.procedures_office.going import (
    DEVELOPMENT,
    VOTE,
    admitted,
    case,
    codes,
    days,
    identity,
    person,
    stand,
    take,
)

from shejian.base.queries import head_number
from shejian.cases.models import Case, CaseStep
from shejian.cases.queries import read_cases, standings
from shejian.cases.services.correcting import Correction, correct_steps
from shejian.cases.services.refusals import Against, Refused
from shejian.cases.services.starting import CaseDraft, close_cases, start_cases, start_register
from shejian.cases.services.taking import StepDraft
from shejian.core.findings import judge
from shejian.core.indicators.evaluate import rows_of
from shejian.core.procedures import Vote
from shejian.core.rules import Severity, load_law
from shejian.journal.services import posting
from shejian.office.acting.case_facts import asked_facts
from shejian.party.models import Affiliation, DevelopmentStep, Election, Membership
from shejian.party.services.committees import CommitteeState, set_committees
from shejian.party.services.members import take_steps as take_stages
from shejian.snapshot.frames import SNAPSHOT

pytestmark = pytest.mark.django_db

APPLIED, LATE = date(2026, 5, 12), date(2026, 6, 20)


def stages(one: int) -> dict[str, date]:
    held = DevelopmentStep.objects.known(None).filter(person=one)
    return {fact.stage: fact.start for fact in held}


def memberships(one: int) -> list[tuple[Any, ...]]:
    held = Membership.objects.known(None).filter(person=one)
    return list(held.values_list("start", "category", "full_on"))


def test_the_whole_way_is_recorded_each_fact_once_and_nothing_is_found() -> None:
    ledger = SmallLedger()
    one, number, body = admitted(ledger, "superior-talk")
    assert memberships(one) == []
    assert stages(one) == {
        "application": date(2023, 1, 10),
        "talk": date(2023, 2, 1),
        "activist": date(2023, 6, 1),
        "target": date(2024, 6, 20),
    }
    meeting = CaseStep.objects.known(None).get(case=number, step="meeting")
    assert (meeting.start, meeting.due, meeting.present, meeting.yes) == (date(2024, 8, 20), 10, 9, 8)
    entry = take(number, "approval", date(2024, 9, 10), outcome="approved")
    assert stages(one)["admission"] == date(2024, 8, 20)
    assert memberships(one) == [(date(2024, 8, 20), "probationary", None)]
    held = Affiliation.objects.known(None).filter(person=one).values_list("party_organization", "start", "end")
    assert list(held) == [(body, date(2024, 8, 20), None)]
    meeting = CaseStep.objects.known(None).get(case=number, step="meeting")
    assert (meeting.start, meeting.due) == (None, 10)
    assert days(number)["meeting"] == date(2024, 8, 20)
    assert codes(number, date(2024, 9, 11)) == []
    take_back(entry)
    assert memberships(one) == []
    assert "admission" not in stages(one)
    assert days(number)["meeting"] == date(2024, 8, 20)
    assert breaches() == []


def test_probation_that_a_superior_extended_is_over_when_the_extension_is() -> None:
    ledger = SmallLedger()
    one, number, _ = admitted(ledger, "superior-talk")
    take(number, "approval", date(2024, 9, 10), outcome="approved")

    def over(on: date) -> bool | None:
        return {
            row["id"]: row["verdict"] for row in rows_of(judge(SNAPSHOT.picture(), on, load_law(), ["probation_over"]))
        }[one]

    held, after = date(2025, 8, 20), date(2025, 8, 21)
    assert (over(held), over(after)) == (False, True)
    take(number, "conversion-meeting", held, outcome="extended", amounts={"months": 6}, vote=VOTE, departure="补记")
    assert over(after) is None
    entry = take(number, "conversion-approval", date(2025, 9, 20), outcome="approved", departure="补记")
    assert (over(date(2026, 2, 20)), over(date(2026, 2, 21))) == (False, True)
    take_back(entry)
    assert over(date(2026, 2, 20)) is None


def test_a_step_against_a_rule_is_refused_with_its_clause_or_recorded_with_a_reason() -> None:
    ledger = SmallLedger()
    number = case(ledger.branch(), person())
    take(number, "application", APPLIED)
    head = head_number()
    with pytest.raises(Against) as refused:
        take(number, "talk", LATE)
    (verdict,) = refused.value.verdicts
    assert (verdict.code, verdict.step, refused.value.place) == ("talk-late", "talk", "on")
    assert "《中国共产党发展党员工作细则》第七条" in str(refused.value)
    assert verdict.remedy in str(refused.value)
    assert (head_number(), days(number)) == (head, {"application": APPLIED})
    take(number, "talk", LATE, departure="当时书记住院，由副书记补谈")
    assert days(number)["talk"] == LATE
    (found,) = stand(number).standing.findings
    assert (found.code, found.reason) == ("talk-late", "当时书记住院，由副书记补谈")


def test_a_rule_that_is_only_remembered_is_a_hint_and_refuses_nothing() -> None:
    ledger = SmallLedger()
    number = case(ledger.branch(), person())
    take(number, "application", date(2024, 1, 10))
    take(number, "talk", date(2024, 2, 19))
    (found,) = stand(number, date(2024, 2, 19)).standing.findings
    assert (found.code, found.severity, found.reason) == ("talk-late", Severity.HINT, None)
    assert "条款待核" in found.clause


def test_a_reason_for_nothing_is_not_kept() -> None:
    ledger = SmallLedger()
    number = case(ledger.branch(), person())
    take(number, "application", date(2024, 1, 10), departure="没有什么")
    assert CaseStep.objects.filter(case=number).count() == 0


def test_a_vote_without_quorum_is_recorded_as_void_and_taken_again() -> None:
    ledger = SmallLedger()
    one, number, _ = admitted(ledger, "admission-form")
    take(number, "meeting", date(2024, 8, 18), outcome="void", vote=Vote(10, 5, 5))
    assert "meeting" in [each.step for each in stand(number, date(2024, 8, 19)).standing.next]
    take(number, "meeting", date(2024, 8, 20), outcome="passed", vote=VOTE)
    take(number, "superior-talk", date(2024, 9, 1))
    take(number, "approval", date(2024, 9, 10), outcome="approved")
    assert stages(one)["admission"] == date(2024, 8, 20)
    assert memberships(one) == [(date(2024, 8, 20), "probationary", None)]


def test_a_vote_that_did_not_pass_brings_about_nothing() -> None:
    ledger = SmallLedger()
    one, number, _ = admitted(ledger, "admission-form")
    head = head_number()
    with pytest.raises(Refused):
        take(number, "meeting", date(2024, 8, 20), outcome="passed", vote=Vote(10, 9, 5))
    assert head_number() == head
    take(number, "meeting", date(2024, 8, 20), outcome="refused", vote=Vote(10, 9, 5))
    assert (memberships(one), "admission" in stages(one)) == ([], False)


@pytest.mark.parametrize(
    ("step", "on", "place", "says"),
    [
        ("nothing", date(2024, 1, 10), "step", "没有步骤 nothing"),
        ("application", date(2026, 11, 23), "on", "2026-11-23 还没有到"),
    ],
)
def test_what_cannot_be_is_refused(step: str, on: date, place: str, says: str) -> None:
    ledger = SmallLedger()
    number = case(ledger.branch(), person())
    head = head_number()
    with pytest.raises(Refused) as refused:
        take(number, step, on)
    assert (refused.value.place, head_number()) == (place, head)
    assert says in str(refused.value)


def test_a_step_is_corrected_and_withdrawn() -> None:
    ledger = SmallLedger()
    one, number, _ = admitted(ledger)

    def correct(step: str, right: StepDraft | None) -> None:
        wrong = next(each for each in read_cases(None, [number])[number].taken if each.step == step)
        with posting(make_act(), "test.correct") as made:
            correct_steps(made, [Correction(number, wrong, right)], today=TODAY)

    correct("talk", StepDraft(number, "talk", date(2023, 2, 3)))
    assert stages(one)["talk"] == date(2023, 2, 3)
    correct("meeting", StepDraft(number, "meeting", date(2024, 8, 21), "passed", Vote(10, 10, 9)))
    assert (stages(one)["admission"], memberships(one)[0][0]) == (date(2024, 8, 21), date(2024, 8, 21))
    held = CaseStep.objects.known(None).get(case=number, step="meeting")
    assert (held.start, held.present, held.yes) == (None, 10, 9)
    head = head_number()
    with pytest.raises(Refused, match="党籍由这一步而来"):
        correct("meeting", None)
    with pytest.raises(Refused, match="一并记了由它而来的"):
        correct("approval", None)
    assert (head_number(), stages(one)["talk"]) == (head, date(2023, 2, 3))
    correct("superior-talk", None)
    assert "superior-talk" not in days(number)


def test_a_correction_is_judged_as_what_it_corrects_was() -> None:
    ledger = SmallLedger()
    one = person()
    number = case(ledger.branch(), one)
    take(number, "application", APPLIED)
    take(number, "talk", date(2026, 6, 1))
    head = head_number()
    wrong = read_cases(None, [number])[number].taken[-1]

    def correct(**more: str) -> None:
        with posting(make_act(), "test.correct") as made:
            right = Correction(number, wrong, StepDraft(number, "talk", LATE, **more))
            correct_steps(made, [right], today=TODAY)

    with pytest.raises(Against, match="第七条"):
        correct()
    assert (head_number(), stages(one)["talk"]) == (head, date(2026, 6, 1))
    correct(departure="谈话记录上是这一天")
    assert (stages(one)["talk"], codes(number, LATE)) == (LATE, [("talk", "talk-late")])


def test_no_second_case_is_opened_while_one_goes_on_and_a_closed_one_takes_no_steps() -> None:
    ledger = SmallLedger()
    body, one = ledger.branch(), person()
    number = case(body, one)
    take(number, "application", date(2024, 1, 10))
    head = head_number()
    with pytest.raises(Refused, match=f"办件 {number}"):
        case(body, one)
    assert head_number() == head
    with pytest.raises(Refused, match="早于最后一步"), posting(make_act(), "test.close") as made:
        close_cases(made, {number: (date(2024, 1, 9), "本人撤回")}, today=TODAY)
    with posting(make_act(), "test.close") as made:
        close_cases(made, {number: (date(2024, 3, 1), "本人撤回")}, today=TODAY)
    assert stand(number).is_over
    head = head_number()
    with pytest.raises(Refused, match="2024-03-01 终止"):
        take(number, "talk", date(2024, 2, 1))
    assert head_number() == head
    assert case(body, one) == number + 1


def test_a_procedure_is_only_for_what_it_is_for() -> None:
    ledger = SmallLedger()
    body, one = ledger.branch(), person()
    for draft in (
        CaseDraft("term-election", body, person=one),
        CaseDraft(DEVELOPMENT, body, party_organization=body),
        CaseDraft(DEVELOPMENT, body),
        CaseDraft(DEVELOPMENT, body, person=one, party_organization=body),
    ):
        with pytest.raises(Refused) as refused, posting(make_act(), "test.case") as made:
            start_cases(made, [draft], today=TODAY)
        assert refused.value.place == "subject"
    assert Case.objects.count() == 0


def test_an_election_begins_a_term_once() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    with posting(make_act(), "test.case") as made:
        draft = CaseDraft("term-election", body, party_organization=body)
        (number,) = start_cases(made, [draft], today=TODAY)
    take(number, "meeting", date(2024, 5, 6), outcome="elected", departure="补录以往的换届")
    assert list(Election.objects.known(None).values_list("party_organization", "start")) == [(body, date(2024, 5, 6))]


def test_whether_there_is_a_committee_is_read_from_the_ledger_and_not_asked() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    with posting(make_act(), "test.case") as made:
        draft = CaseDraft("term-election", body, party_organization=body)
        (number,) = start_cases(made, [draft], today=TODAY)
    assert "committee" not in asked_facts("term-election")
    assert "committee" in asked_facts("establishment")  # what is yet to be founded has none on record

    def plenary() -> list[bool]:
        """Whether the first plenary comes, and is doubtful."""
        found = stand(number).standing
        return [one.bounds.doubtful for one in (*found.next, *found.waiting) if one.step == "first-plenary"]

    def judged(exists: bool) -> list[bool]:
        with posting(make_act(), "test.committee") as made:
            set_committees(made, {body: CommitteeState(exists)}, date(2022, 1, 1) if exists else date(2024, 1, 1))
        return plenary()

    assert (plenary(), judged(True), judged(False)) == ([], [False], [])


def test_the_register_is_started_once_and_what_goes_on_is_left_alone() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    one, other = person(), person("马志强", "330000199505052038")
    with posting(make_act(), "test.stages") as made:
        take_stages(made, [(one, body, "application", date(2022, 1, 5)), (other, body, "talk", date(2022, 3, 1))])
    number = case(body, other)
    with posting(make_act(), "test.register") as made:
        started = start_register(made, recorded_since=None)
    (fresh,) = started
    held = read_cases(None)
    assert {each.number: (each.person, each.handled_by) for each in held.values()} == {
        number: (other, body),
        fresh: (one, body),
    }
    with posting(make_act(), "test.register") as made:
        assert len(start_register(made, recorded_since=None)) == 0


def test_many_cases_are_judged_with_as_many_queries_as_one() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    numbers = []
    for at in range(12):
        numbers.append(case(body, person(f"某{at}", identity(at))))
        take(numbers[-1], "application", date(2024, 1, 10))

    def queries(among: list[int]) -> int:
        with CaptureQueriesContext(connection) as seen:
            found = standings(among, TODAY, None)
        assert len(found) == len(among)
        return len(seen)

    standings(numbers[:1], TODAY, None)
    assert queries(numbers[:1]) == queries(numbers) <= 10
