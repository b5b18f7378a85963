"""Dates as offices type them: every accepted form reads back, and every refusal says why."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shejian.core.calendar import DateFault, long_date, read_date

APRIL_8 = date(2022, 4, 8)
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")
NUMERALS = "〇一二三四五六七八九"
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def written_out(day: date) -> str:
    return f"{''.join(NUMERALS[int(one)] for one in str(day.year))}年{numeral(day.month)}月{numeral(day.day)}日"


def numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("", "十", "二十", "三十")[tens] + (NUMERALS[ones] if ones else "")


FORMS = (
    "{0:%Y-%m-%d}",
    "{0:%Y/%m/%d}",
    "{0:%Y.%m.%d}",
    "{0:%Y%m%d}",
    "{0.year}-{0.month}-{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}.{0.month}.{0.day}.",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}年{0.month}月{0.day}号",
    "{0.year}年{0.month}月{0.day}",
    "{0.year}—{0.month}—{0.day}",
    "{0.year}。{0.month}。{0.day}",
    "{0.year}\\{0.month}\\{0.day}",
    "{0:%Y-%m-%d} 00:00:00",
    "{0:%Y-%m-%d}T09:30:15",
    "{0:%Y-%m-%d} 9:30",
    "{0.year}年{0.month}月{0.day}日 9时30分",
)


@pytest.mark.parametrize("form", FORMS)
@given(day=days)
def test_a_day_written_in_any_form_reads_back(form: str, day: date) -> None:
    assert read_date(form.format(day)) == day


@given(day=days, form=st.sampled_from(FORMS[:11]))
def test_full_width_digits_and_stray_spaces_change_nothing(day: date, form: str) -> None:
    text = form.format(day).translate(FULL_WIDTH)
    assert read_date(f"　{text[:4]} {text[4:]} \n") == day


@given(days)
def test_a_day_written_out_in_numerals_reads_back(day: date) -> None:
    assert read_date(written_out(day)) == day


@given(days)
def test_a_long_date_reads_back(day: date) -> None:
    assert read_date(long_date(day)) == day


def test_a_long_date_has_no_zeros_in_front() -> None:
    assert long_date(APRIL_8) == "2022年4月8日"


@pytest.mark.parametrize("text", ["二零二二年四月八日", "二○二二年四月八日", "二〇二二年四月八号"])
def test_zero_is_written_in_three_ways(text: str) -> None:
    assert read_date(text) == APRIL_8


WRONG = {
    "2022-02-30": "2022 年 2 月没有 30 日",
    "2021年13月5日": "没有 13 月",
    "2022-00-10": "没有 0 月",
    "20220431": "2022 年 4 月没有 31 日",
    "2100.2.29": "2100 年 2 月没有 29 日",
    "1899-12-31": "年份 1899 不在 1900 至 2100 之间",
    "2101-01-01": "年份 2101 不在 1900 至 2100 之间",
    "二〇二二年十三月一日": "没有 13 月",
    "二〇二二年四月三十一日": "2022 年 4 月没有 31 日",
    "2022年4月": "只有年月，没有日",
    "2022.4": "只有年月，没有日",
    "2022年4月份": "只有年月，没有日",
    "202204": "只有年月，没有日",
    "2022年": "只有年，没有月和日",
    "2022": "只有年，没有月和日",
    "22.4.8": "年份要写四位",
    "22年4月8日": "年份要写四位",
    "2022-4/8": "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日",
    "2022-04-08至2022-05-01": "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日",
    "约2022-04-08": "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日",
    "待定": "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日",
    "": "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日",
    "2022-04-08" + "0" * 1000: "不是日期，请写成 2022-04-08、2022.4.8 或 2022年4月8日",
}


@pytest.mark.parametrize(("text", "reason"), WRONG.items())
def test_what_names_no_day_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(DateFault) as refusal:
        read_date(text)
    assert str(refusal.value) == reason


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with suppress(DateFault):
        assert 1900 <= read_date(text).year <= 2100
