"""Secretaries who took their posts, and whether they were trained within the time asked of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.core.findings.small import ON, Ledger

from shejian.core.findings import bases
from shejian.core.rules import Severity, load_law

TOOK, ENDS = date(2022, 3, 1), date(2022, 9, 1)


def secretary(ledger: Ledger, took: date | None = TOOK, *, named: bool = True) -> tuple[int, int | None]:
    """A party organization of unit 1 and the person who took the post that day."""
    body, person = ledger.body(), ledger.number() if named else None
    ledger.put("post", party_organization=body, title="secretary", person=person, start=took)
    return body, person


def train(ledger: Ledger, day: date, *persons: int | None, kind: str = "yearly_round") -> None:
    study = ledger.number()
    once = {"start": day, "end": day + timedelta(days=1)}
    ledger.put("study_record", study=study, kind=kind, unit=1, **once)
    for person in persons:
        ledger.put("learner", study=study, person=person, tenths=80, **once)


def test_whoever_was_not_trained_in_time_is_found_from_the_day_after() -> None:
    ledger = Ledger()
    body, _ = secretary(ledger)
    other, person = secretary(ledger)
    train(ledger, date(2022, 4, 1), person)
    says = "书记 2022-03-01 任职，一般在 6个月 内参加培训，至今没有参加书记培训的记录"
    assert ledger.said("secretary_untrained", body) == (True, says, date(2022, 9, 2))
    assert ledger.said("secretary_untrained", body, date(2022, 9, 2))[0] is True
    assert ledger.said("secretary_untrained", body, ENDS) == (False, "新任书记参加培训的期限到 2022-09-01", None)
    assert ledger.said("secretary_untrained", other) == (False, "书记 2022-04-01 参加过书记培训", None)
    basis = bases(ON, load_law())["secretary_untrained"]
    assert (basis.severity(), "条款待核" in basis.clause()) == (Severity.HINT, True)


@pytest.mark.parametrize(("kind", "verdict"), [("induction", False), ("yearly_round", True), ("micro_lesson", True)])
def test_before_the_post_only_a_training_for_it_counts(kind: str, verdict: bool) -> None:
    ledger = Ledger()
    body, person = secretary(ledger)
    _, another = secretary(ledger)
    train(ledger, date(2022, 2, 1), person, kind=kind)
    train(ledger, date(2022, 5, 1), another)
    assert ledger.said("secretary_untrained", body)[0] is verdict


def test_where_nothing_is_on_record_nobody_is_judged() -> None:
    ledger = Ledger()
    body, person = secretary(ledger)
    train(ledger, date(2022, 2, 1), person, kind="induction")  # before anybody took a post
    secretary(ledger, None)  # it is not on record since when
    assert ledger.judged("secretary_untrained") == {}
    nameless, _ = secretary(ledger, named=False)
    train(ledger, date(2022, 6, 1), person)
    assert ledger.judged("secretary_untrained").keys() == {body, nameless}
    says = "书记 2022-03-01 任职，只记了姓名，没有对应的人，不知道参加过没有"
    assert ledger.said("secretary_untrained", nameless) == (None, says, None)


def test_a_secretary_who_came_later_is_held_from_his_own_day() -> None:
    ledger = Ledger()
    body, _ = secretary(ledger, date(2020, 1, 1))
    ledger.rows["post"][-1]["end"] = date(2022, 10, 1)
    person = ledger.number()
    ledger.put("post", party_organization=body, title="secretary", person=person, start=date(2022, 10, 1))
    _, another = secretary(ledger)
    train(ledger, date(2022, 11, 1), another)
    assert ledger.said("secretary_untrained", body) == (False, "新任书记参加培训的期限到 2023-04-01", None)
