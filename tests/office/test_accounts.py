"""Administrators and the accounts in their units: opened, given roles, handed over, reset, disabled, unlocked."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import NOBODY, PASSWORD, signed_in, words

from shejian.accounts.models import User
from shejian.base.enums import Role
from shejian.base.models import RoleHolding
from shejian.base.queries import holdings, unit_tree
from shejian.base.services.roles import Grant, RoleRefused, end_role, give_roles, hand_over, set_active
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef" * 2


@pytest.fixture
def chief_of_town(office: County) -> User:
    """An administrator of 西河镇, who reaches nothing else."""
    return add("deputy", Role.ADMINISTRATOR, "西河镇")


def add(username: str, role: Role, unit: str, line: Line = Line.TERRITORY) -> User:
    values: dict[str, Any] = {"unit": unit_tree(TODAY).find(unit).id, "role": role, "line": line, "on": TODAY}
    return add_user(act=make_act(), username=username, name=f"{username}某", password=PASSWORD, **values)[0]


def number(username: str) -> int:
    return int(User.objects.get(username=username).pk)


def held(username: str) -> list[tuple[str, str, str]]:
    """The roles that an account holds today: role, unit and line."""
    tree = unit_tree(TODAY)
    every = holdings(number(username))
    return [(str(one.role), tree.name(one.unit), str(one.line)) for one in every if not one.has_ended(TODAY)]


def holding(username: str) -> int:
    return next(one.id for one in holdings(number(username)) if not one.has_ended(TODAY))


def place(unit: str, line: Line = Line.TERRITORY) -> str:
    return f"{unit_tree(TODAY).find(unit).id}-{line}"


def state() -> tuple[int, int, list[tuple[Any, ...]]]:
    """All that acts on accounts change."""
    users = User.objects.order_by("pk").values_list("pk", "username", "password", "is_active", "must_change")
    return Entry.objects.count(), RoleHolding.objects.count(), list(users)


def last() -> Entry:
    return Entry.objects.order_by("-number")[0]


# ---- the list ----


def test_the_list_says_who_holds_what_since_when(
    office: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("boss")
    client.get("/accounts/")
    with django_assert_num_queries(9):
        page = client.get("/accounts/")
    said = words(page)
    assert "您管全部单位的账号，共 6 个账号。" in said
    assert "town某 town 经办人 · 云川县/西河镇 属地 2026-11-22 至 今 从未登录 在用" in said
    assert "bureau某 bureau 查阅人 · 云川县/县教育局 主管 2026-11-22 至 今 从未登录 在用" in said
    assert f"无职 {NOBODY} 没有任职 从未登录 在用" in said
    assert "console" not in said


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "TOWN"}, ["town"]),
        ({"q": "无职"}, [NOBODY]),
        ({"show": "without"}, [NOBODY]),
        ({"show": "disabled"}, []),
        ({"show": "nonsense"}, ["boss", "clerk", "reader", "town", "bureau", NOBODY]),
        ({"page": "9"}, ["boss", "clerk", "reader", "town", "bureau", NOBODY]),
    ],
)
def test_the_list_is_searched_and_limited(office: County, asked: dict[str, str], found: list[str]) -> None:
    page = signed_in("boss").get("/accounts/", asked)
    assert [line.username for line in page.context["page"].lines] == found
    assert ("没有符合条件的账号。 去掉全部条件" in words(page)) is (not found)


def test_a_long_list_is_paged(office: County) -> None:
    User.objects.bulk_create(User(username=f"u{n}", name=f"人{n}", password="!") for n in range(60))
    page = signed_in("boss").get("/accounts/", {"q": "人", "page": "2"})
    assert "共 60 个账号，第 51–60 个账号" in words(page)
    assert '?q=%E4%BA%BA"' in page.content.decode()


def test_an_administrator_of_a_town_sees_the_towns_accounts_and_no_others(office: County, chief_of_town: User) -> None:
    page = signed_in("deputy").get("/accounts/")
    assert "您管西河镇和它的下级的账号，共 2 个账号。" in words(page)
    assert [line.username for line in page.context["page"].lines] == ["town", "deputy"]
    for username in ("boss", "clerk", "bureau", NOBODY):
        refused = signed_in("deputy").get(f"/accounts/{number(username)}/")
        assert refused.status_code == 403
        assert f"{username}某" not in words(refused)


def test_there_is_no_account_of_commands_and_none_of_a_wrong_number(office: County) -> None:
    client = signed_in("boss")
    for one in (User.objects.console().pk, 99999):
        assert client.get(f"/accounts/{one}/").status_code == 404
        assert client.post(f"/accounts/{one}/password/", {"key": KEY}).status_code == 404


# ---- opening ----


def opening(**changed: str) -> dict[str, str]:
    said = {"name": "新来", "username": "newcomer", "role": "clerk", "place": place("西河镇"), "on": "2026-11-22"}
    return {"key": KEY, **said, **changed}


def shown_password(page: Any) -> str:
    found = re.search(r'<code class="one-time">([^<]+)</code>', page.content.decode())
    assert found is not None
    return found[1]


def test_an_account_is_opened_and_its_password_shown_once(office: County) -> None:
    client = signed_in("boss")
    assert "一人一个账号" in words(client.get("/accounts/new/"))
    before = Entry.objects.count()
    answer = client.post("/accounts/new/", opening())
    password = shown_password(answer)
    user = User.objects.get(username="newcomer")
    assert (answer.status_code, user.name, user.must_change, user.check_password(password)) == (200, "新来", True, True)
    assert held("newcomer") == [("clerk", "西河镇", "territory")]
    entry = last()
    assert (entry.number - before, entry.act, entry.by.username, entry.channel) == (1, "base.add_user", "boss", "网页")
    assert password not in entry.statement + (entry.request_key or "") + user.password
    assert password not in str(dict(client.session)) + str(answer.headers)
    assert answer["Cache-Control"] == "no-store"
    again = client.post("/accounts/new/", opening())
    assert again["Location"] == f"/accounts/{user.pk}/"
    page = client.get(again["Location"]).content.decode()
    assert f"已经记为第 {entry.number} 笔，没有再记" in page
    assert password not in page
    assert (Entry.objects.count(), User.objects.filter(username="newcomer").count()) == (before + 1, 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "clerk"}, "这个登录名已经有人用了。"),
        ({"username": "有 空格"}, "只能用汉字、字母、数字和 @ . + - _"),
        ({"username": ""}, "请填登录名"),
        ({"name": ""}, "请填姓名"),
        ({"on": "2026-13-01"}, "“2026-13-01”"),
        ({"on": ""}, "请填从哪天起"),
        ({"role": "emperor"}, "请从列出的角色里选"),
        ({"place": "1-nowhere"}, "请从列出的单位里选"),
        ({"key": "x"}, "请刷新页面再办"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    office: County, changed: dict[str, str], said: str
) -> None:
    before = state()
    page = signed_in("boss").post("/accounts/new/", opening(**changed))
    assert page.status_code == 422
    assert said in words(page)
    kept = opening(**changed)
    assert f'value="{kept["name"]}"' in page.content.decode() or not kept["name"]
    assert state() == before


def test_roles_are_given_within_ones_own_reach_only(office: County, chief_of_town: User) -> None:
    client = signed_in("deputy")
    form = client.get("/accounts/new/").content.decode()
    assert re.findall(r'<option value="([^"]+-[^"]+)"', form) == [place("西河镇")]
    before = state()
    for elsewhere in (
        *(place(unit) for unit in ("云川县", "城关镇")),
        place("县教育局", Line.COMPETENT),
        place("西河镇", Line.COMPETENT),
    ):
        assert client.post("/accounts/new/", opening(place=elsewhere)).status_code == 422
        giving = {"key": KEY, "role": "administrator", "place": elsewhere, "on": "2026-11-22"}
        assert client.post(f"/accounts/{chief_of_town.pk}/roles/new/", giving).status_code == 422
    assert state() == before
    assert shown_password(client.post("/accounts/new/", opening()))


# ---- a one-time password ----


def test_until_a_one_time_password_is_replaced_every_page_leads_to_doing_so(office: County) -> None:
    password = shown_password(signed_in("boss").post(f"/accounts/{number('reader')}/password/", {"key": KEY}))
    client = Client()
    signed = client.post("/sign-in/", {"username": "reader", "password": password})
    assert signed["Location"] == "/"
    for address in ("/", "/figures/", "/organizations/export.xlsx", "/me/", "/reports/", "/accounts/"):
        assert client.get(address)["Location"] == "/password/"
        fragment = client.get(address, headers={"HX-Request": "true"})
        assert (fragment.status_code, fragment["HX-Redirect"]) == (200, "/password/")
    page = client.get("/password/")
    assert "您用的是管理员给的一次性口令" in words(page)
    assert page.context["page"].shell.nav == ()
    kept = client.post("/password/", {"old": password, "new": password, "again": password})
    assert "新口令和现在的口令一样" in words(kept)
    own = "Yunchuan-2027"
    changed = client.post("/password/", {"old": password, "new": own, "again": own})
    assert (changed["Location"], client.get("/sign-in/")["Location"]) == ("/sign-in/", "/")
    assert client.get("/figures/").status_code == 200
    assert (last().act, User.objects.get(username="reader").must_change) == ("base.set_password", False)


def test_resetting_a_password_signs_out_and_posts_once(office: County) -> None:
    elsewhere, client = signed_in("clerk"), signed_in("boss")
    asked = client.get(f"/accounts/{number('clerk')}/password/")
    assert "旧口令作废" in words(asked)
    before = Entry.objects.count()
    password = shown_password(client.post(f"/accounts/{number('clerk')}/password/", {"key": KEY}))
    assert elsewhere.get("/figures/")["Location"].startswith("/sign-in/")
    entry = last()
    assert (entry.act, password in entry.statement) == ("base.reset_password", False)
    again = client.post(f"/accounts/{number('clerk')}/password/", {"key": KEY})
    assert again["Location"] == f"/accounts/{number('clerk')}/"
    assert User.objects.get(username="clerk").check_password(password)
    assert Entry.objects.count() == before + 1


def test_a_password_is_not_reset_of_who_holds_roles_elsewhere_too(office: County, chief_of_town: User) -> None:
    """Else a town's administrator could sign in as the county's."""
    grant = Grant(number("boss"), unit_tree(TODAY).find("西河镇").id, Role.READER, Line.TERRITORY, TODAY)
    give_roles(act=make_act(), grants=[grant])
    client, before = signed_in("deputy"), state()
    page = client.get(f"/accounts/{number('boss')}/")
    assert "这个账号在您管不到的单位也有任职" in words(page)
    assert "在您管不到的单位还有 1 个任职，这里不列。" in words(page)
    assert "管理员 云川县" not in words(page)
    for act in ("password", "disable", "enable", "unlock", "sessions"):
        assert client.post(f"/accounts/{number('boss')}/{act}/", {"key": KEY}).status_code == 403
    county = next(one.id for one in holdings(number("boss")) if one.role is Role.ADMINISTRATOR)
    for act in ("end", "hand-over"):
        said = {"key": KEY, "on": "2026-11-22", "to": str(chief_of_town.pk)}
        assert client.post(f"/accounts/{number('boss')}/roles/{county}/{act}/", said).status_code == 404
    assert state() == before


@pytest.mark.parametrize("act", ["password", "disable", "enable", "unlock", "sessions"])
def test_ones_own_account_is_left_to_another_administrator(office: County, act: str) -> None:
    client, before = signed_in("boss"), state()
    refused = client.post(f"/accounts/{number('boss')}/{act}/", {"key": KEY})
    assert (refused.status_code, "自己的账号请另一位管理员办" in words(refused)) == (403, True)
    assert state() == before


# ---- roles ----


def test_a_role_is_given_on_paper(office: County) -> None:
    client, to = signed_in("boss"), number(NOBODY)
    said = {"key": KEY, "role": "reader", "place": place("县教育局", Line.COMPETENT), "on": "2026-11-01"}
    paper = {"paper": "关于明确经办人的通知", "number": "云民〔2026〕8号"}
    assert client.post(f"/accounts/{to}/roles/new/", said | paper)["Location"] == f"/accounts/{to}/"
    assert held(NOBODY) == [("reader", "县教育局", "competent")]
    entry = last()
    assert entry.paper is not None
    assert (entry.act, entry.paper.title, entry.paper.number) == ("base.give_role", *paper.values())
    assert signed_in(NOBODY).get("/figures/").status_code == 200
    twice = client.post(f"/accounts/{to}/roles/new/", said | {"key": KEY[::-1]})
    assert (twice.status_code, "已经有同样的任职，没有改动" in words(twice)) == (409, True)
    client.post(f"/accounts/{to}/roles/new/", said | paper)
    assert last() == entry
    unnamed = client.post(f"/accounts/{to}/roles/new/", said | {"number": "云民〔2026〕8号"})
    assert "写了文号，请把文件的题名也写上" in words(unnamed)


def test_a_role_ends_on_a_day_for_a_reason(office: County) -> None:
    client, of = signed_in("boss"), number("town")
    give_roles(
        act=make_act(), grants=[Grant(of, unit_tree(TODAY).find("城关镇").id, Role.READER, Line.TERRITORY, TODAY)]
    )
    ending = holding("town")
    address = f"/accounts/{of}/roles/{ending}/end/"
    assert "town某：经办人 · 云川县/西河镇（属地），从 2026-11-22 起。" in words(client.get(address))
    said = {"key": KEY, "on": "2026-11-22", "reason": "调离"}
    assert client.post(address, said)["Location"] == f"/accounts/{of}/"
    assert held("town") == [("reader", "城关镇", "territory")]
    entry = last()
    assert (entry.act, json.loads(entry.statement)["reason"]) == ("base.end_role", "调离")
    again = client.post(address, said)
    assert again["Location"] == f"/accounts/{of}/"
    assert f"已经记为第 {entry.number} 笔，没有再记" in words(client.get(f"/accounts/{of}/"))
    assert last() == entry
    assert client.post(address, said | {"key": KEY[::-1]}).status_code == 404


@pytest.mark.parametrize(
    ("on", "said"), [("2026-11-21", "从 2026-11-22 才起，日子不能早于它"), ("昨天", "“昨天”"), ("", "请填从哪天起")]
)
def test_a_role_does_not_end_before_it_begins(office: County, on: str, said: str) -> None:
    before = state()
    page = signed_in("boss").post(f"/accounts/{number('town')}/roles/{holding('town')}/end/", {"key": KEY, "on": on})
    assert page.status_code in (409, 422)
    assert said in words(page)
    assert state() == before


def test_the_last_administrator_of_the_top_stays(office: County) -> None:
    add("second", Role.ADMINISTRATOR, "西河镇")
    client, before = signed_in("boss"), state()
    own = client.post(f"/accounts/{number('boss')}/roles/{holding('boss')}/end/", {"key": KEY, "on": "2026-11-22"})
    assert (own.status_code, "这是最上级单位唯一的管理员" in words(own)) == (409, True)
    assert state() == before
    add("third", Role.ADMINISTRATOR, "云川县")
    before = state()
    own = client.post(f"/accounts/{number('boss')}/roles/{holding('boss')}/end/", {"key": KEY, "on": "2026-11-22"})
    assert (own.status_code, "这是您自己唯一的管理员角色" in words(own)) == (409, True)
    assert state() == before
    assert client.post(f"/accounts/{number('third')}/disable/", {"key": KEY}).status_code == 302
    other = signed_in("boss").post(
        f"/accounts/{number('third')}/roles/{holding('third')}/end/", {"key": KEY[::-1], "on": "2026-11-22"}
    )
    assert other.status_code == 302


def test_the_last_administrator_cannot_be_disabled_whoever_acts(office: County) -> None:
    before = state()
    user = User.objects.get(username="boss")
    with pytest.raises(RoleRefused, match="这是最上级单位唯一的管理员"):
        set_active(act=make_act(), user=user, active=False, today=TODAY, roots=roots())
    assert state() == before
    with pytest.raises(RoleRefused, match="这是最上级单位唯一的管理员"):
        end_role(act=make_act(), holding=holding("boss"), on=TODAY, reason="", roots=roots())
    assert state() == before


def roots() -> frozenset[int]:
    return frozenset(node.id for node in unit_tree(TODAY).children(None))


def test_a_role_is_handed_over_in_one_entry_and_the_units_drafts_stay(office: County) -> None:
    from tests.reports.writing import started

    draft = started("西河镇")
    client, before = signed_in("boss"), Entry.objects.count()
    address = f"/accounts/{number('town')}/roles/{holding('town')}/hand-over/"
    form = words(client.get(address))
    assert "同一天起由接手的人任，记在一笔里。单位的草稿、没办完的导入都留着，接着办。" in form
    said = {"key": KEY, "to": str(number(NOBODY)), "on": "2026-11-22", "stated": "台账已核完"}
    assert client.post(address, said)["Location"] == f"/accounts/{number('town')}/"
    assert (held("town"), held(NOBODY)) == ([], [("clerk", "西河镇", "territory")])
    entry = last()
    assert (entry.number, entry.act) == (before + 1, "base.hand_over")
    assert json.loads(entry.statement)["stated"] == "台账已核完"
    assert signed_in(NOBODY).get(f"/reports/{draft.pk}/").status_code == 200
    assert signed_in("town").get(f"/reports/{draft.pk}/").status_code == 403
    client.post(address, said)
    assert last() == entry


def test_a_role_is_not_handed_to_oneself_nor_to_a_disabled_account(office: County) -> None:
    User.objects.filter(username=NOBODY).update(is_active=False)
    client, before = signed_in("boss"), state()
    address = f"/accounts/{number('town')}/roles/{holding('town')}/hand-over/"
    for to in (number(NOBODY), number("town"), User.objects.console().pk, 99999):
        page = client.post(address, {"key": KEY, "to": str(to), "on": "2026-11-22"})
        assert (page.status_code, "请从列出的人里选" in words(page)) == (422, True)
    for user, why in (
        (User.objects.get(username="town"), "还是同一个账号"),
        (User.objects.get(username=NOBODY), "停用"),
    ):
        with pytest.raises(RoleRefused, match=why):
            hand_over(act=make_act(), holding=holding("town"), to=user, on=TODAY, stated="")
    assert state() == before


# ---- letting in and out ----


def test_a_disabled_account_is_out_and_comes_back_when_enabled(office: County) -> None:
    client, theirs, of = signed_in("boss"), signed_in("reader"), number("reader")
    assert client.post(f"/accounts/{of}/disable/", {"key": KEY})["Location"] == f"/accounts/{of}/"
    assert theirs.get("/figures/")["Location"].startswith("/sign-in/")
    assert "停用" in words(client.get(f"/accounts/{of}/"))
    refused = Client().post("/sign-in/", {"username": "reader", "password": PASSWORD})
    assert refused.status_code == 200
    assert client.post(f"/accounts/{of}/enable/", {"key": KEY}).status_code == 302
    assert Client().post("/sign-in/", {"username": "reader", "password": PASSWORD}).status_code == 302
    assert [one.act for one in Entry.objects.order_by("-number")[:2]] == ["base.enable_user", "base.disable_user"]


def test_a_locked_account_is_unlocked(office: County) -> None:
    stranger = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        stranger.post("/sign-in/", {"username": "reader", "password": "wrong"})
    client, of = signed_in("boss"), number("reader")
    listed = client.get("/accounts/", {"show": "locked"})
    assert [line.username for line in listed.context["page"].lines] == ["reader"]
    assert "锁定" in words(client.get(f"/accounts/{of}/"))
    assert client.post(f"/accounts/{of}/unlock/", {"key": KEY}).status_code == 302
    assert stranger.post("/sign-in/", {"username": "reader", "password": PASSWORD}).status_code == 302
    assert last().act == "base.unlock_user"


def test_sessions_are_ended(office: County) -> None:
    client, theirs, of = signed_in("boss"), signed_in("reader"), number("reader")
    assert "现在没有在哪里登录" not in words(client.get(f"/accounts/{of}/"))
    assert client.post(f"/accounts/{of}/sessions/", {"key": KEY}).status_code == 302
    assert theirs.get("/figures/")["Location"].startswith("/sign-in/")
    assert client.get("/figures/").status_code == 200
    assert (last().act, json.loads(last().statement)["ended"]) == ("base.end_sessions", 1)
