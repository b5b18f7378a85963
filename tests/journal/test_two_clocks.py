"""Facts hold on days in the world, and were held to be true from one entry on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act

from shejian.journal.models import Entry
from shejian.journal.services import AlreadyPosted, StaleFact, posting
from shejian.journal.services.holding import OutOfOrder
from shejian.registry.models import Registration
from shejian.registry.services.organizations import change_registration, correct_registration

DAY = date(2020, 6, 1)
Read = Callable[..., dict[str, Any]]


def correct(organization: int, **values: Any) -> int:
    with posting(make_act(), "test.correct") as made:
        correct_registration(made, {organization: values})
    return made.number


def change(organization: int, day: date, **values: Any) -> int:
    with posting(make_act(), "test.change") as made:
        change_registration(made, day, {organization: values})
    return made.number


def test_a_correction_changes_every_day_from_now_on(organization: int, registration_on: Read) -> None:
    entry = correct(organization, name="云川县养羊业协会")
    days = (date(2015, 3, 2), DAY, date(2026, 1, 1))
    assert [registration_on(day)["name"] for day in days] == ["云川县养羊业协会"] * 3
    assert [registration_on(day, entry)["name"] for day in days] == ["云川县养羊业协会"] * 3


def test_as_known_before_a_correction_the_old_name_stands(organization: int, registration_on: Read) -> None:
    entry = correct(organization, name="云川县养羊业协会")
    assert registration_on(DAY, entry - 1)["name"] == "云川县养羊协会"


def test_a_change_leaves_earlier_days_alone(organization: int, registration_on: Read) -> None:
    change(organization, DAY, legal_representative="王敏")
    names = [registration_on(day)["legal_representative"] for day in (date(2020, 5, 31), DAY)]
    assert names == ["李建东", "王敏"]


def test_a_correction_after_a_change_is_of_the_latest_span(organization: int, registration_on: Read) -> None:
    change(organization, DAY, legal_representative="王敏")
    correct(organization, legal_representative="王慧敏")
    names = [registration_on(day)["legal_representative"] for day in (date(2020, 5, 31), DAY)]
    assert names == ["李建东", "王慧敏"]


def test_a_change_before_the_latest_change_is_refused(organization: int) -> None:
    change(organization, DAY, legal_representative="王敏")
    before = list(Registration.objects.values_list("id", "superseded_by"))
    with pytest.raises(OutOfOrder) as refused:
        change(organization, date(2019, 1, 1), legal_representative="赵雅")
    assert str(refused.value) == (
        "变更日 2019-01-01 早于台账上已有的登记事项变更日 2020-06-01，请改用不早于它的日期，或不写变更日按更正处理"
    )
    assert list(Registration.objects.values_list("id", "superseded_by")) == before
    assert Entry.objects.count() == 2


def test_a_change_on_the_day_of_the_latest_change_amends_it(organization: int, registration_on: Read) -> None:
    change(organization, DAY, legal_representative="王敏")
    change(organization, DAY, industry="畜牧业")
    read = registration_on(DAY)
    assert (read["legal_representative"], read["industry"], read["start"]) == ("王敏", "畜牧业", DAY)


def test_the_same_request_posts_once(organization: int) -> None:
    act = make_act(request_key="form-1")
    with posting(act, "test.first") as first:
        pass
    with pytest.raises(AlreadyPosted) as refused, posting(act, "test.again"):
        pytest.fail("a request already posted must not run")
    assert refused.value.entry.number == first.number
    assert Entry.objects.filter(request_key="form-1").count() == 1


def test_a_fact_superseded_meanwhile_is_refused_whole(organization: int) -> None:
    fact = Registration.objects.get().pk
    correct(organization, name="甲")
    with pytest.raises(StaleFact), posting(make_act(), "test.stale") as made:
        made.amend(Registration, {fact: {"name": "乙"}})
    assert list(Registration.objects.known(None).values_list("name", flat=True)) == ["甲"]
    assert Entry.objects.count() == 2


def test_facts_are_written_by_acts_only(organization: int) -> None:
    fact = Registration.objects.get()
    for write in (fact.save, fact.delete, Registration.objects.all().delete, Registration.objects.create):
        with pytest.raises(TypeError):
            write()
    with pytest.raises(TypeError):
        Registration.objects.update(name="甲")
    assert Registration.objects.get().name == "云川县养羊协会"


def test_what_is_raised_inside_an_entry_leaves_nothing(organization: int) -> None:
    with pytest.raises(ZeroDivisionError), posting(make_act(), "test.fails") as made:
        correct_registration(made, {organization: {"name": "甲"}})
        _ = 1 // 0
    assert Entry.objects.count() == 1
    assert Registration.objects.get().superseded_by_id is None
