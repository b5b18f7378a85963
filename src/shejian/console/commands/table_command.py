"""``shejian table 党统 --on DATE --out F.xlsx``."""

from __future__ import annotations

import argparse

from shejian.console.arguments import UsageError, add_question
from shejian.console.asking import put
from shejian.console.output import say
from shejian.console.store import open_store
from shejian.console.targets import WORKBOOK, add_workbook, target
from shejian.exchange.services.table_export import export_table
from shejian.figures.statutory import NAMES, TITLE, statutory_table


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE", help=f"表名：党统（{TITLE}）")
    add_question(parser)
    add_workbook(parser)


def run(arguments: argparse.Namespace) -> int:
    open_store()
    if arguments.table not in NAMES:
        raise UsageError(f"没有叫“{arguments.table}”的表；现有：{NAMES[0]}（{TITLE}）")
    with target(arguments.out, force=arguments.force, suffix=WORKBOOK) as path:
        table = statutory_table(put(arguments))
        export_table(path, table)
    wrong = [check for check in table.checks if check.holds is False]
    say(f"已写到 {arguments.out}：{TITLE}，截至 {table.asked.question.on}")
    for check in wrong:
        say(f"  不符：{check.column} {check.words}")
    return 0
