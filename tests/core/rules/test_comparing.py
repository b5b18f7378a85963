"""Which values of a lower layer keep to the upper one's, kind by kind, at the edge."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from shejian.core.calendar import Limit, LimitUnit
from shejian.core.rules import (
    AnnualDay,
    Band,
    Bands,
    Bound,
    Choice,
    Frequency,
    Items,
    Kind,
    Law,
    LaxerRuleError,
    Layer,
    Level,
    Modality,
    Per,
    Share,
    Stricter,
    read_law,
    stricter_way,
)

DAY = date(2021, 1, 1)


def share(bound, part, of="应到会"):
    return Share(of, bound, Fraction(part))


def bands(*pairs):
    return Bands(tuple(Band(end and Decimal(end), Decimal(rate)) for end, rate in pairs), "元/月")


ACTIONS = ("备案", "同意")
NATIONAL_DUES = ((3000, "0.005"), (5000, "0.01"), (10000, "0.015"), (None, "0.02"))
AS_STRICT = {
    "kinds.smallest": [Decimal("0.2"), Decimal("0.21"), 1],
    "kinds.quorum": [share(Bound.AT_LEAST, "4/5"), share(Bound.OVER, "4/5"), share(Bound.AT_LEAST, "1")],
    "kinds.majority": [share(Bound.OVER, "1/2", "实到会"), share(Bound.AT_LEAST, "501/1000", "实到会")],
    "kinds.excellent": [share(Bound.AT_MOST, "1/3", "参加评议党员"), share(Bound.AT_MOST, "3/10", "参加评议党员")],
    "kinds.action": [Choice("同意", ACTIONS)],
    "kinds.grades": [Items(("合格", "优秀", "不合格")), Items(("优秀", "合格", "基本合格", "不合格"))],
    "kinds.dues": [
        bands(*NATIONAL_DUES),
        bands((2000, "0.005"), *NATIONAL_DUES[1:]),
        bands((3000, "0.005"), (4000, "0.02"), (None, "0.02")),
        bands((None, "0.02")),
    ],
    "kinds.meeting": [Frequency(1, Per.QUARTER), Frequency(1, Per.MONTH), Frequency(2, Per.QUARTER)],
    "kinds.report": [AnnualDay(2, 29), AnnualDay(2, 28), AnnualDay(1, 31)],
}
WAY_OF = {
    "kinds.smallest": "只能更高或更长",
    "kinds.quorum": "只能更高或更长",
    "kinds.majority": "只能更高或更长",
    "kinds.excellent": "只能更低或更短",
    "kinds.action": "只能更严",
    "kinds.grades": "只能增加，不能减少",
    "kinds.dues": "只能更高或更长",
    "kinds.meeting": "只能更勤",
    "kinds.report": "只能更早",
}
LAXER = {
    "kinds.smallest": [Decimal("0.19")],
    "kinds.quorum": [share(Bound.AT_LEAST, "79/100"), share(Bound.OVER, "79/100")],
    "kinds.majority": [share(Bound.AT_LEAST, "1/2", "实到会")],
    "kinds.excellent": [share(Bound.AT_MOST, "34/100", "参加评议党员")],
    "kinds.action": [Choice("备案", ACTIONS)],
    "kinds.grades": [Items(("优秀", "合格", "基本合格"))],
    "kinds.dues": [
        bands((3001, "0.005"), *NATIONAL_DUES[1:]),
        bands(*NATIONAL_DUES[:3], (None, "0.0199")),
        bands((3000, "0.005"), (None, "0.015")),
    ],
    "kinds.meeting": [Frequency(4, Per.YEAR), Frequency(1, Per.HALF_YEAR)],
    "kinds.report": [AnnualDay(3, 1)],
}
NOT_COMPARABLE = {
    "kinds.smallest": (Limit(1, LimitUnit.DAY), "0.2元 种类不同，无法比较"),
    "kinds.quorum": (share(Bound.AT_LEAST, "1", "实到会"), "不少于应到会的 4/5 基数或方向不同，无法比较"),
    "kinds.majority": (share(Bound.AT_MOST, "1", "实到会"), "超过实到会的 1/2 基数或方向不同，无法比较"),
    "kinds.action": (Choice("批准", (*ACTIONS, "批准")), "同意 可选的项不同，无法比较"),
    "kinds.meeting": (4, "每季度1次 种类不同，无法比较"),
}


@pytest.fixture(scope="module")
def kinds(folder):
    return read_law(folder / "kinds")


def laid_over(law, key, value, **changed):
    parameter = law.parameter(key)
    local = replace(parameter, values=(replace(parameter.values[-1], value=value, **changed),))
    return law.with_local(Layer("某市", Level.LOCAL, {}, {key: local}))


def cases(table):
    return [(key, value) for key, values in table.items() for value in values]


@pytest.mark.parametrize(("key", "value"), cases(AS_STRICT))
def test_value_as_strict_or_stricter_is_taken(kinds, key, value):
    assert laid_over(kinds, key, value).on(DAY).value(key).value == value


@pytest.mark.parametrize(("key", "value"), cases(LAXER))
def test_laxer_value_is_refused(kinds, key, value):
    with pytest.raises(LaxerRuleError) as refusal:
        laid_over(kinds, key, value)
    assert str(refusal.value).endswith(f"不合“国家”的 {kinds.on(DAY).value(key)}：{WAY_OF[key]}")


@pytest.mark.parametrize("key", NOT_COMPARABLE)
def test_value_that_cannot_be_compared_is_refused(kinds, key):
    value, ending = NOT_COMPARABLE[key]
    with pytest.raises(LaxerRuleError) as refusal:
        laid_over(kinds, key, value)
    assert str(refusal.value).endswith(f"，与“国家”的 {ending}")


def test_bands_of_another_unit_are_refused(kinds):
    with pytest.raises(LaxerRuleError, match=r"单位不同，无法比较$"):
        laid_over(kinds, "kinds.dues", bands(*NATIONAL_DUES), unit="元/年")


@pytest.mark.parametrize(("count", "unit"), [(20, LimitUnit.WORKDAY), (1, LimitUnit.WORKDAY)])
def test_working_days_and_months_are_not_compared(sample, count, unit):
    with pytest.raises(LaxerRuleError, match=r"与“国家”的 1个月 单位不同，无法比较$"):
        laid_over(sample, "filing.decision.limit", Limit(count, unit))


@pytest.mark.parametrize(("count", "kept"), [(4, True), (5, True), (6, False)])
def test_working_days_are_compared_by_their_number(sample, count, kept):
    key = "filing.decision.limit"
    nation = sample.layers[0]
    parameter = replace(
        nation.parameters[key], values=(replace(nation.parameters[key].values[-1], value=Limit(5, LimitUnit.WORKDAY)),)
    )
    law = Law((replace(nation, parameters={**nation.parameters, key: parameter}),))
    if kept:
        assert str(laid_over(law, key, Limit(count, LimitUnit.WORKDAY)).on(DAY).value(key)) == f"{count}个工作日"
    else:
        with pytest.raises(LaxerRuleError, match=r"：只能更低或更短$"):
            laid_over(law, key, Limit(count, LimitUnit.WORKDAY))


def test_value_that_is_left_to_places_may_become_binding(sample):
    law = laid_over(sample, "training.sessions", 1, modality=Modality.MUST)
    assert str(law.on(DAY).value("training.sessions")) == "1场"


def test_way_is_said_for_each_kind():
    assert stricter_way(Kind.LIMIT, Stricter.DOWN) == "只能更低或更短"
    assert stricter_way(Kind.NUMBER, Stricter.FREE) == "地方可以另定"
    assert stricter_way(Kind.NUMBER, Stricter.FIXED) == "地方不得另定"
