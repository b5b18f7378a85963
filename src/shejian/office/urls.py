"""The office's addresses. Each is opened through the access table."""

from __future__ import annotations

from django.urls import URLPattern, path

from shejian.office.access import Page, guarded
from shejian.office.views import account, batches, figures, ledgers, organizations, uploads

app_name = "office"


def _path(route: str, view: Page, name: str) -> URLPattern:
    return path(route, guarded(name, view), name=name)


urlpatterns = [
    _path("", figures.figures, "figures"),
    _path("figures/<slug:key>/", figures.evidence, "evidence"),
    _path("organizations/", organizations.index, "organizations"),
    _path("organizations/export.xlsx", organizations.export, "organizations-export"),
    _path("organizations/<int:number>/", organizations.organization, "organization"),
    _path("ledgers/<slug:key>/", ledgers.index, "ledger"),
    _path("ledgers/<slug:key>/export.xlsx", ledgers.export, "ledger-export"),
    _path("ledgers/<slug:key>/views/", ledgers.save, "ledger-views"),
    _path("ledgers/<slug:key>/views/<int:number>/", ledgers.change, "ledger-view"),
    _path("import/", uploads.index, "import"),
    _path("import/uploads/<slug:key>/", uploads.upload, "upload"),
    _path("import/uploads/<slug:key>/progress/", uploads.progress, "upload-progress"),
    _path("import/uploads/<slug:key>/apply/", uploads.apply, "upload-apply"),
    _path("import/uploads/<slug:key>/retry/", uploads.retry, "upload-retry"),
    _path("import/uploads/<slug:key>/stop/", uploads.stop, "upload-stop"),
    _path("import/uploads/<slug:key>/discard/", uploads.discard, "upload-discard"),
    _path("import/uploads/<slug:key>/faults.xlsx", uploads.faults, "upload-faults"),
    _path("import/batches/<int:number>/", batches.batch, "batch"),
    _path("import/batches/<int:number>/undo/", batches.undo, "batch-undo"),
    _path("sign-in/", account.sign_in, "sign-in"),
    _path("sign-out/", account.sign_out, "sign-out"),
    _path("password/", account.password, "password"),
    _path("appearance/", account.appearance, "appearance"),
]
