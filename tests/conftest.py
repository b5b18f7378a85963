"""What every test may use: a store with a sample county in it, and acts to change it with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck, settings
from tests.rendering import (  # noqa: F401 - hooks
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_deselected,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)

# How long an example takes says how busy the machine is, nothing about the program.
settings.register_profile("shejian", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shejian")

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 22)
_keys = count(1)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, made whether or not a test of this run is marked: module-wide counties need it too."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        yield
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of sample workbooks."""
    return DATA


@pytest.fixture
def act() -> Callable[..., Any]:
    """Makes acts by the console's user; each has a moment and a request key of its own."""
    return make_act


def make_act(**changed: Any) -> Any:
    from shejian.accounts.models import User
    from shejian.journal.services import Act

    number = next(_keys)
    moment = datetime(2026, 11, 22, 1, 0, 0, number, tzinfo=UTC)
    values = {"by": User.objects.console().pk, "moment": moment, "channel": "测试", "request_key": f"test-{number}"}
    return Act(**(values | changed))


def import_file(path: Path, **request: Any) -> Any:
    """Import a workbook as the command line does; returns the outcome."""
    from shejian.exchange.planning import Request
    from shejian.exchange.services.importing import import_workbook, read_and_plan

    plan = read_and_plan(path, path.name, Request(today=TODAY, **request))
    return import_workbook(act=make_act(), path=path, plan=plan)


@dataclass(frozen=True)
class County:
    """A sample county as imported: the outcome, and the numbers that must come out."""

    name: str
    path: Path
    outcome: Any
    expected: dict[str, Any]


@pytest.fixture(scope="module", params=["county-2022", "county-as-kept"])
def county(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[County]:
    """Each of the two sample counties in turn, imported once for the module. Tests must not change it."""
    yield from _county(request.param, django_db_blocker)


@pytest.fixture(scope="module")
def tidy_county(django_db_setup: None, django_db_blocker: Any) -> Iterator[County]:
    """The tidy county, imported once for the module. Tests must not change it."""
    yield from _county("county-2022", django_db_blocker)


def _county(name: str, blocker: Any) -> Iterator[County]:
    path = DATA / f"{name}.xlsx"
    expected = json.loads((DATA / f"{name}.expected.json").read_text(encoding="utf-8"))
    with blocker.unblock():
        yield County(name, path, import_file(path), expected)
        call_command("flush", verbosity=0, interactive=False)
