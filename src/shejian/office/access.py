"""Who may open what, in one table: every address is in it, and what is not cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from shejian import clock
from shejian.accounts.models import User
from shejian.core.facts.terms import Line
from shejian.office.asking import BadQuestion, NotYet, OutOfReach
from shejian.office.insiders import Insider, insider
from shejian.office.managing import account_numbered, domain_of
from shejian.office.views import phone_refusals, refusals
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
    ADMINISTRATOR = "在某个单位是管理员"
    ACCOUNT_SEER = "账号有任职在他作为管理员的范围以内"
    ACCOUNT_COMMANDER = "账号的每一个任职都在他作为管理员的范围以内，账号不是他自己的"
    MEMBER = "凭邀请进来的人：账号是台账上某个人的，或是某个党组织的记录人"
    RECORDER = "是某个党组织的记录人，所记的是它的"


NEEDS: dict[str, Need] = {
    "office:sign-in": Need.ANYONE,
    "office:sign-out": Need.ANYONE,
    "office:appearance": Need.ANYONE,
    "office:password": Need.SIGNED_IN,
    "office:my-account": Need.SIGNED_IN,
    "office:my-sessions": Need.SIGNED_IN,
    "office:accounts": Need.ADMINISTRATOR,
    "office:account-new": Need.ADMINISTRATOR,
    "office:account": Need.ACCOUNT_SEER,
    "office:account-give": Need.ACCOUNT_SEER,
    "office:account-end": Need.ACCOUNT_SEER,
    "office:account-hand-over": Need.ACCOUNT_SEER,
    "office:account-reset": Need.ACCOUNT_COMMANDER,
    "office:account-disable": Need.ACCOUNT_COMMANDER,
    "office:account-enable": Need.ACCOUNT_COMMANDER,
    "office:account-unlock": Need.ACCOUNT_COMMANDER,
    "office:account-sessions": Need.ACCOUNT_COMMANDER,
    "office:help": Need.SIGNED_IN,
    "office:workbench": Need.READER,
    "office:due": Need.READER,
    "office:due-month": Need.READER,
    "office:due-calendar": Need.READER,
    "office:due-feed": Need.ANYONE,
    "office:coverage": Need.READER,
    "office:coverage-export": Need.READER,
    "office:coverage-ask": Need.WRITER,
    "office:life": Need.READER,
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
    "office:entry-paper": Need.READER,
    "office:party-organization": Need.READER,
    "office:party-organization-meetings": Need.READER,
    "office:party-organization-invitations": Need.WRITER,
    "office:party-organization-invitation-new": Need.WRITER,
    "office:party-organization-invitation-act": Need.WRITER,
    "office:party-organization-handbook": Need.READER,
    "office:studies": Need.READER,
    "office:study-new": Need.WRITER,
    "office:study-secretaries": Need.WRITER,
    "office:study": Need.READER,
    "office:study-act": Need.WRITER,
    "office:meeting": Need.READER,
    "office:meeting-minutes": Need.READER,
    "office:meeting-act": Need.WRITER,
    "office:person": Need.READER,
    "office:person-correction": Need.WRITER,
    "office:person-disclosure": Need.CLERK,
    "office:cases": Need.READER,
    "office:case": Need.READER,
    "office:case-new": Need.WRITER,
    "office:cases-register": Need.WRITER,
    "office:case-step": Need.WRITER,
    "office:case-act": Need.WRITER,
    "office:findings": Need.READER,
    "office:findings-export": Need.READER,
    "office:findings-record": Need.IMPORTER,
    "office:finding": Need.READER,
    "office:finding-act": Need.READER,
    "office:reports": Need.READER,
    "office:report": Need.REPORT_READER,
    "office:report-check": Need.REPORT_READER,
    "office:report-word": Need.REPORT_READER,
    "office:report-pdf": Need.REPORT_READER,
    "office:report-issue": Need.REPORT_WRITER,
    "office:report-withdraw": Need.REPORT_WRITER,
    "office:report-copy": Need.REPORT_WRITER,
    "office:report-discard": Need.REPORT_WRITER,
    "office:report-restore": Need.REPORT_WRITER,
    "office:ledger": Need.READER,
    "office:ledger-export": Need.READER,
    "office:ledger-views": Need.READER,
    "office:ledger-view": Need.READER,
    "office:rules": Need.READER,
    "office:rule": Need.READER,
    "office:rule-act": Need.WRITER,
    "office:instruments": Need.READER,
    "office:instrument": Need.READER,
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
    "phone:home": Need.MEMBER,
    "phone:mine": Need.MEMBER,
    "phone:join": Need.ANYONE,
    "phone:meetings": Need.MEMBER,
    "phone:record": Need.RECORDER,
    "phone:presence-code": Need.RECORDER,
    "phone:presence": Need.MEMBER,
    "phone:manifest": Need.ANYONE,
    "phone:worker": Need.ANYONE,
}

OF_PHONES = (Need.MEMBER, Need.RECORDER)
OF_REPORTS = (Need.REPORT_READER, Need.REPORT_WRITER)
OF_ACCOUNTS = (Need.ACCOUNT_SEER, Need.ACCOUNT_COMMANDER)
ALWAYS_OPEN = "office:password"
"""What is opened to whoever must change his password first: changing it."""
Page = Callable[..., HttpResponseBase]


def guarded(name: str, view: Page) -> Page:
    """The view, opened only to whom the table allows; unless it is open to anyone, it is given the visitor, or, if it
    is a page for the phone, the insider.

    Args:
        name: of the address, with its namespace.

    Raises:
        KeyError: the table does not have the address.
    """
    need = NEEDS[name]
    if need is Need.ANYONE:
        return view

    @wraps(view)
    def guard(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return _to_sign_in(request)
        if request.user.must_change and name != ALWAYS_OPEN:
            return _to_password(request)
        if need in OF_PHONES:
            return _opened_within(view, request, insider(request.user, clock.today()), need, arguments)
        one = visitor(request.user, clock.today())
        refused = _refusal(request, one, need, arguments)
        return _opened(view, request, one, arguments) if refused is None else refused

    return guard


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    htmx = HtmxDetails(request)
    if htmx:
        back = htmx.current_url_abs_path or reverse("office:workbench")
        return HttpResponseClientRedirect(redirect_to_login(back)["Location"])
    return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("office:workbench"))


def _to_password(request: HttpRequest) -> HttpResponseBase:
    """A one-time password is good for one thing: being replaced."""
    address = reverse(ALWAYS_OPEN)
    return HttpResponseClientRedirect(address) if HtmxDetails(request) else redirect(address)


def _refusal(request: HttpRequest, one: Visitor, need: Need, arguments: dict[str, Any]) -> HttpResponseBase | None:
    """Why the visitor is not let through; ``None`` if he is. What an address names by number is put in its place."""
    if need is not Need.SIGNED_IN and not one.reaches:
        return refusals.no_role(request, one)
    for asked, holds, refuse in (
        (Need.CLERK, one.is_clerk, refusals.may_not_disclose),
        (Need.WRITER, one.is_clerk, refusals.not_clerk),
        (Need.IMPORTER, one.may_import, refusals.not_importer),
        (Need.ADMINISTRATOR, one.is_administrator, refusals.not_administrator),
    ):
        if need is asked and not holds:
            return refuse(request, one)
    if need in OF_ACCOUNTS:
        return _find_account(request, one, need, arguments)
    return _find_report(request, one, need, arguments) if need in OF_REPORTS else None


def _opened_within(
    view: Page, request: HttpRequest, one: Insider, need: Need, arguments: dict[str, Any]
) -> HttpResponseBase:
    """A page for the phone, opened to whom came in by invitation."""
    if not one.is_inside:
        return phone_refusals.not_inside(request, visitor(one.user, one.today))
    if need is Need.RECORDER and not one.recording:
        return phone_refusals.not_recorder(request, visitor(one.user, one.today))
    return view(request, one, **arguments)


def _opened(view: Page, request: HttpRequest, one: Visitor, arguments: dict[str, Any]) -> HttpResponseBase:
    try:
        return view(request, one, **arguments)
    except OutOfReach as refusal:
        return refusals.out_of_reach(request, one, refusal)
    except NotYet as refusal:
        return refusals.not_yet(request, one, refusal)
    except BadQuestion as refusal:
        return refusals.bad_question(request, one, refusal)


def _find_account(request: HttpRequest, one: Visitor, need: Need, arguments: dict[str, Any]) -> HttpResponseBase | None:
    """Put the account that an address names in the place of its number; or say why it is not opened."""
    if not one.is_administrator:
        return refusals.not_administrator(request, one)
    account, domain = account_numbered(arguments.pop("number")), domain_of(one)
    if account is None:
        return refusals.no_such_account(request, one)
    if not domain.sees(account.held):
        return refusals.account_out_of_reach(request, one)
    if need is Need.ACCOUNT_COMMANDER and (account.user.pk == one.user.pk or not domain.commands(account.held)):
        return refusals.not_commander(request, one, account)
    arguments["account"] = account
    return None


def _find_report(request: HttpRequest, one: Visitor, need: Need, arguments: dict[str, Any]) -> HttpResponseBase | None:
    """Put the report that an address names in the place of its number; or say why it is not opened."""
    draft = draft_with_number(arguments.pop("number"))
    if draft is None:
        return refusals.no_such_report(request, one)
    if not one.may_read(draft.unit_id, Line(draft.line)):
        return refusals.report_out_of_reach(request, one)
    if need is Need.REPORT_WRITER and not one.may_write(draft.unit_id, Line(draft.line)):
        return refusals.not_writer(request, one, draft)
    arguments["draft"] = draft
    return None
