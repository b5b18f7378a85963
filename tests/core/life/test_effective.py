"""Effective coverage: equal to what plain Python finds from the clauses, and a partition of what is covered."""

from __future__ import annotations

import os
from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.findings.small import Ledger
from tests.core.life import plain
from tests.core.life.histories import History

from shejian.core.facts.terms import Line
from shejian.core.indicators import Scope, View, When, figures, tally
from shejian.core.indicators.effective import Condition, effectiveness
from shejian.core.indicators.evaluate import rows_of
from shejian.core.rules import load_law

ON = date(2022, 12, 31)
EXAMPLES = int(os.environ.get("SHEJIAN_EXAMPLES", "40"))
"""How many histories are drawn; ``SHEJIAN_EXAMPLES=4000`` asks more of it once in a while."""
DAYS = [date(2021, 12, 30), date(2022, 5, 31), date(2022, 12, 30), ON]
AWAY = [*(f"not_effective_{condition}" for condition in Condition), "effectiveness_unknown"]
KEYS = ["organizations", "covered", "effectively_covered", "effective_coverage", *AWAY]


def view(ledger: Ledger, on: date = ON) -> View:
    return View(ledger.picture(), When(on, on.replace(month=1, day=1)), load_law())


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(seed=st.integers(0, 2**32 - 1), on=st.sampled_from(DAYS))
def test_effective_coverage_is_what_plain_python_finds(seed: int, on: date) -> None:
    history = History(Random(seed))
    history.cover()
    asked = view(history, on)
    found = {
        row["id"]: (row["step"], row["unclear"] is not None, row["party_organization"])
        for row in rows_of(asked.relation(effectiveness))
    }
    assert found == plain.effective(history.branches, history.covers, on)
    numbers = figures(tally(asked, KEYS, Scope(Line.TERRITORY)), KEYS)
    assert numbers["covered"].value == len(found)
    steps = list(found.values())
    known = not any(unclear for _, unclear, _ in steps)
    assert numbers["effectively_covered"].value == (sum(one[0] == "effective" for one in steps) if known else None)
    for condition in Condition:
        lost = sum(step == str(condition) and not unclear for step, unclear, _ in steps)
        assert (condition, numbers[f"not_effective_{condition}"].value) == (condition, lost)
    assert numbers["effectiveness_unknown"].value == sum(unclear for _, unclear, _ in steps)
