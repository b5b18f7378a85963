"""The office's addresses. Each is opened through the access table."""

from __future__ import annotations

from django.urls import URLPattern, path

from shejian.office.access import Page, guarded
from shejian.office.views import (
    account,
    batches,
    bodies,
    body_acts,
    entries,
    figures,
    ledgers,
    mapping,
    organization_acts,
    organizations,
    person_acts,
    report_acts,
    reports,
    uploads,
    workbench,
)

app_name = "office"


def _path(route: str, view: Page, name: str) -> URLPattern:
    return path(route, guarded(name, view), name=name)


urlpatterns = [
    _path("", workbench.workbench, "workbench"),
    _path("figures/", figures.figures, "figures"),
    _path("figures/catalogue/", figures.catalogue, "figures-catalogue"),
    _path("figures/compare/", figures.compare, "figures-compare"),
    _path("figures/table/", figures.table, "figures-table"),
    _path("figures/table/export.xlsx", figures.table_export, "figures-table-export"),
    _path("figures/<slug:key>/", figures.evidence, "evidence"),
    _path("figures/<slug:key>/export.xlsx", figures.evidence_export, "evidence-export"),
    _path("organizations/", organizations.index, "organizations"),
    _path("organizations/export.xlsx", organizations.export, "organizations-export"),
    _path("organizations/<int:number>/", organizations.organization, "organization"),
    _path("organizations/new/", organization_acts.new, "organization-new"),
    _path("organizations/<int:number>/acts/<slug:verb>/", organization_acts.act, "organization-act"),
    _path("organizations/<int:number>/party-acts/<slug:verb>/", body_acts.of_organization, "organization-party-act"),
    _path("entries/<int:number>/", entries.entry, "entry"),
    _path("party-organizations/<int:number>/", bodies.party_organization, "party-organization"),
    _path("party-organizations/new/", body_acts.new, "party-organization-new"),
    _path("party-organizations/<int:number>/acts/<slug:verb>/", body_acts.act, "party-organization-act"),
    _path("persons/<int:number>/", bodies.person, "person"),
    _path("persons/new/", person_acts.new, "person-new"),
    _path("persons/<int:number>/acts/<slug:verb>/", person_acts.act, "person-act"),
    _path("persons/<int:number>/disclosure/", bodies.disclosure, "person-disclosure"),
    _path("ledgers/<slug:key>/", ledgers.index, "ledger"),
    _path("ledgers/<slug:key>/export.xlsx", ledgers.export, "ledger-export"),
    _path("ledgers/<slug:key>/views/", ledgers.save, "ledger-views"),
    _path("ledgers/<slug:key>/views/<int:number>/", ledgers.change, "ledger-view"),
    _path("import/", uploads.index, "import"),
    _path("import/uploads/<slug:key>/", uploads.upload, "upload"),
    _path("import/uploads/<slug:key>/progress/", uploads.progress, "upload-progress"),
    _path("import/uploads/<slug:key>/mapping/", mapping.mapping, "upload-mapping"),
    _path("import/uploads/<slug:key>/mapping/<int:number>/forget/", mapping.forget, "upload-mapping-forget"),
    _path("import/uploads/<slug:key>/apply/", uploads.apply, "upload-apply"),
    _path("import/uploads/<slug:key>/retry/", uploads.retry, "upload-retry"),
    _path("import/uploads/<slug:key>/stop/", uploads.stop, "upload-stop"),
    _path("import/uploads/<slug:key>/discard/", uploads.discard, "upload-discard"),
    _path("import/uploads/<slug:key>/faults.xlsx", uploads.faults, "upload-faults"),
    _path("import/uploads/<slug:key>/marked.xlsx", uploads.marked, "upload-marked"),
    _path("import/batches/<int:number>/", batches.batch, "batch"),
    _path("import/batches/<int:number>/undo/", batches.undo, "batch-undo"),
    _path("reports/", reports.index, "reports"),
    _path("reports/<int:number>/", reports.report, "report"),
    _path("reports/<int:number>/check/", reports.check_report, "report-check"),
    _path("reports/<int:number>/report.docx", reports.word, "report-word"),
    _path("reports/<int:number>/report.pdf", reports.pdf, "report-pdf"),
    _path("reports/<int:number>/issue/", report_acts.issue, "report-issue"),
    _path("reports/<int:number>/withdraw/", report_acts.withdraw, "report-withdraw"),
    _path("reports/<int:number>/copy/", report_acts.copy, "report-copy"),
    _path("reports/<int:number>/discard/", report_acts.discard, "report-discard"),
    _path("sign-in/", account.sign_in, "sign-in"),
    _path("sign-out/", account.sign_out, "sign-out"),
    _path("password/", account.password, "password"),
    _path("appearance/", account.appearance, "appearance"),
]
