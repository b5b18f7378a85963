"""Bringing the list of findings up to date: what is found and not open is opened, what is open and gone is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shejian.core.facts import Picture
from shejian.core.indicators import Subject
from shejian.journal.services import Act, Posting, posting
from shejian.oversight.models import Finding, KeptFinding
from shejian.oversight.queries.open_set import SUBJECTS, Kept, open_findings
from shejian.oversight.queries.wanted import Wanted, WantedSet, wanted
from shejian.snapshot.frames import SNAPSHOT

KEEP = "oversight.keep"
NAMES = (
    *("finding_id", "source", "item", "organization_id", "party_organization_id", "person_id", "case_id"),
    *("severity", "because", "clause", "remedy", "since", "start"),
)


@dataclass(frozen=True, slots=True)
class KeptUp:
    """What bringing up to date did: the entry's number (``None`` where nothing had to be written), and how many."""

    entry: int | None
    opened: int
    closed: int
    open: int


class Backwards(ValueError):
    """The list was already brought up to a later day; findings are not opened in the past of the list."""


class _NothingToDo(Exception):
    """Nothing came and nothing went; no entry is written."""


def bring_up_to_date(act: Act, day: date, picture: Picture | None = None) -> KeptUp:
    """Open and close findings as of the close of ``day``, in one entry; where there is nothing to do, in none.

    Args:
        picture: the ledger as it is now, where the caller has it.

    Raises:
        Backwards: something on the list was opened or closed after ``day``.
    """
    target = wanted(picture or SNAPSHOT.picture(), day)
    try:
        with posting(act, KEEP) as made:
            standing = open_findings()
            _refuse_backwards(day)
            fresh, gone = difference(target, standing)
            if not fresh and not gone:
                raise _NothingToDo
            _open(made, fresh, day)
            made.close(KeptFinding, {one.fact: day for one in gone})
            made.statement = {"day": day.isoformat(), "opened": len(fresh), "closed": len(gone)}
    except _NothingToDo:
        return KeptUp(None, 0, 0, len(standing))
    return KeptUp(made.number, len(fresh), len(gone), len(standing) + len(fresh) - len(gone))


def difference(target: WantedSet, standing: Sequence[Kept]) -> tuple[list[Wanted], list[Kept]]:
    """What is wanted and not open, and what is open and neither wanted nor beyond telling."""
    there = {one.key for one in standing}
    fresh = [one for key, one in target.found.items() if key not in there]
    return fresh, [one for one in standing if not target.keeps(one.key)]


def _refuse_backwards(day: date) -> None:
    later = KeptFinding.objects.known(None).filter(start__gt=day) | KeptFinding.objects.known(None).filter(end__gt=day)
    last = later.order_by("start").last()
    if last is not None:
        reached = max(one for one in (last.start, last.end) if one is not None)
        raise Backwards(f"问题清单已经更新到 {reached}，不能再按更早的 {day} 更新；请用 {reached} 或以后的日子")


def _open(made: Posting, fresh: Sequence[Wanted], day: date) -> None:
    numbers = made.record(Finding, (), [() for _ in fresh])
    rows = []
    for number, one in zip(numbers, fresh, strict=True):
        named = dict.fromkeys(SUBJECTS.values()) | {SUBJECTS[one.subject]: one.number}
        if one.subject is Subject.PERSON:
            named["party_organization_id"] = one.via
        rows.append(
            (
                *(number, str(one.source), one.item, named["organization_id"], named["party_organization_id"]),
                *(named["person_id"], one.case, str(one.severity), one.because, one.clause, one.remedy, one.since, day),
            )
        )
    made.record(KeptFinding, NAMES, rows)
