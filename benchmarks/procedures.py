"""Cases of member development judged one by one with all reasons, beside zen-engine with trace on the same rules."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterable, Iterator
from typing import Any

import zen

from benchmarks import rule_table
from benchmarks.development_cases import LAST, Case, draw
from benchmarks.measuring import size, take_turns
from shejian.core.procedures import Standing, judge, load_procedures
from shejian.core.rules import load_law, load_workdays

LEAST_TIMES = 2
Found = set[tuple[str, str]]


def main() -> Iterator[str]:
    count, rounds = size("BENCH_CASES", 2000), size("BENCH_CASE_ROUNDS", 7)
    cases = draw(20_251_231, count)
    law, workdays = load_law(), load_workdays()
    procedure = load_procedures()["member-development"]
    decision = zen.ZenEngine().create_decision(rule_table.table(procedure))
    contexts = [rule_table.context(case, law, workdays) for case in cases]

    def judge_one(case: Case) -> Standing:
        return judge(procedure, case.subject, case.events, on=LAST, law=law, workdays=workdays)

    def evaluate(context: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = decision.evaluate(context, {"trace": True})
        return answer

    ours = [found_by_us(judge_one(case)) for case in cases]

    yield f"## {count:,} cases of member development, one by one\n"
    wrong = disagreements(cases, ours, (found_by_zen(evaluate(context)) for context in contexts))
    if wrong:
        yield f"**The verdicts disagree** in {len(wrong)} cases: {wrong[0]}"
        return
    compared = take_turns(rounds, lambda: processor(map(judge_one, cases)), lambda: processor(map(evaluate, contexts)))
    verdicts, steps = sum(map(len, ours)), sum(len(case.events) for case in cases)
    yield f"All {verdicts:,} verdicts on {steps:,} steps are the same (what is wrong, at which step). Processor seconds"
    yield f"of all cases, median (least–most) of {rounds} turns each in one process; load of the machine "
    yield f"{os.getloadavg()[0]:.1f}. Ours also says what comes next, by when and why; zen has its input ready, and"
    yield "is told when publicity was over.\n"
    yield "| what | Shejian | zen-engine, with trace |\n| --- | --- | --- |"
    yield compared.row("judged with all reasons")
    yield f"\nzen ÷ ours: **{1 / compared.ratio:.2f}** (bar {LEAST_TIMES})."
    if 1 / compared.ratio < LEAST_TIMES:
        yield "**Below the bar.**"


def processor(answers: Iterable[object]) -> float:
    """Processor seconds that it takes to get all answers, one after the other, whatever else the machine does."""
    gc.collect()
    begun = time.process_time()
    for _ in answers:
        pass
    return time.process_time() - begun


def found_by_us(standing: Standing) -> Found:
    return {(one.code, one.step) for one in standing.findings}


def found_by_zen(answer: dict[str, Any]) -> Found:
    return {(one["code"], one["step"]) for one in answer["result"]}


def disagreements(cases: list[Case], ours: Iterable[Found], theirs: Iterable[Found]) -> list[tuple[Case, Found, Found]]:
    """The cases in which one of both finds what the other does not, with what either finds alone."""
    return [
        (case, mine - other, other - mine)
        for case, mine, other in zip(cases, ours, theirs, strict=True)
        if mine != other
    ]
