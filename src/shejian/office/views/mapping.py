"""Saying which ledger a sheet is and which column each heading is, and having it read that way."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from shejian import clock
from shejian.base.enums import Role
from shejian.exchange import uploads
from shejian.exchange.models import Upload
from shejian.exchange.progress import AlreadyAtWork
from shejian.exchange.remembering import forget_mapping, remember
from shejian.exchange.starting import start_reading
from shejian.exchange.uploads import MAPPED_IN, NotNow
from shejian.office.build.mapping import Said, check, mapping_page, offered, said_in
from shejian.office.views.uploads import found_upload, gone
from shejian.office.visitors import Visitor

REFUSED = 400
CONFLICT = 409


@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """Show the headings; take what is said of them."""
    found = found_upload(key)
    if found is None:
        return gone(request, one)
    if found.state not in [str(state) for state in MAPPED_IN] or not found.heads:
        return redirect("office:upload", key)
    if request.method != "POST":
        return _page(request, one, found, offered(found, units_of(one)))
    said = said_in(request.POST, found, units_of(one))
    if "look" in request.POST:
        return _page(request, one, found, said)
    if not check(said):
        return _page(request, one, found, said, REFUSED)
    try:
        uploads.say_mapping(found, said.mapping, instead_of=request.POST.get("seen", ""))
        start_reading(found)
    except NotNow as refusal:
        said.error = str(refusal)
        return _page(request, one, found, said, CONFLICT)
    except AlreadyAtWork:
        messages.info(request, "已经在读了，不用再按。")
    units = units_of(one)
    if units:
        remember(unit=units[0], by=one.user.pk, moment=clock.now(), heads=said.heads, mapping=said.mapping)
    return redirect("office:upload", key)


@require_POST
def forget(request: HttpRequest, one: Visitor, key: str, number: int) -> HttpResponse:
    """Forget what was said of headings before; what was said of this file stays."""
    if found_upload(key) is None:
        return gone(request, one)
    if forget_mapping(units_of(one), number):
        messages.success(request, "已忘掉上次的对应，以后同样的表头不再提起。")
    else:
        messages.info(request, "上次的对应已经不在了。")
    return redirect("office:upload-mapping", key)


def units_of(one: Visitor) -> list[int]:
    """The units for which he may import, in the order in which he was given roles there."""
    return [held.unit for held in one.reaches if Role.CLERK in held.role.includes and held.unit in one.roots]


def _page(request: HttpRequest, one: Visitor, found: Upload, said: Said, status: int = 200) -> HttpResponse:
    return render(request, "office/mapping.html", {"page": mapping_page(request, one, found, said)}, status=status)
