"""Organization life among what is due: what a month or quarter still asks for, counted by kind, and what is planned."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from shejian.activities.models import PlannedMeeting
from shejian.activities.queries import plans_between
from shejian.core.indicators import bodies_within
from shejian.office.asking import Posed
from shejian.office.build.life_lines import lines_of
from shejian.office.build.life_standing import standing_lines
from shejian.office.due_pages import LifePanel
from shejian.office.pages import Link

SHOWN_PLANS = 6


def month_of(text: str, on: date) -> date:
    """The first day of the month that an address names (2026-11), or of the day's own."""
    year, _, month = text.partition("-")
    if year.isdecimal() and month.isdecimal() and len(year) == len("2026"):
        try:
            return date(int(year), int(month), 1)
        except ValueError:
            pass
    return on.replace(day=1)


def bodies_of(posed: Posed) -> frozenset[int] | None:
    """The party organizations of a question; ``None`` for all there are."""
    if posed.asked.scope.units is None:
        return None
    return frozenset(posed.asked.view.relation(bodies_within, posed.asked.scope).collect()["id"].to_list())


def plans_until(posed: Posed, until: date) -> list[PlannedMeeting]:
    """What is planned in the scope from the day of the question up to another."""
    return plans_between(posed.on, until, posed.known, bodies_of(posed))


def life_panel(posed: Posed, until: date) -> LifePanel:
    """What is behind or still to be held by a day, and what is planned up to it."""
    lines, plans = standing_lines(posed, until), plans_until(posed, until)
    href = reverse("office:life") + posed.asking.query()
    return LifePanel(
        lines,
        tuple(lines_of(posed, [(one.start, one) for one in plans[:SHOWN_PLANS] if one.start is not None])),
        Link(f"计划了 {len(plans)} 次，按月看" if plans else "按月看", href),
        "" if lines or plans else "规定的次数没有欠的，这段时间也没有到期的；没有计划。",
    )
