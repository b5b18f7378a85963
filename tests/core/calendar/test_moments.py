"""Moments as people type them: the time of day counts, and nothing is rounded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shejian.core.calendar import DateFault, NotADate, close_of, long_moment, read_moment
from shejian.core.calendar.days import SHANGHAI


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-25 01:05", datetime(2026, 11, 25, 1, 5, tzinfo=SHANGHAI)),
        ("2026-11-25T09:06", datetime(2026, 11, 25, 9, 6, tzinfo=SHANGHAI)),
        ("2026-11-25 09:06:58", datetime(2026, 11, 25, 9, 6, 58, tzinfo=SHANGHAI)),
        ("2026-11-25T09:06:58.25", datetime(2026, 11, 25, 9, 6, 58, 250_000, tzinfo=SHANGHAI)),
        ("2026-11-25T01:06:58Z", datetime(2026, 11, 25, 9, 6, 58, tzinfo=SHANGHAI)),
        ("2026-11-25 01:06 +00:00", datetime(2026, 11, 25, 9, 6, tzinfo=SHANGHAI)),
        ("2026-11-24T20:06-0500", datetime(2026, 11, 25, 9, 6, tzinfo=SHANGHAI)),
        ("2026年11月25日 9时6分58秒", datetime(2026, 11, 25, 9, 6, 58, tzinfo=SHANGHAI)),
        ("２０２６．１１．２５ ９：０６", datetime(2026, 11, 25, 9, 6, tzinfo=SHANGHAI)),
        ("20261125 09:06", datetime(2026, 11, 25, 9, 6, tzinfo=SHANGHAI)),
        ("2026-11-25", close_of(date(2026, 11, 25))),
        ("20261125", close_of(date(2026, 11, 25))),
    ],
)
def test_a_moment_is_the_instant_written_and_a_day_its_close(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2022-02-30 18:00", "2022 年 2 月没有 30 日"),
        ("2022-12-31 24:00", "里的时刻不存在：时写 0 至 23，分和秒写 0 至 59"),
        ("2022-12-31 18:60", "里的时刻不存在：时写 0 至 23，分和秒写 0 至 59"),
        ("2022-12-31T18:00+25:00", "里的时刻不存在：时写 0 至 23，分和秒写 0 至 59"),
        ("2022-12", "只有年月，没有日"),
    ],
)
def test_a_moment_that_does_not_exist_is_refused(text: str, why: str) -> None:
    with pytest.raises(DateFault) as fault:
        read_moment(text)
    assert str(fault.value) == why


@pytest.mark.parametrize("text", ["", "昨天", "2022-W05", "18:00", "2022-12-31T", "x" * 500])
def test_what_is_no_moment_is_told_from_one_that_does_not_exist(text: str) -> None:
    with pytest.raises(NotADate):
        read_moment(text)


def test_a_moment_is_written_in_words_in_beijing_time() -> None:
    assert long_moment(datetime(2026, 11, 24, 17, 6, 58, tzinfo=UTC)) == "2026年11月25日 01:06"
