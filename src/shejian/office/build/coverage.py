"""The page of both coverages: side by side, by unit, what each condition takes away, the gaps, the trend."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.calendar import add_months, month_ends, year_start
from shejian.core.indicators import Figure, When, catalogue
from shejian.core.indicators.effective import Condition, effective_coverage
from shejian.core.rules import RuleUnavailable
from shejian.figures.gaps import Gap, gaps
from shejian.figures.keeping import figures_at, figures_now
from shejian.office.asking import Posed
from shejian.office.build import charts
from shejian.office.build.cells import cell, evidence_href, sentence
from shejian.office.build.days import year_of_months
from shejian.office.build.figures import headlines_of, reading_on
from shejian.office.build.gaps import UNKNOWN, gap_list, gaps_href
from shejian.office.build.nothing import empty_ledger, holds_any
from shejian.office.build.shell import shell
from shejian.office.coverage_pages import CoveragePage, Parts, Step, UnitLine, UnitTable
from shejian.office.grouping import ALONG, LABELS, Group, by_group
from shejian.office.pages import Chart, Link
from shejian.office.visitors import Visitor

TITLE, CURRENT = "两个覆盖", "coverage"
HEADLINES = ("organization_coverage", "effective_coverage", "work_coverage")
UNKNOWN_KEY = "effectiveness_unknown"
OTHER_KIND = (Condition.ATTACHED, Condition.FUNCTIONAL)
"""They are taken away because of what covers, not because of how it lives, and are counted apart."""
TRENDS = (("organization_coverage", "n1"), ("effective_coverage", "n2"))
TREND, QUARTERS = "trend", "quarters"
YEARS_OF_QUARTERS = 2


def lost_key(condition: Condition) -> str:
    """The figure of what a condition takes away."""
    return f"not_effective_{condition}"


def _keys() -> tuple[str, ...]:
    lost = (lost_key(one) for one in effective_coverage().conditions)
    return (
        *("organizations", "covered", "not_built", "effectively_covered", *HEADLINES, "work_covered", UNKNOWN_KEY),
        *lost,
    )


def coverage_page(request: HttpRequest, one: Visitor, posed: Posed) -> CoveragePage:
    """Both coverages of a question, or why there is nothing to show."""
    around = shell(request, one, TITLE, CURRENT, posed)
    if not holds_any(posed.asked):
        return CoveragePage(around, sentence(posed), empty=empty_ledger(one, posed, reverse("office:coverage")))
    found = figures_now(posed.asked, _keys())
    try:
        every: tuple[Gap, ...] = gaps(posed.asked)
        problem = ""
    except RuleUnavailable as missing:
        every, problem = (), str(missing)
    return CoveragePage(
        shell=around,
        sentence=sentence(posed),
        meaning=effective_coverage().meaning,
        headlines=headlines_of(posed, found, HEADLINES),
        bar=parts_of(found),
        keys=_keys_of_bar(posed, found),
        units=_units(posed),
        steps=() if problem else _steps(posed, found),
        gaps=None if problem else gap_list(request, one, posed, every),
        trend=_trend(posed, request.GET.get(TREND, "")),
        trend_tabs=_trend_tabs(posed, request.GET.get(TREND, "")),
        problem=problem,
    )


# ---- the bar ----


def lost_of(found: dict[str, Figure]) -> int:
    """How many are covered, but certainly not effectively."""
    return sum(int(found[lost_key(one)].value or 0) for one in effective_coverage().conditions)


def effective_of(found: dict[str, Figure]) -> int:
    """How many are certainly covered effectively, also while others cannot be judged."""
    covered, unknown = int(found["covered"].value or 0), int(found[UNKNOWN_KEY].value or 0)
    return covered - lost_of(found) - unknown


def parts_of(found: dict[str, Figure]) -> Parts:
    """Effective, covered but not effectively, not known and not covered as one bar."""
    whole, covered = (int(found[key].value or 0) for key in ("organizations", "covered"))
    lost, unknown = lost_of(found), int(found[UNKNOWN_KEY].value or 0)
    judged = found[UNKNOWN_KEY].value is not None
    effective = covered - lost - unknown if judged else 0
    if not judged:
        unknown = covered
    said = f"有效 {effective} 家，有形未达标 {lost} 家，不能判断 {unknown} 家，未覆盖 {whole - covered} 家"
    return Parts(
        effective=_share(effective, whole),
        lost=_share(lost, whole),
        lost_at=_share(effective, whole),
        unknown=_share(unknown, whole),
        unknown_at=_share(effective + lost, whole),
        label=said,
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "0"


def _keys_of_bar(posed: Posed, found: dict[str, Figure]) -> tuple[tuple[str, Link], ...]:
    asking = posed.asking
    keys = [
        ("e", Link("有效", evidence_href("effectively_covered", asking), note=str(effective_of(found)))),
        ("h", Link("有形未达标", gaps_href(posed), note=str(lost_of(found)))),
    ]
    if found[UNKNOWN_KEY].value:
        keys.append(("u", Link("不能判断", evidence_href(UNKNOWN_KEY, asking), note=found[UNKNOWN_KEY].text)))
    keys.append(("z", Link("未覆盖", evidence_href("not_built", asking), note=found["not_built"].text)))
    return tuple(keys)


# ---- by unit ----


def _units(posed: Posed) -> UnitTable:
    grouping = ALONG[posed.line]
    totals, groups = by_group(posed.asked, _keys(), grouping)
    label = LABELS[grouping]
    return UnitTable(
        heading=f"按{label}",
        column=label,
        lines=tuple(_unit(posed, one, {"by": str(grouping), "group": one.token}) for one in groups),
        total=_unit(posed, Group("", "合计", totals), {}),
    )


def _unit(posed: Posed, group: Group, page: dict[str, str]) -> UnitLine:
    found, asking = group.figures, posed.asking
    unknown = found[UNKNOWN_KEY]
    return UnitLine(
        name=group.name,
        organizations=cell(found["organizations"], asking, **page),
        covered=cell(found["covered"], asking, **page),
        nominal=cell(found["organization_coverage"], asking, **page),
        effective=cell(found["effectively_covered"], asking, **page),
        rate=cell(found["effective_coverage"], asking, **page),
        lost=Link(str(lost_of(found)), gaps_href(posed, group=group.token)),
        unknown=Link(unknown.text, evidence_href(UNKNOWN_KEY, asking, **page)) if unknown.value else None,
        bar=parts_of(found),
    )


# ---- from nominal to effective ----


def _steps(posed: Posed, found: dict[str, Figure]) -> tuple[Step, ...]:
    whole = left = int(found["covered"].value or 0)
    steps = [_whole(posed, "covered", "有形覆盖", whole, whole)]
    taken = [(lost_key(one), one.label, str(one), one in OTHER_KIND) for one in effective_coverage().conditions]
    for key, label, item, apart in [*taken, (UNKNOWN_KEY, "不能判断", UNKNOWN, False)]:
        count = int(found[key].value or 0)
        left -= count
        steps.append(
            Step(
                label=label,
                text=f"−{count}" if count else "0",
                href=evidence_href(key, posed.asking),
                at=_share(left, whole),
                width=_share(count, whole),
                whole=False,
                apart=apart,
                meaning=catalogue()[key].definition,
                gaps=Link("看缺什么", gaps_href(posed, item=item)) if count else None,
            )
        )
    return (*steps, _whole(posed, "effectively_covered", "有效覆盖", left, whole))


def _whole(posed: Posed, key: str, label: str, count: int, whole: int) -> Step:
    return Step(
        label=label,
        text=str(count),
        href=evidence_href(key, posed.asking),
        at="0",
        width=_share(count, whole),
        whole=True,
        apart=False,
        meaning=catalogue()[key].definition,
        gaps=None,
    )


# ---- trend ----


def _trend_days(on: date, by: str) -> list[date]:
    if by != QUARTERS:
        return month_ends(year_of_months(on), on)
    ends = month_ends(add_months(on.replace(day=1), -12 * YEARS_OF_QUARTERS), on)
    return [day for day in ends if day.month % 3 == 0 or day == on]


def _trend(posed: Posed, by: str) -> Chart | None:
    days, keys = _trend_days(posed.on, by), [key for key, _ in TRENDS]
    found = [figures_at(posed.asked, When(day, year_start(day)), keys) for day in days]
    rows = [
        charts.Row(
            catalogue()[key].label,
            style,
            [reading_on(posed, one[key], day) for day, one in zip(days, found, strict=True)],
        )
        for key, style in TRENDS
    ]
    label = "；".join(f"{row.name}到 {row.readings[-1].day} 为 {row.readings[-1].text}" for row in rows)
    return charts.draw(rows, label=label, columns=False, percent=True)


def _trend_tabs(posed: Posed, by: str) -> tuple[Link, ...]:
    here = reverse("office:coverage")
    return tuple(
        Link(label, here + posed.asking.query(**({TREND: each} if each else {})) + "#trend", each == by)
        for each, label in (("", "近一年逐月"), (QUARTERS, "近两年逐季"))
    )
