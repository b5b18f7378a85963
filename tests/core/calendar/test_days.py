"""Days and half-open spans of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.calendar import Span, close_of, month_ends, next_day, previous_day, year_end, year_start

DAY = date(2022, 4, 8)
BEFORE, AFTER = date(2022, 4, 7), date(2022, 4, 9)
near = st.dates(date(2022, 1, 1), date(2022, 1, 12))
spans = st.tuples(st.none() | near, st.none() | near).filter(lambda one: None in one or one[0] < one[1])
PROBES = [date(2021, 12, 31) + timedelta(days=at) for at in range(14)]


def test_a_span_holds_on_its_start_and_no_longer_on_its_end() -> None:
    span = Span(DAY, AFTER)
    assert [span.holds_on(day) for day in (BEFORE, DAY, AFTER)] == [False, True, False]


def test_a_span_without_start_held_always() -> None:
    assert Span(None, DAY).holds_on(date(1, 1, 1))


def test_a_span_without_end_still_holds() -> None:
    assert Span(DAY).holds_on(date(9999, 12, 31))


@pytest.mark.parametrize("end", [DAY, BEFORE])
def test_a_span_must_end_after_it_starts(end: date) -> None:
    with pytest.raises(ValueError, match="must end after it starts: 2022-04-08"):
        Span(DAY, end)


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(BEFORE, DAY).overlaps(Span(DAY, AFTER))


@given(spans, spans)
def test_spans_overlap_when_some_day_holds_both(one: tuple[date, date], other: tuple[date, date]) -> None:
    first, second = Span(*one), Span(*other)
    both = any(first.holds_on(day) and second.holds_on(day) for day in [date.min, *PROBES, date.max])
    assert first.overlaps(second) == both


@given(spans, spans)
def test_overlapping_is_mutual(one: tuple[date, date], other: tuple[date, date]) -> None:
    assert Span(*one).overlaps(Span(*other)) == Span(*other).overlaps(Span(*one))


def test_a_day_closes_at_its_last_instant_in_china() -> None:
    assert close_of(DAY).isoformat() == "2022-04-08T23:59:59.999999+08:00"


def test_neighbouring_days() -> None:
    assert (previous_day(date(2024, 3, 1)), next_day(date(2024, 2, 28))) == (date(2024, 2, 29), date(2024, 2, 29))


def test_ends_of_the_year() -> None:
    assert (year_start(DAY), year_end(DAY)) == (date(2022, 1, 1), date(2022, 12, 31))


def test_ends_of_the_year_of_a_leap_day() -> None:
    assert (year_start(date(2024, 2, 29)), year_end(date(2024, 2, 29))) == (date(2024, 1, 1), date(2024, 12, 31))


def test_month_ends_run_to_the_day_itself() -> None:
    assert month_ends(date(2023, 12, 15), date(2024, 3, 10)) == [
        date(2023, 12, 31),
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 10),
    ]


def test_month_ends_within_one_month() -> None:
    assert month_ends(date(2022, 4, 1), DAY) == [DAY]


def test_month_ends_of_a_year_are_twelve() -> None:
    ends = month_ends(date(2022, 1, 1), date(2022, 12, 31))
    assert [day.day for day in ends] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
