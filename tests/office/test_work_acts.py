"""Forms on where people work, on committees and on the clause of a charter, through the browser's requests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import filled, hand_in
from tests.office.test_body_acts import take_back
from tests.office.test_ledger import county_clerk
from tests.office.test_person import record
from tests.office.test_person_acts import GROWN, acts
from tests.party.bodies import AFTER, DAY, act, breaches, counts

from shejian.base.queries import head_number
from shejian.party.models import Affiliation, Committee, Employment, Membership
from shejian.party.services.work import Job, employ
from shejian.people.models import Person
from shejian.people.services.persons import PersonDraft
from shejian.registry.models import Charter, Registration

pytestmark = pytest.mark.django_db


def called(organization: int) -> str:
    return str(Registration.objects.known(None).get(organization=organization).name)


def work() -> list[tuple[Any, ...]]:
    held = Employment.objects.known(None).order_by(F("start").asc(nulls_first=True), "id")
    return list(held.values_list("person", "organization", "start", "end", "full_time"))


def refused(client: Client, address: str, says: str, held: Any, /, **said: str) -> None:
    """Handed in, it is refused with these words, and nothing is recorded."""
    head, before = head_number(), held()
    response = hand_in(client, address, **said)
    assert (response.status_code, head_number(), held()) == (422, head, before)
    assert says in words(response)


def test_work_is_registered_changed_and_taken_back() -> None:
    ledger = SmallLedger()
    at = ledger.organization()
    one = record(ledger.branch(at), PersonDraft("沈荣荣", GROWN))
    client, head = county_clerk(ledger), head_number()
    refused(client, acts(one, "change-work"), "请选哪一处", work, change="leaves", day="2021-01-01")
    refused(client, acts(one, "work"), "没有叫“没有的协会”的社会组织", work, organization="没有的协会")
    refused(client, acts(one, "work"), "还没有到", work, organization=called(at), start="2027-01-01")
    said = {"organization": called(at), "full_time": "yes", "start": "2020-06-01"}
    assert hand_in(client, acts(one, "work"), **said).status_code == 302
    assert work() == [(one, at, DAY, None, True)]
    refused(client, acts(one, "work"), "已经在这家社会组织工作", work, **said)
    page = words(client.get(f"/persons/{one}/"))
    assert f"在{called(at)}工作（专职）" in page
    assert f"在职 {called(at)}" in page
    assert "专职 沈＊荣" in words(client.get(f"/organizations/{at}/"))
    fact = str(Employment.objects.known(None).get().pk)
    change = acts(one, "change-work")
    refused(client, change, "现在就是专职", work, employment=fact, change="full-time", day="2021-01-01")
    refused(client, change, "才到这家社会组织工作", work, employment=fact, change="leaves", day="2020-06-01")
    assert hand_in(client, change, employment=fact, change="part-time", day="2021-01-01").status_code == 302
    assert work() == [(one, at, DAY, date(2021, 1, 1), True), (one, at, date(2021, 1, 1), None, False)]
    take_back(client, head + 2)
    fact = str(Employment.objects.known(None).get().pk)
    assert hand_in(client, change, employment=fact, change="leaves", day="2022-12-31").status_code == 302
    assert work() == [(one, at, DAY, AFTER, True)]
    take_back(client, head + 4)
    take_back(client, head + 1)
    assert work() == []
    assert breaches() == []


def test_a_full_member_from_elsewhere_is_registered_where_he_works_and_counts_as_no_member_here() -> None:
    ledger = SmallLedger()
    at = ledger.organization()
    bearer = record(ledger.branch(at), PersonDraft("周海燕", GROWN))
    client, head, before = county_clerk(ledger), head_number(), counts(AFTER)
    address = f"/organizations/{at}/party-acts/worker/"
    assert filled(client, address)["name"] == ""
    for said, says in (
        ({"identity": GROWN}, f"已经登记给人员 {bearer}"),
        ({"joined": ""}, "请至少写入党日期"),
        ({"full_on": "2009-01-01"}, "早于入党日期 2010-06-01"),
        ({"start": "2009-12-31"}, "早于成立登记日期 2010-01-04"),
    ):
        refused(client, address, says, work, **({"name": "沈荣荣", "joined": "2010-06-01"} | said))
    said = {"name": "沈荣荣", "joined": "2010-06-01", "full_on": "2011-06-01", "start": "2020-06-01"}
    assert hand_in(client, address, **said).status_code == 302
    (one,) = Person.objects.filter(entry=head + 1).values_list("id", flat=True)
    assert work() == [(one, at, DAY, None, True)]
    held = Membership.objects.known(None).get(person=one)
    assert (held.category, held.start, held.full_on) == ("full", date(2010, 6, 1), date(2011, 6, 1))
    assert not Affiliation.objects.filter(person=one).exists()
    assert counts(AFTER) == before
    assert "没有组织关系" in words(client.get(f"/persons/{one}/"))
    take_back(client, head + 1)
    assert work() == []
    assert breaches() == []


def test_a_clerk_reaches_who_works_in_his_town_unless_his_relation_stands_elsewhere() -> None:
    ledger = SmallLedger()
    here, there = ledger.organization(town="东关镇"), ledger.organization(town="西关镇")
    body = ledger.branch(there)
    own = record(body, PersonDraft("周海燕", ""))
    other = record(ledger.branch(here), PersonDraft("何秀英", ""))
    client = county_clerk(ledger, "东关镇", "town-clerk")
    hand_in(county_clerk(ledger), f"/organizations/{here}/party-acts/worker/", name="沈荣荣", joined="2010-06-01")
    alone = Employment.objects.known(None).get().person_id
    act(employ, [Job(own, here, None, True), Job(other, there, None, True)])
    assert [client.get(f"/persons/{one}/").status_code for one in (alone, own, other)] == [200, 403, 200]


def committees() -> list[tuple[Any, ...]]:
    return list(
        Committee.objects.known(None)
        .order_by(F("start").asc(nulls_first=True), "id")
        .values_list("start", "end", "exists", "appointed")
    )


def test_a_committee_is_stated_from_a_day_on_corrected_and_unknown_again() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    client, head = county_clerk(ledger), head_number()
    address = f"/party-organizations/{body}/acts/committee/"
    for said, says in (
        ({}, "没有改动"),
        ({"appointed": "yes"}, "也请选有没有委员会"),
        ({"exists": "yes", "day": "2009-01-01"}, "早于成立日期 2010-01-04"),
        ({"exists": "yes", "day": "2027-01-01"}, "还没有到"),
    ):
        refused(client, address, says, committees, **said)
    assert "委员会 未填" in words(client.get(f"/party-organizations/{body}/"))
    assert hand_in(client, address, exists="yes", appointed="no", day="2020-06-01").status_code == 302
    assert committees() == [(DAY, None, True, False)]
    assert "设委员会，负责人选举产生" in words(client.get(f"/party-organizations/{body}/"))
    assert hand_in(client, address, appointed="yes").status_code == 302
    assert committees() == [(DAY, None, True, True)]
    refused(client, address, "请把日期清空", committees, exists="", appointed="", day="2021-01-01")
    assert hand_in(client, address, exists="", appointed="").status_code == 302
    assert committees() == []
    take_back(client, head + 3)
    take_back(client, head + 2)
    take_back(client, head + 1)
    assert committees() == []
    assert breaches() == []


def charters() -> list[tuple[Any, ...]]:
    names = ("start", "end", "party_building", "clause", "adopted_on", "approved_on")
    return list(Charter.objects.known(None).order_by(F("start").asc(nulls_first=True), "id").values_list(*names))


def test_the_clause_of_a_charter_is_stated_and_taken_back() -> None:
    ledger = SmallLedger()
    one = ledger.organization(charter=True)
    client, head = county_clerk(ledger), head_number()
    address = f"/organizations/{one}/party-acts/clause/"
    for said, says in (
        ({}, "没有改动"),
        ({"adopted_on": "2020-01-01"}, "也请选条款版本"),
        ({"clause": "2019", "adopted_on": "2020-03-01", "approved_on": "2020-02-01"}, "早于表决通过日期 2020-03-01"),
        ({"clause": "2019", "day": "2027-01-01"}, "还没有到"),
        ({"clause": "2019", "day": "2009-01-01"}, "早于成立登记日期 2010-01-04"),
        ({"clause": "2020"}, "没有“2020”这一项"),
    ):
        refused(client, address, says, charters, **said)
    said = {"clause": "2019", "adopted_on": "2020-03-01", "approved_on": "2020-05-01", "day": "2020-06-01"}
    assert hand_in(client, address, **said).status_code == 302
    days = (date(2020, 3, 1), date(2020, 5, 1))
    assert charters() == [(None, DAY, True, None, None, None), (DAY, None, True, "2019", *days)]
    page = words(client.get(f"/organizations/{one}/"))
    assert "已载明党建，2019 年条款，2020-03-01 表决通过，2020-05-01 核准" in page
    assert hand_in(client, address, clause="none", adopted_on="", approved_on="").status_code == 302
    assert charters()[1] == (DAY, None, False, "none", None, None)
    refused(client, address, "请把日期清空", charters, clause="", day="2021-01-01")
    take_back(client, head + 2)
    assert hand_in(client, address, clause="", adopted_on="", approved_on="").status_code == 302
    assert charters()[1] == (DAY, None, True, None, None, None)
    take_back(client, head + 4)
    take_back(client, head + 1)
    assert charters() == [(None, None, True, None, None, None)]
    assert breaches() == []
