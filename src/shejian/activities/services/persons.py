"""Two recorded persons are one: the act that spans all that is said of them, meetings among it."""

from __future__ import annotations

from shejian.activities.models import Attendance, MeetingParticulars, MeetingRecord
from shejian.activities.services.stated import counted_of
from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.journal.services.uniting import Same, give_way
from shejian.learning.services.studies import merge_learners
from shejian.party.services.persons import merge_persons

KEY = "person_id"


def merge_participants(made: Posting, same: Same) -> None:
    """Persons are the same as others, which are kept; a meeting at which both are listed counts one.

    Raises:
        Contradiction: see ``merge_persons``; nothing is written.
    """
    merge_persons(made, same)
    merge_learners(made, same)
    listed = {
        fact.values["meeting_id"]: None for facts in standing_facts(Attendance, KEY, same).values() for fact in facts
    }
    give_way(made, Attendance, KEY, same, "meeting_id")
    chaired = standing_facts(MeetingParticulars, "host_id", same)
    made.amend(
        MeetingParticulars, {fact.id: {"host_id": same[one]} for one, facts in chaired.items() for fact in facts}
    )
    count_again(made, list(listed))


def count_again(made: Posting, meetings: list[int]) -> None:
    """The numbers of meetings are those of their lists."""
    records = standing_facts(MeetingRecord, "meeting_id", meetings)
    wrong = {}
    for one, facts in standing_facts(Attendance, "meeting_id", meetings).items():
        numbers = counted_of(fact.values["state"] for fact in facts)
        if numbers is None:
            continue
        counted = dict(zip(("due", "present"), numbers, strict=True))
        record = records[one][-1]
        if any(record.values[name] != value for name, value in counted.items()):
            wrong[record.id] = counted
    made.amend(MeetingRecord, wrong)
