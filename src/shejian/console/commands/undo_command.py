"""``shejian undo BATCH``."""

from __future__ import annotations

import argparse

from shejian.console.grammar import Whole
from shejian.console.output import say
from shejian.console.store import console_act, open_store
from shejian.exchange.services.undoing import undo_import


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", type=Whole(1, 10**9), metavar="BATCH", help="导入批次的编号")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    batch, entry = undo_import(act=console_act(), batch=arguments.batch)
    say(f"已撤销第 {batch.pk} 批导入，记为第 {entry.number} 笔。各项指标回到导入以前；设立的单位保留。")
    return 0
