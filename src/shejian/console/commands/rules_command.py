"""``shejian rules show|list``: the law as it is on a day.

No ledger is needed. Where there is one, what was confirmed in it counts, and ``--unit`` gives a unit's own law.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from shejian import clock
from shejian.console.arguments import UsageError, day, unit
from shejian.console.law import law_of
from shejian.console.output import say, say_json, say_table
from shejian.core.calendar import previous_day
from shejian.core.rules import (
    Citation,
    DatedValue,
    Law,
    NotRecorded,
    NotYetInForce,
    Parameter,
    RuleUnavailable,
    as_written,
    in_short,
    load_uses,
    near,
    stricter_way,
)

WITHOUT_VALUE = {NotRecorded: "not_recorded", NotYetInForce: "not_yet_in_force"}


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="show|list")
    show = actions.add_parser("show", help="一条规则：那一天的值、依据、历史、地方可以怎样另定、用在哪里")
    show.add_argument("key", metavar="KEY", help="规则的代号或名称，例如 development.talk.limit")
    every = actions.add_parser("list", help="全部规则在那一天的值")
    for one in (show, every):
        one.add_argument("--on", type=day, metavar="DATE", help="哪一天；不写是今天")
        one.add_argument(
            "--unit",
            type=unit,
            metavar="U",
            help="按这个单位的规则看（国家的，加上它和上级单位的地方规定）；不写是国家的",
        )
        one.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    on = arguments.on or clock.today()
    law = law_of(arguments.unit, on)
    if arguments.action == "list":
        _list(law, on, as_json=arguments.json)
        return 0
    parameter = _named(law, arguments.key)
    if arguments.json:
        say_json(_document(law, parameter, on))
    else:
        _show(law, parameter, on)
    return 0


def _named(law: Law, name: str) -> Parameter:
    """The parameter of that key or label.

    Raises:
        UsageError: there is none; the nearest are named.
    """
    keys = {law.parameter(key).label: key for key in law.keys} | {key: key for key in law.keys}
    key = keys.get(name.strip())
    if key is not None:
        return law.parameter(key)
    nearest = dict.fromkeys(keys[one] for one in near(name, keys))
    hint = "、".join(f"{one}（{law.parameter(one).label}）" for one in nearest)
    raise UsageError(f"没有规则 {in_short(name)}{'；相近的有：' + hint if hint else ''}。全部规则见 shejian rules list")


def _held(law: Law, parameter: Parameter, on: date) -> DatedValue | RuleUnavailable:
    try:
        return law.on(on).value(parameter.key)
    except RuleUnavailable as answer:
        return answer


def _list(law: Law, on: date, *, as_json: bool) -> None:
    held = {key: _held(law, law.parameter(key), on) for key in sorted(law.keys)}
    if as_json:
        say_json({"on": on, "rules": [_answer(law.parameter(key), one) for key, one in held.items()]})
        return
    say(f"规则 {len(held)} 条，{on} 的值")
    rows = [["代号", "名称", "值", "性质", "不合时"]]
    for key, one in held.items():
        label = law.parameter(key).label
        if isinstance(one, DatedValue):
            rows.append([key, label, str(one), one.modality, one.severity.label])
        else:
            rows.append([key, label, str(one).partition("：")[0], "", ""])
    say_table(rows)


def _answer(parameter: Parameter, held: DatedValue | RuleUnavailable) -> dict[str, Any]:
    head: dict[str, Any] = {"key": parameter.key, "label": parameter.label, "kind": str(parameter.kind)}
    if isinstance(held, DatedValue):
        return head | {"state": "in_force"} | _value(held)
    state = WITHOUT_VALUE.get(type(held), "repealed")
    return head | {"state": state, "sentence": str(held)}


def _document(law: Law, parameter: Parameter, on: date) -> dict[str, Any]:
    return (
        {"on": on, "meaning": parameter.meaning}
        | _answer(parameter, _held(law, parameter, on))
        | {
            "recorded_from": parameter.recorded_from,
            "stricter": str(parameter.stricter),
            "stricter_way": stricter_way(parameter.kind, parameter.stricter),
            "history": [_value(value) for value in parameter.values],
            "local": [
                {"by": name, "history": [_value(value) for value in one.values]} for name, one in _local(law, parameter)
            ],
            "used": [{"by": use.reader.name.lower(), "label": use.label} for use in load_uses().get(parameter.key, ())],
        }
    )


def _value(value: DatedValue) -> dict[str, Any]:
    return {
        "text": str(value),
        "value": as_written(value.value, value.unit)[value.kind],
        "unit": value.unit or None,
        "modality": str(value.modality),
        "severity": str(value.severity),
        "confirmed": value.confirmed,
        "since": value.since,
        "until": value.until,
        "clause": value.clause,
        "citations": [_citation(one) for one in value.citations],
    }


def _citation(one: Citation) -> dict[str, Any]:
    instrument = one.instrument
    return {
        "instrument": instrument.id,
        "title": instrument.title,
        "article": one.article,
        "words": one.words,
        "confirmed": one.confirmed,
        "read": str(instrument.read),
        "source": instrument.source,
    }


def _show(law: Law, parameter: Parameter, on: date) -> None:
    say(f"{parameter.label}    {parameter.key}")
    say(parameter.meaning)
    held = _held(law, parameter, on)
    if isinstance(held, DatedValue):
        say(f"\n{on}：{held.modality} {held}；不合的记为{held.severity.label}")
        for one in held.citations:
            say(f"依据：{one}")
            if one.words:
                say(f"原文：{one.words}")
            say(f"文本：{one.instrument.read.label}。{one.instrument.source}")
    else:
        say(f"\n{held}")
    say(f"地方：{stricter_way(parameter.kind, parameter.stricter)}")
    uses = load_uses().get(parameter.key, ())
    say(f"用在：{'；'.join(map(str, uses)) or '还没有程序、监督和指标读取它'}")
    say("\n历史")
    _show_values(parameter)
    for name, local in _local(law, parameter):
        say(f"\n{name}的规定")
        _show_values(local)


def _local(law: Law, parameter: Parameter) -> list[tuple[str, Parameter]]:
    """What lower layers make of a parameter, the highest first, each with whose it is."""
    return [(one.name, one.parameters[parameter.key]) for one in law.layers[1:] if parameter.key in one.parameters]


def _show_values(parameter: Parameter) -> None:
    say_table(["  " + _span(value), str(value), value.modality, value.clause] for value in parameter.values)
    if parameter.ended:
        say(f"  {parameter.ended} 起废止")


def _span(value: DatedValue) -> str:
    return f"{value.since} 至 {previous_day(value.until)}" if value.until else f"{value.since} 起"
