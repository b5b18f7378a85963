"""``shejian export LEDGER --out F``."""

from __future__ import annotations

import argparse
from pathlib import Path

from shejian import clock
from shejian.console.output import say
from shejian.console.store import open_store
from shejian.exchange.services.exporting import export_ledgers, ledgers_called


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", metavar="LEDGER", help="台账的名称，例如 社会组织台账；全部 是所有台账")
    parser.add_argument("--out", type=Path, required=True, metavar="F", help="写到哪个 .xlsx 文件")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    counts = export_ledgers(arguments.out, ledgers_called(arguments.ledger), clock.today())
    listed = "，".join(f"{title} {count} 行" for title, count in counts.items())
    say(f"已写到 {arguments.out}：{listed}。公民身份号码和电话已掩去一部分；这份文件可以原样导回。")
    return 0
