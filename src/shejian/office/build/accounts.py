"""The list of accounts, and the page of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from shejian.accounts.locking import locked_names
from shejian.accounts.models import User
from shejian.accounts.sessions import sessions_of
from shejian.base.queries import Holding
from shejian.base.tree import UnitTree
from shejian.journal.models import Entry
from shejian.office.account_pages import AccountLine, AccountPage, AccountsPage, RoleLine, Sign
from shejian.office.build.devices import session_lines
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.managing import Domain, Managed, managed_accounts
from shejian.office.pages import Empty, Link
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text

CURRENT = "accounts"
NEVER = "从未登录"
SHOWN = {"": "全部", "active": "在用", "disabled": "停用", "locked": "锁定", "without": "没有任职"}


def accounts_page(request: HttpRequest, one: Visitor, domain: Domain, moment: object) -> AccountsPage:
    """The accounts within an administrator's domain, searched and limited as wished."""
    locked = locked_names(moment)  # type: ignore[arg-type]
    every = managed_accounts(domain)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    searched = request.GET.get("q", "").strip()
    found = [
        account
        for account in every
        if _is_shown(account, show, locked, one.today) and _matches(account.user, searched.casefold())
    ]
    here = reverse("office:accounts")

    def href(at: int) -> str:
        return here + _query(q=searched, show=show, page=str(at) if at > 1 else "")

    rows, pager = paged(found, request.GET.get("page", ""), href, "个账号")
    tabs = tuple(Link(label, here + _query(q=searched, show=key), key == show) for key, label in SHOWN.items())
    return AccountsPage(
        shell=shell(request, one, "人员", CURRENT),
        sentence=f"{_where(one, domain)}，共 {len(every)} 个账号。账号本身没有权限，权限来自在单位任的角色。",
        new=reverse("office:account-new"),
        tabs=tabs,
        searched=searched,
        hidden=(("show", show),) if show else (),
        lines=tuple(_line(each, domain, one.tree, locked, one.today) for each in rows),
        pager=pager,
        nothing="" if found else "没有符合条件的账号。",
        clear=here if (searched or show) and not found else "",
        empty=None if every else Empty("还没有账号", "给经办的人各开一个，不要几个人合用一个。"),
    )


def account_page(request: HttpRequest, one: Visitor, domain: Domain, account: Managed, moment: object) -> AccountPage:
    """One account: its roles, where it is signed in, and what may be done with it."""
    user, today = account.user, one.today
    mine = domain.of(account.held)
    commands = domain.commands(account.held)
    locked = locked_names(moment)  # type: ignore[arg-type]
    moments = dict(Entry.objects.filter(number__in=[each.entry for each in mine]).values_list("number", "moment"))
    current = [each for each in mine if not each.has_ended(today)]
    ended = [each for each in mine if each.has_ended(today)]
    elsewhere = len([each for each in account.held if not each.has_ended(today)]) - len(current)
    why = ""
    if user.pk == one.user.pk:
        why = "这是您自己的账号：口令和登录在“我的账号”里管；停用、解除锁定请另一位管理员办。"
    elif not commands:
        why = "这个账号在您管不到的单位也有任职，重设口令、停用要由能管到那些单位的管理员办。"
    acts = () if why else _acts(user, locked)
    return AccountPage(
        shell=shell(request, one, user.name, CURRENT),
        back=reverse("office:accounts"),
        name=user.name,
        username=user.username,
        signs=_signs(user, locked),
        last=moment_text(user.last_login) if user.last_login else NEVER,
        opened=moment_text(min(moments.values())) if moments else "",
        roles=tuple(_role(each, one.tree, today, user.pk) for each in current),
        ended=tuple(_role(each, one.tree, today) for each in ended),
        no_roles="" if current else "现在没有任职：能登录，但没有可以看的数。",
        elsewhere=f"在您管不到的单位还有 {elsewhere} 个任职，这里不列。" if elsewhere else "",
        give=reverse("office:account-give", args=[user.pk]) if user.is_active else "",
        acts=acts,
        why_no_acts=why,
        sessions=session_lines(sessions_of(user.pk, moment)) if commands else (),  # type: ignore[arg-type]
    )


def role_line(held: Holding, tree: UnitTree, today: date) -> RoleLine:
    """A role in words."""
    return _role(held, tree, today)


def where_text(one: Visitor, held: Holding) -> str:
    """A role at its unit, in words: 经办人 · 云川县/西河镇."""
    return f"{held.role.label} · {_path(one.tree, held.unit)}"


def _acts(user: User, locked: Collection[str]) -> tuple[Link, ...]:
    """What may be done with an account."""
    named = [("account-reset", "重设口令"), ("account-sessions", "结束登录")]
    if user.username in locked:
        named.insert(0, ("account-unlock", "解除锁定"))
    named.append(("account-disable", "停用账号") if user.is_active else ("account-enable", "启用账号"))
    return tuple(Link(label, reverse(f"office:{name}", args=[user.pk])) for name, label in named)


def _role(held: Holding, tree: UnitTree, today: date, user: int | None = None) -> RoleLine:
    begins_later = held.start is not None and held.start > today
    state = f"从 {held.start} 起" if begins_later else f"到 {held.end} 为止" if held.end else ""
    acts: tuple[Link, ...] = ()
    if user is not None:
        acts = (
            Link("交接", reverse("office:account-hand-over", args=[user, held.id])),
            Link("免职", reverse("office:account-end", args=[user, held.id])),
        )
    return RoleLine(
        role=held.role.label,
        unit=_path(tree, held.unit),
        line=held.line.label,
        span=f"{held.start or '自始'} 至 {held.end or '今'}",
        state="" if held.has_ended(today) else state,
        entry=f"第 {held.entry} 笔",
        acts=acts,
    )


def _path(tree: UnitTree, unit: int) -> str:
    return tree.path(unit) if unit in tree.nodes else "已经没有的单位"


def _line(account: Managed, domain: Domain, tree: UnitTree, locked: Collection[str], today: date) -> AccountLine:
    user = account.user
    current = [each for each in account.held if not each.has_ended(today)]
    mine = domain.of(current)
    return AccountLine(
        href=reverse("office:account", args=[user.pk]),
        name=user.name,
        username=user.username,
        roles=tuple(_role(each, tree, today) for each in mine),
        last=moment_text(user.last_login) if user.last_login else NEVER,
        signs=_signs(user, locked),
        elsewhere="另有别处的任职" if len(mine) < len(current) else "",
    )


def _signs(user: User, locked: Collection[str]) -> tuple[Sign, ...]:
    found = []
    if not user.is_active:
        found.append(Sign("停用", "mute"))
    if user.username in locked:
        found.append(Sign("锁定", "late"))
    if user.must_change:
        found.append(Sign("须改口令", "soon"))
    return tuple(found) or (Sign("在用", "ok"),)


def _is_shown(account: Managed, show: str, locked: Collection[str], today: date) -> bool:
    if show == "active":
        return account.user.is_active
    if show == "disabled":
        return not account.user.is_active
    if show == "locked":
        return account.user.username in locked
    return show != "without" or all(each.has_ended(today) for each in account.held)


def _matches(user: User, searched: str) -> bool:
    return not searched or searched in user.name.casefold() or searched in user.username.casefold()


def _where(one: Visitor, domain: Domain) -> str:
    if domain.chief:
        return "您管全部单位的账号"
    tops: Sequence[str] = [
        node.name for node in one.tops(one.tree) if any(node.id in u for u in domain.reached.values())
    ]
    return f"您管{'、'.join(tops)}和它的下级的账号"


def _query(**said: str) -> str:
    kept = {name: value for name, value in said.items() if value}
    return f"?{urlencode(kept)}" if kept else ""
