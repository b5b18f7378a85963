"""Which procedure to start: those for whom the page came from, or all."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.procedures import Procedure, load_procedures
from shejian.core.procedures.definition import SubjectKind
from shejian.office.asking import Posed
from shejian.office.build.cases import PLACE
from shejian.office.build.shell import shell
from shejian.office.case_pages import ProcedureChoice, ProceduresPage
from shejian.office.pages import Link
from shejian.office.visitors import Visitor

SUBJECTS = {
    "person": SubjectKind.PERSON,
    "party_organization": SubjectKind.PARTY_ORGANIZATION,
    "organization": SubjectKind.ORGANIZATION,
}
WORDS = {
    SubjectKind.PERSON: "为人办",
    SubjectKind.PARTY_ORGANIZATION: "为党组织办",
    SubjectKind.ORGANIZATION: "为社会组织办",
}


def procedures_page(request: HttpRequest, one: Visitor, posed: Posed) -> ProceduresPage:
    """The procedures that can be started; for one thing, if the address names one."""
    given = {name: request.GET[name] for name in (*SUBJECTS, "handled_by") if request.GET.get(name)}
    kinds = {SUBJECTS[name] for name in given if name in SUBJECTS}
    choices = [each for each in load_procedures().values() if not kinds or each.subject in kinds]
    return ProceduresPage(
        shell=replace(shell(request, one, "开办程序", PLACE, posed), scope=None, clocks=None, past=None),
        crumbs=(Link("程序", reverse("office:cases")),),
        sub="选一种程序。开办以后，每一步照当日施行的规定判断，并写明依据。",
        choices=tuple(_choice(each, given) for each in choices),
    )


def _choice(one: Procedure, given: dict[str, str]) -> ProcedureChoice:
    version = one.versions[-1]
    text = f"{WORDS[one.subject]}；{len(version.steps)} 步，依据《{version.instrument.title}》"
    return ProcedureChoice(
        one.label, text, f"{reverse('office:case-new')}?{urlencode({'procedure': one.name} | given)}"
    )
