"""``shejian procedure list|show|check``: procedures on a day, and cases held against them.

No ledger is needed. Where there is one, ``check`` judges by what was confirmed in it, and by a unit's law with
``--unit``.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from shejian import clock
from shejian.console.arguments import UsageError, day, unit
from shejian.console.law import law_of
from shejian.console.output import say, say_json, say_table, warn
from shejian.core.calendar import previous_day
from shejian.core.procedures import (
    NextStep,
    Procedure,
    Standing,
    Step,
    UnknownProcedure,
    Verdict,
    Version,
    contradictions,
    judge,
    load_procedures,
)
from shejian.core.procedures.casefile import CaseFile, read_case
from shejian.core.procedures.definition import LimitRule
from shejian.core.rules import Law, LawFileError, RuleUnavailable, load_law, load_workdays

UNCHANGED = "。什么也没有改"


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|check")
    actions.add_parser("list", help="全部程序，各版从哪一天起")
    show = actions.add_parser("show", help="一个程序在那一天的步骤：由谁办、材料、期限、表决、依据")
    check = actions.add_parser("check", help="拿一个文件里的事情对照程序：到了哪一步、下一步、什么不合")
    for one in (show, check):
        one.add_argument("name", metavar="NAME", help="程序的代号或名称，例如 member-development 或 发展党员")
    check.add_argument("file", metavar="FILE", type=Path, help="YAML 文件：subject（情况）和 events（办过的步骤）")
    check.add_argument(
        "--unit",
        type=unit,
        metavar="U",
        help="按这个单位的规则判断（国家的，加上它和上级单位的地方规定）；不写是国家的",
    )
    show.add_argument("--on", type=day, metavar="DATE", help="哪一天的程序；不写是今天")
    check.add_argument("--on", type=day, metavar="DATE", help="截至哪一天（当日终了）判断；不写是今天")
    for one in (show, check):
        one.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    if arguments.action == "list":
        _list()
        return 0
    procedure, on = _named(arguments.name), arguments.on or clock.today()
    if arguments.action == "check":
        law = law_of(arguments.unit, on)
        return _check(procedure, arguments.file, on, law, as_json=arguments.json)
    if on < procedure.versions[0].since:
        first = procedure.versions[0].since
        raise UsageError(f"本库未收录：{procedure.label}从 {first} 起收录，{on} 在此之前")
    if arguments.json:
        say_json(_document(procedure, on))
    else:
        _show(procedure, on)
    return 0


def _named(name: str) -> Procedure:
    """The procedure of that name or label.

    Raises:
        UsageError: there is none; the nearest is named.
    """
    procedures = load_procedures()
    labelled = {one.label: one for one in procedures.values()}
    try:
        return labelled.get(name.strip()) or procedures[name.strip()]
    except UnknownProcedure as unknown:
        raise UsageError(str(unknown)) from None


def _list() -> None:
    rows = [["代号", "名称", "施行", "步骤"]]
    for one in load_procedures().values():
        rows += [[one.name, one.label, f"{version.since} 起", str(len(version.steps))] for version in one.versions]
    say_table(rows)


def _check(procedure: Procedure, file: Path, on: date, law: Law, *, as_json: bool) -> int:
    try:
        case = read_case(file, procedure)
        standing = _judged(procedure, case, on, law)
    except LawFileError as refusal:
        raise UsageError(f"{refusal}{UNCHANGED}") from None
    left_out = sum(event.on > on for event in case.events)
    if left_out:
        warn(f"提示：{left_out} 件事在 {on} 之后，没有算；要算，请用 --on 写后来的日期")
    if as_json:
        say_json(_verdicts(standing))
    else:
        _tell(procedure, standing, on)
    return 0


def _judged(procedure: Procedure, case: CaseFile, on: date, law: Law) -> Standing:
    """Where the case of a file stands by a law.

    Raises:
        LawFileError: two of its events cannot both be right.
    """
    standing = judge(procedure, case.subject, case.events, on=on, law=law, workdays=load_workdays())
    against = contradictions(standing)
    if against:
        raise case.contradicted(against[0])
    return standing


def _verdicts(standing: Standing) -> dict[str, Any]:
    return {
        "state": standing.state.id,
        "next": [
            {"step": one.step, "earliest": one.earliest, "latest": one.latest, "clause": one.clause}
            for one in standing.next
        ],
        "findings": [
            {
                "code": one.code,
                "step": one.step,
                "severity": str(one.severity),
                "clause": one.clause,
                "because": one.because,
                "remedy": one.remedy,
            }
            for one in (*standing.findings, *standing.overdue)
        ],
    }


def _tell(procedure: Procedure, standing: Standing, on: date) -> None:
    ended = "，已经终了" if standing.ended else ""
    say(f"{procedure.label}    截至 {on}：{standing.state.label}{ended}")
    for heading, found in (("发现的问题", standing.findings), ("逾期未办", standing.overdue)):
        if found:
            say(f"\n{heading}")
            for one in found:
                _tell_verdict(one)
    dated = [one for one in standing.waiting if one.earliest or one.latest or one.due]
    for heading, steps in (("下一步", standing.next), ("还要等", dated)):
        if steps:
            say(f"\n{heading}")
            say_table(["  " + one.label, one.step, _bounds(one), one.because] for one in steps)
    others = [one.label for one in standing.waiting if one not in dated]
    if others:
        say(f"\n往后：{'、'.join(others)}")
    if standing.unknown:
        say("\n不知道、没有判断的")
        say_table(["  " + one.label, one.because] for one in standing.unknown)


def _tell_verdict(one: Verdict) -> None:
    unsure = "（暂定）" if one.provisional else ""
    say(f"  {one.severity.label}{unsure}  {one.because}    {one.code}")
    say(f"        依据：{one.clause}")
    say(f"        怎么办：{one.remedy}")


def _bounds(one: NextStep) -> str:
    first = f"{one.earliest} 起" if one.earliest else ""
    last = f"到 {one.latest}" if one.latest else ""
    return " ".join(part for part in (first, last, "（可以不办）" if one.optional else "") if part)


def _document(procedure: Procedure, on: date) -> dict[str, Any]:
    version, law = procedure.version(on), load_law()
    return {
        "procedure": procedure.name,
        "label": procedure.label,
        "on": on,
        "since": version.since,
        "until": _until(procedure, version),
        "instrument": {"id": version.instrument.id, "title": version.instrument.title},
        "subject": str(procedure.subject),
        "transition": version.transition,
        "facts": [{"id": one.id, "label": one.label, "kind": str(one.kind)} for one in version.facts.values()],
        "stages": [{"id": one.id, "label": one.label} for one in version.stages.values()],
        "steps": [_step(one, law, on) for one in version.steps.values()],
    }


def _until(procedure: Procedure, version: Version) -> date | None:
    """The first day on which a version no longer holds."""
    return next((one.since for one in procedure.versions if one.since > version.since), None)


def _step(step: Step, law: Law, on: date) -> dict[str, Any]:
    return {
        "id": step.id,
        "label": step.label,
        "stage": step.stage,
        "actor": step.actor,
        "optional": step.optional,
        "requires": list(step.requires),
        "papers": [paper.label for paper in step.papers],
        "limits": [_limit(one, law, on) for one in step.limits] + _recurs(step, law, on),
        "amounts": [
            {
                "id": one.id,
                "label": one.label,
                "unit": one.unit,
                "kind": one.meaning,
                "rules": _rules(one.parameters, law, on),
            }
            for one in step.amounts
        ],
        "vote": _vote(step, law, on),
        "outcomes": [{"id": one.id, "label": one.label} for one in step.outcomes],
        "bars": [{"code": one.code, "label": one.label, "clause": str(one.basis)} for one in step.bars],
        "modality": str(step.basis.modality),
        "severity": str(step.basis.severity),
        "clause": str(step.basis),
        "words": step.basis.citation.words,
        "note": step.note,
    }


def _limit(rule: LimitRule, law: Law, on: date) -> dict[str, Any]:
    return {
        "code": rule.code,
        "kind": str(rule.meaning),
        "from": list(rule.starts),
        "back": rule.back,
        "rules": _rules(rule.parameters, law, on),
        "less": _rules(rule.less, law, on),
        "remedy": rule.remedy,
    }


def _recurs(step: Step, law: Law, on: date) -> list[dict[str, Any]]:
    repeat = step.repeat
    if repeat is None:
        return []
    return [_limit(repeat.limit, law, on) | {"kind": "repeat"}]


def _rules(keys: tuple[str, ...], law: Law, on: date) -> list[dict[str, Any]]:
    """Parameters with their values on the day; ``value`` is ``None`` where there is none."""
    return [_rule(key, law, on) for key in keys]


def _rule(key: str, law: Law, on: date) -> dict[str, Any]:
    try:
        value = law.on(on).value(key)
    except RuleUnavailable as answer:
        return {"parameter": key, "value": None, "clause": str(answer)}
    return {"parameter": key, "value": str(value), "severity": str(value.severity), "clause": value.clause}


def _vote(step: Step, law: Law, on: date) -> dict[str, Any] | None:
    if step.vote is None:
        return None
    shares = {"quorum": step.vote.quorum, "majority": step.vote.majority}
    return {name: _rule(key, law, on) if key else None for name, key in shares.items()}


def _show(procedure: Procedure, on: date) -> None:
    version, law = procedure.version(on), load_law()
    until = _until(procedure, version)
    span = f"{version.since} 至 {previous_day(until)}" if until else f"{version.since} 起"
    say(f"{procedure.label}    {procedure.name}    {span}    依据《{version.instrument.title}》")
    say(version.transition)
    stage = None
    for step in version.steps.values():
        if step.stage != stage:
            stage = step.stage
            say(f"\n{version.stages[stage].label}")
        _show_step(step, law, on)


def _show_step(step: Step, law: Law, on: date) -> None:
    extra = "（可以不办）" if step.optional else ""
    say(f"  {step.label}{extra}    {step.id}    {step.actor}")
    rules = [(rule.code, (*rule.parameters, *rule.less)) for rule in step.limits]
    rules += [(one.code or "", one.parameters) for one in step.amounts if one.parameters]
    if step.repeat is not None:
        rules.append((step.repeat.limit.code, step.repeat.limit.parameters))
    if step.vote is not None:
        rules += [(what, (key,)) for what, key in (("到会", step.vote.quorum), ("赞成", step.vote.majority)) if key]
    for code, keys in rules:
        values = "，".join(f"{law.parameter(key).label} {_rule(key, law, on)['value'] or '没有规定'}" for key in keys)
        say(f"      {code}：{values or '当日'}")
    if step.papers:
        say(f"      材料：{'、'.join(paper.label for paper in step.papers)}")
    say(f"      依据：{step.basis}，{step.basis.modality}")
