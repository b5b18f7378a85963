"""The pages of findings: the ledger with its tabs, one finding and what is done about it, the health of a branch."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import words

from shejian.accounts.models import User
from shejian.base.enums import Role
from shejian.base.queries import unit_tree
from shejian.base.services.roles import Grant, give_roles
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry
from shejian.oversight.models import Answer, Assignment, KeptFinding, Verification, Waiver
from shejian.oversight.queries import open_findings
from shejian.oversight.services.keeping import bring_up_to_date

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]

ON = "on=2022-12-31"


def tabs(text: str) -> dict[str, int]:
    """How many rows each tab says it has."""
    found = re.search(r"现有 (\d+) 将来 90 天 (\d+) 不能判断 (\d+) 已销号 (\d+)", text)
    assert found is not None, text[:2000]
    return dict(zip(("now", "coming", "unknown", "closed"), map(int, found.groups()), strict=True))


def test_the_ledger_as_of_a_day(office: County, browser: Browser) -> None:
    text = words(browser("reader").get(f"/findings/?{ON}"))
    assert tabs(text) == {"now": 58, "coming": 26, "unknown": 208, "closed": 0}
    assert "应建未建" in text
    assert "条款待核" in text
    assert "更新问题清单" not in text


def test_what_is_limited_and_sorted(office: County, browser: Browser) -> None:
    client = browser("reader")
    built = words(client.get(f"/findings/?{ON}&item=should_have_built"))
    assert tabs(built)["now"] == 7
    assert "云川县晨光职业培训学校" in built
    assert tabs(words(client.get(f"/findings/?{ON}&severity=hint&item=should_have_built&q=晨光职业")))["now"] == 1
    unknown = words(client.get(f"/findings/?{ON}&status=unknown&item=committee_due"))
    assert "台账没有记设没有设支部委员会" in unknown
    coming = words(client.get(f"/findings/?{ON}&status=coming&item=term_over"))
    assert "2023-01-11" in coming


def test_a_town_sees_its_own(office: County, browser: Browser) -> None:
    whole = tabs(words(browser("reader").get(f"/findings/?{ON}")))
    town = tabs(words(browser("town").get(f"/findings/?{ON}")))
    assert 0 < town["now"] < whole["now"]
    assert browser("town").get(f"/findings/?{ON}&unit=城关镇").status_code == 403


def test_the_workbook_has_the_same_rows(office: County, browser: Browser) -> None:
    answer = browser("reader").get(f"/findings/export.xlsx?{ON}&item=should_have_built")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))
    cells = [cell.value for row in sheet.active.iter_rows() for cell in row if cell.value is not None]
    assert cells.count("应建未建") == 7
    assert "事实" in cells
    assert "怎么办" in cells


def test_the_list_is_brought_up_to_date_once(office: County, browser: Browser) -> None:
    client = browser("clerk")
    page = client.get("/findings/").content.decode()
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert key is not None
    done = words(client.post("/findings/record/", {"key": key[1]}, follow=True))
    count = Entry.objects.count()
    assert f"问题清单已更新：立项 {KeptFinding.objects.count()}，销号 0" in done
    again = words(client.post("/findings/record/", {"key": key[1]}, follow=True))
    assert "刚才已经更新过" in again
    nothing = words(client.post("/findings/record/", {}, follow=True))
    assert "没有更新：请重新打开“监督”" in nothing
    assert Entry.objects.count() == count


@pytest.fixture
def overdue(office: County) -> int:
    bring_up_to_date(make_act(), TODAY)
    return next(one.number for one in open_findings() if one.item == "term_over")


def handed_in(client: Client, number: int, verb: str, **said: str) -> str:
    where = f"/findings/{number}/acts/{verb}/"
    page = client.get(where).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(key|seen|first)" value="([^"]*)"', page))
    return words(client.post(where, hidden | said, follow=True))


def test_one_finding_says_fact_clause_remedy_and_since(overdue: int, browser: Browser) -> None:
    text = words(browser("reader").get(f"/findings/{overdue}/"))
    for said in (
        "任期届满未换届",
        "待交办",
        "届满，此后没有选举的记录",
        "《关于党的基层组织任期的意见》条款待核",
        "怎么办",
    ):
        assert said in text
    assert "交办" not in words(browser("reader").get(f"/findings/{overdue}/")).split("待交办")[1].split("查出的情况")[0]


def test_from_assigning_to_accepting(overdue: int, browser: Browser) -> None:
    client = browser("clerk")
    unit = str(Assignment._meta.get_field("unit").related_model.objects.order_by("pk").first().pk)
    assert "已交办，记为第" in handed_in(client, overdue, "assign", unit=unit, due="2026-12-10", said="月内办好")
    given = Assignment.objects.get()
    assert (str(given.due), given.said) == ("2026-12-10", "月内办好")
    assert "已答复，等待核实" in handed_in(client, overdue, "answer", said="已定于 12 月 5 日换届")
    assert Answer.objects.get().said == "已定于 12 月 5 日换届"
    assert "退回要写明理由" in handed_in(client, overdue, "verify", accepted="no", said="")
    assert Verification.objects.count() == 0
    assert "已核实" in handed_in(client, overdue, "verify", accepted="yes", said="")
    text = words(client.get(f"/findings/{overdue}/"))
    assert "已核实，待台账改正" in text
    assert "已定于 12 月 5 日换届" in text
    assert "月内办好" in text
    listed = words(client.get("/findings/?state=accepted"))
    assert tabs(listed)["now"] == 1


def test_what_was_done_about_a_finding_is_taken_back_from_its_entry(overdue: int, browser: Browser) -> None:
    client = browser("clerk")
    unit = str(Assignment._meta.get_field("unit").related_model.objects.order_by("pk").first().pk)
    handed_in(client, overdue, "assign", unit=unit, said="月内办好")
    number = Assignment.objects.get().entry_id
    assert f'href="/entries/{number}/' in client.get(f"/findings/{overdue}/").content.decode()
    assert f'href="/entries/{number}/' not in browser("reader").get(f"/findings/{overdue}/").content.decode()
    page = client.get(f"/entries/{number}/")
    assert page.status_code == 200
    assert f"问题 {overdue}" in words(page)
    assert browser("bureau").get(f"/entries/{number}/").status_code == 403
    done = client.post(f"/entries/{number}/", {"reason": "交错了单位"}, follow=True)
    assert f"已撤销第 {number} 笔" in words(done)
    assert "待交办" in words(client.get(f"/findings/{overdue}/"))


def test_to_whom_it_is_given_he_answers_it_though_he_may_not_write_there(overdue: int, browser: Browser) -> None:
    reader, town = User.objects.get(username="reader"), unit_tree(TODAY).find("西河镇")
    give_roles(act=make_act(), grants=[Grant(reader.pk, town.id, Role.CLERK, Line.TERRITORY, TODAY)])
    clerk, his = browser("clerk"), browser("reader")
    elsewhere = next(
        one.number
        for one in open_findings()
        if one.item == "term_over" and his.get(f"/findings/{one.number}/acts/assign/").status_code == 403
    )
    count = Answer.objects.count()
    assert his.get(f"/findings/{elsewhere}/acts/answer/").status_code == 403
    said = handed_in(clerk, elsewhere, "assign", unit=str(town.id), user=str(reader.pk), said="请答复")
    assert "已交办" in said
    assert his.get(f"/findings/{elsewhere}/acts/verify/").status_code == 403
    assert "已答复，等待核实" in handed_in(his, elsewhere, "answer", said="已经改选")
    assert Answer.objects.count() == count + 1
    assert Answer.objects.get().entry.by_id == reader.pk


def test_a_reader_to_whom_it_is_given_answers_it_and_does_nothing_else(overdue: int, browser: Browser) -> None:
    clerk, his = browser("clerk"), browser("reader")
    reader, root = User.objects.get(username="reader"), unit_tree(TODAY).root
    assert root is not None
    before = Entry.objects.count()
    for verb in ("assign", "answer", "verify", "waive"):
        assert his.get(f"/findings/{overdue}/acts/{verb}/").status_code == 403
        assert his.post(f"/findings/{overdue}/acts/{verb}/", {"said": "x"}).status_code == 403
    assert Entry.objects.count() == before
    assert "已交办" in handed_in(clerk, overdue, "assign", unit=str(root.id), user=str(reader.pk), said="请答复")
    assert "acts/answer/" in his.get(f"/findings/{overdue}/").content.decode()
    for verb in ("assign", "verify", "waive"):
        assert his.get(f"/findings/{overdue}/acts/{verb}/").status_code == 403
    assert "已答复，等待核实" in handed_in(his, overdue, "answer", said="已经改选")
    assert (Answer.objects.get().entry.by_id, Entry.objects.count()) == (reader.pk, before + 2)
    assert his.get(f"/entries/{Answer.objects.get().entry_id}/").status_code == 403


def test_what_cannot_be_is_refused_at_its_field(overdue: int, browser: Browser) -> None:
    client = browser("clerk")
    count = Entry.objects.count()
    unit = str(Assignment._meta.get_field("unit").related_model.objects.order_by("pk").first().pk)
    assert "办结期限 2026-11-01 已经过了" in handed_in(client, overdue, "assign", unit=unit, due="2026-11-01")
    assert "还没有交办，不能答复" in handed_in(client, overdue, "answer", said="办了")
    assert "请填写理由" in handed_in(client, overdue, "waive")
    assert Entry.objects.count() == count


def test_left_alone_for_a_reason(overdue: int, browser: Browser) -> None:
    assert "已记下不再督办" in handed_in(browser("clerk"), overdue, "waive", reason="支部即将撤并", until="2027-03-01")
    assert Waiver.objects.get().reason == "支部即将撤并"
    assert "不再督办" in words(browser("reader").get(f"/findings/{overdue}/"))


def test_there_is_no_such_finding_or_act(overdue: int, browser: Browser) -> None:
    client = browser("clerk")
    assert client.get("/findings/999999/").status_code == 404
    assert client.get(f"/findings/{overdue}/acts/forget/").status_code == 404
    assert browser("reader").get(f"/findings/{overdue}/acts/assign/").status_code == 403


def test_a_finding_is_given_to_a_unit_that_is_said(overdue: int, browser: Browser) -> None:
    before = Entry.objects.count()
    for more in ({}, {"try": "1"}, {"unit": "999999"}, {"unit": "x"}):
        said = handed_in(browser("clerk"), overdue, "assign", said="月内办好", **more)
        assert "承办单位 ：" in said
    assert "承办单位 ：请" in handed_in(browser("clerk"), overdue, "assign")
    assert (Assignment.objects.count(), Entry.objects.count()) == (0, before)


def test_an_answer_is_not_accepted_by_leaving_the_form_as_it_is(overdue: int, browser: Browser) -> None:
    client = browser("clerk")
    unit = str(unit_tree(TODAY).find("云川县").id)
    handed_in(client, overdue, "assign", unit=unit)
    handed_in(client, overdue, "answer", said="已定换届日期")
    form = client.get(f"/findings/{overdue}/acts/verify/").content.decode()
    assert re.search(r'<select name="accepted"[^>]*>\s*<option value="" selected>请选</option>', form)
    assert "结果 ：请选结果" in handed_in(client, overdue, "verify", accepted="")
    assert (Assignment.objects.count(), Answer.objects.count(), Verification.objects.count()) == (1, 1, 0)


def test_the_health_of_a_branch(overdue: int, browser: Browser) -> None:
    branch = KeptFinding.objects.get(finding=overdue).party_organization_id
    text = words(browser("reader").get(f"/party-organizations/{branch}/"))
    for said in ("健康", "不合规定：任期 5年，到 2026-07-01 届满", "不计分，不排名", "条款待核"):
        assert said in text
    assert "依据：《关于党的基层组织任期的意见》条款待核" in text


def test_a_finding_opens_from_what_it_is_about_and_its_forms_are_at_home_there(overdue: int, browser: Browser) -> None:
    client = browser("clerk")
    listed = client.get("/findings/?item=term_over").content.decode()
    assert re.search(r'<a href="/findings/\d+/[^"]*">任期届满未换届</a>', listed)
    form = client.get(f"/findings/{overdue}/acts/assign/").content.decode()
    assert '<a href="/findings/">监督</a>' in form
    assert re.search(r'<a[^>]*href="/findings/"[^>]*aria-current="page"', form)


def test_a_page_asks_the_store_no_more_for_many_than_for_few(
    office: County, browser: Browser, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = browser("reader")
    client.get(f"/findings/?{ON}")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/findings/?{ON}&item=should_have_built")
    with django_assert_max_num_queries(len(few) + 2):  # names of the other kinds of subjects
        client.get(f"/findings/?{ON}")
