"""Who should have built, by what is known of those who work there; joint branches of too many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.core.findings.small import ON, Ledger


def employed(ledger: Ledger, organization: int, count: int, *, full_time: bool | None = True, **member: object) -> None:
    for _ in range(count):
        person = ledger.member(None, **member)  # type: ignore[arg-type]
        ledger.put(
            "employment",
            person=person,
            organization=organization,
            full_time=full_time,
            start=date(2022, 3, 1),
            end=None,
        )


def counted(ledger: Ledger, organization: int, full_members: int, day: date = ON) -> None:
    ledger.put(
        "headcount",
        organization=organization,
        staff=20,
        full_time_full_members=full_members,
        start=day,
        end=day + timedelta(days=1),
    )


@pytest.mark.parametrize(
    ("full_members", "said"),
    [
        (2, (False, "没有党组织覆盖，当日清点的专职工作人员中有 2 名正式党员，不到 3名", None)),
        (3, (True, "没有党组织覆盖，当日清点的专职工作人员中有 3 名正式党员，达到 3名", ON)),
        (None, (None, "没有党组织覆盖，台账没有在职人员，也没有当日的人数", None)),
    ],
)
def test_by_the_head_count_of_the_day(full_members: int | None, said: object) -> None:
    ledger = Ledger()
    one = ledger.organization()
    if full_members is not None:
        counted(ledger, one, full_members)
    assert ledger.said("should_have_built", one) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (2, (False, "没有党组织覆盖，在职人员中有 2 名正式党员，不到 3名", None)),
        (3, (True, "没有党组织覆盖，专职工作人员中有 3 名正式党员，达到 3名", date(2022, 3, 1))),
    ],
)
def test_who_works_there_comes_before_the_head_count(count: int, said: object) -> None:
    ledger = Ledger()
    one = ledger.organization()
    employed(ledger, one, count)
    counted(ledger, one, 5 - count)
    assert ledger.said("should_have_built", one) == said


def test_neither_part_time_nor_probationary_ones_nor_those_who_left_count() -> None:
    ledger = Ledger()
    one = ledger.organization()
    employed(ledger, one, 2)
    employed(ledger, one, 3, full_time=False)
    employed(ledger, one, 3, full_on=None)
    gone = ledger.member(None)
    ledger.put("employment", person=gone, organization=one, full_time=True, start=None, end=date(2022, 12, 1))
    assert ledger.said("should_have_built", one) == (
        False,
        "没有党组织覆盖，在职人员中有 2 名正式党员，不到 3名",
        None,
    )


def test_of_whom_it_is_not_known_whether_full_time_may_make_three() -> None:
    ledger = Ledger()
    one = ledger.organization()
    employed(ledger, one, 2)
    employed(ledger, one, 1, full_time=None)
    assert ledger.said("should_have_built", one) == (
        None,
        "没有党组织覆盖，在职人员中有 3 名正式党员，其中有的不知道是不是专职",
        None,
    )


def test_covered_and_ended_organizations_are_not_asked() -> None:
    ledger = Ledger()
    covered, ended = ledger.organization(), ledger.organization(ended=date(2022, 5, 1))
    ledger.body(covered)
    for one in (covered, ended):
        counted(ledger, one, 9)
    assert ledger.judged("should_have_built") == {}


def test_since_it_was_covered_no_longer() -> None:
    ledger = Ledger()
    one = ledger.organization()
    ledger.body(one, dissolved=date(2022, 9, 1))
    employed(ledger, one, 3)
    assert ledger.said("should_have_built", one)[2] == date(2022, 9, 1)
    assert ledger.judged("should_have_built", date(2022, 8, 31)) == {}


@pytest.mark.parametrize(("units", "verdict"), [(5, False), (6, True)])
def test_a_joint_branch_of_more_than_five(units: int, verdict: bool) -> None:
    ledger = Ledger()
    branch = ledger.body(*(ledger.organization() for _ in range(units - 1)), kind="joint_branch")
    ledger.put(
        "coverage",
        party_organization=branch,
        organization=ledger.organization(),
        position=9,
        start=date(2021, 7, 1),
    )
    found = ledger.said("joint_too_many_units", branch)
    assert found[0] is verdict
    assert found[2] == (date(2021, 7, 1) if verdict else None)
    assert ledger.judged("few_full_members")[branch]["verdict"] is True


def test_units_that_are_no_more_do_not_count() -> None:
    ledger = Ledger()
    six = [ledger.organization() for _ in range(5)] + [ledger.organization(ended=date(2022, 1, 1))]
    branch = ledger.body(*six, kind="joint_branch")
    assert ledger.said("joint_too_many_units", branch) == (False, "当日覆盖 5 家在册社会组织", None)
    assert ledger.said("joint_too_many_units", branch, date(2021, 12, 31))[0] is True


def test_other_branches_may_cover_more() -> None:
    ledger = Ledger()
    ledger.body(*(ledger.organization() for _ in range(6)))
    assert ledger.judged("joint_too_many_units") == {}
