"""Studies: recorded with whoever took part, put right, moved with whoever turns out to be one; and hours of a year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.activities.gathering import account, branch_with
from tests.conftest import make_act
from tests.ledgers import SmallLedger
from tests.office.test_person import record
from tests.party.bodies import act, breaches

from shejian.activities.models import Attendance
from shejian.activities.services.meetings import record_meetings, restate_meetings
from shejian.activities.services.persons import merge_participants
from shejian.base.queries import head_number
from shejian.core.calendar import Span
from shejian.journal.services import posting
from shejian.learning.models import Learner, StudyRecord
from shejian.learning.queries import Hours, hours_of, materials_for, studies_of
from shejian.learning.services.studies import StatedStudy, record_studies, restate_study
from shejian.party.services.learning import record_learning
from shejian.party.services.refusals import Refused
from shejian.people.services.persons import PersonDraft
from shejian.snapshot.frames import SNAPSHOT

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2022, 3, 15), date(2022, 12, 31)


def lesson(body: int, **more: Any) -> StatedStudy:
    stated = {"kind": "micro_lesson", "title": "学党章", "first": DAY, "last": DAY, "party_organization": body}
    return StatedStudy(**(stated | more))


def recorded(do: Any, *arguments: Any) -> Any:
    """What an act answers, done as one entry."""
    with posting(make_act(), "test.act") as made:
        return do(made, *arguments)


def rows() -> tuple[list[Any], list[Any]]:
    """All that the ledger holds of studies now."""
    records = StudyRecord.objects.known(None).order_by("study")
    return (
        list(records.values_list("study", "kind", "title", "start", "end")),
        sorted(Learner.objects.known(None).values_list("study", "person", "start", "tenths")),
    )


def hours(person: int, on: date = TODAY) -> Hours | None:
    return hours_of(SNAPSHOT.picture(), [person], on).get(person)


def test_a_study_is_recorded_put_right() -> None:
    body, (one, two, three) = branch_with(3)
    (study,) = recorded(record_studies, [lesson(body, learners={one: 5, two: None})], TODAY)
    end = date(2022, 3, 16)
    assert rows() == (
        [(study, "micro_lesson", "学党章", DAY, end)],
        [(study, one, DAY, 5), (study, two, DAY, None)],
    )
    act(restate_study, study, lesson(body, title="学党章党规", learners={one: 5, three: 10}), TODAY)
    said = ([(study, "micro_lesson", "学党章党规", DAY, end)], [(study, one, DAY, 5), (study, three, DAY, 10)])
    assert rows() == said
    head = head_number()
    act(restate_study, study, lesson(body, learners={}), TODAY)
    assert rows()[1] == []
    assert breaches() == []
    assert head_number() == head + 1


@pytest.mark.parametrize(
    ("more", "place", "says"),
    [
        ({"last": date(2022, 3, 14)}, "last", "止日 2022-03-14 早于起日 2022-03-15"),
        ({"last": date(2023, 1, 1)}, "last", "2023-01-01 还没有到"),
        ({"unit": 1}, "holder", "请选一个"),
        ({"title": ""}, "title", "请写题目"),
        ({"learners": {1: -1}}, "hours-1", "学时不能是负数"),
        ({"learners": {1: 241}}, "hours-1", "1 天里不会有 24.1 学时"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(more: dict[str, Any], place: str, says: str) -> None:
    body, _ = branch_with(1)
    head = head_number()
    with pytest.raises(Refused, match=says) as refused:
        act(record_studies, [lesson(body, **more)], TODAY)
    assert (refused.value.place, rows(), head_number()) == (place, ([], []), head)


def test_the_same_study_is_not_recorded_twice() -> None:
    body, (one,) = branch_with(1)
    act(record_studies, [lesson(body)], TODAY)
    before = rows()
    with pytest.raises(Refused, match="账上已经有一次"):
        act(record_studies, [lesson(body, title="学 党章", learners={one: 5})], TODAY)
    assert rows() == before


def test_hours_of_a_year_are_the_total_or_the_items_and_never_both() -> None:
    body, (one, two, three) = branch_with(3)
    assert hours(one) is None
    act(record_studies, [lesson(body, learners={one: 15, two: None, three: 40})], TODAY)
    held = account(body, kind="lecture", attendance={one: "present", two: "leave"}, tenths=20)
    (meeting,) = recorded(record_meetings, [held], TODAY)
    year = Span(date(2022, 1, 1), date(2023, 1, 1))
    act(record_learning, year, {(two, "member"): 8, (three, "secretary"): 3})
    assert hours(one) == Hours(35, None, 35, 2, 0, whole=True, leading=False)
    assert hours(one, date(2022, 3, 14)) is None
    assert hours(two) == Hours(80, 80, 0, 1, 1, whole=True, leading=False)
    assert hours(three) == Hours(40, 30, 40, 1, 0, whole=True, leading=True)
    act(restate_meetings, {meeting: account(body, kind="theme_day", attendance={one: "present"})}, TODAY)
    assert hours(one) == Hours(15, None, 15, 1, 0, whole=True, leading=False)
    act(restate_meetings, {meeting: account(body, kind="lecture", attendance={one: "present"})}, TODAY)
    assert hours(one) == Hours(15, None, 15, 2, 1, whole=False, leading=False)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"kind": "theme_day", "tenths": 10}, "只有党课计学时"),
        ({"kind": "lecture", "tenths": 10, "attendance": {}}, "不知道是谁学的"),
        ({"kind": "lecture", "tenths": 250}, "1 天里不会有 25 学时"),
    ],
)
def test_hours_of_a_meeting_that_cannot_be(more: dict[str, Any], says: str) -> None:
    body, (one,) = branch_with(1)
    with pytest.raises(Refused, match=says):
        act(record_meetings, [account(body, **({"attendance": {one: "present"}} | more))], TODAY)
    assert not Attendance.objects.exists()


def test_who_turns_out_to_be_one_took_part_once() -> None:
    body, _ = branch_with(0)
    kept, other = (record(body, PersonDraft(name, "")) for name in ("沈荣荣", "周海燕"))
    first, second = recorded(
        record_studies,
        [lesson(body, learners={kept: 5, other: 10}), lesson(body, title="乙", learners={other: 10})],
        TODAY,
    )
    act(merge_participants, {other: kept})
    assert rows()[1] == [(first, kept, DAY, 5), (second, kept, DAY, 10)]


def test_materials_are_those_of_whom_they_concern() -> None:
    ledger = SmallLedger()
    body, (one, two) = branch_with(2, ledger)
    elsewhere, _ = branch_with(1, ledger)
    with_text, _, other = recorded(
        record_studies,
        [
            lesson(body, text="讲稿"),
            lesson(body, title="没有材料", learners={one: None}),
            lesson(elsewhere, title="网上的", link="https://example.cn/", learners={two: 5}),
        ],
        TODAY,
    )
    known = head_number()
    assert [fact.study_id for fact in materials_for(one, [body], TODAY, known)] == [with_text]
    assert {fact.study_id for fact in materials_for(two, [body], TODAY, known)} == {with_text, other}
    assert materials_for(two, [body], date(2022, 3, 14), known) == []
    assert [(fact.study_id, tenths) for fact, tenths in studies_of(two, DAY, TODAY, known)] == [(other, 5)]
