"""Ledgers drawn by lot as fact tables: small, and full of what real ones have seldom.

Whatever the acts keep to is kept to here: one registration, standing, life and membership at a time, one fact for a
pair. What they do not keep to is not: two in the same place of a list, a status that is not known, branches older than
what they cover, facts recorded, superseded and replaced by later entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import polars as pl

from shejian.core.facts import TABLES, ColumnType, Picture
from shejian.core.facts.terms import (
    AttendanceState,
    ContributionKind,
    DevelopmentStage,
    FormationMode,
    GuidanceTitle,
    LearningKind,
    MeetingKind,
    OrganizationType,
    PartyOrganizationKind,
    PostTitle,
    Status,
    StudyKind,
    Term,
)

COUNTY, EAST, WEST, BUREAU, COMMITTEE = 1, 2, 3, 4, 5
UNITS = {
    COUNTY: ("region", None),
    EAST: ("town", COUNTY),
    WEST: ("town", COUNTY),
    BUREAU: ("competent_unit", COUNTY),
    COMMITTEE: ("party_body", COUNTY),
}
DAYS = [
    date(2019, 3, 1),
    date(2020, 2, 29),
    date(2020, 12, 31),
    date(2021, 1, 1),
    date(2021, 6, 30),
    date(2021, 12, 31),
    date(2022, 1, 1),
    date(2022, 6, 15),
    date(2022, 12, 31),
]
LAST_ENTRY = 4
DTYPES = {
    ColumnType.ID: pl.Int64,
    ColumnType.TEXT: pl.String,
    ColumnType.FLAG: pl.Boolean,
    ColumnType.COUNT: pl.Int64,
    ColumnType.DATE: pl.Date,
}
Row = dict[str, Any]


class Lots:
    """Draws one ledger; the same lots draw the same ledger."""

    def __init__(self, lots: Random) -> None:
        self.lots = lots
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.organizations = list(range(1, lots.randint(1, 6)))
        self.bodies = list(range(1, lots.randint(1, 5)))
        self.persons = list(range(1, lots.randint(1, 6)))
        for unit, (kind, parent) in UNITS.items():
            self._put("unit_particulars", [{"unit": unit, "kind": kind, "parent": parent}])
        for one in self.organizations:
            self._organization(one)
        for one in self.bodies:
            self._body(one)
        for one in self.persons:
            self._person(one)
        self._happenings()
        self._learning()

    def tables(self) -> dict[str, pl.DataFrame]:
        """Every table, with the columns and types that it declares."""
        return {
            name: pl.DataFrame(
                [[row.get(column.name) for column in table.columns] for row in self.rows[name]],
                schema={column.name: DTYPES[column.type] for column in table.columns},
                orient="row",
            )
            for name, table in TABLES.items()
        }

    def _put(self, table: str, rows: Sequence[Row]) -> None:
        self.rows[table] += [{"entry": 1} | row for row in rows]

    def _say(self, table: str, draw: Any, *, taken_back: float = 0.3) -> None:
        """What ``draw`` gives, recorded by one entry; now and then said otherwise, or taken back, by a later one."""
        first = self.lots.randint(1, 2)
        last = self.lots.choice([None, None, 3, 4])
        self._put(table, [row | {"entry": first, "superseded_by": last} for row in draw()])
        if last is not None and self.lots.random() >= taken_back:
            self._put(table, [row | {"entry": last} for row in draw()])

    def _maybe(self, value: Any, chance: float = 0.5) -> Any:
        return value if self.lots.random() < chance else None

    def _word(self, words: type[Term]) -> str:
        return str(self.lots.choice(list(words)))

    def _day(self) -> date:
        return self.lots.choice(DAYS) + timedelta(days=self.lots.choice([0, 0, -1, 1]))

    def _span(self, *, open_start: bool = True) -> Row:
        """From a day or the beginning, to a day or for good."""
        start = self._day()
        end = self._maybe(start + timedelta(days=self.lots.choice([1, 1, 30, 365, 700])))
        return {"start": None if open_start and self.lots.random() < 0.6 else start, "end": end}

    def _on_a_day(self) -> Row:
        day = self._day()
        return {"start": day, "end": day + timedelta(days=1)}

    def _organization(self, one: int) -> None:
        key = {"organization": one}
        stated = {"type": self._word(OrganizationType), "authority": COUNTY}
        industries = ["教育", "农业", ""]
        self._say("registration", lambda: [key | stated | {"industry": self.lots.choice(industries)}], taken_back=0)
        self._say("standing", lambda: [key | row for row in self._lives()])
        for line, units in (("territory", (EAST, WEST)), ("competent", (BUREAU, COUNTY)), ("party", (COMMITTEE,))):
            named = self.lots.sample(units, self.lots.randint(0, len(units)))
            row = {"line": line, **key}
            self._say(
                "placement",
                lambda named=named, row=row: [
                    {**row, "unit": unit, "position": self.lots.randint(0, 1), **self._span()} for unit in named
                ],
            )
        counts = {"staff": self.lots.randint(0, 30), "full_time_full_members": self.lots.choice([None, 0, 1, 3, 5])}
        self._say("headcount", lambda: [key | counts | self._on_a_day()])
        self._say("charter", lambda: [key | {"party_building": self.lots.choice([True, False])}])
        self._say("commitment", lambda: [key | self._on_a_day() for _ in range(self.lots.randint(0, 2))])
        sent = {"title": self._word(GuidanceTitle), **key}
        self._say("guidance", lambda: [sent | self._span() for _ in range(self.lots.randint(0, 2))])

    def _lives(self) -> list[Row]:
        """Active, perhaps suspended, perhaps ended; now and then the last status is only known for a time."""
        days = sorted({self._day() for _ in range(self.lots.randint(1, 3))})
        ways = [
            str(Status.ACTIVE),
            str(Status.SUSPENDED),
            self.lots.choice(["deregistered", "deregistered", "revoked"]),
        ]
        reason = self.lots.choice(["僵尸社会组织清理", "自愿注销", ""])
        ends = [*days[1:], self._maybe(days[-1] + timedelta(days=200), 0.1)]
        chosen = ways[: len(days)] if self.lots.random() < 0.6 else ways[:1] * len(days)
        return [
            {"status": status, "start": start, "end": end, "reason": reason if status == Status.DEREGISTERED else ""}
            for status, start, end in zip(chosen, days, ends, strict=True)
        ]

    def _body(self, one: int) -> None:
        key = {"party_organization": one}
        self._say("establishment", lambda: [key | self._span(open_start=False)])
        named = {"kind": self._word(PartyOrganizationKind), "unit": self.lots.choice([COUNTY, COMMITTEE])}
        self._say("party_organization_particulars", lambda: [key | named], taken_back=0)
        covers = self.lots.sample(self.organizations, self.lots.randint(0, len(self.organizations)))
        for organization in covers:
            mode = self._maybe(self._word(FormationMode), 0.8)
            pair = {**key, "organization": organization, "mode": mode, "position": self.lots.randint(0, 2)}
            self._say("coverage", lambda pair=pair: [pair | self._span()])
        self._say("election", lambda: [key | self._on_a_day() for _ in range(self.lots.randint(0, 2))])
        for _ in range(self.lots.randint(0, 2)):
            post = {**key, "title": str(PostTitle.SECRETARY), "person": self._maybe(self.lots.randint(1, 6), 0.7)}
            self._say("post", lambda post=post: [post | self._span()])
        for year in (2021, 2022):
            span = {"start": date(year, 1, 1), "end": date(year + 1, 1, 1)}
            if self.lots.random() < 0.6:
                self._say("reelection_mark", lambda span=span: [key | span | {"reelected": self.lots.random() < 0.7}])

    def _person(self, one: int) -> None:
        if not self.bodies:
            return
        key = {"person": one}
        category = self.lots.choice(["full", "probationary"])
        full_on = self._maybe(self._day()) if category == "full" else None
        self._say("membership", lambda: [key | {"category": category, "full_on": full_on, "start": self._day()}])
        self._say("affiliation", lambda: [key | row for row in self._stays()])
        for stage in self.lots.sample(list(DevelopmentStage), self.lots.randint(0, 4)):
            step = {"stage": str(stage), "party_organization": self.lots.choice(self.bodies)}
            self._say("development_step", lambda step=step: [key | step | self._on_a_day()])

    def _learning(self) -> None:
        """Totals of years, studies and lectures, each with hours or without."""
        amounts = [None, 0, 5, 40, 160, 320, 560]
        for one in self.persons:
            for year in (2020, 2021):
                if self.lots.random() < 0.4:
                    total = {"person": one, "kind": self._word(LearningKind), "hours": self.lots.choice([8, 32, 56])}
                    span = {"start": date(year, 1, 1), "end": date(year + 1, 1, 1)}
                    self._say("learning", lambda total=total, span=span: [total | span])
        for study in range(1, self.lots.randint(1, 4)):
            day, held = self._on_a_day(), {"study": study, "kind": self._word(StudyKind)}
            held["unit"] = self._maybe(self.lots.choice([COUNTY, COMMITTEE]))
            self._say("study_record", lambda held=held, day=day: [held | day], taken_back=0)
            for one in self.lots.sample(self.persons, self.lots.randint(0, len(self.persons))):
                came = {"study": study, "person": one, "tenths": self.lots.choice(amounts)}
                self._say("learner", lambda came=came, day=day: [came | day])
        for meeting in range(1, self.lots.randint(1, 3)):
            day = self._on_a_day()
            for one in self.lots.sample(self.persons, self.lots.randint(0, len(self.persons))):
                there = {"meeting": meeting, "person": one, "state": self._word(AttendanceState)}
                hours = {"tenths": self.lots.choice(amounts)}
                self._say("attendance", lambda there=there, hours=hours, day=day: [there | hours | day])

    def _stays(self) -> list[Row]:
        days = sorted({self._day() for _ in range(self.lots.randint(1, 3))})
        ends = [*days[1:], self._maybe(days[-1] + timedelta(days=90), 0.3)]
        return [
            {"party_organization": self.lots.choice(self.bodies), "start": start, "end": end}
            for start, end in zip(days, ends, strict=True)
        ]

    def _happenings(self) -> None:
        for meeting in range(1, self.lots.randint(1, 5) if self.bodies else 1):
            held = {"meeting": meeting, "party_organization": self.lots.choice(self.bodies)}
            kind = self.lots.choice([str(MeetingKind.THEME_DAY), self._word(MeetingKind)])
            came = {name: self.lots.choice([None, 0, 3, 5, 8]) for name in ("due", "present")}
            self._say("meeting_record", lambda row=held | {"kind": kind} | came: [row | self._on_a_day()])
            partners = self.lots.sample(self.bodies, self.lots.randint(0, len(self.bodies)))
            self._put(
                "meeting_partner",
                [{"meeting": meeting, "party_organization": body, "position": at} for at, body in enumerate(partners)],
            )
        for one in range(1, self.lots.randint(1, 5)):
            amounts = {name: self._maybe(self.lots.randint(0, 10**6)) for name in ("people_served", "money_fen")}
            did = {"contribution": one, "kind": self._word(ContributionKind), "goods_fen": None, **amounts}
            self._say("contribution_record", lambda did=did: [did | self._on_a_day()])
            taking = self.lots.sample(self.organizations, self.lots.randint(0, len(self.organizations)))
            self._put(
                "contribution_participant",
                [
                    {"contribution": one, "organization": organization, "position": self.lots.randint(0, 1)}
                    for organization in taking
                ],
            )


def picture(lots: Random, known: int = LAST_ENTRY) -> Picture:
    """A ledger drawn by lot, as known at an entry."""
    return Picture(Lots(lots).tables(), known)
