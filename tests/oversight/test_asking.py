"""A party organization is asked for what it lacks: once, until the ledger shows that it lacks it no more."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import make_act
from tests.ledgers import SmallLedger

from shejian.activities.services.happenings import MeetingDraft, hold_meetings
from shejian.core.indicators.effective import Condition
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.oversight.models import CompletionRequest
from shejian.oversight.queries import Requested, asked_of
from shejian.oversight.services.asking import CompletionDraft, ask_to_complete
from shejian.party.services.refusals import Refused

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)
DUE = date(2026, 12, 31)
LACKS = (Condition.MEMBERS, Condition.TERM, Condition.SILENCE, Condition.LIFE)
"""What a branch lacks of which nothing is on record but that it was founded."""


@pytest.fixture
def branch() -> int:
    ledger = SmallLedger()
    return ledger.branch(ledger.organization())


def ask(branch: int, *conditions: Condition, said: str = "请补记组织生活", due: date = DUE, day: date = DAY) -> int:
    with posting(make_act(), "oversight.ask") as made:
        draft = CompletionDraft(branch, conditions or LACKS, said, "条款待核", due)
        ask_to_complete(made, [draft], day)
    return made.number


def asked(branch: int, day: date = DAY) -> tuple[Requested, ...]:
    return asked_of([branch], day)


def refused(branch: int, *conditions: Condition, said: str = "x", due: date = DUE, day: date = DAY) -> tuple[str, str]:
    before = (Entry.objects.count(), CompletionRequest.objects.count())
    with pytest.raises(Refused) as refusal:
        ask(branch, *conditions, said=said, due=due, day=day)
    assert (Entry.objects.count(), CompletionRequest.objects.count()) == before
    return refusal.value.place, str(refusal.value)


def hold(branch: int, *days: date) -> None:
    with posting(make_act(), "test.meeting") as made:
        hold_meetings(made, [MeetingDraft(branch, "theme_day", day, "", None, None) for day in days])


def test_it_is_asked_for_what_it_lacks(branch: int) -> None:
    number = ask(branch)
    (one,) = asked(branch)
    assert (one.conditions, one.said, one.clause) == (LACKS, "请补记组织生活", "条款待核")
    assert (one.asked, one.due, one.entry) == (DAY, DUE, number)
    assert asked_of(None, DAY) == (one,)
    assert asked_of([branch + 1], DAY) == ()
    assert asked(branch, date(2026, 11, 21)) == ()
    assert asked_of([branch], DAY, number - 1) == ()


def test_it_is_over_when_the_ledger_shows_it_and_by_nothing_else(branch: int) -> None:
    ask(branch, Condition.SILENCE)
    hold(branch, date(2026, 7, 1), date(2026, 11, 1))
    assert [one.conditions for one in asked(branch)] == [(Condition.SILENCE,)]  # of the months before nothing is known
    hold(branch, date(2026, 1, 15))
    assert asked(branch) == ()
    assert CompletionRequest.objects.known(None).get().end is None


def test_it_is_not_asked_twice_while_it_has_time(branch: int) -> None:
    number = ask(branch, Condition.TERM)
    place, why = refused(branch, Condition.TERM)
    assert place == f"said-{branch}"
    assert why == f"已于 2026-11-22 请它在 2026-12-31 以前补齐，不用再请一次；要改说法，先撤销第 {number} 笔，再重新请"
    ask(branch, Condition.TERM, Condition.MEMBERS, said="还差正式党员")
    assert [one.conditions for one in asked(branch)] == [(Condition.TERM,), (Condition.MEMBERS,)]


def test_after_its_day_it_is_asked_once_more_and_the_first_is_taken_over(branch: int) -> None:
    ask(branch, Condition.TERM)
    later = date(2027, 1, 5)
    ask(branch, Condition.TERM, said="再请补齐", due=date(2027, 2, 1), day=later)
    assert [(one.said, one.due) for one in asked(branch, later)] == [("再请补齐", date(2027, 2, 1))]
    assert [one.said for one in asked(branch, date(2027, 1, 4))] == ["请补记组织生活"]


def test_what_cannot_be_asked(branch: int) -> None:
    assert refused(branch, Condition.ATTACHED)[1] == "台账上已经不缺，不用请它补齐；请去掉它前面的勾"
    assert refused(branch, said="  ") == (f"said-{branch}", "请写明缺什么、怎么补")
    assert refused(branch, due=date(2026, 11, 21)) == (
        "due",
        "希望补齐的日子 2026-11-21 已经过了；请写今天或以后的日子",
    )
