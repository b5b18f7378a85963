"""How many members there are, at, just inside and just outside each edge; and since when."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.findings.small import LONG_AGO, ON, Ledger

BEGUN = date(2018, 10, 28)


@pytest.mark.parametrize("kind", ["branch", "joint_branch"])
@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, (True, "当日没有正式党员，应有 3名", LONG_AGO)),
        (2, (True, "当日有 2 名正式党员，应有 3名", LONG_AGO)),
        (3, (False, "当日有 3 名正式党员", None)),
    ],
)
def test_fewer_full_members_than_a_branch_needs(kind: str, count: int, said: object) -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization(), kind=kind)
    ledger.members(branch, count)
    assert ledger.said("few_full_members", branch) == said


@pytest.mark.parametrize("kind", ["provisional_branch", "functional"])
@pytest.mark.parametrize("count", [0, 2, 3])
def test_those_that_no_relation_is_moved_to_are_left_out(kind: str, count: int) -> None:
    ledger = Ledger()
    body = ledger.body(ledger.organization(), kind=kind)
    ledger.members(body, count)
    assert ledger.said("few_full_members", body) == (
        False,
        "临时党支部、功能型党组织，不转组织关系，不按单独建立党支部的人数判断",
        None,
    )


def test_probationary_members_are_no_full_ones_until_their_day() -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.members(branch, 2)
    ledger.member(branch, full_on=ON)
    ledger.member(branch, full_on=None)
    assert ledger.said("few_full_members", branch, date(2022, 12, 30))[0] is True
    assert ledger.said("few_full_members", branch, ON) == (False, "当日有 3 名正式党员", None)


def test_since_the_last_of_three_left() -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.members(branch, 2)
    ledger.member(branch, end=date(2021, 5, 4))
    assert ledger.said("few_full_members", branch)[2] == date(2021, 5, 4)


def test_since_it_last_fell_below_and_not_the_first_time() -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.members(branch, 2)
    ledger.member(branch, end=date(2020, 1, 1))
    ledger.member(branch, date(2020, 6, 1), date(2022, 2, 28))
    assert ledger.said("few_full_members", branch)[2] == date(2022, 2, 28)
    assert ledger.said("few_full_members", branch, date(2020, 3, 1))[2] == date(2020, 1, 1)
    assert ledger.said("few_full_members", branch, date(2021, 1, 1)) == (False, "当日有 3 名正式党员", None)


def test_one_leaves_and_another_comes_on_the_same_day() -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.members(branch, 2)
    ledger.member(branch, end=date(2021, 5, 4))
    ledger.member(branch, date(2021, 5, 4), date(2022, 7, 1))
    assert ledger.said("few_full_members", branch)[2] == date(2022, 7, 1)


@pytest.mark.parametrize(("count", "verdict"), [(50, False), (51, True)])
def test_more_members_than_a_branch_usually_has(count: int, verdict: bool) -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.members(branch, count - 1)
    ledger.member(branch, date(2022, 4, 1), admitted=date(2022, 4, 1), full_on=None)
    found = ledger.said("too_many_members", branch)
    assert found[0] is verdict
    assert found[2] == (date(2022, 4, 1) if verdict else None)


def test_too_many_members_long_before_the_rule_are_so_since_the_rule() -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.members(branch, 51)
    assert ledger.said("too_many_members", branch) == (True, "当日有党员 51 名，一般不超过 50名", BEGUN)
    assert ledger.judged("too_many_members", date(2018, 10, 27)) == {}


@pytest.mark.parametrize(
    ("count", "exists", "said"),
    [
        (6, None, (False, "当日有 6 名正式党员，不到 7名", None)),
        (6, False, (False, "当日有 6 名正式党员，不到 7名", None)),
        (7, None, (None, "当日有 7 名正式党员，达到 7名；台账没有记设没有设支部委员会", None)),
        (7, True, (False, "已设支部委员会", None)),
        (7, False, (True, "当日有 7 名正式党员，达到 7名，没有设支部委员会", date(2020, 3, 2))),
    ],
)
def test_a_committee_is_due_and_is_never_derived(count: int, exists: bool | None, said: object) -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.members(branch, count - 1)
    ledger.members(branch, 1, date(2020, 3, 2))
    if exists is not None:
        ledger.put("committee", party_organization=branch, exists=exists, start=None)
    assert ledger.said("committee_due", branch) == said


def test_provisional_and_functional_branches_have_no_relations_moved_to_them() -> None:
    ledger = Ledger()
    for kind in ("provisional_branch", "functional"):
        ledger.members(ledger.body(ledger.organization(), kind=kind), 51)
    assert ledger.judged("too_many_members") == {}
    assert ledger.judged("committee_due") == {}


def test_a_member_whose_relation_is_nowhere() -> None:
    ledger = Ledger()
    stands, gone = ledger.body(), ledger.body(dissolved=date(2022, 7, 1))
    one = ledger.member(stands)
    dissolved = ledger.member(gone)
    left = ledger.member(stands, end=date(2022, 8, 1))
    never = ledger.member(None, admitted=date(2020, 5, 4))
    not_yet = ledger.member(stands, date(2023, 1, 1))
    assert {row: ledger.said("member_without_branch", row) for row in (one, dissolved, left, never, not_yet)} == {
        one: (False, "组织关系在存续的党组织", None),
        dissolved: (True, "组织关系所在的党组织已于 2022-07-01 撤销，没有转到别处", date(2022, 7, 1)),
        left: (None, "组织关系已于 2022-08-01 转出，接收的党组织本台账没有记", None),
        never: (True, "有党籍，台账没有记组织关系在哪个党组织", date(2020, 5, 4)),
        not_yet: (True, "有党籍，台账没有记组织关系在哪个党组织", date(2019, 5, 6)),
    }
    judged = ledger.judged("member_without_branch")
    assert {row: judged[row]["via"] for row in (one, dissolved, left, never)} == {
        one: stands,
        dissolved: gone,
        left: stands,
        never: None,
    }


def test_who_was_moved_in_time_from_a_dissolved_branch_has_one() -> None:
    ledger = Ledger()
    stands, gone = ledger.body(), ledger.body(dissolved=date(2022, 7, 1))
    moved = ledger.member(gone, end=date(2022, 7, 1))
    ledger.put("affiliation", person=moved, party_organization=stands, start=date(2022, 7, 1))
    assert ledger.said("member_without_branch", moved)[0] is False
