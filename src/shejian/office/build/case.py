"""The page of one case: its stages and steps, what can be done now, and what the journal says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.cases.queries import Judged, Running, facts_of_case, standing_of
from shejian.cases.queries.subjects import subjects_of
from shejian.core.procedures import NextStep, Procedure, load_procedures
from shejian.core.procedures.definition import Version
from shejian.figures.naming import Names
from shejian.office.acting.case_facts import asked_facts
from shejian.office.acting.case_forms import CASE_FORMS
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.build.case_steps import Steps
from shejian.office.build.case_words import CaseNames, CaseWords, case_names, counted, fact_said
from shejian.office.build.cases import PLACE, found_of
from shejian.office.build.dossier import ONLY_NOW, dossier
from shejian.office.build.shell import shell
from shejian.office.case_pages import CasePage, NowDo, StepView, VersionLine
from shejian.office.ledger_pages import HistoryEntry
from shejian.office.pages import Link
from shejian.office.reach import may_write_body
from shejian.office.visitors import Visitor

ALWAYS = "自始至今"
SHOWN = {"": "全部", "open": "没办完的", "found": "只看有提示的"}
SOON = 3
"""How many of the steps that wait are explained beside the list; each says it at its place, too."""
ICONS = {"correct": "pen", "close": "x"}
ELSEWHERE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "establishment": (("organization", "建立党组织", "party-organization-new"),),
    "adjustment": (("party_organization", "调整", "adjust"),),
    "relation-transfer": (("person", "转移组织关系", "move"), ("person", "转出", "move-out")),
}
"""The forms by which what a procedure comes to is put into the ledger, where its steps do not do it themselves."""


def case_page(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> CasePage:
    """One case that the ledger knows."""
    judged = standing_of(number, posed.on, posed.known)
    assert judged is not None  # noqa: S101 - asked before
    case, standing = judged.case, judged.standing
    procedure, writes = load_procedures()[case.procedure], may_write_body(one, posed, case.handled_by)
    names = case_names([case], Names(posed.on, posed.known), masked=True)
    facts = dossier(posed, facts_of_case(number), CaseWords(procedure, names))
    opened = writes and not posed.is_past
    steps = Steps(judged, posed.on, facts.entries, opened)
    view = request.GET.get("show", "")
    view = view if view in SHOWN else ""
    heading = names.subject(case)
    here = reverse("office:case", args=[number])
    return CasePage(
        shell=replace(shell(request, one, f"{heading} {procedure.label}", PLACE, posed), scope=None),
        crumbs=_crumbs(posed, procedure),
        heading=heading,
        procedure=procedure.label,
        particulars=_particulars(posed, case, names),
        status=f"{case.ended[0]} 终止：{case.ended[1]}" if case.ended else standing.state.label,
        tone="mute" if case.ended else "ok" if standing.ended else "run",
        sentence=_sentence(posed, judged),
        phases=steps.phases(),
        tabs=tuple(Link(label, here + posed.asking.query(show=key), key == view) for key, label in SHOWN.items()),
        groups=steps.groups(lambda each: _is_shown(each, view)),
        nothing="" if view == "" else "没有这样的步骤。",
        now=() if judged.is_over else tuple(_now(posed, judged, each, opened) for each in standing.next),
        waits=_waits(judged),
        waiting=() if judged.is_over else tuple(f"{each.label}：{each.because}" for each in standing.waiting[:SOON]),
        versions=tuple(_versions(procedure, case)),
        transition=procedure.version(posed.on).transition,
        facts=_facts(posed, case),
        elsewhere=_elsewhere(case) if opened else (),
        history=tuple(map(_undated, facts.history(opened=writes))),
        later=facts.later,
        acts=case_acts(number) if opened and case.ended is None else (),
        acts_note=ONLY_NOW if writes and posed.is_past else "",
    )


def case_acts(number: int, current: str = "") -> tuple[Link, ...]:
    """The forms on a case, apart from its steps."""
    return tuple(
        Link(form.heading, reverse("office:case-act", args=[number, verb]), verb == current, icon=ICONS[verb])
        for verb, form in CASE_FORMS.items()
    )


def case_subject(posed: Posed, case: Running) -> Subject:
    """A case, with everything that was ever recorded of it, as forms are about it."""
    names = case_names([case], Names(posed.on, posed.known), masked=True)
    label = load_procedures()[case.procedure].label
    every = facts_of_case(case.number)
    return Subject("办件", case.number, f"{names.subject(case)} {label}", "case", every, posed.known)


def _crumbs(posed: Posed, procedure: Procedure) -> tuple[Link, ...]:
    here = reverse("office:cases")
    return (
        Link("程序", here + posed.asking.query()),
        Link(procedure.label, here + posed.asking.query(procedure=procedure.name)),
    )


def _particulars(posed: Posed, case: Running, names: CaseNames) -> tuple[Link, ...]:
    """Where to read on: whom it is about, and who handles it."""
    query = posed.asking.query()
    found: list[Link] = []
    for page, number in (("person", case.person), ("organization", case.organization)):
        if number is not None:
            label = "看这个人" if page == "person" else "看这家社会组织"
            found.append(Link(label, reverse(f"office:{page}", args=[number]) + query))
    body = reverse("office:party-organization", args=[case.handled_by]) + query
    return (Link(f"{names.body(case.handled_by)}办理", body), *found)


def _sentence(posed: Posed, judged: Judged) -> str:
    said, _ = counted(found_of(judged))
    since = judged.case.recorded_since
    whole = f"全程记录自 {since}" if since else "以前的步骤记得全不全不知道，没有记的不算没有办"
    return f"截至 {posed.on} · 以第 {posed.known} 笔的账为准 · {said or '没有发现与规定不合的'} · {whole}"


def _is_shown(step: StepView, view: str) -> bool:
    if view == "open":
        return not step.taken or bool(step.record)
    return bool(step.found) if view == "found" else True


def _now(posed: Posed, judged: Judged, one: NextStep, opened: bool) -> NowDo:
    """A step that may be taken: what day bounds it, and how that was counted."""
    late = one.latest is not None and one.latest < posed.on
    early = one.earliest is not None and one.earliest > posed.on
    tag, tone = "", ""
    if late:
        tag, tone = f"{one.latest} 已过", "late"
    elif early:
        tag = f"最早 {one.earliest}"
    elif one.latest is not None or one.due is not None:
        tag, tone = f"最迟 {one.latest}" if one.latest else f"{one.due} 到期", "soon"
    elif one.optional:
        tag = "不是必办"
    href = reverse("office:case-step", args=[judged.case.number, one.step]) if opened else ""
    again = "?again=1" if any(each.step == one.step for each in judged.case.taken) else ""
    return NowDo(one.label, href + again if href else "", tag, tone, one.because)


def _waits(judged: Judged) -> str:
    """The question that the list of what waits answers."""
    return "为什么后面的还不能办？" if judged.standing.waiting and not judged.is_over else ""


def _undated(entry: HistoryEntry) -> HistoryEntry:
    """What has no days of its own (who handles a case, the details of a stage) says none."""
    rows = tuple(replace(row, span="") if row.span == ALWAYS else row for row in entry.rows)
    return replace(entry, rows=rows)


def _versions(procedure: Procedure, case: Running) -> Sequence[VersionLine]:
    """The versions of the procedure, and which steps of this case each judges."""
    days = [(one.step, one.on) for one in case.taken if one.on is not None]
    lines = []
    for at, version in enumerate(procedure.versions):
        until = procedure.versions[at + 1].since if at + 1 < len(procedure.versions) else date.max
        first = at == 0
        steps = [step for step, on in days if (first or on >= version.since) and on < until]
        lines.append(_version(procedure, version, steps))
    return lines


def _version(procedure: Procedure, version: Version, steps: Sequence[str]) -> VersionLine:
    labels = [procedure.steps[step].label for step in dict.fromkeys(steps)]
    said = f"{labels[0]}等 {len(labels)} 步" if len(labels) > 1 else "".join(labels)
    return VersionLine(f"{version.since} 起", f"《{version.instrument.title}》", said)


def _facts(posed: Posed, case: Running) -> tuple[tuple[str, str], ...]:
    """What the procedure asks of whom it is about, and what is known of it."""
    known = subjects_of([case], posed.on, posed.known)[case.number].facts
    return tuple(
        (one.label, fact_said(one.label, known.get(name))) for name, one in asked_facts(case.procedure).items()
    )


def _elsewhere(case: Running) -> tuple[Link, ...]:
    """The forms that put into the ledger what the procedure comes to."""
    found: list[Link] = []
    for about, label, verb in ELSEWHERE.get(case.procedure, ()):
        if about == "organization":
            found.append(Link(label, f"{reverse('office:' + verb)}?organization={case.organization}"))
        else:
            page = "person-act" if about == "person" else "party-organization-act"
            number = getattr(case, about)
            found.append(Link(label, reverse(f"office:{page}", args=[number, verb])))
    return tuple(found)
