"""An office with a sample county in it and a person in each role; the clock stands at the morning of ``TODAY``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from tests.conftest import TODAY, County, make_act

PASSWORD = "Qingyuan-2026"
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=UTC)
ROLES = {
    "boss": ("administrator", None),
    "clerk": ("clerk", None),
    "reader": ("reader", None),
    "town": ("clerk", "西河镇"),
    "bureau": ("reader", "县教育局"),
}
NOBODY = "nobody"


def add_people() -> None:
    """One person in each role, and one in none."""
    from shejian.accounts.models import User
    from shejian.base.enums import Role
    from shejian.base.queries import unit_tree
    from shejian.base.services.staff import add_user
    from shejian.core.facts.terms import Line

    tree = unit_tree(TODAY)
    for username, (role, unit) in ROLES.items():
        node = tree.find(unit) if unit else tree.root
        assert node is not None
        line = Line.COMPETENT if username == "bureau" else Line.TERRITORY
        values = {"unit": node.id, "role": Role(role), "line": line, "on": TODAY}
        add_user(act=make_act(), username=username, name=f"{username}某", password=PASSWORD, **values)
    User.objects.create_user(NOBODY, "无职", PASSWORD)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def office(tidy_county: County, django_db_blocker: Any) -> County:
    """The tidy county with people in it. Tests must not change it: each is rolled back."""
    with django_db_blocker.unblock():
        add_people()
    return tidy_county


def signed_in(username: str) -> Client:
    """A browser in which somebody is signed in."""
    from shejian.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def browser() -> Callable[[str], Client]:
    """Makes browsers in which somebody is signed in."""
    return signed_in


class _Texts(HTMLParser):
    """The words of a page as people read them, without what is not shown."""

    SKIPPED = {"script", "style", "title", "noscript"}

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._skipping += tag in self.SKIPPED

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in self.SKIPPED

    def handle_data(self, data: str) -> None:
        if not self._skipping and data.strip():
            self.words.append(" ".join(data.split()))


def words(response: HttpResponse) -> str:
    """What a page says, its pieces joined by single spaces."""
    reader = _Texts()
    reader.feed(response.content.decode())
    return " ".join(reader.words)
