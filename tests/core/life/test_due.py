"""What the standard asks of branches: equal to what plain Python counts from the clauses."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.findings.small import Ledger
from tests.core.life import plain
from tests.core.life.histories import History

from shejian.core.facts import Picture
from shejian.core.indicators import View, When
from shejian.core.indicators import relations as shared
from shejian.core.indicators.evaluate import rows_of
from shejian.core.life import Period, asked_on, held, life_standard, obligations, recorded
from shejian.core.rules import load_law

ON = date(2022, 12, 31)
DAYS = [date(2021, 2, 28), date(2021, 12, 30), date(2022, 5, 31), date(2022, 9, 1), ON]
Row = dict[str, Any]


def due(picture: Picture, on: date) -> list[Row]:
    law, standard = load_law(), life_standard()
    view = View(picture, When(on, on), law)
    meetings = held(picture, on)
    bodies = recorded(view.relation(shared.bodies), meetings).join(
        view.relation(shared.standing_bodies).select("id"), on="id", how="semi"
    )
    return rows_of(obligations(picture, on, bodies, meetings, asked_on(standard, on, law), standard))


def as_plain(rows: list[Row]) -> list[tuple[Any, ...]]:
    return sorted(
        (
            (
                row["party_organization"],
                row["kind"],
                Period(row["months"], row["number"]).first,
                row["required"],
                row["held"],
                row["state"],
            )
            for row in rows
        ),
        key=str,
    )


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32 - 1), on=st.sampled_from(DAYS))
def test_what_is_due_is_what_plain_python_counts(seed: int, on: date) -> None:
    history = History(Random(seed))
    assert as_plain(due(history.picture(), on)) == sorted(plain.due(history.branches, on), key=str)


def states(ledger: Ledger, kind: str, on: date = ON) -> list[tuple[str, int | None, int, str, str]]:
    return [
        (str(Period(row["months"], row["number"])), row["required"], row["held"], row["state"], row["because"])
        for row in due(ledger.picture(), on)
        if row["kind"] == kind
    ]


def meet(ledger: Ledger, body: int, kind: str, *days: date, partners: tuple[int, ...] = ()) -> None:
    for day in days:
        meeting = ledger.number()
        ledger.put("meeting_record", meeting=meeting, party_organization=body, kind=kind, start=day)
        for position, partner in enumerate(partners):
            ledger.put("meeting_partner", meeting=meeting, party_organization=partner, position=position)


def test_each_quarter_is_kept_behind_or_still_to_be_held() -> None:
    ledger = Ledger()
    body = ledger.body()
    meet(ledger, body, "general_meeting", date(2022, 1, 5), date(2022, 3, 31), date(2022, 7, 1))
    assert states(ledger, "general_meeting", date(2022, 11, 24)) == [
        ("2021年第4季度", 1, 0, "unknown", "before_records"),
        ("2022年第1季度", 1, 2, "kept", "held"),
        ("2022年第2季度", 1, 0, "behind", "over"),
        ("2022年第3季度", 1, 1, "kept", "held"),
        ("2022年第4季度", 1, 0, "due", "running"),
    ]


def test_a_period_that_ends_on_the_day_is_over_at_its_close() -> None:
    ledger = Ledger()
    body = ledger.body()
    meet(ledger, body, "theme_day", date(2021, 1, 1))
    assert [one[3] for one in states(ledger, "appraisal", date(2022, 12, 30))] == ["behind", "due"]
    assert states(ledger, "appraisal") == [("2022年", 1, 0, "behind", "over")]


def test_a_branch_founded_within_a_period_is_asked_from_the_next() -> None:
    ledger = Ledger()
    body = ledger.body(founded=date(2022, 4, 2))
    meet(ledger, body, "theme_day", date(2022, 4, 20))
    assert [one[0] for one in states(ledger, "general_meeting")] == ["2022年第3季度", "2022年第4季度"]
    assert states(ledger, "life_meeting") == []


def test_a_joint_day_counts_for_each_once_and_who_has_no_record_is_unknown() -> None:
    ledger = Ledger()
    host, guest, silent = ledger.body(), ledger.body(), ledger.body()
    meet(ledger, host, "theme_day", date(2022, 12, 5), partners=(guest, guest, host))
    rows = [
        row
        for row in due(ledger.picture(), ON)
        if row["kind"] == "theme_day" and Period(1, row["number"]).first.month == 12
    ]
    assert sorted((row["party_organization"], row["held"], row["state"], row["because"]) for row in rows) == [
        (host, 1, "kept", "held"),
        (guest, 1, "kept", "held"),
        (silent, 0, "unknown", "no_record"),
    ]


@pytest.mark.parametrize(
    ("committee", "expected"),
    [
        ([], [("2022年12月", None, 0, "unknown", "committee_unknown")]),
        ([{"exists": False}], []),
        ([{"exists": True}], [("2022年12月", 1, 0, "behind", "over")]),
        ([{"exists": True, "start": date(2022, 12, 2)}], []),
        ([{"exists": True, "end": date(2022, 12, 31)}], [("2022年12月", None, 0, "unknown", "committee_unknown")]),
    ],
)
def test_a_committee_meets_where_there_is_one(committee: list[Row], expected: list[tuple[Any, ...]]) -> None:
    ledger = Ledger()
    body = ledger.body()
    for fact in committee:
        ledger.put("committee", party_organization=body, **fact)
    meet(ledger, body, "theme_day", date(2022, 12, 5))
    assert [one for one in states(ledger, "committee_meeting") if one[0] == "2022年12月"] == expected


def test_groups_and_who_talks_are_not_on_record_and_lectures_have_no_number() -> None:
    ledger = Ledger()
    body = ledger.body()
    meet(ledger, body, "theme_day", date(2022, 12, 5))
    meet(ledger, body, "heart_talk", date(2022, 12, 6))
    assert states(ledger, "heart_talk") == [("2022年", None, 1, "unknown", "pairs_unknown")]
    assert {one[1:] for one in states(ledger, "group_meeting")} == {(None, 0, "unknown", "groups_unknown")}
    assert states(ledger, "lecture") == []


@pytest.mark.parametrize("kind", ["provisional_branch", "functional", "committee", "work_committee", "general_branch"])
def test_who_is_no_branch_of_the_standard_is_asked_nothing(kind: str) -> None:
    ledger = Ledger()
    ledger.body(kind=kind)
    assert due(ledger.picture(), ON) == []
    assert kind in {str(one) for one in life_standard().apart}


def test_before_the_rules_were_recorded_nothing_is_asked() -> None:
    ledger = Ledger()
    ledger.body()
    assert due(ledger.picture(), date(2017, 6, 1)) == []
