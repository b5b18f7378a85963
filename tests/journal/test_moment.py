"""What is read at one moment does not see what others record meanwhile, nor keep them from it."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, transaction
from tests.conftest import make_act

from shejian.journal.models import Entry
from shejian.journal.moment import at_one_moment
from shejian.journal.services import posting
from shejian.journal.services.verification import verify_journal
from shejian.registry.services.organizations import correct_registration


def record(organization: int) -> None:
    """Another clerk's correction, in a thread and on a connection of its own, made to the end."""

    def work() -> None:
        try:
            with posting(make_act(), "test.correct") as made:
                correct_registration(made, {organization: {"name": "云川县养羊产业协会"}})
        finally:
            connection.close()

    clerk = Thread(target=work)
    clerk.start()
    clerk.join()


def test_an_entry_recorded_meanwhile_is_seen_afterwards(organization: int) -> None:
    with at_one_moment():
        assert Entry.objects.count() == 1
        record(organization)
        assert Entry.objects.count() == 1
        assert verify_journal() == []
    assert Entry.objects.count() == 2
    assert verify_journal() == []


def test_those_who_record_afterwards_take_the_lock_again(organization: int) -> None:
    before = getattr(connection, "transaction_mode", None)
    with pytest.raises(ZeroDivisionError), at_one_moment():
        1 / 0  # noqa: B018 - any error will do
    assert getattr(connection, "transaction_mode", None) == before


def test_inside_a_transaction_it_is_that_transaction(organization: int) -> None:
    with transaction.atomic(), at_one_moment():
        Entry.objects.update(channel="写得成")
        transaction.set_rollback(True)
    assert Entry.objects.get().channel == "测试"
