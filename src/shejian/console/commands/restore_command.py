"""``shejian restore F``."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from shejian.console.arguments import UsageError
from shejian.console.backup import inspect, moment_of, restore
from shejian.console.output import say
from shejian.console.store import open_store
from shejian.core.calendar import long_moment


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="F", help="备份文件")


def run(arguments: argparse.Namespace) -> int:
    inspect(arguments.file)  # before a store is made for it
    open_store(make=True)
    manifest = restore(arguments.file)
    say(f"已恢复到第 {manifest['head']} 笔（备份于 {long_moment(moment_of(manifest))}），开始核验…")
    # The keys have changed under this process: only a new one can open what they protect.
    checked = subprocess.run([sys.executable, "-m", "shejian.console.main", "verify"], check=False)
    if checked.returncode:
        raise UsageError("恢复出来的台账没有通过核验，请换一份备份")
    return 0
