"""How the office is used: reachable from every page by everybody who is signed in, and true."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.conftest import County
from tests.office.conftest import NOBODY, ROLES, signed_in, words

from shejian.office.build.helping import SECTIONS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [*ROLES, NOBODY])
def test_it_opens_to_everybody_who_is_signed_in(office: County, who: str) -> None:
    answer = signed_in(who).get("/help/")
    assert answer.status_code == 200
    said = words(answer)
    for section in SECTIONS:
        for line in section.lines:
            assert line in said
        for word, text in section.words:
            assert f"{word} {text}。" in said


@pytest.mark.parametrize("address", ["/", "/figures/", "/organizations/", "/reports/", "/import/", "/password/"])
def test_every_page_leads_there_with_the_question_and_it_leads_back(office: County, address: str) -> None:
    clerk = signed_in("clerk")
    page = clerk.get(address, {"on": "2022-12-31"}).content.decode()
    href = unescape(re.findall(r'class="btn quiet icon help-link" href="([^"]*)"', page)[0])
    assert href == "/help/?on=2022-12-31"
    assert 'href="/figures/?on=2022-12-31"' in clerk.get(href).content.decode()


def test_every_chip_leads_to_a_section_that_is_there(office: County) -> None:
    page = signed_in("clerk").get("/help/").content.decode()
    assert re.findall(r'class="fchip" href="#([^"]*)"', page) == [section.key for section in SECTIONS]
    for section in SECTIONS:
        assert f'id="{section.key}" aria-labelledby="h-{section.key}"' in page
