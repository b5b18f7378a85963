"""Figures of other days, as trends and comparisons with last year ask for them: once for a state of the ledger.

A page of figures draws the ends of a dozen months. As long as nothing is recorded they are the same for every page, so
the last ones are kept with the picture they were computed from. What is kept are numbers with their wording, a few
hundred bytes each; rows and the rules read are not, and are asked for anew by whoever shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shejian.core.calendar import month_ends, year_start
from shejian.core.facts import Remembered
from shejian.core.indicators import Figure, Nature, When, catalogue, nature
from shejian.figures.answers import answer, known_key
from shejian.figures.asking import Asked

PICTURES = 3
MOST = 2000
_kept: Remembered[dict[str, Figure]] = Remembered(pictures=PICTURES, most=MOST)


def figures_now(asked: Asked, keys: Sequence[str] | None = None) -> dict[str, Figure]:
    """The figures ``keys`` (by default all) of a question: the numbers, for pages that show no rules read."""
    return figures_at(asked, asked.view.when, tuple(keys if keys is not None else catalogue()))


def figures_at(asked: Asked, when: When, keys: Sequence[str]) -> dict[str, Figure]:
    """Figures of the same question at another time, of the same picture."""
    question = (when, asked.scope, tuple(keys), asked.law)
    return dict(_kept.get(asked.picture, question, lambda: answer(asked.at(when), keys).figures))


def trend(asked: Asked, key: str, since: date) -> list[tuple[date, Figure]]:
    """A figure at the end of every month from ``since`` to the day asked for; a flow is that of the month."""
    points: list[tuple[date, Figure]] = []
    begin = since
    for day in month_ends(since, asked.view.when.on):
        first = begin if nature(known_key(key)) is Nature.FLOW else year_start(day)
        points.append((day, figures_at(asked, When(day, first), [key])[key]))
        begin = _next_month(day)
    return points


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
