"""A clerk sees what a member asked to have corrected, on his page and among what is due, and answers it."""

from __future__ import annotations

import pytest
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import signed_in, words

from shejian.base.queries import head_number
from shejian.invitations.models import CorrectionAnswer
from shejian.invitations.services.correcting import CorrectionDraft, ask_for_correction
from shejian.journal.services import posting
from shejian.party.models import Affiliation

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef" * 2


@pytest.fixture
def asked(office: County) -> tuple[int, int]:
    """A person and his request."""
    person = Affiliation.objects.on(TODAY, None).order_by("id")[0].person_id
    with posting(make_act(), "invitations.ask_correction") as made:
        (number,) = ask_for_correction(made, [CorrectionDraft(person, "入党日期", "应当是七月一日")])
    return person, number


def test_a_request_stands_on_his_page_and_among_what_is_due_until_it_is_answered(asked: tuple[int, int]) -> None:
    person, number = asked
    client, where = signed_in("clerk"), f"/persons/{person}/corrections/{number}/"
    assert f'href="{where}"' in client.get(f"/persons/{person}/").content.decode()
    due = client.get("/due/?what=correction")
    assert "答复更正申请：入党日期 本人申请 · 本人 2026-11-22 提出" in words(due)
    assert "应当是七月一日" not in words(due)
    assert "入党日期：应当是七月一日" in words(client.get(where))
    said = {"key": KEY, "answer": "accepted", "reason": "已照志愿书更正"}
    assert client.post(where, said).status_code == 302
    assert client.post(where, said).status_code == 302
    assert CorrectionAnswer.objects.get().reason == "已照志愿书更正"
    assert "采纳：已照志愿书更正" in words(client.get(f"/persons/{person}/"))
    assert "答复更正申请" not in words(client.get("/due/?what=correction"))


def test_what_was_asked_is_for_who_may_correct_it(asked: tuple[int, int]) -> None:
    person, _ = asked
    assert "应当是七月一日" not in words(signed_in("reader").get(f"/persons/{person}/"))


@pytest.mark.parametrize(("changed", "said"), [({"reason": ""}, "请写明怎样办的"), ({"answer": "x"}, "请从列出的里选")])
def test_an_answer_says_why(asked: tuple[int, int], changed: dict[str, str], said: str) -> None:
    person, number = asked
    before = head_number()
    good = {"key": KEY, "answer": "declined", "reason": "没有依据"}
    answer = signed_in("clerk").post(f"/persons/{person}/corrections/{number}/", good | changed)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert head_number() == before


def test_a_request_of_another_person_is_not_answered_here(asked: tuple[int, int]) -> None:
    person, number = asked
    other = Affiliation.objects.on(TODAY, None).exclude(person=person)[0].person_id
    assert signed_in("clerk").get(f"/persons/{other}/corrections/{number}/").status_code == 404
