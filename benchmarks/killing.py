"""Imports killed with SIGKILL at random moments; what each left, looked at by ``verify`` (tests/killing.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.killing import kill_at_random

from benchmarks.measuring import size

WORKBOOK = Path(__file__).parents[1] / "tests" / "data" / "county-2022.xlsx"


def main() -> Iterator[str]:
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)
    times = size("BENCH_KILLS", 200)
    left = kill_at_random(WORKBOOK, times, seed=200)
    yield "## Imports killed at random moments\n"
    yield (
        f"Of {left.total()} imports killed, {left['nothing']} left nothing and {left['applied']} had finished; none "
        "was half-done, and every store verified clean.\n"
    )
