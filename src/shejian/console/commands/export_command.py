"""``shejian export LEDGER --out F``."""

from __future__ import annotations

import argparse

from shejian import clock
from shejian.base.queries import unit_tree
from shejian.console.arguments import add_unit
from shejian.console.output import say
from shejian.console.store import open_store
from shejian.console.targets import WORKBOOK, add_workbook, target
from shejian.exchange.services.exporting import export_ledgers, ledgers_called


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", metavar="LEDGER", help="台账的名称，例如 社会组织台账；全部 是所有台账")
    add_unit(parser)
    add_workbook(parser)


def run(arguments: argparse.Namespace) -> int:
    open_store()
    ledgers = ledgers_called(arguments.ledger)
    today = clock.today()
    owner = unit_tree(today).find(arguments.unit).id if arguments.unit else None
    with target(arguments.out, force=arguments.force, suffix=WORKBOOK) as path:
        counts = export_ledgers(path, ledgers, today, owner)
    listed = "，".join(f"{title} {count} 行" for title, count in counts.items())
    say(f"已写到 {arguments.out}：{listed}。公民身份号码和电话已掩去一部分；这份文件可以原样导回。")
    return 0
