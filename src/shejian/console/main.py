"""``shejian``: exit 0, or 2 with the reason on standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

COMMANDS = {
    "init": "建立台账（或升级旧版本的台账）；--demo 建一个虚构的示范县",
    "user": "账号：add 开立、list 列出、passwd 改密码",
    "unit": "单位：add 设立、list 列出",
    "import": "导入 Excel 台账",
    "export": "导出台账为 Excel",
    "undo": "撤销一次导入",
    "figures": "指标：任何一天、任何一刻的账、任何单位",
    "evidence": "一个指标背后的每一行，和没有计入的每一行",
    "compare": "一个指标从一天到另一天的变化，逐项列出",
    "table": "法定年度统计表",
    "verify": "核验：记账链、每一行、指标与凭据、期初期末",
    "serve": "启动网页服务",
    "backup": "备份整个台账到一个文件",
    "restore": "从备份恢复到新的台账",
}


class _Parser(argparse.ArgumentParser):
    """Refusals in Chinese."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"shejian：命令写得不对：{message}\n")


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    made = _Parser(prog="shejian", description="社建：社会组织和党建工作的一本真账")
    commands = made.add_subparsers(dest="command", metavar="命令", required=True, parser_class=_Parser)
    for name, about in COMMANDS.items():
        one = commands.add_parser(name, help=about, description=about)
        module = import_module(f"shejian.console.commands.{name}_command")
        module.configure(one)
        one.set_defaults(run=module.run)
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shejian.settings.base")
    import django  # noqa: PLC0415 - settings must be named first

    try:
        django.setup()
    except ValueError as problem:  # a malformed address or damaged keys
        sys.stderr.write(f"shejian：{problem}\n")
        return 2
    from shejian.console.refusals import REFUSALS, reason  # noqa: PLC0415 - models load after Django is set up

    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except REFUSALS as refusal:
        sys.stderr.write(f"shejian：{reason(refusal)}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("shejian：已中断；没有记完的账不会留下\n")
        return 130
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
