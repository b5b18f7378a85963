"""Periods as people say them: 2022 年一、三季度, 2022 年 5 至 12 月."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from shejian.core.life.periods import MONTHS, Period
from shejian.core.rules import Per

QUARTERS, HALVES = "一二三四", "上下"
RUN = 3
"""From how many on, months in a row are said by their first and last."""


def periods_in_words(periods: Iterable[Period]) -> str:
    """Periods of one length, in their order, year by year."""
    ordered = sorted(periods)
    said = []
    for year, of_year in groupby(ordered, key=lambda one: one.first.year):
        some = list(of_year)
        said.append(f"{year} 年{_of_year(some)}")
    return "、".join(said)


def _of_year(periods: Sequence[Period]) -> str:
    places = [(one.number * one.months % MONTHS) // one.months for one in periods]
    months = periods[0].months
    if months == Per.QUARTER.months:
        return f"{'、'.join(QUARTERS[place] for place in places)}季度"
    if months == Per.HALF_YEAR.months:
        return f"{'、'.join(HALVES[place] for place in places)}半年"
    return f" {_runs([place + 1 for place in places])} 月" if months == Per.MONTH.months else ""


def _runs(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]} 至 {run[-1]}" if len(run) >= RUN else "、".join(map(str, run)) for run in runs]
    return "、".join(said)


def replaced_by(period: Period) -> Period:
    """The period at whose close this one is no longer among the latest that make up a year."""
    return Period(period.months, period.number + MONTHS // period.months)
