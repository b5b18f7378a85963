"""What is compared is the same: the rule table beside zen finds in every case what the procedure finds."""

from __future__ import annotations

import zen
from benchmarks.development_cases import LAST, draw
from benchmarks.procedures import disagreements, found_by_us, found_by_zen

from benchmarks import rule_table
from shejian.core.procedures import judge, load_procedures
from shejian.core.rules import load_law, load_workdays


def test_both_find_the_same_in_drawn_cases() -> None:
    cases, law, workdays = draw(20_251_231, 2000), load_law(), load_workdays()
    procedure = load_procedures()["member-development"]
    decision = zen.ZenEngine().create_decision(rule_table.table(procedure))
    ours = [
        found_by_us(judge(procedure, case.subject, case.events, on=LAST, law=law, workdays=workdays)) for case in cases
    ]
    theirs = [found_by_zen(decision.evaluate(rule_table.context(case, law, workdays))) for case in cases]
    assert disagreements(cases, ours, theirs) == []
    codes = {code for found in ours for code, _ in found}
    assert codes > {"talk-late", "cultivation-short", "publicity-short", "vote-void", "step-missing", "training-short"}
    assert sum(not found for found in ours) > 20
