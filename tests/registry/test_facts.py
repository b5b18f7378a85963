"""Everything that was recorded of one organization, and who may see it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import make_act
from tests.ledgers import LONG_AGO, YEAR_END, SmallLedger

from shejian.base.queries import head_number
from shejian.core.facts.terms import Line
from shejian.journal.services import posting
from shejian.party.queries import bodies_in_effect, facts_of_organization
from shejian.registry.queries import facts_of, is_within, knows
from shejian.registry.services import organizations as acts
from shejian.snapshot.frames import SNAPSHOT

pytestmark = pytest.mark.django_db

DAY = date(2020, 6, 1)


def test_superseded_facts_are_among_them_and_those_of_others_are_not() -> None:
    ledger = SmallLedger()
    one, other = ledger.organization(name="清河县甲协会"), ledger.organization(name="清河县乙协会")
    first = head_number() - 1
    with posting(make_act(), "test.correct") as made:
        acts.correct_registration(made, {one: {"name": "清河县丙协会"}})
    found = [(str(fact), fact.entry_id, fact.superseded_by_id) for fact in facts_of(SNAPSHOT.picture(first), one)]
    town = ledger.units["东关镇"]
    assert found == [
        ("清河县甲协会", first, made.number),
        ("清河县丙协会", made.number, None),
        ("正常", first, None),
        (f"属地 单位 {town}", first, None),
    ]
    assert next(str(fact) for fact in facts_of(SNAPSHOT.picture(), other)) == "清河县乙协会"


def test_an_organization_is_known_from_its_entry_on() -> None:
    ledger = SmallLedger()
    before = head_number()
    one = ledger.organization()
    assert [knows(SNAPSHOT.picture(known), one) for known in (before, None)] == [False, True]
    assert [knows(SNAPSHOT.picture(), number) for number in (one + 1, 2**63, 10**30)] == [False] * 3


def test_it_is_within_the_units_it_belongs_to_on_the_day_along_the_line_reached() -> None:
    ledger = SmallLedger()
    one = ledger.organization(town="东关镇")
    east, west, county = (ledger.units[name] for name in ("东关镇", "西关镇", "清河县"))
    before = head_number()
    with posting(make_act(), "test.move") as made:
        acts.set_units(made, Line.TERRITORY, {one: [west]}, DAY)
    now, then = SNAPSHOT.picture(), SNAPSHOT.picture(before)
    reached = {unit: {Line.TERRITORY: {unit}} for unit in (east, west)}
    assert [is_within(now, day, one, reached[unit]) for day in (LONG_AGO, DAY) for unit in (east, west)] == [
        *(True, False),
        *(False, True),
    ]
    assert (is_within(then, DAY, one, reached[east]), is_within(then, DAY, one, reached[west])) == (True, False)
    assert is_within(now, DAY, one, {Line.PARTY: {county}})  # nobody else leads it: it is at home with its authority
    assert not is_within(now, DAY, one, {Line.TERRITORY: {county}})
    assert not is_within(now, DAY, one, {Line.COMPETENT: {west}})
    assert not is_within(now, DAY, one, {Line.TERRITORY: set()})


def test_coverage_is_in_effect_while_both_exist() -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    branch, gone = ledger.branch(one), ledger.branch(one, dissolved=DAY)
    before = head_number()
    with posting(make_act(), "test.end") as made:
        acts.end(made, {one: acts.Ending(date(2021, 1, 1))})
    now = SNAPSHOT.picture()
    assert bodies_in_effect(now, date(2020, 5, 31), one) == {branch, gone}
    assert bodies_in_effect(now, DAY, one) == {branch}
    assert bodies_in_effect(now, YEAR_END, one) == frozenset()
    assert bodies_in_effect(SNAPSHOT.picture(before), YEAR_END, one) == {branch}
    assert sorted(str(fact) for fact in facts_of_organization(now, one)) == [
        f"党组织 {body} 覆盖社会组织 {one}" for body in (branch, gone)
    ]
