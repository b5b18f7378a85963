"""The page of all figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.calendar import month_ends, year_start
from shejian.core.indicators import Figure, Grouping, Nature, When, catalogue, nature, percent_tenths
from shejian.figures.asking import Asked
from shejian.figures.keeping import figures_at, figures_now
from shejian.office.asking import Asking, Posed
from shejian.office.build import charts
from shejian.office.build.cells import cell, change_text, evidence_href, parts, sentence
from shejian.office.build.days import last_year_end, year_of_months
from shejian.office.build.figure_places import figure_places
from shejian.office.build.nothing import empty_ledger, holds_any
from shejian.office.build.shell import shell
from shejian.office.grouping import ALONG, LABELS, Group, by_group, grouping_for, is_of_units
from shejian.office.pages import (
    Cell,
    Chart,
    CoverageBar,
    FigureRow,
    FiguresPage,
    GroupRow,
    GroupTable,
    Headline,
    Link,
    Section,
)
from shejian.office.visitors import Visitor

TITLE = "指标"
HEADLINES = ("organization_coverage", "effective_coverage", "work_coverage", "organizations", "party_organizations")
BY_GROUP = (
    "organizations",
    "party_organizations",
    "covered",
    "organization_coverage",
    "work_covered",
    "work_coverage",
)
TRENDS = (("organization_coverage", "n1"), ("work_coverage", "n2"))


def figures_page(request: HttpRequest, one: Visitor, posed: Posed) -> FiguresPage:
    """All figures of a question, or why there are none."""
    around = shell(request, one, TITLE, "figures", posed)
    if not holds_any(posed.asked):
        return FiguresPage(around, sentence(posed), empty=empty_ledger(one, posed, reverse("office:figures")))
    asking = posed.asking
    found = figures_now(posed.asked)
    grouping = grouping_for(request.GET.get("by", ""), posed.line)
    return FiguresPage(
        shell=around,
        sentence=sentence(posed),
        places=figure_places(asking, "figures"),
        headlines=headlines(posed, found),
        bar=coverage_bar(found),
        covered=cell(found["covered"], asking),
        not_covered=cell(found["not_built"], asking),
        trend=coverage_trend(posed),
        groups=_groups(posed, grouping),
        sections=_sections(found, asking),
    )


def headlines(posed: Posed, found: dict[str, Figure]) -> tuple[Headline, ...]:
    """The figures at the head of a page, each with how it moved since last year's end."""
    return headlines_of(posed, found, HEADLINES)


def headlines_of(posed: Posed, found: dict[str, Figure], keys: Sequence[str]) -> tuple[Headline, ...]:
    """Some figures, each with how it moved since last year's end."""
    earlier = _last_year(posed.asked, keys)
    return tuple(_headline(found[key], earlier[key], posed) for key in keys)


def _last_year(asked: Asked, keys: Sequence[str]) -> dict[str, Figure]:
    day = last_year_end(asked.question.on)
    return figures_at(asked, When(day, year_start(day)), keys)


def _headline(figure: Figure, earlier: Figure, posed: Posed) -> Headline:
    asking, day = posed.asking, last_year_end(posed.on)
    part, whole = parts(figure, asking)
    moved = change_text(earlier, figure)
    words = f"较 {day.year} 年末" if moved else f"{day.year} 年末没有数"
    href = evidence_href(figure.key, asking, show="change", **{"from": day.isoformat()})
    return Headline(catalogue()[figure.key].label, cell(figure, asking), part, whole, Link(words, href, note=moved))


def coverage_bar(found: dict[str, Figure]) -> CoverageBar:
    """Covered and not covered as one bar."""
    covered, whole = found["covered"].value or 0, found["organizations"].value or 0
    width = f"{100 * covered / whole:.2f}" if whole else "0"
    return CoverageBar(width, f"已覆盖 {covered} 家，未覆盖 {whole - covered} 家")


def coverage_trend(posed: Posed) -> Chart | None:
    """Both coverages at the end of each month for a year back."""
    keys = [key for key, _ in TRENDS]
    days = month_ends(year_of_months(posed.on), posed.on)
    found = [figures_at(posed.asked, When(day, year_start(day)), keys) for day in days]
    rows = []
    for key, style in TRENDS:
        readings = [reading_on(posed, one[key], day) for day, one in zip(days, found, strict=True)]
        rows.append(charts.Row(catalogue()[key].label, style, readings))
    label = "；".join(_trend_words(row) for row in rows)
    return charts.draw(rows, label=label, columns=False, percent=True)


def reading_on(posed: Posed, figure: Figure, day: date) -> charts.Reading:
    """A share on another day, as a point of a chart."""
    href = evidence_href(figure.key, posed.asking.with_(on=day, since=None))
    return charts.Reading(day, _tenths(figure), figure.text, href)


def _tenths(figure: Figure) -> int | None:
    if figure.value is None or not figure.denominator or figure.numerator is None:
        return None
    return percent_tenths(figure.numerator, figure.denominator)


def _trend_words(row: charts.Row) -> str:
    first, last = row.readings[0], row.readings[-1]
    return f"{row.name}从 {first.day} 的 {first.text} 到 {last.day} 的 {last.text}"


def _groups(posed: Posed, grouping: Grouping) -> GroupTable:
    asking = posed.asking
    totals, groups = by_group(posed.asked, BY_GROUP, grouping)
    here = reverse("office:figures")
    plain = ALONG[posed.line]
    tabs = tuple(
        Link(label, here + asking.query(by="" if one is plain else str(one)) + "#groups", one is grouping)
        for one, label in LABELS.items()
    )
    order = "按单位的序列排列，不作排名" if is_of_units(grouping) else "按目录次序排列，不作排名"
    return GroupTable(
        heading=LABELS[grouping],
        tabs=tabs,
        rows=tuple(_group_row(group.name, group.figures, asking, _of(grouping, group)) for group in groups),
        total=_group_row("合计", totals, asking, {}),
        note=order,
        remark=totals["party_organizations"].note or "",
    )


def _of(grouping: Grouping, group: Group) -> dict[str, str]:
    return {"by": str(grouping), "group": group.token}


def _group_row(name: str, found: dict[str, Figure], asking: Asking, page: dict[str, str]) -> GroupRow:
    cells: dict[str, Cell] = {key: cell(found[key], asking, **page) for key in BY_GROUP}
    return GroupRow(
        name=name,
        organizations=cells["organizations"],
        bodies=cells["party_organizations"],
        covered=cells["covered"],
        coverage=cells["organization_coverage"],
        work_covered=cells["work_covered"],
        work_coverage=cells["work_coverage"],
        bar=coverage_bar(found),
    )


def _sections(found: dict[str, Figure], asking: Asking) -> tuple[Section, ...]:
    sections: dict[str, list[FigureRow]] = {}
    basis: dict[str, str] = {}
    for key, indicator in catalogue().items():
        row = FigureRow(indicator.label, indicator.definition, nature(key) is Nature.FLOW, cell(found[key], asking))
        sections.setdefault(indicator.section, []).append(row)
        basis.setdefault(indicator.section, indicator.basis)
    return tuple(Section(title, basis[title], tuple(rows)) for title, rows in sections.items())
