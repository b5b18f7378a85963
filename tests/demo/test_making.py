"""Making the demo once, not twice, and never into somebody's ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from tests.conftest import make_act

from shejian.accounts.models import CONSOLE_USERNAME, User
from shejian.base.enums import Role
from shejian.base.queries import head_number, reaches, unit_tree
from shejian.base.services.units import add_unit
from shejian.core.facts.terms import UnitKind
from shejian.demo import making
from shejian.demo.making import ACCOUNTS, PASSWORD, DemoRefused, make_demo, workbook_path
from shejian.exchange.queries import standing_batches
from shejian.exchange.services.undoing import undo_import
from shejian.journal.models import Entry, Head

ON = date(2100, 1, 1)


def head() -> dict[str, Any]:
    return Head.objects.values().get()


def test_making_again_changes_nothing(demo: list[str]) -> None:
    before, written = head(), workbook_path().stat().st_mtime_ns
    again = list(make_demo())
    assert again[0] == "示范县（澜川县）已经在这里，没有改动。"
    assert (head(), workbook_path().stat().st_mtime_ns) == (before, written)


def test_it_is_one_import_and_an_entry_for_each_account(demo: list[str]) -> None:
    acts = list(Entry.objects.order_by("number").values_list("act", "channel"))
    assert acts == [("exchange.import", "示范"), *[("base.add_user", "示范")] * len(ACCOUNTS)]


def test_accounts_hold_their_roles(demo: list[str]) -> None:
    tree = unit_tree(ON)
    held = {
        user.username: [(reach.role, tree.path(reach.unit)) for reach in reaches(user, ON)]
        for user in User.objects.exclude(username=CONSOLE_USERNAME)
    }
    assert held == {
        "demo-admin": [(Role.ADMINISTRATOR, "澜川县")],
        "demo-clerk": [(Role.CLERK, "澜川县")],
        "demo-reader": [(Role.READER, "澜川县")],
        "demo-beiyuan": [(Role.READER, "澜川县/北塬镇")],
        "demo-beiyuan-clerk": [(Role.CLERK, "澜川县/北塬镇")],
        "demo-education": [(Role.READER, "澜川县/县教育局")],
        "demo-education-clerk": [(Role.CLERK, "澜川县/县教育局")],
        "demo-party": [(Role.READER, "澜川县/澜川县社会组织综合党委")],
    }


def test_the_terminal_is_told_accounts_password_and_that_all_is_invented(demo: list[str]) -> None:
    told = "\n".join(demo)
    assert [one.username for one in ACCOUNTS if one.username not in told] == []
    assert PASSWORD in told
    assert "都是虚构的" in demo[-1]


def test_the_password_opens_every_account_and_passes_the_validators(demo: list[str]) -> None:
    users = list(User.objects.exclude(username=CONSOLE_USERNAME))
    for user in users:
        validate_password(PASSWORD, user)
    assert {user.check_password(PASSWORD) for user in users} == {True}


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for the store's files."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_ledger_of_its_own_is_refused_and_left_alone(home: Path) -> None:
    add_unit(act=make_act(), path="云川县", kind=UnitKind.REGION, on=date(2022, 1, 1))
    before, users = head(), User.objects.count()
    with pytest.raises(DemoRefused, match="这里已经有台账（记了 1 笔）"):
        list(make_demo())
    assert (head(), User.objects.count(), list(home.iterdir())) == (before, users, [])


@pytest.mark.django_db(transaction=True)
def test_a_demo_that_was_undone_is_not_made_again(home: Path) -> None:
    list(make_demo())
    undo_import(act=make_act(), batch=standing_batches()[0].pk)
    before = head()
    with pytest.raises(DemoRefused, match="已被撤销"):
        list(make_demo())
    assert head() == before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_when_the_accounts_fail(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PASSWORD", "short")
    with pytest.raises(ValidationError):
        list(make_demo())
    assert (head_number(), User.objects.exclude(username=CONSOLE_USERNAME).count()) == (0, 0)
