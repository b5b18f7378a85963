"""What must hold of every figure of every ledger: it is the number of its rows, it adds up, and it closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.core.indicators.generating import BUREAU, COMMITTEE, COUNTY, DAYS, EAST, LAST_ENTRY, UNITS, WEST, Lots
from tests.engines import relations

from shejian.core.calendar import previous_day, year_start
from shejian.core.facts import Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import (
    GROUPING_LINES,
    Figure,
    Grouping,
    Population,
    Ratio,
    Scope,
    Total,
    View,
    When,
    catalogue,
    evidence,
    figures,
    grouped_figures,
    percent_tenths,
    population,
    roll_forward,
    tally,
)
from shejian.core.indicators.evidence import Evidence
from shejian.core.rules import RuleUnavailable, load_law

KEYS = list(catalogue())
EVERYTHING = Scope(Line.TERRITORY)
SCOPES = [
    EVERYTHING,
    Scope(Line.TERRITORY, frozenset(UNITS)),
    Scope(Line.TERRITORY, frozenset({COUNTY})),
    Scope(Line.TERRITORY, frozenset({EAST})),
    Scope(Line.COMPETENT, frozenset({BUREAU})),
    Scope(Line.PARTY, frozenset({COMMITTEE})),
    Scope(Line.PARTY, frozenset({WEST})),
]
days = st.sampled_from(DAYS)
ledgers = st.integers(0, 2**32 - 1).map(lambda seed: Lots(Random(seed)).tables())
ledger_wide = partial(  # a ledger is drawn from one number, which tells nothing when it is made smaller
    settings,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def view(tables: dict[str, Any], on: date, since: date | None = None, known: int = LAST_ENTRY) -> View:
    return View(Picture(tables, known), When(on, since or year_start(on)), load_law())


def all_figures(asked: View, scope: Scope = EVERYTHING) -> dict[str, Figure]:
    return figures(tally(asked, KEYS, scope), KEYS)


def judged(asked: View, key: str, scope: Scope = EVERYTHING) -> Evidence | None:
    """The rows behind a figure; ``None`` where a rule has no value on the day."""
    try:
        return evidence(asked, key, scope)
    except RuleUnavailable:
        return None


def each_evidence(asked: View, scope: Scope) -> Iterator[tuple[str, Evidence]]:
    for key in KEYS:
        rows = judged(asked, key, scope)
        if rows is not None:
            yield key, rows


def unknown_rows(asked: View, key: str, scope: Scope) -> int:
    """Rows of the figure's population of which the ledger does not know; parts of it know no more than it."""
    rows = judged(asked, population(key).key, scope)
    assert rows is not None
    return len(rows.unknown)


@ledger_wide(max_examples=8)
@given(tables=ledgers, on=days, scope=st.sampled_from(SCOPES))
def test_a_figure_is_the_number_of_its_rows(tables: dict[str, Any], on: date, scope: Scope) -> None:
    asked = view(tables, on)
    found = all_figures(asked, scope)
    for key, rows in each_evidence(asked, scope):
        measure, figure = catalogue()[key].measure, found[key]
        if isinstance(measure, Ratio):
            assert_share(
                figure, rows, found[measure.whole], summed=isinstance(catalogue()[measure.part].measure, Total)
            )
        elif unknown_rows(asked, key, scope):
            assert (key, figure.value, figure.text, figure.complete) == (key, None, "—", False)
        elif not isinstance(measure, Total):
            assert (key, figure.value, figure.text) == (key, len(rows.rows), str(len(rows.rows)))


def assert_share(figure: Figure, rows: Evidence, whole: Figure, *, summed: bool) -> None:
    """Numerator: the rows in. Denominator: all rows, in, out or unknown. What is not known of either is not known.

    A share of sums is that of what the rows in weigh.
    """
    if rows.unknown or whole.value is None:
        assert (figure.value, figure.complete) == (None, False)
        return
    of = whole.value if summed else len(rows.rows) + len(rows.out) + len(rows.unknown)
    part = sum(row.amount for row in rows.rows)
    assert summed or part == len(rows.rows)
    assert (figure.numerator, figure.denominator) == (part, of)
    assert figure.value == (percent_tenths(part, int(of)) / 10 if of else None)


@ledger_wide(max_examples=8)
@given(tables=ledgers, on=days, scope=st.sampled_from(SCOPES))
def test_every_row_is_there_once_and_has_a_reason(tables: dict[str, Any], on: date, scope: Scope) -> None:
    for key, rows in each_evidence(view(tables, on), scope):
        every = [*rows.rows, *rows.out, *rows.unknown]
        assert (key, len({row.id for row in every})) == (key, len(every))
        said = [row.because("某单位") for row in every]
        assert [(key, one) for one in said if not one.strip() or "{" in one or "None" in one] == []


@ledger_wide(max_examples=8)
@given(tables=ledgers, on=days, scope=st.sampled_from([EVERYTHING, SCOPES[2], SCOPES[3]]))
def test_groups_add_up_to_the_total_by_all_six(tables: dict[str, Any], on: date, scope: Scope) -> None:
    asked = view(tables, on)
    tallies = tally(asked, KEYS, scope, list(Grouping))
    totals = figures(tallies, KEYS)
    assert {key: figure.value for key, figure in totals.items()} == {
        key: figure.value for key, figure in all_figures(asked, scope).items()
    }
    for grouping in Grouping:
        groups = grouped_figures(tallies, KEYS, grouping).values()
        for key, total in totals.items():
            if total.value is None or isinstance(catalogue()[key].measure, Ratio):
                continue
            fen = [round(float(group[key].value or 0) * 100) for group in groups]
            assert (grouping, key, sum(fen)) == (grouping, key, round(float(total.value) * 100))


@ledger_wide(max_examples=5)
@given(tables=ledgers, on=days, grouping=st.sampled_from(list(GROUPING_LINES)))
def test_a_group_of_units_is_what_is_at_home_in_the_scope(tables: dict[str, Any], on: date, grouping: Grouping) -> None:
    """--by and --unit --own agree: rows in the unit's scope that do not only touch it are its group."""
    asked = view(tables, on)
    keys = [key for key in KEYS if isinstance(catalogue()[key].measure, Population)]
    groups = tally(asked, keys, EVERYTHING, [grouping]).groups[grouping]
    for unit in UNITS:
        scope = Scope(GROUPING_LINES[grouping], frozenset({unit}))
        for key in keys:
            rows = judged(asked, key, scope)
            if rows is not None:
                group = groups[key].get(unit)
                at_home = [row for row in rows.rows if not row.astray]
                assert (unit, key, group.inside if group else 0) == (unit, key, len(at_home))


@ledger_wide(max_examples=8)
@given(tables=ledgers, on=days)
def test_all_units_together_are_everything(tables: dict[str, Any], on: date) -> None:
    """含下级 of the root along any line: every organization belongs to some unit, if only to its registrar."""
    asked = view(tables, on)
    keys = [key for key in KEYS if population(key).subject == "organization"]
    everything = figures(tally(asked, keys, EVERYTHING), keys)
    for line in Line:
        assert figures(tally(asked, keys, Scope(line, frozenset(UNITS))), keys) == everything


@ledger_wide(max_examples=8)
@given(tables=ledgers, since=days, on=days, scope=st.sampled_from(SCOPES))
def test_opening_plus_in_less_out_is_closing(tables: dict[str, Any], since: date, on: date, scope: Scope) -> None:
    """Opening is the close of the day before ``since``; every change is listed once, and nothing else."""
    since, on = min(since, on), max(since, on)
    opening_day = previous_day(since)
    before, after = view(tables, opening_day), view(tables, on, since)
    for key in KEYS:
        earlier, later = judged(before, key, scope), judged(after, key, scope)
        if earlier is None or later is None:
            continue
        moved = roll_forward(earlier, later)
        was, now = ({row.id: row.amount for row in one.rows} for one in (earlier, later))
        unknown = {row.id for row in (*earlier.unknown, *later.unknown)}
        both = {one: now[one] - was[one] for one in (was.keys() & now.keys()) - unknown if now[one] != was[one]}
        came = {one: now[one] for one in now.keys() - was.keys() - unknown}
        went = {one: was[one] for one in was.keys() - now.keys() - unknown}
        came |= {one: by for one, by in both.items() if by > 0}
        went |= {one: -by for one, by in both.items() if by < 0}
        assert {move.row.id: move.amount for move in moved.came} == came
        assert {move.row.id: move.amount for move in moved.went} == went
        assert {row.id for row in moved.unclear} == (was.keys() | now.keys()) & unknown
        assert moved.opening == (None if earlier.unknown else sum(was.values()))
        assert moved.closing == (None if later.unknown else sum(now.values()))
        if not unknown:
            assert moved.opening + sum(came.values()) - sum(went.values()) == moved.closing
        assert moved.closes


@ledger_wide(max_examples=8)
@given(tables=ledgers, on=days, known=st.integers(0, LAST_ENTRY))
def test_as_known_then_is_as_if_nothing_had_come_after(tables: dict[str, Any], on: date, known: int) -> None:
    """The recorded clock: asking for an entry is asking the ledger that ended with it."""
    ended = {
        name: frame.filter(pl.col("entry") <= known).with_columns(
            pl.when(pl.col("superseded_by") <= known).then(pl.col("superseded_by")).alias("superseded_by")
        )
        for name, frame in tables.items()
    }
    assert all_figures(view(tables, on, known=known)) == all_figures(view(ended, on))


@ledger_wide(max_examples=8)
@given(tables=ledgers, cut=days)
def test_days_after_do_not_matter(tables: dict[str, Any], cut: date) -> None:
    """The clock of the world: what begins later, and the day on which what holds now will end, change no stock."""
    seen = {
        name: frame.filter(pl.col("start").is_null() | (pl.col("start") <= cut)).with_columns(
            pl.when(pl.col("end") <= cut).then(pl.col("end")).alias("end")
        )
        for name, frame in tables.items()
    }
    stocks = [key for key in KEYS if population(key).nature == "stock"]
    now, then = all_figures(view(tables, cut)), all_figures(view(seen, cut))
    assert {key: then[key].value for key in stocks} == {key: now[key].value for key in stocks}


@ledger_wide(max_examples=10)
@given(tables=ledgers, on=days)
def test_parts_of_a_trait_add_up_to_their_population(tables: dict[str, Any], on: date) -> None:
    found = all_figures(view(tables, on))
    wholes: dict[str, list[str]] = {
        "covered": [key for key in KEYS if key.startswith("covered_")],
        "party_organizations": [key for key in KEYS if key.startswith("party_organizations_")],
        "built_separately": [key for key in KEYS if key.startswith("built_separately_")],
        "organizations": ["built_separately", "built_jointly", "not_built"],
    }
    known = {whole: parts for whole, parts in wholes.items() if found[whole].value is not None}
    assert {whole: sum(found[key].value or 0 for key in parts) for whole, parts in known.items()} == {
        whole: found[whole].value for whole in known
    }


@pytest.mark.engine
@ledger_wide(max_examples=1)
@given(tables=ledgers, on=days, scope=st.sampled_from(SCOPES))
def test_duckdb_comes_to_the_same_figures_groups_and_rows(tables: dict[str, Any], on: date, scope: Scope) -> None:
    with duckdb.connect() as link, TemporaryDirectory() as folder:
        natives = relations(link, Path(folder), tables)
        polars, other = view(tables, on), view(natives, on)
        assert answers(other, scope) == answers(polars, scope)
        for key in KEYS:
            if isinstance(catalogue()[key].measure, Population):
                assert judged(other, key, scope) == judged(polars, key, scope)


def answers(asked: View, scope: Scope) -> Any:
    by = [Grouping.TOWN, Grouping.MODE]
    made = tally(asked, KEYS, scope, by)
    return figures(made, KEYS), {grouping: grouped_figures(made, KEYS, grouping) for grouping in by}
