"""Who sits in on a meeting of another branch: recorded, shown, and put right."""

from __future__ import annotations

import pytest
from tests.activities.gathering import holdings, numbers
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import controls, hand_in
from tests.office.test_meetings import DAY, branch, form, refused
from tests.office.test_person import record
from tests.party.bodies import breaches

from shejian.activities.models import Meeting
from shejian.activities.queries import accounts_of
from shejian.base.queries import head_number
from shejian.people.services.persons import PersonDraft
from shejian.reports.minutes import called_in, stated

pytestmark = pytest.mark.django_db


def test_a_leader_sits_in_and_is_on_the_page_in_the_minutes_and_on_his_own_page() -> None:
    ledger = SmallLedger()
    client, body, (one,) = branch("沈荣荣", ledger=ledger)
    leader = record(ledger.branch(ledger.organization()), PersonDraft("何秀英", ""))
    before = holdings()
    by_numbers = {"kind": "theme_day", "how": "numbers", "observer-0": "何秀英"}
    refused(hand_in(client, form(body, day=DAY), **by_numbers), before, "只记人数时没有名单，列席的人无处可记")
    said = {"kind": "theme_day", "topic": "清理河道"}
    says = f"人员 {one} 的组织关系 {DAY} 就在参加的党组织，是到会不是列席"
    refused(hand_in(client, form(body, day=DAY), **said, **{"observer-0": "沈荣荣"}), before, says)
    done = hand_in(client, form(body, day=DAY), **said, **{"observer-0": "何秀英"})
    assert done.status_code == 302
    meeting = Meeting.objects.get().pk
    assert holdings()[3] == [(meeting, DAY, one, "present"), (meeting, DAY, leader, "observer")]
    assert numbers() == [(1, 1)]
    page = words(client.get(f"/meetings/{meeting}/"))
    assert "到会 1，列席 1" in page
    assert f"何＊英（人员 {leader}） 列席" in page
    (account_,) = accounts_of([meeting], head_number())
    assert ("列席", "何秀英") in stated(account_, called_in([account_], DAY, head_number(), frozenset({leader}))).rows
    assert "列席" in words(client.get(f"/persons/{leader}/"))
    correct = f"/meetings/{meeting}/acts/correct/"
    assert controls(client.get(correct))[f"state-{leader}"] == "observer"
    assert hand_in(client, correct, **{f"state-{leader}": "off"}).status_code == 302
    assert holdings()[3] == [(meeting, DAY, one, "present")]
    assert breaches() == []
