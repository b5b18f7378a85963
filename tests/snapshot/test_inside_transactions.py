"""What a transaction sees of the ledger: what was committed, its own entries, and in the middle of one what it has."""

from __future__ import annotations

import pytest
from django.db import transaction
from tests.conftest import make_act
from tests.factories import make

from shejian.core.facts import Picture
from shejian.journal.services import posting
from shejian.registry.models import Registration
from shejian.snapshot.frames import SNAPSHOT

pytestmark = pytest.mark.django_db(transaction=True)


class Undo(Exception):
    """Leaves a transaction without committing it."""


def names(picture: Picture) -> list[str]:
    return picture.facts("registration").collect()["name"].to_list()


def registered(picture: Picture) -> int:
    return len(names(picture))


@pytest.fixture
def one() -> Registration:
    return make(Registration)


def test_between_entries_what_is_held_is_used(one: Registration) -> None:
    outside = SNAPSHOT.picture()
    with transaction.atomic():
        first, second = SNAPSHOT.picture(), SNAPSHOT.picture()
    assert first.same_as(outside)
    assert second.same_as(outside)
    assert registered(first) == 1


def test_an_entry_of_its_own_is_seen_and_gone_when_it_is_undone(one: Registration) -> None:
    before = SNAPSHOT.picture()
    with pytest.raises(Undo), transaction.atomic():
        make(Registration)
        within, again = SNAPSHOT.picture(), SNAPSHOT.picture()
        assert registered(within) == 2
        assert within.known > before.known
        assert again.same_as(within)
        raise Undo
    with transaction.atomic():
        inside = SNAPSHOT.picture()
        assert registered(inside) == 1
        assert inside.same_as(before)
    assert SNAPSHOT.picture().same_as(before)


def test_two_undone_entries_of_one_number_are_told_apart(one: Registration) -> None:
    seen = []
    for _ in range(2):
        with pytest.raises(Undo), transaction.atomic():
            made = make(Registration)
            seen.append(SNAPSHOT.picture())
            assert made.entry_id == seen[-1].known
            raise Undo
    first, second = seen
    assert first.known == second.known
    assert not first.same_as(second)


def test_in_the_middle_of_an_entry_what_it_has_recorded_is_seen(one: Registration) -> None:
    with posting(make_act(), "test.middle") as made:
        number = made.number
        with transaction.atomic():
            before = SNAPSHOT.picture()
        made.amend(Registration, {one.pk: {"name": "改正后的名称"}})
        middle = SNAPSHOT.picture()
    assert names(before) == [one.name]
    assert names(middle) == ["改正后的名称"]
    assert middle.known == number
    assert names(SNAPSHOT.picture()) == ["改正后的名称"]
