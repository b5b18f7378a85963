"""All figures of 50 counties in one store, with the refresh after a change, beside a hand-written Polars script."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from django.db import connection

from benchmarks import polars_script
from benchmarks.importing import empty_store, run_import
from benchmarks.measuring import Compared, size, take_turns, timed
from shejian import clock
from shejian.accounts.models import User
from shejian.core.indicators import Grouping, catalogue
from shejian.demo.generating import merged
from shejian.demo.writing import write_workbook
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.services import Act, posting
from shejian.registry.models import Registration
from shejian.registry.services.organizations import correct_registration

ON, SINCE = date(2022, 12, 31), date(2022, 1, 1)
_changes = count(1)


def main() -> Iterator[str]:
    counties, rounds = size("BENCH_COUNTIES", 50), size("BENCH_FIGURE_ROUNDS", 15)
    empty_store()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counties.xlsx"
        write_workbook(path, merged(counties))
        run_import(path)
    wrong = disagreements()
    yield f"## All figures of {counties} counties\n"
    if wrong:
        yield f"**The numbers disagree**: {wrong}"
        return
    for _ in range(2):
        ours()
        theirs()
    compared = take_turns(rounds, ours, theirs)
    warm = take_turns(rounds, lambda: timed(all_ours), theirs)
    yield from report(rounds, compared, warm)


def report(rounds: int, compared: Compared, warm: Compared) -> Iterator[str]:
    figures = len(catalogue())
    yield f"Median seconds (least–most) of {rounds} turns each, in one process; {figures} figures, two by town.\n"
    yield "| what | Shejian | hand-written Polars script |\n| --- | --- | --- |"
    yield compared.row("a change, then the refresh and all figures (the script reads the tables anew)")
    yield warm.row("all figures again, nothing changed")
    yield f"\nOurs ÷ theirs after a change: **{compared.ratio:.2f}** (bar 3)."
    if compared.ratio > 3:
        yield "**Below the bar.**"
    yield ""


def all_ours() -> dict[str, Any]:
    asked = ask(Question(on=ON, since=SINCE))
    found: dict[str, Any] = {key: figure.value for key, figure in answer(asked).figures.items()}
    groups = answer(asked, ["organizations", "covered"], [Grouping.TOWN]).groups[Grouping.TOWN]
    found["by_town"] = {name: figures["organizations"].value for name, figures in groups.items()}
    found["covered_by_town"] = {name: figures["covered"].value for name, figures in groups.items()}
    return found


def all_theirs() -> dict[str, Any]:
    connection.close()  # two SQLite libraries must not have the file open at once
    return polars_script.figures(str(connection.settings_dict["NAME"]), ON, SINCE)


def ours() -> float:
    """Seconds from after a change to all figures."""
    change()
    return timed(all_ours)


def theirs() -> float:
    return timed(all_theirs)


def change() -> None:
    """One organization's industry is corrected."""
    one = Registration.objects.known(None).order_by("id").values_list("organization", flat=True).first()
    assert one is not None
    act = Act(by=User.objects.console().pk, moment=clock.now(), channel="benchmark")
    with posting(act, "benchmark.change") as made:
        correct_registration(made, {one: {"industry": f"行业{next(_changes)}"}})


def disagreements() -> dict[str, tuple[Any, Any]]:
    """The figures for which the two have different numbers."""
    mine, other = all_ours(), all_theirs()
    named = {key: sorted(value.values()) if isinstance(value, dict) else value for key, value in mine.items()}
    told = {key: sorted(value.values()) if isinstance(value, dict) else value for key, value in other.items()}
    return {key: (named[key], told.get(key)) for key in named if named[key] != told.get(key)}
