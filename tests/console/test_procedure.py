"""``shejian procedure``: what a procedure asks on a day, and how the events of a file stand to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import make_act
from tests.rulebook.conftest import days, enforced

from shejian.base.services.units import UnitDraft, set_up
from shejian.journal.services import posting

Run = Callable[..., Any]
NAME = "member-development"
TALKED = """
subject: {born: 1995-03-02}
events:
  - {step: application, on: 2026-06-10}
"""


@pytest.fixture
def check(run: Run, tmp_path: Path) -> Run:
    """Checks a file of these words; a file is never changed by it."""

    def checked(text: str | bytes, *arguments: str, name: str = NAME) -> Any:
        path = tmp_path / "经过.yaml"
        content = text if isinstance(text, bytes) else text.encode()
        path.write_bytes(content)
        ran = run("procedure", "check", name, path, *arguments)
        assert path.read_bytes() == content
        assert list(tmp_path.iterdir()) == [path]
        return ran

    return checked


def test_json_of_a_case(check: Run) -> None:
    ran = check(TALKED + "  - {step: talk, on: 2026-07-11}\n", "--on", "2026-08-01", "--json")
    assert (ran.code, ran.err) == (0, "")
    clause = "《中国共产党发展党员工作细则》第{}条（2026-05-11 起施行）"
    assert ran.json == {
        "state": "applying",
        "next": [
            {"step": "activist", "earliest": "2026-07-11", "latest": None, "clause": clause.format("八")},
            {
                "step": "discontinuation",
                "earliest": "2026-06-10",
                "latest": None,
                "clause": "《中国共产党发展党员工作细则》条款待核（2026-05-11 起施行）",
            },
        ],
        "findings": [
            {
                "code": "talk-late",
                "step": "talk",
                "severity": "breach",
                "clause": clause.format("七"),
                "because": "2026-07-11 党组织派人谈话，迟于规定的 2026-07-10："
                "自 2026-06-10 起数 1个月，到对应日，最迟 2026-07-10",
                "remedy": "尽快派人谈话；已经谈过的，如实写明迟延的原因，今后收到申请书即登记谈话期限",
            }
        ],
    }


def test_what_is_overdue_is_among_the_findings(check: Run) -> None:
    ran = check(TALKED, "--on", "2026-07-11", "--json").json
    assert [(one["code"], one["step"]) for one in ran["findings"]] == [("talk-late", "talk")]
    assert (ran["next"][0]["step"], ran["next"][0]["latest"]) == ("talk", "2026-07-10")
    assert check(TALKED, "--on", "2026-07-10", "--json").json["findings"] == []


def test_all_is_on_record_unless_the_file_says_otherwise(check: Run) -> None:
    meeting = "events: [{step: meeting, on: 2026-06-10, vote: {due: 20, present: 15, yes: 12}}]\n"
    missing = {one["step"] for one in check(meeting, "--on", "2026-06-11", "--json").json["findings"]}
    assert {"political-review", "training", "pre-review"} <= missing
    started = f"recorded_since: 2026-06-11\n{meeting}"
    assert check(started, "--on", "2026-06-11", "--json").json["findings"] == []


def test_in_words(check: Run) -> None:
    ran = check(TALKED + "  - {step: talk, on: 2026-07-11}\n", "--on", "2026-08-01")
    assert "发展党员    截至 2026-08-01：入党申请人\n" in ran.out
    assert "发现的问题\n  违反  2026-07-11 党组织派人谈话，迟于规定的 2026-07-10" in ran.out
    assert (
        "        依据：《中国共产党发展党员工作细则》第七条（2026-05-11 起施行）\n        怎么办：尽快派人谈话"
        in ran.out
    )
    assert "下一步\n  推荐并确定为入党积极分子" in ran.out


def test_events_after_the_day_are_left_out_and_counted(check: Run) -> None:
    ran = check(TALKED + "  - {step: talk, on: 2026-07-11}\n", "--on", "2026-07-01")
    assert ran.code == 0
    assert ran.err == "提示：1 件事在 2026-07-01 之后，没有算；要算，请用 --on 写后来的日期\n"


REFUSED = {
    "unknown step": (
        "events: [{step: talks, on: 2026-06-10}]",
        "经过.yaml：events 第 1 项：程序 member-development 没有步骤 talks；是否 talk？可用的步骤：",
    ),
    "impossible day": ("events:\n  - {step: talk, on: 2026-02-30}", "经过.yaml：第 2 行：没有 2026-02-30 这一天"),
    "day in words": (
        "events: [{step: talk, on: 六月十日}]",
        "经过.yaml：events 第 1 项：on 应为日期（如 2026-05-11），现为 六月十日",
    ),
    "day in quotation marks": (
        'events: [{step: talk, on: "2026-06-10"}]',
        "经过.yaml：events 第 1 项：on 应为日期（如 2026-05-11），现为 2026-06-10（加了引号，成了文字；请去掉引号）",
    ),
    "day of no age of ours": (
        "events: [{step: talk, on: 0226-06-10}]",
        "经过.yaml：events 第 1 项：on 的年份 226 不在 1900 至 2100 之间，请核对",
    ),
    "born so late that no limit can be counted": (
        "subject: {born: 9995-03-02}\nevents: [{step: application, on: 2026-06-10}]",
        "经过.yaml：subject：born 的年份 9995 不在 1900 至 2100 之间，请核对",
    ),
    "recorded since no age of ours": (
        "recorded_since: 0001-01-01\nevents: []",
        "经过.yaml：recorded_since 的年份 1 不在 1900 至 2100 之间，请核对",
    ),
    "label for a step": (
        "events: [{step: 党组织派人谈话, on: 2026-06-10}]",
        "经过.yaml：events 第 1 项：程序 member-development 没有步骤 党组织派人谈话；是否 talk？可用的步骤：",
    ),
    "step without end": (
        f"events: [{{step: {'x' * 5000}, on: 2026-06-10}}]",
        f"经过.yaml：events 第 1 项：程序 member-development 没有步骤 {'x' * 40}…；可用的步骤：",
    ),
    "events in one": (
        "events: {step: talk, on: 2026-06-10}",
        "经过.yaml：events 应为若干项，每项一行、以“- ”开头，现为 几项",
    ),
    "seats in the vote": (
        "events: [{step: meeting, on: 2026-06-10, vote: {due: 9, present: 8, yes: 8, seats: 3}}]",
        "经过.yaml：events 第 1 项 vote：不认识的键 seats；可用的键：due、present、yes、written",
    ),
    "unknown key": (
        "events: [{step: talk, on: 2026-06-10, vots: 1}]",
        "经过.yaml：events 第 1 项：不认识的键 vots；是否 vote？可用的键：step、on、",
    ),
    "no events": ("subject: {born: 1995-03-02}", "经过.yaml：缺少 events"),
    "unknown fact": (
        "subject: {bron: 1995-03-02}\nevents: []",
        "经过.yaml：subject：没有情况 bron；是否 born？可用的：born（出生日期）、",
    ),
    "fact of another kind": (
        "subject: {floating: 是}\nevents: []",
        "经过.yaml：subject：floating（流动人员）应为 true 或 false，现为 是",
    ),
    "unknown outcome": (
        "events: [{step: meeting, on: 2026-06-10, outcome: pass}]",
        "经过.yaml：events 第 1 项：步骤 meeting（支部党员大会讨论接收）没有结果 pass；是否 passed？",
    ),
    "vote where there is none": (
        "events: [{step: talk, on: 2026-06-10, vote: {due: 3, present: 3, yes: 3}}]",
        "经过.yaml：events 第 1 项：步骤 talk（党组织派人谈话）不表决，不能有 vote",
    ),
    "negative votes": (
        "events: [{step: meeting, on: 2026-06-10, vote: {due: 3, present: 3, yes: -1}}]",
        "经过.yaml：events 第 1 项 vote：yes 应为 0 或者正整数，现为 -1",
    ),
    "unknown amount": (
        "events: [{step: training, on: 2026-06-10, amounts: {day: 3}}]",
        "经过.yaml：events 第 1 项 amounts：步骤 training 没有数目 day；是否 days？可用的：days（培训天数）、",
    ),
    "unknown paper": (
        "events: [{step: talk, on: 2026-06-10, papers: [记录]}]",
        "经过.yaml：events 第 1 项：步骤 talk（党组织派人谈话）不要材料 记录",
    ),
    "twice": (
        "events: [{step: talk, on: 2026-06-10}, {step: talk, on: 2026-06-12}]",
        "经过.yaml：events 第 2 项：党组织派人谈话已经在 2026-06-10 办过，又记了 2026-06-12 一次；两处记录不能都对",
    ),
    "more present than due": (
        "events: [{step: meeting, on: 2026-06-10, vote: {due: 3, present: 4, yes: 3}}]",
        "经过.yaml：events 第 1 项：实到会 4 人多于应到会 3 人",
    ),
    "outcome against the vote": (
        "events: [{step: meeting, on: 2026-06-10, outcome: passed, vote: {due: 9, present: 8, yes: 4}}]",
        "经过.yaml：events 第 1 项：写的结果是“通过接收”，按票数是“未通过”",
    ),
    "after the end": (
        "events: [{step: discontinuation, on: 2026-06-10}, {step: talk, on: 2026-06-11}]",
        "经过.yaml：events 第 2 项：程序已经终了",
    ),
    "typing error": ("events:\n  - {step: talk, on: 2026-06-10", "经过.yaml：第 "),
    "tab": ("events:\n\t- {step: talk}", "经过.yaml：第 2 行：不能用制表符，缩进请用空格"),
    "tag": ("events: !!python/object/apply:os.system ['true']", "经过.yaml：第 1 行：不能用标签（!）"),
    "bomb": ("a: &a [x, x]\nb: [*a, *a]\nevents: []", "经过.yaml：第 1 行：不能用锚点（&）和引用（*）"),
    "deep": ("events: " + "[" * 500 + "]" * 500, "经过.yaml：第 1 行：套得太深"),
    "list": ("- step: talk", "经过.yaml：应为“键: 值”的若干行"),
    "empty": ("", "经过.yaml：应为“键: 值”的若干行"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused(check: Run, case: str) -> None:
    text, sentence = REFUSED[case]
    ran = check(text, "--on", "2026-11-30", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"shejian：{sentence}")
    assert ran.err.endswith("。什么也没有改\n")


def test_files_that_are_no_text_or_too_long(check: Run, run: Run, tmp_path: Path) -> None:
    gbk = check("events: []  # 记事本".encode("gbk"))
    assert (gbk.code, gbk.err) == (2, "shejian：经过.yaml：第 1 行：不是 UTF-8 文字，请另存为 UTF-8。什么也没有改\n")
    long = check("#" * 10_000_000)
    assert (long.code, long.err) == (2, "shejian：经过.yaml：文件太大，最多 512 KB。什么也没有改\n")
    gone = run("procedure", "check", NAME, tmp_path / "没有.yaml")
    assert gone.code == 2
    assert "没有.yaml" in gone.err


def test_unknown_procedure(check: Run, run: Run) -> None:
    ran = check("events: []", name="member-developement")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("shejian：没有程序 member-developement；是否 member-development？可用的程序：")
    assert "member-development（发展党员）" in ran.err
    assert "没有程序 发展党员员；是否 member-development？" in run("procedure", "show", "发展党员员").err
    assert run("procedure", "show", "").err.startswith("shejian：没有程序 （空）；可用的程序：")
    assert run("procedure", "show", "发展").code == 2


def test_show_as_json_on_both_sides_of_the_revision(run: Run) -> None:
    older = run("procedure", "show", NAME, "--on", "2026-05-10", "--json").json
    newer = run("procedure", "show", NAME, "--on", "2026-05-11", "--json").json
    assert (older["since"], older["until"]) == ("2014-05-28", "2026-05-11")
    assert (newer["since"], newer["until"]) == ("2026-05-11", None)
    before = {step["id"]: step for step in older["steps"]}
    after = {step["id"]: step for step in newer["steps"]}
    assert before.keys() - after.keys() == {"target-filing"}
    assert after.keys() - before.keys() == {"target-consent", "publicity", "listing"}
    (limit,) = after["meeting"]["limits"]
    assert (limit["code"], limit["kind"], limit["from"]) == ("meeting-late", "latest", ["pre-review"])
    assert [(one["parameter"], one["value"]) for one in limit["rules"]] == [
        ("development.meeting.after_prereview", "1个月")
    ]
    assert before["meeting"]["limits"] == []
    assert after["meeting"]["vote"]["quorum"]["value"] == "超过应到会的 1/2"
    assert after["talk"]["label"] == "党组织派人谈话"
    assert after["talk"]["clause"] == "《中国共产党发展党员工作细则》第七条（2026-05-11 起施行）"
    assert before["talk"]["severity"] == "hint"


def test_show_in_words(run: Run) -> None:
    shown = run("procedure", "show", "发展党员", "--on", "2026-05-11")
    assert shown.code == 0
    assert "发展党员    member-development    2026-05-11 起    依据《中国共产党发展党员工作细则》\n" in shown.out
    assert "  公示期满，列为发展对象    listing    党支部\n      publicity-short：" in shown.out
    assert "5个工作日\n" in shown.out


def test_before_it_is_recorded(run: Run) -> None:
    ran = run("procedure", "show", NAME, "--on", "2014-05-27")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "shejian：本库未收录：发展党员从 2014-05-28 起收录，2014-05-27 在此之前\n"


def test_list(run: Run) -> None:
    listed = run("procedure", "list").out
    assert "member-development" in listed
    assert "term-election" in listed


def test_a_case_is_judged_by_the_law_of_a_unit(check: Run, transactional_db: None) -> None:
    with posting(make_act(), "test.units") as made:
        (unit,) = set_up(made, [UnitDraft("云川市", "region", None)])
    enforced(unit, "development.talk.limit", days(20), article="第三条", words="应当在二十日内派人谈话")
    talked = TALKED + "  - {step: talk, on: 2026-07-08}\n"
    nations, ours = (check(talked, "--on", "2026-08-01", "--json", *more).json for more in ((), ("--unit", "云川市")))
    assert nations["findings"] == []
    (late,) = ours["findings"]
    assert (late["code"], late["severity"]) == ("talk-late", "breach")
    assert "《关于从严做好发展党员工作的通知》第三条" in late["clause"]
    assert "最迟 2026-06-30" in late["because"]


def test_a_case_is_not_judged_by_an_unknown_unit(check: Run, transactional_db: None) -> None:
    with posting(make_act(), "test.units") as made:
        set_up(made, [UnitDraft("云川市", "region", None)])
    refused = check(TALKED, "--unit", "云河市")
    assert (refused.code, refused.out) == (2, "")
    assert "云河市" in refused.err
