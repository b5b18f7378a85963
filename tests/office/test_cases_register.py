"""The whole register of member development is started by one form."""

from __future__ import annotations

import pytest
from tests.conftest import County
from tests.office.conftest import signed_in, words
from tests.office.handing_in import hand_in

from shejian.base.queries import head_number
from shejian.cases.services.starting import unstarted

pytestmark = pytest.mark.django_db


def test_the_whole_register_is_started_in_one_act_with_a_trial_and_taken_back(office: County) -> None:
    client, head = signed_in("clerk"), head_number()
    many = len(unstarted())
    assert many > 20
    tried = hand_in(client, "/cases/register/", **{"try": "1"})
    assert (tried.status_code, head_number()) == (200, head)
    assert f"新开办 {many} 件" in words(tried)
    response = hand_in(client, "/cases/register/")
    assert (response.status_code, response["Location"]) == (302, "/cases/")
    page = words(client.get(response["Location"]))
    assert f"已为 {many} 人开办发展党员的办件" in page
    entry = words(client.get(f"/entries/{head + 1}/"))
    assert f"等 {many} 个办件" in entry
    assert entry.count(f"办件情况：发展党员，{many} 件") == entry.count("办件情况：") == 1
    assert "回到这些办件" in entry
    again = hand_in(client, "/cases/register/")
    assert (again.status_code, head_number()) == (422, head + 1)
    assert "没有要开的" in words(again)
    assert client.post(f"/entries/{head + 1}/", {"reason": "试着撤销"}).status_code == 302
    assert len(unstarted()) == many
