"""The demo county's figures are those of the real yearly report after which it was made (seed 000)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from tests.conftest import TODAY

from shejian.core.indicators import Grouping
from shejian.demo import story
from shejian.demo.making import workbook_path
from shejian.exchange.planning import Request
from shejian.exchange.services.importing import read_and_plan
from shejian.figures.answers import Answer, answer, answer_evidence
from shejian.figures.asking import Asked, Question, ask
from shejian.journal.services.verification import verify_journal, verify_spans

REPORTED = {
    "organizations": 176,
    "party_organizations": 143,
    "covered": 153,
    "organization_coverage": 86.9,
    "work_covered": 176,
    "work_coverage": 100.0,
    "branches_new": 2,
    "branches_reelected": 21,
    "deregistered": 8,
    "zombies_deregistered": 8,
    "applicants": 15,
    "activists": 28,
    "admitted": 12,
    "joint_theme_days": 5,
    "practice_activities": 12,  # 10余场次
    "donating_organizations": 104,  # 100多家
    "under_three_full_members": 0,
}
DECLARED = {
    "should_have_built": story.SHOULD_HAVE_BUILT,
    "charter": 176 - story.CHARTER_SAYS_NOTHING,
    "commitments": 176 - story.UNSIGNED,
    "party_organizations_attached": 7,
    "covered_attached": 9,
    "covered_functional": 0,
}

pytestmark = pytest.mark.usefixtures("demo")


def asked(on: date = story.CLOSING) -> Asked:
    return ask(Question(on=on, since=story.OPENING))


def answered(on: date = story.CLOSING) -> Answer:
    return answer(asked(on), groupings=[Grouping.TOWN])


def plan() -> Any:
    """The demo's workbook, compared with the ledger that came from it."""
    return read_and_plan(workbook_path(), workbook_path().name, Request(today=TODAY))


@pytest.mark.parametrize("expected", [REPORTED, DECLARED], ids=["reported", "declared"])
def test_figures_at_the_year_end(expected: dict[str, float]) -> None:
    figures = answered().figures
    assert {key: figures[key].value for key in expected} == expected


@pytest.mark.parametrize(
    ("on", "cases"),
    [
        (date(2021, 12, 31), 0),
        (date(2022, 2, 16), 1),
        (date(2022, 6, 30), 2),
        (date(2022, 8, 17), 1),
        (date(2022, 10, 19), 0),
    ],
)
def test_two_branches_were_short_of_members_for_a_time(on: date, cases: int) -> None:
    found = answer(ask(Question(on=on, since=on.replace(month=1, day=1)))).figures["under_three_full_members"]
    assert found.value == cases


def test_the_year_opened_with_the_zombies_and_without_the_newly_registered() -> None:
    opening = answer(ask(Question(on=date(2021, 12, 31), since=date(2021, 1, 1)))).figures["organizations"]
    assert opening.value == 176 + 8 - 2


def test_towns_add_up_to_the_county() -> None:
    towns = answered().groups[Grouping.TOWN]
    assert [figures["organizations"].value for figures in towns.values()].count(0) == 1
    assert len(towns) == 6 + 1, "the towns, and beside them the committee that looks after branches of several"
    assert sum(figures["organizations"].value or 0 for figures in towns.values()) == 176


def test_why_a_figure_is_not_known_is_said_in_full() -> None:
    why = {key: figure.missing for key, figure in answered().figures.items() if figure.missing}
    assert why["members_enough_hours"] == "868 人：台账没有最近过完的一年的学时"
    assert [key for key, text in why.items() if "{" in text] == []


def test_an_organization_under_two_party_organizations_counts_once() -> None:
    rows = answer_evidence(asked(), "covered").rows
    listed = Counter(name for row in matched_rows("party_organizations") for name in row)
    assert len(rows) == len({row.name for row in rows}) == 153
    assert [count for count in listed.values() if count > 1] == [2]


def matched_rows(key: str) -> list[tuple[int, ...]]:
    """The organizations that each row of 党组织台账 lists."""
    sheet = next(one for one in plan().sheets if one.binding.sheet.key == key)
    return [values[sheet.binding.place("organizations")] for values in sheet.records.rows]


def test_the_workbook_has_no_fault_and_says_nothing_new() -> None:
    again = plan()
    assert again.faults == []
    assert {(each["new"], each["changed"], each["absent"], each["faulty"]) for each in again.counts().values()} == {
        (0, 0, 0, 0)
    }


def test_notices_are_the_declared_breaches_and_the_invented_division() -> None:
    codes = sorted(notice.code for notice in plan().all_notices())
    assert codes == ["closing", "cultivation-short", "out-of-order", "talk-late", "unknown-division"]


def test_the_ledger_verifies() -> None:
    assert [*verify_journal(), *verify_spans()] == []
