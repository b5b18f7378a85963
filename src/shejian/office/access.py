"""Who may open what, in one table: every address is in it, and what is not cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from shejian import clock
from shejian.accounts.models import User
from shejian.office.asking import BadQuestion, NotYet, OutOfReach
from shejian.office.views import refusals
from shejian.office.visitors import Visitor, visitor
from shejian.reports.queries import draft_with_number


class Need(StrEnum):
    """What an address asks of whoever opens it."""

    ANYONE = "任何人"
    SIGNED_IN = "已登录"
    READER = "在某个单位有角色，并且所问的单位在他的范围以内"
    CLERK = "在某个单位是经办人或管理员"
    WRITER = "在某个单位是经办人或管理员，所办的在他的范围以内"
    REPORT_READER = "文书的单位在他的范围以内"
    REPORT_WRITER = "文书的单位或它的上级的经办人或管理员"
    IMPORTER = "最上级单位的经办人或管理员"


NEEDS: dict[str, Need] = {
    "office:sign-in": Need.ANYONE,
    "office:sign-out": Need.ANYONE,
    "office:appearance": Need.ANYONE,
    "office:password": Need.SIGNED_IN,
    "office:workbench": Need.READER,
    "office:figures": Need.READER,
    "office:figures-catalogue": Need.READER,
    "office:figures-compare": Need.READER,
    "office:figures-table": Need.READER,
    "office:figures-table-export": Need.READER,
    "office:evidence": Need.READER,
    "office:evidence-export": Need.READER,
    "office:organizations": Need.READER,
    "office:organizations-export": Need.READER,
    "office:organization": Need.READER,
    "office:organization-new": Need.WRITER,
    "office:organization-act": Need.WRITER,
    "office:organization-party-act": Need.WRITER,
    "office:party-organization-new": Need.WRITER,
    "office:party-organization-act": Need.WRITER,
    "office:person-new": Need.WRITER,
    "office:person-act": Need.WRITER,
    "office:entry": Need.WRITER,
    "office:party-organization": Need.READER,
    "office:person": Need.READER,
    "office:person-disclosure": Need.CLERK,
    "office:reports": Need.READER,
    "office:report": Need.REPORT_READER,
    "office:report-check": Need.REPORT_READER,
    "office:report-word": Need.REPORT_READER,
    "office:report-pdf": Need.REPORT_READER,
    "office:report-issue": Need.REPORT_WRITER,
    "office:report-withdraw": Need.REPORT_WRITER,
    "office:report-copy": Need.REPORT_WRITER,
    "office:report-discard": Need.REPORT_WRITER,
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
    "office:upload-marked": Need.IMPORTER,
    "office:upload-mapping": Need.IMPORTER,
    "office:upload-mapping-forget": Need.IMPORTER,
    "office:batch": Need.IMPORTER,
    "office:batch-undo": Need.IMPORTER,
}

OF_REPORTS = (Need.REPORT_READER, Need.REPORT_WRITER)
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
            htmx = HtmxDetails(request)
            if htmx:
                back = htmx.current_url_abs_path or reverse("office:workbench")
                return HttpResponseClientRedirect(redirect_to_login(back)["Location"])
            return redirect_to_login(
                request.get_full_path() if request.method == "GET" else reverse("office:workbench")
            )
        one = visitor(request.user, clock.today())
        refusal = _refusal(request, one, need)
        if refusal is not None:
            return refusal
        if need in OF_REPORTS:
            refused = _find_report(request, one, need, arguments)
            if refused is not None:
                return refused
        return _opened(view, request, one, arguments)

    return guard


def _refusal(request: HttpRequest, one: Visitor, need: Need) -> HttpResponseBase | None:
    """Why somebody in his roles may not open it, whatever it is about."""
    if need is not Need.SIGNED_IN and not one.reaches:
        return refusals.no_role(request, one)
    if need is Need.CLERK and not one.is_clerk:
        return refusals.may_not_disclose(request, one)
    if need is Need.WRITER and not one.is_clerk:
        return refusals.not_clerk(request, one)
    if need is Need.IMPORTER and not one.may_import:
        return refusals.not_importer(request, one)
    return None


def _opened(view: Page, request: HttpRequest, one: Visitor, arguments: dict[str, Any]) -> HttpResponseBase:
    try:
        return view(request, one, **arguments)
    except OutOfReach as refusal:
        return refusals.out_of_reach(request, one, refusal)
    except NotYet as refusal:
        return refusals.not_yet(request, one, refusal)
    except BadQuestion as refusal:
        return refusals.bad_question(request, one, refusal)


def _find_report(request: HttpRequest, one: Visitor, need: Need, arguments: dict[str, Any]) -> HttpResponseBase | None:
    """Put the report that an address names in the place of its number; or say why it is not opened."""
    draft = draft_with_number(arguments.pop("number"))
    if draft is None:
        return refusals.no_such_report(request, one)
    if draft.unit_id not in one.within(one.tree):
        return refusals.report_out_of_reach(request, one)
    if need is Need.REPORT_WRITER and not one.may_write(draft.unit_id):
        return refusals.not_writer(request, one, draft)
    arguments["draft"] = draft
    return None
