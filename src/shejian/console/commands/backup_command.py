"""``shejian backup F``."""

from __future__ import annotations

import argparse
from pathlib import Path

from shejian import clock
from shejian.console.backup import back_up
from shejian.console.output import say
from shejian.console.store import open_store
from shejian.console.targets import add_force, target


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="F", help="备份写到哪个文件")
    add_force(parser)


def run(arguments: argparse.Namespace) -> int:
    open_store()
    with target(arguments.file, force=arguments.force) as path:
        counts = back_up(path, clock.now())
    say(f"已备份到 {arguments.file}：{len(counts)} 张表，{sum(counts.values())} 行，连同文件原件和密钥。")
    say("备份里有密钥，和台账一样要保管好；恢复用 shejian restore。")
    return 0
