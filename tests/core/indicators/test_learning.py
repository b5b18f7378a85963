"""Hours of a year: equal to what plain Python finds from what was decided, person by person."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from random import Random
from typing import Any

import pytest
from tests.core.findings.small import ON, Ledger
from tests.core.indicators.generating import DAYS, LAST_ENTRY, Lots

from shejian.core.facts import Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import Scope, View, When, evidence, figures, tally
from shejian.core.indicators.evaluate import rows_of
from shejian.core.indicators.learning import hours
from shejian.core.rules import load_law

Row = dict[str, Any]
YEAR = {"start": date(2022, 1, 1), "end": date(2023, 1, 1)}
MEMBERS = ["members_enough_hours", "members_below_hours", "members_hours_unknown"]
TRAINED = ["secretaries", "secretaries_trained", "secretaries_untrained", "secretaries_training_unknown"]


def known(lots: Lots, table: str) -> list[Row]:
    return [row for row in lots.tables()[table].to_dicts() if not row["superseded_by"]]


def holds(row: Row, on: date) -> bool:
    return (row["start"] is None or row["start"] <= on) and (row["end"] is None or row["end"] > on)


def plain(lots: Lots, on: date) -> dict[int, tuple[Any, ...]]:
    """Tenths, stated, summed, items, open, whole and leading of everybody with anything on record."""
    stated: dict[int, list[int]] = defaultdict(list)
    items: dict[int, list[int | None]] = defaultdict(list)
    leading = {row["person"] for row in known(lots, "post") if holds(row, on)}
    for row in known(lots, "learning"):
        if holds(row, on):
            stated[row["person"]].append(row["hours"] * 10)
            leading |= {row["person"]} if row["kind"] == "secretary" else set()
    kinds = {row["study"]: row["kind"] for row in known(lots, "study_record")}
    for row in known(lots, "learner"):
        if row["start"].year == on.year and row["start"] <= on:
            items[row["person"]].append(row["tenths"])
            leading |= {row["person"]} if kinds[row["study"]] in ("induction", "yearly_round") else set()
    for row in known(lots, "attendance"):
        if row["start"].year == on.year and row["start"] <= on and row["state"] == "present":
            items[row["person"]].append(row["tenths"])
    found = {}
    for one in stated.keys() | items.keys():
        certain = [each for each in items[one] if each is not None]
        accounts = [sum(each) for each in (stated[one], certain) if each]
        unsaid = len(items[one]) - len(certain)
        found[one] = (
            max(accounts, default=None),
            sum(stated[one]) if stated[one] else None,
            sum(certain),
            len(items[one]),
            unsaid,
            bool(stated[one]) or not unsaid,
            one in leading,
        )
    return found


@pytest.mark.parametrize("seed", range(40))
def test_hours_are_what_plain_python_adds_up(seed: int) -> None:
    lots = Lots(Random(seed))
    picture = Picture(lots.tables(), LAST_ENTRY)
    for on in DAYS:
        rows = {row.pop("id"): tuple(row.values()) for row in rows_of(hours(picture, on))}
        assert rows == plain(lots, on)


def values(ledger: Ledger, keys: list[str], on: date = ON) -> list[float | None]:
    view = View(ledger.picture(), When(on, date(on.year, 1, 1)), load_law())
    found = figures(tally(view, keys, Scope(Line.TERRITORY)), keys)
    return [found[key].value for key in keys]


def said(ledger: Ledger, key: str) -> dict[int, str]:
    view = View(ledger.picture(), When(ON, date(2022, 1, 1)), load_law())
    found = evidence(view, key, Scope(Line.TERRITORY))
    return {row.id: row.because("某支部") for row in (*found.rows, *found.out, *found.unknown)}


def study(ledger: Ledger, kind: str, day: date, *came: tuple[int, int | None], unit: int | None = None) -> None:
    one = ledger.number()
    ledger.put("study_record", study=one, kind=kind, unit=unit, start=day)
    for person, tenths in came:
        ledger.put("learner", study=one, person=person, tenths=tenths, start=day)


def test_members_stand_where_their_hours_are_and_none_is_counted_twice() -> None:
    ledger = Ledger()
    enough, short, part, silent, nothing, leads = ledger.members(ledger.body(ledger.organization()), 6)
    for person, total in ((enough, 32), (leads, 55)):
        ledger.put("learning", person=person, kind="member", hours=total, **YEAR)
    ledger.put("post", party_organization=9, title="secretary", person=leads)
    study(ledger, "micro_lesson", date(2022, 5, 1), (short, 315), (part, 10), (silent, None))
    ledger.put("attendance", meeting=1, person=part, state="present", tenths=None, start=date(2022, 6, 1))
    ledger.put("attendance", meeting=1, person=short, state="leave", tenths=None, start=date(2022, 6, 1))
    assert values(ledger, MEMBERS) == [None, 2, 3]
    reasons = said(ledger, "members_hours_unknown")
    assert reasons[short] == "到 2022-12-31 的一年学习 31.5 学时，不够规定"
    assert reasons[part] == "最近过完的一年还有学习没有写学时"
    assert reasons[silent] == "最近过完的一年参加过学习，都没有写学时"
    assert reasons[nothing] == "台账没有最近过完的一年的学时"
    assert reasons[leads] == "到 2022-12-31 的一年学习 55 学时，不够规定"
    assert values(ledger, ["members_enough_hours", "members_below_hours"], date(2018, 6, 1)) == [None, None]


def test_secretaries_are_trained_or_not_where_their_unit_has_trainings_on_record() -> None:
    ledger = Ledger()
    first, second, third = (ledger.body(ledger.organization()) for _ in range(3))
    one, two = ledger.members(first, 2)
    for body, person in ((first, one), (second, two), (third, None)):
        ledger.put("post", party_organization=body, title="secretary", person=person)
    assert values(ledger, TRAINED) == [3, None, 0, 3]
    study(ledger, "member_training", date(2022, 5, 1), (two, 80))
    study(ledger, "yearly_round", date(2021, 12, 31), (two, 80))
    assert values(ledger, TRAINED) == [3, None, 0, 3]
    study(ledger, "yearly_round", date(2022, 6, 1), (one, None), unit=1)
    assert values(ledger, TRAINED) == [3, None, 1, 1]
    assert said(ledger, "secretaries_trained") == {
        first: "书记 2022-06-01 参加过书记培训",
        second: "账上当年的书记培训里没有这个书记",
        third: "书记只记了姓名，没有对应的人，不知道",
    }
    assert values(ledger, [*TRAINED[:2], "secretary_training_coverage"], date(2022, 5, 31)) == [3, None, None]


def test_the_attendance_rate_is_of_meetings_with_both_numbers() -> None:
    ledger = Ledger()
    body = ledger.body(ledger.organization())
    for meeting, (due, present) in enumerate(((10, 7), (5, 5), (None, 5), (5, None), (0, 0), (4, 6))):
        held = {"meeting": meeting, "party_organization": body, "kind": "theme_day", "start": date(2022, 3, 1)}
        ledger.put("meeting_record", due=due, present=present, **held)
    keys = ["meetings_attended", "attendance_due", "attendance_present", "attendance_rate"]
    assert values(ledger, keys) == [2, 15, 12, 80.0]
    assert values(ledger, keys, date(2021, 12, 31)) == [0, 0, 0, None]
