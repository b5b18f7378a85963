"""Coming in with a code: an account of one's own, the phone's first page, and no page of the office."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import signed_in, words

from shejian.accounts.models import User
from shejian.base.queries import head_number
from shejian.invitations.enums import SeatRole
from shejian.invitations.models import BranchRecorder, InvitationEnd, PersonAccount
from shejian.invitations.services.inviting import InvitationDraft, invite
from shejian.journal.services import posting
from shejian.party.models import Affiliation

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef" * 2
SAID = {"key": KEY, "username": "liguifang", "password": "Baita-2026-shui", "again": "Baita-2026-shui"}


@pytest.fixture
def code(office: County) -> str:
    return _code(SeatRole.MEMBER)


def _code(role: SeatRole) -> str:
    mine = Affiliation.objects.on(TODAY, None).order_by("id")[0]
    with posting(make_act(), "invitations.invite") as made:
        (one,) = invite(made, [InvitationDraft(mine.person_id, mine.party_organization_id, role)], TODAY)
    return one.code


def state() -> tuple[Any, ...]:
    kinds = (User, PersonAccount, BranchRecorder, InvitationEnd)
    return (head_number(), *(kind._default_manager.count() for kind in kinds))


def test_a_code_lets_in_once_and_leads_to_the_phone(code: str) -> None:
    client = Client()
    assert "凭邀请码加入" in words(client.get("/join/"))
    answer = client.post("/join/", SAID | {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/m/")
    assert "已经接受邀请（党员）" in words(client.get("/m/"))
    assert User.objects.get(username="liguifang").check_password(SAID["password"])
    again = Client().post("/join/", SAID | {"code": code, "username": "other", "key": "f" * 32})
    assert (again.status_code, "已经用过了" in words(again)) == (422, True)


def test_whoever_came_in_opens_no_page_of_the_office(code: str) -> None:
    client = Client()
    client.post("/join/", SAID | {"code": code})
    asked = client.get("/")
    assert (asked.status_code, "您是凭邀请进来的" in words(asked)) == (403, True)
    client.logout()
    answer = client.post("/sign-in/?next=/", {"username": "liguifang", "password": SAID["password"], "next": "/"})
    assert (answer.status_code, answer["Location"]) == (302, "/m/")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": ""}, "请填邀请码"),
        ({"again": "something-else-1"}, "两次输入的口令不一样"),
        ({"password": "1234567890123", "again": "1234567890123"}, "口令不能全是数字"),
        ({"username": "clerk"}, "这个登录名已经有人用了"),
        ({"key": "x"}, "请刷新页面再办"),
    ],
)
def test_what_will_not_do_is_said_at_its_field_and_changes_nothing(
    code: str, changed: dict[str, str], said: str
) -> None:
    before = state()
    answer = Client().post("/join/", SAID | {"code": code} | changed)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert state() == before


def test_trying_codes_is_slowed_down_as_trying_passwords_is(code: str) -> None:
    client = Client(REMOTE_ADDR="10.1.2.3")
    before = state()
    for _ in range(6):
        answer = client.post("/join/", SAID | {"code": "aaaa-bbbb-cccc-dddd"})
        assert (answer.status_code, "没有这个邀请码" in words(answer)) == (422, True)
    answer = client.post("/join/", SAID | {"code": code})
    assert (answer.status_code, "试错的次数太多了，请过 15 分钟再试" in words(answer)) == (429, True)
    kept = answer.context["page"].form
    assert (kept["code"].value(), kept["username"].value()) == (code, SAID["username"])
    assert SAID["password"] not in answer.content.decode()
    assert state() == before
    assert Client(REMOTE_ADDR="10.1.2.4").post("/join/", SAID | {"code": code}).status_code == 302


def test_an_account_that_there_is_takes_another_seat(code: str) -> None:
    client = Client()
    client.post("/join/", SAID | {"code": code})
    second = _code(SeatRole.RECORDER)
    refused = Client().post("/join/", SAID | {"code": second, "username": "second", "key": "a" * 32})
    assert "您已经有账号了：请先登录" in words(refused)
    answer = client.post("/join/", {"key": "b" * 32, "code": second})
    assert (answer.status_code, answer["Location"]) == (302, "/m/")
    assert BranchRecorder.objects.get().user.username == "liguifang"


def test_an_account_of_the_office_takes_a_code_too(code: str) -> None:
    client = signed_in("reader")
    assert client.post("/join/", {"key": KEY, "code": code})["Location"] == "/m/"
    assert PersonAccount.objects.get().user.username == "reader"
