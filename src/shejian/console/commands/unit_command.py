"""``shejian unit add|list``."""

from __future__ import annotations

import argparse

from shejian import clock
from shejian.base.queries import unit_tree
from shejian.base.services.units import add_unit
from shejian.base.tree import SEPARATOR
from shejian.console.output import say, say_table, warn
from shejian.console.store import console_act, open_store
from shejian.core.facts.terms import UnitKind


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|list")
    add = actions.add_parser("add", help="设立单位")
    add.add_argument("path", metavar="PATH", help="路径，例如 云川县/新区街道；上级须已设立")
    add.add_argument(
        "--kind",
        choices=[str(kind) for kind in UnitKind],
        default=str(UnitKind.TOWN),
        help="类别：town 乡镇街道（默认）、region 行政区划、competent_unit 业务主管单位、"
        "party_body 党建领导机关、office 其他",
    )
    add.add_argument(
        "--alias", action="append", default=[], metavar="NAME", help="别名，例如登记管理机关的名称；可写几次"
    )
    actions.add_parser("list", help="列出单位")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    today = clock.today()
    if arguments.action == "list":
        tree = unit_tree(today)
        rows = [["单位", "类别", "别名"]]
        rows += [[tree.path(node.id), UnitKind(node.kind).label, "、".join(node.aliases)] for node in tree.in_order()]
        say_table(rows)
        return 0
    entry = add_unit(
        act=console_act(),
        path=arguments.path,
        kind=UnitKind(arguments.kind),
        aliases=tuple(arguments.alias),
        on=today,
    )
    say(f"已设立 {arguments.path}，记为第 {entry.number} 笔")
    roots = unit_tree(today).children(None)
    if len(roots) > 1 and SEPARATOR not in arguments.path:
        warn(
            f"提示：最上级单位现在有 {len(roots)} 个：{'、'.join(root.name for root in roots)}。"
            f"命令里不写 --unit 时，指的是 {roots[0].name}"
        )
    return 0
