"""Two recorded organizations that are one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.ledgers import LONG_AGO, SmallLedger, value
from tests.party.bodies import AFTER, BEFORE, DAY, act, breaches, take_back

from shejian.activities.models import ContributionParticipant
from shejian.activities.services.organizations import merge_organizations
from shejian.base.queries import head_number
from shejian.party.models import Coverage, Guidance
from shejian.party.services import guidance
from shejian.registry.models import Headcount, Placement, Registration, SameOrganization, Standing
from shejian.registry.queries import merged_into
from shejian.registry.services import organizations as acts
from shejian.registry.services.refusals import NotTheSame

pytestmark = pytest.mark.django_db

DAYS = (BEFORE, DAY, AFTER)


def counted(known: int | None = None) -> list[tuple[Any, ...]]:
    return [tuple(value(key, on, since=LONG_AGO, known=known) for key in ("organizations", "covered")) for on in DAYS]


def test_two_are_counted_once_on_every_day_and_can_be_parted_again() -> None:
    ledger = SmallLedger()
    kept = ledger.organization(founded=DAY)
    other = ledger.organization(founded=LONG_AGO, charter=True)
    act(acts.correct_registration, {other: {"address": "东街 1 号", "industry": "养殖"}})
    act(acts.correct_registration, {kept: {"industry": "教育"}})
    one, two = ledger.branch(kept, other), ledger.branch(other)
    ledger.contribute(AFTER, kept, other)
    ledger.contribute(AFTER, other)
    act(acts.count_heads, AFTER, {kept: (3, 1), other: (4, 2)})
    act(acts.count_heads, DAY, {other: (5, 2)})
    before, was = head_number(), counted()
    assert was == [(1, 1), (2, 2), (2, 2)]
    number = act(merge_organizations, {other: kept})
    assert counted() == [(0, 0), (1, 1), (1, 1)]
    assert counted(before) == was
    (registration,) = Registration.objects.known(None)
    assert (registration.organization_id, registration.address, registration.industry) == (kept, "东街 1 号", "教育")
    assert list(Standing.objects.known(None).values_list("organization", "start")) == [(kept, DAY)]
    assert list(Placement.objects.known(None).values_list("organization", flat=True)) == [kept]
    covering = Coverage.objects.known(None).order_by("party_organization")
    assert list(covering.values_list("party_organization", "organization")) == [(one, kept), (two, kept)]
    counts = Headcount.objects.known(None).order_by("start").values_list("organization", "start", "staff")
    assert list(counts) == [(kept, DAY, 5), (kept, AFTER, 3)]
    took_part = ContributionParticipant.objects.known(None).values_list("organization", flat=True)
    assert list(took_part) == [kept, kept]
    merged = merged_into(other, head_number())
    assert merged is not None
    assert (merged.kept_id, merged.entry_id, merged_into(kept, head_number())) == (kept, number, None)
    assert merged_into(other, before) is None
    assert breaches() == []
    take_back(number)
    assert counted() == was
    assert counted(number) == [(0, 0), (1, 1), (1, 1)]
    assert not SameOrganization.objects.known(None).exists()
    assert Registration.objects.known(None).count() == 2
    assert breaches() == []


def test_who_was_sent_to_both_was_sent_once() -> None:
    ledger = SmallLedger()
    kept, other = ledger.organization(), ledger.organization()
    for one, name in ((kept, "沈荣荣"), (other, "沈荣荣"), (other, "周岚")):
        act(guidance.send, [guidance.GuidanceDraft(one, "instructor", name, None, DAY)])
    act(merge_organizations, {other: kept})
    sent = Guidance.objects.known(None).order_by("name").values_list("organization", "name", "start")
    assert sorted(sent) == sorted([(kept, "沈荣荣", DAY), (kept, "周岚", DAY)])
    assert breaches() == []


def test_what_cannot_be_one_is_refused_and_nothing_is_written() -> None:
    ledger = SmallLedger()
    one, two, three = (ledger.organization() for _ in range(3))
    act(merge_organizations, {two: one})
    head = head_number()
    for same, says in (
        ({two: three}, "已经并入别家"),
        ({three: two}, "已经并入别家"),
        ({three: three}, "已经并入别家"),
        ({three: 999}, "没有其中的一家"),
    ):
        with pytest.raises(NotTheSame, match=says):
            act(merge_organizations, same)
    assert head_number() == head
    assert Standing.objects.known(None).filter(start=date(2010, 1, 4)).count() == 2
