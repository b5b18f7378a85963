"""Moving members, and calling back who was sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.ledgers import LONG_AGO, SmallLedger
from tests.party.bodies import AFTER, BEFORE, DAY, act, breaches, counts

from shejian.base.queries import head_number
from shejian.party.models import Affiliation, Guidance
from shejian.party.services import guidance
from shejian.party.services import moving as acts
from shejian.party.services.members import Stay
from shejian.party.services.refusals import Refused

pytestmark = pytest.mark.django_db


def stays(person: int) -> list[tuple[Any, ...]]:
    held = Affiliation.objects.known(None).filter(person=person).order_by("start", "id")
    return list(held.values_list("party_organization", "start", "end"))


def test_a_member_moves_and_moves_out() -> None:
    ledger = SmallLedger()
    one, two = ledger.branch(ledger.organization()), ledger.branch(ledger.organization())
    member = ledger.member(one)
    before = head_number()
    act(acts.move_members, [Stay(member, two, DAY)])
    assert stays(member) == [(one, LONG_AGO, DAY), (two, DAY, None)]
    act(acts.move_out, {member: AFTER})
    assert stays(member) == [(one, LONG_AGO, DAY), (two, DAY, AFTER)]
    assert [counts(day)[2] for day in (BEFORE, DAY, AFTER)] == [1, 1, 0]
    assert counts(AFTER, before)[2] == 1
    act(acts.move_members, [Stay(member, one, AFTER)])
    assert counts(AFTER)[2] == 1
    assert breaches() == []


def test_moved_on_the_day_he_came_he_never_was_there() -> None:
    ledger = SmallLedger()
    one, two = ledger.branch(), ledger.branch()
    member = ledger.member(one, joined=DAY)
    act(acts.move_members, [Stay(member, two, DAY)])
    assert stays(member) == [(two, DAY, None)]


def test_moves_that_cannot_be() -> None:
    ledger = SmallLedger()
    one, two, gone = ledger.branch(), ledger.branch(), ledger.branch(dissolved=BEFORE)
    member = ledger.member(one, joined=DAY)
    away = ledger.member(one)
    act(acts.move_out, {away: AFTER})
    head = head_number()
    for do, stated, place in (
        (acts.move_members, [Stay(member, gone, AFTER)], "party_organization"),
        (acts.move_members, [Stay(member, one, AFTER)], "party_organization"),
        (acts.move_members, [Stay(member, two, BEFORE)], "day"),
        (acts.move_members, [Stay(member, two, None)], "day"),
        (acts.move_members, [Stay(away, two, DAY)], "day"),
        (acts.move_out, {member: BEFORE}, "day"),
        (acts.move_out, {away: AFTER}, "person"),
    ):
        with pytest.raises(Refused) as refusal:
            act(do, stated)
        assert refusal.value.place == place
    assert head_number() == head


def test_who_was_sent_is_called_back() -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    act(guidance.send, [guidance.GuidanceDraft(one, "instructor", "沈荣荣", None, DAY)])
    (fact,) = Guidance.objects.values_list("pk", flat=True)
    with pytest.raises(Refused, match="2020-06-01 才派出"):
        act(acts.end_guidance, {fact: BEFORE})
    act(acts.end_guidance, {fact: date(2021, 1, 1)})
    assert list(Guidance.objects.known(None).values_list("start", "end")) == [(DAY, date(2021, 1, 1))]
    with pytest.raises(Refused, match="已经结束"):
        act(acts.end_guidance, {fact: AFTER})
