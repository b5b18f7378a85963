"""Forms on a social organization, through the browser's requests."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ledgers import SmallLedger, value
from tests.office.conftest import words
from tests.office.handing_in import filled, hand_in
from tests.office.test_ledger import county_clerk

from shejian.journal.models import Entry
from shejian.registry.models import Standing

pytestmark = pytest.mark.django_db

DAY = date(2020, 6, 1)


def test_a_founding_date_is_corrected_and_the_figures_of_the_past_follow() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县甲协会", founded=DAY)
    client = county_clerk(ledger)
    head = Entry.objects.count()
    assert value("organizations", date(2020, 5, 31)) == 0
    address = f"/organizations/{one}/acts/correct/"
    form = filled(client, address)
    assert (form["founded"], form["name"], form["seen"]) == ("2020-06-01", "清河县甲协会", str(head))
    response = client.post(address, form | {"founded": "2020年5月1日", "reason": "看错月份"})
    assert (response.status_code, response["Location"]) == (302, f"/organizations/{one}/")
    assert Entry.objects.count() == head + 1
    assert list(Standing.objects.known(None).values_list("start", "status")) == [(date(2020, 5, 1), "active")]
    assert value("organizations", date(2020, 5, 31)) == 1
    assert value("organizations", date(2020, 5, 31), known=head) == 0
    said = words(client.get(f"/organizations/{one}/"))
    assert f"已更正清河县甲协会，记为第 {head + 1} 笔。" in said


def test_an_entry_is_taken_back_from_its_page_with_a_reason() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县甲协会", founded=DAY)
    client = county_clerk(ledger)
    hand_in(client, f"/organizations/{one}/acts/correct/", founded="2020-05-01", reason="看错月份")
    number = Entry.objects.count()
    said = words(client.get(f"/organizations/{one}/"))
    assert f"第 {number} 笔 更正社会组织 2026-11-22 10:00 · 小某 · 理由：看错月份" in said
    page = f"/entries/{number}/"
    assert "存续状态 1 条" in words(client.get(page))
    refused = client.post(page, {"reason": " "})
    assert (refused.status_code, Entry.objects.count()) == (422, number)
    assert "请写明撤销的理由" in words(refused)
    response = client.post(page, {"reason": "记到了另一家"})
    assert (response.status_code, response["Location"]) == (302, f"/organizations/{one}/")
    assert list(Standing.objects.known(None).values_list("start", flat=True)) == [DAY]
    assert value("organizations", date(2020, 5, 31)) == 0
    assert f"已撤销第 {number} 笔，记为第 {number + 1} 笔" in words(client.get(f"/organizations/{one}/"))
    assert "撤销的理由 记到了另一家" in words(client.get(page))
    assert client.post(page, {"reason": "再撤一次"}).status_code == 302
    assert Entry.objects.count() == number + 1
