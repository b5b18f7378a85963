"""Cases: their list, one with its steps, and the forms by which they are started and gone on with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from shejian.cases.queries import Running, Taken, handler_of, read_cases
from shejian.core.procedures import Step, UnknownProcedure, UnknownStep, load_procedures
from shejian.office.acting.case_forms import CASE_FORMS, StepForm
from shejian.office.acting.case_starting import StartCase, StartRegister, starting
from shejian.office.acting.form import ActForm
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.case import case_acts, case_page, case_subject
from shejian.office.build.case_choice import procedures_page
from shejian.office.build.cases import cases_page
from shejian.office.pages import Link
from shejian.office.reach import may_write_body, reaches_body
from shejian.office.views import refusals
from shejian.office.views.acting import Surroundings, act_on
from shejian.office.visitors import Visitor

WHAT = "这一件"
CORRECT, AGAIN = "correct", "again"


@require_safe
def index(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Cases in a scope, each with where it stands."""
    posed = pose(one, read_asking(request.GET))
    return render(request, "office/cases.html", {"page": cases_page(request, one, posed)})


@require_safe
def case(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """One case, if the party organization that handles it was within the visitor's reach on the day."""
    posed = pose(one, read_asking(request.GET))
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    return render(request, "office/case.html", {"page": case_page(request, one, posed, number)})


def _refusal(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> HttpResponse | None:
    body = handler_of(number, posed.known)
    if body is None:
        return refusals.not_in_ledger(request, one, posed, WHAT)
    if not reaches_body(one, posed, body):
        return refusals.not_within_reach(request, one, posed, WHAT)
    return None


def _not_writable(request: HttpRequest, one: Visitor, posed: Posed, number: int, back: Link) -> HttpResponse | None:
    """Why forms on a case are not opened."""
    refusal = _refusal(request, one, posed, number)
    if refusal is not None:
        return refusal
    if not may_write_body(one, posed, handler_of(number, posed.known) or 0):
        return refusals.not_writable(request, one, posed, WHAT, back)
    return refusals.only_now(request, one, posed) if posed.is_past else None


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, one: Visitor, number: int, step: str) -> HttpResponse:
    """Record a step (``again``: once more), or put right the last one of that kind (``correct``).

    An address that says neither is a step to be recorded; opened when it is on record, it leads to its correction. So
    a form that is sent twice stays the form that it was.
    """
    posed = pose(one, read_asking(request.GET))
    back = Link(f"回到{WHAT}", reverse("office:case", args=[number]))
    refusal = _not_writable(request, one, posed, number, back)
    if refusal is not None:
        return refusal
    running = _read(number, posed)
    try:
        defined = load_procedures()[running.procedure].step(step, one.today)
    except UnknownStep:
        return refusals.no_such_act(request, one, back)
    corrects = CORRECT in request.GET
    held = _last(running, step) is not None
    if request.method == "GET" and held and not corrects and AGAIN not in request.GET:
        return redirect(f"{request.path}?{CORRECT}=1")
    if corrects and not held:
        return redirect(request.path)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        return _step_form(one, now, _read(number, now), defined, data, corrects=corrects)

    return act_on(request, one, make)


def _read(number: int, posed: Posed) -> Running:
    return read_cases(posed.known, [number])[number]


def _last(running: Running, step: str) -> Taken | None:
    """The last time a step was taken."""
    held = [each for each in running.taken if each.step == step and each.on is not None]
    return held[-1] if held else None


def _step_form(
    one: Visitor, posed: Posed, running: Running, defined: Step, data: QueryDict | None, *, corrects: bool
) -> StepForm:
    wrong = _last(running, defined.id) if corrects else None
    procedure = load_procedures()[running.procedure]
    as_of = procedure.step(defined.id, wrong.on) if wrong is not None and wrong.on else defined
    subject = case_subject(posed, running)
    return StepForm(one, posed, subject, running, data, step=as_of, wrong=wrong)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, number: int, verb: str) -> HttpResponse:
    """更正办件, 终止办件."""
    posed = pose(one, read_asking(request.GET))
    back = Link(f"回到{WHAT}", reverse("office:case", args=[number]))
    refusal = _not_writable(request, one, posed, number, back)
    if refusal is not None:
        return refusal
    if verb not in CASE_FORMS:
        return refusals.no_such_act(request, one, back)

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        running = _read(number, now)
        return CASE_FORMS[verb](one, now, case_subject(now, running), running, data)

    return act_on(request, one, make, Surroundings(case_acts(number, verb)))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, one: Visitor) -> HttpResponse:
    """开办: choose a procedure, then say for whom and by whom."""
    posed = pose(one, read_asking(request.GET))
    if posed.is_past:
        return refusals.only_now(request, one, posed)
    name = request.GET.get("procedure", "")
    try:
        procedure = load_procedures()[name]
    except UnknownProcedure:
        return render(request, "office/procedures.html", {"page": procedures_page(request, one, posed)})

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        if data is None:
            return starting(one, now, procedure, request.GET)
        return StartCase(one, now, procedure, data)

    return act_on(request, one, make)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Start the whole register of member development, as far as the visitor writes of it."""
    posed = pose(one, read_asking(request.GET))
    if posed.is_past:
        return refusals.only_now(request, one, posed)

    def make(data: QueryDict | None) -> ActForm:
        return StartRegister(one, pose(one, read_asking(request.GET)), None, data)

    return act_on(request, one, make)
