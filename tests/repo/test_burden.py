"""Every form says what it asks and where it goes; no fact is asked twice; what the forms show is what was declared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from docs import burden
from docs.burden_fields import HIDDEN, PAPER, Field, Placed, Way, asked_twice
from docs.burden_forms import BESIDE, OF_BRANCHES
from tests.ledgers import SmallLedger
from tests.office.handing_in import hand_in
from tests.office.test_meetings import branch, form

from shejian.base.queries import head_number
from shejian.journal.models import DatedFact
from shejian.office.acting.form import ActForm
from shejian.office.acting.meeting_forms import HoldMeeting, PlanMeeting
from shejian.office.build.body_acts import BODY_FORMS, PERSON_FORMS


def test_every_form_and_field_is_placed() -> None:
    assert burden.unplaced() == []


def test_a_form_that_nobody_placed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(burden, "OF_BRANCHES", OF_BRANCHES[1:])
    name = "shejian.office.acting.meeting_forms.HoldMeeting"
    assert burden.unplaced() == [f"{name}：没有写进 docs/burden_forms.py：它问党支部什么？"]
    with pytest.raises(burden.Unplaced, match="HoldMeeting"):
        list(burden.burden())


def test_a_field_that_nobody_declared_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = next(one for one in OF_BRANCHES if one.form is PlanMeeting)
    less = replace(plan, fields=(replace(plan.fields[0], must=False), *plan.fields[2:]))
    monkeypatch.setattr(burden, "OF_BRANCHES", tuple(less if one is plan else one for one in OF_BRANCHES))
    name = "shejian.office.acting.meeting_forms.PlanMeeting"
    assert burden.unplaced() == [f"{name}.day：是必填的", f"{name}.kind：没有声明它记到哪里"]


def test_no_fact_is_asked_twice() -> None:
    assert list(asked_twice(OF_BRANCHES)) == []


def test_a_fact_asked_twice_is_named() -> None:
    again = Placed(PlanMeeting, Way.FIRST, (Field("where", "activities.MeetingParticulars.place"),))
    assert list(asked_twice((*OF_BRANCHES, again))) == [
        "activities.MeetingParticulars.place：HoldMeeting.place 和 PlanMeeting.where 都问",
        "activities.MeetingParticulars.place：PhoneMeeting.place 和 PlanMeeting.where 都问",
        "activities.MeetingParticulars.place：CorrectMeeting.place 和 PlanMeeting.where 都问",
        "activities.MeetingParticulars.place：PhoneCorrection.place 和 PlanMeeting.where 都问",
    ]
    twice = Placed(PlanMeeting, Way.FIRST, (Field("a", "party.Post.title"), Field("b", "party.Post.title")))
    assert list(asked_twice((twice,))) == ["party.Post.title：PlanMeeting.a 和 PlanMeeting.b 都问"]


def test_every_column_is_one_of_a_model() -> None:
    columns = {field.says for one in OF_BRANCHES for field in one.fields if field.says}
    for column in columns | {column for one, other, _ in BESIDE for column in (one, other)}:
        label, _, name = column.rpartition(".")
        assert apps.get_model(label)._meta.get_field(name).concrete, column


@pytest.mark.django_db
def test_what_forms_show_is_what_is_declared_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every field of a form as it is opened is declared, and whether it must be filled in."""
    made: list[ActForm] = []
    begin = ActForm.__init__

    def seen(self: ActForm, *args: Any, **more: Any) -> None:
        begin(self, *args, **more)
        made.append(self)

    monkeypatch.setattr(ActForm, "__init__", seen)
    ledger = SmallLedger()
    client, body, (person, *_) = branch("沈荣荣", "周海燕", "何秀英", ledger=ledger)
    pages = [form(body, verb) for verb in BODY_FORMS]
    pages += [f"/persons/{person}/acts/{verb}/" for verb in PERSON_FORMS]
    assert {client.get(page).status_code for page in pages} == {200}
    assert {type(one) for one in made} == {*BODY_FORMS.values(), *PERSON_FORMS.values()}
    for one in made:
        placed = next((each for each in OF_BRANCHES if each.form is type(one)), None)
        for name, field in one.fields.items() if placed else ():
            if name not in (*HIDDEN, *PAPER):
                said = burden.declared(placed, name)
                assert said is not None, (type(one), name)
                assert said.must or not field.required, (type(one), name)


@pytest.mark.django_db
def test_a_meeting_writes_what_its_form_declares() -> None:
    client, body, (person, *_) = branch("沈荣荣", "周海燕", "何秀英")
    page = form(body, day=date(2022, 3, 15))
    said = {
        "kind": "theme_day",
        "topic": "学习",
        "began": "09:30",
        "place": "会议室",
        "host": person,
        "minutes": "一。",
    }
    said |= {"text-0": "同意", "due-0": 3, "present-0": 3, "approving-0": 3}
    assert hand_in(client, page, **said).status_code == 302
    entry = head_number()
    written = {
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, DatedFact) and model._default_manager.filter(entry=entry).exists()
    }
    placed = next(one for one in OF_BRANCHES if one.form is HoldMeeting)
    declared = {field.says.rpartition(".")[0] for field in placed.fields if field.says}
    assert written == declared - {"activities.MeetingPartner"}
