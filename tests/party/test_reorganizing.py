"""Founding, adjusting, merging and dissolving party organizations: figures on both sides of the day, and as known
before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.ledgers import SmallLedger
from tests.party.bodies import AFTER, BEFORE, DAY, act, breaches, counts, take_back

from shejian.base.queries import head_number
from shejian.journal.services.holding import OutOfOrder
from shejian.party.models import Affiliation, Coverage, Establishment, PartyOrganizationParticulars, Post
from shejian.party.services import organizations as simple
from shejian.party.services import reorganizing as acts
from shejian.party.services.refusals import Circular, LeftBehind, NotStanding, Refused, TooEarly

pytestmark = pytest.mark.django_db


def parent_of(body: int, on: date) -> int | None:
    return PartyOrganizationParticulars.objects.on(on, None).get(party_organization=body).parent_id


def covers(body: int, on: date, known: int | None = None) -> list[int]:
    held = Coverage.objects.on(on, known).filter(party_organization=body).order_by("position")
    return [fact.organization_id for fact in held]


def where(person: int, on: date, known: int | None = None) -> int:
    return Affiliation.objects.on(on, known).get(person=person).party_organization_id


def test_founded_whole_it_covers_from_its_first_day() -> None:
    ledger = SmallLedger()
    one, two = ledger.organization(), ledger.organization()
    upper = ledger.branch(kind="committee")
    draft = simple.PartyOrganizationDraft(
        "联合支部", "joint_branch", ledger.units["清河县"], DAY, approval_number="1号"
    )
    founding = acts.Founding(draft, upper, ((one, "joint"), (two, None)), "沈荣荣")
    before = head_number()
    number = act(acts.establish, [founding])
    assert counts(BEFORE) == (0, 0, 0)
    assert counts(DAY) == (1, 2, 0)
    assert counts(DAY, before) == (0, 0, 0)
    (body,) = Establishment.objects.filter(entry=number).values_list("party_organization", flat=True)
    assert covers(body, DAY) == [one, two]
    assert parent_of(body, DAY) == upper
    assert list(Post.objects.values_list("name", "start")) == [("沈荣荣", DAY)]
    assert breaches() == []
    take_back(number)
    assert counts(DAY) == (0, 0, 0)


def test_the_one_above_must_stand_on_the_day_of_founding() -> None:
    ledger = SmallLedger()
    upper = ledger.branch(kind="committee", founded=DAY)
    draft = simple.PartyOrganizationDraft("支部", "branch", ledger.units["清河县"], BEFORE)
    head = head_number()
    with pytest.raises(NotStanding, match="2020-06-01 才成立") as refusal:
        act(acts.establish, [acts.Founding(draft, upper)])
    assert refusal.value.place == "parent"
    assert head_number() == head


def test_dissolved_with_a_successor_members_and_those_below_go_there() -> None:
    ledger = SmallLedger()
    one, two = ledger.organization(), ledger.organization()
    body, other = ledger.branch(one), ledger.branch(two)
    below = ledger.branch(kind="branch")
    act(simple.set_particulars, {below: {"parent_id": body}})
    act(simple.appoint_secretary, {body: ("沈荣荣", None)})
    member = ledger.member(body)
    before = head_number()
    number = act(acts.dissolve, {body: acts.Dissolution(DAY, other)})
    assert counts(BEFORE) == (2, 2, 1)
    assert counts(DAY) == (1, 1, 1)
    assert counts(DAY, before) == (2, 2, 1)
    assert (where(member, BEFORE), where(member, DAY), where(member, DAY, before)) == (body, other, body)
    assert (parent_of(below, BEFORE), parent_of(below, DAY)) == (body, other)
    assert [fact.end for fact in Post.objects.known(None)] == [DAY]
    assert Establishment.objects.known(None).get(party_organization=body).end == DAY
    assert breaches() == []
    take_back(number)
    assert counts(DAY) == (2, 2, 1)
    assert where(member, DAY) == body
    assert breaches() == []


def test_what_would_begin_after_the_dissolution_never_did() -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    body, other = ledger.branch(), ledger.branch()
    ledger.cover(body, (one, "separate"), day=DAY + timedelta(days=3))
    member = ledger.member(body, joined=DAY + timedelta(days=1))
    act(acts.dissolve, {body: acts.Dissolution(DAY, other)})
    assert covers(body, AFTER) == []
    assert where(member, AFTER) == other
    assert breaches() == []


def test_nobody_is_left_behind() -> None:
    ledger = SmallLedger()
    body, upper = ledger.branch(), ledger.branch()
    ledger.member(body)
    below = ledger.branch()
    act(simple.set_particulars, {below: {"parent_id": upper}})
    head = head_number()
    with pytest.raises(LeftBehind, match="还有 1 名党员") as refusal:
        act(acts.dissolve, {body: acts.Dissolution(DAY)})
    assert refusal.value.counts == {"members": 1}
    with pytest.raises(LeftBehind, match="下级党组织"):
        act(acts.dissolve, {upper: acts.Dissolution(DAY)})
    assert head_number() == head
    act(acts.dissolve, {upper: acts.Dissolution(DAY), below: acts.Dissolution(DAY)})
    assert breaches() == []


def test_who_succeeds_the_one_above_it_takes_its_place() -> None:
    ledger = SmallLedger()
    top, upper, below = ledger.branch(), ledger.branch(), ledger.branch()
    act(simple.set_particulars, {upper: {"parent_id": top}, below: {"parent_id": upper}})
    act(acts.dissolve, {upper: acts.Dissolution(DAY, below)})
    assert parent_of(below, DAY) == top


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2009, 12, 31), "早于成立日期 2010-01-04"),
        (date(2020, 6, 1), "还有一次选举"),
        (AFTER, "已于 2022-01-01 撤销"),
    ],
)
def test_a_dissolution_at_the_wrong_time(day: date, says: str) -> None:
    ledger = SmallLedger()
    body = ledger.branch(dissolved=date(2022, 1, 1))
    act(simple.elect, {body: date(2021, 3, 1)})
    head = head_number()
    with pytest.raises(Refused, match=says) as refusal:
        act(acts.dissolve, {body: acts.Dissolution(day)})
    assert refusal.value.place == "day"
    assert head_number() == head


def test_a_successor_must_outlive_it() -> None:
    ledger = SmallLedger()
    one, two, gone = ledger.branch(), ledger.branch(), ledger.branch(dissolved=BEFORE)
    with pytest.raises(Refused, match="去向也要在这一笔里撤销"):
        act(acts.dissolve, {one: acts.Dissolution(DAY, two), two: acts.Dissolution(DAY)})
    with pytest.raises(NotStanding, match="已于 2020-05-31 撤销") as refusal:
        act(acts.dissolve, {one: acts.Dissolution(DAY, gone)})
    assert refusal.value.place == "successor"
    assert counts(DAY) == (0, 0, 0)


def test_merged_ones_bring_their_coverage_and_members() -> None:
    ledger = SmallLedger()
    one, two, three = (ledger.organization() for _ in range(3))
    kept, second, third = ledger.branch(one), ledger.branch(two, mode="attached"), ledger.branch(three, one)
    member = ledger.member(third)
    before = head_number()
    number = act(acts.merge, {kept: [second, third]}, DAY)
    assert counts(BEFORE) == (3, 3, 1)
    assert counts(DAY) == (1, 3, 1)
    assert counts(DAY, before) == (3, 3, 1)
    assert covers(kept, BEFORE) == [one]
    assert covers(kept, DAY) == [one, two, three]
    assert covers(kept, DAY, before) == [one]
    assert Coverage.objects.on(DAY, None).get(organization=two).mode == "attached"
    assert where(member, DAY) == kept
    assert breaches() == []
    take_back(number)
    assert counts(DAY) == (3, 3, 1)


def test_what_cannot_be_merged() -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    kept, other, third = ledger.branch(), ledger.branch(), ledger.branch()
    ledger.cover(other, (one, None), day=AFTER)
    head = head_number()
    for mergers in ({kept: [kept]}, {kept: []}, {kept: [third], other: [third]}):
        with pytest.raises(Refused) as refusal:
            act(acts.merge, mergers, DAY)
        assert refusal.value.place == "merged"
    with pytest.raises(TooEarly, match="2022-12-31 还有覆盖的变更"):
        act(acts.merge, {kept: [other]}, DAY)
    assert head_number() == head


def test_adjusted_from_a_day_on_or_all_along() -> None:
    ledger = SmallLedger()
    one, two = ledger.organization(), ledger.organization()
    body, upper = ledger.branch(one), ledger.branch(kind="committee")
    before = head_number()
    stated = acts.Adjustment(
        {"name": "新名", "kind": "joint_branch", "parent_id": upper}, ((one, "joint"), (two, "joint"))
    )
    act(acts.adjust, {body: stated}, DAY)
    assert [counts(day)[1] for day in (BEFORE, DAY)] == [1, 2]
    assert counts(DAY, before)[1] == 1
    assert (parent_of(body, BEFORE), parent_of(body, DAY)) == (None, upper)
    named = PartyOrganizationParticulars.objects.known(None).filter(party_organization=body).order_by("id")
    assert [(fact.kind, fact.end) for fact in named] == [("branch", DAY), ("joint_branch", None)]
    act(acts.adjust, {body: acts.Adjustment({"name": "更名"})})
    assert PartyOrganizationParticulars.objects.on(DAY, None).get(party_organization=body).name == "更名"
    assert breaches() == []


def test_what_cannot_be_adjusted() -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    upper, below, later = ledger.branch(), ledger.branch(), ledger.branch(founded=AFTER)
    act(simple.set_particulars, {below: {"parent_id": upper}})
    ledger.cover(below, (one, None), day=AFTER)
    head = head_number()
    for parent in (below, upper):
        with pytest.raises(Circular):
            act(acts.adjust, {upper: acts.Adjustment({"parent_id": parent})}, DAY)
    with pytest.raises(NotStanding):
        act(acts.adjust, {below: acts.Adjustment({"parent_id": later})}, DAY)
    with pytest.raises(OutOfOrder):
        act(acts.adjust, {below: acts.Adjustment(covers=())}, DAY)
    assert head_number() == head
