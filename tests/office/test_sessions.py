"""One's own account: where it is signed in, ending that, and being signed out when left alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from tests.conftest import County
from tests.office.conftest import NOBODY, NOW, PASSWORD, signed_in, words

from shejian.accounts.models import User
from shejian.accounts.sessions import sessions_of
from shejian.journal.models import Entry

pytestmark = pytest.mark.django_db

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def enter(username: str, agent: str = EDGE, **more: str) -> Client:
    client = Client(headers={"user-agent": agent})
    said = {"username": username, "password": PASSWORD, **more}
    assert client.post("/sign-in/", said).status_code == 302
    return client


def after(**time: float) -> Any:
    return time_machine.travel(NOW + timedelta(**time), tick=False)


def test_the_page_of_ones_own_account_says_what_one_may_and_where_one_is(office: County) -> None:
    client = enter("town")
    enter("town", PHONE)
    enter("clerk")
    said = words(client.get("/me/"))
    assert "town某 · 登录名 town" in said
    assert "经办人 云川县/西河镇 属地 2026-11-22 至 今" in said
    assert "Windows · Edge 就是现在这里 127.0.0.1 2026-11-22 10:00 2026-11-22 10:00" in said
    assert "安卓 · Chrome 127.0.0.1 2026-11-22 10:00" in said
    assert said.count("127.0.0.1") == 2
    assert "离开 2 小时就退出；一次登录最长 12 小时。" in said


def test_who_has_no_role_reads_whom_to_ask(office: County) -> None:
    assert "还没有给您安排单位和角色，请找管理员boss某。" in words(signed_in(NOBODY).get("/me/"))


def test_one_session_is_ended_or_all_others_and_nobody_elses(office: County) -> None:
    client, phone, other = enter("town"), enter("town", PHONE), enter("clerk")
    page = client.get("/me/").content.decode()
    keys = [session.session_key for session in Session.objects.all()]
    assert not [key for key in keys if key in page]
    handles = {one.agent: one.handle for one in sessions_of(User.objects.get(username="town").pk, NOW)}
    strangers = sessions_of(User.objects.get(username="clerk").pk, NOW)[0].handle
    client.post("/me/sessions/", {"session": strangers})
    assert "那里已经不在登录" in words(client.get("/me/"))
    assert other.get("/me/").status_code == 200
    client.post("/me/sessions/", {"session": handles[PHONE]})
    assert "已结束别处的 1 个登录。" in words(client.get("/me/"))
    assert (phone.get("/me/").status_code, client.get("/me/").status_code) == (302, 200)
    enter("town", PHONE)
    enter("town", PHONE)
    client.post("/me/sessions/", {"session": handles[EDGE]})
    assert client.get("/me/").status_code == 200
    client.post("/me/sessions/")
    assert "已结束别处的 2 个登录。" in words(client.get("/me/"))
    assert other.get("/me/").status_code == 200


@pytest.mark.parametrize(
    ("public", "minutes", "stays"),
    [("", 119, True), ("", 121, False), ("on", 14, True), ("on", 16, False)],
)
def test_a_browser_left_alone_is_signed_out(office: County, public: str, minutes: int, stays: bool) -> None:
    client = enter("town", public=public)
    with after(minutes=minutes):
        page = client.get("/figures/")
        assert page.status_code == (200 if stays else 302)
        if not stays:
            assert page["Location"] == "/sign-in/?next=/figures/"
            assert "离开得久了，为安全起见已经退出，请重新登录。" in words(client.get(page["Location"]))


def test_who_keeps_working_stays_but_not_for_ever(office: County) -> None:
    client = enter("town", public="on")
    for minutes in range(10, 12 * 60, 10):
        with after(minutes=minutes):
            assert client.get("/me/").status_code == 200
    with after(minutes=12 * 60 + 1):
        assert client.get("/me/").status_code == 302


def test_what_the_browser_says_of_itself_is_believed_of_its_own_session_only(office: County) -> None:
    """A fresh note of another session, or one made up, keeps nobody signed in."""
    client, other = enter("town", public="on"), enter("clerk")
    with after(minutes=20):
        other.get("/me/")
        for note in (other.cookies["seen"].value, "1900000000:made-up"):
            client.cookies["seen"] = note
            with after(minutes=20):
                assert client.get("/me/").status_code == 302


def test_a_form_of_a_browser_left_alone_is_not_done(office: County) -> None:
    client, before = enter("town", public="on"), Entry.objects.count()
    with after(minutes=16):
        done = client.post("/password/", {"old": PASSWORD, "new": "Yunchuan-2027", "again": "Yunchuan-2027"})
        assert done["Location"] == "/sign-in/?next=/"
        assert "刚才交的没有办，台账没有变动。" in words(client.get("/sign-in/"))
    assert Entry.objects.count() == before
    assert User.objects.get(username="town").check_password(PASSWORD)


def test_on_a_public_computer_the_session_ends_with_the_browser_and_says_so(office: County) -> None:
    assert "勾上以后，离开 15 分钟就自动退出，关掉浏览器也退出。" in words(Client().get("/sign-in/"))
    own, public = enter("town"), enter("town", public="on")
    assert own.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 12 * 3600
    assert public.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    said = words(public.get("/me/"))
    assert "这里是公用电脑：离开 15 分钟就退出，关掉浏览器也退出。" in said
    assert "就是现在这里、公用电脑" in said


def test_when_a_browser_was_last_heard_of_is_kept_to_ten_minutes(office: County) -> None:
    client, user = enter("town"), User.objects.get(username="town").pk
    for minutes, seen in ((9, 0), (11, 11), (20, 11), (21, 21)):
        with after(minutes=minutes):
            client.get("/me/")
            assert [one.seen for one in sessions_of(user, NOW)] == [NOW + timedelta(minutes=seen)]


def test_reading_does_not_wait_for_whoever_writes(office: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import holds the store: the page is shown, only the note of it is left out."""
    client, user = enter("town"), User.objects.get(username="town").pk

    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    with after(minutes=30):
        monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", busy)
        assert client.get("/me/").status_code == 200
    assert [one.seen for one in sessions_of(user, NOW)] == [NOW]


def test_an_account_is_not_listed_where_it_was_left_alone(office: County) -> None:
    enter("town", public="on")
    user = User.objects.get(username="town").pk
    assert len(sessions_of(user, NOW + timedelta(minutes=24))) == 1
    assert sessions_of(user, NOW + timedelta(minutes=26)) == []
