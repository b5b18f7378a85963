"""Every figure at two days side by side, with what came and went between them."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.calendar import DateFault, read_date
from shejian.core.indicators import Nature, catalogue, nature
from shejian.figures.comparing import Compared, compare_all
from shejian.office.asking import Posed
from shejian.office.build.cells import cell, change_text, evidence_href
from shejian.office.build.days import last_year_end
from shejian.office.build.figure_places import figure_places
from shejian.office.build.movement import books, earlier_known
from shejian.office.build.nothing import empty_ledger, holds_any
from shejian.office.build.shell import shell
from shejian.office.figure_pages import ComparedRow, ComparedSection, ComparePage
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wording import extent

TITLE = "比较两天"
NOT_KNOWN = "—"


def compare_page(request: HttpRequest, one: Visitor, posed: Posed) -> ComparePage:
    """All figures at an earlier day and at the day asked about, by default the end of the year before."""
    said = request.GET.get("from", "").strip()
    earlier, problem = _earlier(said, posed)
    said_known = request.GET.get("from_known", "").strip()
    known, no_book = earlier_known(said_known)
    problem = problem or no_book
    here = reverse("office:figures-compare")
    holds = holds_any(posed.asked)
    question, name = posed.asked.question, posed.node.name if posed.node else "全部"
    return ComparePage(
        shell=shell(request, one, TITLE, "figures", posed),
        sentence=(
            f"{name} · {question.line.label} · {extent(question.own)}　{earlier or said} 与 {posed.on}"
            f" · {books(posed, earlier or said, known)}"
        ),
        places=figure_places(posed.asking, "figures-compare"),
        earlier=earlier.isoformat() if earlier else said,
        later=posed.on.isoformat(),
        earlier_known=said_known,
        known=posed.asking.known,
        choices=_choices(posed, earlier, said_known) if earlier else (),
        hidden=tuple(posed.asking.with_(on=None, since=None, known="").fields().items()),
        problem=problem,
        sections=_sections(posed, earlier, known, said_known) if earlier and holds and not problem else (),
        empty=None if holds else empty_ledger(one, posed, here),
    )


def _earlier(said: str, posed: Posed) -> tuple[date | None, str]:
    """The earlier day, or what is wrong with it."""
    if not said:
        return last_year_end(posed.on), ""
    try:
        earlier = read_date(said)
    except DateFault as fault:
        return None, f"期初那一天写的“{said}”{fault}。"
    if earlier > posed.on:
        return None, f"期初 {earlier} 晚于期末 {posed.on}，请把两天对调。"
    return earlier, ""


def _choices(posed: Posed, earlier: date, said_known: str) -> tuple[Link, ...]:
    """By one ledger, which shows what changed in the world; or the earlier day as it was known at its close, which
    shows what was recorded late or put right as well."""
    here = reverse("office:figures-compare")
    then = earlier.isoformat()
    return tuple(
        Link(label, here + posed.asking.query(**{"from": then, "from_known": known}), said_known == known, note=note)
        for label, known, note in (
            ("两天同一本账", "", "只看情况怎么变"),
            ("期初按当天终了时的账", then, "连同后来的补录和更正"),
        )
    )


def _sections(posed: Posed, earlier: date, known: int | None, said_known: str) -> tuple[ComparedSection, ...]:
    sections: dict[str, list[ComparedRow]] = {}
    for one in compare_all(posed.asked, list(catalogue()), earlier, posed.on, earlier_known=known):
        sections.setdefault(catalogue()[one.key].section, []).append(_row(posed, earlier, one, said_known))
    return tuple(ComparedSection(title, tuple(rows)) for title, rows in sections.items())


def _row(posed: Posed, earlier: date, one: Compared, said_known: str) -> ComparedRow:
    plain, equation = posed.asking.with_(since=None), one.equation
    page = {"show": "change", "from": earlier.isoformat(), "from_known": said_known}
    moved = evidence_href(one.key, plain, **page) + "#rows"
    then = plain.with_(on=earlier, known=said_known) if said_known else plain.with_(on=earlier)
    return ComparedRow(
        label=catalogue()[one.key].label,
        in_period=nature(one.key) is Nature.FLOW,
        earlier=cell(one.earlier, then),
        later=cell(one.later, plain),
        change=change_text(one.earlier, one.later),
        opening=_side(equation.opening) if equation else NOT_KNOWN,
        came=Link(_side(equation.came), moved) if equation else None,
        went=Link(_side(equation.went), moved) if equation else None,
        closing=_side(equation.closing) if equation else NOT_KNOWN,
        note=f"有一头不知道的 {one.unclear} 行没有算进增减" if one.unclear else "",
    )


def _side(value: int | float | None) -> str:
    if value is None:
        return NOT_KNOWN
    return str(value) if isinstance(value, int) else f"{value:.2f}"
