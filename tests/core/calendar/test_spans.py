"""What is left of a span without others."""

from __future__ import annotations

from datetime import date

import pytest

from shejian.core.calendar import Span

JAN, MAR, APR, JUL = date(2026, 1, 1), date(2026, 3, 1), date(2026, 4, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("span", "others", "left"),
    [
        (Span(JAN, JUL), [], [Span(JAN, JUL)]),
        (Span(JAN, JUL), [Span(JUL, None), Span(None, JAN)], [Span(JAN, JUL)]),
        (Span(JAN, JUL), [Span(MAR, APR)], [Span(JAN, MAR), Span(APR, JUL)]),
        (Span(JAN, JUL), [Span(JAN, MAR), Span(APR, JUL)], [Span(MAR, APR)]),
        (Span(JAN, JUL), [Span(None, APR)], [Span(APR, JUL)]),
        (Span(JAN, JUL), [Span()], []),
        (Span(), [Span(MAR, APR)], [Span(None, MAR), Span(APR, None)]),
        (Span(None, JUL), [Span(APR, None)], [Span(None, APR)]),
    ],
)
def test_what_is_left_holds_on_exactly_the_days_on_which_no_other_does(
    span: Span, others: list[Span], left: list[Span]
) -> None:
    assert span.without(others) == left
    for day in (date(2025, 12, 31), JAN, date(2026, 2, 28), MAR, date(2026, 3, 31), APR, date(2026, 6, 30), JUL):
        wanted = span.holds_on(day) and not any(one.holds_on(day) for one in others)
        assert any(one.holds_on(day) for one in left) is wanted
