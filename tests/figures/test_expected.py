"""Every number that must come out of the sample counties, on all their days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import County

from shejian.core.indicators import Grouping
from shejian.figures.answers import Answer, answer, answer_evidence
from shejian.figures.asking import Question, ask

DAYS = ("2022-12-31", "2022-12-30", "2022-09-30", "2022-06-30", "2022-03-31", "2021-12-31")
GROUPED = {"by_town": "organizations", "covered_by_town": "covered"}


def expected_on(county: County, day: str) -> dict[str, Any]:
    return next(figures for figures in county.expected["figures"] if figures["on"] == day)


def answered_on(county: County, day: str) -> Answer:
    since = expected_on(county, day)["since"]
    return answer(ask(Question(on=date.fromisoformat(day), since=date.fromisoformat(since))), groupings=[Grouping.TOWN])


def test_days_are_all_there(county: County) -> None:
    assert tuple(figures["on"] for figures in county.expected["figures"]) == DAYS


@pytest.mark.parametrize("day", DAYS)
def test_figures_on_a_day(county: County, day: str) -> None:
    expected = {key: value for key, value in expected_on(county, day).items() if key not in {"on", "since", *GROUPED}}
    answered = answered_on(county, day)
    assert {key: answered.figures[key].value for key in expected} == expected


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("group", "key"), GROUPED.items())
def test_figures_by_town(county: County, day: str, group: str, key: str) -> None:
    towns = answered_on(county, day).groups[Grouping.TOWN]
    expected = expected_on(county, day)[group]
    beside = {town: figures["secretaries"].value for town, figures in towns.items() if town not in expected}
    assert list(beside.values()) == [1], "the party committee over them all, which has a secretary and covers nobody"
    assert {town: figures[key].value for town, figures in towns.items()} == expected | dict.fromkeys(beside, 0)


@pytest.mark.parametrize("day", DAYS)
def test_unknown_figures_say_what_is_missing(county: County, day: str) -> None:
    answered = answered_on(county, day)
    unknown = {key for key, value in expected_on(county, day).items() if value is None}
    missing = {key: answered.figures[key].missing for key in unknown}
    assert [key for key, why in missing.items() if not why] == []
    assert {key: answered.figures[key].text for key in unknown} == dict.fromkeys(unknown, "—")


def test_organizations_that_should_have_built(county: County) -> None:
    found = answer_evidence(ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1))), "should_have_built")
    assert sorted(row.name for row in found.rows) == sorted(county.expected["should_have_built"])


def test_the_organization_under_two_party_organizations_counts_once(county: County) -> None:
    found = answer_evidence(ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1))), "covered")
    assert [row.name for row in found.rows].count(county.expected["organization_under_two"]) == 1


def test_faults_are_exactly_the_bad_cells(county: County) -> None:
    faults = [(fault.sheet, fault.row, fault.column) for fault in county.outcome.plan.faults]
    assert faults == [(cell["sheet"], cell["row"], cell["column"]) for cell in county.expected["bad_cells"]]


def test_development_breaches_are_exactly_those_noticed(county: County) -> None:
    codes = {
        "talk-late": "talk later than one month after the application",
        "cultivation-short": "less than one year between activist and development target",
        "out-of-order": "talk before the application",
    }
    sheet = next(one for one in county.outcome.plan.sheets if one.binding.sheet.key == "development")
    numbers = identity_numbers(county, sheet)
    found = [
        {"id": numbers[notice.row], "what": codes[notice.code]}
        for notice in county.outcome.plan.all_notices()
        if notice.code in codes
    ]
    assert sorted(found, key=str) == sorted(county.expected["development_breaches"], key=str)


def identity_numbers(county: County, sheet: Any) -> dict[int, str]:
    """The identity number in each row of the development ledger, read from the ledger's persons."""
    from shejian.people import protection
    from shejian.people.models import PersonParticulars

    ciphers = dict(PersonParticulars.objects.known(None).values_list("name", "identity_cipher"))
    return {
        number: protection.reveal(ciphers[values[0]])
        for number, values in zip(sheet.records.numbers, sheet.records.rows, strict=True)
    }
