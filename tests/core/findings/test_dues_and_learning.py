"""Dues by the boundaries of the bands; months in a row; hours of a closed year."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.findings.small import ON, Ledger

from shejian.core.calendar import add_months


def pays(
    ledger: Ledger, month: date, paid: int | None, *, months: int = 1, one: int | None = None, **more: object
) -> int:
    person = ledger.number() if one is None else one
    stated = {"basis": "salaried", "base_fen": None, "due_fen": None, "party_organization": 77} | more
    ledger.put("dues", person=person, paid_fen=paid, start=month, end=add_months(month, months), **stated)
    return person


@pytest.mark.parametrize(
    ("basis", "base_fen", "owed"),
    [
        ("salaried", 300_000, 1_500),
        ("salaried", 300_001, 3_000),
        ("salaried", 500_000, 5_000),
        ("salaried", 500_001, 7_500),
        ("salaried", 1_000_000, 15_000),
        ("salaried", 1_000_001, 20_000),
        ("salaried", 300_100, 3_001),  # 3001.00 元的 1%
        ("salaried", 299_900, 1_500),  # 14.995 元，四舍五入到分
        ("salaried", 299_899, 1_499),
        ("retired", 500_000, 2_500),
        ("retired", 500_001, 5_000),
        ("fixed", None, 20),
    ],
)
def test_what_is_due(basis: str, base_fen: int | None, owed: int) -> None:
    ledger = Ledger()
    month = date(2022, 11, 1)
    enough = pays(ledger, month, owed, basis=basis, base_fen=base_fen)
    short = pays(ledger, month, owed - 1, basis=basis, base_fen=base_fen)
    assert ledger.judged("dues_below")[enough]["verdict"] is False
    assert ledger.said("dues_below", short) == (True, "2022-11-01 起的一个月少交 0.01 元", date(2022, 12, 1))
    assert ledger.judged("dues_below")[short]["via"] == 77


def test_what_the_branch_decided_comes_before_the_bands() -> None:
    ledger = Ledger()
    month = date(2022, 11, 1)
    less = pays(ledger, month, 1_000, base_fen=800_000, due_fen=1_000)
    exempt = pays(ledger, month, 0, basis="exempt")
    assert ledger.said("dues_below", less)[:2] == (False, "2022-11-01 起的一个月交了 10.00 元")
    assert ledger.said("dues_below", exempt)[:2] == (False, "免交党费")


def test_what_is_not_recorded_is_unknown() -> None:
    ledger = Ledger()
    month = date(2022, 11, 1)
    unpaid = pays(ledger, month, None, base_fen=800_000)
    no_base = pays(ledger, month, 1_000)
    assert ledger.said("dues_below", unpaid) == (None, "2022-11-01 起的一个月，实交数额没有记", None)
    assert ledger.said("dues_below", no_base) == (None, "2022-11-01 起的一个月，计算基数没有记，不知道应交多少", None)


def test_a_month_counts_at_its_close() -> None:
    ledger = Ledger()
    one = pays(ledger, date(2022, 11, 1), 12_000, base_fen=800_000)
    pays(ledger, date(2022, 12, 1), 1, base_fen=800_000, one=one)
    assert ledger.said("dues_below", one, date(2022, 12, 30))[0] is False
    assert ledger.said("dues_below", one, ON)[0] is True
    assert ledger.judged("dues_below", date(2022, 11, 29)) == {}


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (5, (False, "自 2022-07-01 起有 5 个月没有交党费，不到 6个月", None)),
        (6, (True, "自 2022-07-01 起连续 6 个月没有交党费，达到 6个月", date(2023, 1, 1))),
        (9, (True, "自 2022-07-01 起连续 9 个月没有交党费，达到 6个月", date(2023, 1, 1))),
    ],
)
@pytest.mark.parametrize("as_one_span", [True, False])
def test_months_in_a_row_without_dues(months: int, said: object, as_one_span: bool) -> None:
    ledger = Ledger()
    one = pays(ledger, date(2022, 6, 1), 100)
    if as_one_span:
        pays(ledger, date(2022, 7, 1), 0, months=months, one=one)
    else:
        for number in range(months):
            pays(ledger, add_months(date(2022, 7, 1), number), 0, one=one)
    assert ledger.said("dues_unpaid", one, date(2023, 12, 31)) == said


def test_a_span_that_is_still_running_counts_its_closed_months() -> None:
    ledger = Ledger()
    one = pays(ledger, date(2022, 7, 1), 0, months=24)
    assert ledger.said("dues_unpaid", one, date(2022, 12, 30))[0] is False
    assert ledger.said("dues_unpaid", one, ON)[0] is True


def test_one_payment_ends_the_row_and_a_gap_leaves_it_unknown() -> None:
    ledger = Ledger()
    paid = pays(ledger, date(2022, 1, 1), 0, months=8)
    pays(ledger, date(2022, 9, 1), 100, one=paid)
    pays(ledger, date(2022, 10, 1), 0, months=2, one=paid)
    gap = pays(ledger, date(2022, 1, 1), 0, months=4)
    pays(ledger, date(2022, 9, 1), 0, months=3, one=gap)
    exempt = pays(ledger, date(2022, 1, 1), 0, months=9, basis="exempt")
    excused = pays(ledger, date(2022, 1, 1), 0, months=9, due_fen=0)
    assert ledger.said("dues_unpaid", paid)[:2] == (False, "自 2022-10-01 起有 2 个月没有交党费，不到 6个月")
    assert ledger.said("dues_unpaid", gap) == (
        None,
        "自 2022-01-01 起有 7 个月没有交党费，中间有的月份没有记录",
        None,
    )
    assert [ledger.said("dues_unpaid", one)[0] for one in (exempt, excused)] == [False, False]


def learns(ledger: Ledger, year: int, hours: int, kind: str = "member", one: int | None = None) -> int:
    person = ledger.number() if one is None else one
    ledger.put("learning", person=person, hours=hours, kind=kind, start=date(year, 1, 1), end=date(year + 1, 1, 1))
    return person


@pytest.mark.parametrize(
    ("kind", "hours", "said"),
    [
        ("member", 32, (False, "到 2022-12-31 的一年学习 32 学时", None)),
        ("member", 31, (True, "到 2022-12-31 的一年学习 31 学时，一般不少于 32学时/年", date(2023, 1, 1))),
        ("secretary", 56, (False, "到 2022-12-31 的一年学习 56 学时", None)),
        ("secretary", 55, (True, "书记、委员到 2022-12-31 的一年学习 55 学时，一般不少于 56学时/年", date(2023, 1, 1))),
    ],
)
def test_hours_of_the_year(kind: str, hours: int, said: object) -> None:
    ledger = Ledger()
    one = learns(ledger, 2022, hours, kind)
    assert ledger.said("hours_below", one, ON) == said
    assert ledger.said("hours_below", one, date(2023, 12, 30)) == said


def test_a_year_that_is_not_over_or_not_on_record_is_not_judged() -> None:
    ledger = Ledger()
    learns(ledger, 2022, 1)
    assert ledger.judged("hours_below", date(2022, 12, 30)) == {}
    assert ledger.judged("hours_below", date(2023, 12, 31)) == {}


def test_hours_of_both_kinds_are_one_persons() -> None:
    ledger = Ledger()
    one = learns(ledger, 2022, 30)
    learns(ledger, 2022, 26, "secretary", one)
    assert ledger.said("hours_below", one)[:2] == (False, "到 2022-12-31 的一年学习 56 学时")


def test_a_year_before_the_rule_is_not_judged() -> None:
    ledger = Ledger()
    learns(ledger, 2018, 1)
    assert ledger.judged("hours_below", date(2019, 6, 1)) == {}
