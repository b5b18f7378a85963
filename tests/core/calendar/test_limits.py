"""Limits of time and deadlines: one year is the same day next year, and every deadline says how it was counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.calendar import Limit, LimitUnit, add_months, anniversary, deadline, full_years

YEAR, MONTH, DAY = LimitUnit.YEAR, LimitUnit.MONTH, LimitUnit.DAY
days = st.dates(date(1950, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("start", "limit", "reached"),
    [
        (date(2022, 4, 8), Limit(1, YEAR), date(2023, 4, 8)),
        (date(2024, 2, 29), Limit(1, YEAR), date(2025, 2, 28)),
        (date(2024, 2, 29), Limit(4, YEAR), date(2028, 2, 29)),
        (date(2023, 2, 28), Limit(1, YEAR), date(2024, 2, 28)),
        (date(2008, 2, 29), Limit(18, LimitUnit.AGE), date(2026, 2, 28)),
        (date(2008, 3, 1), Limit(18, LimitUnit.AGE), date(2026, 3, 1)),
        (date(2022, 1, 31), Limit(1, MONTH), date(2022, 2, 28)),
        (date(2024, 1, 31), Limit(1, MONTH), date(2024, 2, 29)),
        (date(2022, 8, 31), Limit(1, MONTH), date(2022, 9, 30)),
        (date(2022, 12, 15), Limit(1, MONTH), date(2023, 1, 15)),
        (date(2022, 11, 30), Limit(3, MONTH), date(2023, 2, 28)),
        (date(2022, 12, 31), Limit(5, DAY), date(2023, 1, 5)),
        (date(2024, 2, 28), Limit(2, DAY), date(2024, 3, 1)),
    ],
)
def test_the_day_reached(start: date, limit: Limit, reached: date) -> None:
    assert deadline(start, limit).day == reached


@pytest.mark.parametrize(
    ("start", "limit", "explanation"),
    [
        (date(2022, 4, 8), Limit(1, YEAR), "自 2022-04-08 起数 1年，到对应日，为 2023-04-08"),
        (date(2022, 4, 8), Limit(1, MONTH), "自 2022-04-08 起数 1个月，到对应日，为 2022-05-08"),
        (date(2022, 4, 8), Limit(15, DAY), "自 2022-04-08 次日起数 15 日，为 2022-04-23"),
        (
            date(2022, 1, 31),
            Limit(1, MONTH),
            "自 2022-01-31 起数 1个月，到对应日；该月没有 31 日，取月末，为 2022-02-28",
        ),
        (date(2024, 2, 29), Limit(1, YEAR), "自 2024-02-29 起数 1年，到对应日；该月没有 29 日，取月末，为 2025-02-28"),
    ],
)
def test_a_deadline_explains_itself(start: date, limit: Limit, explanation: str) -> None:
    assert deadline(start, limit).explanation == explanation


def test_a_deadline_keeps_what_it_was_counted_from() -> None:
    found = deadline(date(2022, 4, 8), Limit(3, YEAR))
    assert (found.start, found.limit, str(found.limit)) == (date(2022, 4, 8), Limit(3, YEAR), "3年")


@given(days.filter(lambda day: (day.month, day.day) != (2, 29)))
def test_one_year_is_the_same_day_next_year(day: date) -> None:
    assert deadline(day, Limit(1, YEAR)).day == day.replace(year=day.year + 1)


@given(days, st.integers(0, 120))
def test_months_later_lie_in_the_month_so_many_later(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(days, st.integers(0, 400))
def test_months_earlier_and_later_keep_the_order(day: date, months: int) -> None:
    assert add_months(day, -months) <= day <= add_months(day, months)


@given(days, days, st.integers(0, 60))
def test_a_later_start_never_has_an_earlier_deadline(one: date, other: date, months: int) -> None:
    first, second = sorted([one, other])
    assert add_months(first, months) <= add_months(second, months)


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        (date(2008, 2, 29), 18, date(2026, 2, 28)),  # stated policy: the 28th where there is no 29th
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(2008, 2, 28), 20, date(2028, 2, 28)),
        (date(2008, 3, 1), 18, date(2026, 3, 1)),
        (date(1921, 7, 1), 105, date(2026, 7, 1)),
    ],
)
def test_full_years_are_reached_on_the_anniversary(born: date, years: int, day: date) -> None:
    assert anniversary(born, years) == day
    assert (full_years(born, day), full_years(born, day - timedelta(days=1))) == (years, years - 1)


def test_before_the_day_there_is_no_full_year() -> None:
    assert full_years(date(2026, 5, 11), date(2026, 5, 11)) == 0
    assert full_years(date(2026, 5, 11), date(2026, 5, 10)) == -1
