"""What is due, of the tidy county with its register started."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.conftest import County, make_act

from shejian.base.queries import unit_tree
from shejian.cases.services.starting import start_register
from shejian.core.calendar import deadline
from shejian.core.facts.terms import Line
from shejian.core.indicators import Subject
from shejian.core.rules import load_law
from shejian.figures.asking import Asked, Question, ask
from shejian.journal.services import posting
from shejian.oversight.due import Due, Kind, due_until
from shejian.party.models import DevelopmentStep, Election

pytestmark = pytest.mark.django_db

ON = date(2022, 12, 31)


@pytest.fixture(scope="module")
def started(tidy_county: County, django_db_blocker: Any) -> County:
    with django_db_blocker.unblock(), posting(make_act(), "cases.register") as made:
        start_register(made, recorded_since=None)
    return tidy_county


def asked(on: date = ON, **question: Any) -> Asked:
    return ask(Question(on=on, since=date(on.year, 1, 1), **question))


def due(one: Asked, until: date) -> tuple[Due, ...]:
    return due_until(one.view, one.scope, until)


def test_whoever_passed_into_probation_is_due_for_conversion_a_year_later(started: County) -> None:
    found = due(asked(), ON + timedelta(days=365))
    steps = {(one.id, one.day) for one in found if one.code == "conversion-application" or "转正" in one.what}
    admitted = {
        (step.person_id, step.start)
        for step in DevelopmentStep.objects.known(None).filter(stage="admission", start__gt=date(2021, 12, 31))
    }
    limit = load_law().on(ON).limit("development.probation.length")
    assert admitted
    for person, day in admitted:
        ends = deadline(day, limit).day
        assert any(one == person and when >= ends for one, when in steps), (person, day)


def test_a_term_that_ends_in_the_span_is_due_on_the_day_it_ends(started: County) -> None:
    until = ON + timedelta(days=90)
    found = [one for one in due(asked(), until) if one.code == "term_over" and not one.overdue]
    last: dict[int, date] = {}
    for body, day in Election.objects.known(None).values_list("party_organization", "start"):
        last[body] = max(last.get(body, day), day)
    limit = load_law().on(ON).limit("election.term.branch")
    ends = {body: deadline(day, limit).day for body, day in last.items()}
    assert found
    for one in found:
        assert ON <= one.day < until
        assert one.subject is Subject.PARTY_ORGANIZATION
        assert ends[one.id] == one.day
        assert one.kind is Kind.CHECK
        assert one.remedy


def test_a_town_sees_what_is_due_there_only_and_towns_share_out_all(started: County) -> None:
    until = ON + timedelta(days=90)
    whole = {(one.kind, one.code, one.subject, one.id) for one in due(asked(), until)}
    root = unit_tree(ON).root
    assert root is not None
    parts = [
        {(one.kind, one.code, one.subject, one.id) for one in due(asked(unit=node.name), until)}
        for node in unit_tree(ON).children(root.id)
        if node.kind == "town"
    ]
    assert all(part < whole for part in parts)
    along = {(one.kind, one.code, one.subject, one.id) for one in due(asked(line=Line.PARTY), until)}
    assert along <= whole
    assert set().union(*parts) <= whole


def test_days_are_in_order_and_what_has_passed_says_so(started: County) -> None:
    later = date(2024, 6, 30)
    found = due(asked(later), later + timedelta(days=30))
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert {one.overdue for one in found if one.day < later and one.kind is Kind.CHECK} == {True}
    assert {one.overdue for one in found if one.day >= later} == {False}
    assert all(one.clause for one in found)


def test_an_end_before_the_beginning_is_refused(started: County) -> None:
    with pytest.raises(ValueError, match="早于"):
        due(asked(), ON - timedelta(days=1))


def test_more_cases_cost_no_more_queries(started: County, django_assert_max_num_queries: Any) -> None:
    one = asked()
    with django_assert_max_num_queries(20):
        due(one, ON + timedelta(days=90))
