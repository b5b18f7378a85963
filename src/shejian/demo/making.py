"""``shejian init --demo``: 澜川县 in the store, imported as any ledger is, and an account for every role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from shejian import clock
from shejian.accounts.models import User
from shejian.base.enums import Role
from shejian.base.queries import head_number, unit_tree
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.demo.generating import county
from shejian.demo.inviting import INVITED, let_in
from shejian.demo.names import COUNTY
from shejian.demo.story import YEAR
from shejian.demo.working import CHANNEL, Office, work
from shejian.demo.writing import write_workbook
from shejian.exchange.planning import Request
from shejian.exchange.services.importing import Outcome, import_workbook, read_and_plan
from shejian.journal.models import Entry
from shejian.journal.services import Act

IMPORT_KEY = "demo-ledger"
FILE_NAME = f"{COUNTY}社会组织台账{YEAR}.xlsx"
PASSWORD = "lanchuan-xugou-2022"  # noqa: S105 - invented, public, and told to whoever makes the demo

ELSEWHERE = "要看示范，请把 SHEJIAN_HOME 指向一个空文件夹再运行"


class DemoRefused(Exception):
    """The store is not one to make the demo in; ``str()`` says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account: its role, the unit where it holds it (or the whole county), and along which line."""

    username: str
    name: str
    role: Role
    unit: str | None = None
    line: Line = Line.TERRITORY


ACCOUNTS = (
    Account("demo-admin", "示范管理员", Role.ADMINISTRATOR),
    Account("demo-clerk", "示范经办人", Role.CLERK),
    Account("demo-reader", "示范查阅人", Role.READER),
    Account("demo-beiyuan", "示范乡镇查阅人", Role.READER, "北塬镇"),
    Account("demo-beiyuan-clerk", "示范乡镇经办人", Role.CLERK, "北塬镇"),
    Account("demo-education", "示范主管单位查阅人", Role.READER, "县教育局", Line.COMPETENT),
    Account("demo-education-clerk", "示范主管单位经办人", Role.CLERK, "县教育局", Line.COMPETENT),
    Account("demo-party", "示范党建领导查阅人", Role.READER, f"{COUNTY}社会组织综合党委", Line.PARTY),
)


def make_demo() -> Iterator[str]:
    """Make the demo unless it is there; yields lines for the terminal.

    Raises:
        DemoRefused: the store holds a ledger of its own, or a demo that was undone. Nothing was changed.
    """
    if _is_there():
        yield f"示范县（{COUNTY}）已经在这里，没有改动。"
        yield from _accounts()
        return
    yield f"正在生成虚构的{COUNTY}，并按普通台账导入…"
    path = workbook_path()
    outcome, cases = _make(path)
    counts = "，".join(f"{title} {each['new']} 行" for title, each in outcome.plan.counts().items())
    yield f"已导入{COUNTY} {YEAR} 年度台账，记为第 {outcome.entry} 笔：{counts}。"
    yield f"已把发展党员台账开成办件，连同一个支部的换届共 {cases} 件；查出的问题列成清单，交办了几个。"
    yield f"台账文件：{path}"
    yield from _accounts()


def workbook_path() -> Path:
    """Where the demo's workbook is kept."""
    return Path(settings.HOME) / "demo" / FILE_NAME


def _is_there() -> bool:
    """Whether the demo stands in this store.

    Raises:
        DemoRefused: it was undone, or something else is in the store.
    """
    made = Entry.objects.filter(request_key=IMPORT_KEY).first()
    if made is not None and not Entry.objects.filter(reverses=made).exists():
        return True
    if made is not None:
        raise DemoRefused(f"示范县的导入（第 {made.number} 笔）已被撤销，不再重建，什么都没有改动；{ELSEWHERE}")
    entries = head_number()
    if entries:
        raise DemoRefused(f"这里已经有台账（记了 {entries} 笔），不能再混入虚构的示范县，什么都没有改动；{ELSEWHERE}")
    return False


def _make(path: Path) -> tuple[Outcome, int]:
    """Write the workbook, then import it, open the accounts and begin the work: all of it, or nothing.

    Returns what the import did, and how many cases there are.
    """
    write_workbook(path, county())
    today = clock.today()
    plan = read_and_plan(path, path.name, Request(today=today))
    with transaction.atomic():
        outcome = import_workbook(act=_act(IMPORT_KEY), path=path, plan=plan)
        office = _open_accounts(today)
        cases = work(office)
        let_in(office, PASSWORD)
    return outcome, cases


def _open_accounts(today: date) -> Office:
    tree = unit_tree(today)
    root = tree.root
    users: dict[str, int] = {}
    units: dict[str, int] = {}
    for one in ACCOUNTS:
        node = tree.find(one.unit) if one.unit else root
        if node is None:
            raise LookupError("the demo's ledger brought no units")
        units[one.username] = node.id
        user, _ = add_user(
            act=_act(f"demo-account-{one.username}"),
            username=one.username,
            name=one.name,
            password=PASSWORD,
            unit=node.id,
            role=one.role,
            line=one.line,
            on=today,
        )
        users[one.username] = user.pk
    return Office(users, units, today)


def _act(key: str) -> Act:
    return Act(by=User.objects.console().pk, moment=clock.now(), channel=CHANNEL, request_key=key)


def _accounts() -> Iterator[str]:
    yield f"示范账号（建立时口令都是 {PASSWORD}）："
    for one in ACCOUNTS:
        yield f"  {one.username}　{one.name}：{one.role.label}，{one.unit or COUNTY}（{one.line.label}）"
    for each in INVITED:
        yield f"  {each.username}　凭邀请进来的：一个党支部的{each.role.label}，登录后到手机页"
    yield (
        "注意：机构、人员、代码、号码和数字都是虚构的（行政区划 699421 并不存在），只供熟悉软件；"
        "口令人人知道，不要在这个台账里登记真实的机构和人员，也不要对外提供服务。"
    )
