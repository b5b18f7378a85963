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

LENGTH_KNOWN = date(2018, 7, 12)  # who was elected before that serves a term of which the law on record says nothing


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
    appointed: bool = False
    elections: list[date] = field(default_factory=list)
    full: list[tuple[date, date | None]] = field(default_factory=list)  # from when to when each was a full member here


@dataclass(frozen=True)
class Covered:
    """That a party organization covers an organization, and for how long; and when the organization itself ended."""

    organization: int
    body: int
    mode: str | None
    start: date | None = None
    end: date | None = None
    ended: date | None = None

    def stands(self, on: date) -> bool:
        begun = self.start is None or self.start <= on
        return begun and not any(day and day <= on for day in (self.end, self.ended))


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


def months_after(day: date, months: int) -> date:
    """So many calendar months on, at the end of a month that is shorter."""
    first = first_of(day.year, day.month + months)
    return min(first + (day.day - 1) * DAY, first_of(first.year, first.month + 1) - DAY)


Judged = tuple[bool | None, str]  # whether a condition is met (None: not known), and its name


def effective(branches: list[Branch], covers: list[Covered], on: date) -> dict[int, tuple[str, bool, int]]:
    """Of every covered organization: the step where it is left, whether for want of knowledge, and by which branch."""
    by_id = {branch.id: branch for branch in branches}
    found: dict[int, tuple[str, bool, int]] = {}
    standing = [one for one in covers if one.stands(on)]
    for organization in sorted({one.organization for one in standing}):
        ways = []
        for one in standing:
            branch = by_id[one.body]
            exists = branch.founded <= on and not (branch.dissolved and branch.dissolved <= on)
            if one.organization == organization and exists:
                ways.append((*way(branch, branches, one.mode, on), one.body))
        if ways:
            _, step, unknown, body = min(ways, key=lambda one: (-one[0], one[3]))
            found[organization] = (step, unknown, body)
    return found


def way(branch: Branch, branches: list[Branch], mode: str | None, on: date) -> tuple[int, str, bool]:
    """How far a branch brings an organization: 0 to 5 are the conditions it fails, 6 is unknown, 7 effective."""
    met = conditions(branch, branches, mode, on)
    for at, (holds, name) in enumerate(met):
        if holds is False:
            return at, name, False
    for holds, name in met:
        if holds is None:
            return len(met), name, True
    return len(met) + 1, "effective", False


def conditions(branch: Branch, branches: list[Branch], mode: str | None, on: date) -> list[Judged]:
    full = sum(1 for start, end in branch.full if start <= on and (end is None or end > on))
    return [
        (mode != "attached", "attached"),
        (mode != "functional" and branch.kind != "functional", "functional"),
        (full >= 3, "members"),
        (in_term(branch, on), "term"),
        (never_silent(branch, branches, on), "silence"),
        (at_standard(branch, branches, on), "life"),
    ]


def in_term(branch: Branch, on: date) -> bool | None:
    """A branch is elected for three years, a committee for five; appointed ones, and those of a task, have no term."""
    if branch.kind is None:
        return None
    years = {"branch": 3, "joint_branch": 3, "general_branch": 3, "committee": 5}.get(branch.kind)
    if years is None or branch.appointed:
        return True
    held = [day for day in branch.elections if day <= on]
    if not held or max(held) < LENGTH_KNOWN:
        return None
    return months_after(max(held), 12 * years) >= on


def never_silent(branch: Branch, branches: list[Branch], on: date) -> bool | None:
    """Day by day over the last twelve months: was there a stretch of six months in which nothing was held?"""
    days = {day for _, day in branch.meetings if day <= on}
    known = began(branch, branches, on)
    if not days or known is None:
        return None
    start = max(months_after(on, -12) + DAY, branch.founded)
    verdict: bool | None = True
    first = start
    while months_after(first - DAY, 6) <= on:
        stretch = (first, months_after(first - DAY, 6))
        if not any(stretch[0] <= day <= stretch[1] for day in days):
            if first >= known:
                return False
            verdict = None
        first += DAY
    return verdict


def at_standard(branch: Branch, branches: list[Branch], on: date) -> bool | None:
    if branch.kind not in ("branch", "joint_branch"):
        return True
    verdict: bool | None = True
    known = began(branch, branches, on)
    for kind in ("general_meeting", "theme_day", "life_meeting", "appraisal"):
        for first, last in spans(on, ASKED[kind], present=False):
            if branch.founded > first or any(what == kind and first <= day <= last for what, day in branch.meetings):
                continue
            if known is not None and known <= last and any(day <= on for _, day in branch.meetings):
                return False
            verdict = None
    return verdict
