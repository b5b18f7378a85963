"""Checking that figures are what their rows say: on several days, for every figure, in total and by group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from shejian.core.calendar import year_start
from shejian.core.indicators import (
    Figure,
    Grouping,
    Population,
    When,
    catalogue,
    evidence,
    figures,
    grouped_figures,
    roll_forward,
    tally,
    total,
)
from shejian.core.indicators.evidence import Evidence
from shejian.core.rules import RuleUnavailable
from shejian.figures.asking import Asked, Question, ask

COUNTED = [key for key, one in catalogue().items() if isinstance(one.measure, Population)]


def verify_figures(days: Iterable[date]) -> list[str]:
    """What does not agree, as Chinese sentences: a figure and its rows, groups and their total, a day and the next."""
    wanted = sorted(set(days))
    if not wanted:
        return []
    asked = ask(Question(on=wanted[-1], since=year_start(wanted[-1])))
    found: list[str] = []
    judged: list[tuple[date, dict[str, Evidence]]] = []
    for day in wanted:
        at = asked.at(When(day, year_start(day)))
        rows = _evidence(at)
        found += _against_rows(at, day, rows)
        judged.append((day, rows))
    for (earlier, before), (later, after) in pairwise(judged):
        for key in before.keys() & after.keys():
            moved = roll_forward(before[key], after[key])
            if not moved.closes:
                found.append(
                    f"{catalogue()[key].label}：{earlier} 的 {moved.opening} ＋ {total(moved.came)} "
                    f"－ {total(moved.went)} 不等于 {later} 的 {moved.closing}"
                )
    return found


def _evidence(at: Asked) -> dict[str, Evidence]:
    rows: dict[str, Evidence] = {}
    for key in COUNTED:
        try:
            rows[key] = evidence(at.view, key, at.scope)
        except RuleUnavailable:
            continue
    return rows


def _against_rows(at: Asked, day: date, rows: dict[str, Evidence]) -> list[str]:
    tallies = tally(at.view, COUNTED, at.scope, [Grouping.TOWN])
    totals = figures(tallies, COUNTED)
    groups = grouped_figures(tallies, COUNTED, Grouping.TOWN).values()
    found: list[str] = []
    for key, judged in rows.items():
        label, figure = catalogue()[key].label, totals[key]
        if figure.value is not None and figure.value != len(judged.rows):
            found.append(f"{label}（{day}）：指标是 {figure.text}，凭据有 {len(judged.rows)} 行")
        if figure.value is None and not judged.unknown:
            found.append(f"{label}（{day}）：指标不能得数，凭据里却没有不知道的行")
        if len({row.id for row in judged.rows}) != len(judged.rows):
            found.append(f"{label}（{day}）：凭据里有重复的行")
        parts = [group[key] for group in groups]
        if figure.value is not None and not _adds_up(parts, figure):
            found.append(f"{label}（{day}）：各乡镇相加不等于合计 {figure.text}")
    return found


def _adds_up(parts: list[Figure], whole: Figure) -> bool:
    return sum(part.value or 0 for part in parts) == whole.value
