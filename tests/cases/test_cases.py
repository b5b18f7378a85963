"""The cases of this folder, written for officials, against the engine: what each expects is exactly what is judged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.cases.reading import FOLDER, Case, Found, read_cases

from shejian.core.procedures import Standing, Verdict, judge
from shejian.core.procedures.taking import MISSING
from shejian.core.rules import LawFileError, load_law, load_workdays

CASES = read_cases()
FEWEST = 200


def judged(case: Case) -> Standing:
    return judge(case.procedure, case.subject, case.events, on=case.on, law=load_law(), workdays=load_workdays())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    standing = judged(case)
    if case.findings is not None:
        _hold(case.findings, (one for one in standing.findings if one.code != MISSING))
    if case.overdue is not None:
        _hold(case.overdue, standing.overdue)
    missing = [one.step for one in standing.findings if one.code == MISSING]
    if case.missing is not None or case.findings is not None:
        assert sorted(missing) == sorted(case.missing or ())
    _hold_state(case, standing)
    _hold_next(case, standing)


def _hold(expected: Iterable[Found], verdicts: Iterable[Verdict]) -> None:
    found = sorted(verdicts, key=lambda one: (one.step, one.code, one.day))
    wanted = sorted(expected, key=lambda one: (one.step, one.code, one.day or one.counted or found[0].day))
    assert [(one.code, one.step, one.severity) for one in found] == [
        (one.code, one.step, one.severity) for one in wanted
    ], [one.because for one in found]
    for one, verdict in zip(wanted, found, strict=True):
        assert one.day in (None, verdict.day)
        assert one.counted is None or str(one.counted) in verdict.because, verdict.because
        assert one.clause is None or one.clause in verdict.clause, verdict.clause
        assert verdict.provisional is one.provisional
        assert verdict.clause
        assert verdict.remedy


def _hold_state(case: Case, standing: Standing) -> None:
    if case.state is not None:
        assert standing.state.id == case.state
    if case.ended is not None:
        assert standing.ended is case.ended
    if case.done is not None:
        assert dict(standing.done) == dict(case.done)
    assert set(case.unknown) <= {one.step for one in standing.unknown}


def _hold_next(case: Case, standing: Standing) -> None:
    offered = {one.step: one for one in standing.next}
    for step, days in case.days.items():
        assert step in offered, sorted(offered)
        assert {name: getattr(offered[step], name) for name in days} == dict(days)
    assert not set(case.not_next) & offered.keys()
    waiting = {one.step: one.waits_for for one in standing.waiting}
    for step, waits_for in case.waiting.items():
        assert step not in offered
        assert set(waiting[step]) == set(waits_for)


def test_there_are_enough_cases_and_each_says_why() -> None:
    assert len(CASES) >= FEWEST
    for case in CASES:
        assert re.search("[一-鿿]", case.title), case
        assert case.why.endswith("。"), case


FILE = """\
procedure: member-development
topic: 样例
cases:
  - title: 样例一
    why: 样例。
    events: [{step: application, on: 2026-06-10}]
    on: 2026-06-10
    expect: {findings: [{code: under-age, step: application, severity: 违反}]}
"""
REFUSED = {
    "a key": ("    why:", "    wy:", "不认识的键 wy；是否 why？"),
    "a step": ("step: application, on", "step: aplication, on", "没有步骤 aplication；是否 application？"),
    "a severity": ("severity: 违反", "severity: 严重", "severity 应为违反、偏离、提示之一"),
    "a procedure": ("procedure: member-development", "procedure: member", "没有程序 member；可用的："),
    "a day": ("on: 2026-06-10}", "on: 2026-06-31}", "没有 2026-06-31 这一天"),
    "an amount": (
        "on: 2026-06-10}",
        "on: 2026-06-10, amounts: {sponsors: 2}}",
        "步骤 application 没有数目 sponsors；可用的：（没有）",
    ),
    "a fact": ("    events:", "    subject: {borne: 2000-01-01}\n    events:", "没有情况 borne；是否 born？"),
    "what is expected": ("{findings:", "{finding:", "不认识的键 finding；是否 findings？"),
    "nothing expected": (
        "{findings: [{code: under-age, step: application, severity: 违反}]}",
        "{}",
        "至少要写一样结果",
    ),
}


@pytest.mark.parametrize(("before", "after", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_slip_in_a_case_is_refused(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    assert before in FILE
    (tmp_path / "sample.yaml").write_text(FILE.replace(before, after), encoding="utf-8")
    with pytest.raises(LawFileError, match=re.escape(sentence)):
        read_cases(tmp_path)


def test_the_sample_itself_is_read(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_text(FILE, encoding="utf-8")
    assert [str(case) for case in read_cases(tmp_path)] == ["sample.yaml：样例一"]


def test_the_same_title_twice_is_refused(tmp_path: Path) -> None:
    again = FILE[FILE.index("  - title") :]
    (tmp_path / "sample.yaml").write_text(FILE + again, encoding="utf-8")
    with pytest.raises(LawFileError, match="同一个文件里有两例用这个题目"):
        read_cases(tmp_path)


def test_every_file_of_the_folder_is_read() -> None:
    assert {case.file for case in CASES} == {path.name for path in FOLDER.glob("*.yaml")}
