"""A figure's evidence as the drawer shows it, and all of its rows as a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from shejian.core.calendar import long_date
from shejian.core.indicators import catalogue
from shejian.exchange.services.sheets import Value, one_sheet
from shejian.figures.answers import answer_evidence
from shejian.figures.fingerprint import fingerprint_of
from shejian.office.asking import Posed
from shejian.office.build.cells import evidence_href, sentence
from shejian.office.build.evidence import IN, OUT, UNKNOWN, evidence_page, group_asked, lists_of, said_of
from shejian.office.build.shell import page_fields
from shejian.office.figure_pages import DrawerPage
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.reports.freezing import short

FIRST = 20
JUDGED = {IN: "计入", OUT: "未计入", UNKNOWN: "不知道"}
HEADINGS = (("评判", 10), ("名称", 40), ("代码", 22), ("理由", 70), ("计入的量", 14))


def drawer_page(request: HttpRequest, one: Visitor, posed: Posed, key: str) -> DrawerPage:
    """The same evidence as the whole page, without what is only looked at there."""
    page = evidence_page(request, one, posed, key, trend=False)
    whole = evidence_href(key, posed.asking, **page_fields(request, "q"))
    summary = page.pager.summary.split("，")[0]
    rest = Link(f"{summary}，看整页" if summary else "看整页", whole)
    return DrawerPage(page, page.rows[:FIRST], rest, short(page.fingerprint))


def evidence_workbook(request: HttpRequest, posed: Posed, key: str) -> bytes:
    """Every judged row of a figure, or of one group of it, with its reason."""
    found, group = answer_evidence(posed.asked, key), group_asked(request, posed, key)
    lists = lists_of(found, group)

    def rows() -> Iterator[tuple[Value, ...]]:
        for name, judged in JUDGED.items():
            for row in lists[name]:
                yield judged, row.name, row.code, row.because, row.amount

    label = catalogue()[key].label
    figure = group.figure if group else found.figure
    print_ = fingerprint_of(posed.asked, figure, lists, said_of(group))
    notes = (sentence(posed, key), f"截至 {long_date(posed.on)}", f"取数指纹 {print_}")
    return one_sheet("凭据", f"{label}：凭据", notes, HEADINGS, rows())
