"""Instruments: their list, and the page of one with what rests on it and what it changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.rules import Citation, DatedValue, Instrument, Law, Parameter
from shejian.core.sheets import fold
from shejian.office.asking import Posed
from shejian.office.build import rule_words as words
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.pages import Link
from shejian.office.rule_pages import ChangedRow, CitedRow, InstrumentPage, InstrumentRow, InstrumentsPage
from shejian.office.visitors import Visitor
from shejian.rulebook.queries import national_law

NEW, GONE, OTHER, SAME, UNKNOWN = "新增", "不再写", "改了", "没有变", "前一版未收录"


def instruments_page(request: HttpRequest, one: Visitor, posed: Posed) -> InstrumentsPage:
    """Every instrument, those in force on the day first, or those in whose wording the words sought stand."""
    law, searched = national_law(posed.known), request.GET.get("q", "").strip()
    wanted = [each for each in law.instruments.values() if fold(searched) in fold(_said(each))]
    counts: dict[str, set[str]] = {}
    for parameter, _, cite in _citations(law):
        counts.setdefault(cite.instrument.id, set()).add(parameter.key)
    rows = [_row(posed, each, len(counts.get(each.id, ()))) for each in wanted]
    rows.sort(key=lambda row: (row.tone != "ok", row.title, row.span))
    return InstrumentsPage(
        shell=shell(request, one, "文件", "rules", posed),
        sentence=f"规则所依据的党内法规、法律法规和通知　{posed.on} 的效力",
        places=words.rule_places(posed.asking, "instruments"),
        summary=f"{len(rows)} 件" if searched else f"共 {len(rows)} 件",
        searched=searched,
        hidden=tuple(posed.asking.fields().items()),
        rows=tuple(rows),
        nothing="" if rows else f"没有名称、文号、发文机关里写着“{searched}”的文件。去掉查找的字，就能看到全部。",
    )


def _said(each: Instrument) -> str:
    return " ".join((each.id, each.title, each.short_title, each.number or "", each.issuer))


def _row(posed: Posed, each: Instrument, rules: int) -> InstrumentRow:
    state, tone = _state(posed, each)
    return InstrumentRow(
        id=each.id,
        title=each.short_title,
        href=words.instrument_href(each, posed.asking),
        issuer="，".join(part for part in (each.issuer, each.number) if part),
        span=words.span_words(each.span),
        state=state,
        tone=tone,
        read=each.read.label,
        rules=rules,
    )


def _state(posed: Posed, each: Instrument) -> tuple[str, str]:
    if posed.on < each.in_force:
        return "尚未施行", "none"
    return ("施行", "ok") if each.span.holds_on(posed.on) else ("不再施行", "past")


def instrument_page(request: HttpRequest, one: Visitor, posed: Posed, each: Instrument) -> InstrumentPage:
    """One instrument."""
    law = national_law(posed.known)
    before = next((other for other in law.instruments.values() if other.superseded_by == each.id), None)
    after = law.instruments.get(each.superseded_by or "")
    state, tone = _state(posed, each)
    found = (("前一版", before), ("后一版", after))
    return InstrumentPage(
        shell=shell(request, one, each.short_title, "rules", posed),
        back=reverse("office:instruments") + posed.asking.query(),
        title=each.title,
        sub="，".join(part for part in (each.issuer, each.number, words.version_of(each)) if part),
        state=state,
        tone=tone,
        about=_about(each),
        versions=tuple(
            Link(f"{which}：{other.short_title}", words.instrument_href(other, posed.asking))
            for which, other in found
            if other
        ),
        rows=tuple(_cited(posed, *one_) for one_ in _citations(law) if one_[2].instrument.id == each.id),
        changed_title=f"和{before.short_title}比，逐条" if before else "",
        changed=tuple(_changes(posed, law, before, each)) if before else (),
    )


def _about(each: Instrument) -> FactCard:
    lines = [
        FactLine("发文机关", each.issuer),
        FactLine("文号", each.number or "没有收录"),
        FactLine("发布", str(each.issued) if each.issued else "没有收录"),
        FactLine("施行", words.span_words(each.span)),
        FactLine("读到的文本", each.read.label),
    ]
    if each.amended:
        lines.insert(4, FactLine("修改", "、".join(map(str, each.amended))))
    return FactCard("文件", tuple(lines), foot=each.source)


def _citations(law: Law) -> Iterator[tuple[Parameter, DatedValue, Citation]]:
    for key in law.keys:
        parameter = law.parameter(key)
        for value in parameter.values:
            for cite in value.citations:
                yield parameter, value, cite


def _cited(posed: Posed, parameter: Parameter, value: DatedValue, cite: Citation) -> CitedRow:
    return CitedRow(
        label=parameter.label,
        href=words.rule_href(parameter.key, posed.asking),
        value=f"{value.modality} {value}",
        span=words.span_words(value.span),
        article=cite.article or words.UNVERIFIED,
        words=cite.words or "",
    )


def _changes(posed: Posed, law: Law, before: Instrument, after: Instrument) -> Iterator[ChangedRow]:
    """Every rule that either version sets: what became of it, those that changed first."""
    rows = []
    for key in law.keys:
        parameter = law.parameter(key)
        old, new = _resting_on(parameter, before), _resting_on(parameter, after)
        if old is None and new is None:
            continue
        kind = _kind(parameter, before, old, new)
        shown = [f"{value.modality} {value}" if value else "—" for value in (old, new)]
        href = words.rule_href(key, posed.asking)
        rows.append(ChangedRow(parameter.label, href, shown[0], shown[1], kind, kind not in (SAME, UNKNOWN)))
    yield from sorted(rows, key=lambda row: not row.changed)


def _kind(parameter: Parameter, before: Instrument, old: DatedValue | None, new: DatedValue | None) -> str:
    """What became of a rule. Of a version whose rules are not recorded here nothing can be said."""
    if old is None:
        return NEW if parameter.recorded_from <= before.in_force else UNKNOWN
    if new is None:
        return GONE
    return SAME if (old.value, old.modality) == (new.value, new.modality) else OTHER


def _resting_on(parameter: Parameter, instrument: Instrument) -> DatedValue | None:
    """The last value of a rule that rests on an instrument."""
    found = [
        value for value in parameter.values if any(cite.instrument.id == instrument.id for cite in value.citations)
    ]
    return found[-1] if found else None
