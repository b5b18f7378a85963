"""The list of rules: by area, on a day, as the unit asked about is judged by them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.rules import DatedValue, Parameter, RuleUnavailable
from shejian.core.sheets import fold
from shejian.office.asking import Posed
from shejian.office.build import rule_words as words
from shejian.office.build.shell import shell
from shejian.office.pages import Link
from shejian.office.rule_pages import RuleRow, RuleSection, RulesPage
from shejian.office.visitors import Visitor

KINDS = {
    "": "全部",
    "confirmed": words.CONFIRMED,
    "unverified": words.UNVERIFIED,
    "local": "本地另定",
    "none": "当日没有值",
}


def rules_page(request: HttpRequest, one: Visitor, posed: Posed) -> RulesPage:
    """Every rule on the day asked about, or those in whose wording the words sought stand."""
    searched, asked = request.GET.get("q", "").strip(), request.GET.get("show", "")
    chosen = asked if asked in KINDS else ""
    sections, counts = [], dict.fromkeys(KINDS, 0)
    for title, rules in words.by_area(posed.asked.law):
        rows = []
        for parameter in rules:
            row, value = _row(posed, parameter)
            if searched and fold(searched) not in fold(" ".join((_words(parameter, value), row.clause))):
                continue
            kinds = ("", _kind(row), "local") if row.local else ("", _kind(row))
            for kind in kinds:
                counts[kind] += 1
            if chosen in kinds:
                rows.append(row)
        if rows:
            sections.append(RuleSection(title, tuple(rows)))
    found = sum(len(section.rows) for section in sections)
    node = posed.node.name if posed.node else "全部"
    return RulesPage(
        shell=shell(request, one, "规则", "rules", posed),
        sentence=f"{node}适用的规则：国家的和本线各单位另定的　{posed.on} 施行的值 · 以第 {posed.known} 笔的账为准",
        places=words.rule_places(posed.asking, "rules"),
        summary=f"{found} 条" if searched or chosen else f"共 {found} 条",
        searched=searched,
        hidden=(*posed.asking.fields().items(), *((("show", chosen),) if chosen else ())),
        kinds=tuple(
            Link(
                label,
                reverse("office:rules") + posed.asking.query(q=searched, show=kind),
                kind == chosen,
                str(counts[kind]),
            )
            for kind, label in KINDS.items()
            if counts[kind] or kind in ("", chosen)
        ),
        sections=tuple(sections),
        nothing="" if found else "没有这样的规则。去掉查找的字，或选“全部”，就能看到所有规则。",
    )


def _row(posed: Posed, parameter: Parameter) -> tuple[RuleRow, DatedValue | None]:
    href = words.rule_href(parameter.key, posed.asking)
    try:
        value = posed.asked.law.on(posed.on).value(parameter.key)
    except RuleUnavailable as unavailable:
        row = RuleRow(parameter.key, parameter.label, href, "—", "", "当日没有值", "none", "", "", str(unavailable))
        return row, None
    state, tone = words.state_of(value)
    cites = "、".join(f"{cite.instrument.short_title}{cite.article or ''}" for cite in value.citations)
    row = RuleRow(
        parameter.key, parameter.label, href, str(value), value.modality, state, tone, cites, maker_of(posed, value), ""
    )
    return row, value


def maker_of(posed: Posed, value: DatedValue) -> str:
    """The unit whose own value it is; empty for the nation's."""
    for layer in posed.asked.law.layers[1:]:
        parameter = layer.parameters.get(value.key)
        if parameter is not None and any(one is value for one in parameter.values):
            return layer.name
    return ""


def _kind(row: RuleRow) -> str:
    if row.missing:
        return "none"
    return "confirmed" if row.state == words.CONFIRMED else "unverified"


def _words(parameter: Parameter, value: DatedValue | None) -> str:
    titles = " ".join(cite.instrument.title for cite in value.citations) if value else ""
    return " ".join(
        (parameter.key, parameter.label, parameter.meaning, words.area_of(parameter.key), titles, str(value or ""))
    )
