"""Organization life among what is due: what a month or quarter still asks for, counted by kind."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from shejian.core.calendar import DateFault
from shejian.core.calendar.reading import refuse_far_year
from shejian.core.indicators import bodies_within
from shejian.office.asking import Posed
from shejian.office.build.life_standing import standing_lines
from shejian.office.due_pages import LifePanel
from shejian.office.pages import Link


def month_of(text: str, on: date) -> date:
    """The first day of the month that an address names (2026-11), or of the day's own."""
    year, _, month = text.partition("-")
    if year.isdecimal() and month.isdecimal() and len(year) == len("2026"):
        try:
            refuse_far_year(int(year))
            return date(int(year), int(month), 1)
        except (DateFault, ValueError):
            pass
    return on.replace(day=1)


def bodies_of(posed: Posed) -> frozenset[int] | None:
    """The party organizations of a question; ``None`` for all there are."""
    if posed.asked.scope.units is None:
        return None
    return frozenset(posed.asked.view.relation(bodies_within, posed.asked.scope).collect()["id"].to_list())


def life_panel(posed: Posed, until: date) -> LifePanel:
    """What is behind or still to be held by a day."""
    lines = standing_lines(posed, until)
    href = reverse("office:life") + posed.asking.query()
    nothing = "" if lines else "规定的次数没有欠的，这段时间也没有到期的。"
    return LifePanel(lines, Link("按月看", href), nothing)
