"""Saved views of ledgers: kept, opened, renamed and deleted by whom they belong to, and by nobody else."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.conftest import County
from tests.office.conftest import signed_in, words

from shejian.accounts.models import MOST_VIEWS, SavedView, User

pytestmark = pytest.mark.django_db

HERE = "/ledgers/members/"


@pytest.fixture
def clerk(office: County) -> Client:
    return signed_in("clerk")


def save(client: Client, name: str = "王姓", query: str = "q=%E7%8E%8B&sort=-joined&cols=name%2Cjoined") -> str:
    """Save a view; what the page says afterwards."""
    return words(client.post(f"{HERE}views/", {"name": name, "query": query, "back": f"{HERE}?q=x"}, follow=True))


def stored() -> list[tuple[str, str, str, str]]:
    return list(SavedView.objects.order_by("pk").values_list("user__username", "ledger", "name", "query"))


def test_what_is_out_of_the_ordinary_can_be_saved_and_opened(clerk: Client) -> None:
    assert "存为视图" not in words(clerk.get(HERE))
    page = clerk.get(HERE, {"q": "王", "sort": "-joined", "cols": "name,joined", "on": "2022-12-31", "known": "1"})
    assert "存下：查找“王”、按入党倒序、选定的 2 列。范围和时点不存，打开时照当时的。" in words(page)
    (query,) = re.findall(r'name="query" value="([^"]*)"', page.content.decode())
    said = save(clerk, query=unescape(query))
    assert "已存为视图“王姓”。只有您自己看得到" in said
    assert stored() == [("clerk", "members", "王姓", "q=%E7%8E%8B&sort=-joined&cols=name%2Cjoined")]
    listed = clerk.get(HERE, {"on": "2021-12-31"}).content.decode()
    (href,) = re.findall(r'<a class="fchip" href="([^"]+)">王姓</a>', listed)
    assert unescape(href) == f"{HERE}?on=2021-12-31&q=%E7%8E%8B&sort=-joined&cols=name%2Cjoined"
    opened = clerk.get(unescape(href))
    assert 'class="fchip on" href' in opened.content.decode()
    assert "存为视图" not in words(opened)
    assert "王姓" not in words(clerk.get("/ledgers/meetings/"))


def test_a_name_must_be_there_short_and_new(clerk: Client) -> None:
    save(clerk)
    before = stored()
    assert "已经有一个同名的视图，请换个名称。" in save(clerk)
    assert "请给视图写一个名称。" in save(clerk, "  ")
    assert "最多 20 个字，写了 21 个，请改短。" in save(clerk, "长" * 21)
    assert "条件太长，存不下，请去掉一些再存。" in save(clerk, "长", "q=" + "x" * 1000)
    assert stored() == before
    for at in range(MOST_VIEWS - 1):
        save(clerk, f"第{at}个")
    assert f"一本台账最多存 {MOST_VIEWS} 个视图，请先删掉不用的。" in save(clerk, "再一个")
    assert len(stored()) == MOST_VIEWS


def test_it_is_renamed_and_deleted(clerk: Client) -> None:
    save(clerk)
    save(clerk, "别的")
    one = SavedView.objects.get(name="王姓")
    address = f"{HERE}views/{one.pk}/"
    said = words(clerk.post(address, {"act": "rename", "name": "姓王的", "back": HERE}, follow=True))
    assert "视图“王姓”改名为“姓王的”。" in said
    assert "已经有一个同名的视图" in words(clerk.post(address, {"act": "rename", "name": "别的"}, follow=True))
    assert [name for _, _, name, _ in stored()] == ["姓王的", "别的"]
    gone = words(clerk.post(address, {"act": "delete", "name": "别的"}, follow=True))
    assert "已删除视图“姓王的”。台账没有变。" in gone
    assert [name for _, _, name, _ in stored()] == ["别的"]
    assert "这个视图已经不在了" in words(clerk.post(address, {"act": "delete"}, follow=True))


def test_nobody_sees_or_changes_the_views_of_another(clerk: Client) -> None:
    save(clerk)
    one, town = SavedView.objects.get(), signed_in("town")
    assert "王姓" not in words(town.get(HERE))
    for act in ("rename", "delete"):
        answer = town.post(f"{HERE}views/{one.pk}/", {"act": act, "name": "别名"}, follow=True)
        assert "这个视图已经不在了" in words(answer)
    assert [row[:3] for row in stored()] == [("clerk", "members", "王姓")]
    assert "已存为视图" in save(town)
    assert len(stored()) == 2


def test_a_form_leads_back_to_the_ledger_and_nowhere_else(clerk: Client) -> None:
    for back, to in ((f"{HERE}?q=x", f"{HERE}?q=x"), ("https://example.com/", HERE), ("/password/", HERE), ("", HERE)):
        answer = clerk.post(f"{HERE}views/", {"name": f"视图{back[:9]}", "query": "q=x", "back": back})
        assert (answer.status_code, answer["Location"]) == (302, to)


def test_a_view_that_no_longer_fits_shows_what_it_can(clerk: Client) -> None:
    user = User.objects.get(username="clerk")
    SavedView.objects.keep(user, "members", "旧的", "q=%E7%8E%8B&sort=gone&cols=gone&nothing=1")
    (href,) = re.findall(r'<a class="fchip" href="([^"]+)">旧的</a>', clerk.get(HERE).content.decode())
    assert unescape(href) == f"{HERE}?q=%E7%8E%8B"
