"""Accounts as their administrators see them; opening one."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shejian import clock
from shejian.accounts.models import User
from shejian.accounts.passwords import one_time_password
from shejian.base.enums import Role
from shejian.base.models import RoleHolding
from shejian.base.services.staff import add_user
from shejian.journal.models import Entry
from shejian.journal.services import Act, AlreadyPosted
from shejian.office.account_forms import ActForm, NewAccountForm
from shejian.office.account_pages import AccountStep, OneTimePage
from shejian.office.build.accounts import CURRENT, account_page, accounts_page
from shejian.office.build.shell import shell
from shejian.office.managing import Managed, domain_of, places, read_place
from shejian.office.pages import Link
from shejian.office.views.account_answers import done_before
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL

UNPROCESSABLE = 422


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The accounts that an administrator manages."""
    page = accounts_page(request, one, domain_of(one), clock.now())
    return render(request, "office/accounts/list.html", {"page": page})


@require_safe
def account(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """One of them."""
    page = account_page(request, one, domain_of(one), account, clock.now())
    return render(request, "office/accounts/account.html", {"page": page})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Open an account with its first role; its one-time password is shown in the answer, once."""
    offered = places(one, domain_of(one))
    form = NewAccountForm(offered, one.today, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _open(request, one, form)
        except AlreadyPosted as before:
            return done_before(request, before, _opened_by(before.entry))
        except ValidationError as refusal:
            for field, problems in _by_field(refusal).items():
                form.add_error(field, problems)
    page = AccountStep(
        shell=shell(request, one, "开立账号", CURRENT),
        title="开立账号",
        lines=("一人一个账号，不要合用：账上记的是谁办的。开立以后显示一个一次性口令，请当面或电话告诉本人。",),
        form=form,
        button="开立账号",
        back=Link("回到人员", reverse("office:accounts")),
    )
    return render(request, "office/accounts/step.html", {"page": page}, status=UNPROCESSABLE if form.errors else 200)


def _open(request: HttpRequest, one: Visitor, form: NewAccountForm) -> HttpResponse:
    said = form.cleaned_data
    unit, line = read_place(said["place"])
    password = one_time_password()
    user, entry = add_user(
        act=act_of(one, form, "new"),
        username=said["username"],
        name=said["name"],
        password=password,
        unit=unit,
        role=Role(said["role"]),
        line=line,
        on=said["on"],
        one_time=True,
    )
    return one_time(request, one, user, password, entry, f"已给{user.name}开立账号")


def one_time(request: HttpRequest, one: Visitor, user: User, password: str, entry: Entry, title: str) -> HttpResponse:
    """The page that shows a one-time password. It is nowhere else: not in the store, nor in any address."""
    page = OneTimePage(
        shell=shell(request, one, title, CURRENT),
        title=title,
        name=user.name,
        username=user.username,
        password=password,
        entry=f"记为第 {entry.number} 笔",
        back=Link(f"回到{user.name}", reverse("office:account", args=[user.pk])),
    )
    return render(request, "office/accounts/one_time.html", {"page": page})


def act_of(one: Visitor, form: ActForm, name: str) -> Act:
    """An act of one form: sent twice, it posts once."""
    key = f"account-{name}-{form.cleaned_data['key']}"
    return Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=key)


def _opened_by(entry: Entry) -> User | None:
    """The account that an entry opened."""
    held = RoleHolding.objects.filter(entry=entry).select_related("user").first()
    return held.user if held else None


def _by_field(refusal: ValidationError) -> dict[str | None, list[str]]:
    """What is wrong, at the fields of the form; a password that will not do is nobody's field."""
    if hasattr(refusal, "error_dict"):
        return {name if name in {"username", "name"} else None: said for name, said in refusal.message_dict.items()}
    return {None: list(refusal.messages)}
