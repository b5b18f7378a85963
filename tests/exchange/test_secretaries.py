"""A different 书记 in a later ledger is an event; in a ledger of the same day it is a correction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import make_act
from tests.exchange.ledger_files import CODES, branch, changed, committee, counts, importing, notices, organization

from shejian.exchange.services.undoing import undo_import
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.party.models import Post

pytestmark = pytest.mark.django_db(transaction=True)

Import = Callable[..., Any]
END_2022, END_2023 = date(2022, 12, 31), date(2023, 12, 31)


@pytest.fixture
def load(tmp_path: Path) -> Import:
    return importing(tmp_path)


def ledger(secretary: str | None, elected: str = "2021-05-06") -> dict[str, Any]:
    held = {"书记": secretary, "最近换届日期": elected}
    return {
        "社会组织台账": [organization("书画协会", CODES[0])],
        "党组织台账": [committee(书记="孟明"), branch("书画协会党支部", "书画协会", **held)],
    }


def posts(known: int | None = None) -> list[tuple[Any, ...]]:
    found = Post.objects.known(known).exclude(name="孟明").order_by("start")
    return list(found.values_list("name", "start", "end"))


def test_next_years_secretary_follows_the_old_one_on_the_ledgers_day(load: Import) -> None:
    load(ledger("顾立娜"))
    later = load(ledger("王慧敏"), closing=END_2023)
    assert changed(later) == {"书画协会党支部": [("书记", "顾立娜", "王慧敏")]}
    assert posts() == [("顾立娜", date(2021, 5, 6), END_2023), ("王慧敏", END_2023, None)]
    assert posts(known=1) == [("顾立娜", date(2021, 5, 6), None)]
    reason = "书记由顾立娜改为王慧敏，文件没写从哪天起，按台账时点 2023-12-31 起记；知道日子的，用 --effective 或更正"
    assert notices(later, "secretary-undated") == [("党组织台账", 3, "书记", "王慧敏", reason)]
    assert counts(load(ledger("王慧敏"), closing=END_2023))["党组织台账"] == (0, 0, 2, 0, 0)
    assert (verify_journal(), verify_spans()) == ([], [])


def test_a_ledger_of_the_same_day_corrects_the_name(load: Import) -> None:
    load(ledger("顾立娜"))
    same = load(ledger("顾丽娜"))
    assert posts() == [("顾丽娜", date(2021, 5, 6), None)]
    assert notices(same, "secretary-undated") == []


def test_a_day_of_change_dates_the_new_secretary(load: Import) -> None:
    load(ledger("顾立娜"))
    later = load(ledger("王慧敏"), closing=END_2023, effective=date(2023, 3, 1))
    assert posts() == [("顾立娜", date(2021, 5, 6), date(2023, 3, 1)), ("王慧敏", date(2023, 3, 1), None)]
    assert notices(later, "secretary-undated") == []


def test_a_new_election_dates_the_new_secretary(load: Import) -> None:
    load(ledger("顾立娜"))
    later = load(ledger("王慧敏", "2023-05-06"), closing=END_2023)
    assert posts() == [("顾立娜", date(2021, 5, 6), date(2023, 5, 6)), ("王慧敏", date(2023, 5, 6), None)]
    assert notices(later, "secretary-undated") == []


def test_after_undoing_the_old_secretary_still_counts_as_told_of_before(load: Import) -> None:
    load(ledger("顾立娜"))
    load(ledger("王慧敏"), closing=END_2023)
    undo_import(act=make_act(), batch=2)
    assert posts() == [("顾立娜", date(2021, 5, 6), None)]
    load(ledger("赵刚"), closing=END_2023)
    assert posts() == [("顾立娜", date(2021, 5, 6), END_2023), ("赵刚", END_2023, None)]


def test_a_secretary_who_is_gone_from_a_day_on_steps_down(load: Import) -> None:
    load(ledger("顾立娜"))
    load(ledger(None), closing=END_2023, effective=date(2023, 3, 1))
    assert posts() == [("顾立娜", date(2021, 5, 6), date(2023, 3, 1))]
