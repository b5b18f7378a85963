"""Last year's table stays last year's table (T4), and an activity counts on its day, not on the day of entry (T3)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.conftest import import_file

from shejian.core.indicators import Figure
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.figures.statutory import statutory_table

pytestmark = pytest.mark.django_db(transaction=True)

YEAR_END = date(2022, 12, 31)


def question(on: date, since: date, known: int | None = None) -> Question:
    return Question(on=on, since=since, known=known)


def figures(on: date, since: date, known: int | None = None) -> dict[str, Figure]:
    return answer(ask(question(on, since, known))).figures


def table(known: int | None = None) -> Any:
    return statutory_table(ask(question(YEAR_END, date(2022, 1, 1), known))).cells


@pytest.fixture
def a_year_later(data: Path, tmp_path: Path) -> None:
    """The county's ledger, and a year later a file that corrects the past and adds to it."""
    import_file(data / "county-2022.xlsx")
    book = openpyxl.load_workbook(data / "county-2022.xlsx")
    book["社会组织台账"].cell(3, 4).value = "民办非企业单位"
    book["社会组织台账"].cell(7, 9).value = datetime(2023, 2, 1)
    book["组织生活记录"].append(
        (None, "云川县书法家协会党支部", "主题党日", datetime(2022, 2, 3), "补记", 7, 7, "云川县养羊协会党支部")
    )
    book["作用发挥台账"].append((None, "春节慰问", "实践活动", datetime(2023, 1, 18), "云川县书法家协会", 30, 0, 0))
    path = tmp_path / "county-2023.xlsx"
    book.save(path)
    import_file(path, closing=date(2023, 12, 31))


def test_t4_last_years_table_rebuilt_today_equals_last_years(a_year_later: None) -> None:
    then = table(known=1)
    assert [cells[0].value for line, cells in then if line.key == "organizations"] == [176]
    assert [cells[1].value for line, cells in then if line.key == "organizations"] == [122]
    assert [cells[0].value for line, cells in table() if line.key == "organizations"] == [175]


def test_t4_every_figure_as_known_then_is_what_was_said_then(data: Path, tmp_path: Path) -> None:
    import_file(data / "county-2022.xlsx")
    said = figures(YEAR_END, date(2022, 1, 1))
    book = openpyxl.load_workbook(data / "county-2022.xlsx")
    for row in range(3, 60):
        book["社会组织台账"].cell(row, 9).value = datetime(2019, 1, 1)
    book.save(tmp_path / "corrected.xlsx")
    import_file(tmp_path / "corrected.xlsx")
    assert figures(YEAR_END, date(2022, 1, 1), known=1) == said


def test_t3_an_activity_entered_late_counts_on_its_day(a_year_later: None) -> None:
    first_quarter = [figures(date(2022, 3, 31), date(2022, 1, 1), known)["joint_theme_days"].value for known in (1, 2)]
    assert first_quarter == [1, 2]
    last_quarter = [figures(YEAR_END, date(2022, 10, 1), known)["joint_theme_days"].value for known in (1, 2)]
    assert last_quarter == [1, 1]


def test_t2_a_quarter_is_of_its_year(a_year_later: None) -> None:
    held = [figures(date(year, 3, 31), date(year, 1, 1))["practice_activities"].value for year in (2021, 2022, 2023)]
    assert held == [0, 4, 1]
