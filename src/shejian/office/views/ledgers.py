"""The ledgers: seen, handed out as workbooks, and the visitor's own views of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from shejian.accounts.models import SavedView
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.ledgers import LEDGERS
from shejian.office.build.ledgers.declared import Ledger
from shejian.office.build.ledgers.page import ledger_page
from shejian.office.build.ledgers.picking import picked
from shejian.office.build.ledgers.tabs import is_ledger, ledger_address
from shejian.office.build.ledgers.wished import COMMA
from shejian.office.build.ledgers.workbook import ledger_workbook
from shejian.office.downloads import workbook_response
from shejian.office.visitors import Visitor

NO_PICK = "还没有勾选。请在要导出的行前面打勾，再导出；要导出全部，用上面的“导出这些”。"


@require_safe
def index(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """The rows of a question, limited, sorted and with columns as wished."""
    return shown(request, one, _ledger(key))


@require_safe
def export(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """The same rows as a workbook, or only those chosen."""
    return handed_out(request, one, _ledger(key))


def shown(request: HttpRequest, one: Visitor, ledger: Ledger) -> HttpResponse:
    """The page of a ledger."""
    if len(request.GET.getlist("cols")) > 1:
        return redirect(_with_columns_joined(request))
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/ledgers/ledger.html", {"page": ledger_page(request, one, posed, ledger)})


def handed_out(request: HttpRequest, one: Visitor, ledger: Ledger) -> HttpResponse:
    """The workbook of a ledger; where rows were to be chosen and none was, back to the page."""
    posed = pose(one, read_asking(request.GET))
    if picked(request.GET) == frozenset():
        return redirect(_unpicked(request, ledger.key))
    return workbook_response(ledger_workbook(posed, ledger, request.GET), _file_name(posed, ledger))


@require_POST
def save(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """Keep what a ledger is limited to, sorted by and showing, under a name of the visitor's own."""
    _known(key)
    name = request.POST.get("name", "").strip()
    try:
        SavedView.objects.keep(one.user, key, name, request.POST.get("query", ""))
    except ValidationError as refusal:
        messages.error(request, "；".join(refusal.messages))
    else:
        messages.success(request, f"已存为视图“{name}”。只有您自己看得到；打开时按当时的范围和时点。")
    return redirect(_back(request, key))


@require_POST
def change(request: HttpRequest, one: Visitor, key: str, number: int) -> HttpResponse:
    """Rename or delete one of the visitor's own views."""
    _known(key)
    saved = SavedView.objects.of(one.user, key).filter(pk=number).first()
    if saved is None:
        messages.error(request, "这个视图已经不在了，可能在别处删掉了。")
        return redirect(_back(request, key))
    before, name = saved.name, request.POST.get("name", "").strip()
    if request.POST.get("act") == "delete":
        saved.delete()
        messages.success(request, f"已删除视图“{before}”。台账没有变。")
        return redirect(_back(request, key))
    try:
        saved.rename(name)
    except ValidationError as refusal:
        messages.error(request, "；".join(refusal.messages))
    else:
        messages.success(request, f"视图“{before}”改名为“{name}”。")
    return redirect(_back(request, key))


def _known(key: str) -> None:
    if not is_ledger(key):
        raise Http404


def _ledger(key: str) -> Ledger:
    if key not in LEDGERS:
        raise Http404
    return LEDGERS[key]


def _with_columns_joined(request: HttpRequest) -> str:
    """The address with one ``cols``: a form without script says each column by itself."""
    said = request.GET.copy()
    said["cols"] = COMMA.join(said.getlist("cols"))
    return f"{request.path}?{said.urlencode(safe=COMMA)}"


def _unpicked(request: HttpRequest, key: str) -> str:
    """Where a form leads on which no row was chosen: back to the ledger, which says so."""
    messages.warning(request, NO_PICK)
    said = request.GET.copy()
    for name in ("only", "pick"):
        said.pop(name, None)
    return f"{ledger_address(key)}?{said.urlencode(safe=COMMA)}"


def _back(request: HttpRequest, key: str) -> str:
    """The page from which a form came, if it is one of ours."""
    back = request.POST.get("back", "")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if allowed and back.startswith(ledger_address(key)) else ledger_address(key)


def _file_name(posed: Posed, ledger: Ledger) -> str:
    begun = f"{posed.asked.question.since}至" if ledger.period else ""
    return f"{ledger.title}{begun}{posed.on}.xlsx"
