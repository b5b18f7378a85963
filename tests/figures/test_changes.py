"""A list that changed on a day leaves earlier days as they were, in every figure; so does a second change of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act
from tests.ledgers import LONG_AGO, YEAR_END, SmallLedger, figures_on, value

from shejian.figures.verification import verify_figures
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.journal.services.holding import OutOfOrder
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.party.models import Coverage
from shejian.registry.models import Standing
from shejian.registry.services.organizations import Ending, end, set_status, set_units

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, DAY, AFTER = date(2022, 5, 31), date(2022, 6, 1), YEAR_END
SEPARATE, JOINT = "separate", "joint"


@pytest.fixture
def ledger(transactional_db: None) -> SmallLedger:
    return SmallLedger()


def covering(ledger: SmallLedger, count: int) -> tuple[int, list[int]]:
    organizations = [ledger.organization() for _ in range(count)]
    return ledger.branch(*organizations[:2]), organizations


def coverage() -> list[tuple[Any, ...]]:
    columns = ("organization_id", "position", "mode", "start", "end")
    return sorted(Coverage.objects.known(None).values_list(*columns), key=lambda row: (row[0], row[3] or LONG_AGO))


def wrong() -> list[str]:
    """All that verification finds."""
    return [*map(str, (*verify_journal(), *verify_spans())), *verify_figures([LONG_AGO, BEFORE, DAY, AFTER])]


def test_the_first_of_a_list_replaced_counts_the_branch_once_before_and_after(ledger: SmallLedger) -> None:
    branch, (a, b, c) = covering(ledger, 3)
    before = figures_on(BEFORE)
    ledger.cover(branch, (b, SEPARATE), (c, SEPARATE), day=DAY)
    assert figures_on(BEFORE) == before
    assert [value("party_organizations", day) for day in (BEFORE, DAY)] == [1, 1]
    assert coverage() == [
        (a, 0, SEPARATE, None, DAY),
        (b, 1, SEPARATE, None, DAY),
        (b, 0, SEPARATE, DAY, None),
        (c, 1, SEPARATE, DAY, None),
    ]
    assert wrong() == []


def test_a_mode_that_changed_on_a_day_is_the_old_one_before(ledger: SmallLedger) -> None:
    branch, (a, b) = covering(ledger, 2)
    ledger.cover(branch, (a, JOINT), (b, JOINT), day=DAY)
    assert [value("covered_separate", day) for day in (BEFORE, DAY)] == [2, 0]
    assert [value("covered_joint", day) for day in (BEFORE, DAY)] == [0, 2]
    assert wrong() == []


def test_a_second_change_on_the_same_day_amends_the_first(ledger: SmallLedger) -> None:
    branch, (a, b, c) = covering(ledger, 3)
    ledger.cover(branch, (a, SEPARATE), (c, SEPARATE), day=DAY)
    ledger.cover(branch, (a, JOINT), day=DAY)
    assert coverage() == [(a, 0, SEPARATE, None, DAY), (a, 0, JOINT, DAY, None), (b, 1, SEPARATE, None, DAY)]
    assert wrong() == []


def test_a_change_before_the_latest_one_is_refused(ledger: SmallLedger) -> None:
    branch, (a, b) = covering(ledger, 2)
    ledger.cover(branch, (a, SEPARATE), day=DAY)
    before, entries = coverage(), Entry.objects.count()
    with pytest.raises(OutOfOrder) as refused:
        ledger.cover(branch, (b, SEPARATE), day=BEFORE)
    assert str(refused.value) == (
        "变更日 2022-05-31 早于台账上已有的覆盖变更日 2022-06-01，请改用不早于它的日期，或不写变更日按更正处理"
    )
    assert (coverage(), Entry.objects.count()) == (before, entries)


def test_a_correction_after_a_change_is_of_the_list_since_then(ledger: SmallLedger) -> None:
    branch, (a, b) = covering(ledger, 2)
    ledger.cover(branch, (a, SEPARATE), day=DAY)
    ledger.cover(branch, (a, SEPARATE), (b, JOINT))
    assert [value("covered", day) for day in (BEFORE, DAY)] == [2, 2]
    assert [value("covered_joint", day) for day in (BEFORE, DAY)] == [0, 1]
    assert wrong() == []


def test_two_first_places_left_by_a_correction_count_the_branch_once(ledger: SmallLedger) -> None:
    branch, (a, b, c) = covering(ledger, 3)
    ledger.cover(branch, (c, SEPARATE), (b, SEPARATE), day=DAY)
    ledger.cover(branch, (b, SEPARATE), (c, SEPARATE))
    assert [row[:2] for row in coverage() if row[1] == 0] == [(a, 0), (b, 0)]
    assert [value("party_organizations", day) for day in (BEFORE, DAY)] == [1, 1]
    assert wrong() == []


def test_a_move_to_another_town_and_back_on_the_same_day(ledger: SmallLedger) -> None:
    one = ledger.organization(town="东关镇")
    for town in ("西关镇", "东关镇", "西关镇"):
        with posting(make_act(), "test.move") as made:
            set_units(made, "territory", {one: [ledger.units[town]]}, DAY)
    towns = [[value("organizations", day, unit=town) for town in ("东关镇", "西关镇")] for day in (BEFORE, DAY)]
    assert towns == [[1, 0], [0, 1]]
    assert wrong() == []


def status(ledger: SmallLedger, one: int, to: str, day: date | None) -> None:
    with posting(make_act(), "test.status") as made:
        set_status(made, {one: to}, day)


def standings() -> list[tuple[Any, ...]]:
    return list(Standing.objects.known(None).order_by("start").values_list("status", "start", "end"))


def test_a_status_changed_twice_on_one_day(ledger: SmallLedger) -> None:
    one = ledger.organization()
    status(ledger, one, "suspended", DAY)
    status(ledger, one, "active", DAY)
    assert standings() == [("active", LONG_AGO, DAY), ("active", DAY, None)]
    with pytest.raises(OutOfOrder):
        status(ledger, one, "suspended", BEFORE)
    assert standings() == [("active", LONG_AGO, DAY), ("active", DAY, None)]


def test_an_ending_before_the_latest_change_of_status(ledger: SmallLedger) -> None:
    one = ledger.organization()
    status(ledger, one, "suspended", DAY)
    with posting(make_act(), "test.end") as made:
        end(made, {one: Ending(BEFORE)})
    assert standings() == [("active", LONG_AGO, BEFORE), ("deregistered", BEFORE, None)]
    assert wrong() == []


def test_the_status_of_an_ended_life_is_left_as_it_is(ledger: SmallLedger) -> None:
    one = ledger.organization(ending=Ending(DAY))
    status(ledger, one, "suspended", None)
    assert standings() == [("active", LONG_AGO, DAY), ("deregistered", DAY, None)]


def test_a_branch_is_of_a_town_only_by_a_counted_organization(ledger: SmallLedger) -> None:
    ended = ledger.organization(town="西关镇", ending=Ending(DAY))
    ledger.branch(ledger.organization(town="东关镇"), ended)
    counts = [
        [value("party_organizations", day, unit=town) for town in ("东关镇", "西关镇")] for day in (BEFORE, AFTER)
    ]
    assert counts == [[1, 1], [1, 0]]
