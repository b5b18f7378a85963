"""The list of findings: opened, kept and closed as the facts have it, in one entry, and never twice."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import make_act
from tests.ledgers import LONG_AGO, SmallLedger

from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.journal.services.reversal import reverse
from shejian.journal.services.verification import verify_journal
from shejian.oversight.models import KeptFinding
from shejian.oversight.queries import closed_findings, open_findings, wanted
from shejian.oversight.services.keeping import Backwards, bring_up_to_date
from shejian.party.models import Election
from shejian.snapshot.frames import SNAPSHOT

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)
LATER = date(2026, 11, 23)


def keep(day: date = DAY) -> tuple[int | None, int, int, int]:
    done = bring_up_to_date(make_act(), day)
    return done.entry, done.opened, done.closed, done.open


def listed() -> list[tuple[str, int]]:
    return sorted((one.item, one.subject_number) for one in open_findings())


def elect(branch: int, day: date) -> None:
    with posting(make_act(), "test.elect") as made:
        made.record(Election, ("party_organization_id", "start", "end"), [(branch, day, None)])


@pytest.fixture
def ledger() -> SmallLedger:
    return SmallLedger()


def test_what_is_found_is_opened_once(ledger: SmallLedger) -> None:
    organization = ledger.organization()
    branch = ledger.branch(organization)
    entry, opened, closed, standing = keep()
    assert (opened, closed, standing) == (2, 0, 2)
    assert entry == Entry.objects.order_by("number").last().number  # type: ignore[union-attr]
    assert listed() == [("commitment_missing", organization), ("few_full_members", branch)]
    few = next(one for one in open_findings() if one.item == "few_full_members")
    assert (few.because, few.since, few.opened, few.severity) == (
        "当日没有正式党员，应有 3名",
        LONG_AGO,
        DAY,
        "hint",
    )
    assert "条款待核" in few.clause
    count = Entry.objects.count()
    assert keep() == (None, 0, 0, 2)
    assert keep(LATER) == (None, 0, 0, 2)
    assert Entry.objects.count() == count
    assert verify_journal() == []


def test_what_is_gone_is_closed_and_found_again_is_another(ledger: SmallLedger) -> None:
    branch = ledger.branch(ledger.organization())
    keep()
    first = next(one.number for one in open_findings() if one.item == "few_full_members")
    members = [ledger.member(branch) for _ in range(3)]
    assert keep(LATER)[1:] == (0, 1, 1)
    assert [(one.number, one.closed) for one in closed_findings()] == [(first, LATER)]
    ledger.transfer(members[0], ledger.branch(), date(2026, 11, 24))
    assert keep(date(2026, 11, 25))[1] == 1
    again = next(one for one in open_findings() if one.item == "few_full_members")
    assert again.number != first
    assert (again.since, again.opened) == (date(2026, 11, 24), date(2026, 11, 25))


def test_opened_and_closed_on_one_day(ledger: SmallLedger) -> None:
    branch = ledger.branch(ledger.organization())
    keep()
    for _ in range(3):
        ledger.member(branch)
    assert keep()[1:] == (0, 1, 1)
    assert [(one.opened, one.closed) for one in closed_findings()] == [(DAY, DAY)]


def test_what_cannot_be_told_any_more_stays_open(ledger: SmallLedger) -> None:
    from shejian.registry.services import organizations as register

    organization = ledger.organization()
    with posting(make_act(), "test.count") as made:
        register.count_heads(made, DAY, {organization: (20, 3)})
    keep()
    assert ("should_have_built", organization) in listed()
    assert keep(LATER)[2] == 0
    assert ("should_have_built", organization) in listed()


def test_days_alone_open_and_an_election_closes(ledger: SmallLedger) -> None:
    branch = ledger.branch(ledger.organization())
    elect(branch, date(2023, 11, 22))
    assert keep()[1] == 3  # its term ends today, and ought to have been reminded of
    assert ("term_ending", branch) in listed()
    keep(LATER)
    assert ("term_over", branch) in listed()
    assert ("term_ending", branch) not in listed()
    elect(branch, LATER)
    keep(LATER)
    assert [item for item, _ in listed()] == ["commitment_missing", "few_full_members"]


def test_an_earlier_day_than_the_list_is_refused(ledger: SmallLedger) -> None:
    ledger.branch(ledger.organization())
    keep()
    before = list(KeptFinding.objects.values_list("id", "end", "superseded_by"))
    with pytest.raises(Backwards, match="问题清单已经更新到 2026-11-22，不能再按更早的 2026-11-21 更新"):
        keep(date(2026, 11, 21))
    assert list(KeptFinding.objects.values_list("id", "end", "superseded_by")) == before


def test_a_finding_keeps_no_entry_from_being_taken_back(ledger: SmallLedger) -> None:
    organization = ledger.organization()
    entry = Entry.objects.order_by("number").last()
    keep()
    reverse(make_act(), entry, "journal.undo", lambda model: False)
    assert keep()[1:] == (0, 1, 0)
    assert [one.subject_number for one in closed_findings()] == [organization]


def test_what_is_wanted_is_what_is_open(ledger: SmallLedger) -> None:
    for _ in range(3):
        ledger.branch(ledger.organization(), ledger.organization())
    keep()
    assert set(wanted(SNAPSHOT.picture(), DAY).found) == {one.key for one in open_findings()}
