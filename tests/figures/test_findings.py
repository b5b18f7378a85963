"""Findings over the sample counties: equal to the figures on every month's end, on both engines, and to the papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.conftest import County
from tests.engines import relations

from shejian.core.calendar import month_ends, year_start
from shejian.core.facts import TABLES, Picture
from shejian.core.facts.terms import Line
from shejian.core.findings import judge
from shejian.core.indicators import Scope, View, When, evidence
from shejian.core.indicators.evaluate import rows_of
from shejian.core.rules import load_law
from shejian.registry.models import Registration
from shejian.snapshot.frames import SNAPSHOT

LAST = date(2022, 12, 31)
MONTH_ENDS = month_ends(date(2021, 12, 31), date(2023, 6, 30))
ALSO_FIGURES = {"few_full_members": "under_three_full_members", "should_have_built": "should_have_built"}


@pytest.fixture
def picture(county: County) -> Picture:
    return SNAPSHOT.picture()


def rows(picture: Picture, day: date, *keys: str) -> list[dict[str, Any]]:
    return sorted(rows_of(judge(picture, day, load_law(), keys or None)), key=lambda row: (row["check"], row["id"]))


def test_should_have_built_is_what_the_papers_say(county: County, picture: Picture) -> None:
    found = [row["id"] for row in rows(picture, LAST, "should_have_built") if row["verdict"]]
    names = dict(Registration.objects.known(None).values_list("organization", "name"))
    assert sorted(names[one] for one in found) == sorted(county.expected["should_have_built"])


@pytest.mark.parametrize("key", ALSO_FIGURES)
def test_rows_are_those_of_the_figure_on_every_month_end(key: str, picture: Picture) -> None:
    for day in MONTH_ENDS:
        behind = evidence(
            View(picture, When(day, year_start(day)), load_law()), ALSO_FIGURES[key], Scope(Line.TERRITORY)
        )
        judged = rows(picture, day, key)
        by = {verdict: [row["id"] for row in judged if row["verdict"] is verdict] for verdict in (True, False, None)}
        assert by == {
            True: [row.id for row in behind.rows],
            False: [row.id for row in behind.out],
            None: [row.id for row in behind.unknown],
        }, day


DAYS = [date(2019, 6, 30), date(2021, 2, 28), LAST, date(2023, 1, 31), date(2026, 11, 30)]


@pytest.fixture
def second_engine(picture: Picture, tmp_path: Path) -> Iterator[Picture]:
    tables = {name: picture.every(name).collect(backend="polars").to_native() for name in TABLES}
    with duckdb.connect() as link:
        yield Picture(relations(link, tmp_path, tables), picture.known)


def test_both_engines_judge_alike(picture: Picture, second_engine: Picture) -> None:
    for day in DAYS:
        assert rows(second_engine, day) == rows(picture, day), day
