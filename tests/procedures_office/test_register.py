"""The whole register of member development is started at once: what it breaches is what is expected, no more."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import TODAY, County, make_act

from shejian.cases.queries import read_cases, standings_of
from shejian.cases.services.starting import start_register, unstarted
from shejian.journal.services import posting
from shejian.people import protection
from shejian.people.models import PersonParticulars

pytestmark = pytest.mark.django_db

YEAR_END = date(2022, 12, 31)
WHAT = {
    ("talk", "talk-late"): "talk later than one month after the application",
    ("target", "cultivation-short"): "less than one year between activist and development target",
    ("talk", "out-of-order"): "talk before the application",
}


def test_the_breaches_of_the_register_are_exactly_those_expected(county: County) -> None:
    many = len(unstarted())
    with posting(make_act(), "test.register") as made:
        assert len(start_register(made, recorded_since=None)) == many > 0
    assert unstarted() == {}
    judged = standings_of(read_cases(None).values(), YEAR_END, None)
    numbers = {
        fact.person_id: protection.reveal(fact.identity_cipher)
        for fact in PersonParticulars.objects.known(None).exclude(identity_cipher=None)
    }
    found = []
    for each in judged.values():
        for one in (*each.standing.findings, *each.standing.overdue):
            what = WHAT.get((one.step, one.code), f"{one.step} {one.code} {one.because}")
            found.append({"id": numbers.get(each.case.person or 0), "what": what})
    expected = county.expected["development_breaches"]
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert TODAY > YEAR_END
