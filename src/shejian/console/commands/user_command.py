"""``shejian user add|list|passwd``."""

from __future__ import annotations

import argparse
import getpass
import sys

from shejian import clock
from shejian.accounts.models import CONSOLE_USERNAME, User
from shejian.base.enums import Role
from shejian.base.queries import reaches, unit_tree
from shejian.base.services.staff import add_user, set_password
from shejian.console.arguments import UsageError, unit
from shejian.console.output import say, say_table
from shejian.console.store import console_act, open_store
from shejian.core.facts.terms import Line


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|list|passwd")
    add = actions.add_parser("add", help="开立账号")
    add.add_argument("username", metavar="NAME", help="登录名")
    add.add_argument("--name", help="姓名；不写同登录名")
    add.add_argument("--unit", type=unit, metavar="U", help="在哪个单位任职；不写是最上级单位")
    add.add_argument(
        "--role",
        choices=[str(role) for role in Role],
        default=str(Role.CLERK),
        help="角色：administrator 管理员、clerk 经办人（默认）、reader 查阅人",
    )
    add.add_argument("--line", choices=[str(line) for line in Line], default=str(Line.TERRITORY), help="下级沿哪条线算")
    actions.add_parser("list", help="列出账号")
    passwd = actions.add_parser("passwd", help="改口令（口令从键盘或标准输入读）")
    passwd.add_argument("username", metavar="NAME", help="登录名")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    if arguments.action == "list":
        return _list()
    if arguments.username == CONSOLE_USERNAME:
        raise UsageError(f"{CONSOLE_USERNAME} 是命令行自用的账号，不能登录，也不能改口令")
    return _add(arguments) if arguments.action == "add" else _passwd(arguments)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first, second = getpass.getpass("口令（至少 10 位）："), getpass.getpass("再输一遍：")
    except EOFError:
        raise UsageError("没有读到口令，没有改动") from None
    if first != second:
        raise UsageError("两次输入的口令不一样，没有改动")
    return first


def _add(arguments: argparse.Namespace) -> int:
    today = clock.today()
    tree = unit_tree(today)
    node = tree.find(arguments.unit) if arguments.unit else tree.root
    if node is None:
        raise UsageError("台账里还没有单位；请先导入台账，或用 shejian unit add 设立")
    user, entry = add_user(
        act=console_act(),
        username=arguments.username,
        name=arguments.name or arguments.username,
        password=_password(),
        unit=node.id,
        role=Role(arguments.role),
        line=Line(arguments.line),
        on=today,
    )
    say(f"已开立账号 {user.username}（{Role(arguments.role).label}，{tree.path(node.id)}），记为第 {entry.number} 笔")
    return 0


def _passwd(arguments: argparse.Namespace) -> int:
    user = User.objects.filter(username=arguments.username).first()
    if user is None:
        raise UsageError(f"没有 {arguments.username} 这个账号；用 shejian user list 查看")
    entry = set_password(act=console_act(), user=user, password=_password())
    say(f"已改 {user.username} 的口令，记为第 {entry.number} 笔")
    return 0


def _list() -> int:
    today = clock.today()
    tree = unit_tree(today)
    rows = [["登录名", "姓名", "角色", "状态"]]
    for user in User.objects.order_by("id"):
        held = "；".join(f"{reach.role.label}·{tree.path(reach.unit)}" for reach in reaches(user, today)) or "—"
        rows.append(
            [user.username, user.name, held, "可登录" if user.is_active and user.has_usable_password() else "不可登录"]
        )
    say_table(rows)
    return 0
