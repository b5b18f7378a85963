"""Handing in a workbook, watching it being read, looking through it, applying it or giving it up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shejian import clock
from shejian.exchange import progress as told
from shejian.exchange import uploads
from shejian.exchange.marking.marking import CannotMark, cut, mark_workbook
from shejian.exchange.models import AT_WORK, Upload, UploadState
from shejian.exchange.progress import AlreadyAtWork
from shejian.exchange.reading import Unreadable
from shejian.exchange.starting import start_applying, start_reading
from shejian.exchange.summaries import Summary
from shejian.exchange.uploads import NotNow, Wish
from shejian.journal.services import Act
from shejian.journal.services.papers import DamagedPaper, kept_file
from shejian.office.build.imports import import_page
from shejian.office.build.uploads import upload_page
from shejian.office.downloads import faults_workbook, workbook_response
from shejian.office.forms import UploadForm
from shejian.office.views import refusals
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The form, what is under way, and past batches; taking a file."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        wish = Wish(form.cleaned_data["effective"], form.cleaned_data["closing"])
        try:
            upload = uploads.receive(
                by=one.user.pk, moment=clock.now(), file_name=file.name, content=file.read(), wish=wish
            )
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            start_reading(upload)
            return redirect("office:upload", upload.key)
    return render(request, "office/import.html", {"page": import_page(request, one, form)})


@require_safe
def upload(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """One upload, wherever it has come to."""
    found = found_upload(key)
    if found is None:
        return gone(request, one)
    if found.state == UploadState.UNSURE:
        return redirect("office:upload-mapping", key)
    return render(request, "office/upload.html", {"page": upload_page(request, one, found)})


@require_safe
def progress(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """How far a job has come, for the script that keeps the page up to date; no content once it has ended."""
    found = found_upload(key)
    if found is None or found.state not in AT_WORK or uploads.interrupted(found):
        return HttpResponse(status=204)
    return render(request, "office/parts/progress.html", {"page": upload_page(request, one, found)})


@require_POST
def apply(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """Apply what was looked through, once however often it is asked."""

    def start(found: Upload) -> None:
        uploads.check_seen(found, request.POST.get("seen", ""))
        act = Act(by=one.user.pk, moment=clock.now(), channel=CHANNEL, request_key=f"upload-{found.key}")
        start_applying(found, act)

    return _do(request, one, key, start)


@require_POST
def retry(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """Read the file again after a job was interrupted or failed."""
    return _do(request, one, key, start_reading)


@require_POST
def stop(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """Ask the job that reads to stop, and give the upload up."""
    return _do(request, one, key, lambda found: told.ask_to_stop(found.key))


@require_POST
def discard(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """Give an upload up."""
    return _do(request, one, key, uploads.discard)


@require_safe
def faults(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """The faults of an upload as a workbook, to be worked through beside the file."""
    found = found_upload(key)
    if found is None or found.state != UploadState.READY:
        return gone(request, one)
    summary = Summary.load(found.summary)
    return workbook_response(faults_workbook(summary.faults, cut(summary)), "错误清单.xlsx")


@require_safe
def marked(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """The clerk's own workbook with what is wrong marked in its cells; or why not, and the list instead."""
    found = found_upload(key)
    if found is None or found.state != UploadState.READY:
        return gone(request, one)
    try:
        content = mark_workbook(kept_file(found.sha256), Summary.load(found.summary))
    except (CannotMark, DamagedPaper) as refusal:
        messages.warning(request, str(refusal))
        return redirect("office:upload", key)
    return workbook_response(content, f"{PurePath(found.file_name).stem}（标出错处）.xlsx")


def found_upload(key: str) -> Upload | None:
    """The upload of that key."""
    return Upload.objects.select_related("by", "batch").filter(key=key).first()


def gone(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The page that says that there is no such upload."""
    return refusals.gone(request, one, "没有这次上传", "网址可能写错了，或者它已经放弃了。账没有动。")


def _do(request: HttpRequest, one: Visitor, key: str, act: Callable[[Upload], None]) -> HttpResponse:
    """Do something to an upload and go back to its page, which shows what came of it."""
    found = found_upload(key)
    if found is None:
        return gone(request, one)
    try:
        act(found)
    except AlreadyAtWork:
        messages.info(request, "已经在办了，不用再按。")
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("office:upload", key)
