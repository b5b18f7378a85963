"""The shell in English: chosen by a cookie, complete, and compiled from what is written."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import polib
import pytest
from django.test import Client
from tests.conftest import TODAY, County
from tests.office.conftest import NOBODY, signed_in, words

from shejian.base.queries import unit_tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OFFICE = Path(__file__).parents[2] / "src/shejian/office"
CATALOGUE = OFFICE / "locale/en/LC_MESSAGES/django.po"
IN_TEMPLATES = re.compile(r'{% translate "([^"]+)" %}|{% blocktranslate[^%]*%}(.+?){% endblocktranslate %}')
IN_CODE = re.compile(r'\b(?:_|gettext)\(\s*["\']([^"\']+)["\']\s*\)')
PLACE = re.compile(r"%\((\w+)\)s")
CHINESE = re.compile(r"[一-鿿]+")
OF_THE_PAGE = re.compile(
    r'<main [^>]*lang="zh-Hans-CN".*?</main>|<aside class="drawer".*?</aside>|<template.*?</template>', re.S
)
DATA = re.compile("某|无职|>无<|中文")
"""What is written in Chinese in any language: names of people, and the name of the other language."""


def english(username: str) -> Client:
    client = signed_in(username)
    client.cookies["language"] = "en"
    return client


def said_in_sources() -> set[str]:
    """Every text that is marked for translation, as catalogues write it."""
    found: set[str] = set()
    for path in OFFICE.rglob("*.html"):
        for plain, block in IN_TEMPLATES.findall(path.read_text(encoding="utf-8")):
            found.add(plain or re.sub(r"{{ (\w+) }}", r"%(\1)s", block))
    for path in OFFICE.rglob("*.py"):
        found |= set(IN_CODE.findall(path.read_text(encoding="utf-8")))
    return found


def test_what_is_compiled_is_what_is_written() -> None:
    written = {one.msgid: one.msgstr for one in polib.pofile(str(CATALOGUE))}
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert {text: catalogue.gettext(text) for text in written} == written
    assert len(polib.mofile(str(CATALOGUE.with_suffix(".mo")))) == len(written), "make messages"


def test_every_text_of_the_shell_has_its_english_and_the_same_places() -> None:
    written = {one.msgid: one.msgstr for one in polib.pofile(str(CATALOGUE))}
    assert said_in_sources() - written.keys() == set()
    for text, english_text in written.items():
        assert english_text
        assert not re.search("[一-鿿]", english_text)
        assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(english_text)), text


def test_the_shell_speaks_english_and_the_page_stays_chinese(office: County) -> None:
    answer = english("clerk").get("/", {"on": "2022-12-31", "known": "1"})
    page, said = answer.content.decode(), words(answer)
    assert '<html lang="en" ' in page
    assert '<main class="page" id="main" lang="zh-Hans-CN" tabindex="-1">' in page
    assert "Workbench Due Coverage Figures Ledgers Procedures Oversight Reports Rules Import" in said
    assert "Territory Supervision Party lead" in said
    assert "As of 2022-12-31 · ledger up to entry 1" in said
    past = "As things stood on 2022-12-31, by the ledger up to entry 1 only; the 5 entries after it are left out."
    assert f"Past {past}" in said
    assert "党组织覆盖率 86.9% 153 / 176 家" in said


def test_the_language_is_chosen_where_the_look_is_and_nothing_else_changes_it(office: County) -> None:
    client = signed_in("clerk")
    shown = words(client.get("/", headers={"Accept-Language": "en"}))
    assert "工作台 待办 覆盖 指标 台账 程序 监督 报告 规则 导入" in shown
    done = client.post("/appearance/", {"language": "en", "next": "/figures/"})
    assert (done["Location"], done.cookies["language"].value) == ("/figures/", "en")
    assert "Language 中文 English" in words(client.get("/figures/"))
    client.post("/appearance/", {"language": "zh"})
    assert "语言 中文 English" in words(client.get("/figures/"))


def test_signing_in_and_errors_are_in_english_too(office: County) -> None:
    client = Client()
    client.cookies["language"] = "en"
    assert "Sign in User name Password" in words(client.get("/sign-in/"))
    wrong = words(client.post("/sign-in/", {"username": "clerk", "password": "wrong"}))
    assert "The user name or the password is wrong" in wrong
    assert "There is no such page The ledger has not changed." in words(client.get("/nowhere/"))


def shell_of(client: Client, address: str, **query: str) -> list[str]:
    """The Chinese that is left in the shell's own parts: not on the page itself, nor in names of units."""
    page = client.get(address, query).content.decode()
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None
    own = OF_THE_PAGE.sub("", page.replace(title[0], ""))
    for name in sorted((unit.name for unit in unit_tree(TODAY).in_order()), key=len, reverse=True):
        own = own.replace(name, "")
    return [one for one in CHINESE.findall(DATA.sub("", own)) if one]


@pytest.mark.parametrize("who", ["boss", "clerk", "reader", "town", "bureau", NOBODY])
@pytest.mark.parametrize(
    "address", ["/", "/figures/", "/organizations/", "/reports/", "/import/", "/password/", "/nowhere/"]
)
def test_no_chinese_is_left_in_the_shells_own_parts(office: County, who: str, address: str) -> None:
    assert shell_of(english(who), address) == []
    assert shell_of(english(who), address, on="2022-12-31", known="1") == []


@pytest.mark.parametrize(
    ("who", "address", "said"),
    [
        (NOBODY, "/", "No unit has been given to you yet"),
        ("reader", "/import/", "Importing is for clerks of the uppermost unit"),
        ("town", "/?unit=城关镇", "This unit is out of your reach"),
        ("clerk", "/?on=2022-13-31", "This cannot be answered as asked"),
        ("clerk", "/figures/nothing/", "There is no such figure"),
        ("clerk", "/organizations/999999/", "There is no such social organization"),
        ("clerk", "/persons/999999/", "Not in the ledger: this person"),
        ("clerk", "/reports/999999/", "There is no such report"),
        ("clerk", "/password/", "New password At least 10 characters"),
    ],
)
def test_what_the_shell_says_itself_is_english(office: County, who: str, address: str, said: str) -> None:
    answer = english(who).get(address)
    assert said in words(answer)
    assert '<main class="page" id="main" lang="en"' in answer.content.decode()


def test_a_refused_password_is_refused_in_english(office: County) -> None:
    said = words(english("clerk").post("/password/", {"old": "wrong", "new": "a", "again": "b"}))
    assert "The present password is wrong; nothing has changed" in said
    assert "The two new passwords differ; nothing has changed" in said
