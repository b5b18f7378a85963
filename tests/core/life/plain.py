"""Organization life counted in plain Python, branch by branch, from the clauses and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
# How often, and in how many months: 支部条例 and 党员教育管理工作条例, as law/parameters/life has them.
ASKED = {
    "general_meeting": 3,
    "committee_meeting": 1,
    "group_meeting": 1,
    "theme_day": 1,
    "life_meeting": 12,
    "appraisal": 12,
    "heart_talk": 12,
}


@dataclass
class Branch:
    """One party organization, with all that happened in it."""

    id: int
    kind: str | None
    unit: int | None
    founded: date
    dissolved: date | None = None
    meetings: list[tuple[str, date]] = field(default_factory=list)
    committee: list[tuple[bool, date | None, date | None]] = field(default_factory=list)


def first_of(year: int, month: int) -> date:
    """The first day of a month, whose number may run over the year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def spans(on: date, months: int, *, present: bool) -> Iterator[tuple[date, date]]:
    """The latest periods of so many months that are over at the close of the day, a year of them; and the present."""
    start = first_of(on.year, (on.month - 1) // months * months + 1)
    every = []
    for back in range(12 // months + 1):
        first = first_of(start.year, start.month - back * months)
        every.append((first, first_of(first.year, first.month + months) - DAY))
    over = [span for span in every if span[1] <= on][: 12 // months]
    yield from over
    if present and every[0][1] > on:
        yield every[0]


def began(branch: Branch, branches: list[Branch], on: date) -> date | None:
    """Since when the ledger of the branch's unit knows of organization life."""
    others = [branch] if branch.unit is None else [one for one in branches if one.unit == branch.unit]
    days = [day for one in others for _, day in one.meetings if day <= on]
    return min(days, default=None)


def due(branches: list[Branch], on: date) -> set[tuple[int, str, date, int | None, int, str]]:
    """What is asked of every branch: id, kind, first day, how often (None: not known), held, state."""
    found = set()
    for branch in branches:
        if branch.kind not in ("branch", "joint_branch"):
            continue
        if branch.founded > on or (branch.dissolved and branch.dissolved <= on):
            continue
        for kind, months in ASKED.items():
            for first, last in spans(on, months, present=True):
                row = one_due(branch, branches, kind, first, last, on)
                if row is not None:
                    found.add((branch.id, kind, first, *row))
    return found


def one_due(
    branch: Branch, branches: list[Branch], kind: str, first: date, last: date, on: date
) -> tuple[int | None, int, str] | None:
    asked: int | None = 1 if branch.founded <= first else 0  # once a period: only of who lived through all of it
    if asked and kind in ("group_meeting", "heart_talk"):
        asked = None
    if asked and kind == "committee_meeting":
        asked = committee(branch, first, last)
    if asked == 0:
        return None
    held = sum(1 for what, day in branch.meetings if what == kind and first <= day <= min(last, on))
    known = began(branch, branches, on)
    if held >= 1 and kind != "heart_talk":  # of talks nobody records who had them with whom
        return asked, held, "kept"
    if asked is None:
        return asked, held, "unknown"
    if last > on:
        return asked, held, "due"
    ever = any(day <= on for _, day in branch.meetings)
    return asked, held, "behind" if ever and known is not None and known <= last else "unknown"


def committee(branch: Branch, first: date, last: date) -> int | None:
    for exists, start, end in branch.committee:
        if (start is None or start <= last) and (end is None or end > last):
            return 1 if exists and (start is None or start <= first) else 0
    return None
