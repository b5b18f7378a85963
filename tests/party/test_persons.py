"""Two recorded identities that are one human being."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledgers import LONG_AGO, SmallLedger
from tests.party.bodies import AFTER, DAY, act, breaches, counts, take_back

from shejian.base.queries import head_number
from shejian.party.models import Affiliation, DevelopmentStep, Membership
from shejian.party.services.members import MembershipDraft, Stay, admit, affiliate, take_steps
from shejian.party.services.persons import merge_persons
from shejian.party.services.refusals import Contradiction
from shejian.people import protection
from shejian.people.models import PersonParticulars, SamePerson
from shejian.people.services.persons import PersonDraft, record_persons

pytestmark = pytest.mark.django_db

NUMBER, OTHER = "330000199001010000", "330000199202020000"


def person(body: int, draft: PersonDraft, start: Any = LONG_AGO, end: Any = None) -> int:
    found: list[int] = []

    def do(made: Any) -> None:
        found.extend(record_persons(made, [draft]))
        admit(made, [MembershipDraft(found[0], LONG_AGO, "full", LONG_AGO)])
        affiliate(made, [Stay(found[0], body, start, end)])

    act(do)
    return found[0]


def stays(one: int) -> list[tuple[Any, ...]]:
    held = Affiliation.objects.known(None).filter(person=one).order_by("start")
    return list(held.values_list("party_organization", "start", "end"))


def test_what_is_said_of_both_is_said_of_one_and_can_be_parted_again() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    kept = person(body, PersonDraft("沈荣荣", "", sex="female"), DAY)
    other = person(body, PersonDraft("沈荣荣", NUMBER, phone="13800000000"))
    act(
        take_steps, [(other, body, "application", DAY), (kept, body, "activist", DAY), (other, body, "activist", AFTER)]
    )
    before = head_number()
    number = act(merge_persons, {other: kept})
    assert (counts(AFTER)[2], counts(AFTER, before)[2]) == (1, 2)
    assert stays(kept) == [(body, LONG_AGO, None)]
    assert stays(other) == []
    (fact,) = PersonParticulars.objects.known(None)
    assert (fact.person_id, fact.sex, fact.identity_digest) == (kept, "female", protection.digest(NUMBER))
    assert protection.reveal(fact.phone_cipher) == "13800000000"
    assert list(Membership.objects.known(None).values_list("person", flat=True)) == [kept]
    steps = DevelopmentStep.objects.known(None).order_by("stage").values_list("person", "stage", "start")
    assert list(steps) == [(kept, "activist", DAY), (kept, "application", DAY)]
    assert list(SamePerson.objects.values_list("person", "kept")) == [(other, kept)]
    assert breaches() == []
    take_back(number)
    assert counts(AFTER)[2] == 2
    assert stays(other) == [(body, LONG_AGO, None)]
    assert not SamePerson.objects.known(None).exists()
    assert breaches() == []


def test_stays_that_do_not_touch_are_put_in_one_line() -> None:
    ledger = SmallLedger()
    one, two = ledger.branch(), ledger.branch()
    kept = person(one, PersonDraft("沈荣荣", NUMBER), DAY)
    other = person(two, PersonDraft("沈荣荣", ""), LONG_AGO, DAY)
    act(merge_persons, {other: kept})
    assert stays(kept) == [(two, LONG_AGO, DAY), (one, DAY, None)]
    assert breaches() == []


def test_two_numbers_or_two_places_at_once_are_two_people() -> None:
    ledger = SmallLedger()
    one, two = ledger.branch(), ledger.branch()
    kept = person(one, PersonDraft("沈荣荣", NUMBER))
    numbered = person(one, PersonDraft("沈荣荣", OTHER))
    elsewhere = person(two, PersonDraft("沈荣荣", ""))
    twin = person(one, PersonDraft("沈荣荣", ""))
    act(merge_persons, {twin: kept})
    head = head_number()
    for same, says in (
        ({numbered: kept}, "号码不同"),
        ({elsewhere: kept}, "不同的党组织"),
        ({elsewhere: elsewhere}, "已经并入"),
        ({elsewhere: twin}, "已经并入"),
        ({twin: kept}, "已经并入"),
        ({elsewhere: kept, numbered: kept}, "分几次"),
    ):
        with pytest.raises(Contradiction, match=says):
            act(merge_persons, same)
    assert head_number() == head
