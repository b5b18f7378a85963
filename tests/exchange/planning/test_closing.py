"""As of which day a workbook speaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from tests.core.sheets.declared import GOOD, read

from shejian.core.sheets import Records
from shejian.exchange.planning.closing import Closing, find_closing

TODAY = date(2026, 11, 22)
YEAR_END = date(2022, 12, 31)


def records(*days: object) -> list[Records]:
    """A ledger of organizations founded on these days."""
    return [read(*((GOOD[0], GOOD[1], day, 1.0) for day in days))]


def closing(texts: str | Sequence[str], *days: object) -> Closing:
    return find_closing([texts] if isinstance(texts, str) else texts, records(*days), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "填报日期：2022年12月31日",
        "填报日期: 2022-12-31",
        "填报时间 2022.12.31",
        "填表日期：２０２２年１２月３１日",
        "制表日期：2022/12/31",
        "上报时间：20221231",
        "填报日期：二〇二二年十二月三十一日",
        "截至2022年12月31日",
        "（截止 2022 年 12 月 31 日）",
        "数据截至：2022.12.31",
        "截至日期：2022-12-31",
        "截止到2022年12月31日24时",
        "统计时点：2022年12月31日",
        "统计截止日期为2022年12月31日",
        "台账时点：2022年12月31日",
        "时点 2022—12—31",
        "2022年12月31日止",
        "截至2022年底",
        "截止2022年末",
        "截至2022年12月底",
        "统计时点：2022年12月",
        "填报单位：青原县民政局 填报日期：2022年12月31日",
        "青原县社会组织台账（2022年12月31日）",
        "台账20221231",
    ],
)
def test_the_day_that_a_sheet_states(text: str) -> None:
    assert closing(text, "2022-03-01") == Closing(YEAR_END, "表上写的日期 2022-12-31")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("云川县社会组织2022年作用发挥台账", YEAR_END),
        ("二〇二二年度组织生活记录", YEAR_END),
        ("county-2022", YEAR_END),
        ("2022", YEAR_END),
        ("2020-2022年", YEAR_END),
        ("2021年、2022年", YEAR_END),
        ("2022年1-12月组织生活记录", YEAR_END),
        ("2022年下半年", YEAR_END),
        ("2022年上半年", date(2022, 6, 30)),
        ("2022年6月组织生活记录", date(2022, 6, 30)),
        ("2022年1月至6月", date(2022, 6, 30)),
        ("台账2022.6", date(2022, 6, 30)),
        ("台账2024-02", date(2024, 2, 29)),
        ("2022年第三季度", date(2022, 9, 30)),
        ("2022年二季度", date(2022, 6, 30)),
    ],
)
def test_the_end_of_the_period_in_a_title(text: str, end: date) -> None:
    assert closing(text, "2021-03-01").day == end


def test_how_the_day_was_found_is_told() -> None:
    found = [closing(text).how for text in ("2022年度", "2022年上半年", "")]
    assert found == ["表题或文件名写的年度 2022", "表题或文件名写的时期，到 2022-06-30", "今天（文件里没有日期）"]


@pytest.mark.parametrize(
    "text",
    [
        "云委发〔2019〕12号",
        "民发[2016]80号",
        "社会组织台账（2020年版）",
        "2018年修订",
        "捐款2000元",
        "电话 09352022345",
        "2030年",
    ],
)
def test_other_numbers_are_no_years(text: str) -> None:
    assert closing(text) == Closing(TODAY, "今天（文件里没有日期）")


def test_a_ledger_of_last_year_filled_in_in_january_speaks_as_of_the_years_end() -> None:
    assert closing(["2022年社会组织台账", "填报日期：2023-01-10"], "2022-11-02") == Closing(
        YEAR_END, "表题写的年度 2022（填报于 2023-01-10）"
    )


def test_a_stated_day_is_no_day_of_filling_in() -> None:
    assert closing(["2022年社会组织台账", "截至2023年3月31日"]).day == date(2023, 3, 31)


def test_a_ledger_that_tells_of_days_after_its_year_speaks_as_of_its_filling_in() -> None:
    assert closing(["2022年社会组织台账", "填报日期：2023-01-10"], "2023-01-05").day == date(2023, 1, 10)


def test_a_paper_of_another_year_does_not_move_the_day() -> None:
    assert closing(["依据青社组发〔2019〕3号", "填报日期：2022-12-31"], "2022-05-01").day == YEAR_END


def test_of_several_stated_days_the_latest_counts() -> None:
    assert closing(["填报日期：2022-11-30", "填报日期：2022-12-31"]).day == YEAR_END


def test_titles_come_before_the_name_of_the_file() -> None:
    assert closing(["2022年社会组织台账", "2023年报送"]).day == YEAR_END


def test_without_a_word_the_latest_day_of_the_file_counts() -> None:
    assert closing("社会组织台账", "2022-03-01", "2022-05-06") == Closing(
        date(2022, 5, 6), "文件里最晚的日期，在“社会组织台账”第 3 行“成立登记日期”"
    )


def test_a_day_later_than_what_is_stated_is_named_with_the_way_out() -> None:
    assert closing("填报日期：2022-12-31", "2021-01-01", "2024-05-06") == Closing(
        date(2024, 5, 6),
        "文件里最晚的日期，在“社会组织台账”第 3 行“成立登记日期”，晚于表上写的日期 2022-12-31；"
        "如果是笔误，请改正后重新导入，或用 --closing 指定",
    )


@pytest.mark.parametrize("slip", ["2202-12-31", "2027-01-01", date(2026, 11, 23)])
def test_days_to_come_are_slips_of_the_pen(slip: object) -> None:
    assert closing("社会组织台账", "2022-05-06", slip).day == date(2022, 5, 6)


@pytest.mark.parametrize("text", ["填报日期：2202-12-31", "填报日期：2022年13月31日", "截至2026年底"])
def test_a_stated_day_that_cannot_be_is_passed_over(text: str) -> None:
    assert closing(text, "2022-05-06").day == date(2022, 5, 6)


def test_days_in_faulty_rows_do_not_count() -> None:
    faulty = read((None, GOOD[1], "2023-07-01", 1.0), (*GOOD[:2], "2022-05-06", 1.0))
    assert find_closing([], [faulty], TODAY).day == date(2022, 5, 6)


def test_a_file_without_any_day_speaks_as_of_today() -> None:
    assert find_closing(["台账"], [], TODAY) == Closing(TODAY, "今天（文件里没有日期）")
