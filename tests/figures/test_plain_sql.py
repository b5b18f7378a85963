"""Figures of generated ledgers: as plain SQL counts them on the store's own tables, and as a second engine does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.core.management import call_command
from tests.conftest import import_file, make_act
from tests.engines import relations
from tests.figures import plain_sql
from tests.figures.living import live_on

from shejian.base.queries import head_number
from shejian.core.facts import Picture
from shejian.core.indicators import Grouping, Population, Scope, View, When, catalogue, evidence, figures, tally
from shejian.core.rules import load_law
from shejian.demo.generating import county as invented
from shejian.demo.writing import write_workbook
from shejian.exchange.services.undoing import undo_import
from shejian.figures.answers import answer
from shejian.figures.asking import Asked, Question, ask
from shejian.journal.services.reversal import RestedOn
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.snapshot.frames import SNAPSHOT
from shejian.snapshot.reading import Wanted, read
from shejian.snapshot.registry import SOURCES

DAYS = [
    (date(2022, 12, 31), date(2022, 1, 1)),
    (date(2022, 8, 25), date(2022, 7, 1)),
    (date(2021, 12, 31), date(2021, 1, 1)),
    (date(2023, 9, 30), date(2023, 7, 1)),
    (date(2001, 1, 1), date(2000, 1, 1)),
]


@pytest.fixture(scope="module", params=[1, 7])
def ledger(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[int]:
    """An invented county imported, then lived in by acts drawn by lot; its last entry. Tests must not change it."""
    path: Path = tmp_path_factory.mktemp("ledger") / "county.xlsx"
    write_workbook(path, invented(seed=request.param))
    with django_db_blocker.unblock():
        import_file(path)
        live_on(seed=request.param)
        yield head_number()
        call_command("flush", verbosity=0, interactive=False)


def entries(last: int) -> list[int]:
    """As of the import, half-way, and now."""
    return [1, (1 + last) // 2, last]


def asked(on: date, since: date, known: int) -> Asked:
    return ask(Question(on=on, since=since, known=known))


@pytest.mark.parametrize(("on", "since"), DAYS)
def test_figures_are_what_plain_sql_counts(ledger: int, on: date, since: date) -> None:
    for known in entries(ledger):
        found = answer(asked(on, since, known)).figures
        counted = {key: plain_sql.number(query, on, since, known) for key, query in plain_sql.COUNTS.items()}
        assert {key: found[key].value for key in counted} == counted


@pytest.mark.parametrize(("on", "since"), DAYS)
def test_what_is_not_known_of_a_row_makes_the_figure_unknown(ledger: int, on: date, since: date) -> None:
    for known in entries(ledger):
        found = answer(asked(on, since, known)).figures
        for key, (inside, unknown) in plain_sql.PARTLY_KNOWN.items():
            lacking = plain_sql.number(unknown, on, since, known)
            expected = None if lacking else plain_sql.number(inside, on, since, known)
            assert (key, found[key].value) == (key, expected)
            assert (found[key].missing or "").startswith(f"{lacking} 家社会组织：" if lacking else "")
            assert found[key].complete is (lacking == 0)


@pytest.mark.parametrize(("on", "since"), DAYS)
def test_money_is_what_plain_sql_sums_to_the_fen(ledger: int, on: date, since: date) -> None:
    found = answer(asked(on, since, ledger)).figures
    for key, query in plain_sql.FEN.items():
        yuan, fen = divmod(plain_sql.number(query, on, since, ledger), 100)
        assert found[key].text == (f"{yuan}.{fen:02d}" if fen else f"{yuan}")


@pytest.mark.parametrize(("on", "since"), DAYS)
def test_organizations_by_town_are_what_plain_sql_groups(ledger: int, on: date, since: date) -> None:
    for known in entries(ledger):
        put = asked(on, since, known)
        towns = answer(put, ["organizations"], [Grouping.TOWN]).groups[Grouping.TOWN]
        counted = {
            put.tree.name(int(str(unit))): n for unit, n in plain_sql.select(plain_sql.BY_TOWN, on, since, known)
        }
        assert {
            town: each["organizations"].value for town, each in towns.items() if each["organizations"].value
        } == counted


def test_the_evidence_of_every_figure_is_as_long_as_the_figure(ledger: int) -> None:
    put = asked(*DAYS[0], ledger)
    found = answer(put).figures
    for key, one in catalogue().items():
        if isinstance(one.measure, Population) and found[key].value is not None:
            rows = evidence(put.view, key, put.scope).rows
            assert (key, len(rows)) == (key, found[key].value)


@pytest.mark.once
@pytest.mark.engine
def test_duckdb_comes_to_the_same_figures_from_the_same_store(ledger: int, tmp_path: Path) -> None:
    tables = dict(zip(SOURCES, read([Wanted(source) for source in SOURCES.values()]), strict=True))
    keys = list(catalogue())
    with duckdb.connect() as link:
        natives = relations(link, tmp_path, tables)
        for on, since in DAYS[:2]:
            view = View(Picture(natives, ledger), When(on, since), load_law())
            elsewhere = figures(tally(view, keys, Scope(ask(Question(on, since)).scope.line)), keys)
            assert elsewhere == answer(asked(on, since, ledger)).figures


def test_the_ledger_lived_in_is_sound(ledger: int) -> None:
    assert [*map(str, (*verify_journal(), *verify_spans()))] == []
    assert SNAPSHOT.picture().known == ledger


def test_an_import_that_later_acts_rest_on_is_not_undone_and_no_figure_moves(ledger: int) -> None:
    before = answer(asked(*DAYS[0], ledger)).figures
    with pytest.raises(RestedOn):
        undo_import(act=make_act(), batch=1)
    assert head_number() == ledger
    assert answer(asked(*DAYS[0], ledger)).figures == before
