"""A finding is given to somebody, answered, looked into; what cannot be is refused, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act
from tests.ledgers import SmallLedger

from shejian.accounts.models import User
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.oversight.queries import NOTHING, State, handlings, open_findings
from shejian.oversight.services.handling import AssignmentDraft, answer, assign, verify, waive
from shejian.oversight.services.keeping import bring_up_to_date
from shejian.party.services.refusals import Refused

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)
DUE = date(2026, 12, 1)


@pytest.fixture
def ledger() -> SmallLedger:
    ledger = SmallLedger()
    ledger.branch(ledger.organization())
    bring_up_to_date(make_act(), DAY)
    return ledger


def number() -> int:
    return next(one.number for one in open_findings() if one.item == "few_full_members")


def do(act: Callable[..., None], *args: Any, **more: Any) -> None:
    with posting(make_act(), "test.handle") as made:
        act(made, [number()], *args, **more)


def state(day: date = DAY) -> State:
    kept = next(one for one in open_findings() if one.number == number())
    return handlings([kept.number]).get(kept.number, NOTHING).state(kept, day)


def refused(act: Callable[..., None], *args: Any, **more: Any) -> tuple[str, str]:
    before = Entry.objects.count()
    with pytest.raises(Refused) as refusal:
        do(act, *args, **more)
    assert Entry.objects.count() == before
    return refusal.value.place, str(refusal.value)


def test_from_opening_to_acceptance(ledger: SmallLedger) -> None:
    town = ledger.units["东关镇"]
    assert state() is State.OPEN
    do(assign, AssignmentDraft(town, due=DUE, said="月底前办好"), DAY)
    assert (state(DUE), state(date(2026, 12, 2))) == (State.ASSIGNED, State.OVERDUE)
    do(answer, "已同邻村支部商定联合组建", DAY)
    assert state(date(2026, 12, 2)) is State.ANSWERED
    do(verify, accepted=False, said="没有附商定的文件", day=DAY)
    assert state() is State.SENT_BACK
    do(answer, "补上文件", DAY)
    do(verify, accepted=True, said="", day=DAY)
    assert state() is State.ACCEPTED
    handled = handlings([number()])[number()]
    assert [one.said for one in handled.answers] == ["已同邻村支部商定联合组建", "补上文件"]
    assert [one.accepted for one in handled.verifications] == [False, True]


def test_given_to_another_it_is_the_others(ledger: SmallLedger) -> None:
    do(assign, AssignmentDraft(ledger.units["东关镇"]), DAY)
    console = User.objects.console().pk
    do(assign, AssignmentDraft(ledger.units["西关镇"], user=console), date(2026, 11, 25))
    handled = handlings([number()])[number()]
    assert handled.assignment is not None
    assert (handled.assignment.unit_id, handled.assignment.user_id) == (ledger.units["西关镇"], console)
    assert sorted((one.unit_id, one.end) for one in handled.assignments if one.end) == [
        (ledger.units["东关镇"], date(2026, 11, 25))
    ]
    assert state() is State.ASSIGNED


def test_what_cannot_be(ledger: SmallLedger) -> None:
    one, town = number(), ledger.units["东关镇"]
    assert refused(assign, AssignmentDraft(town, due=date(2026, 11, 21)), DAY) == (
        "due",
        "办结期限 2026-11-21 已经过了；请写今天或以后的日子",
    )
    assert refused(answer, "办了", DAY) == ("said", f"问题 {one} 还没有交办，不能答复；请先交办")
    do(assign, AssignmentDraft(town), DAY)
    nothing = f"问题 {one} 没有等待核实的答复；请等答复以后再核实"
    assert refused(verify, accepted=True, said="", day=DAY) == ("accepted", nothing)
    do(answer, "办了", DAY)
    assert refused(verify, accepted=False, said="", day=DAY) == ("said", "退回要写明理由，承办人才知道补什么")
    do(verify, accepted=True, said="", day=DAY)
    assert refused(verify, accepted=True, said="", day=DAY) == ("accepted", nothing)


def test_waived_until_a_day(ledger: SmallLedger) -> None:
    until = date(2027, 1, 1)
    assert refused(waive, "撤并在即", DAY, DAY) == ("until", "到期的日子 2026-11-22 应晚于 2026-11-22")
    do(waive, "撤并在即", DAY, until)
    assert (state(), state(until)) == (State.WAIVED, State.OPEN)
    assert refused(waive, "再说一遍", DAY) == ("reason", f"问题 {number()} 已经不再督办")


def test_what_is_closed_is_not_handled(ledger: SmallLedger) -> None:
    one = number()
    branch = next(kept.subject_number for kept in open_findings() if kept.number == one)
    for _ in range(3):
        ledger.member(branch)
    bring_up_to_date(make_act(), DAY)

    before = Entry.objects.count()
    over = f"问题 {one} 已于 2026-11-22 销号，不用再办"
    with pytest.raises(Refused, match=over), posting(make_act(), "test") as made:
        assign(made, [one], AssignmentDraft(ledger.units["东关镇"]), DAY)
    assert Entry.objects.count() == before
