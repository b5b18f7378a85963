"""Histories of branches drawn by lot, as plain Python and as the tables of a picture."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.core.findings.small import LONG_AGO, Ledger
from tests.core.life.plain import Branch, Covered

from shejian.core.facts.terms import MeetingKind, PartyOrganizationKind

KINDS = [str(kind) for kind in MeetingKind]
FIRST, LAST = date(2020, 1, 1), date(2023, 6, 30)


RECENT = [date(2021, 5, 8)]
ELECTIONS: list[list[date]] = [
    *(RECENT, RECENT, RECENT, RECENT),
    [date(2019, 12, 31), date(2022, 3, 1)],
    [date(2019, 5, 30)],
    [date(2019, 5, 31)],
    [date(2018, 7, 12)],
    [date(2018, 7, 11)],
    [],
]
"""Days on which a branch elected: of late, twice, so that the term ends about one of the days asked for, and before the
length of terms is on record."""


class History(Ledger):
    """A ledger of branches with their meetings; ``branches`` says the same in plain Python."""

    def __init__(self, lots: Random) -> None:
        super().__init__()
        self.lots = lots
        self.branches: list[Branch] = []
        for _ in range(lots.randint(1, 5)):
            self._branch()
        for branch in self.branches:
            self._hold(branch)

    def day(self, since: date = FIRST, until: date = LAST) -> date:
        return since + timedelta(days=self.lots.randrange(max(1, (until - since).days)))

    def _branch(self) -> None:
        lots = self.lots
        kind = lots.choice(["branch", "branch", "joint_branch", None, *map(str, PartyOrganizationKind)])
        founded = lots.choice([date(2015, 3, 2), self.day(), date(2022, 1, 1), date(2022, 4, 1)])
        dissolved = lots.choice([None, None, None, self.day(founded)])
        one = self.number()
        unit = lots.choice([1, 1, 2, None])
        self.put("establishment", party_organization=one, start=founded, end=dissolved)
        self.put("party_organization_particulars", party_organization=one, kind=kind, unit=unit)
        branch = Branch(one, kind, unit, founded, dissolved)
        if lots.random() < 0.6:
            exists, start = lots.random() < 0.6, lots.choice([None, founded, self.day()])
            changed = lots.choice([None, self.day(start or FIRST)])
            branch.committee.append((exists, start, changed))
            if changed:
                branch.committee.append((not exists, changed, None))
        for exists, begins, ends in branch.committee:
            self.put("committee", party_organization=one, exists=exists, start=begins, end=ends)
        self.branches.append(branch)

    def _hold(self, branch: Branch) -> None:
        """Nothing, a life with gaps in it, or a few meetings; some with others, named twice or as their own partner."""
        lots = self.lots
        live = lots.choice([0.0, 0.6, 0.97, 1.0])
        stops = lots.choice([LAST, LAST, self.day()])
        month = lots.choice([date(2020, 7, 1), date(2021, 1, 1), date(2022, 1, 1)])
        while live and month < stops:
            for kind in KINDS:
                if lots.random() < live * (1.0 if kind in ("theme_day", "committee_meeting") else 0.4):
                    self._meet(branch, kind, month + timedelta(days=lots.choice([0, 13, 27])))
            month = (month + timedelta(days=32)).replace(day=1)

    def _meet(self, branch: Branch, kind: str, day: date) -> None:
        meeting = self.number()
        self.put(
            "meeting_record",
            meeting=meeting,
            party_organization=branch.id,
            kind=kind,
            start=day,
            end=day + timedelta(1),
        )
        branch.meetings.append((kind, day))
        if self.lots.random() < 0.1:
            other = self.lots.choice(self.branches)
            for position in range(self.lots.randint(1, 2)):
                self.put("meeting_partner", meeting=meeting, party_organization=other.id, position=position)
            if other is not branch:
                other.meetings.append((kind, day))

    def tables(self) -> dict[str, Any]:
        """Each table as a frame of Polars."""
        return dict(self.picture()._natives)

    def cover(self) -> None:
        """Organizations, members and elections for the branches; most of them as they should be."""
        lots = self.lots
        self.covers: list[Covered] = []
        for branch in self.branches:
            branch.appointed = lots.random() < 0.1
            if branch.appointed:
                self.rows["committee"] = [
                    row for row in self.rows["committee"] if row["party_organization"] != branch.id
                ]
                self.put("committee", party_organization=branch.id, exists=False, appointed=True)
            for day in lots.choice(ELECTIONS):
                branch.elections.append(day)
                self.put("election", party_organization=branch.id, start=day)
            for _ in range(lots.choice([0, 3, 4, 5, 6])):
                self._join(branch)
        for _ in range(lots.randint(1, 4)):
            ended = lots.choice([None, None, None, None, self.day()])
            one = self.organization(ended=ended)
            for position, branch in enumerate(lots.sample(self.branches, lots.randint(1, min(2, len(self.branches))))):
                mode = lots.choice(
                    [None, "separate", "joint", "separate", "joint", "separate", "attached", "functional"]
                )
                start = lots.choice([None, None, LONG_AGO, self.day()])
                end = lots.choice([None, None, None, self.day(start or FIRST)])
                self.covers.append(Covered(one, branch.id, mode, start, end, ended))
                self.put(
                    "coverage",
                    party_organization=branch.id,
                    organization=one,
                    mode=mode,
                    position=position,
                    start=start,
                    end=end,
                )

    def _join(self, branch: Branch) -> None:
        """A member, full for long, of late, on a day to come or not at all; who may have left, or gone to another."""
        lots = self.lots
        full_on = lots.choice([*[LONG_AGO] * 6, self.day(), None])
        left = lots.choice([*[None] * 5, self.day()])
        one = self.member(branch.id, end=left, full_on=full_on)
        stays = [(branch, LONG_AGO, left)]
        if left and lots.random() < 0.5:
            other = lots.choice(self.branches)
            self.put("affiliation", person=one, party_organization=other.id, start=left)
            stays.append((other, left, None))
        if full_on is not None:
            for where, since, until in stays:
                where.full.append((max(since, full_on), until))
