"""What is to be on the list of findings on a day, as the facts and the cases have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from shejian.cases.queries import Judged, asked_of, read_cases, standings_of
from shejian.core.calendar import next_day
from shejian.core.facts import Picture, Remembered
from shejian.core.findings import sentence
from shejian.core.indicators import Subject
from shejian.core.rules import Severity
from shejian.oversight.enums import Source
from shejian.oversight.queries.laws import Told, told, unjudged

Key = tuple[str, str, str, int, int]
"""By which a finding is the same one: source, item, kind of subject, its number, and the case (0 if there is none)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A finding that is to be open."""

    source: Source
    item: str
    subject: Subject
    number: int
    severity: Severity
    because: str
    clause: str
    remedy: str
    since: date | None
    via: int | None = None
    case: int | None = None

    @property
    def key(self) -> Key:
        return (str(self.source), self.item, str(self.subject), self.number, self.case or 0)


@dataclass(frozen=True, slots=True)
class WantedSet:
    """What is found on a day, and what cannot be told then (rows, and whole items of which no rule is in force):
    of that, what is open stays open."""

    found: Mapping[Key, Wanted]
    unknown: frozenset[Key]
    unjudged: frozenset[str]
    unclear: tuple[Told, ...] = ()
    """The rows that cannot be told."""

    def keeps(self, key: Key) -> bool:
        """Whether an open finding of that key is to stay open."""
        return key in self.found or key in self.unknown or key[1] in self.unjudged


_kept: Remembered[WantedSet] = Remembered(pictures=2, most=8)


def wanted(picture: Picture, day: date) -> WantedSet:
    """What is to be open on a day, each row and each case judged by the law of its own unit."""
    return _kept.get(picture, day, lambda: _wanted(picture, day))


def _wanted(picture: Picture, day: date) -> WantedSet:
    rows = told(picture, day)
    found = [as_wanted(one) for one in rows if one.row["verdict"]]
    unclear = [one for one in rows if one.row["verdict"] is None]
    return WantedSet(
        {one.key: one for one in (*found, *_of_cases(picture, day))},
        frozenset(map(_key, unclear)),
        frozenset(unjudged(picture, day)),
        tuple(unclear),
    )


def as_wanted(one: Told) -> Wanted:
    """A row of a check as a finding."""
    row, basis = one.row, one.basis
    return Wanted(
        source=Source.FACTS,
        item=row["check"],
        subject=Subject(row["subject"]),
        number=row["id"],
        severity=basis.severity(row["rule"]),
        because=sentence(row, basis),
        clause=basis.clause(row["rule"]),
        remedy=basis.check.remedy,
        since=row["since"],
        via=row["via"],
    )


def _key(one: Told) -> Key:
    return (str(Source.FACTS), one.row["check"], one.row["subject"], one.row["id"], 0)


def _of_cases(picture: Picture, day: date) -> Iterator[Wanted]:
    """What is wrong in the cases that are not over, and what should have been done in them."""
    known = picture.known
    running = [one for one in read_cases(known).values() if one.ended is None]
    for judged in standings_of(running, day, known).values():
        if not judged.is_over:
            yield from _of_case(judged, day)


def _of_case(judged: Judged, day: date) -> Iterator[Wanted]:
    case = judged.case
    subject, number = next(
        (subject, number)
        for subject, number in (
            (Subject.PERSON, case.person),
            (Subject.ORGANIZATION, case.organization),
            (Subject.PARTY_ORGANIZATION, case.party_organization),
        )
        if number is not None
    )
    late = {id(one.late): next_day(one.day) for one in asked_of(judged, day) if one.late is not None}
    for verdict in (*judged.standing.findings, *judged.standing.overdue):
        yield Wanted(
            source=Source.CASES,
            item=f"{case.procedure}.{verdict.step}.{verdict.code}",
            subject=subject,
            number=number,
            severity=verdict.severity,
            because=f"{verdict.label}：{verdict.because}",
            clause=verdict.clause,
            remedy=verdict.remedy,
            since=late.get(id(verdict), verdict.day),
            via=case.handled_by,
            case=case.number,
        )
