"""Forms on a social organization, through the browser's requests."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.conftest import TODAY, make_act
from tests.ledgers import SmallLedger, value
from tests.office.conftest import PASSWORD, signed_in, words
from tests.office.handing_in import controls, filled, hand_in
from tests.office.test_ledger import county_clerk
from tests.office.test_organization import act
from tests.party.bodies import breaches

from shejian import clock
from shejian.base.enums import Role
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry, Paper
from shejian.office.acting import recording
from shejian.registry.models import Charter, Commitment, Headcount, Placement, Registration, Standing
from shejian.registry.services import organizations as acts

pytestmark = pytest.mark.django_db

DAY = date(2020, 6, 1)


def test_a_founding_date_is_corrected_and_the_figures_of_the_past_follow() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县甲协会", founded=DAY)
    client = county_clerk(ledger)
    head = Entry.objects.count()
    assert value("organizations", date(2020, 5, 31)) == 0
    form = filled(client, address(one, "correct"))
    assert (form["founded"], form["name"], form["seen"]) == ("2020-06-01", "清河县甲协会", str(head))
    response = client.post(address(one, "correct"), form | {"founded": "2020年5月1日", "reason": "看错月份"})
    assert (response.status_code, response["Location"]) == (302, f"/organizations/{one}/")
    assert Entry.objects.count() == head + 1
    assert list(Standing.objects.known(None).values_list("start", "status")) == [(date(2020, 5, 1), "active")]
    assert value("organizations", date(2020, 5, 31)) == 1
    assert value("organizations", date(2020, 5, 31), known=head) == 0
    said = words(client.get(f"/organizations/{one}/"))
    assert f"已更正清河县甲协会，记为第 {head + 1} 笔。" in said


def test_an_entry_is_taken_back_from_its_page_with_a_reason() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="清河县甲协会", founded=DAY)
    client = county_clerk(ledger)
    hand_in(client, f"/organizations/{one}/acts/correct/", founded="2020-05-01", reason="看错月份")
    number = Entry.objects.count()
    said = words(client.get(f"/organizations/{one}/"))
    assert f"第 {number} 笔 更正社会组织 2026-11-22 10:00 · 小某 · 理由：看错月份" in said
    page = f"/entries/{number}/"
    assert "记下了 存续状态：正常 2020-05-01 起" in words(client.get(page))
    assert "存续状态 1 条" in words(client.get(page))
    refused = client.post(page, {"reason": " "})
    assert (refused.status_code, Entry.objects.count()) == (422, number)
    assert "请写明撤销的理由" in words(refused)
    response = client.post(page, {"reason": "记到了另一家"})
    assert (response.status_code, response["Location"]) == (302, f"/organizations/{one}/")
    assert list(Standing.objects.known(None).values_list("start", flat=True)) == [DAY]
    assert value("organizations", date(2020, 5, 31)) == 0
    assert f"已撤销第 {number} 笔，记为第 {number + 1} 笔" in words(client.get(f"/organizations/{one}/"))
    assert "撤销的理由 记到了另一家" in words(client.get(page))
    assert client.post(page, {"reason": "再撤一次"}).status_code == 302
    assert Entry.objects.count() == number + 1


def ground(**draft: Any) -> tuple[SmallLedger, int, Client]:
    """A county with one organization, and its clerk."""
    ledger = SmallLedger()
    one = ledger.organization(**({"name": "清河县甲协会", "founded": DAY} | draft))
    return ledger, one, county_clerk(ledger)


def address(one: int, verb: str) -> str:
    return f"/organizations/{one}/acts/{verb}/"


def test_the_same_form_sent_twice_is_recorded_once() -> None:
    _, one, client = ground()
    form = filled(client, address(one, "correct"), founded="2020-05-01", reason="看错月份")
    before = Entry.objects.count()
    first, second = (client.post(address(one, "correct"), form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert Entry.objects.count() == before + 1
    assert f"这张表已经记为第 {before + 1} 笔，没有再记一次" in words(client.get(f"/organizations/{one}/"))
    other = client.post(address(one, "correct"), form | {"founded": "2020-04-01"})
    assert (other.status_code, Entry.objects.count()) == (409, before + 1)
    assert f"这张表已经提交过，记为第 {before + 1} 笔；这次填的和那次不同，没有记账" in words(other)
    assert controls(other)["founded"] == "2020-04-01"


def test_who_is_overtaken_is_shown_what_the_other_recorded_and_overwrites_nothing() -> None:
    ledger, one, client = ground()
    other = another_clerk(ledger)
    mine = filled(client, address(one, "correct"), name="清河县乙协会", address="东街 1 号", reason="照证书")
    taken = filled(other, address(one, "correct"), name="清河县丙协会", industry="养殖", reason="照批复")
    assert other.post(address(one, "correct"), taken).status_code == 302
    before = Entry.objects.count()
    shown = client.post(address(one, "correct"), mine)
    assert (shown.status_code, Entry.objects.count()) == (409, before)
    said = words(shown)
    assert f"另某 2026-11-22 10:00 记了第 {before} 笔（更正社会组织）" in said
    assert "另某 2026-11-22 10:00 改了这一项： 清河县甲协会 → 清河县丙协会 。您填的还在下面" in said
    assert "未填 → 养殖 。您没有动过这一项，已换成新的。" in said
    form = controls(shown)
    kept = {name: form[name] for name in ("name", "address", "industry", "reason", "seen", "key")}
    assert kept == {
        "name": "清河县乙协会",
        "address": "东街 1 号",
        "industry": "养殖",
        "reason": "照证书",
        "seen": str(before),
        "key": mine["key"],
    }
    theirs = client.post(address(one, "correct"), form | {"take": "name"})
    assert (theirs.status_code, Entry.objects.count()) == (200, before)
    assert controls(theirs)["name"] == "清河县丙协会"
    assert controls(theirs)["address"] == "东街 1 号"
    assert client.post(address(one, "correct"), form).status_code == 302
    (now,) = Registration.objects.known(None)
    assert (now.name, now.address, now.industry) == ("清河县乙协会", "东街 1 号", "养殖")


def test_another_entry_that_no_field_shows_is_told_too() -> None:
    ledger, one, client = ground()
    mine = filled(client, address(one, "correct"), name="清河县乙协会", reason="照证书")
    ledger.branch(one)
    before = Entry.objects.count()
    shown = client.post(address(one, "correct"), mine)
    assert (shown.status_code, Entry.objects.count()) == (409, before)
    assert f"记了第 {before} 笔" in words(shown)
    assert client.post(address(one, "correct"), controls(shown)).status_code == 302


def another_clerk(ledger: SmallLedger) -> Client:
    values = {"unit": ledger.units["清河县"], "role": Role.CLERK, "line": Line.TERRITORY, "on": TODAY}
    add_user(act=make_act(), username="other", name="另某", password=PASSWORD, **values)
    return signed_in("other")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"founded": "2022-02-30"}, "“2022-02-30”2022 年 2 月没有 30 日"),
        ({"founded": "二〇二二"}, "“二〇二二”不是日期"),
        ({"founded": "2027-01-01"}, "2027-01-01 还没有到（今天是 2026年11月22日）"),
        ({"founded": ""}, "请填写成立登记日期"),
        ({"code": "123"}, "“123”"),
        ({"staff": "十"}, "“十”"),
        ({"signed": "2022年"}, "只有年，没有月和日"),
        ({"name": ""}, "请填写社会组织名称"),
        ({"name": "协" * 201}, "最多 200 个字"),
        ({"paper_number": "民发〔2022〕1号"}, "写了文号、发文机关或成文日期，也请写文件名称"),
        ({"paper_title": "证书", "paper_day": "2027-1-1"}, "2027-01-01 还没有到"),
        ({"reason": ""}, "请写明更正的理由"),
        ({"founded": "2020-06-01"}, "没有改动"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(typed: dict[str, str], says: str) -> None:
    _, one, client = ground()
    act(acts.count_heads, DAY, {one: (12, 3)})
    name = "paper_title" if typed.keys() == {"paper_number"} else next(reversed(typed))
    filled_in = {"address": "东街 1 号", "reason": "照证书"} if says != "没有改动" else {"reason": "照证书"}
    form = filled(client, address(one, "correct"), **(filled_in | typed))
    before = Entry.objects.count()
    response = client.post(address(one, "correct"), form)
    assert (response.status_code, Entry.objects.count()) == (422, before)
    page = response.content.decode()
    assert says in page
    shown = controls(response)
    assert {key: shown[key] for key in form if key != "csrfmiddlewaretoken"} == {
        key: form[key] for key in form if key != "csrfmiddlewaretoken"
    }
    if says != "没有改动":
        assert f'<a href="#id_{name}">' in page
        assert re.search(rf'id="id_{name}"[^>]*aria-describedby="id_{name}-error', page) or re.search(
            rf'aria-describedby="id_{name}-error[^>]*id="id_{name}"', page
        )
        assert f'id="id_{name}-error"' in page


def test_a_founding_after_the_deregistration_is_refused() -> None:
    _, one, client = ground(ending=acts.Ending(date(2022, 3, 1)))
    before = Entry.objects.count()
    for typed, says in (
        ({"founded": "2022-03-02"}, "成立登记日期 2022-03-02 晚于注销日期 2022-03-01"),
        ({"ended": "2020-05-31"}, "成立登记日期 2020-06-01 晚于注销日期 2020-05-31"),
    ):
        response = hand_in(client, address(one, "correct"), reason="照证书", **typed)
        assert (response.status_code, Entry.objects.count()) == (422, before)
        assert says in words(response)


def test_a_deregistration_that_never_was_is_corrected_away() -> None:
    _, one, client = ground(ending=acts.Ending(date(2022, 3, 1)))
    assert value("organizations", date(2022, 12, 31)) == 0
    assert hand_in(client, address(one, "correct"), ended="", reason="记到了别家").status_code == 302
    assert value("organizations", date(2022, 12, 31)) == 1
    assert breaches() == []


def test_everything_else_of_the_ledger_can_be_corrected() -> None:
    ledger, one, client = ground()
    act(acts.count_heads, DAY, {one: (12, 3)})
    response = hand_in(
        client,
        address(one, "correct"),
        town=str(ledger.units["西关镇"]),
        charter="yes",
        signed="2022.6.30",
        staff="13",
        phone="0571-88888888",
        contact="张三",
        status="suspended",
        type="foundation",
        reason="照证书",
    )
    assert response.status_code == 302
    (registration,), (standing,), (placement,), (charter,), (letter,), (count,) = (
        kind.objects.known(None) for kind in (Registration, Standing, Placement, Charter, Commitment, Headcount)
    )
    assert (registration.type, registration.contact, registration.phone) == ("foundation", "张三", "0571-88888888")
    assert (standing.status, standing.start, placement.unit_id) == ("suspended", DAY, ledger.units["西关镇"])
    assert (charter.party_building, charter.start, letter.start) == (True, None, date(2022, 6, 30))
    assert (count.staff, count.full_time_full_members, count.start) == (13, 3, DAY)
    page = client.get(address(one, "correct")).content.decode()
    assert "88888888" not in page
    hand_in(client, address(one, "correct"), phone="无", signed="", charter="", reason="照证书")
    assert Registration.objects.known(None).get().phone == ""
    assert not Commitment.objects.known(None).exists()
    assert not Charter.objects.known(None).exists()
    assert breaches() == []


def test_a_change_begins_on_its_day_and_rests_on_its_paper() -> None:
    ledger, one, client = ground()
    day = date(2022, 6, 30)
    response = hand_in(
        client,
        address(one, "change"),
        day="2022年6月30日",
        name="清河县乙协会",
        town=str(ledger.units["西关镇"]),
        staff="20",
        letter="on",
        paper_title="关于同意更名的批复",
        paper_number="清民登〔2022〕7号",
        paper_day="2022.6.28",
    )
    assert (response.status_code, response["Location"]) == (302, f"/organizations/{one}/")
    names = Registration.objects.known(None).order_by("id").values_list("name", "start", "end")
    assert list(names) == [("清河县甲协会", None, day), ("清河县乙协会", day, None)]
    assert list(Headcount.objects.known(None).values_list("start", "staff")) == [(day, 20)]
    assert list(Commitment.objects.known(None).values_list("start", flat=True)) == [day]
    towns = Placement.objects.known(None).order_by("id").values_list("unit", "start", "end")
    assert list(towns) == [(ledger.units["东关镇"], None, day), (ledger.units["西关镇"], day, None)]
    page = words(client.get(f"/organizations/{one}/"))
    assert "关于同意更名的批复（清民登〔2022〕7号），2022-06-28" in page
    assert "曾用名 清河县甲协会" in page
    assert breaches() == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"day": "", "name": "清河县乙协会"}, "请填写从哪一天起变更"),
        ({"day": "2020-5-31", "name": "清河县乙协会"}, "变更日 2020-05-31 早于成立登记日期 2020-06-01"),
        ({"day": "2026-11-23", "name": "清河县乙协会"}, "2026-11-23 还没有到"),
        ({"day": "2022-1-1"}, "没有改动：填的都和账上一样"),
        ({"day": "2021-1-1", "industry": "养殖"}, "变更日 2021-01-01 早于台账上已有的登记事项变更日 2022-01-01"),
        ({"day": "2022-1-1", "charter": ""}, "变更要写明是还是否"),
    ],
)
def test_a_change_that_cannot_be_is_refused(typed: dict[str, str], says: str) -> None:
    _, one, client = ground(charter=True)
    act(acts.change_registration, date(2022, 1, 1), {one: {"address": "东街 1 号"}})
    form = filled(client, address(one, "change"), **typed)
    before = Entry.objects.count()
    response = client.post(address(one, "change"), form)
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert says in words(response)
    shown = controls(response)
    assert {name: shown[name] for name in typed} == typed


def test_a_deregistered_organization_is_no_longer_counted_and_its_coverage_ends() -> None:
    ledger, one, client = ground()
    ledger.branch(one)
    day = date(2022, 6, 30)
    before = [value(key, date(2022, 6, 29)) for key in ("organizations", "covered")]
    response = hand_in(client, address(one, "end"), day="2022-6-30", ending="revoked", ended_why="连续两年不年检")
    assert response.status_code == 302
    assert [value(key, date(2022, 6, 29)) for key in ("organizations", "covered")] == before == [1, 1]
    assert [value(key, day) for key in ("organizations", "covered")] == [0, 0]
    assert value("organizations", day, known=Entry.objects.count() - 1) == 1
    last = Standing.objects.known(None).order_by("start").last()
    assert last is not None
    assert (last.status, last.reason, last.start) == ("revoked", "连续两年不年检", day)
    again = hand_in(client, address(one, "end"), day="2022-7-1")
    assert (again.status_code, Entry.objects.filter(act="registry.end").count()) == (422, 1)
    assert "它已于 2022-06-30 撤销登记，不能再注销一次" in words(again)
    late = hand_in(client, address(one, "change"), day="2022-7-1", name="清河县乙协会")
    assert "它已于 2022-06-30 撤销登记，那一天起不再变更" in words(late)
    assert breaches() == []


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2020-5-31", "注销日期 2020-05-31 早于成立登记日期 2020-06-01"),
        ("2026-12-1", "2026-12-01 还没有到"),
        ("2021-1-1", "账上 2022-01-01 还有状态变更，注销日期不能早于它"),
        ("", "请填写注销日期"),
    ],
)
def test_a_deregistration_that_cannot_be_is_refused(day: str, says: str) -> None:
    _, one, client = ground()
    act(acts.set_status, {one: "suspended"}, date(2022, 1, 1))
    form = filled(client, address(one, "end"), day=day, ended_why="合并")
    before = Entry.objects.count()
    response = client.post(address(one, "end"), form)
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert says in words(response)
    assert (controls(response)["day"], controls(response)["ended_why"]) == (day, "合并")


def test_duplicates_are_merged_and_the_page_of_the_other_leads_to_the_kept_one() -> None:
    ledger, one, client = ground()
    other = ledger.organization(name="清河县甲 协会")
    assert value("organizations", DAY) == 2
    response = hand_in(client, address(one, "merge"), other="清河县甲协会", kept="this", reason="换证前后登记了两次")
    assert response.status_code == 422
    assert "写的就是这一家" in words(response)
    code = f"{2:018d}"
    form = filled(client, address(one, "merge"), other=code, kept="that", reason="换证前后登记了两次")
    tried = words(client.post(address(one, "merge"), form | {"try": "1"}))
    assert f"保留 清河县甲 协会（{code}） 并入它，以后不再单独数 清河县甲协会（{1:018d}）" in tried
    assert "社会组织（2026-11-22） 2 → 1" in tried
    response = client.post(address(one, "merge"), form)
    assert (response.status_code, response["Location"]) == (302, f"/organizations/{other}/")
    number = Entry.objects.count()
    assert value("organizations", DAY) == 1
    gone = client.get(f"/organizations/{one}/")
    assert gone.status_code == 404
    assert f"第 {number} 笔把它和另一家合并了" in words(gone)
    assert f'href="/organizations/{other}/"' in gone.content.decode()
    assert client.get(f"/organizations/{one}/", {"known": number - 1}).status_code == 200
    assert client.get(address(one, "change")).status_code == 404
    again = client.post(address(one, "merge"), form)
    assert (again.status_code, Entry.objects.count()) == (302, number)
    undone = client.post(f"/entries/{number}/", {"reason": "不是同一家"})
    assert undone.status_code == 302
    assert value("organizations", DAY) == 2
    assert client.get(f"/organizations/{one}/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"other": ""}, "请写另一家的统一社会信用代码或名称"),
        ({"other": "清河县没有的协会"}, "在您的范围里没有找到“清河县没有的协会”"),
        ({"other": "清河县乙协会"}, "叫“清河县乙协会”的有 2 家"),
        ({"other": f"{2:018d}", "reason": ""}, "请写明理由"),
    ],
)
def test_a_merger_that_cannot_be_is_refused(typed: dict[str, str], says: str) -> None:
    ledger, one, client = ground()
    for _ in range(2):
        ledger.organization(name="清河县乙协会")
    form = filled(client, address(one, "merge"), **({"reason": "同一家"} | typed))
    before = Entry.objects.count()
    response = client.post(address(one, "merge"), form)
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert says in words(response)
    assert controls(response)["other"] == typed["other"]


def test_a_trial_says_what_would_be_recorded_and_which_figures_move_and_leaves_no_trace() -> None:
    _, one, client = ground(founded=date(2026, 1, 4))
    form = filled(client, address(one, "correct"), founded="2025-12-1", name="清河县乙协会", reason="看错年份")
    before = Entry.objects.count()
    tried = client.post(address(one, "correct"), form | {"try": "1"})
    assert (tried.status_code, Entry.objects.count()) == (200, before)
    said = words(tried)
    assert "成立登记日期 2026-01-04 → 2025-12-01" in said
    assert "社会组织名称 清河县甲协会 → 清河县乙协会" in said
    assert "社会组织（2025-12-31） 0 → 1" in said
    assert value("organizations", date(2025, 12, 31)) == 0
    again = controls(tried)
    assert {name: again[name] for name in form if name != "csrfmiddlewaretoken"} == {
        name: form[name] for name in form if name != "csrfmiddlewaretoken"
    }
    assert client.post(address(one, "correct"), again | {"founded": "2026-1-3"}).status_code == 302
    assert value("organizations", date(2025, 12, 31)) == 0
    refused = hand_in(client, address(one, "end"), day="2026-1-1", **{"try": "1"})
    assert (refused.status_code, Entry.objects.count()) == (422, before + 1)
    unmoved = hand_in(client, address(one, "change"), day="2026-1-5", name="清河县丙协会", **{"try": "1"})
    assert "（截至 2026-11-22、截至 2025-12-31）都不变" in words(unmoved)


def test_the_file_of_a_paper_outlasts_mistakes_and_is_opened_by_readers() -> None:
    _, one, client = ground()
    file = SimpleUploadedFile("批复.pdf", b"%PDF-1.7 ...", "application/pdf")
    form = filled(client, address(one, "change"), name="清河县乙协会", day="2022-02-30", paper_title="批复")
    before = Entry.objects.count()
    response = client.post(address(one, "change"), form | {"paper_issuer": "清河县民政局", "paper_file": file})
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert "已收到 批复.pdf（1 KB）" in words(response)
    assert client.post(address(one, "change"), controls(response) | {"day": "2022-3-1"}).status_code == 302
    paper = Paper.objects.get()
    assert (paper.title, paper.issuer, paper.file_name, paper.size) == ("批复", "清河县民政局", "批复.pdf", 12)
    page = client.get(f"/organizations/{one}/")
    assert "批复，清河县民政局" in words(page)
    opened = client.get(f"/entries/{before + 1}/paper/")
    assert f'href="/entries/{before + 1}/paper/"' in page.content.decode()
    assert (opened.status_code, opened.content) == (200, b"%PDF-1.7 ...")
    assert opened["Content-Type"] == "application/octet-stream"
    assert opened["Content-Disposition"].startswith("attachment")
    assert breaches() == []
    (Path(settings.HOME) / "papers" / paper.sha256[:2] / f"{paper.sha256}.sm4").unlink()
    assert "这份文件打不开" in words(client.get(f"/entries/{before + 1}/paper/"))


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("批复.exe", b"MZ"), "“批复.exe”不是这里收的文件"),
        (SimpleUploadedFile("批.pdf", b"%" * ((20 << 20) + 1)), "文件有 20.0 MB，最多 20.0 MB"),
        (SimpleUploadedFile("批" * 100 + "复" * 97 + ".pdf", b"%PDF"), "文件名太长（201 个字）"),
    ],
)
def test_a_file_that_is_not_taken_is_said_at_its_field(file: SimpleUploadedFile, says: str) -> None:
    _, one, client = ground()
    form = filled(client, address(one, "change"), name="清河县乙协会", day="2022-3-1")
    before = Entry.objects.count()
    response = client.post(address(one, "change"), form | {"paper_file": file})
    assert (response.status_code, Entry.objects.count()) == (422, before)
    assert says in words(response)
    forged = client.post(address(one, "change"), form | {"paper_kept": "x:y"})
    assert (forged.status_code, Entry.objects.count()) == (422, before)
    assert "没有收到这个文件，请重新选一次" in words(forged)


@pytest.mark.parametrize("same", [False, True])
def test_an_entry_that_comes_in_while_a_form_is_recorded_is_heeded(monkeypatch: pytest.MonkeyPatch, same: bool) -> None:
    ledger, one, client = ground()
    form = filled(client, address(one, "correct"), name="清河县乙协会", reason="照证书")
    before = Entry.objects.count()
    left = [one if same else ledger.organization()]
    before += not same

    def slowly() -> datetime:
        """Somebody else is faster, once."""
        if left:
            act(acts.correct_registration, {left.pop(): {"address": "东街 1 号"}})
        return clock.now()

    monkeypatch.setattr(recording, "clock", SimpleNamespace(now=slowly))
    response = client.post(address(one, "correct"), form)
    assert response.status_code == (409 if same else 302)
    assert Entry.objects.count() == before + (1 if same else 2)
    names = set(Registration.objects.known(None).filter(organization=one).values_list("name", flat=True))
    assert names == {"清河县甲协会" if same else "清河县乙协会"}
    if same:
        assert "未填 → 东街 1 号" in words(response)
