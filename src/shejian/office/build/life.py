"""The calendar of a unit: meetings held and planned in a month, by day and as a list."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse

from shejian.activities.queries import Happened, meetings_between, plans_between
from shejian.core.calendar import add_months
from shejian.core.facts.terms import MeetingKind
from shejian.core.rules import load_workdays
from shejian.office.acting.meeting_fields import read_day
from shejian.office.asking import Posed
from shejian.office.build.cells import sentence
from shejian.office.build.life_desk import bodies_of, month_of
from shejian.office.build.life_lines import One, lines_of
from shejian.office.build.life_standing import SHOW, apart_lines, opened, standing_lines
from shejian.office.build.life_year import KIND
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.life_pages import LifeDay, LifeLine, LifePage
from shejian.office.pages import Link
from shejian.office.visitors import Visitor

CURRENT, MONTH, DAY = "due", "month", "day"
SHOWN_A_DAY = 3


@dataclass(frozen=True, slots=True)
class _Month:
    """What was held and is planned in a month, by day."""

    posed: Posed
    first: date
    kind: str
    every: Sequence[tuple[date, One]]

    @classmethod
    def of(cls, posed: Posed, first: date, kind: str) -> _Month:
        last, ours = add_months(first, 1) - timedelta(days=1), bodies_of(posed)
        every: list[tuple[date, One]] = []
        if first <= posed.on:
            every += [(one.day, one) for one in meetings_between(posed.asked.picture, first, min(last, posed.on), ours)]
        plans = plans_between(first, last, posed.known, ours)
        every += [(one.start, one) for one in plans if one.start is not None]
        kept = [each for each in every if not kind or each[1].kind == kind]
        return cls(posed, first, kind, sorted(kept, key=lambda each: each[0]))


def life_page(request: HttpRequest, one: Visitor, posed: Posed) -> LifePage:
    """A month of organization life in the scope of a question, and who stands how with what is asked."""
    said = request.GET
    first, kind = month_of(said.get(MONTH, ""), posed.on), said.get(KIND, "")
    kind = kind if kind in {str(each) for each in MeetingKind} else ""
    day, shown, page = read_day(said.get(DAY, "")), said.get(SHOW, ""), said.get("page", "")
    if day is not None:
        first = day.replace(day=1)
    found = _Month.of(posed, first, kind)
    here, month = reverse("office:life"), f"{first:%Y-%m}"

    def link(label: str, current: bool = False, **more: str) -> Link:
        return Link(label, here + posed.asking.query(**({MONTH: month, KIND: kind} | more)), current)

    wanted = [each for each in found.every if day is None or each[0] == day]
    asked = {MONTH: month, KIND: kind, DAY: str(day or "")}
    listed, pager = paged(wanted, page if not shown else "", _pages(here, posed, asked), "次")
    heading = f"{first.year} 年 {first.month} 月"
    return LifePage(
        shell=shell(request, one, f"{heading}的组织生活", CURRENT, posed),
        sentence=f"{sentence(posed)} · {_counted(found)}",
        heading=heading,
        before=link("上月", month=f"{add_months(first, -1):%Y-%m}"),
        after=link("下月", month=f"{add_months(first, 1):%Y-%m}"),
        kinds=(
            link("全部", not kind, kind=""),
            *(link(each.label, kind == each, kind=str(each)) for each in MeetingKind),
        ),
        weeks=tuple(_weeks(found, here, asked)),
        standing=standing_lines(posed, shown=shown),
        apart=apart_lines(posed),
        opened=opened(one, posed, shown, page),
        listed=f"{day} 的" if day else f"{heading}的",
        lines=tuple(lines_of(posed, listed)),
        pager=pager,
        whole=link("看整月") if day else None,
        links=(
            Link("组织生活台账", reverse("office:ledger", args=["meetings"]) + posed.asking.query(), icon="list"),
            Link("待办", reverse("office:due") + posed.asking.query(), icon="bell"),
        ),
    )


def _pages(here: str, posed: Posed, asked: dict[str, str]) -> Callable[[int], str]:
    return lambda at: here + posed.asking.query(**asked, page=str(at)) + "#listed"


def _counted(found: _Month) -> str:
    held = sum(isinstance(one, Happened) for _, one in found.every)
    return f"本月开了 {held} 次，计划 {len(found.every) - held} 次"


def _weeks(found: _Month, here: str, asked: dict[str, str]) -> Iterator[tuple[LifeDay, ...]]:
    by_day: dict[date, list[tuple[date, One]]] = {}
    for each in found.every:
        by_day.setdefault(each[0], []).append(each)
    shown = [each for day in sorted(by_day) for each in by_day[day][:SHOWN_A_DAY]]
    lines: dict[str, list[LifeLine]] = {}
    for line in lines_of(found.posed, shown):
        lines.setdefault(line.day, []).append(line)
    for week in calendar.Calendar().monthdatescalendar(found.first.year, found.first.month):
        yield tuple(_day(found, day, lines.get(str(day), []), len(by_day.get(day, [])), here, asked) for day in week)


def _day(found: _Month, day: date, lines: list[LifeLine], count: int, here: str, asked: dict[str, str]) -> LifeDay:
    if day.month != found.first.month:
        return LifeDay("", "", ())
    more = None
    if count > len(lines):
        query = found.posed.asking.query(**(asked | {DAY: str(day)}))
        more = Link(f"共 {count} 次", f"{here}{query}#listed")
    rest = not load_workdays().works_on(day)
    return LifeDay(str(day.day), str(day), tuple(lines), more, day == found.posed.on, rest)
