"""Terms at, just inside and just outside their ends; leap days and month ends as the calendar counts them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.findings.small import Ledger

from shejian.core.calendar import Limit, LimitUnit, add_months, deadline
from shejian.core.facts.days import after, before
from shejian.core.findings import judge
from shejian.core.indicators.evaluate import rows_of
from shejian.core.procedures import Subject, load_procedures
from shejian.core.procedures import judge as judge_case
from shejian.core.rules import Law, load_law, load_workdays

ELECTED = date(2020, 2, 29)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
limits = st.builds(Limit, st.integers(1, 40), st.sampled_from([LimitUnit.DAY, LimitUnit.MONTH, LimitUnit.YEAR]))


def elected(kind: str = "branch", *on: date, appointed: bool | None = None) -> tuple[Ledger, int]:
    ledger = Ledger()
    body = ledger.body(ledger.organization(), kind=kind)
    for day in on:
        ledger.put("election", party_organization=body, start=day, end=day + timedelta(days=1))
    if appointed is not None:
        ledger.put("committee", party_organization=body, exists=True, appointed=appointed)
    return ledger, body


@pytest.mark.parametrize("kind", ["branch", "joint_branch", "general_branch"])
@pytest.mark.parametrize(
    ("on", "over", "ending"),
    [
        (date(2022, 8, 27), (False, None), (False, None)),
        (date(2022, 8, 28), (False, None), (True, date(2022, 8, 28))),  # half a year before the term's last day
        (date(2023, 2, 28), (False, None), (True, date(2022, 8, 28))),  # three years later there is no 29 February
        (date(2023, 3, 1), (True, date(2023, 3, 1)), (False, None)),
    ],
)
def test_a_branch_has_three_years(kind: str, on: date, over: object, ending: object) -> None:
    ledger, body = elected(kind, ELECTED)
    assert ledger.said("term_over", body, on)[::2] == over
    assert ledger.said("term_ending", body, on)[::2] == ending


@pytest.mark.parametrize(("on", "verdict"), [(date(2025, 2, 28), False), (date(2025, 3, 1), True)])
def test_a_committee_has_five_years(on: date, verdict: bool) -> None:
    ledger, body = elected("committee", ELECTED)
    row = ledger.judged("term_over", on)[body]
    assert (row["verdict"], row["rule"]) == (verdict, "election.term.committee")


def test_the_words() -> None:
    ledger, body = elected("branch", ELECTED)
    assert ledger.said("term_over", body, date(2023, 6, 1)) == (
        True,
        "任期 3年，到 2023-02-28 届满，此后没有选举的记录",
        date(2023, 3, 1),
    )
    assert ledger.said("term_ending", body, date(2023, 1, 1)) == (
        True,
        "任期到 2023-02-28 届满，已到提前 6个月 提醒的时候",
        date(2022, 8, 28),
    )


@pytest.mark.parametrize("kind", ["branch", "committee"])
def test_terms_begun_when_no_length_is_on_record_are_unknown(kind: str) -> None:
    ledger, body = elected(kind, date(2018, 7, 11))
    unknown = "最近一次选举在 2018-07-11，任期依当时的规定，本库没有收录，不知道到哪一天；以后换过届的，补记选举日期"
    for check in ("term_over", "term_ending"):
        assert ledger.said(check, body, date(2030, 1, 1)) == (None, unknown, None)
    ledger.put("election", party_organization=body, start=date(2018, 7, 12))
    assert ledger.judged("term_over", date(2030, 1, 1))[body]["verdict"] is True


def test_a_term_has_the_length_in_force_when_it_began() -> None:
    """A law in which branches have five years from 2022 on."""
    ledger, earlier = elected("branch", date(2021, 12, 31))
    later = ledger.body(ledger.organization())
    ledger.put("election", party_organization=later, start=date(2022, 1, 1))
    law = changed(date(2022, 1, 1), Limit(5, LimitUnit.YEAR))
    rows = {row["id"]: row for row in rows_of(judge(ledger.picture(), date(2026, 1, 1), law, ["term_over"]))}
    assert (rows[earlier]["verdict"], rows[earlier]["day"]) == (True, date(2024, 12, 31))
    assert (rows[later]["verdict"], rows[later]["day"]) == (False, date(2027, 1, 1))
    procedure = load_procedures()["term-election"]
    for number, day in ((earlier, date(2021, 12, 31)), (later, date(2022, 1, 1))):
        subject = Subject(facts={"last_elected": day, "committee_level": False}, recorded_since=date.min)
        found = judge_case(procedure, subject, [], on=date(2026, 1, 1), law=law, workdays=load_workdays())
        (last,) = {one.latest for one in (*found.next, *found.waiting) if one.step == "meeting"}
        assert last == rows[number]["day"]


def changed(since: date, limit: Limit) -> Law:
    """The law, with another length of a branch's term from a day on."""
    nation, *others = load_law().layers
    held = nation.parameters["election.term.branch"]
    old, *_ = held.values
    values = (replace(old, until=since), replace(old, since=since, value=limit))
    parameters = {**nation.parameters, held.key: replace(held, values=values)}
    return Law((replace(nation, parameters=MappingProxyType(parameters)), *others))


def test_another_election_begins_another_term() -> None:
    ledger, body = elected("branch", ELECTED, date(2023, 2, 1))
    assert ledger.said("term_over", body, date(2023, 6, 1)) == (False, "任期 3年，到 2026-02-01 届满", None)
    assert ledger.said("term_over", body, date(2023, 1, 31))[0] is False  # an election to come has not been held


@pytest.mark.parametrize("kind", ["provisional_branch", "functional", "work_committee"])
def test_bodies_that_go_with_their_task_do_not_elect(kind: str) -> None:
    ledger, body = elected(kind, date(2016, 1, 1))
    assert ledger.said("term_over", body) == (False, "上级任命，或者随任务设立，不按届期换届", None)
    assert ledger.said("term_ending", body)[0] is False


@pytest.mark.parametrize(("appointed", "verdict"), [(True, False), (False, True), (None, True)])
def test_appointed_bodies_do_not_elect(appointed: bool | None, verdict: bool) -> None:
    ledger, body = elected("branch", date(2019, 1, 1), appointed=appointed)
    assert ledger.said("term_over", body)[0] is verdict


def test_without_an_election_nobody_knows() -> None:
    ledger, body = elected("branch")
    assert ledger.said("term_over", body) == (None, "台账没有选举的记录，不知道任期到哪一天", None)
    assert ledger.said("term_ending", body)[0] is None


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2023, 5, 9), (False, "预备期 1年，到 2023-05-09 届满", None)),
        (date(2023, 5, 10), (True, "预备期 1年，到 2023-05-09 届满，没有转正的记录", date(2023, 5, 10))),
    ],
)
def test_probation_runs_out_the_day_after_its_last(on: date, said: object) -> None:
    ledger = Ledger()
    branch = ledger.body()
    one = ledger.member(branch, date(2022, 5, 9), admitted=date(2022, 5, 9), full_on=None)
    assert ledger.said("probation_over", one, on) == said
    assert ledger.judged("probation_over", on)[one]["via"] == branch


def test_probation_that_ended_well_or_of_which_the_day_is_not_known() -> None:
    ledger = Ledger()
    full = ledger.member(None, admitted=date(2020, 5, 9), full_on=date(2021, 5, 9))
    late = ledger.member(None, admitted=date(2020, 5, 9), full_on=date(2021, 9, 1))
    unknown = ledger.member(None, admitted=None, full_on=None)
    assert ledger.said("probation_over", full)[:2] == (False, "正式党员")
    assert ledger.said("probation_over", late, date(2021, 8, 31))[0] is True
    assert ledger.said("probation_over", late, date(2021, 9, 1))[0] is False
    assert ledger.said("probation_over", unknown) == (None, "台账没有记接收为预备党员的日期", None)


def resolved(outcome: str, answer: str | None, amounts: str = "") -> tuple[Ledger, int]:
    """Somebody admitted on 2022-05-09, of whom a meeting decided a year later; the superior a month after."""
    ledger = Ledger()
    one = ledger.member(ledger.body(), admitted=date(2022, 5, 9), full_on=None)
    ledger.put("case_particulars", case=1, procedure="member-development", person=one)
    ledger.put("case_step", case=1, step="conversion-meeting", outcome=outcome, amounts=amounts, start=date(2023, 5, 9))
    if answer is not None:
        ledger.put("case_step", case=1, step="conversion-approval", outcome=answer, start=date(2023, 6, 9))
    return ledger, one


@pytest.mark.parametrize("answer", ["approved", ""])
@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2023, 6, 8), (None, "党员大会已于 2023-05-09 讨论，上级党委的审批没有记录；审批以后请补记", None)),
        (date(2023, 6, 9), (False, "预备期 1年，批准延长 6 个月，到 2023-11-09 届满", None)),
        (date(2023, 11, 9), (False, "预备期 1年，批准延长 6 个月，到 2023-11-09 届满", None)),
        (
            date(2023, 11, 10),
            (True, "预备期 1年，批准延长 6 个月，到 2023-11-09 届满，没有转正的记录", date(2023, 11, 10)),
        ),
    ],
)
def test_an_extension_moves_the_day_once_it_is_approved(answer: str, on: date, said: object) -> None:
    ledger, one = resolved("extended", answer, '{"months":6}')
    assert ledger.said("probation_over", one, on) == said


@pytest.mark.parametrize(
    ("outcome", "answer", "said"),
    [
        ("extended", "refused", (True, "预备期 1年，到 2023-05-09 届满，没有转正的记录", date(2023, 5, 10))),
        (
            "extended",
            "approved",
            (None, "预备期已由 2023-05-09 的党员大会决定延长并批准，延长多久没有记；请补记延长的月数", None),
        ),
        ("passed", None, (None, "党员大会已于 2023-05-09 讨论，上级党委的审批没有记录；审批以后请补记", None)),
        (
            "cancelled",
            "approved",
            (
                None,
                "2023-05-09 的党员大会决定取消预备党员资格，上级已经批准，党籍还没有终止；请核对后终止党籍",
                None,
            ),
        ),
        ("refused", None, (True, "预备期 1年，到 2023-05-09 届满，没有转正的记录", date(2023, 5, 10))),
        ("void", None, (True, "预备期 1年，到 2023-05-09 届满，没有转正的记录", date(2023, 5, 10))),
    ],
)
def test_other_resolutions(outcome: str, answer: str | None, said: object) -> None:
    ledger, one = resolved(outcome, answer)
    assert ledger.said("probation_over", one, date(2024, 1, 1)) == said


def test_a_meeting_after_the_extension_is_waited_for_like_the_first() -> None:
    ledger, one = resolved("extended", "approved", '{"months":6}')
    ledger.put("case_step", case=1, step="conversion-meeting", outcome="passed", start=date(2023, 11, 9))
    assert ledger.said("probation_over", one, date(2023, 12, 1)) == (
        None,
        "党员大会已于 2023-11-09 讨论，上级党委的审批没有记录；审批以后请补记",
        None,
    )


def test_steps_of_other_procedures_and_persons_move_nothing() -> None:
    ledger, one = resolved("extended", "approved", '{"months":6}')
    other = ledger.member(ledger.body(), admitted=date(2022, 5, 9), full_on=None)
    ledger.put("case_particulars", case=2, procedure="relation-transfer", person=other)
    ledger.put(
        "case_step",
        case=2,
        step="conversion-meeting",
        outcome="extended",
        amounts='{"months":6}',
        start=date(2023, 5, 9),
    )
    assert ledger.said("probation_over", one, date(2023, 7, 1))[0] is False
    assert ledger.said("probation_over", other, date(2023, 7, 1))[0] is True


@given(st.lists(days, min_size=1, max_size=40), limits)
def test_columns_are_counted_as_single_days_are(some: list[date], limit: Limit) -> None:
    frame = nw.from_native(pl.LazyFrame({"day": some}))
    counted = rows_of(
        frame.select(after(nw.col("day"), limit).alias("later"), before(nw.col("day"), limit).alias("sooner"))
    )
    assert [row["later"] for row in counted] == [deadline(day, limit).day for day in some]
    months = limit.count * (12 if limit.unit is LimitUnit.YEAR else 1)
    sooner = [
        day - timedelta(days=limit.count) if limit.unit is LimitUnit.DAY else add_months(day, -months) for day in some
    ]
    assert [row["sooner"] for row in counted] == sooner


def test_no_column_is_counted_in_working_days() -> None:
    with pytest.raises(ValueError, match="5个工作日 以个工作日计，不能整列推算"):
        after(nw.col("day"), Limit(5, LimitUnit.WORKDAY))
