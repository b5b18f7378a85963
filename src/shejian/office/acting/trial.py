"""What a form would record, and which figures that would move: it is recorded, the figures are read, and all is taken
back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import QueryDict

from shejian.core.calendar import previous_day, year_start
from shejian.core.indicators import Figure
from shejian.exchange.trial import KEYS
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.office.acting.form import ActForm
from shejian.office.acting.recording import record
from shejian.office.visitors import Visitor

TRY = "try"
"""The name of the button that asks for a trial."""


@dataclass(frozen=True, slots=True)
class Moves:
    """A figure that the form would move, on a day."""

    key: str
    on: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What would come of a form: the figures that move, on the days that were looked at."""

    days: tuple[date, ...]
    moved: tuple[Moves, ...]


def trial(one: Visitor, form: ActForm, data: QueryDict) -> Trial:
    """Record a valid form, read the headline figures of today and of last year's end, and leave no trace.

    Raises:
        what ``recording.record`` raises.
    """
    days = (one.today, previous_day(year_start(one.today)))
    before = [_figures(day) for day in days]
    with transaction.atomic():
        record(one, form, data)
        after = [_figures(day) for day in days]
        transaction.set_rollback(True)
    moved = [each for day, was, now in zip(days, before, after, strict=True) for each in _moved(day, was, now)]
    return Trial(days, tuple(moved))


def _figures(day: date) -> dict[str, Figure]:
    return answer(ask(Question(on=day, since=year_start(day))), KEYS).figures


def _moved(day: date, was: dict[str, Figure], now: dict[str, Figure]) -> Iterator[Moves]:
    for key in KEYS:
        if was[key].text != now[key].text:
            yield Moves(key, day, was[key].text, now[key].text)
