"""The list of cases: where each stands, what comes next and until when, and what is found of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.cases.queries import Asked, Judged, Running, asked_of, bare_cases, completed, standings_of
from shejian.core.calendar import long_date
from shejian.core.indicators import bodies_within
from shejian.core.procedures import Verdict, load_procedures
from shejian.core.rules import Severity
from shejian.figures.naming import Names
from shejian.office.asking import Posed
from shejian.office.build.case_words import CaseNames, case_names, counted
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.case_pages import CaseRow, CasesPage
from shejian.office.ledger_pages import Choice, Select
from shejian.office.pages import Empty, Link
from shejian.office.reach import reaches_all
from shejian.office.visitors import Visitor
from shejian.office.wording import extent
from shejian.party.queries import bodies_reached

PLACE = "cases"
OPEN, OVER, AGAINST, LATE = "", "over", "against", "late"
STATES: dict[str, tuple[str, Callable[[Judged], bool]]] = {
    OPEN: ("在办", lambda one: not one.is_over),
    LATE: ("有逾期", lambda one: not one.is_over and bool(one.standing.overdue)),
    AGAINST: ("有违反或偏离", lambda one: any(each.severity is not Severity.HINT for each in found_of(one))),
    OVER: ("已办结、终止", lambda one: one.is_over),
}


def cases_page(request: HttpRequest, one: Visitor, posed: Posed) -> CasesPage:
    """The cases handled in the scope, as far as the visitor reaches them."""
    said = {name: request.GET.get(name, "") for name in ("procedure", "status")}
    mine = cases_within(one, posed)
    judged = standings_of(completed(mine, posed.known).values(), posed.on, posed.known)
    of_kind = [each for each in judged.values() if said["procedure"] in ("", each.case.procedure)]
    status = said["status"] if said["status"] in STATES else OPEN
    chosen = [each for each in of_kind if STATES[status][1](each)]
    wanted = sorted(chosen, key=lambda each: _urgency(each, posed.on))
    here = reverse("office:cases")

    def href(**more: str) -> str:
        return here + posed.asking.query(**({"procedure": said["procedure"], "status": status} | more))

    shown, pager = paged(wanted, request.GET.get("page", ""), lambda at: href(page=str(at)), "件")
    names = case_names((each.case for each in shown), Names(posed.on, posed.known), masked=False)
    counts = {key: sum(map(holds, of_kind)) for key, (_, holds) in STATES.items()}
    return CasesPage(
        shell=shell(request, one, "程序", PLACE, posed),
        sentence=_sentence(posed),
        tabs=tuple(
            Link(label, href(status=key), key == status, str(counts[key])) for key, (label, _) in STATES.items()
        ),
        selects=(_procedures(said["procedure"], Counter(each.case.procedure for each in judged.values())),),
        hidden=tuple((posed.asking.fields() | ({"status": status} if status else {})).items()),
        rows=tuple(_row(posed, each, names) for each in shown),
        pager=pager,
        nothing="照现在的条件，没有这样的办件。" if judged else "",
        clear=here + posed.asking.query() if said["procedure"] or status else "",
        acts=_acts(one, posed),
        empty=None if judged else _empty(one, posed),
    )


def cases_within(one: Visitor, posed: Posed) -> list[Running]:
    """Cases whose handling party organization lies in the scope and within the visitor's reach; bare."""
    every = bare_cases(posed.known)
    picture = posed.asked.picture
    if every and not reaches_all(one, posed):
        reached = bodies_reached(picture, posed.on, one.along(posed.asked.tree))
        every = [each for each in every if each.handled_by in reached]
    if every and posed.asked.scope.units is not None:
        within = posed.asked.view.relation(bodies_within, posed.asked.scope).collect()["id"].to_list()
        among = set(within)
        every = [each for each in every if each.handled_by in among]
    return every


def found_of(one: Judged) -> Sequence[Verdict]:
    """All that is found of a case, what is overdue among it."""
    return (*one.standing.findings, *one.standing.overdue)


def first_of(one: Judged, on: date) -> Asked | None:
    """What has to be done first."""
    return min(asked_of(one, on), key=lambda asked: asked.day, default=None)


def _urgency(one: Judged, on: date) -> tuple[date, int]:
    first = first_of(one, on)
    return (first.day if first else date.max, one.case.number)


def _row(posed: Posed, one: Judged, names: CaseNames) -> CaseRow:
    case, standing = one.case, one.standing
    over, first = one.is_over, first_of(one, posed.on)
    said, tone = counted(found_of(one))
    following = [each.label for each in standing.next if not each.optional] if not over else []
    more = f" 等 {len(following)} 步" if len(following) > 1 else ""
    state = f"{case.ended[0]} 终止" if case.ended else standing.state.label
    return CaseRow(
        name=names.subject(case),
        href=reverse("office:case", args=[case.number]) + posed.asking.query(),
        procedure=load_procedures()[case.procedure].label,
        body=names.body(case.handled_by),
        body_href=reverse("office:party-organization", args=[case.handled_by]) + posed.asking.query(),
        state=state,
        closed=over,
        next=following[0] + more if following else "",
        latest=str(first.day) if first else "",
        latest_of=first.step.label if first and first.step.label not in following[:1] else "",
        late=first is not None and first.late is not None,
        tone=tone,
        found=said,
    )


def _procedures(chosen: str, counts: Mapping[str, int]) -> Select:
    choices = [Choice("", "各种程序", not chosen)]
    choices += [
        Choice(one.name, f"{one.label}（{counts.get(one.name, 0)}）", one.name == chosen)
        for one in load_procedures().values()
    ]
    return Select("procedure", "哪种程序", tuple(choices))


def _acts(one: Visitor, posed: Posed) -> tuple[Link, ...]:
    if not one.is_clerk or posed.is_past:
        return ()
    return (
        Link("发展党员台账整本开办", reverse("office:cases-register"), icon="list"),
        Link("开办程序", reverse("office:case-new"), icon="plus"),
    )


def _empty(one: Visitor, posed: Posed) -> Empty:
    day = long_date(posed.on)
    if not one.is_clerk or posed.is_past:
        return Empty("这里还没有办件", f"截至 {day}，这个范围里没有开办过程序。")
    text = "发展党员台账里的人可以一次全部开办，日期不用再录；也可以一件一件开办。"
    return Empty("这里还没有办件", text, Link("发展党员台账整本开办", reverse("office:cases-register")))


def _sentence(posed: Posed) -> str:
    question = posed.asked.question
    unit = posed.node.name if posed.node else "全部"
    of = f"{unit} · {question.line.label} · {extent(question.own)}"
    return f"{of}　截至 {posed.on} · 以第 {posed.known} 笔的账为准"
