"""Giving, ending and handing over roles; accounts disabled, enabled, unlocked and signed out. All of it is recorded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from shejian.accounts.locking import unlock_name
from shejian.accounts.models import User
from shejian.accounts.sessions import end_sessions
from shejian.base.enums import Role
from shejian.base.models import RoleHolding
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry
from shejian.journal.services import Act, posting


class RoleRefused(Exception):
    """The act would leave the office without an administrator, or makes no sense; ``str()`` says why, in Chinese.
    Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role for an account at a unit, from a day on."""

    user: int
    unit: int
    role: Role
    line: Line
    on: date


def give_roles(*, act: Act, grants: Sequence[Grant]) -> Entry:
    """Let accounts hold roles.

    Raises:
        RoleRefused: an account holds that very role already, or will.
    """
    with posting(act, "base.give_role") as made:
        for one in grants:
            _refuse_twice(one)
        made.statement |= {"grants": [_said(one) for one in grants]}
        made.record(RoleHolding, NAMES, [_row(one) for one in grants])
    return Entry.objects.get(number=made.number)


def end_role(*, act: Act, holding: int, on: date, reason: str, roots: Collection[int]) -> Entry:
    """A role is no longer held from a day on; if it was to begin on that very day, it never was.

    Raises:
        RoleRefused: it ends by then already, begins later, is that of a root unit's last administrator, or is the
            last by which the actor himself is an administrator.
    """
    with posting(act, "base.end_role") as made:
        held = _standing(holding, on)
        _refuse_last([held], on, roots)
        _refuse_own(held, act.by, on)
        made.statement |= {"holding": holding, "user": held.user_id, "on": on.isoformat(), "reason": reason}
        if held.start == on:
            made.withdraw(RoleHolding, [holding])
        else:
            made.close(RoleHolding, {holding: on})
    return Entry.objects.get(number=made.number)


def hand_over(*, act: Act, holding: int, to: User, on: date, stated: str) -> Entry:
    """交接: one account's role ends and another's begins, on one day and in one entry.

    Args:
        stated: what is handed over, as the two of them put it.

    Raises:
        RoleRefused: the role does not stand on the day, or the other account holds it, is the same, or is disabled.
    """
    with posting(act, "base.hand_over") as made:
        held = _standing(holding, on)
        if to.pk == held.user_id:
            raise RoleRefused("接手的还是同一个账号，不用交接")
        if not to.is_active:
            raise RoleRefused(f"{to.name}的账号已经停用，不能接手；请先启用")
        grant = Grant(to.pk, held.unit_id, Role(held.role), Line(held.line), on)
        _refuse_twice(grant)
        made.statement |= {"holding": holding, "from": held.user_id, "stated": stated, **_said(grant)}
        if held.start == on:
            made.withdraw(RoleHolding, [holding])
        else:
            made.close(RoleHolding, {holding: on})
        made.record(RoleHolding, (*NAMES, "end"), [(*_row(grant), held.end)])
    return Entry.objects.get(number=made.number)


def set_active(*, act: Act, user: User, active: bool, today: date, roots: Collection[int]) -> Entry:
    """Let an account sign in again, or no longer: it is out at once.

    Raises:
        RoleRefused: it is the actor's own, or that of a root unit's last administrator.
    """
    with posting(act, "base.enable_user" if active else "base.disable_user") as made:
        if not active:
            if act.by == user.pk:
                raise RoleRefused("不能停用自己的账号，请找另一位管理员办")
            _refuse_last(list(_current(RoleHolding.objects.filter(user=user), today)), today, roots)
            end_sessions(user.pk, act.moment)
        user.is_active = active
        user.save(update_fields=["is_active"])
        made.statement |= {"user": user.pk, "username": user.username}
    return Entry.objects.get(number=made.number)


def unlock(*, act: Act, user: User) -> Entry:
    """Let an account that was tried too often try again."""
    with posting(act, "base.unlock_user") as made:
        unlock_name(user.username)
        made.statement |= {"user": user.pk, "username": user.username}
    return Entry.objects.get(number=made.number)


def sign_out_everywhere(*, act: Act, user: User) -> Entry:
    """End every session of an account."""
    with posting(act, "base.end_sessions") as made:
        ended = end_sessions(user.pk, act.moment)
        made.statement |= {"user": user.pk, "username": user.username, "ended": ended}
    return Entry.objects.get(number=made.number)


NAMES = ("user_id", "unit_id", "role", "line", "start")


def _row(one: Grant) -> tuple[int, int, str, str, date]:
    return (one.user, one.unit, str(one.role), str(one.line), one.on)


def _said(one: Grant) -> dict[str, object]:
    return {"user": one.user, "unit": one.unit, "role": str(one.role), "line": str(one.line), "on": one.on.isoformat()}


def _current(rows: QuerySet[RoleHolding], day: date) -> QuerySet[RoleHolding]:
    """Holdings that stand on a day or will later."""
    return rows.filter(Q(end__isnull=True) | Q(end__gt=day), superseded_by__isnull=True)


def _standing(holding: int, on: date) -> RoleHolding:
    held = RoleHolding.objects.filter(pk=holding, superseded_by__isnull=True).first()
    if held is None:
        raise RoleRefused("这一任职刚刚被别人改过，没有改动；请刷新后再看")
    if held.end is not None and held.end <= on:
        raise RoleRefused(f"这一任职到 {held.end} 就止了，没有改动")
    if held.start is not None and held.start > on:
        raise RoleRefused(f"这一任职从 {held.start} 才起，日子不能早于它，没有改动")
    return held


def _refuse_twice(one: Grant) -> None:
    rows = RoleHolding.objects.filter(user=one.user, unit=one.unit, role=str(one.role), line=str(one.line))
    if _current(rows, one.on).exists():
        raise RoleRefused("这个账号在那一天或以后已经有同样的任职，没有改动")


def _refuse_last(ending: Sequence[RoleHolding], on: date, roots: Collection[int]) -> None:
    administrator = {"role": str(Role.ADMINISTRATOR), "line": str(Line.TERRITORY)}
    gone = [one.pk for one in ending]
    for one in ending:
        if one.role != administrator["role"] or one.line != administrator["line"] or one.unit_id not in roots:
            continue
        others = RoleHolding.objects.on(on, None).filter(unit=one.unit_id, user__is_active=True, **administrator)
        if not others.filter(end__isnull=True).exclude(pk__in=gone).exists():
            raise RoleRefused("这是最上级单位唯一的管理员，免了就没有人能管账号；请先安排另一位管理员，没有改动")


def _refuse_own(held: RoleHolding, by: int, on: date) -> None:
    if held.user_id != by or held.role != str(Role.ADMINISTRATOR):
        return
    others = _current(RoleHolding.objects.filter(user=by, role=held.role), on).exclude(pk=held.pk)
    if not others.filter(end__isnull=True).exists():
        raise RoleRefused("这是您自己唯一的管理员角色，不能自己免去；请另一位管理员办，或用交接交给别人，没有改动")
