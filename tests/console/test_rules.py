"""``shejian rules``: what the law says on a day, and how a rule that is not there is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import make_act
from tests.console.test_backup import shejian
from tests.rulebook.conftest import MOST, confirmed, days, enforced

from shejian.base.services.units import UnitDraft, set_up
from shejian.core.rules import load_law
from shejian.journal.services import posting

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
    nearest = f"{TALK}（收到入党申请书后派人谈话的期限）"
    assert refused.err.startswith(f"shejian：没有规则 {typed.strip()}；相近的有：{nearest}、")
    assert refused.err.endswith("。全部规则见 shejian rules list\n")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "没有规则 （空）。"),
        ("申请入党的最低年齡", "没有规则 申请入党的最低年齡；相近的有：party.member.min_age（申请入党的最低年龄）"),
        ("x" * 5000, f"没有规则 {'x' * 40}…。"),
    ],
)
def test_what_is_no_rule_is_named_in_short_with_labels_too(run: Run, typed: str, said: str) -> None:
    refused = run("rules", "show", typed)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(f"shejian：{said}")


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


@pytest.fixture
def city(transactional_db: None) -> str:
    """A city whose Party committee asks for the talk within twenty days."""
    with posting(make_act(), "test.units") as made:
        (unit,) = set_up(made, [UnitDraft("云川市", "region", None)])
    enforced(unit, TALK, days(20), article="第三条", words="应当在二十日内派人谈话")
    return "云川市"


def test_a_rule_of_a_unit(run: Run, city: str) -> None:
    said = ("rules", "show", TALK, "--on", "2026-06-01")
    ours, nations = run(*said, "--unit", city, "--json").json, run(*said, "--json").json
    assert (ours["text"], ours["since"], nations["text"]) == ("20日", "2026-06-01", "1个月")
    assert [(one["by"], one["history"][0]["text"]) for one in ours["local"]] == [(city, "20日")]
    assert (nations["local"], len(ours["history"])) == ([], 2)
    shown = run(*said, "--unit", city).out
    assert "2026-06-01：必须 20日；不合的记为违反\n依据：《关于从严做好发展党员工作的通知》第三条" in shown
    assert "\n云川市的规定\n  2026-06-01 起  20日  必须  " in shown


def test_a_rule_of_an_unknown_unit_is_refused(run: Run, city: str) -> None:
    refused = run("rules", "show", TALK, "--unit", "云河市")
    assert (refused.code, refused.out) == (2, "")
    assert "云河市" in refused.err


def test_what_an_administrator_confirmed_counts(run: Run, city: str) -> None:
    said = ("rules", "show", MOST, "--on", "2026-06-01", "--json")
    assert run(*said).json["severity"] == "hint"
    confirmed(MOST, date(2018, 10, 28), "branch-regulations-2018")
    shown = run(*said).json
    assert (shown["severity"], shown["confirmed"]) == ("departure", True)
    assert shown["clause"].endswith("第二条（2018-10-28 起施行）（管理员已确认）")


def test_no_ledger_is_needed(tmp_path: Path) -> None:
    empty = tmp_path / "none"
    ran = shejian(empty, "rules", "show", TALK, "--on", "2026-05-11", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["text"], ran.stderr) == (0, "1个月", "")
    refused = shejian(empty, "rules", "show", TALK, "--unit", "云川市")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"{empty} 还没有台账。请先用 shejian init 建立" in refused.stderr
    assert not empty.exists()
