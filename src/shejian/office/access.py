"""Who may open what, in one table: every address is in it, and what is not cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from shejian import clock
from shejian.accounts.models import User
from shejian.office.asking import BadQuestion, NotYet, OutOfReach
from shejian.office.views import refusals
from shejian.office.visitors import visitor


class Need(StrEnum):
    """What an address asks of whoever opens it."""

    ANYONE = "任何人"
    SIGNED_IN = "已登录"
    READER = "在某个单位有角色，并且所问的单位在他的范围以内"
    IMPORTER = "最上级单位的经办人或管理员"


NEEDS: dict[str, Need] = {
    "office:sign-in": Need.ANYONE,
    "office:sign-out": Need.ANYONE,
    "office:appearance": Need.ANYONE,
    "office:password": Need.SIGNED_IN,
    "office:figures": Need.READER,
    "office:evidence": Need.READER,
    "office:organizations": Need.READER,
    "office:organizations-export": Need.READER,
    "office:organization": Need.READER,
    "office:ledger": Need.READER,
    "office:ledger-export": Need.READER,
    "office:ledger-views": Need.READER,
    "office:ledger-view": Need.READER,
    "office:import": Need.IMPORTER,
    "office:upload": Need.IMPORTER,
    "office:upload-progress": Need.IMPORTER,
    "office:upload-apply": Need.IMPORTER,
    "office:upload-retry": Need.IMPORTER,
    "office:upload-stop": Need.IMPORTER,
    "office:upload-discard": Need.IMPORTER,
    "office:upload-faults": Need.IMPORTER,
    "office:batch": Need.IMPORTER,
    "office:batch-undo": Need.IMPORTER,
}

Page = Callable[..., HttpResponseBase]


def guarded(name: str, view: Page) -> Page:
    """The view, opened only to whom the table allows; unless it is open to anyone, it is given the visitor.

    Raises:
        KeyError: the table does not have the address.
    """
    need = NEEDS[f"office:{name}"]
    if need is Need.ANYONE:
        return view

    @wraps(view)
    def guard(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("office:figures"))
        one = visitor(request.user, clock.today())
        if need is not Need.SIGNED_IN and not one.reaches:
            return refusals.no_role(request, one)
        if need is Need.IMPORTER and not one.may_import:
            return refusals.not_importer(request, one)
        try:
            return view(request, one, **arguments)
        except OutOfReach as refusal:
            return refusals.out_of_reach(request, one, refusal)
        except NotYet as refusal:
            return refusals.not_yet(request, one, refusal)
        except BadQuestion as refusal:
            return refusals.bad_question(request, one, refusal)

    return guard
