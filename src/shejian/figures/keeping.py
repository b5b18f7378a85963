"""Figures of other days, as trends and comparisons with last year ask for them: once for a state of the ledger.

A page of figures draws the ends of a dozen months. As long as nothing is recorded they are the same for every page, so
the last ones are kept with the picture they were computed from. What is kept are numbers with their wording, a few
hundred bytes each; rows and the rules read are not, and are asked for anew by whoever shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from shejian.core.calendar import month_ends, year_start
from shejian.core.facts import Picture
from shejian.core.indicators import Figure, Nature, Scope, When, nature
from shejian.core.rules import Law
from shejian.figures.answers import answer, known_key
from shejian.figures.asking import Asked

PICTURES = 3
MOST = 2000
Question = tuple[When, Scope, tuple[str, ...], Law]


@dataclass(slots=True)
class _Kept:
    """What was computed from one picture of the ledger."""

    picture: Picture
    found: dict[Question, dict[str, Figure]] = field(default_factory=dict)


_kept: list[_Kept] = []
_lock = Lock()


def figures_at(asked: Asked, when: When, keys: Sequence[str]) -> dict[str, Figure]:
    """Figures of the same question at another time, of the same picture."""
    question = (when, asked.scope, tuple(keys), asked.law)
    found = _of(asked.picture).found
    figures = found.get(question)
    if figures is None:
        figures = answer(asked.at(when), keys).figures
        if len(found) >= MOST:
            found.clear()
        found[question] = figures
    return dict(figures)


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


def _of(picture: Picture) -> _Kept:
    with _lock:
        for at, one in enumerate(_kept):
            if one.picture.same_as(picture):
                _kept.append(_kept.pop(at))
                return one
        made = _Kept(picture)
        _kept.append(made)
        del _kept[:-PICTURES]
        return made
