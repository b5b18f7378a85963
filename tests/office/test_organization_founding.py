"""Registering a new social organization, and taking that back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import TODAY
from tests.ledgers import SmallLedger, value
from tests.office.conftest import words
from tests.office.handing_in import controls, filled, hand_in
from tests.office.test_ledger import county_clerk
from tests.office.test_organization import act
from tests.office.test_organization_writing import CODE, NEW, OTHER_CODE

from shejian.journal.models import Entry
from shejian.registry.models import Charter, Commitment, Organization, Placement, Registration, Standing
from shejian.registry.services import organizations as acts

pytestmark = pytest.mark.django_db


def test_a_new_organization_is_registered_once() -> None:
    ledger = SmallLedger()
    client = county_clerk(ledger)
    said: dict[str, Any] = NEW | {
        "town": str(ledger.units["东关镇"]),
        "industry": "体育",
        "charter": "yes",
        "signed": "2022年7月1日",
        "paper_title": "准予成立登记决定书",
    }
    form = filled(client, "/organizations/new/", **said)
    head = Entry.objects.count()
    first, second = (client.post("/organizations/new/", form) for _ in range(2))
    (one,) = Organization.objects.values_list("id", flat=True)
    assert [each["Location"] for each in (first, second)] == [f"/organizations/{one}/"] * 2
    assert Entry.objects.count() == head + 1
    entry = Entry.objects.get(number=head + 1)
    assert entry.paper is not None
    assert (entry.act, entry.paper.title) == ("registry.register", "准予成立登记决定书")
    (registration,), (standing,), (placement,), (charter,), (letter,) = (
        kind.objects.known(None) for kind in (Registration, Standing, Placement, Charter, Commitment)
    )
    assert (registration.name, registration.code, registration.industry) == ("青原县登山协会", CODE, "体育")
    assert (standing.start, standing.status, placement.unit_id) == (date(2022, 6, 30), "active", ledger.units["东关镇"])
    assert (charter.party_building, letter.start) == (True, date(2022, 7, 1))
    assert [value("organizations", day) for day in (date(2022, 6, 29), date(2022, 6, 30))] == [0, 1]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"founded": ""}, "请填写成立登记日期"),
        ({"founded": "2022-02-30"}, "2022 年 2 月没有 30 日"),
        ({"founded": "2027-1-1"}, "2027-01-01 还没有到"),
        ({"signed": "二〇二二"}, "“二〇二二”不是日期"),
        ({"code": CODE[:-1] + "B"}, f"“{CODE[:-1]}B”"),
        ({"code": OTHER_CODE}, "已经登记给另一家社会组织"),
        ({"name": "  "}, "请填写社会组织名称"),
        ({"type": ""}, "请选组织类型"),
        ({"type": "company"}, "没有“company”这一项"),
    ],
)
def test_a_registration_that_cannot_be_is_refused_and_kept(typed: dict[str, str], says: str) -> None:
    ledger = SmallLedger()
    one = ledger.organization()
    act(acts.correct_registration, {one: {"code": OTHER_CODE}})
    client = county_clerk(ledger)
    form = filled(client, "/organizations/new/", **(NEW | {"town": str(ledger.units["东关镇"])} | typed))
    before = (Entry.objects.count(), Organization.objects.count())
    response = client.post("/organizations/new/", form)
    assert (response.status_code, Entry.objects.count(), Organization.objects.count()) == (422, *before)
    assert says in words(response)
    kept = controls(response)
    unlike = {name for name in form if kept.get(name) != form[name]} - {"csrfmiddlewaretoken"}
    assert unlike <= {"type"}


def test_an_entry_on_which_others_rest_is_not_taken_back() -> None:
    ledger = SmallLedger()
    client = county_clerk(ledger)
    form = filled(client, "/organizations/new/", **(NEW | {"town": str(ledger.units["东关镇"])}))
    client.post("/organizations/new/", form)
    number = Entry.objects.count()
    one = Organization.objects.get().pk
    hand_in(client, f"/organizations/{one}/acts/change/", day="2023-1-1", name="青原县攀岩协会")
    page = client.get(f"/entries/{number}/")
    assert "这一笔现在不能撤销，账没有动" in words(page)
    assert f"第 {number + 1} 笔 变更社会组织" in words(page)
    refused = client.post(f"/entries/{number}/", {"reason": "登记错了"})
    assert (refused.status_code, Entry.objects.count()) == (409, number + 1)
    assert client.post(f"/entries/{number + 1}/", {"reason": "没有变"}).status_code == 302
    done = client.post(f"/entries/{number}/", {"reason": "登记错了"})
    assert (done.status_code, done["Location"]) == (302, "/organizations/")
    assert value("organizations", TODAY) == 0
