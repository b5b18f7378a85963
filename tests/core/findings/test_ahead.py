"""What will break: found on a later day and not today, on the very day on which it breaks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.core.findings.small import Ledger

from shejian.core.findings import ahead
from shejian.core.indicators.evaluate import rows_of
from shejian.core.rules import load_law

ON = date(2022, 12, 1)
UNTIL = date(2023, 3, 1)


def coming(ledger: Ledger, *keys: str) -> list[tuple[str, int, date]]:
    rows = rows_of(ahead(ledger.picture(), ON, UNTIL, load_law(), keys or None))
    return sorted((row["check"], row["id"], row["since"]) for row in rows)


def test_a_term_and_a_probation_run_out() -> None:
    ledger = Ledger()
    branch, later = ledger.body(), ledger.body()
    for body, day in ((branch, date(2020, 1, 15)), (later, date(2020, 6, 1))):
        ledger.put("election", party_organization=body, start=day, end=day + timedelta(days=1))
    one = ledger.member(branch, date(2022, 2, 28), admitted=date(2022, 2, 28), full_on=None)
    ledger.member(branch, date(2022, 3, 1), admitted=date(2022, 3, 1), full_on=None)  # on the last day it is not over
    assert coming(ledger, "term_over", "probation_over") == [
        ("probation_over", one, date(2023, 3, 1)),
        ("term_over", branch, date(2023, 1, 16)),
    ]


def test_a_reminder_comes_due() -> None:
    ledger = Ledger()
    for day in (date(2020, 6, 1), date(2020, 6, 2), date(2020, 9, 1), date(2020, 9, 2)):
        ledger.put("election", party_organization=ledger.body(), start=day, end=day + timedelta(days=1))
    assert coming(ledger, "term_ending") == [
        ("term_ending", 2, date(2022, 12, 2)),
        ("term_ending", 3, date(2023, 3, 1)),
    ]


def test_what_is_found_today_is_not_foretold() -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.put("election", party_organization=branch, start=date(2019, 11, 30), end=date(2019, 12, 1))
    assert coming(ledger) == []


def test_what_breaks_and_is_put_right_within_the_days_is_seen() -> None:
    ledger = Ledger()
    branch = ledger.body(ledger.organization())
    ledger.members(branch, 2)
    ledger.member(branch, end=date(2022, 12, 20))
    ledger.member(branch, date(2023, 1, 10))
    assert coming(ledger, "few_full_members") == [("few_full_members", branch, date(2022, 12, 20))]


def test_a_later_day_is_asked_for() -> None:
    with pytest.raises(ValueError, match="要看的日子 2022-12-01 应晚于 2022-12-01"):
        ahead(Ledger().picture(), ON, ON, load_law())
