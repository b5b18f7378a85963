"""``shejian``: exit 0, or 2 with the reason on standard error; 130 when interrupted."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nothing is loaded that could be interrupted before ``main`` says what happens then
    import argparse
    from collections.abc import Callable, Sequence
    from typing import NoReturn

STOPPED = 130
INTERRUPTED = "shejian：已中断；没有记完的账不会留下\n"
COMMANDS = {
    "init": "建立台账（或升级旧版本的台账）；--demo 建一个虚构的示范县",
    "user": "账号：add 开立、list 列出、passwd 改口令",
    "unit": "单位：add 设立、list 列出",
    "import": "导入 Excel 台账：核对，然后在一笔里入账；undo 整批撤销",
    "export": "导出台账为 Excel",
    "undo": "撤销一次导入",
    "figures": "指标：任何一天、任何一刻的账、任何单位",
    "evidence": "一个指标背后的每一行，和没有计入的每一行",
    "compare": "一个指标从一天到另一天的变化，逐项列出",
    "table": "法定年度统计表",
    "report": "文书：debrief 起草述职报告（Word），list 列出签发的，check 复算账上还这样说没有",
    "rules": "规则：show 看一条（值、依据、历史、用在哪里），list 列出全部",
    "procedure": "程序：show 看一个（步骤、期限、依据），check 拿一件事的经过对照它，list 列出全部",
    "findings": "监督：某一天查出什么、依据哪一条、怎么办；--record 更新问题清单",
    "due": "待办：在办程序的期限，和照规则到期的事",
    "life": "组织生活：due 照标准还要开展什么、缺什么、什么不能判断",
    "verify": "核验：记账链、每一行、指标与凭据、期初期末",
    "serve": "启动网页服务",
    "backup": "备份整个台账到一个文件",
    "restore": "从备份恢复到新的台账",
}


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    from importlib import import_module  # noqa: PLC0415 - as above

    from shejian.console.grammar import Parser  # noqa: PLC0415 - as above

    made = Parser(prog="shejian", description="社建：社会组织和党建工作的一本真账")
    commands = made.add_subparsers(dest="command", metavar="命令", required=True, parser_class=Parser)
    for name, about in COMMANDS.items():
        one = commands.add_parser(name, help=about, description=about)
        module = import_module(f"shejian.console.commands.{name}_command")
        module.configure(one)
        one.set_defaults(run=module.run)
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    before = signal.signal(signal.SIGINT, _stop_loading)
    try:
        run = _loaded()
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        return run(argv)
    except KeyboardInterrupt:
        sys.stderr.write(INTERRUPTED)
        return STOPPED


def _stop_loading(*_: object) -> NoReturn:
    """End at once: while libraries load nothing is under way, and some of them print what interrupts them."""
    os.write(2, INTERRUPTED.encode())
    os._exit(STOPPED)


def _loaded() -> Callable[[Sequence[str] | None], int]:
    """What runs a command, once the libraries are there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shejian.settings.base")
    import django  # noqa: PLC0415 - settings must be named first
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - as above

    try:
        django.setup()
    except ImproperlyConfigured as problem:  # a malformed address, damaged keys, a place that is no folder
        words = f"shejian：{problem}\n"
        return lambda _: _refused(words)
    from shejian.console.refusals import REFUSALS, reason  # noqa: PLC0415 - models load after Django is set up

    grammar = parser()

    def run(argv: Sequence[str] | None) -> int:
        arguments = grammar.parse_args(argv)
        try:
            code = int(arguments.run(arguments) or 0)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads on; nor does Python complain on leaving
            return 0
        except REFUSALS as refusal:
            words = reason(refusal)
            if words is None:
                raise
            return _refused(f"shejian：{words}\n")
        return code

    return run


def _refused(words: str) -> int:
    sys.stderr.write(words)
    return 2


if __name__ == "__main__":
    sys.exit(main())
