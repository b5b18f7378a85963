"""Where a check over whole columns and a procedure over one case judge the same thing, they say the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.findings.small import Ledger, Row

from shejian.core.findings import bases
from shejian.core.procedures import Event, Procedure, Standing, Subject, judge, load_procedures
from shejian.core.rules import Severity, load_law, load_workdays

ELECTION, DEVELOPMENT = (load_procedures()[name] for name in ("term-election", "member-development"))
EVERYTHING = date.min
"""全程在案: what is not on record was not done."""
KINDS = ("branch", "joint_branch", "general_branch", "committee")
BEGINNING, END = date(2018, 10, 28), date(2035, 12, 31)
days = st.dates(BEGINNING, END)
LEAP = date(2020, 2, 29)


class Body(NamedTuple):
    kind: str
    elections: tuple[date, ...]


class Resolution(NamedTuple):
    """What a branch meeting decided instead of conversion, and what the superior answered, if anything."""

    outcome: str
    months: int | None
    on: date
    answer: str | None
    answered: date


class Member(NamedTuple):
    admitted: date
    full_on: date | None
    resolution: Resolution | None = None


elections = st.dates(date(2017, 1, 1), END)  # of terms begun before 2018-07-12 no length is on record
bodies = st.builds(Body, st.sampled_from(KINDS), st.lists(elections, max_size=3).map(tuple))


@st.composite
def members(draw: st.DrawFn) -> Member:
    admitted = draw(days)
    if draw(st.booleans()):
        return Member(admitted, draw(st.none() | st.dates(admitted, END)))
    held = draw(st.dates(admitted, END))
    answer = draw(st.sampled_from(["approved", "refused", None]))
    answered = draw(st.dates(held, END))
    outcome = draw(st.sampled_from(["extended", "extended", "cancelled", "passed"]))
    months = draw(st.none() | st.integers(6, 12)) if outcome == "extended" else None
    full_on = held if (outcome, answer) == ("passed", "approved") else None
    return Member(admitted, full_on, Resolution(outcome, months, held, answer, answered))


def standing(procedure: Procedure, facts: dict[str, date | bool], events: list[Event], on: date) -> Standing:
    subject = Subject(facts=facts, recorded_since=EVERYTHING)
    return judge(procedure, subject, events, on=on, law=load_law(), workdays=load_workdays())


def of_body(body: Body, on: date) -> Standing:
    """The next election of a body, as a case of which no step was taken yet."""
    held = [day for day in body.elections if day <= on]
    facts: dict[str, date | bool] = {"committee_level": body.kind == "committee"}
    return standing(ELECTION, facts | ({"last_elected": max(held)} if held else {}), [], on)


def of_member(member: Member, on: date) -> Standing:
    """The development of a member of whom only the branch meetings are on record."""
    taken = [Event("meeting", member.admitted, outcome="passed")]
    decided = member.resolution
    if decided is not None:
        amounts = {} if decided.months is None else {"months": decided.months}
        taken.append(Event("conversion-meeting", decided.on, outcome=decided.outcome, amounts=amounts))
        if decided.answer is not None:
            taken.append(Event("conversion-approval", decided.answered, outcome=decided.answer))
    elif member.full_on is not None:
        taken.append(Event("conversion-meeting", member.full_on, outcome="passed"))
    return standing(DEVELOPMENT, {}, taken, on)


def recorded(some: list[Body]) -> tuple[Ledger, list[int]]:
    ledger = Ledger()
    numbers = [ledger.body(ledger.organization(), kind=body.kind) for body in some]
    for number, body in zip(numbers, some, strict=True):
        for day in body.elections:
            ledger.put("election", party_organization=number, start=day)
    return ledger, numbers


def developed(some: list[Member]) -> tuple[Ledger, list[int]]:
    ledger = Ledger()
    branch = ledger.body()
    numbers = [ledger.member(branch, admitted=one.admitted, full_on=one.full_on) for one in some]
    for case, (person, member) in enumerate(zip(numbers, some, strict=True), 1):
        ledger.put("case_particulars", case=case, procedure="member-development", person=person)
        decided = member.resolution
        if decided is None:
            continue
        amounts = "" if decided.months is None else json.dumps({"months": decided.months})
        step = {"case": case, "step": "conversion-meeting", "outcome": decided.outcome, "amounts": amounts}
        ledger.put("case_step", **step, start=decided.on)
        if decided.answer is not None:
            answer = {"case": case, "step": "conversion-approval", "outcome": decided.answer}
            ledger.put("case_step", **answer, start=decided.answered)
    return ledger, numbers


def coming(found: Standing, step: str) -> date | None:
    """The last day of a step that was not taken, or the day from which it is due."""
    days = (one.latest or one.due for one in (*found.next, *found.waiting) if one.step == step)
    return next(days, None)


def weight(key: str, row: Row, on: date) -> tuple[str, Severity]:
    basis = bases(on, load_law())[key]
    return basis.clause(row["rule"]), basis.severity(row["rule"])


def near_the_end(years: int) -> Callable[..., object]:
    ends = (date(2020 + years, 2, 27), date(2020 + years, 2, 28), date(2020 + years, 3, 1))

    def all_of(test: Callable[..., object]) -> Callable[..., object]:
        for on in ends:
            test = example([Body(kind, (LEAP,)) for kind in KINDS], on)(test)
        return test

    return all_of


@given(st.lists(bodies, min_size=1, max_size=6), days)
@near_the_end(3)
@near_the_end(5)
def test_terms_run_out_on_the_same_day(some: list[Body], on: date) -> None:
    ledger, numbers = recorded(some)
    rows = ledger.judged("term_over", on)
    for number, body in zip(numbers, some, strict=True):
        row, found = rows[number], of_body(body, on)
        late = [one for one in found.overdue if one.code == "term-over"]
        assert (row["day"] if row["verdict"] is not None else None) == coming(found, "meeting")
        assert (row["verdict"] is True) == bool(late)
        assert {(one.clause, one.severity) for one in late} <= {weight("term_over", row, on)}


@given(st.lists(bodies, min_size=1, max_size=6), days)
@near_the_end(3)
@near_the_end(5)
def test_reminders_are_due_on_the_same_day(some: list[Body], on: date) -> None:
    ledger, numbers = recorded(some)
    rows = ledger.judged("term_ending", on)
    for number, body in zip(numbers, some, strict=True):
        row, found = rows[number], of_body(body, on)
        by, over = coming(found, "remind"), coming(found, "meeting")
        assert (row["verdict"] is True) == (by is not None and over is not None and by <= on <= over)
        if row["verdict"] is True:
            assert (row["since"], row["day"]) == (by, over)
            said = [one.clause for one in (*found.next, *found.waiting) if one.step == "remind"]
            assert weight("term_ending", row, on)[0] in said[0].split("；")


@given(st.lists(members(), min_size=1, max_size=8), days)
@example([Member(LEAP, None)], date(2021, 2, 28))
@example([Member(LEAP, None)], date(2021, 3, 1))
@example([Member(LEAP, date(2021, 3, 1))], date(2021, 3, 1))
@example([Member(LEAP, None, Resolution("extended", 6, LEAP, "refused", LEAP))], date(2021, 3, 1))
@example([Member(LEAP, None, Resolution("extended", 6, LEAP, "approved", LEAP))], date(2021, 8, 28))
@example([Member(LEAP, None, Resolution("extended", 6, LEAP, "approved", LEAP))], date(2021, 8, 29))
def test_probation_runs_out_on_the_same_day(some: list[Member], on: date) -> None:
    there = [one for one in some if one.admitted <= on]
    ledger, numbers = developed(there)
    rows = ledger.judged("probation_over", on)
    for number, member in zip(numbers, there, strict=True):
        row, found = rows[number], of_member(member, on)
        due = coming(found, "conversion-meeting")
        assert (row["verdict"] is True) == (due is not None and due < on)
        if due is not None:
            assert row["day"] == due
        if row["verdict"] is True:
            said = [one.clause for one in found.due if one.step == "conversion-meeting"]
            assert said == [weight("probation_over", row, on)[0]]
