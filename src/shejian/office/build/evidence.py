"""The page of one figure: its definition, its rows with their reasons, its trend, and how it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.indicators import (
    Figure,
    Grouping,
    Indicator,
    Nature,
    Ratio,
    Subject,
    Total,
    catalogue,
    nature,
    percent_tenths,
    population,
)
from shejian.core.rules import ReadingLog, RuleUnavailable
from shejian.core.sheets import fold
from shejian.figures.answers import Comparison, EvidenceAnswer, Row, answer_evidence
from shejian.figures.fingerprint import fingerprint_of
from shejian.figures.keeping import trend as trend_of
from shejian.office.asking import Posed
from shejian.office.build import charts
from shejian.office.build.cells import cell, evidence_href, parts, sentence
from shejian.office.build.days import month_start, year_of_months
from shejian.office.build.movement import moved_since, movement, moving, row_view, with_entries
from shejian.office.build.paging import paged
from shejian.office.build.reasons import reason_chips, with_reason
from shejian.office.build.shell import page_fields, shell
from shejian.office.grouping import LABELS, by_group, ids_in_group
from shejian.office.pages import Chart, EvidencePage, Link, RowView, RuleRead
from shejian.office.visitors import Visitor

IN, OUT, UNKNOWN, CHANGE = "in", "out", "unknown", "change"
SUMMED = (IN, CHANGE)
PAGES = {
    Subject.ORGANIZATION: "office:organization",
    Subject.PARTY_ORGANIZATION: "office:party-organization",
    Subject.PERSON: "office:person",
}
NOTHING = {
    IN: "没有计入的行。",
    OUT: "没有未计入的行：评判过的都计入了。",
    UNKNOWN: "没有不知道的行：台账对每一行都有记载。",
    CHANGE: "两天之间没有进出。",
}

NO_SUCH_REASON = "这里没有哪一行是这个理由。去掉它，就能看到全部。"


@dataclass(frozen=True, slots=True)
class _Group:
    """The one group whose rows are shown."""

    grouping: Grouping
    token: str
    name: str
    figure: Figure
    ids: frozenset[int]


def evidence_page(request: HttpRequest, one: Visitor, posed: Posed, key: str, *, trend: bool = True) -> EvidencePage:
    """One figure and its rows; ``trend``: with how it went in a year."""
    indicator = catalogue()[key]
    found = answer_evidence(posed.asked, key)
    rules = rules_read(posed.asked.view.readings)
    group = group_asked(request, posed, key)
    lists = lists_of(found, group)
    moved = moved_since(request, posed, key)
    show = request.GET.get("show", "")
    if show not in NOTHING:
        show = UNKNOWN if lists[UNKNOWN] and not lists[IN] else IN
    every = moving(moved.comparison) if show == CHANGE else lists.get(show, ())
    reason = request.GET.get("why", "").strip()
    listed = with_reason(every, reason)
    chips, chips_left = reason_chips(request, posed, key, every, reason)
    searched = request.GET.get("q", "").strip()
    kept = page_fields(request)
    matching = _matching(listed, searched)
    shown, pager = paged(
        matching, request.GET.get("page", ""), lambda at: evidence_href(key, posed.asking, page=str(at), **kept)
    )
    linked = _linked(posed, key, shown)
    figure = group.figure if group else found.figure
    of = {"by": str(group.grouping), "group": group.token} if group else {}
    part, whole = parts(figure, posed.asking, **of)
    return EvidencePage(
        shell=shell(request, one, indicator.label, "figures", posed),
        label=indicator.label,
        section=indicator.section,
        back=reverse("office:figures") + posed.asking.query(),
        cell=cell(figure, posed.asking, **of),
        part=part,
        whole=whole,
        exact=_exact(figure),
        sentence=sentence(posed, key),
        definition=indicator.definition,
        basis=indicator.basis,
        rules=rules,
        tabs=_tabs(request, posed, key, lists, moved.comparison, show),
        reasons=chips,
        reasons_left=chips_left,
        adds_up=_adds_up(lists, indicator, figure),
        fingerprint=fingerprint_of(posed.asked, figure, lists, said_of(group)),
        rows=with_entries(posed, key, moved, linked) if show == CHANGE and linked else linked,
        pager=pager,
        searched=searched,
        hidden=tuple((posed.asking.fields() | page_fields(request, "q")).items()),
        nothing=_nothing(searched, listed, show, figure, moved.problem) if listed or not reason else NO_SUCH_REASON,
        moving=show == CHANGE,
        amount=_amount(indicator) if show in SUMMED else "",
        export=reverse("office:evidence-export", args=[key])
        + posed.asking.query(**page_fields(request, "show", "why", "q", "from", "from_known")),
        group=_group_link(request, posed, key, group),
        trend=_trend(posed, key) if trend and not group else None,
        movement=None if group else movement(posed, key, moved, CHANGE),
        movement_from=moved.earlier.isoformat(),
        movement_known=moved.said_known,
        movement_problem="" if group else moved.problem,
        movement_hidden=tuple((posed.asking.fields() | {"show": CHANGE}).items()),
    )


# ---- rows ----


def lists_of(found: EvidenceAnswer, group: _Group | None) -> dict[str, tuple[RowView, ...]]:
    """Rows in, out and not known, of all or of one group."""

    def views(rows: Sequence[Row]) -> tuple[RowView, ...]:
        return tuple(row_view(row) for row in rows if group is None or row.id in group.ids)

    return {IN: views(found.rows), OUT: views(found.out), UNKNOWN: views(found.unknown)}


def _amount(indicator: Indicator) -> str:
    """The heading of the column of what each row adds to a sum; empty if the figure counts rows."""
    return f"{indicator.label}（{indicator.unit}）" if isinstance(indicator.measure, Total) else ""


def _linked(posed: Posed, key: str, rows: Sequence[RowView]) -> tuple[RowView, ...]:
    """The rows of one page, each with the page of what it is; happenings have none."""
    page = PAGES.get(population(key).subject)
    if page is None:
        return tuple(rows)
    query = posed.asking.query()
    return tuple(replace(row, href=reverse(page, args=[row.id]) + query) for row in rows)


def _matching(rows: Sequence[RowView], searched: str) -> list[RowView]:
    wanted = fold(searched)
    return [row for row in rows if wanted in fold(f"{row.name} {row.code} {row.because}")]


def _nothing(searched: str, listed: Sequence[RowView], show: str, figure: Figure, problem: str) -> str:
    if searched and listed:
        return f"这里的 {len(listed)} 行里没有“{searched}”。去掉查找的字，就能看到全部。"
    if show == CHANGE and problem:
        return problem
    if figure.value is None and figure.missing and show != UNKNOWN:
        return f"不能得数：{figure.missing}。"
    return NOTHING[show]


def _tabs(
    request: HttpRequest,
    posed: Posed,
    key: str,
    lists: dict[str, tuple[RowView, ...]],
    moved: Comparison | None,
    show: str,
) -> tuple[Link, ...]:
    kept = page_fields(request, "show", "why", "q")

    def tab(name: str, label: str, count: str) -> Link:
        return Link(label, evidence_href(key, posed.asking, show=name, **kept) + "#rows", show == name, count)

    tabs = [
        tab(IN, "计入", str(len(lists[IN]))),
        tab(OUT, "未计入", str(len(lists[OUT]))),
        tab(UNKNOWN, "不知道", str(len(lists[UNKNOWN]))),
    ]
    if moved is not None and not request.GET.get("group"):
        tabs.append(tab(CHANGE, "增减", f"+{len(moved.came)} −{len(moved.went)}"))
    return tuple(tabs)


def _adds_up(lists: dict[str, tuple[RowView, ...]], indicator: Indicator, figure: Figure) -> str:
    inside, out, unknown = (len(lists[name]) for name in (IN, OUT, UNKNOWN))
    said = f"计入 {inside} ＋ 未计入 {out} ＋ 不知道 {unknown} ＝ 评判过的 {inside + out + unknown}"
    if isinstance(indicator.measure, Ratio) and figure.denominator is not None:
        same = figure.denominator == inside + out + unknown
        return f"{said}{'，即分母' if same else f'；分母 {figure.denominator}'}"
    return said


# ---- wording ----


def rules_read(log: ReadingLog) -> tuple[RuleRead, ...]:
    """What was read of the law, in words."""
    found = []
    for reading in log.readings:
        words = "；".join(f"“{citation.words}”" for citation in reading.citations if citation.words)
        found.append(RuleRead(str(reading), words))
    return tuple(found)


def _exact(figure: Figure) -> str:
    if figure.numerator is None or not figure.denominator:
        return ""
    hundredths = (2 * figure.numerator * 10_000 + figure.denominator) // (2 * figure.denominator)
    return f"{figure.numerator} ÷ {figure.denominator} = {hundredths // 100}.{hundredths % 100:02d}%"


# ---- one group ----


def group_asked(request: HttpRequest, posed: Posed, key: str) -> _Group | None:
    """The one group that an address names, if it names one."""
    by, token = request.GET.get("by", ""), request.GET.get("group", "")
    if not token or by not in {str(one) for one in Grouping}:
        return None
    grouping = Grouping(by)
    _, groups = by_group(posed.asked, [key], grouping)
    named = next((group for group in groups if group.token == token), None)
    try:
        ids = ids_in_group(posed.asked, key, grouping, token)
    except RuleUnavailable:
        ids = frozenset()
    if named is None:
        return _Group(grouping, token, "这一组", Figure(key, 0, "0"), ids)
    return _Group(grouping, token, named.name, named.figures[key], ids)


def said_of(group: _Group | None) -> str:
    """The group as fingerprints name it; empty if there is none."""
    return f"{group.grouping}={group.token}" if group else ""


def _group_link(request: HttpRequest, posed: Posed, key: str, group: _Group | None) -> Link | None:
    if group is None:
        return None
    without = evidence_href(key, posed.asking, **page_fields(request, "by", "group"))
    return Link(f"{LABELS[group.grouping]}：{group.name}", without)


# ---- other days ----


def _trend(posed: Posed, key: str) -> Chart | None:
    points = trend_of(posed.asked, key, year_of_months(posed.on))
    flow = nature(key) is Nature.FLOW
    readings = []
    for day, figure in points:
        since = month_start(day) if flow else None
        href = evidence_href(key, posed.asking.with_(on=day, since=since))
        readings.append(charts.Reading(day, _whole(figure), figure.text, href))
    first, last, label = readings[0], readings[-1], catalogue()[key].label
    words = "逐月" if flow else "月末"
    return charts.draw(
        [charts.Row(label, "n1", readings)],
        label=f"{label}{words}：{first.day} {first.text}，{last.day} {last.text}",
        columns=flow,
        percent=isinstance(catalogue()[key].measure, Ratio),
    )


def _whole(figure: Figure) -> int | None:
    """A value as a whole number for drawing: tenths of a percent, else the number itself."""
    if figure.numerator is not None and figure.denominator:
        return percent_tenths(figure.numerator, figure.denominator)
    return None if figure.value is None else round(figure.value)
