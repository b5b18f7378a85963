"""In which wording Party building is written into a charter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import F
from tests.ledgers import SmallLedger
from tests.party.bodies import DAY, act, breaches, take_back

from shejian.core.facts.terms import CharterClause
from shejian.registry.models import Charter
from shejian.registry.services.charters import Clause, clear_clauses, set_charter, set_clauses

pytestmark = pytest.mark.django_db

ADOPTED, APPROVED = date(2022, 3, 1), date(2022, 4, 1)


def charters() -> list[tuple[Any, ...]]:
    names = ("start", "end", "party_building", "clause", "adopted_on", "approved_on")
    return list(Charter.objects.known(None).order_by(F("start").asc(nulls_first=True), "id").values_list(*names))


def test_the_clause_is_stated_from_a_day_on_and_says_whether_party_building_is_written_in() -> None:
    one = SmallLedger().organization(charter=False)
    assert charters() == [(None, None, False, None, None, None)]
    number = act(set_clauses, {one: Clause(CharterClause.OF_2019, ADOPTED, APPROVED)}, DAY)
    assert charters() == [
        (None, DAY, False, None, None, None),
        (DAY, None, True, "2019", ADOPTED, APPROVED),
    ]
    assert breaches() == []
    take_back(number)
    assert charters() == [(None, None, False, None, None, None)]


@pytest.mark.parametrize("version", list(CharterClause))
def test_every_version_but_none_is_party_building_written_in(version: CharterClause) -> None:
    one = SmallLedger().organization(charter=None)
    act(set_clauses, {one: Clause(version)})
    assert charters() == [(None, None, version != "none", str(version), None, None)]


def test_a_clause_stays_while_it_does_not_contradict_what_is_said_of_the_charter() -> None:
    one = SmallLedger().organization(charter=True)
    act(set_clauses, {one: Clause(CharterClause.OF_2018, ADOPTED)})
    act(set_charter, {one: True})
    assert charters() == [(None, None, True, "2018", ADOPTED, None)]
    act(set_charter, {one: False}, DAY)
    assert charters() == [(None, DAY, True, "2018", ADOPTED, None), (DAY, None, False, None, None, None)]


def test_a_clause_not_looked_at_after_all_leaves_what_is_said_of_the_charter() -> None:
    ledger = SmallLedger()
    one, other = ledger.organization(charter=True), ledger.organization(charter=None)
    act(set_clauses, {one: Clause(CharterClause.NONCONFORMING, ADOPTED, APPROVED)})
    act(clear_clauses, [one, other])
    assert charters() == [(None, None, True, None, None, None)]
