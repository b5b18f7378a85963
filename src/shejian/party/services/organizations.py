"""Founding party organizations, correcting and changing them, dissolving them, and recording their elections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.core.calendar import Span, next_day
from shejian.core.facts.terms import PostTitle
from shejian.journal.services import Posting
from shejian.journal.services.holding import Held, OutOfOrder, change, correct, set_list, standing_facts
from shejian.party.models import (
    Coverage,
    Election,
    Establishment,
    PartyOrganization,
    PartyOrganizationParticulars,
    Post,
    ReelectionMark,
)

KEY = "party_organization_id"
SECRETARY = str(PostTitle.SECRETARY)


@dataclass(frozen=True, slots=True)
class PartyOrganizationDraft:
    """A party organization about to be recorded. Its parent and what it covers are set once all have their ids."""

    name: str
    kind: str
    unit: int
    founded: date
    dissolved: date | None = None
    approval_number: str = ""


def found(made: Posting, drafts: Sequence[PartyOrganizationDraft]) -> range:
    """Record party organizations; returns their ids, in the order given."""
    ids = made.record(PartyOrganization, (), [()] * len(drafts))
    paired = list(zip(ids, drafts, strict=True))
    made.record(
        Establishment,
        (KEY, "start", "end", "approval_number"),
        [(one, draft.founded, draft.dissolved, draft.approval_number) for one, draft in paired],
    )
    return ids


def describe(made: Posting, drafts: Mapping[int, tuple[PartyOrganizationDraft, int | None]]) -> None:
    """Record what newly found party organizations are called and under which they stand."""
    made.record(
        PartyOrganizationParticulars,
        (KEY, "name", "kind", "parent_id", "unit_id"),
        [(one, draft.name, draft.kind, parent, draft.unit) for one, (draft, parent) in drafts.items()],
    )


def set_particulars(made: Posting, stated: Mapping[int, Mapping[str, Any]], day: date | None = None) -> None:
    """Name, kind or parent: a correction, or from ``day`` on."""
    if day is None:
        correct(made, PartyOrganizationParticulars, KEY, stated)
    else:
        change(made, PartyOrganizationParticulars, KEY, day, stated)


def correct_establishment(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """The day of founding (``start``), of dissolution (``end``, ``None`` to take it back) or the approval was wrong,
    or a standing one is dissolved (``end``)."""
    correct(made, Establishment, KEY, wrong)


def set_coverage(
    made: Posting, covered: Mapping[int, Sequence[tuple[int, str | None]]], day: date | None = None
) -> None:
    """Which organizations, and in which mode, a party organization covers: a correction, or from ``day`` on."""
    lists = {
        one: [{"organization_id": organization, "mode": mode} for organization, mode in members]
        for one, members in covered.items()
    }
    set_list(made, Coverage, KEY, "organization_id", lists, day)


def elect(made: Posting, days: Mapping[int, date]) -> None:
    """An election was held, one more beside those recorded before."""
    made.record(Election, (KEY, "start", "end"), [(one, day, next_day(day)) for one, day in days.items()])


def correct_election(made: Posting, days: Mapping[int, date | None]) -> None:
    """The day of the latest election was wrong; ``None``: it was not held."""
    held = standing_facts(Election, KEY, days)
    made.withdraw(Election, [facts[-1].id for one, facts in held.items() if days[one] is None])
    right = {facts[-1].id: day for one, facts in held.items() if (day := days[one]) is not None}
    made.amend(Election, {fact: {"start": day, "end": next_day(day)} for fact, day in right.items()})


def mark_reelection(made: Posting, year: Span, marks: Mapping[int, bool]) -> None:
    """How a ledger marks 是否换届 for a year; a second mark for the same year corrects the first."""
    held = standing_facts(ReelectionMark, KEY, marks, start=year.start)
    made.amend(ReelectionMark, {facts[0].id: {"reelected": marks[one]} for one, facts in held.items()})
    rows = [(one, year.start, year.end, marked) for one, marked in marks.items() if one not in held]
    made.record(ReelectionMark, (KEY, "start", "end", "reelected"), rows)


def unmark_reelection(made: Posting, year: Span, bodies: Sequence[int]) -> None:
    """A ledger bears no mark for the year after all."""
    held = standing_facts(ReelectionMark, KEY, bodies, start=year.start)
    made.withdraw(ReelectionMark, [fact.id for facts in held.values() for fact in facts])


def appoint_secretary(made: Posting, names: Mapping[int, tuple[str, date | None]]) -> None:
    """A secretary took over on a day: the one before steps down on it; whoever took over on that same day was another.

    Raises:
        OutOfOrder: the one before took over after that day.
    """
    held = standing_facts(Post, KEY, names, title=SECRETARY, end__isnull=True)
    ends: dict[int, date] = {}
    same_day: dict[int, dict[str, Any]] = {}
    for one, facts in held.items():
        name, day = names[one]
        since = facts[-1].start
        if day is not None and since is not None and since > day:
            raise OutOfOrder(f"书记任职日 {day} 早于台账上现任书记的任职日 {since}，请改用不早于它的日期")
        if day is not None and since == day:
            same_day[facts[-1].id] = _renamed(facts[-1], name)
        elif day is not None:
            ends[facts[-1].id] = day
    made.close(Post, ends)
    made.amend(Post, same_day)
    amended = {one for one, facts in held.items() if facts[-1].id in same_day}
    rows = [(one, day, SECRETARY, name) for one, (name, day) in names.items() if one not in amended]
    made.record(Post, (KEY, "start", "title", "name"), rows)


def _renamed(post: Held, name: str) -> dict[str, Any]:
    """Whoever is named otherwise is not known to be the person that he was taken for."""
    return {"name": name} if post.values["name"] == name else {"name": name, "person_id": None}


def dismiss_secretary(made: Posting, days: Mapping[int, date]) -> None:
    """From a day on there is no secretary; one who would have taken over on that day or later never did."""
    held = standing_facts(Post, KEY, days, title=SECRETARY, end__isnull=True)
    latest = {facts[-1].id: (facts[-1].start, days[one]) for one, facts in held.items()}
    begun = {fact: day for fact, (since, day) in latest.items() if since is None or since < day}
    made.close(Post, begun)
    made.withdraw(Post, [fact for fact in latest if fact not in begun])


def correct_secretary(made: Posting, names: Mapping[int, str]) -> None:
    """The secretary's name was wrong; an empty name: there is none."""
    held = standing_facts(Post, KEY, names, title=SECRETARY, end__isnull=True)
    made.withdraw(Post, [facts[-1].id for one, facts in held.items() if not names[one]])
    made.amend(Post, {facts[-1].id: _renamed(facts[-1], names[one]) for one, facts in held.items() if names[one]})
    rows = [(one, SECRETARY, name) for one, name in names.items() if one not in held and name]
    made.record(Post, (KEY, "title", "name"), rows)
