"""A clerk invites, sees who came in, calls back, hands over and ends; the code is shown once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.conftest import TODAY, County
from tests.office.conftest import signed_in, words

from shejian.base.queries import head_number
from shejian.invitations.models import BranchRecorder, Invitation, InvitationEnd, PersonAccount
from shejian.party.models import Affiliation

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef" * 2
PASSWORD = "Baita-2026-shui"


def at_home() -> list[Affiliation]:
    """Two members of one party organization."""
    facts = Affiliation.objects.on(TODAY, None).order_by("party_organization_id", "id")
    return list(facts.filter(party_organization=facts[0].party_organization_id)[:2])


def page_of(body: int) -> str:
    return f"/party-organizations/{body}/invitations/"


def invite(client: Client, fact: Affiliation, role: str = "member", **more: str) -> Any:
    said = {"key": KEY, "person": f"人员 {fact.person_id}", "role": role, "days": "7"} | more
    return client.post(f"{page_of(fact.party_organization_id)}new/", said)


def come_in(answer: Any, username: str) -> None:
    code = re.search(r'class="one-time">([a-z0-9-]+)<', answer.content.decode())
    assert code is not None
    key = username.encode().hex().rjust(32, "0")
    said = {"key": key, "username": username, "password": PASSWORD, "again": PASSWORD, "code": code[1]}
    assert Client().post("/join/", said).status_code == 302


def state() -> tuple[int, ...]:
    return (
        head_number(),
        *(kind.objects.count() for kind in (Invitation, InvitationEnd, PersonAccount, BranchRecorder)),
    )


def test_the_code_is_shown_once_as_a_slip_with_its_picture(office: County) -> None:
    first, _ = at_home()
    client = signed_in("clerk")
    assert (
        'value="' in client.get(f"{page_of(first.party_organization_id)}new/?person={first.person_id}").content.decode()
    )
    slip = invite(client, first)
    text = slip.content.decode()
    assert slip.status_code == 200
    assert '<svg viewBox="0 0 ' in text
    assert "http://testserver/join/" in text
    code = re.search(r'class="one-time">([a-z0-9-]{19})<', text)
    assert code is not None
    before = state()
    again = invite(client, first)
    assert (again.status_code, again["Location"]) == (302, page_of(first.party_organization_id))
    listed = client.get(page_of(first.party_organization_id))
    assert code[1] not in listed.content.decode()
    assert "邀请码只显示一次；没有记下的，请收回" in words(listed)
    assert "等他来用，到 2026-11-28 止" in words(listed)
    assert state() == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"person": ""}, "请写邀请谁"),
        ({"person": "查无此人"}, "在您的范围里没有叫"),
        ({"days": "31"}, "最多 30 天"),
        ({"role": "boss"}, "请从列出的身份里选"),
    ],
)
def test_what_will_not_do_is_said_at_its_field(office: County, changed: dict[str, str], said: str) -> None:
    before = state()
    answer = invite(signed_in("clerk"), at_home()[0], **changed)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert state() == before


def test_an_invitation_is_called_back(office: County) -> None:
    first, _ = at_home()
    client = signed_in("clerk")
    invite(client, first)
    revoke = f"{page_of(first.party_organization_id)}revoke/{Invitation.objects.get().pk}/"
    assert "邀请码马上不能再用" in words(client.get(revoke))
    client.post(revoke, {"key": "a" * 32})
    assert "已收回" in words(client.get(page_of(first.party_organization_id)))
    answer = client.post(revoke, {"key": "b" * 32})
    assert (answer.status_code, "没有再收回" in words(answer)) == (409, True)


def test_a_record_is_handed_over_and_an_account_ended(office: County) -> None:
    first, second = at_home()
    client, body = signed_in("clerk"), first.party_organization_id
    come_in(invite(client, first, "recorder"), "recorder")
    come_in(invite(client, second, key="c" * 32), "member")
    held, member = BranchRecorder.objects.get(), PersonAccount.objects.get(user__username="member")
    assert "（recorder） 2026-11-22 起 在记 交接 免去" in words(client.get(page_of(body)))
    said = {"key": "d" * 32, "to": str(member.user_id), "on": "2026-11-23"}
    assert client.post(f"{page_of(body)}hand-over/{held.pk}/", said).status_code == 302
    now = BranchRecorder.objects.known(None).order_by("start")
    assert [(each.user.username, str(each.start), str(each.end)) for each in now] == [
        ("recorder", "2026-11-22", "2026-11-23"),
        ("member", "2026-11-23", "None"),
    ]
    end = f"{page_of(body)}end-account/{member.pk}/"
    assert client.post(end, {"key": "e" * 32, "on": "2026-11-25"}).status_code == 302
    assert not PersonAccount.objects.known(None).filter(user=member.user_id, end__isnull=True).exists()


def test_what_is_of_another_party_organization_is_not_reached_through_this_one(office: County) -> None:
    first, _ = at_home()
    client = signed_in("clerk")
    invite(client, first)
    other = Affiliation.objects.exclude(party_organization=first.party_organization_id)[0].party_organization_id
    before = state()
    answer = client.post(f"{page_of(other)}revoke/{Invitation.objects.get().pk}/", {"key": "a" * 32})
    assert answer.status_code == 404
    assert state() == before
