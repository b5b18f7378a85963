"""Each kind of value: what it says, what it counts, exactly at its edges."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from shejian.core.rules import (
    AnnualDay,
    Band,
    Bands,
    Bound,
    Frequency,
    Kind,
    Modality,
    Per,
    Severity,
    Share,
    read_law,
)

DAY = date(2021, 1, 1)
KINDS = {
    "kinds.smallest": (Kind.NUMBER, "0.2元"),
    "kinds.quorum": (Kind.SHARE, "不少于应到会的 4/5"),
    "kinds.majority": (Kind.SHARE, "超过实到会的 1/2"),
    "kinds.excellent": (Kind.SHARE, "不超过参加评议党员的 1/3"),
    "kinds.action": (Kind.CHOICE, "同意"),
    "kinds.grades": (Kind.ITEMS, "优秀、合格、不合格"),
    "kinds.dues": (Kind.BANDS, "3000元/月以下（含）0.5%，5000元/月以下（含）1%，10000元/月以下（含）1.5%，再高的 2%"),
    "kinds.meeting": (Kind.FREQUENCY, "每季度1次"),
    "kinds.report": (Kind.ANNUAL_DAY, "2月29日"),
}
OVER_HALF = Share("应到会", Bound.OVER, Fraction(1, 2))
FOUR_FIFTHS = Share("应到会", Bound.AT_LEAST, Fraction(4, 5))
THIRD = Share("党员", Bound.AT_MOST, Fraction(1, 3))


@pytest.fixture(scope="module")
def law(folder):
    return read_law(folder / "kinds").on(DAY)


def test_every_kind_is_read_and_says_itself(law):
    assert {key: (law.value(key).kind, str(law.value(key))) for key in law.law.keys} == KINDS


def test_each_reader_answers_its_kind(law):
    assert law.amount("kinds.smallest") == Decimal("0.2")
    assert law.share("kinds.majority") == Share("实到会", Bound.OVER, Fraction(1, 2))
    assert law.choice("kinds.action") == "同意"
    assert law.items("kinds.grades") == ("优秀", "合格", "不合格")
    assert law.bands("kinds.dues").bands[0] == Band(Decimal(3000), Decimal("0.005"))
    assert law.frequency("kinds.meeting") == Frequency(1, Per.QUARTER)
    assert law.annual_day("kinds.report") == AnnualDay(2, 29)


@pytest.mark.parametrize(
    ("reader", "key", "sentence"),
    [
        ("number", "kinds.smallest", "kinds.smallest 是小数（0.2元），不是整数"),
        ("amount", "kinds.meeting", "kinds.meeting 是频次（每季度1次），不是数"),
        ("limit", "kinds.report", "kinds.report 是每年的日子（2月29日），不是期限"),
        ("share", "kinds.action", "kinds.action 是选项（同意），不是比例"),
        ("choice", "kinds.grades", "kinds.grades 是清单（优秀、合格、不合格），不是选项"),
        ("items", "kinds.action", "kinds.action 是选项（同意），不是清单"),
        ("bands", "kinds.smallest", "kinds.smallest 是数（0.2元），不是分档"),
        ("frequency", "kinds.quorum", "kinds.quorum 是比例（不少于应到会的 4/5），不是频次"),
        ("annual_day", "kinds.quorum", "kinds.quorum 是比例（不少于应到会的 4/5），不是每年的日子"),
    ],
)
def test_reader_refuses_another_kind(law, reader, key, sentence):
    with pytest.raises(TypeError) as refusal:
        getattr(law, reader)(key)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("share", "whole", "least"),
    [
        (OVER_HALF, 0, 1),
        (OVER_HALF, 1, 1),
        (OVER_HALF, 2, 2),
        (OVER_HALF, 9, 5),
        (OVER_HALF, 10, 6),
        (FOUR_FIFTHS, 0, 1),
        (FOUR_FIFTHS, 4, 4),
        (FOUR_FIFTHS, 5, 4),
        (FOUR_FIFTHS, 10, 8),
        (FOUR_FIFTHS, 11, 9),
    ],
)
def test_least_of_a_whole_is_just_enough(share, whole, least):
    assert share.least(whole) == least
    assert (share.reached_by(least - 1, whole), share.reached_by(least, whole)) == (False, True)


@pytest.mark.parametrize(("whole", "most"), [(0, 0), (2, 0), (3, 1), (29, 9), (30, 10)])
def test_most_of_a_whole_is_just_not_too_much(whole, most):
    assert THIRD.most(whole) == most
    assert (THIRD.reached_by(most, whole), THIRD.reached_by(most + 1, whole)) == (True, False)


def test_share_to_reach_has_no_most_and_one_to_keep_to_no_least():
    with pytest.raises(TypeError, match=r"^“超过应到会的 1/2”没有最多数$"):
        OVER_HALF.most(3)
    with pytest.raises(TypeError, match=r"^“不超过党员的 1/3”没有最少数$"):
        THIRD.least(3)


@pytest.mark.parametrize(
    ("base", "due"),
    [
        (0, "0.00"),
        (3000, "15.00"),
        (Decimal("3000.01"), "30.00"),
        (5000, "50.00"),
        (Decimal("5000.01"), "75.00"),
        (10000, "150.00"),
        (Decimal("10000.01"), "200.00"),
        (2001, "10.01"),
        (Decimal("2000.99"), "10.00"),
    ],
)
def test_whole_amount_bears_one_rate_half_up(law, base, due):
    assert str(law.bands("kinds.dues").due(base)) == due


def test_bands_of_one_rate():
    flat = Bands((Band(None, Decimal("0.02")),), "元/月")
    assert (str(flat), str(flat.due(100))) == ("一律 2%", "2.00")


def test_annual_day_falls_in_every_year():
    day = AnnualDay(2, 29)
    assert (day.in_year(2023), day.in_year(2024)) == (date(2023, 2, 28), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("one", "other", "covers"),
    [
        (Frequency(1, Per.MONTH), Frequency(3, Per.QUARTER), True),
        (Frequency(1, Per.MONTH), Frequency(4, Per.QUARTER), False),
        (Frequency(3, Per.QUARTER), Frequency(1, Per.MONTH), False),
        (Frequency(2, Per.HALF_YEAR), Frequency(4, Per.YEAR), True),
        (Frequency(1, Per.YEAR), Frequency(1, Per.YEAR), True),
    ],
)
def test_frequency_covers_what_it_surely_keeps(one, other, covers):
    assert one.covers(other) is covers


@pytest.mark.parametrize(
    ("key", "modality", "accepted", "severity", "label"),
    [
        ("filing.decision.limit", Modality.MUST, False, Severity.BREACH, "违反"),
        ("filing.decision.limit", Modality.USUALLY, False, Severity.DEPARTURE, "偏离"),
        ("filing.decision.limit", Modality.MAY, False, Severity.HINT, "提示"),
        ("filing.decision.limit", Modality.LOCAL, False, Severity.HINT, "提示"),
        ("training.hours.min", Modality.MUST, False, Severity.HINT, "提示"),
        ("training.hours.min", Modality.MUST, True, Severity.BREACH, "违反"),
    ],
)
def test_severity_follows_modality_if_the_value_is_confirmed(sample, key, modality, accepted, severity, label):
    value = replace(sample.parameter(key).values[-1], modality=modality, accepted=accepted)
    assert (value.severity, value.severity.label) == (severity, label)


def test_administrator_confirms_one_value(sample):
    first = date(2010, 1, 1)
    law = sample.with_confirmed(frozenset({("training.hours.min", first), ("gone.rule", first)}))
    value = law.on(DAY).value("training.hours.min")
    assert (value.confirmed, value.severity) == (True, Severity.DEPARTURE)
    assert value.clause == "《样例通知》条款待核（2010-01-01 起施行）（管理员已确认）"
    assert sample.on(DAY).value("training.hours.min").confirmed is False
    assert law.on(DAY).value("training.sessions") == sample.on(DAY).value("training.sessions")


def test_confirmation_of_another_first_day_confirms_nothing(sample):
    law = sample.with_confirmed({("training.hours.min", DAY)})
    assert law.on(DAY).value("training.hours.min").confirmed is False


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (9999, "9999学时"),
        (10000, "1万学时"),
        (10001, "10001学时"),
        (2_000_000, "200万学时"),
        (Decimal("0.20"), "0.2学时"),
    ],
)
def test_round_numbers_are_said_in_tens_of_thousands(sample, number, said):
    assert str(replace(sample.parameter("training.hours.min").values[-1], value=number)) == said
