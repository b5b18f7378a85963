"""``shejian life due``: which meetings every branch still has to hold, is behind with, or of which nobody knows."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from shejian import clock
from shejian.console.arguments import add_scope, day
from shejian.console.asking import heading, put, scope
from shejian.console.output import say, say_json
from shejian.console.store import open_store
from shejian.core.indicators import Subject
from shejian.core.life import State, life_standard
from shejian.figures.life import LifeAsked, LifeDue, life_due
from shejian.figures.naming import Named, Names

SHOWN = (State.BEHIND, State.DUE, State.UNKNOWN)


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="due")
    due = actions.add_parser("due", help="各党支部这个月、这个季度、这一年还要开展什么，过去一年缺什么")
    add_scope(due)
    due.add_argument("--on", type=day, metavar="DATE", help="截至哪一天（当日终了）；不写是今天")
    due.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    asked = put(arguments, on=arguments.on or clock.today())
    found = life_due(asked)
    named = Names(asked.question.on, asked.picture.known).of(Subject.PARTY_ORGANIZATION, _ids(found))
    if arguments.json:
        say_json(
            heading(asked)
            | {
                "counts": {str(state): len(found.in_state(state)) for state in State},
                "due": [_document(row, named) for row in found.in_state(*SHOWN)],
                "apart": [{"id": one, "name": _name(one, named), "because": why} for one, why in found.apart],
            }
        )
        return 0
    counts = "，".join(f"{state.label} {len(found.in_state(state))}" for state in State)
    say(f"{scope(asked)}    截至 {asked.question.on}：{counts}")
    _say(found, named)
    return 0


def _ids(found: LifeAsked) -> set[int]:
    return {row.party_organization for row in found.rows} | {one for one, _ in found.apart}


def _name(one: int, named: Mapping[int, Named]) -> str:
    return named[one].name if one in named else f"（编号 {one}）"


def _document(row: LifeDue, named: Mapping[int, Named]) -> dict[str, Any]:
    period = row.duty.period
    return {
        "id": row.party_organization,
        "name": _name(row.party_organization, named),
        "kind": str(row.kind),
        "label": row.kind.label,
        "period": str(period),
        "first": period.first.isoformat(),
        "by": period.last.isoformat(),
        "required": row.required,
        "held": row.held,
        "state": str(row.state),
        "because": row.because.label,
        "rule": str(row.duty.value),
        "modality": str(row.duty.value.modality),
        "clause": row.duty.value.clause,
    }


def _say(found: LifeAsked, named: Mapping[int, Named]) -> None:
    pressing = found.in_state(State.BEHIND, State.DUE)
    for one in dict.fromkeys(row.party_organization for row in pressing):
        say(f"\n{_name(one, named)}")
        of_one = [row for row in pressing if row.party_organization == one]
        for key in dict.fromkeys((row.state, row.kind) for row in of_one):
            _say_rows([row for row in of_one if (row.state, row.kind) == key])
    say()
    unknown = found.in_state(State.UNKNOWN)
    for kind, because in dict.fromkeys((row.kind, row.because) for row in unknown):
        of_kind = {row.party_organization for row in unknown if (row.kind, row.because) == (kind, because)}
        say(f"不能判断　{kind.label}：{len(of_kind)} 个党组织，{because.label}")
    for one, why in found.apart:
        say(f"不计次数　{_name(one, named)}：{why}")
    for standard in life_standard().kinds:
        if standard.rule is None:
            say(f"不计次数　{standard.kind.label}：{standard.note}")
    for clause in dict.fromkeys(f"{row.kind.label}{row.duty.value}，{row.duty.value.clause}" for row in pressing):
        say(f"依据　{clause}")


def _say_rows(rows: list[LifeDue]) -> None:
    """One line for the periods of a kind that are alike."""
    first = rows[0]
    periods = "、".join(str(row.duty.period) for row in rows)
    held = sum(row.held for row in rows)
    had = f"，已开展 {held} 次" if held else ""
    until = f"，{rows[-1].duty.period.last} 以前" if first.state is State.DUE else "：周期已过"
    say(f"  {first.state.label}　{first.kind.label} {periods}{had}{until}")
