"""The pages of rules and instruments, and the forms by which values are confirmed and local ones are made."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, County
from tests.office.conftest import signed_in, words

from shejian.base.queries import head_number, unit_tree
from shejian.rulebook.queries import confirmations, law_for, local_rules

pytestmark = pytest.mark.django_db

TALK = "development.talk.limit"
MOST = "branch.members.max"


def said(client: Client, path: str, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return words(response)


def send(client: Client, key: str, verb: str, said_: dict[str, Any], **query: str) -> Any:
    """Open a form and hand it in."""
    address = reverse("office:rule-act", args=[key, verb]) + ("?" + "&".join(f"{k}={v}" for k, v in query.items()))
    opened = client.get(address)
    assert opened.status_code == 200, words(opened)
    hidden = dict(re.findall(r'name="(key|seen|first)" value="([^"]*)"', opened.content.decode()))
    return client.post(address, hidden | said_)


def test_rules_of_a_day_by_area(office: County) -> None:
    clerk = signed_in("clerk")
    page = said(clerk, "/rules/", on="2026-06-01")
    assert "发展党员 24 条" in page
    assert (
        "收到入党申请书后派人谈话的期限 development.talk.limit 1个月 必须 发展党员工作细则（2026 修订）第七条 已核对"
        in page
    )
    assert "联合党支部覆盖单位数上限 branch.joint.units_max 5家 一般 支部工作条例 条款待核" in page
    before = said(clerk, "/rules/", on="2026-05-10", q="公示期")
    assert "尚未施行：拟列为发展对象的公示期自 2026-05-11 起施行，2026-05-10 在此之前 当日没有值" in before
    found = said(clerk, "/rules/", q="脱党")
    assert ("停止党籍后除名的时间" in found, "党费的比例" in found) == (True, False)
    nothing = said(clerk, "/rules/", q="不存在的话")
    assert "没有这样的规则。去掉查找的字，或选“全部”，就能看到所有规则。" in nothing
    only = said(clerk, "/rules/", show="confirmed")
    assert ("预备党员的预备期" in only or "预备期 development.probation.length" in only, MOST in only) == (True, False)


def test_a_rule_with_its_history_and_words(office: County) -> None:
    page = said(signed_in("reader"), f"/rules/{TALK}/")
    assert "必须 1个月 已核对 不合的，记作“违反”" in page
    assert "2026-05-11 起 当日 必须 1个月 《中国共产党发展党员工作细则》第七条 2026-05-11 起施行" in page
    assert "党组织收到入党申请书后，应当在一个月内派人同入党申请人谈话" in page
    assert "2014-05-28 至 2026-05-10 必须 1个月 《中国共产党发展党员工作细则》条款待核" in page
    assert "台账：导入发展党员台账时核对日期" in page
    assert "起草本地的值" not in page
    assert "核对条款" not in page
    missing = signed_in("reader").get("/rules/development.talk.limits/")
    assert (missing.status_code, "相近的有：development.talk.limit" in words(missing)) == (404, True)


def test_instruments_and_what_a_revision_changed(office: County) -> None:
    reader = signed_in("reader")
    page = said(reader, "/instruments/")
    assert "发展党员工作细则（2026 修订） 中共中央办公厅 2026-05-11 起 读过正式全文" in page
    assert said(reader, "/instruments/", q="民发〔2017〕45号").count("抽查暂行办法") == 1
    one = said(reader, "/instruments/development-rules-2026/")
    assert "和发展党员工作细则（2014）比，逐条" in one
    assert "确定发展对象时上级党委做什么 必须 备案 必须 同意 改了" in one
    assert "拟列为发展对象的公示期 — 必须 5个工作日 新增" in one
    assert "入党介绍人的人数 必须 2名 必须 2名 没有变" in one
    assert one.index("新增") < one.index("没有变")
    assert "申请入党的最低年龄 必须 18周岁 必须 18周岁 没有变" in one
    election = said(reader, "/instruments/election-regulations-2020/")
    assert "选举大会到会人数 — 必须 不少于应到会的 4/5 前一版未收录" in election
    assert reader.get("/instruments/no-such/").status_code == 404


def test_an_administrator_confirms_a_remembered_value_and_withdraws(office: County) -> None:
    boss = signed_in("boss")
    assert "核对条款" in said(boss, f"/rules/{MOST}/")
    form = {
        "which": "2018-10-28|branch-regulations-2018",
        "article": "第五条",
        "words": "一般不超过50人",
        "read_in": "单行本",
    }
    empty = send(boss, MOST, "confirm", {"which": form["which"]})
    assert (empty.status_code, confirmations()) == (422, ())
    assert "请填写条款" in words(empty)
    response = send(boss, MOST, "confirm", form)
    assert (response.status_code, response["Location"]) == (302, f"/rules/{MOST}/")
    (one,) = confirmations()
    assert (one.key, one.article, one.words, one.read_in) == (MOST, "第五条", "一般不超过50人", "单行本")
    page = said(boss, f"/rules/{MOST}/")
    assert "一般 50名 已核对 不合的，记作“偏离”，要写明理由" in page
    assert "《中国共产党支部工作条例（试行）》第五条" in page
    withdrawn = send(boss, MOST, "withdraw", {"confirmation": str(one.id), "reason": "读的是汇编"})
    assert (withdrawn.status_code, confirmations()) == (302, ())
    assert "一般 50名 条款待核" in said(boss, f"/rules/{MOST}/")


@pytest.mark.parametrize("who", ["clerk", "town"])
def test_only_the_uppermost_administrator_confirms(office: County, who: str) -> None:
    before = head_number()
    response = signed_in(who).get(f"/rules/{MOST}/acts/confirm/")
    assert (response.status_code, head_number()) == (403, before)


def test_a_local_value_from_draft_to_its_end(office: County) -> None:
    boss = signed_in("boss")
    draft = {"value": "20", "unit": "日", "modality": "必须", "start": "2026-12-01"}
    laxer = send(boss, TALK, "draft", draft | {"value": "40"})
    assert (laxer.status_code, local_rules()) == (422, ())
    assert "不合“国家”的 1个月：只能更低或更短" in words(laxer)
    assert "“二十”不是正整数，请只写数字" in words(send(boss, TALK, "draft", draft | {"value": "二十"}))
    assert send(boss, TALK, "draft", draft).status_code == 302
    (rule,) = local_rules()
    page = said(boss, f"/rules/{TALK}/")
    assert "必须 20日 还没有文件 2026-12-01 起 草稿 施行 撤掉草稿" in page
    bare = send(boss, TALK, "enforce", {"day": "2026-11-01"}, value=str(rule.id))
    assert (bare.status_code, "施行地方规则要有文件，请写文件名称" in words(bare)) == (422, True)
    paper = {"paper_title": "关于从严做好发展党员工作的通知", "paper_number": "云组发〔2026〕8号"}
    done = send(boss, TALK, "enforce", {"day": "2026-11-01"} | paper, value=str(rule.id))
    assert done.status_code == 302, words(done)
    (rule,) = local_rules()
    page = said(boss, f"/rules/{TALK}/")
    assert "必须 20日 《关于从严做好发展党员工作的通知》云组发〔2026〕8号 2026-11-01 起 施行 废止" in page
    root = unit_tree(TODAY).root
    assert root is not None
    assert str(law_for(root.id).on(TODAY).value(TALK)) == "20日"
    assert f"20日 {root.name}另定" in said(boss, "/rules/", show="local")
    assert send(boss, TALK, "end", {"day": "2026-11-20"}, value=str(rule.id)).status_code == 302
    assert str(law_for(root.id).on(TODAY).value(TALK)) == "1个月"
    assert "2026-11-01 至 2026-11-19 已废止" in said(boss, f"/rules/{TALK}/")


def test_a_draft_is_discarded_and_a_clerk_may_not_put_it_in_force(office: County) -> None:
    clerk = signed_in("clerk")
    weekly = {"value": "2", "unit": "月", "modality": "一般", "start": "2026-12-01"}
    assert send(clerk, "life.group_meeting", "draft", weekly).status_code == 302
    (rule,) = local_rules()
    address = "/rules/life.group_meeting/acts/"
    assert clerk.get(f"{address}enforce/", {"value": str(rule.id)}).status_code == 403
    assert signed_in("reader").get(f"{address}discard/", {"value": str(rule.id)}).status_code == 403
    assert send(clerk, "life.group_meeting", "discard", {}, value=str(rule.id)).status_code == 302
    assert local_rules() == ()


def test_what_was_recorded_of_a_rule_is_taken_back_from_its_entry(office: County) -> None:
    boss, clerk = signed_in("boss"), signed_in("clerk")
    assert (
        send(boss, TALK, "draft", {"value": "20", "unit": "日", "modality": "必须", "start": "2026-11-01"}).status_code
        == 302
    )
    (rule,) = local_rules()
    drafted = head_number()
    assert f"/entries/{drafted}/" in boss.get(f"/rules/{TALK}/").content.decode()
    paper = {"paper_title": "关于从严做好发展党员工作的通知"}
    done = send(boss, TALK, "enforce", {"day": "2026-11-01"} | paper, value=str(rule.id))
    number = head_number()
    assert (done.status_code, number) == (302, drafted + 1)
    page = said(boss, f"/entries/{number}/")
    assert f"第 {number} 笔 施行地方规则" in page
    assert "关于 收到入党申请书后派人谈话的期限" in page
    assert "必须 20日" in page
    assert [one.get(f"/entries/{number}/").status_code for one in (clerk, signed_in("town"))] == [403, 403]
    assert clerk.post(f"/entries/{number}/", {"reason": "试试"}).status_code == 403
    held = boss.post(f"/entries/{drafted}/", {"reason": "先撤草稿"})
    assert (held.status_code, head_number()) == (409, number)
    assert "请从后往前先撤销这些" in words(held)
    back = boss.post(f"/entries/{number}/", {"reason": "施行日写错"})
    assert (back.status_code, back["Location"], head_number()) == (302, f"/rules/{TALK}/", number + 1)
    root = unit_tree(TODAY).root
    assert root is not None
    assert str(law_for(root.id).on(TODAY).value(TALK)) == "1个月"
    assert [str(one.status) for one in local_rules()] == ["draft"]
    assert clerk.post(f"/entries/{drafted}/", {"reason": "不定了"}).status_code == 302  # a draft is a clerk's, too
    assert local_rules() == ()


def test_a_confirmation_is_taken_back_from_its_entry_by_who_may_confirm(office: County) -> None:
    boss = signed_in("boss")
    form = {"which": "2018-10-28|branch-regulations-2018", "article": "第五条", "words": "一般不超过50人"}
    assert send(boss, MOST, "confirm", form | {"read_in": "单行本"}).status_code == 302
    number = head_number()
    assert "2018-10-28 起的值，第五条：一般不超过50人（单行本）" in said(boss, f"/entries/{number}/")
    assert signed_in("clerk").post(f"/entries/{number}/", {"reason": "试试"}).status_code == 403
    assert (len(confirmations()), head_number()) == (1, number)
    assert boss.post(f"/entries/{number}/", {"reason": "读的是汇编"}).status_code == 302
    assert confirmations() == ()


@pytest.mark.parametrize("path", ["development.sponsors/acts/draft/", f"{TALK}/acts/enforce/", f"{TALK}/acts/praise/"])
def test_what_cannot_be_done_is_not_opened(office: County, path: str) -> None:
    assert signed_in("boss").get(f"/rules/{path}").status_code == 404


@pytest.mark.parametrize(
    ("key", "said_", "stands"),
    [
        ("election.surplus", {"value": "1/4", "modality": "必须"}, "不少于应选名额的 1/4"),
        (
            "organization.registration.party_forms",
            {"value": "党建工作承诺书\n党员情况调查表\n党建联络员名单", "modality": "必须"},
            "党建工作承诺书、党员情况调查表、党建联络员名单",
        ),
        ("organization.annual.to_competent_unit", {"value": "3月15日", "modality": "必须"}, "3月15日"),
        ("branch.members.max", {"value": "40", "modality": "一般"}, "40名"),
        ("organization.charter.clause", {"value": "2019", "modality": "必须"}, "2019"),
    ],
)
def test_every_kind_of_value_is_typed_as_people_write_it(
    office: County, key: str, said_: dict[str, str], stands: str
) -> None:
    boss = signed_in("boss")
    response = send(boss, key, "draft", said_ | {"start": "2026-12-01"})
    assert response.status_code == 302, words(response)
    assert stands in said(boss, f"/rules/{key}/")
