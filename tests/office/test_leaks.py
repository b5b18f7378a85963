"""What somebody of one town, or of one competent unit, gets to see: nothing of anybody else's, however he asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import PASSWORD, signed_in, words
from tests.walking import text_of, walk

from shejian.base.enums import Role
from shejian.base.queries import unit_tree
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry
from shejian.party.models import Affiliation, Coverage, PartyOrganizationParticulars
from shejian.registry.models import Placement, Registration

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOSY = {"nosy-town": ("西河镇", Line.TERRITORY), "nosy-bureau": ("县教育局", Line.COMPETENT)}
MOST = 400


@pytest.fixture(scope="module")
def peopled(office: County, django_db_blocker: Any) -> County:
    """The office with a clerk, who may more than a reader, at a town and at a competent unit."""
    with django_db_blocker.unblock():
        for username, (unit, line) in NOSY.items():
            values = {"unit": unit_tree(TODAY).find(unit).id, "role": Role.CLERK, "line": line, "on": TODAY}
            add_user(act=make_act(), username=username, name=username, password=PASSWORD, **values)
    return office


def own(username: str) -> set[int]:
    """The organizations that ever stood under his unit along his line."""
    unit, line = NOSY[username]
    placed = Placement.objects.filter(unit=unit_tree(TODAY).find(unit).id, line=str(line))
    return set(placed.values_list("organization", flat=True))


def foreign_names(username: str) -> set[str]:
    """What only organizations of others are called, and their codes."""
    mine, every = own(username), list(Registration.objects.values_list("organization", "name", "code"))
    his = " ".join(f"{name} {code}" for number, name, code in every if number in mine)
    others = {said for number, *both in every if number not in mine for said in both if said}
    return {name for name in others if name not in his}


def fetching(client: Client) -> Any:
    def fetch(address: str) -> tuple[int, bytes]:
        response = client.get(address, follow=True)
        return response.status_code, b"".join(response) if response.streaming else response.content

    return fetch


def leaked(text: str, foreign: set[str]) -> list[str]:
    return sorted(name for name in foreign if name in text)


@pytest.mark.parametrize("username", NOSY)
@pytest.mark.parametrize("start", ["/?on=2022-12-31", "/ledgers/members/?on=2022-12-31"])
def test_no_link_leads_to_anything_of_others(peopled: County, username: str, start: str) -> None:
    foreign = foreign_names(username)
    assert len(foreign) > 200
    found, opened = {}, []
    for address, status, text in walk(fetching(signed_in(username)), start, MOST):
        opened.append(address.split("?")[0])
        assert status < 500 or status == 501, address  # addresses of forms say 405, a PDF may not be installed
        if names := leaked(text, foreign):
            found[address] = names[:3]
    assert found == {}
    assert {
        "/",
        "/figures/",
        "/organizations/",
        "/organizations/export.xlsx",
        "/reports/",
        "/due/",
        "/cases/",
        "/findings/",
    } <= set(opened)
    exports = [one for one in opened if one.endswith("export.xlsx")]
    assert [one for one in exports if one.startswith("/figures/" if start.startswith("/?") else "/ledgers/")]


def tampered(username: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Addresses with something of others in them."""
    pages = ("/", "/figures/", "/figures/covered/", "/figures/covered/export.xlsx", "/organizations/")
    pages += ("/organizations/export.xlsx", "/ledgers/members/", "/ledgers/posts/export.xlsx", "/figures/table/")
    pages += ("/figures/compare/",)
    for page in pages:
        for unit in ("云川县", "城关镇", "云川县/城关镇", "县卫生健康局", "云川县社会组织综合党委"):
            yield page, {"unit": unit}
        for line in Line:
            if line is not NOSY[username][1]:
                yield page, {"line": str(line)}
                yield page, {"line": str(line), "unit": NOSY[username][0], "known": "1"}


@pytest.mark.parametrize("username", NOSY)
def test_another_unit_or_line_in_the_address_is_refused(peopled: County, username: str) -> None:
    client, foreign = signed_in(username), foreign_names(username)
    for page, asked in tampered(username):
        for headers in ({}, {"HX-Request": "true", "HX-Target": "drawer"}):
            response = client.get(page, asked | {"on": "2022-12-31"}, headers=headers)
            assert response.status_code == 403, (page, asked)
            assert leaked(response.content.decode(), foreign) == []


@pytest.mark.parametrize("username", NOSY)
@pytest.mark.parametrize(
    "asked",
    [
        {"on": "2022-12-31"},
        {"on": "2022-12-31", "known": "1"},
        {"on": "2022-06-30", "own": "1"},
        {"town": "城关镇", "on": "2022-12-31"},
        {"by": "town", "group": "城关镇", "on": "2022-12-31"},
        {"by": "unit", "group": "1", "on": "2022-12-31"},
        {"show": "out", "on": "2022-12-31"},
        {"from": "2022-01-01", "show": "change", "on": "2022-12-31"},
        {"only": "picked", "pick": "1", "on": "2022-12-31"},
    ],
)
def test_no_limit_group_or_moment_brings_out_anything_of_others(
    peopled: County, username: str, asked: dict[str, str]
) -> None:
    client, foreign = signed_in(username), foreign_names(username)
    pages = ["/", "/figures/", "/figures/organizations/", "/figures/covered/", "/figures/covered/export.xlsx"]
    pages += ["/organizations/", "/organizations/export.xlsx", "/ledgers/party-organizations/", "/ledgers/members/"]
    pages += ["/ledgers/members/export.xlsx", "/ledgers/contributions/export.xlsx", "/figures/members/"]
    for page in pages:
        response = client.get(page, asked, follow=True)
        assert response.status_code in (200, 400, 404), page
        assert leaked(text_of(response.content), foreign) == [], page


@pytest.mark.parametrize("username", NOSY)
def test_numbers_of_others_things_are_refused_and_not_named(peopled: County, username: str) -> None:
    client, foreign, mine = signed_in(username), foreign_names(username), own(username)
    every = set(Registration.objects.values_list("organization", flat=True))
    covering = dict(Coverage.objects.values_list("party_organization", "organization"))
    near = set(Coverage.objects.filter(organization__in=mine).values_list("party_organization", flat=True))
    unit = unit_tree(TODAY).find(NOSY[username][0]).id
    at_home = set(PartyOrganizationParticulars.objects.filter(unit=unit).values_list("party_organization", flat=True))
    bodies = sorted(set(covering) - near - at_home)[:3]
    persons = Affiliation.objects.filter(party_organization__in=bodies).values_list("person", flat=True)[:3]
    before = Entry.objects.count()
    addresses = [f"/organizations/{one}/" for one in sorted(every - mine)[:4]]
    addresses += [f"{one}acts/correct/" for one in addresses[:2]]
    addresses += [f"/party-organizations/{one}/" for one in bodies] + [f"/persons/{one}/" for one in persons]
    for address in addresses:
        for more in ("", "?known=1&on=2022-12-31", "?on=2022-06-30"):
            response = client.get(address + more)
            assert response.status_code == 403, address + more
            assert leaked(response.content.decode(), foreign) == []
            assert client.post(address + more, {"reason": "试试", "purpose": "试试"}).status_code in (403, 405)
    for one in persons:
        assert client.post(f"/persons/{one}/disclosure/", {"purpose": "试试", "key": "0" * 32}).status_code == 403
    assert Entry.objects.count() == before


@pytest.mark.parametrize("username", NOSY)
def test_searching_for_others_finds_nothing(peopled: County, username: str) -> None:
    client, foreign = signed_in(username), foreign_names(username)
    for name in sorted(foreign)[:3] + sorted(foreign)[-3:]:
        for page in ("/organizations/", "/ledgers/party-organizations/", "/figures/organizations/"):
            response = client.get(page, {"q": name, "on": "2022-12-31"})
            assert (response.status_code, len(response.context["page"].rows)) == (200, 0)
    for wide in ("协会", "中心", "学校"):
        exported = client.get("/organizations/export.xlsx", {"q": wide, "on": "2022-12-31", "status": "all"})
        assert leaked(text_of(exported.content), foreign) == []


def test_reports_of_others_are_neither_listed_nor_opened(peopled: County) -> None:
    from tests.reports.writing import started

    drafts = [started("城关镇").pk, started().pk, started("县卫生健康局", line=Line.COMPETENT).pk]
    mine = {"nosy-town": started("西河镇").pk, "nosy-bureau": started("县教育局", line=Line.COMPETENT).pk}
    along_another = started("县教育局", line=Line.PARTY).pk
    for username in NOSY:
        client = signed_in(username)
        listed = client.get("/reports/").content.decode()
        assert f"/reports/{mine[username]}/" in listed
        others = [*drafts, along_another, *(one for name, one in mine.items() if name != username)]
        for one in others:
            assert f"/reports/{one}/" not in listed
            for part in ("", "check/", "report.docx", "report.pdf", "issue/", "withdraw/", "discard/"):
                assert client.get(f"/reports/{one}/{part}").status_code == 403
            assert client.post(f"/reports/{one}/copy/", {"key": "0" * 32}).status_code == 403


def test_notes_and_counts_speak_of_ones_own_only(peopled: County) -> None:
    """The county's numbers occur on none of the town's pages."""
    county, town = (
        words(signed_in(who).get("/organizations/", {"on": "2022-12-31"})) for who in ("clerk", "nosy-town")
    )
    total = next(word for word in county.split() if word.isdigit() and int(word) > 100)
    assert f" {total} " in county
    assert f" {total} " not in town
