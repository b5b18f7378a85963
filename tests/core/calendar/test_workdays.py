"""Working days: every day of every published year beside an independent list, and the limits counted in them."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.calendar import (
    WEEKENDS,
    Deadline,
    Limit,
    LimitUnit,
    Workdays,
    at_least,
    deadline,
    publicity,
    within,
    working_days_between,
)
from shejian.core.rules import load_workdays

WORKDAY, MONTH, DAY, YEAR = LimitUnit.WORKDAY, LimitUnit.MONTH, LimitUnit.DAY, LimitUnit.YEAR
ONE_DAY = timedelta(days=1)
YEARS = range(2014, 2027)
days = st.dates(date(2014, 1, 1), date(2026, 11, 30))


@pytest.fixture(scope="module")
def workdays() -> Workdays:
    return load_workdays()


def test_the_years_that_are_published(workdays: Workdays) -> None:
    assert workdays.published == frozenset(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_as_an_independent_list_has_it(year: int, workdays: Workdays) -> None:
    first = date(year, 1, 1)
    every = [first + ONE_DAY * number for number in range((date(year + 1, 1, 1) - first).days)]
    assert [day for day in every if workdays.works_on(day) is not chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(
    ("start", "count", "reached"),
    [
        (date(2026, 5, 11), 5, date(2026, 5, 18)),  # an ordinary week
        (date(2026, 5, 9), 1, date(2026, 5, 11)),  # from a Saturday that was worked
        (date(2026, 5, 8), 1, date(2026, 5, 9)),  # to it
        (date(2026, 9, 28), 2, date(2026, 9, 30)),  # the last day before National Day
        (date(2026, 9, 28), 3, date(2026, 10, 8)),  # one more
        (date(2026, 9, 28), 5, date(2026, 10, 10)),  # and to the Saturday that made up for it
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # Spring Festival: a Saturday worked before
        (date(2026, 2, 14), 1, date(2026, 2, 24)),  # nine days of rest
        (date(2026, 2, 14), 5, date(2026, 2, 28)),  # and a Saturday worked after
        (date(2020, 1, 23), 1, date(2020, 2, 3)),  # the festival that was lengthened
        (date(2019, 4, 30), 1, date(2019, 5, 5)),  # the Sunday worked for Labour Day, arranged anew that year
        (date(2015, 9, 2), 1, date(2015, 9, 6)),  # 70 years after the war
        (date(2018, 12, 28), 2, date(2019, 1, 2)),  # across two years
        (date(2024, 2, 28), 1, date(2024, 2, 29)),  # a leap day is a working day as any
        (date(2026, 1, 30), 1, date(2026, 2, 2)),  # a month's end at a weekend
        (date(2026, 5, 11), 0, date(2026, 5, 11)),
    ],
)
def test_working_days_reached(start: date, count: int, reached: date, workdays: Workdays) -> None:
    found = deadline(start, Limit(count, WORKDAY), workdays)
    assert (found.day, found.provisional, found.next_workday) == (reached, False, None)


@pytest.mark.parametrize(
    ("found", "explanation"),
    [
        (
            deadline(date(2026, 5, 11), Limit(5, WORKDAY), load_workdays()),
            "自 2026-05-11 次日起数 5 个工作日，不计周末 2 天，为 2026-05-18",
        ),
        (
            within(date(2026, 9, 21), Limit(10, WORKDAY), load_workdays()),
            (
                "自 2026-09-21 次日起数 10 个工作日，不计周末 1 天、中秋节放假调休 3 天（2026-09-25 至 2026-09-27）、"
                "国庆节放假调休 7 天（2026-10-01 至 2026-10-07），2026-10-10（周六）调休上班计入，最迟 2026-10-12"
            ),
        ),
        (
            at_least(date(2014, 4, 3), Limit(3, WORKDAY), load_workdays()),
            "自 2014-04-03 次日起数 3 个工作日，不计清明节放假调休 3 天（2014-04-05 至 2014-04-07），最早 2014-04-09",
        ),
        (
            publicity(date(2026, 5, 11), Limit(5, WORKDAY), load_workdays()),
            "自 2026-05-11 次日起数 5 个工作日，不计周末 2 天，数到 2026-05-18，公示期满后最早 2026-05-19",
        ),
        (
            within(date(2026, 9, 1), Limit(1, MONTH), load_workdays()),
            "自 2026-09-01 起数 1个月，到对应日，最迟 2026-10-01（当天休息，其后第一个工作日是 2026-10-08，仅供参考）",
        ),
        (
            within(date(2026, 12, 30), Limit(2, MONTH), load_workdays()),
            (
                "自 2026-12-30 起数 2个月，到对应日；该月没有 30 日，取月末，最迟 2027-02-28"
                "（当天休息，其后第一个工作日是 2027-03-01，按周末推算，仅供参考）"
            ),
        ),
        (
            deadline(date(2026, 12, 28), Limit(5, WORKDAY), load_workdays()),
            (
                "自 2026-12-28 次日起数 5 个工作日，不计周末 2 天，为 2027-01-04；"
                "2027 年放假安排尚未收录，只除去周末，日子是暂定的"
            ),
        ),
        (
            deadline(date(2026, 5, 11), Limit(1, WORKDAY)),
            "自 2026-05-11 次日起数 1 个工作日，为 2026-05-12；没有对照放假安排，只除去周末，日子是暂定的",
        ),
    ],
)
def test_the_counting_in_words(found: Deadline, explanation: str) -> None:
    assert found.explanation == explanation


@pytest.mark.parametrize(
    ("start", "limit", "provisional"),
    [
        (date(2026, 12, 24), Limit(5, WORKDAY), False),  # 31 December is the last day that is known
        (date(2026, 12, 25), Limit(5, WORKDAY), True),
        (date(2013, 12, 31), Limit(1, WORKDAY), False),  # 2 January 2014; the day before is not counted
        (date(2013, 12, 30), Limit(1, WORKDAY), True),
        (date(2026, 12, 25), Limit(5, DAY), False),
        (date(2026, 12, 25), Limit(1, MONTH), False),
        (date(2026, 12, 25), Limit(1, YEAR), False),
    ],
)
def test_provisional_where_the_year_is_not_published(
    start: date, limit: Limit, provisional: bool, workdays: Workdays
) -> None:
    assert deadline(start, limit, workdays).provisional is provisional


def test_publicity_that_ends_with_the_last_day_known_is_certain(workdays: Workdays) -> None:
    found = publicity(date(2026, 12, 24), Limit(5, WORKDAY), workdays)
    assert (found.day, found.provisional) == (date(2027, 1, 1), False)


def test_without_an_arrangement_working_days_are_provisional() -> None:
    found = deadline(date(2026, 9, 28), Limit(5, WORKDAY))
    assert (found.day, found.provisional, found.next_workday) == (date(2026, 10, 5), True, None)


def test_a_limit_that_ends_on_a_day_of_rest_shows_the_next_working_day(workdays: Workdays) -> None:
    assert within(date(2026, 9, 1), Limit(1, MONTH), workdays).next_workday == date(2026, 10, 8)
    assert within(date(2026, 9, 10), Limit(1, MONTH), workdays).next_workday is None  # a Saturday that was worked
    assert within(date(2026, 9, 1), Limit(1, MONTH)).next_workday is None


@pytest.mark.parametrize(
    ("found", "kept", "broken"),
    [
        (within(date(2026, 1, 31), Limit(1, MONTH)), date(2026, 2, 28), date(2026, 3, 1)),
        (at_least(date(2024, 2, 29), Limit(1, YEAR)), date(2025, 2, 28), date(2025, 2, 27)),
        (publicity(date(2026, 5, 11), Limit(5, WORKDAY), load_workdays()), date(2026, 5, 19), date(2026, 5, 18)),
    ],
)
def test_the_day_at_the_edge_keeps_the_limit_and_the_one_beyond_does_not(
    found: Deadline, kept: date, broken: date
) -> None:
    assert (found.keeps(kept), found.keeps(broken)) == (True, False)


def test_working_days_between_two_days(workdays: Workdays) -> None:
    assert working_days_between(date(2026, 9, 30), date(2026, 10, 8), workdays) == 1
    assert working_days_between(date(2026, 9, 30), date(2026, 10, 7), workdays) == 0
    assert working_days_between(date(2026, 10, 8), date(2026, 9, 30), workdays) == 0
    assert working_days_between(date(2025, 12, 31), date(2026, 12, 31), workdays) == 248
    assert working_days_between(date(2026, 9, 30), date(2026, 10, 8), WEEKENDS) == 6


@given(days, st.integers(1, 30))
def test_the_day_reached_is_a_working_day_and_so_many_lie_between(start: date, count: int) -> None:
    workdays = load_workdays()
    reached = deadline(start, Limit(count, WORKDAY), workdays).day
    assert workdays.works_on(reached)
    assert working_days_between(start, reached, workdays) == count


@given(days, st.integers(1, 60))
def test_rests_and_working_days_are_all_days(start: date, length: int) -> None:
    workdays = load_workdays()
    end = start + ONE_DAY * length
    rested = sum((last - first).days + 1 for first, last, _ in workdays.rests(start, end))
    assert rested + working_days_between(start, end, workdays) == length
