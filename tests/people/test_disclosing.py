"""Showing an identity number: never without a purpose, and never without an entry."""

from __future__ import annotations

import pytest
from tests.conftest import make_act

from shejian.base.queries import head_number
from shejian.journal.models import Entry
from shejian.journal.services import AlreadyPosted, posting
from shejian.journal.services.verification import verify_journal
from shejian.people.models import Disclosure
from shejian.people.services.disclosing import Disclosed, NoPurpose, NothingToShow, disclose
from shejian.people.services.persons import PersonDraft, record_persons

pytestmark = pytest.mark.django_db

NUMBER = "330000199001010000"


def record(draft: PersonDraft) -> int:
    with posting(make_act(), "test.person") as made:
        return record_persons(made, [draft])[0]


def test_it_is_shown_once_and_the_journal_says_to_whom_and_why() -> None:
    one = record(PersonDraft("沈荣荣", NUMBER))
    act = make_act()
    assert disclose(act=act, person=one, purpose=" 核对  转入介绍信 ") == Disclosed(NUMBER, "", head_number())
    entry = Entry.objects.get(number=head_number())
    assert (entry.act, entry.by_id, NUMBER in entry.statement) == ("people.disclose", act.by, False)
    assert list(Disclosure.objects.values_list("person", "purpose", "entry")) == [
        (one, "核对 转入介绍信", entry.number)
    ]
    with pytest.raises(AlreadyPosted):
        disclose(act=act, person=one, purpose="核对转入介绍信")
    assert Disclosure.objects.count() == 1
    assert verify_journal() == []


@pytest.mark.parametrize("purpose", ["", " 看 看 ", "用" * 201])
def test_without_a_purpose_nothing_is_shown(purpose: str) -> None:
    one = record(PersonDraft("沈荣荣", NUMBER))
    head = head_number()
    with pytest.raises(NoPurpose):
        disclose(act=make_act(), person=one, purpose=purpose)
    assert head_number() == head


def test_what_is_not_recorded_cannot_be_shown() -> None:
    one = record(PersonDraft("沈荣荣", ""))
    head = head_number()
    with pytest.raises(NothingToShow):
        disclose(act=make_act(), person=one, purpose="核对转入介绍信")
    assert head_number() == head
