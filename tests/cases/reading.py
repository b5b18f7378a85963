"""Reads the cases of this folder strictly: an unknown key, step or kind of value is refused with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shejian.core.procedures import Event, Procedure, Subject, load_procedures
from shejian.core.procedures.casefile import read_event, read_facts
from shejian.core.rules import LawFileError, Severity
from shejian.core.rules.strict_yaml import Node, read_yaml

FOLDER = Path(__file__).parent
EXPECTED = ("findings", "overdue", "missing", "unknown", "state", "ended", "next", "not_next", "waiting", "done")
SEVERITIES = {severity.label: severity for severity in Severity}


@dataclass(frozen=True)
class Found:
    """A finding that a case expects: ``counted`` is the day to which the engine has to have counted."""

    code: str
    step: str
    severity: Severity
    day: date | None
    counted: date | None
    clause: str | None
    provisional: bool


@dataclass(frozen=True)
class Case:
    """One case; what ``expect`` does not name is not asked. ``days`` are of next steps: earliest, latest, due."""

    file: str
    title: str
    why: str
    procedure: Procedure
    subject: Subject
    events: tuple[Event, ...]
    on: date
    findings: tuple[Found, ...] | None
    overdue: tuple[Found, ...] | None
    missing: tuple[str, ...] | None
    unknown: tuple[str, ...]
    state: str | None
    ended: bool | None
    days: Mapping[str, Mapping[str, date]]
    not_next: tuple[str, ...]
    waiting: Mapping[str, tuple[str, ...]]
    done: Mapping[str, date] | None

    def __str__(self) -> str:
        return f"{self.file}：{self.title}"


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """All cases of a folder.

    Raises:
        LawFileError: the first place that is not read.
    """
    cases = [case for path in sorted(folder.glob("*.yaml")) for case in _file(folder, path)]
    seen: set[tuple[str, str]] = set()
    for case in cases:
        if (case.file, case.title) in seen:
            raise LawFileError(case.file, case.title, "同一个文件里有两例用这个题目")
        seen.add((case.file, case.title))
    return cases


def _file(folder: Path, path: Path) -> list[Case]:
    node = read_yaml(folder, path)
    node.allow(("procedure", "topic", "cases"))
    node.text("topic")
    procedures = load_procedures()
    if node.text("procedure") not in procedures:
        raise node.fault(f"没有程序 {node.text('procedure')}；可用的：{'、'.join(procedures)}")
    return [_case(one, procedures[node.text("procedure")]) for one in node.nodes("cases")]


def _case(node: Node, procedure: Procedure) -> Case:
    node.allow(("title", "why", "events", "on", "expect"), ("subject", "recorded_since"))
    node = Node(node.file, node.text("title"), node.fields)
    expect = node.node("expect")
    expect.allow((), EXPECTED)
    if not expect.fields:
        raise expect.fault("至少要写一样结果")
    fields = expect.fields
    return Case(
        file=node.file,
        title=node.text("title"),
        why=node.text("why"),
        procedure=procedure,
        subject=_subject(node, procedure),
        events=tuple(read_event(one, procedure) for one in _mappings(node, "events")),
        on=node.day("on"),
        findings=_found(expect, "findings", procedure) if "findings" in fields else None,
        overdue=_found(expect, "overdue", procedure) if "overdue" in fields else None,
        missing=_steps(expect, "missing", procedure) if "missing" in fields else None,
        unknown=_steps(expect, "unknown", procedure) if "unknown" in fields else (),
        state=expect.text("state") if "state" in fields else None,
        ended=expect.flag("ended") if "ended" in fields else None,
        days=_days(expect, procedure) if "next" in fields else {},
        not_next=_steps(expect, "not_next", procedure) if "not_next" in fields else (),
        waiting=_waiting(expect, procedure) if "waiting" in fields else {},
        done=_done(expect, procedure) if "done" in fields else None,
    )


def _mappings(node: Node, name: str) -> list[Node]:
    """The mappings of a list that may be empty."""
    return [] if node.fields[name] == [] else node.nodes(name)


def _step(node: Node, name: str, procedure: Procedure) -> str:
    if name not in procedure.steps:
        raise node.fault(f"没有步骤 {name}；可用的：{'、'.join(procedure.steps)}")
    return name


def _steps(node: Node, name: str, procedure: Procedure) -> tuple[str, ...]:
    listed = [] if node.fields[name] == [] else node.distinct_texts(name)
    return tuple(_step(node, one, procedure) for one in listed)


def _subject(case: Node, procedure: Procedure) -> Subject:
    since = case.day("recorded_since") if "recorded_since" in case.fields else None
    facts = read_facts(case.node("subject"), procedure) if "subject" in case.fields else {}
    return Subject(facts, since)


def _found(expect: Node, name: str, procedure: Procedure) -> tuple[Found, ...]:
    return tuple(_finding(one, procedure) for one in _mappings(expect, name))


def _finding(node: Node, procedure: Procedure) -> Found:
    node.allow(("code", "step", "severity"), ("day", "counted", "clause", "provisional"))
    if node.text("severity") not in SEVERITIES:
        raise node.fault(f"severity 应为{'、'.join(SEVERITIES)}之一")
    fields = node.fields
    return Found(
        code=node.text("code"),
        step=_step(node, node.text("step"), procedure),
        severity=SEVERITIES[node.text("severity")],
        day=node.day("day") if "day" in fields else None,
        counted=node.day("counted") if "counted" in fields else None,
        clause=node.text("clause") if "clause" in fields else None,
        provisional=node.flag("provisional") if "provisional" in fields else False,
    )


def _days(expect: Node, procedure: Procedure) -> dict[str, dict[str, date]]:
    node = expect.node("next")
    found = {}
    for step in node.fields:
        one = node.node(_step(node, step, procedure))
        one.allow((), ("earliest", "latest", "due"))
        found[step] = {name: one.day(name) for name in one.fields}
    return found


def _waiting(expect: Node, procedure: Procedure) -> dict[str, tuple[str, ...]]:
    node = expect.node("waiting")
    return {_step(node, step, procedure): _steps(node, step, procedure) for step in node.fields}


def _done(expect: Node, procedure: Procedure) -> dict[str, date]:
    node = expect.node("done")
    return {_step(node, step, procedure): node.day(step) for step in node.fields}
