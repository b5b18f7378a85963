"""``shejian rules``: what the law says on a day, and how a rule that is not there is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shejian.core.rules import load_law

Run = Callable[..., Any]
TALK = "development.talk.limit"
TALKED = "党组织收到入党申请书后，应当在一个月内派人同入党申请人谈话"


def test_a_rule_is_shown_on_its_day(run: Run) -> None:
    shown = run("rules", "show", TALK, "--on", "2026-05-11")
    assert shown.code == 0
    assert "2026-05-11：必须 1个月；不合的记为违反\n" in shown.out
    assert "依据：《中国共产党发展党员工作细则》第七条（2026-05-11 起施行）\n" in shown.out
    assert f"原文：{TALKED}\n文本：读过正式全文。" in shown.out
    assert "地方：只能更低或更短\n" in shown.out
    assert "台账：导入发展党员台账时核对日期" in shown.out
    assert "  2014-05-28 至 2026-05-10  1个月  必须  " in shown.out


def test_a_rule_as_json(run: Run) -> None:
    shown = run("rules", "show", TALK, "--on", "2026-05-10", "--json").json
    picked = (
        "on",
        "key",
        "state",
        "kind",
        "value",
        "unit",
        "text",
        "modality",
        "severity",
        "confirmed",
        "since",
        "until",
    )
    assert {name: shown[name] for name in picked} == {
        "on": "2026-05-10",
        "key": TALK,
        "state": "in_force",
        "kind": "limit",
        "value": {"count": 1, "unit": "个月"},
        "unit": "个月",
        "text": "1个月",
        "modality": "必须",
        "severity": "hint",
        "confirmed": False,
        "since": "2014-05-28",
        "until": "2026-05-11",
    }
    assert shown["clause"] == "《中国共产党发展党员工作细则》条款待核（2014-05-28 起施行）"
    assert [one["severity"] for one in shown["history"]] == ["hint", "breach"]
    assert shown["history"][1]["citations"][0]["words"] == TALKED
    assert (shown["stricter"], shown["stricter_way"]) == ("down", "只能更低或更短")
    assert {"by": "ledger", "label": "导入发展党员台账时核对日期"} in shown["used"]


def test_a_rule_may_be_named_by_its_label(run: Run) -> None:
    assert run("rules", "show", "申请入党的最低年龄", "--json").json["key"] == "party.member.min_age"


def test_a_day_before_all_records_has_its_own_answer(run: Run) -> None:
    shown = run("rules", "show", "party.member.min_age", "--on", "1982-09-05", "--json")
    said = "本库未收录：申请入党的最低年龄从 1982-09-06 起收录，1982-09-05 在此之前"
    assert (shown.code, shown.json["state"], shown.json["sentence"]) == (0, "not_recorded", said)
    assert "value" not in shown.json
    assert f"\n{said}\n" in run("rules", "show", "party.member.min_age", "--on", "1982-09-05").out


@pytest.mark.parametrize("typed", ["development.talk.limits", "DEVELOPMENT.TALK.LIMIT", "Development.Talk.Limit "])
def test_an_unknown_rule_names_the_nearest(run: Run, typed: str) -> None:
    refused = run("rules", "show", typed)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(f"shejian：没有参数 {typed}；相近的有：{TALK}、")
    assert refused.err.endswith("。全部规则见 shejian rules list\n")


def test_an_impossible_day_is_refused(run: Run) -> None:
    refused = run("rules", "show", TALK, "--on", "2026-02-30")
    assert (refused.code, refused.out) == (2, "")
    assert "“2026-02-30”2026 年 2 月没有 30 日" in refused.err


def test_all_rules_are_listed(run: Run) -> None:
    listed = run("rules", "list", "--on", "2014-05-27", "--json").json
    assert [one["key"] for one in listed["rules"]] == sorted(load_law().keys)
    states = {one["key"]: one["state"] for one in listed["rules"]}
    assert (states[TALK], states["party.member.min_age"]) == ("not_recorded", "in_force")
    shown = run("rules", "list", "--on", "2014-05-27").out.splitlines()
    assert shown[0] == f"规则 {len(load_law().keys)} 条，2014-05-27 的值"
    assert next(line for line in shown if line.startswith(TALK)).endswith("本库未收录")
