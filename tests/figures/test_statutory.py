"""《社会组织法人单位建立党的基层组织情况》: lines add up, the file holds the figures, and every unit gets its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.conftest import County

from shejian.core.facts.terms import Line
from shejian.core.indicators import Grouping, population
from shejian.exchange.services.table_export import export_table
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.figures.statutory import COLUMNS, IDENTITIES, LINES, StatutoryTable, statutory_table

DAYS = [date(2022, 12, 31), date(2022, 6, 30), date(2021, 12, 31), date(2015, 1, 1)]
YEAR_END = DAYS[0]
SCOPES: list[dict[str, Any]] = [
    {},
    {"own": True},
    {"unit": "云川县/城关镇"},
    {"unit": "县教育局", "line": Line.COMPETENT},
]
TYPES = 3
COUNTED = {  # by hand, from the workbook
    "organizations": 176,
    "built_separately": 137,
    "built_separately_branch": 137,
    "built_jointly": 16,
    "built_jointly_with_three": 5,
    "joint_branches": 6,
    "not_built": 23,
    "should_have_built": 7,
    "not_built_few_members": 12,
    "not_built_no_members": 4,
    "staff": 5966,
}


def table(on: date, **asked: Any) -> StatutoryTable:
    return statutory_table(ask(Question(on=on, since=on.replace(month=1, day=1), **asked)))


def numbers(made: StatutoryTable) -> dict[str, list[Any]]:
    """Each line's numbers from the left; ``None`` where there is none."""
    return {line.key: [cell and cell.value for cell in cells] for line, cells in made.cells if line.key is not None}


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_identities_hold_in_every_column_or_a_part_is_not_known(
    tidy_county: County, on: date, scope: dict[str, Any]
) -> None:
    made = table(on, **scope)
    found = numbers(made)
    verdicts = []
    for column in range(1 + TYPES):
        for identity in IDENTITIES:
            parts = [found[key][column] for key in identity.parts]
            known = None not in parts and found[identity.whole][column] is not None
            verdicts.append(sum(parts) == found[identity.whole][column] if known else None)
    assert [check.holds for check in made.checks] == verdicts
    assert False not in verdicts


def test_on_the_ledgers_day_all_is_known_and_every_identity_holds(tidy_county: County) -> None:
    made = table(YEAR_END)
    assert {check.holds for check in made.checks} == {True}
    found = {key: each[0] for key, each in numbers(made).items()}
    assert {key: found[key] for key in COUNTED} == COUNTED


@pytest.mark.parametrize("on", DAYS)
def test_columns_of_types_add_up_to_the_total(tidy_county: County, on: date) -> None:
    found = numbers(table(on))
    counted = [key for key in found if population(key).subject == "organization" or key == "joint_branches"]
    whole = {key: found[key][0] for key in counted if found[key][0] is not None}
    assert {key: sum(found[key][1 : 1 + TYPES]) for key in whole} == whole


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_the_file_read_back_holds_the_figures(
    tidy_county: County, tmp_path: Path, on: date, scope: dict[str, Any]
) -> None:
    made = table(on, **scope)
    export_table(tmp_path / "table.xlsx", made)
    figures = answer(made.asked, [line.key for line in LINES if line.key]).figures
    book = openpyxl.load_workbook(tmp_path / "table.xlsx")
    sheet, found = book["党统表"], numbers(made)
    assert [cell.value for cell in sheet[3]][2:] == list(COLUMNS)
    for at, line in enumerate(LINES):
        row = [cell.value for cell in sheet[4 + at]]
        assert row[0].strip("　") == line.label
        total = figures[line.key].value if line.key else None
        assert (line.label, row[2]) == (line.label, "—" if total is None else total)
        by_type = found[line.key][1 : 1 + TYPES] if line.key else [None] * TYPES
        assert row[3 : 3 + TYPES] == ["—" if value is None else value for value in by_type]
        assert row[3 + TYPES :] == ["—"] * (len(COLUMNS) - 1 - TYPES)
    results = [row[2].value for row in book["校核"].iter_rows(2)]
    assert results.count("不符") == 0
    assert results.count("不能校核") == sum(check.holds is None for check in made.checks)


def test_the_file_lists_so_many_rows_as_each_line_counts(tidy_county: County, tmp_path: Path) -> None:
    made = table(YEAR_END)
    export_table(tmp_path / "table.xlsx", made)
    listed = [row[0].value for row in openpyxl.load_workbook(tmp_path / "table.xlsx")["凭据"].iter_rows(2)]
    for line in LINES:
        if line.key not in (None, "members", "staff", "instructors"):
            assert (line.label, listed.count(line.label)) == (line.label, numbers(made)[line.key][0])


@pytest.mark.parametrize("grouping", list(Grouping))
@pytest.mark.parametrize("on", DAYS)
def test_its_figures_add_up_by_all_six(tidy_county: County, grouping: Grouping, on: date) -> None:
    keys = [line.key for line in LINES if line.key]
    answered = answer(ask(Question(on=on, since=on.replace(month=1, day=1))), keys, [grouping])
    whole = {key: figure.value for key, figure in answered.figures.items() if figure.value is not None}
    groups = answered.groups[grouping].values()
    assert {key: sum(group[key].value for group in groups) for key in whole} == whole


def test_of_a_leaf_own_level_and_subtree_are_one_and_of_the_root_they_are_not(tidy_county: County) -> None:
    leaf = [numbers(table(YEAR_END, unit="云川县/城关镇", own=own)) for own in (False, True)]
    root = [numbers(table(YEAR_END, own=own))["organizations"][0] for own in (False, True)]
    assert leaf[0] == leaf[1]
    assert root == [176, 0]
