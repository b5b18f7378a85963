"""Acts on one account: its roles, its password, whether it may sign in, where it is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shejian.accounts.passwords import one_time_password
from shejian.base.enums import Role
from shejian.base.queries import Holding
from shejian.base.services import roles
from shejian.base.services.staff import set_password
from shejian.journal.models import Entry
from shejian.journal.services import Act, AlreadyPosted, StaleFact
from shejian.office.account_forms import ActForm, ConfirmForm, EndRoleForm, GiveRoleForm, HandOverForm
from shejian.office.account_pages import AccountStep
from shejian.office.build.accounts import CURRENT, where_text
from shejian.office.build.shell import shell
from shejian.office.managing import Managed, account_numbered, domain_of, managed_accounts, places, read_place
from shejian.office.pages import Link
from shejian.office.views import refusals
from shejian.office.views.account_answers import done_before
from shejian.office.views.accounts import act_of, one_time
from shejian.office.visitors import Visitor

UNPROCESSABLE, CONFLICT = 422, 409
Do = Callable[[Act], Entry]
_ONCE = "这一步已经记为第 {} 笔，没有再记。"


@dataclass(frozen=True, slots=True)
class _Step:
    """What an act is called, says, and is confirmed with."""

    title: str
    button: str
    lines: tuple[str, ...]
    hazard: bool = False


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """Give the account a role at a unit."""
    form = GiveRoleForm(places(one, domain_of(one)), one.today, _posted(request))
    step = _Step(f"给{account.user.name}任职", "任职", ("角色管到任职的单位和它的下级。记一笔账。",))

    def do(act: Act) -> Entry:
        said = form.cleaned_data
        unit, line = read_place(said["place"])
        grant = roles.Grant(account.user.pk, unit, Role(said["role"]), line, said["on"])
        return roles.give_roles(act=replace(act, paper=form.draft()), grants=[grant])

    return _answer(request, one, account, form, step, do, "已任职")


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, one: Visitor, account: Managed, holding: int) -> HttpResponse:
    """End a role on a day."""
    held = _held(one, account, holding)
    if held is None:
        return _not_held(request, one, account)
    form = EndRoleForm(_posted(request), initial={"on": one.today})
    told = f"{account.user.name}：{where_text(one, held)}（{held.line.label}），从 {held.start or '起初'} 起。"
    step = _Step(
        f"免去{account.user.name}的角色", "免职", (told, "免职不改以前的账；他经办过的照旧在他名下。"), hazard=True
    )

    def do(act: Act) -> Entry:
        said = form.cleaned_data
        return roles.end_role(act=act, holding=holding, on=said["on"], reason=said["reason"], roots=one.roots)

    return _answer(request, one, account, form, step, do, "已免职")


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, one: Visitor, account: Managed, holding: int) -> HttpResponse:
    """Hand a role over to another account on a day."""
    held = _held(one, account, holding)
    if held is None:
        return _not_held(request, one, account)
    others = [
        each.user
        for each in managed_accounts(domain_of(one))
        if each.user.pk != account.user.pk and each.user.is_active
    ]
    form = HandOverForm(others, _posted(request), initial={"on": one.today})
    told = f"{account.user.name}：{where_text(one, held)}（{held.line.label}），从 {held.start or '起初'} 起。"
    step = _Step(
        f"交接{account.user.name}的角色",
        "交接",
        (told, "同一天起由接手的人任，记在一笔里。单位的草稿、没办完的导入都留着，接着办。"),
    )

    def do(act: Act) -> Entry:
        said = form.cleaned_data
        to = next(user for user in others if user.pk == said["to"])
        return roles.hand_over(act=act, holding=holding, to=to, on=said["on"], stated=said["stated"])

    return _answer(request, one, account, form, step, do, "已交接")


@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """Give the account a one-time password, shown in the answer, once."""
    form = ConfirmForm(_posted(request))
    step = _Step(
        f"重设{account.user.name}的口令",
        "重设口令",
        (
            "旧口令作废，他现在登录着的地方都退出；锁定着的，一并解除。",
            "屏幕上显示一个一次性口令，只显示这一次；他用它登录以后，先要改成自己的。",
        ),
        hazard=True,
    )
    if not form.is_valid():
        return _ask(request, one, account, form, step)
    password = one_time_password()
    try:
        entry = set_password(act=act_of(one, form, "reset"), user=account.user, password=password, one_time=True)
    except AlreadyPosted as before:
        return done_before(request, before, account.user)
    return one_time(request, one, account.user, password, entry, f"已重设{account.user.name}的口令")


@require_http_methods(["GET", "POST"])
def disable(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """No longer let the account sign in."""
    name = account.user.name
    step = _Step(
        f"停用{name}的账号",
        "停用账号",
        ("马上退出，以后不能登录；可以再启用。", "任职和经办过的账都不变。"),
        hazard=True,
    )
    return _set_active(request, one, account, step, active=False)


@require_http_methods(["GET", "POST"])
def enable(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """Let the account sign in again."""
    name = account.user.name
    step = _Step(f"启用{name}的账号", "启用账号", ("又可以用原来的口令登录；任职照旧。",))
    return _set_active(request, one, account, step, active=True)


def _set_active(request: HttpRequest, one: Visitor, account: Managed, step: _Step, *, active: bool) -> HttpResponse:
    form = ConfirmForm(_posted(request))

    def do(act: Act) -> Entry:
        return roles.set_active(act=act, user=account.user, active=active, today=one.today, roots=one.roots)

    return _answer(request, one, account, form, step, do, "已启用" if active else "已停用")


@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """Let the account try again that was tried too often."""
    form = ConfirmForm(_posted(request))
    step = _Step(f"解除{account.user.name}的锁定", "解除锁定", ("马上可以再登录；口令不变。忘了口令的，请重设口令。",))
    return _answer(
        request, one, account, form, step, lambda act: roles.unlock(act=act, user=account.user), "已解除锁定"
    )


@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """Sign the account out everywhere."""
    form = ConfirmForm(_posted(request))
    step = _Step(
        f"结束{account.user.name}的登录",
        "结束登录",
        ("他登录着的地方都退出，没有交的表要重填；口令不变，可以再登录。",),
    )

    def do(act: Act) -> Entry:
        return roles.sign_out_everywhere(act=act, user=account.user)

    return _answer(request, one, account, form, step, do, "已结束登录")


# ---- asking and answering ----


def _posted(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _held(one: Visitor, account: Managed, holding: int) -> Holding | None:
    """The role, if it is the account's, within the administrator's domain, and not over."""
    mine = domain_of(one).of(account.held)
    return next((held for held in mine if held.id == holding and not held.has_ended(one.today)), None)


def _not_held(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """There is no such role; unless it is this very form that ended it, sent a second time."""
    form = ActForm(_posted(request))
    if form.is_valid():
        earlier = Entry.objects.filter(request_key=act_of(one, form, _name(request, account)).request_key).first()
        if earlier is not None:
            return _done(request, one, account, _ONCE.format(earlier.number), messages.INFO)
    return refusals.no_such_role(request, one, account)


def _name(request: HttpRequest, account: Managed) -> str:
    """What a request key of this address begins with."""
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    return f"{name.removeprefix('account-')}-{account.user.pk}"


def _done(request: HttpRequest, one: Visitor, account: Managed, said: str, level: int) -> HttpResponse:
    """Back to the account, if it is still one that the administrator is shown."""
    messages.add_message(request, level, said)
    if account.user.pk == one.user.pk:
        return redirect("office:my-account")
    now = account_numbered(account.user.pk)
    shown = now is not None and domain_of(one).sees(now.held)
    return redirect("office:account", account.user.pk) if shown else redirect("office:accounts")


def _answer(
    request: HttpRequest, one: Visitor, account: Managed, form: ActForm, step: _Step, do: Do, done: str
) -> HttpResponse:
    """Ask until the form is right; then act once, or say why not."""
    if not form.is_valid():
        return _ask(request, one, account, form, step)
    try:
        entry = do(act_of(one, form, _name(request, account)))
    except AlreadyPosted as before:
        return _done(request, one, account, _ONCE.format(before.entry.number), messages.INFO)
    except (roles.RoleRefused, StaleFact) as refusal:
        return _ask(request, one, account, form, step, str(refusal))
    return _done(request, one, account, f"{done}，记为第 {entry.number} 笔。", messages.SUCCESS)


def _ask(
    request: HttpRequest, one: Visitor, account: Managed, form: ActForm, step: _Step, problem: str = ""
) -> HttpResponse:
    page = AccountStep(
        shell=shell(request, one, step.title, CURRENT),
        title=step.title,
        lines=step.lines,
        form=form,
        button=step.button,
        back=Link(f"回到{account.user.name}", reverse("office:account", args=[account.user.pk])),
        hazard=step.hazard,
        problem=problem,
    )
    status = CONFLICT if problem else UNPROCESSABLE if form.errors else 200
    return render(request, "office/accounts/step.html", {"page": page}, status=status)
