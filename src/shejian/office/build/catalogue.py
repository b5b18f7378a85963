"""The catalogue of figures: what each means, what it rests on, and its value for the question."""

from __future__ import annotations

from importlib.metadata import version

from django.http import HttpRequest

from shejian.core.indicators import Indicator, Nature, catalogue, nature
from shejian.core.rules import ReadingLog, RuleUnavailable
from shejian.core.sheets import fold
from shejian.figures.keeping import figures_now
from shejian.office.asking import Posed
from shejian.office.build.cells import cell, sentence
from shejian.office.build.evidence import rules_read
from shejian.office.build.figure_places import figure_places
from shejian.office.build.shell import shell
from shejian.office.figure_pages import CataloguePage, CatalogueRow, CatalogueSection
from shejian.office.pages import RuleRead
from shejian.office.visitors import Visitor


def catalogue_page(request: HttpRequest, one: Visitor, posed: Posed) -> CataloguePage:
    """Every figure, or those in whose wording the words sought stand."""
    searched = request.GET.get("q", "").strip()
    wanted = [indicator for indicator in catalogue().values() if fold(searched) in fold(_words(indicator))]
    found = figures_now(posed.asked, [indicator.key for indicator in wanted]) if wanted else {}
    sections: dict[str, list[CatalogueRow]] = {}
    for indicator in wanted:
        row = CatalogueRow(
            key=indicator.key,
            label=indicator.label,
            unit=indicator.unit,
            in_period=nature(indicator.key) is Nature.FLOW,
            definition=indicator.definition,
            basis=indicator.basis,
            rules=_rules(posed, indicator),
            cell=cell(found[indicator.key], posed.asking),
        )
        sections.setdefault(indicator.section, []).append(row)
    many = f"{len(wanted)} 个指标" if searched else f"共 {len(wanted)} 个指标"
    return CataloguePage(
        shell=shell(request, one, "指标目录", "figures", posed),
        sentence=sentence(posed),
        places=figure_places(posed.asking, "figures-catalogue"),
        summary=f"{many}，口径随软件版本 {version('shejian')}；规则按截至日施行的版本。",
        searched=searched,
        hidden=tuple(posed.asking.fields().items()),
        sections=tuple(CatalogueSection(title, tuple(rows)) for title, rows in sections.items()),
        nothing="" if wanted else f"没有名称、代号、口径或依据里写着“{searched}”的指标。去掉查找的字，就能看到全部。",
    )


def _words(indicator: Indicator) -> str:
    return " ".join((indicator.key, indicator.label, indicator.definition, indicator.basis, indicator.section))


def _rules(posed: Posed, indicator: Indicator) -> tuple[RuleRead, ...]:
    """The rules that a figure reads, as they stood on the day; of one that had no value then, why."""
    log, found = ReadingLog(), []
    law = posed.asked.law.on(posed.on, log)
    for key in indicator.rules:
        try:
            law.value(key)
        except RuleUnavailable as unavailable:
            found.append(RuleRead(str(unavailable), ""))
    return (*rules_read(log), *found)
