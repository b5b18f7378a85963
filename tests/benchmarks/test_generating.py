"""The generated nation, in small: every table is drawn as declared, and what it says can be so."""

from __future__ import annotations

import polars as pl
import pytest
from benchmarks.generating import DTYPES, LAST_ENTRY, ON, VILLAGE, Nation, makers

from shejian.core.facts import TABLES, Picture

ONE_AT_A_TIME = {
    "registration": ["organization"],
    "standing": ["organization"],
    "headcount": ["organization"],
    "charter": ["organization"],
    "establishment": ["party_organization"],
    "party_organization_particulars": ["party_organization"],
    "coverage": ["party_organization", "organization"],
    "reelection_mark": ["party_organization"],
    "membership": ["person"],
    "affiliation": ["person"],
    "unit_particulars": ["unit"],
    "employment": ["person", "organization"],
    "committee": ["party_organization"],
    "dues": ["person"],
    "learning": ["person", "kind"],
}
"""By what no two facts that are held at one entry may overlap."""


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    nation = Nation(VILLAGE)
    return {name: make(nation) for name, make in makers().items()}


def held(frame: pl.DataFrame) -> pl.DataFrame:
    """The facts that are upheld at the last entry."""
    return frame.filter(pl.col("superseded_by").is_null())


def test_every_table_has_a_maker() -> None:
    assert makers().keys() == TABLES.keys()


@pytest.mark.parametrize("name", list(makers()))
def test_a_table_is_drawn_as_it_is_declared(name: str, tables: dict[str, pl.DataFrame]) -> None:
    declared = {column.name: DTYPES[column.type] for column in TABLES[name].columns}
    assert dict(tables[name].schema) == declared
    assert len(tables[name]) > 0


@pytest.mark.parametrize("name", list(makers()))
def test_spans_and_entries_go_forward(name: str, tables: dict[str, pl.DataFrame]) -> None:
    frame = tables[name]
    assert len(frame.filter(pl.col("end") <= pl.col("start"))) == 0
    assert len(frame.filter(pl.col("superseded_by") <= pl.col("entry"))) == 0
    assert frame["entry"].is_between(1, LAST_ENTRY).all()
    assert frame["superseded_by"].drop_nulls().is_between(1, LAST_ENTRY).all()


@pytest.mark.parametrize("name", [name for name in ONE_AT_A_TIME if name in TABLES])
def test_one_fact_at_a_time(name: str, tables: dict[str, pl.DataFrame]) -> None:
    key = ONE_AT_A_TIME[name]
    spans = held(tables[name]).sort(*key, "start", nulls_last=False)
    before = pl.col("end").shift(1).over(key)
    overlapping = spans.with_columns(
        again=pl.struct(key).is_duplicated() & (pl.int_range(pl.len()).over(key) > 0), before=before
    ).filter(pl.col("again") & (pl.col("before").is_null() | (pl.col("before") > pl.col("start"))))
    assert len(overlapping) == 0


def test_what_is_named_is_there(tables: dict[str, pl.DataFrame]) -> None:
    assert len(held(tables["unit_particulars"])) == VILLAGE.units == 52
    assert tables["coverage"]["organization"].is_between(1, VILLAGE.organizations).all()
    assert len(tables["coverage"].filter(pl.col("entry") <= 60)) == VILLAGE.coverage
    assert tables["affiliation"]["party_organization"].is_between(1, VILLAGE.party_organizations).all()
    assert tables["membership"]["person"].n_unique() == VILLAGE.members
    assert tables["placement"]["unit"].is_between(1, VILLAGE.units).all()
    assert tables["registration"]["code"].str.len_chars().unique().to_list() == [18]


def test_members_move_and_are_corrected(tables: dict[str, pl.DataFrame]) -> None:
    stays = held(tables["affiliation"])
    assert stays["person"].n_unique() == VILLAGE.members
    assert len(stays) > VILLAGE.members * 1.1
    assert len(tables["affiliation"].filter(pl.col("superseded_by").is_not_null())) > VILLAGE.members * 0.005
    assert len(Picture(tables, LAST_ENTRY).on("affiliation", ON).collect()) < len(stays)


def test_the_same_lots_draw_the_same_nation(tables: dict[str, pl.DataFrame]) -> None:
    again = Nation(VILLAGE)
    assert makers()["coverage"](again).equals(tables["coverage"])
    assert not makers()["coverage"](Nation(VILLAGE, seed=1)).equals(tables["coverage"])
