"""本人情况: all that is held about oneself, nothing of others, and asking to have it corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import PASSWORD, signed_in, words

from shejian.accounts.models import User
from shejian.base.queries import head_number
from shejian.invitations.enums import Answer
from shejian.invitations.models import BranchRecorder, CorrectionRequest, PersonAccount
from shejian.invitations.services.correcting import AnswerDraft, answer_corrections
from shejian.journal.services import posting
from shejian.party.models import Affiliation, Dues, Learning
from shejian.people import protection
from shejian.people.models import PersonParticulars

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef" * 2


def named(fact: Affiliation) -> PersonParticulars:
    return PersonParticulars.objects.known(None).filter(person=fact.person_id).order_by("id").last()


@pytest.fixture
def two(office: County) -> tuple[Client, Affiliation, Affiliation]:
    """A member who came in, and another of the same party organization, with dues and hours of both."""
    facts = Affiliation.objects.on(TODAY, None).exclude(person__particulars__identity_cipher=None)
    mine = facts.order_by("party_organization_id", "id")[0]
    other = facts.filter(party_organization=mine.party_organization_id).exclude(pk=mine.pk).order_by("id")[0]
    user = User.objects.create_user("member", "党员甲", PASSWORD)
    with posting(make_act(), "test.let_in") as made:
        made.record(PersonAccount, ("user_id", "person_id"), [(user.pk, mine.person_id)])
        names = ("person_id", "party_organization_id", "basis", "due_fen", "paid_fen", "start", "end")
        body, first, last = mine.party_organization_id, date(2026, 3, 1), date(2026, 4, 1)
        rows = [(mine.person_id, body, "fixed", 300, 0), (other.person_id, body, "fixed", 7700, 7700)]
        made.record(Dues, names, [(*row, first, last) for row in rows])
        year = (date(2026, 1, 1), date(2027, 1, 1))
        rows = [(mine.person_id, "member", 12, *year), (other.person_id, "member", 87, *year)]
        made.record(Learning, ("person_id", "kind", "hours", "start", "end"), rows)
    return signed_in("member"), mine, other


def state() -> tuple[Any, ...]:
    return (head_number(), list(CorrectionRequest.objects.values_list("person", "about", "text")))


def test_a_member_sees_all_that_is_held_about_him_with_its_entry_and_paper(
    two: tuple[Client, Affiliation, Affiliation],
) -> None:
    client, mine, _ = two
    page = words(client.get("/m/mine/"))
    stated = named(mine)
    assert stated.name in page
    assert protection.reveal(stated.identity_cipher) in page
    assert "2026-11-22 记（第 1 笔），依据《county-2022.xlsx》" in page
    assert "2026-03 · 2026-11-22 记（第" in page
    assert "账上没有记您参加的组织生活；名单没有记的，不等于没有参加。" in page


def test_a_member_sees_nothing_of_another(two: tuple[Client, Affiliation, Affiliation]) -> None:
    client, _, other = two
    stated = named(other)
    for where in ("/m/", "/m/mine/"):
        page = words(client.get(where))
        secrets = (stated.name, protection.reveal(stated.identity_cipher), "77 元", "87 学时")
        assert [each for each in secrets if each in page] == [], where
    assert client.get(f"/persons/{other.person_id}/").status_code == 403


def test_the_first_page_tells_ones_own_dues_and_hours(two: tuple[Client, Affiliation, Affiliation]) -> None:
    page = words(two[0].get("/m/"))
    assert "我的党费 2026 年 本人情况 2026-03 每月应交 3 元 还没有交" in page
    assert "我的学时 2026 年 12 学时 登记的全年累计 12" in page
    assert "我的程序 现在没有为您办着的程序。" in page


def test_a_recorder_who_is_nobody_of_the_ledger_has_nothing_of_his_own(office: County) -> None:
    user = User.objects.create_user("recorder", "记录人乙", PASSWORD)
    body = Affiliation.objects.on(TODAY, None).order_by("id")[0].party_organization_id
    with posting(make_act(), "test.let_in") as made:
        made.record(BranchRecorder, ("user_id", "party_organization_id"), [(user.pk, body)])
    client, before = signed_in("recorder"), state()
    assert "这个账号还没有对应到台账上的人" in words(client.get("/m/mine/"))
    client.post("/m/mine/", {"key": KEY, "about": "党费", "text": "应当是三元"})
    assert state() == before


def test_a_correction_is_asked_for_once_and_its_answer_seen(two: tuple[Client, Affiliation, Affiliation]) -> None:
    client, mine, _ = two
    said = {"key": KEY, "about": "党费", "text": "三月的已经交了"}
    for _ in range(2):
        assert client.post("/m/mine/", said)["Location"] == "/m/mine/"
    (asked,) = CorrectionRequest.objects.all()
    assert (asked.person_id, asked.entry.by.username) == (mine.person_id, "member")
    assert "党费 2026-11-22 提：三月的已经交了 等着答复" in words(client.get("/m/mine/"))
    with posting(make_act(), "invitations.answer_correction") as made:
        answer_corrections(made, [AnswerDraft(asked.pk, Answer.DECLINED, "收据上没有三月")])
    assert "2026-11-22 答复：收据上没有三月 不采纳" in words(client.get("/m/mine/"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": ""}, "请写明哪里不对、应当是什么"),
        ({"text": "应是 620623198001017616"}, "请不要写完整的公民身份号码"),
        ({"about": "别人的"}, "请从列出的里选"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    two: tuple[Client, Affiliation, Affiliation], changed: dict[str, str], said: str
) -> None:
    before = state()
    answer = two[0].post("/m/mine/", {"key": KEY, "about": "党费", "text": "应当是三元"} | changed)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert state() == before
