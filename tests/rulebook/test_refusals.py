"""What the rulebook refuses, each at its place and with its sentence; nothing is written then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act
from tests.rulebook.conftest import (
    DAY,
    LATER,
    MOST,
    PAPER,
    PUBLICITY,
    TALK,
    Units,
    confirmed,
    days,
    drafted,
    enforced,
)

from shejian.base.queries import head_number
from shejian.core.rules import Modality
from shejian.journal.services import posting
from shejian.rulebook.queries import confirmations, local_rules
from shejian.rulebook.services.confirming import ConfirmationDraft, confirm, withdraw_confirmations
from shejian.rulebook.services.local_values import end_value, put_in_force
from shejian.rulebook.services.refusals import RuleRefused

SINCE = date(2018, 10, 28)


def refused(do: Callable[[], Any]) -> tuple[str, str]:
    """Where and why something is refused; nothing is written."""
    before = (head_number(), local_rules(), confirmations())
    with pytest.raises(RuleRefused) as refusal:
        do()
    assert (head_number(), local_rules(), confirmations()) == before
    return refusal.value.place, str(refusal.value)


@pytest.mark.parametrize(
    ("key", "mapping", "more", "place", "sentence"),
    [
        (
            TALK,
            days(40),
            {},
            "value",
            (
                "“本单位”的收到入党申请书后派人谈话的期限（development.talk.limit）自 2026-06-01 起为 40日，"
                "不合“国家”的 1个月：只能更低或更短"
            ),
        ),
        (
            PUBLICITY,
            {"limit": {"count": 7, "unit": "日"}},
            {},
            "value",
            (
                "“本单位”的拟列为发展对象的公示期（development.publicity.min）自 2026-06-01 起为 7日，"
                "与“国家”的 5个工作日 单位不同，无法比较"
            ),
        ),
        (
            TALK,
            days(20),
            {"modality": Modality.USUALLY},
            "modality",
            (
                "“本单位”的收到入党申请书后派人谈话的期限（development.talk.limit）自 2026-06-01 起为 20日，"
                "却把“国家”的“必须”降为“一般”"
            ),
        ),
        ("development.sponsors", {"value": 3, "unit": "名"}, {}, "value", "入党介绍人的人数由上级定死，地方不得另定"),
        (TALK, {"value": 20, "unit": "日"}, {}, "value", "收到入党申请书后派人谈话的期限的值是期限，不能写成别的"),
        (TALK, {"limit": {"count": 0, "unit": "日"}}, {}, "value", "count 应为正整数，现为 0"),
        ("development.talk.limits", days(20), {}, "key", "没有参数 development.talk.limits"),
        (
            PUBLICITY,
            {"limit": {"count": 7, "unit": "个工作日"}},
            {"start": date(2026, 5, 10)},
            "start",
            "拟列为发展对象的公示期的上级规定自 2026-05-11 起施行，请写不早于它的日期",
        ),
        (
            "organization.evaluation.reapply_after",
            {"limit": {"count": 3, "unit": "年"}},
            {"start": date(2026, 3, 1)},
            "start",
            "取得等级后可以再申请的时间的上级规定 2026-03-01 起已废止，不能再定地方的值",
        ),
    ],
)
def test_a_value_that_may_not_stand(
    units: Units, key: str, mapping: dict[str, Any], more: dict[str, Any], place: str, sentence: str
) -> None:
    where, why = refused(lambda: drafted(units.city, key, mapping, **more))
    assert (where, why.split("；相近")[0]) == (place, sentence)


def test_laxer_than_the_unit_above(units: Units) -> None:
    enforced(units.province, TALK, days(15))
    where, why = refused(lambda: drafted(units.county, TALK, days(20)))
    assert (where, why) == (
        "value",
        (
            "“本单位”的收到入党申请书后派人谈话的期限（development.talk.limit）自 2026-06-01 起为 20日，"
            "不合“云岭省”的 15日：只能更低或更短"
        ),
    )
    assert drafted(units.beside, TALK, days(15)) > 0


def test_a_second_draft(units: Units) -> None:
    drafted(units.city, TALK, days(20))
    where = refused(lambda: drafted(units.city, TALK, days(10)))
    assert where == ("value", "本单位这条规则已有一份草稿，请先施行或者撤掉它")


def enforce(one: int, day: date, **given: Any) -> None:
    with posting(make_act(**given), "rulebook.put_in_force") as made:
        put_in_force(made, one, day)


def test_in_force_only_on_paper_and_after_what_there_is(units: Units) -> None:
    one = drafted(units.city, TALK, days(20))
    assert refused(lambda: enforce(one, DAY)) == ("paper_title", "施行地方规则要有文件，请写文件名称")
    enforce(one, LATER, paper=PAPER)
    two = drafted(units.city, TALK, days(10))
    sentence = "本单位这条规则已有自 2026-09-01 起施行的值，施行日要晚于它"
    assert refused(lambda: enforce(two, DAY, paper=PAPER)) == ("day", sentence)
    assert refused(lambda: enforce(one, LATER, paper=PAPER))[1] == "这份草稿刚刚被别人改过，没有改动；请刷新后再看"


def test_the_law_above_became_stricter_since_the_draft(units: Units) -> None:
    one = drafted(units.county, TALK, days(20))
    enforced(units.city, TALK, days(10))
    where, why = refused(lambda: enforce(one, DAY, paper=PAPER))
    assert (where, why.endswith("不合“云川市”的 10日：只能更低或更短")) == ("value", True)


def test_an_end_before_the_beginning(units: Units) -> None:
    enforced(units.city, TALK, days(20))
    (rule,) = local_rules()

    def end(day: date) -> None:
        with posting(make_act(), "rulebook.end") as made:
            end_value(made, rule.id, day)

    sentence = "这个值自 2026-06-01 起施行，废止日要晚于它；记错了的，请撤销施行的那一笔账"
    assert refused(lambda: end(DAY)) == ("day", sentence)


def test_confirming_what_there_is_not(units: Units) -> None:
    branch = "branch-regulations-2018"
    assert refused(lambda: confirmed(MOST, DAY, branch)) == (
        "since",
        "这条规则没有从 2026-06-01 起的值，有从 2018-10-28 起的",
    )
    assert refused(lambda: confirmed(MOST, SINCE, "party-constitution"))[0] == "instrument"
    assert refused(lambda: confirmed("branch.members.most", SINCE, branch))[0] == "key"
    confirmed(MOST, SINCE, branch)
    twice = ("instrument", "党支部党员人数上限自 2018-10-28 起的值已经核对过，不用再核对")
    assert refused(lambda: confirmed(MOST, SINCE, branch)) == twice
    read = ConfirmationDraft(TALK, date(2026, 5, 11), "development-rules-2026", "第七条", "应当", "单行本")

    def again() -> None:
        with posting(make_act(), "rulebook.confirm") as made:
            confirm(made, [read])

    assert refused(again)[0] == "instrument"


def test_withdrawing_what_does_not_stand(units: Units) -> None:
    def withdraw() -> None:
        with posting(make_act(), "rulebook.withdraw_confirmation") as made:
            withdraw_confirmations(made, [99])

    assert refused(withdraw) == ("confirmation", "这次核对刚刚被撤回，没有改动；请刷新后再看")
