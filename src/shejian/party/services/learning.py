"""How many hours persons spent learning, year by year."""

from __future__ import annotations

from collections.abc import Mapping

from shejian.core.calendar import Span
from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.party.models import Learning
from shejian.party.services.refusals import Refused

KEY = "person_id"
HOURS_A_DAY = 24


def hours_fault(year: Span, hours: int) -> str | None:
    """What cannot be about a year's hours, in words; ``None`` if nothing."""
    if hours < 0:
        return "学时不能是负数，请核对"
    if year.start is not None and year.end is not None and hours > (year.end - year.start).days * HOURS_A_DAY:
        return "比全年的小时数还多，请核对；这里填一年累计的学时"
    return None


def record_learning(made: Posting, year: Span, hours: Mapping[tuple[int, str], int | None]) -> None:
    """Record hours of a calendar year by person and kind; what was said of it before is corrected.

    Args:
        hours: ``None``: it is not known after all.

    Raises:
        Refused: what ``hours_fault`` says; the place is ``hours``.
    """
    for stated in hours.values():
        fault = None if stated is None else hours_fault(year, stated)
        if fault is not None:
            raise Refused("hours", fault)
    held = standing_facts(Learning, KEY, {person for person, _ in hours}, start=year.start)
    facts = {(one, fact.values["kind"]): fact for one, found in held.items() for fact in found}
    made.withdraw(Learning, [facts[key].id for key, stated in hours.items() if stated is None and key in facts])
    right = {key: stated for key, stated in hours.items() if stated is not None}
    made.amend(
        Learning,
        {
            facts[key].id: {"hours": stated}
            for key, stated in right.items()
            if key in facts and facts[key].values["hours"] != stated
        },
    )
    rows = [
        (person, year.start, year.end, kind, n) for (person, kind), n in right.items() if (person, kind) not in facts
    ]
    made.record(Learning, (KEY, "start", "end", "kind", "hours"), rows)
