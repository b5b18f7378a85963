"""``shejian compare KEY --from DATE --to DATE``."""

from __future__ import annotations

import argparse

from shejian.console.arguments import UsageError, add_scope, day
from shejian.console.asking import figure_document, figure_key, heading, put, row_document, say_rows, scope
from shejian.console.output import say, say_json
from shejian.console.store import open_store
from shejian.core.indicators import catalogue
from shejian.figures.answers import compare


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="指标的代号或名称，例如 covered；shejian figures 列出全部")
    parser.add_argument(
        "--from", dest="earlier", type=day, required=True, metavar="DATE", help="期初那一天（当日终了）"
    )
    parser.add_argument("--to", dest="later", type=day, required=True, metavar="DATE", help="期末那一天（当日终了）")
    add_scope(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    key = figure_key(arguments.key)
    if arguments.earlier > arguments.later:
        raise UsageError(f"期初 {arguments.earlier} 晚于期末 {arguments.later}，请把 --from 和 --to 对调")
    asked = put(arguments, on=arguments.later)
    found = compare(asked, key, arguments.earlier, arguments.later)
    indicator = catalogue()[found.key]
    if arguments.json:
        document = heading(asked)
        document.pop("since")
        say_json(
            {
                "key": found.key,
                **document,
                "from": arguments.earlier.isoformat(),
                "to": arguments.later.isoformat(),
                "figures": {"from": figure_document(found.earlier), "to": figure_document(found.later)},
                "opening": found.equation.opening,
                "in": [row_document(row) for row in found.came],
                "out": [row_document(row) for row in found.went],
                "unclear": [row_document(row) for row in found.unclear],
                "closing": found.equation.closing,
            }
        )
        return 0
    say(f"{scope(asked)}    {arguments.earlier} 至 {arguments.later} · 以第 {asked.picture.known} 笔的账为准")
    say(f"{indicator.label}  {arguments.earlier} {found.earlier.text} → {arguments.later} {found.later.text}")
    say(str(found.equation))
    for title, rows in (("增", found.came), ("减", found.went), ("有一头不知道", found.unclear)):
        say_rows(title, rows)
    return 0
