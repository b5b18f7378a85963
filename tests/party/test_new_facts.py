"""Work, committees, dues and learning: recorded, corrected, taken back, and moved with whoever turns out to be one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import F
from tests.ledgers import LONG_AGO, SmallLedger
from tests.party.bodies import AFTER, BEFORE, DAY, act, breaches, take_back

from shejian.activities.services.organizations import merge_organizations
from shejian.base.queries import head_number
from shejian.core.calendar import Span
from shejian.journal.services.holding import OutOfOrder
from shejian.party.models import Committee, Dues, Employment, Learning
from shejian.party.services.committees import CommitteeState, clear_committees, set_committees
from shejian.party.services.dues import DuesDraft, record_dues, withdraw_dues
from shejian.party.services.learning import record_learning
from shejian.party.services.persons import merge_persons
from shejian.party.services.refounding import correct_founding
from shejian.party.services.refusals import NotStanding, Refused, TooEarly
from shejian.party.services.reorganizing import Dissolution, dissolve
from shejian.party.services.work import Job, change_hours, correct_work, employ, leave, withdraw_work
from shejian.people.services.persons import PersonDraft, record_persons

pytestmark = pytest.mark.django_db

YEAR = Span(date(2022, 1, 1), date(2023, 1, 1))


def month(first: int, last: int | None = None) -> Span:
    after = (last or first) + 1
    return Span(date(2022, first, 1), date(2022, after, 1) if after <= 12 else date(2023, 1, 1))


def persons(*names: str) -> list[int]:
    found: list[int] = []
    act(lambda made: found.extend(record_persons(made, [PersonDraft(name, "") for name in names])))
    return found


def rows(model: Any, *names: str) -> list[tuple[Any, ...]]:
    return list(model.objects.known(None).order_by(F("start").asc(nulls_first=True), "id").values_list(*names))


def work() -> list[tuple[Any, ...]]:
    return rows(Employment, "person", "organization", "start", "end", "full_time")


def refused(kind: type[Exception], says: str, do: Any, *arguments: Any) -> None:
    """An act that is refused leaves the journal, and the work recorded, as they were."""
    head, held = head_number(), work()
    with pytest.raises(kind, match=says):
        act(do, *arguments)
    assert (head_number(), work()) == (head, held)


def test_work_begins_changes_and_ends_on_its_days_and_each_act_can_be_taken_back() -> None:
    ledger = SmallLedger()
    one, (who, other) = ledger.organization(), persons("沈荣荣", "周海燕")
    act(employ, [Job(who, one, DAY, None), Job(other, one, None, False)])
    assert work() == [(other, one, None, None, False), (who, one, DAY, None, None)]
    (fact,) = Employment.objects.known(None).filter(person=who)
    changed = act(change_hours, {fact.pk: (AFTER, True)})
    assert work()[1:] == [(who, one, DAY, AFTER, None), (who, one, AFTER, None, True)]
    take_back(changed)
    (fact,) = Employment.objects.known(None).filter(person=who)
    act(change_hours, {fact.pk: (DAY, True)})
    assert work()[1:] == [(who, one, DAY, None, True)]
    (fact,) = Employment.objects.known(None).filter(person=who)
    act(leave, {fact.pk: AFTER})
    assert work()[1:] == [(who, one, DAY, AFTER, True)]
    act(employ, [Job(who, one, AFTER, False)])
    assert work()[1:] == [(who, one, DAY, AFTER, True), (who, one, AFTER, None, False)]
    act(withdraw_work, [Employment.objects.known(None).get(start=AFTER).pk])
    assert work()[1:] == [(who, one, DAY, AFTER, True)]
    assert breaches() == []


def test_work_that_cannot_be_is_refused_and_nothing_is_written() -> None:
    ledger = SmallLedger()
    one, two, (who,) = ledger.organization(), ledger.organization(), persons("沈荣荣")
    act(employ, [Job(who, one, DAY, True), Job(who, two, DAY, False, AFTER)])
    facts = {fact.organization_id: fact.pk for fact in Employment.objects.known(None)}
    refused(Refused, "已经在这家", employ, [Job(who, one, AFTER, True)])
    refused(Refused, "要晚于到岗日期", employ, [Job(who, one, AFTER, True, DAY)])
    refused(Refused, "已经在这家", employ, [Job(who, two, BEFORE, None), Job(who, two, AFTER, None)])
    refused(TooEarly, "才到这家", leave, {facts[one]: DAY})
    refused(Refused, "已于 2022-12-31 离开", leave, {facts[two]: AFTER})
    refused(TooEarly, "才到这家", change_hours, {facts[one]: (BEFORE, False)})
    refused(Refused, "已经在这家", correct_work, {facts[two]: {"organization_id": one}})
    refused(Refused, "要晚于到岗日期", correct_work, {facts[two]: {"start": AFTER}})
    act(withdraw_work, [facts[two]])
    refused(Refused, "已被改动", withdraw_work, [facts[two]])
    refused(Refused, "已被改动", leave, {facts[two]: AFTER})
    act(correct_work, {facts[one]: {"organization_id": two, "start": None}})
    assert work() == [(who, two, None, None, True)]


def test_a_committee_is_stated_from_a_day_on_corrected_and_unknown_again() -> None:
    ledger = SmallLedger()
    body, other = ledger.branch(founded=DAY), ledger.branch()
    act(set_committees, {body: CommitteeState(exists=False)}, DAY)
    act(set_committees, {body: CommitteeState(exists=True, appointed=False), other: CommitteeState(exists=True)}, AFTER)
    said = rows(Committee, "party_organization", "start", "end", "exists", "appointed")
    assert said == [(body, DAY, AFTER, False, None), (body, AFTER, None, True, False), (other, AFTER, None, True, None)]
    head = head_number()
    for kind, day in ((OutOfOrder, DAY), (NotStanding, BEFORE)):
        with pytest.raises(kind):
            act(set_committees, {body: CommitteeState(exists=False)}, day)
    assert (head_number(), rows(Committee, "party_organization", "start", "end", "exists", "appointed")) == (head, said)
    act(set_committees, {body: CommitteeState(exists=True, appointed=True)})
    assert (body, AFTER, True) in rows(Committee, "party_organization", "start", "appointed")
    act(clear_committees, [other])
    assert rows(Committee, "party_organization") == [(body,), (body,)]
    assert breaches() == []


def test_a_committee_ends_with_its_party_organization_and_begins_with_it() -> None:
    ledger = SmallLedger()
    body, other = ledger.branch(founded=DAY), ledger.branch(founded=DAY)
    act(set_committees, {body: CommitteeState(exists=True), other: CommitteeState(exists=True)}, DAY)
    act(dissolve, {body: Dissolution(AFTER)})
    act(correct_founding, {other: BEFORE}, {})
    said = rows(Committee, "party_organization", "start", "end")
    assert said == [(other, BEFORE, None), (body, DAY, AFTER)]


def paid() -> list[tuple[Any, ...]]:
    return sorted(rows(Dues, "person", "start", "end", "base_fen", "paid_fen"), key=lambda row: row[:2])


def test_dues_of_months_are_recorded_and_a_month_said_again_corrects_only_itself() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    one, two = ledger.member(body), ledger.member(body)
    half = DuesDraft(one, body, "salaried", 300000, paid=1500, paid_on=DAY)
    first = act(record_dues, month(1, 6), [half, DuesDraft(two, body, "exempt")])
    assert paid() == [(one, *_days(1, 6), 300000, 1500), (two, *_days(1, 6), None, None)]
    number = act(record_dues, month(3), [DuesDraft(one, body, "salaried", 600000, due=2000, paid=0)])
    assert [row[1:] for row in paid() if row[0] == one] == [
        (*_days(1, 2), 300000, 1500),
        (*_days(3, 3), 600000, 0),
        (*_days(4, 6), 300000, 1500),
    ]
    act(record_dues, month(3), [DuesDraft(one, body, "salaried", 600000, due=2000, paid=2000, paid_on=AFTER)])
    (march,) = Dues.objects.known(None).filter(person=one, start=date(2022, 3, 1))
    assert (march.due_fen, march.paid_fen, march.paid_on) == (2000, 2000, AFTER)
    head = head_number()
    same = act(record_dues, month(3), [DuesDraft(one, body, "salaried", 600000, due=2000, paid=2000, paid_on=AFTER)])
    assert not Dues.objects.filter(entry_id__gt=head).exists()
    assert same == head + 1
    act(withdraw_dues, month(2, 4), [one])
    assert [row[1:3] for row in paid() if row[0] == one] == [_days(1, 1), _days(5, 6)]
    assert breaches() == []
    take_back(head + 2)
    take_back(head)
    take_back(number)
    assert paid() == [(one, *_days(1, 6), 300000, 1500), (two, *_days(1, 6), None, None)]
    take_back(first)
    assert paid() == []


def _days(first: int, last: int) -> tuple[Any, Any]:
    return month(first, last).start, month(first, last).end


@pytest.mark.parametrize(
    ("draft", "place", "says"),
    [
        ({"base": -1}, "base", "计算基数不能是负数"),
        ({"due": -1}, "due", "核定数额不能是负数"),
        ({"paid": -1}, "paid", "实交数额不能是负数"),
        ({"base": 100, "due": 101}, "due", "核定数额比计算基数还多"),
        ({"base": 100, "paid": 101}, "paid", "实交数额比计算基数还多"),
        ({"basis": "exempt", "due": 20}, "due", "免交"),
        ({"paid_on": DAY}, "paid_on", "没有写实交数额"),
    ],
)
def test_dues_that_cannot_be_are_refused_and_nothing_is_written(draft: Any, place: str, says: str) -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    fine, wrong = DuesDraft(ledger.member(body), body, "fixed", due=20), {"basis": "salaried"} | draft
    head = head_number() + 1
    wrong_draft = DuesDraft(ledger.member(body), body, **wrong)
    with pytest.raises(Refused, match=says) as found:
        act(record_dues, month(1), [fine, wrong_draft])
    assert (found.value.place, head_number(), paid()) == (place, head, [])


def test_dues_are_of_whole_months_and_of_each_member_once() -> None:
    ledger = SmallLedger()
    body = ledger.branch()
    draft = DuesDraft(ledger.member(body), body, "fixed", due=20)
    for span in (Span(date(2022, 1, 2), date(2022, 2, 1)), Span(date(2022, 1, 1)), Span(None, date(2022, 1, 1))):
        with pytest.raises(Refused, match="整月"):
            act(record_dues, span, [draft])
    with pytest.raises(Refused, match="两次"):
        act(record_dues, month(1), [draft, draft])
    assert paid() == []


def test_hours_are_of_a_year_and_a_kind_and_bounded_by_the_year() -> None:
    ledger = SmallLedger()
    who = ledger.member(ledger.branch())
    act(record_learning, YEAR, {(who, "member"): 32, (who, "secretary"): 0})
    act(record_learning, YEAR, {(who, "member"): 30, (who, "secretary"): None})
    assert rows(Learning, "person", "start", "end", "kind", "hours") == [(who, YEAR.start, YEAR.end, "member", 30)]
    head = head_number()
    for hours, says in ((-1, "负数"), (365 * 24 + 1, "全年的小时数")):
        with pytest.raises(Refused, match=says):
            act(record_learning, YEAR, {(who, "member"): hours})
    assert (head_number(), rows(Learning, "hours")) == (head, [(30,)])
    act(record_learning, YEAR, {(who, "member"): 365 * 24})
    assert rows(Learning, "hours") == [(8760,)]


def test_what_is_said_of_two_persons_is_said_of_the_one_and_its_own_word_stands() -> None:
    ledger = SmallLedger()
    body, at = ledger.branch(), ledger.organization()
    kept, other = persons("沈荣荣", "沈荣荣")
    act(employ, [Job(kept, at, DAY, True, AFTER), Job(other, at, LONG_AGO, False)])
    act(record_dues, month(1, 3), [DuesDraft(kept, body, "fixed", due=20)])
    act(record_dues, month(2, 6), [DuesDraft(other, body, "exempt")])
    act(record_learning, YEAR, {(kept, "member"): 8, (other, "member"): 16, (other, "secretary"): 56})
    number = act(merge_persons, {other: kept})
    assert work() == [(kept, at, LONG_AGO, DAY, False), (kept, at, DAY, AFTER, True), (kept, at, AFTER, None, False)]
    assert rows(Dues, "person", "start", "end", "basis") == [
        (kept, *_days(1, 3), "fixed"),
        (kept, *_days(4, 6), "exempt"),
    ]
    assert sorted(rows(Learning, "person", "kind", "hours")) == [(kept, "member", 8), (kept, "secretary", 56)]
    assert breaches() == []
    take_back(number)
    assert work() == [(other, at, LONG_AGO, None, False), (kept, at, DAY, AFTER, True)]
    assert sorted(rows(Learning, "person", "kind", "hours"))[-1] == (other, "secretary", 56)


def test_work_in_two_organizations_that_are_one_is_work_in_the_one() -> None:
    ledger = SmallLedger()
    kept, other = ledger.organization(), ledger.organization()
    one, two = persons("沈荣荣", "周海燕")
    act(employ, [Job(one, kept, DAY, True), Job(one, other, LONG_AGO, False), Job(two, other, None, None)])
    act(merge_organizations, {other: kept})
    assert work() == [(two, kept, None, None, None), (one, kept, LONG_AGO, DAY, False), (one, kept, DAY, None, True)]
    assert breaches() == []
