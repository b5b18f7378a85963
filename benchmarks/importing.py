"""A workbook of 100,000 organizations: ours (child process, validation, plan, facts, seals, journal) beside
django-import-export in bulk mode on the same columns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from benchmarks.baseline.models import Organization
from benchmarks.baseline.resource import import_workbook as import_theirs
from benchmarks.measuring import Compared, size, take_turns, timed
from shejian import clock
from shejian.accounts.models import User
from shejian.demo.generating import bulk
from shejian.demo.writing import write_workbook
from shejian.exchange.planning import Request
from shejian.exchange.services.importing import import_workbook, read_and_plan
from shejian.journal.services import Act
from shejian.registry.models import Registration

HEADING_ROW = 3
TODAY = date(2026, 11, 22)
WARM_ROWS = 2000


def main() -> Iterator[str]:
    rows, rounds = size("BENCH_ROWS", 100_000), size("BENCH_ROUNDS", 3)
    with tempfile.TemporaryDirectory() as folder:
        warm, whole = Path(folder) / "warm.xlsx", Path(folder) / "whole.xlsx"
        write_workbook(warm, bulk(WARM_ROWS))
        write_workbook(whole, bulk(rows))
        for _ in range(2):
            ours(warm, WARM_ROWS)
            theirs(warm, WARM_ROWS)
        compared = take_turns(rounds, lambda: ours(whole, rows), lambda: theirs(whole, rows))
        memory = peak_memory(whole)
    yield from report(rows, rounds, compared, memory)


def report(rows: int, rounds: int, compared: Compared, memory: dict[str, float]) -> Iterator[str]:
    yield f"## Import of {rows:,} organizations\n"
    yield "Median seconds (least–most), in one process, taking turns.\n"
    yield "| what | Shejian | django-import-export 4.4, bulk, skip_diff=False |\n| --- | --- | --- |"
    yield compared.row(f"read, validated, planned, applied ({rounds} turns)")
    yield f"\nTheirs ÷ ours: **{1 / compared.ratio:.1f}** (bar 5, aim 8)."
    yield (
        f"Peak memory of our import alone: {memory['self']:.0f} MB, and {memory['children']:.0f} MB of the child that "
        f"reads (bar 1,536 MB together)."
    )
    if 1 / compared.ratio < 5 or sum(memory.values()) > 1536:
        yield "**Below the bar.**"
    yield ""


def ours(path: Path, rows: int) -> float:
    """Seconds to import into an empty store."""
    empty_store()
    taken = timed(lambda: run_import(path))
    assert Registration.objects.count() == rows
    return taken


def empty_store() -> None:
    """Everything out of the store; without looking, row by row, for what refers to what goes."""
    with connection.constraint_checks_disabled():
        call_command("flush", verbosity=0, interactive=False)


def run_import(path: Path) -> None:
    plan = read_and_plan(path, path.name, Request(today=TODAY))
    assert plan.faults == [], plan.faults[:3]
    act = Act(by=User.objects.console().pk, moment=clock.now(), channel="benchmark")
    import_workbook(act=act, path=path, plan=plan)


def theirs(path: Path, rows: int) -> float:
    """Seconds that django-import-export takes into an empty table."""
    Organization.objects.all().delete()
    taken = timed(lambda: import_theirs(path, HEADING_ROW))
    assert Organization.objects.count() == rows
    return taken


def prepare() -> None:
    call_command("migrate", verbosity=0)
    with connections["baseline"].schema_editor() as editor:
        if Organization._meta.db_table not in connections["baseline"].introspection.table_names():
            editor.create_model(Organization)


def peak_memory(path: Path) -> dict[str, float]:
    """Megabytes at the most of a process that does nothing but import, and of its child."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"SHEJIAN_HOME": home, "DJANGO_SETTINGS_MODULE": "shejian.settings.base"}
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.alone", str(path)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, float] = json.loads(ran.stdout)
    return found
