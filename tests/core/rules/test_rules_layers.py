"""Local layers: the stricter way is allowed, any other is refused in a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from shejian.core.calendar import Limit, LimitUnit
from shejian.core.rules import (
    LaxerRuleError,
    Layer,
    Level,
    Modality,
    Repealed,
    Stricter,
    UnknownRuleError,
    read_local_layer,
)

DAY = date(2021, 1, 1)
PERIOD, HOURS, COPIES, SESSIONS = "filing.decision.limit", "training.hours.min", "filing.copies", "training.sessions"


def days(count):
    return Limit(count, LimitUnit.DAY)


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2019, 12, 31), "1个月"),
        (date(2020, 1, 1), "20日"),
        (date(2023, 12, 31), "20日"),
        (date(2024, 1, 1), "1个月"),
    ],
)
def test_local_value_holds_on_its_own_days(folder, sample, day, period):
    law = sample.with_local(read_local_layer(folder / "city", "某市", sample))
    assert str(law.on(day).value(PERIOD)) == period
    assert str(sample.on(day).value(PERIOD)) == "1个月"


def test_local_value_cites_its_own_instrument_and_the_nations(folder, sample):
    law = sample.with_local(read_local_layer(folder / "city", "某市", sample))
    assert [str(citation) for citation in law.on(DAY).value(PERIOD).citations] == [
        "《某市样例办法》第四条（2020-01-01 起施行）",
        "《样例条例》第二条（2016-02-06 起施行）",
    ]


@pytest.mark.parametrize(
    ("key", "changed", "value"),
    [
        (PERIOD, {"value": days(28)}, "28日"),
        (PERIOD, {}, "1个月"),
        (HOURS, {"value": 40}, "40学时"),
        (HOURS, {"modality": Modality.MUST}, "32学时"),
        (SESSIONS, {"value": 1}, "1场"),
    ],
)
def test_stricter_value_is_allowed(sample, local, key, changed, value):
    assert str(sample.with_local(local(key, **changed)).on(DAY).value(key)) == value


@pytest.mark.parametrize(
    ("key", "changed", "sentence"),
    [
        (
            PERIOD,
            {"value": days(29)},
            "审查期限（filing.decision.limit）自 2016-02-06 起为 29日，不合“国家”的 1个月：只能更低或更短",
        ),
        (
            HOURS,
            {"value": 31},
            "每年培训时间（training.hours.min）自 2010-01-01 起为 31学时，不合“国家”的 32学时：只能更高或更长",
        ),
        (COPIES, {"value": 3}, "报送份数（filing.copies）自 2000-01-01 起为 3份，不合“国家”的 2份：地方不得另定"),
        (
            COPIES,
            {"value": days(2)},
            "报送份数（filing.copies）自 2000-01-01 起为 2日，与“国家”的 2份 种类不同，无法比较",
        ),
        (
            HOURS,
            {"unit": "天"},
            "每年培训时间（training.hours.min）自 2010-01-01 起为 32天，与“国家”的 32学时 单位不同，无法比较",
        ),
        (
            PERIOD,
            {"modality": Modality.MAY},
            "审查期限（filing.decision.limit）自 2016-02-06 起为 1个月，却把“国家”的“必须”降为“可以”",
        ),
    ],
)
def test_laxer_value_is_refused(sample, local, key, changed, sentence):
    with pytest.raises(LaxerRuleError) as refusal:
        sample.with_local(local(key, **changed))
    assert str(refusal.value) == f"“某市”的{sentence}"
    assert len(sample.layers) == 1


def test_value_is_compared_on_the_days_both_hold(sample, local):
    old = local(PERIOD, value=days(60), since=date(2015, 1, 1), until=date(2016, 2, 6))
    assert str(sample.with_local(old).on(date(2016, 2, 5)).value(PERIOD)) == "60日"


def test_value_that_outlives_a_change_is_compared_with_both(sample, local):
    with pytest.raises(LaxerRuleError):
        sample.with_local(local(PERIOD, value=days(60), since=date(2015, 1, 1), until=date(2016, 2, 7)))


def test_county_keeps_to_the_city_above_it(sample, local):
    city = sample.with_local(local(HOURS, value=40))
    with pytest.raises(LaxerRuleError) as refusal:
        city.with_local(local(HOURS, name="某县", value=36))
    assert str(refusal.value) == (
        "“某县”的每年培训时间（training.hours.min）自 2010-01-01 起为 36学时，不合“某市”的 40学时：只能更高或更长"
    )
    assert city.with_local(local(HOURS, name="某县", value=48)).on(DAY).value(HOURS).number == 48


def test_county_may_set_what_the_city_does_not(sample, local):
    law = sample.with_local(local(HOURS, value=40)).with_local(local(PERIOD, name="某县", value=days(10)))
    assert [str(law.on(DAY).value(key)) for key in (HOURS, PERIOD)] == ["40学时", "10日"]


def test_local_value_does_not_outlive_the_nations(sample, local):
    law = sample.with_local(local(COPIES, until=None))
    with pytest.raises(Repealed):
        law.on(DAY).value(COPIES)


def test_layer_may_not_say_which_way_is_stricter(sample, local):
    layer = local(HOURS)
    layer.parameters[HOURS] = replace(layer.parameters[HOURS], stricter=Stricter.FREE)
    with pytest.raises(LaxerRuleError, match=r"^“某市”的 training.hours.min 把 stricter 写成 free，应为 up$"):
        sample.with_local(layer)


def test_layer_may_not_have_a_key_that_the_nation_has_not(sample, local):
    layer = Layer("某市", Level.LOCAL, {}, {"training.hour.min": local(HOURS).parameters[HOURS]})
    with pytest.raises(UnknownRuleError) as refusal:
        sample.with_local(layer)
    assert refusal.value.near == (HOURS, SESSIONS)


def test_national_layer_is_not_laid_over(sample):
    with pytest.raises(ValueError, match=r"^“国家”不是地方层，不能叠加$"):
        sample.with_local(sample.layers[0])
