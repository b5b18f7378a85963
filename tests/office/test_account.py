"""Signing in and out, being locked out, one's own password, and how pages look."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from tests.conftest import County
from tests.office.conftest import PASSWORD, signed_in, words

from shejian.accounts.models import User
from shejian.journal.models import Entry

pytestmark = pytest.mark.django_db

FRESH = "Yunchuan-2027"


def sign_in(client: Client, username: str, password: str, **more: str) -> object:
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_signing_in_leads_to_where_one_wanted_to_go(office: County) -> None:
    client = Client()
    wanted = "/figures/covered/?on=2022-12-31"
    asked = client.get("/figures/covered/", {"on": "2022-12-31"})
    assert asked["Location"] == "/sign-in/?next=/figures/covered/%3Fon%3D2022-12-31"
    assert f'value="{wanted}"' in client.get(asked["Location"]).content.decode()
    done = sign_in(client, "clerk", PASSWORD, next=wanted)
    assert (done.status_code, done["Location"]) == (302, wanted)
    assert client.get("/").status_code == 200


def test_a_next_address_elsewhere_is_not_followed(office: County) -> None:
    done = sign_in(Client(), "clerk", PASSWORD, next="https://example.org/")
    assert done["Location"] == "/"


@pytest.mark.parametrize(("username", "password"), [("clerk", "wrong"), ("nosuch", PASSWORD), ("console", "")])
def test_a_wrong_name_or_password_is_refused_in_the_same_words(office: County, username: str, password: str) -> None:
    client = Client()
    page = sign_in(client, username, password)
    said = words(page)
    assert page.status_code == 200
    assert "登录名或口令不对" in said or "请填写口令" in said
    assert "_auth_user_id" not in client.session


def test_who_tries_too_often_is_locked_out_and_told_for_how_long(office: County) -> None:
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert sign_in(client, "reader", "wrong").status_code == 200
    locked = sign_in(client, "reader", "wrong")
    assert locked.status_code == 429
    assert "登录名“reader”在这台电脑上连续输错 6 次口令。为防别人猜口令，15 分钟以内不再接受登录。" in words(locked)
    assert "10:15 以后再试；在那以前再试，要重新等。急着用，请找本单位的管理员，在“人员”里解除锁定" in words(locked)
    assert sign_in(client, "reader", PASSWORD).status_code == 429
    assert sign_in(client, "clerk", PASSWORD).status_code == 302


def test_signing_out_takes_a_post(office: County) -> None:
    client = signed_in("clerk")
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/").status_code == 200
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def change(client: Client, old: str, new: str, again: str | None = None) -> object:
    return client.post("/password/", {"old": old, "new": new, "again": new if again is None else again})


def test_a_password_is_changed_and_recorded_without_being_written_down(office: County) -> None:
    client, elsewhere = signed_in("clerk"), signed_in("clerk")
    assert change(client, PASSWORD, FRESH).status_code == 302
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.act, entry.channel, entry.by.username) == ("base.set_password", "网页", "clerk")
    assert FRESH not in entry.statement
    assert User.objects.get(username="clerk").check_password(FRESH)
    assert "口令已改。别处登录着的，要用新口令重新登录。" in words(client.get("/password/"))
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", FRESH, FRESH, "现在的口令不对，没有改动"),
        (PASSWORD, FRESH, FRESH + "x", "两次输入的新口令不一样，没有改动"),
        (PASSWORD, "short", "short", "10"),
        (PASSWORD, "clerk某-2026", "clerk某-2026", "口令和姓名太像了。"),
        (PASSWORD, "", "", "请填写新口令"),
    ],
)
def test_a_password_that_cannot_be_taken_changes_nothing(
    office: County, old: str, new: str, again: str, said: str
) -> None:
    before = Entry.objects.count()
    page = change(signed_in("clerk"), old, new, again)
    assert page.status_code == 200
    assert said in words(page)
    assert User.objects.get(username="clerk").check_password(PASSWORD)
    assert Entry.objects.count() == before


def test_the_look_of_pages_is_kept_in_three_cookies_and_written_by_the_server(office: County) -> None:
    client = signed_in("clerk")
    plain = client.get("/").content.decode()
    assert '<html lang="zh-Hans-CN" data-theme="auto" data-size="normal" data-density="normal">' in plain
    assert 'office/dark.css" media="screen and (prefers-color-scheme: dark)"' in plain
    for name, value in (("theme", "dark"), ("size", "large"), ("density", "compact")):
        done = client.post("/appearance/", {name: value, "next": "/?on=2022-12-31"})
        assert (done.status_code, done["Location"]) == (302, "/?on=2022-12-31")
        assert done.cookies[name]["httponly"]
    page = client.get("/").content.decode()
    assert '<html lang="zh-Hans-CN" data-theme="dark" data-size="large" data-density="compact">' in page
    assert 'office/dark.css" media="screen"' in page
    client.post("/appearance/", {"theme": "light"})
    assert "dark.css" not in client.get("/").content.decode()


def test_the_look_can_be_chosen_before_signing_in_and_nonsense_is_not_kept(office: County) -> None:
    client = Client()
    done = client.post("/appearance/", {"size": "large", "theme": "plaid", "next": "https://example.org/"})
    assert (done["Location"], set(done.cookies)) == ("/", {"size"})
    client.cookies["theme"] = '"><script>'
    assert 'data-theme="auto" data-size="large"' in client.get("/sign-in/").content.decode()


def test_a_stale_form_is_refused_in_words(office: County) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
    assert page.status_code == 403
    assert "这张表放得太久了，没有提交 台账没有变动。" in words(page)


def test_an_address_that_is_not_there_says_so_and_that_nothing_is_lost(office: County) -> None:
    page = Client().get("/nowhere/")
    assert page.status_code == 404
    assert "没有这一页 台账没有变动。 网址可能写错了" in words(page)


def test_a_fault_of_the_program_shows_a_page_that_needs_no_database(
    office: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("clerk")
    client.raise_request_exception = False

    def fail(*_: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("shejian.office.views.figures.figures_page", fail)
    page = client.get("/figures/")
    assert page.status_code == 500
    assert "这一页出了故障" in words(page)
    assert "on purpose" not in page.content.decode()
