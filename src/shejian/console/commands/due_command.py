"""``shejian due``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from shejian import clock
from shejian.console.arguments import UsageError, add_scope, day
from shejian.console.asking import heading, put, scope
from shejian.console.output import say, say_json, say_table
from shejian.console.store import open_store
from shejian.core.indicators import Subject
from shejian.figures.naming import Named, Names
from shejian.oversight.due import Due, due_until

AHEAD = timedelta(days=90)


def configure(parser: argparse.ArgumentParser) -> None:
    add_scope(parser)
    parser.add_argument("--on", type=day, metavar="DATE", help="从哪一天看起；不写是今天")
    parser.add_argument("--until", type=day, metavar="DATE", help=f"看到哪一天（含）；不写是此后 {AHEAD.days} 天")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    on = arguments.on or clock.today()
    until = arguments.until or on + AHEAD
    if until < on:
        raise UsageError(f"要看到的日子 {until} 早于 {on}，请调整 --until 或 --on")
    asked = put(arguments, on=on)
    found = due_until(asked.view, asked.scope, until)
    names = _names(Names(on, asked.picture.known), found)
    if arguments.json:
        say_json(heading(asked) | {"until": until.isoformat(), "due": [_document(one, names) for one in found]})
        return 0
    say(f"{scope(asked)}    {on} 至 {until}，共 {len(found)} 件")
    for one in found:
        late = "已过" if one.overdue else ""
        say_table([[f"\n{one.day}", late, f"{_name(one, names)}：{one.what}", one.where]])
        say(f"  {one.because}；{one.clause}" + (f"；{one.remedy}" if one.remedy else ""))
    if not found:
        say("没有到期的事。没有立案的程序、台账没有记的事不在其内。")
    return 0


def _names(names: Names, found: Iterable[Due]) -> Mapping[Subject, Mapping[int, Named]]:
    every = list(found)
    return {
        subject: names.of(subject, {one.id for one in every if one.subject is subject})
        for subject in {one.subject for one in every}
    }


def _name(one: Due, names: Mapping[Subject, Mapping[int, Named]]) -> str:
    named = names[one.subject].get(one.id)
    return named.name if named else "（台账没有名称）"


def _document(one: Due, names: Mapping[Subject, Mapping[int, Named]]) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "overdue": one.overdue,
        "kind": str(one.kind),
        "code": one.code,
        "what": one.what,
        "where": one.where,
        "subject": str(one.subject),
        "id": one.id,
        "name": _name(one, names),
        "case": one.case,
        "finding": one.finding,
        "plan": one.plan,
        "severity": None if one.severity is None else str(one.severity),
        "clause": one.clause,
        "because": one.because,
        "remedy": one.remedy,
        "provisional": one.provisional,
    }
