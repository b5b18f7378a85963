"""Who may write of which social organization."""

from __future__ import annotations

import pytest
from tests.conftest import TODAY, County
from tests.office.conftest import signed_in, words
from tests.office.handing_in import filled, hand_in
from tests.office.test_organization import act, organization_of

from shejian.base.queries import unit_tree
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry
from shejian.registry.services import organizations as acts

pytestmark = pytest.mark.django_db

CODE, OTHER_CODE = "51330000MJ8715080K", "51330000MJ8715090L"
NEW = {"founded": "2022-6-30", "name": "青原县登山协会", "code": CODE, "type": "association"}
VERBS = ("correct", "change", "end", "merge")


@pytest.mark.parametrize(
    ("who", "unit", "status"),
    [
        ("clerk", "西河镇", 200),
        ("town", "西河镇", 200),
        ("reader", "西河镇", 403),
        ("bureau", "县教育局", 403),
        ("town", "城关镇", 403),
    ],
)
def test_writing_is_for_clerks_of_its_units(office: County, who: str, unit: str, status: int) -> None:
    client, one = signed_in(who), organization_of(unit)
    before = Entry.objects.count()
    page = client.get(f"/organizations/{one}/").content.decode()
    for verb in VERBS:
        address = f"/organizations/{one}/acts/{verb}/"
        assert client.get(address).status_code == status
        posted = client.post(address, {"day": "2022-1-1", "reason": "x", "key": "0" * 32, "seen": "1", "first": "1"})
        assert posted.status_code in ({409, 422} if status == 200 else {403})
        assert (f'href="{address}"' in page) is (status == 200)
    assert Entry.objects.count() == before


def test_seen_from_the_past_nothing_is_offered_and_the_reason_is_said(office: County) -> None:
    client, one = signed_in("clerk"), organization_of("西河镇")
    for past in ({"on": "2022-12-31"}, {"known": "1"}):
        page = client.get(f"/organizations/{one}/", past)
        assert "/acts/" not in page.content.decode()
        assert "以往的情况只能看；要办理，请回到今日" in words(page)
        for address in (f"/organizations/{one}/acts/change/", "/organizations/new/"):
            refused = client.get(address, past)
            assert refused.status_code == 409
            assert "改的总是现在的账" in words(refused)
            assert f'href="{address}"' in refused.content.decode()
        assert "登记社会组织" not in words(client.get("/organizations/", past))
    assert 'href="/organizations/new/"' in client.get("/organizations/").content.decode()
    assert 'href="/organizations/new/"' not in signed_in("reader").get("/organizations/").content.decode()


def test_there_is_no_other_form(office: County) -> None:
    one = organization_of("西河镇")
    assert signed_in("clerk").get(f"/organizations/{one}/acts/praise/").status_code == 404
    assert signed_in("clerk").get("/organizations/99999/acts/correct/").status_code == 404


def test_a_town_places_within_the_town_only(office: County) -> None:
    client, tree = signed_in("town"), unit_tree(TODAY)
    one = organization_of("西河镇")
    before = Entry.objects.count()
    form = filled(client, f"/organizations/{one}/acts/change/", day="2026-1-1")
    assert not {"competent", "party", "town"} & form.keys()
    new = filled(client, "/organizations/new/", **NEW)
    elsewhere = client.post("/organizations/new/", new | {"town": str(tree.find("城关镇").id)})
    assert elsewhere.status_code == 422
    assert "请从列表里选" in words(elsewhere)
    nowhere = client.post("/organizations/new/", new)
    assert nowhere.status_code == 422
    assert "请选所在乡镇（街道）：登记以后它要在您的范围以内" in words(nowhere)
    assert Entry.objects.count() == before
    made = client.post("/organizations/new/", new | {"town": str(tree.find("西河镇").id)})
    assert made.status_code == 302
    assert client.get(made["Location"]).status_code == 200
    assert signed_in("bureau").get(made["Location"]).status_code == 403


def test_entries_are_taken_back_by_clerks_of_what_they_are_about(office: County) -> None:
    one = organization_of("城关镇")
    clerk = signed_in("clerk")
    assert hand_in(clerk, f"/organizations/{one}/acts/change/", day="2026-1-1", industry="养殖").status_code == 302
    number = Entry.objects.count()
    for who in ("town", "reader", "bureau"):
        for response in (signed_in(who).get(f"/entries/{number}/"), signed_in(who).post(f"/entries/{number}/")):
            assert response.status_code == 403
            assert "养殖" not in response.content.decode()
    for other in (1, 2, 10**30):
        assert clerk.get(f"/entries/{other}/").status_code == 404
    moved = organization_of("西河镇")
    act(acts.set_units, Line.TERRITORY, {moved: [unit_tree(TODAY).find("西河镇").id]}, TODAY)
    assert Entry.objects.count() == number + 1
    assert signed_in("reader").get(f"/organizations/{one}/").content.decode().count("/entries/") == 0
