"""Every unit's figures in one pass are those that are asked for unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pytest
from benchmarks.generating import LAST_ENTRY, ON, SINCE, VILLAGE, Nation, makers
from hypothesis import given
from hypothesis import strategies as st
from tests.core.indicators.generating import UNITS
from tests.core.indicators.test_properties import KEYS, days, ledger_wide, ledgers, view
from tests.engines import relations

from shejian.core.facts import Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import Scope, View, When, figures, tally, tally_units
from shejian.core.rules import load_law


def below(unit: int, parents: dict[int, int | None]) -> Iterator[int]:
    yield unit
    for child, parent in parents.items():
        if parent == unit:
            yield from below(child, parents)


def one_by_one(asked: View, line: Line, units: dict[int, int | None], unit: int) -> Any:
    return figures(tally(asked, KEYS, Scope(line, frozenset(below(unit, units)))), KEYS)


@ledger_wide(max_examples=8)
@given(tables=ledgers, on=days, line=st.sampled_from(list(Line)))
def test_every_unit_at_once_is_each_unit_alone(tables: dict[str, Any], on: date, line: Line) -> None:
    asked = view(tables, on)
    parents = {unit: parent for unit, (_, parent) in UNITS.items()}
    found = tally_units(asked, KEYS, line)
    assert found.keys() == UNITS.keys()
    for unit in UNITS:
        assert figures(found[unit], KEYS) == one_by_one(asked, line, parents, unit)


@pytest.fixture(scope="module")
def nation() -> dict[str, pl.DataFrame]:
    return {name: make(Nation(VILLAGE)) for name, make in makers().items()}


def test_a_generated_nation_has_the_same_figures_either_way(nation: dict[str, pl.DataFrame]) -> None:
    """Four levels, organizations named for two counties, party organizations across borders."""
    asked = View(Picture(nation, LAST_ENTRY), When(ON, SINCE), load_law())
    found, tree = tally_units(asked, KEYS, Line.TERRITORY), Nation(VILLAGE).land.tree()
    assert found.keys() == tree.keys()
    astray = 0
    for unit in (1, 2, 6, 13, 52):
        together = figures(found[unit], KEYS)
        assert together == one_by_one(asked, Line.TERRITORY, tree, unit)
        astray += sum(figure.note is not None for figure in together.values())
    assert astray > 10


def test_each_row_counts_once_at_the_top(nation: dict[str, pl.DataFrame]) -> None:
    asked = View(Picture(nation, LAST_ENTRY), When(ON, SINCE), load_law())
    found = tally_units(asked, ["organizations", "members"], Line.TERRITORY)
    top = figures(found[1], ["organizations", "members"])
    upheld = {name: frame.filter(pl.col("superseded_by").is_null()) for name, frame in nation.items()}
    here = (pl.col("start") <= ON) & (pl.col("end").is_null() | (pl.col("end") > ON))
    standing = upheld["standing"].filter(here & ~pl.col("status").is_in(["deregistered", "revoked"]))
    assert top["organizations"].value == standing["organization"].n_unique()
    assert top["members"].value == upheld["affiliation"].filter(here)["person"].n_unique()


@pytest.mark.engine
@ledger_wide(max_examples=1)
@given(tables=ledgers, on=days)
def test_duckdb_comes_to_the_same(tables: dict[str, Any], on: date) -> None:
    with duckdb.connect() as link, TemporaryDirectory() as folder:
        natives = relations(link, Path(folder), tables)
        other = tally_units(view(natives, on), KEYS, Line.TERRITORY)
        found = tally_units(view(tables, on), KEYS, Line.TERRITORY)
        assert {unit: figures(one, KEYS) for unit, one in other.items()} == {
            unit: figures(one, KEYS) for unit, one in found.items()
        }
