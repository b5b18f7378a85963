"""Who sees which cases: those handled by party organizations that he reaches, and nothing of anybody else's."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import signed_in, words

from shejian.base.queries import head_number, unit_tree
from shejian.cases.models import CaseParticulars
from shejian.cases.services.starting import start_register
from shejian.core.facts.terms import Line
from shejian.journal.services import posting
from shejian.party.queries import bodies_reached
from shejian.people.models import PersonParticulars
from shejian.snapshot.frames import SNAPSHOT

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def started(office: County, django_db_blocker: Any) -> County:
    """The office with a case for everybody in the register."""
    with django_db_blocker.unblock(), posting(make_act(), "cases.start_register") as made:
        start_register(made, recorded_since=None)
    return office


def of_the_town() -> tuple[set[int], set[int]]:
    """The cases whose party organizations a clerk of 西河镇 reaches, and all others."""
    tree = unit_tree(TODAY)
    units = tree.subtree(tree.find("西河镇").id)
    mine = bodies_reached(SNAPSHOT.picture(None), TODAY, {Line.TERRITORY: units})
    handled = dict(CaseParticulars.objects.known(None).values_list("case", "handled_by"))
    own = {number for number, body in handled.items() if body in mine}
    return own, handled.keys() - own


def names_of(cases: set[int]) -> set[str]:
    persons = CaseParticulars.objects.known(None).filter(case__in=cases).values("person")
    return set(PersonParticulars.objects.known(None).filter(person__in=persons).values_list("name", flat=True))


def test_a_clerk_of_a_town_sees_the_cases_of_his_town_only(started: County) -> None:
    own, others = of_the_town()
    assert len(own) > 3
    assert len(others) > 20
    client = signed_in("town")
    foreign = names_of(others) - names_of(own)
    for status in ("", "over", "late", "against"):
        text = client.get("/cases/", {"status": status}).content.decode()
        assert [name for name in foreign if name in text] == [], status
    found = words(client.get("/cases/")) + words(client.get("/cases/", {"status": "over"}))
    assert {name for name in names_of(own) if name in found} == names_of(own)
    for number in sorted(others)[:5]:
        refused = client.get(f"/cases/{number}/")
        assert refused.status_code == 403
        assert [name for name in foreign if name in refused.content.decode()] == []
        for deep in ("steps/talk/", "acts/close/"):
            assert client.get(f"/cases/{number}/{deep}").status_code == 403
            assert client.post(f"/cases/{number}/{deep}", {"day": "2026-01-01", "reason": "x"}).status_code == 403
    assert client.get(f"/cases/{min(own)}/").status_code == 200


def test_a_reader_reads_and_records_nothing(started: County) -> None:
    number, head = min(of_the_town()[0]), head_number()
    client = signed_in("reader")
    page = client.get(f"/cases/{number}/").content.decode()
    assert "记这一步" not in page
    assert "/acts/close/" not in page
    for address in ("/cases/new/", "/cases/register/", f"/cases/{number}/steps/talk/", f"/cases/{number}/acts/close/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"day": "2026-01-01"}).status_code == 403
    assert head_number() == head


def test_a_case_is_not_there_before_it_was_started_and_one_that_never_was_is_not_found(started: County) -> None:
    number, client = min(of_the_town()[0]), signed_in("clerk")
    assert client.get(f"/cases/{number}/", {"known": "1"}).status_code == 404
    assert client.get("/cases/999999/").status_code == 404
    assert client.get("/cases/99999999999999999999/").status_code == 404
    assert client.get(f"/cases/{number}/steps/nothing/").status_code == 404
    assert client.get(f"/cases/{number}/acts/nothing/").status_code == 404
    assert "只能看" in words(client.get(f"/cases/{number}/", {"on": "2022-12-31"}))
    assert client.get(f"/cases/{number}/steps/talk/", {"on": "2022-12-31"}).status_code in (403, 409)


def test_a_page_of_a_case_masks_names_and_shows_no_number(started: County) -> None:
    number = min(of_the_town()[0])
    one = CaseParticulars.objects.known(None).get(case=number).person_id
    name = PersonParticulars.objects.known(None).get(person=one).name
    page = signed_in("clerk").get(f"/cases/{number}/").content.decode()
    assert name not in page
    assert name[0] + "＊" in page
    listed = (
        signed_in("clerk").get("/cases/").content.decode()
        + signed_in("clerk").get("/cases/", {"status": "over"}).content.decode()
    )
    assert name in listed
