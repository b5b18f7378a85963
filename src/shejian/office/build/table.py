"""The statutory yearly table on screen: each number leads to its rows."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.indicators import Figure, Grouping
from shejian.figures.statutory import COLUMNS, TITLE, TYPES, Check, statutory_table
from shejian.office.asking import Posed
from shejian.office.build.cells import cell, sentence
from shejian.office.build.figure_places import figure_places
from shejian.office.build.nothing import empty_ledger, holds_any
from shejian.office.build.shell import shell
from shejian.office.figure_pages import TableCheck, TableLine, TablePage
from shejian.office.pages import Cell, Link
from shejian.office.visitors import Visitor

YEARS = 6
OUTCOMES = {True: ("ok", "相符"), False: ("late", "不符"), None: ("mute", "有数不知道，核不了")}


def table_page(request: HttpRequest, one: Visitor, posed: Posed) -> TablePage:
    """The table of a question."""
    here, asking = reverse("office:figures-table"), posed.asking
    around = shell(request, one, TITLE, "figures", posed)
    places = figure_places(asking, "figures-table")
    said = sentence(posed, "organizations")
    years = _years(posed, here)
    export = reverse("office:figures-table-export") + asking.query()
    if not holds_any(posed.asked):
        empty = empty_ledger(one, posed, here)
        return TablePage(around, said, places, TITLE, posed.asked.path, years, export, empty=empty)
    table = statutory_table(posed.asked)
    return TablePage(
        shell=around,
        sentence=said,
        places=places,
        title=TITLE,
        unit=posed.asked.path,
        years=years,
        export=export,
        columns=COLUMNS,
        lines=tuple(
            TableLine(number, line.depth, line.label, tuple(_cell(posed, at, one) for at, one in enumerate(figures)))
            for number, (line, figures) in enumerate(table.cells, 1)
        ),
        checks=tuple(_check(each) for each in table.checks),
        reasons=table.reasons,
    )


def _years(posed: Posed, here: str) -> tuple[Link, ...]:
    """Today, and the last days of the years before."""
    asking, this_year = posed.asking.with_(on=None, since=None), posed.today.year
    found = [Link("今日", here + asking.query(), posed.on == posed.today)]
    for year in range(this_year - 1, this_year - 1 - YEARS, -1):
        day = date(year, 12, 31)
        found.append(Link(f"{year} 年末", here + asking.with_(on=day).query(), posed.on == day))
    return tuple(found)


def _cell(posed: Posed, at: int, figure: Figure | None) -> Cell | None:
    """A cell as a link to the rows of its column: the first column is of all organizations, the others of one type."""
    if figure is None:
        return None
    page = {"by": str(Grouping.TYPE), "group": str(TYPES[at - 1])} if at else {}
    return cell(figure, posed.asking, **page)


def _check(one: Check) -> TableCheck:
    tone, verdict = OUTCOMES[one.holds]
    return TableCheck(one.column, one.words, tone, verdict)
