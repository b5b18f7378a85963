"""Values on both sides of a change, the three answers, unknown keys, the log."""

from datetime import date

import pytest

from shejian.core.calendar import Limit, LimitUnit
from shejian.core.rules import (
    Modality,
    NotRecorded,
    NotYetInForce,
    ReadingLog,
    Repealed,
    RuleUnavailable,
    UnknownRuleError,
)

LAST_OLD, FIRST_NEW = date(2016, 2, 5), date(2016, 2, 6)


def test_value_on_the_last_day_before_a_change(sample):
    value = sample.on(LAST_OLD).value("filing.decision.limit")
    assert (value.limit, value.modality) == (Limit(60, LimitUnit.DAY), Modality.USUALLY)
    assert (value.since, value.until) == (date(1998, 10, 25), FIRST_NEW)
    assert [str(citation) for citation in value.citations] == ["《样例条例》第一条（1998-10-25 起施行）"]


def test_value_on_the_first_day_of_a_change(sample):
    value = sample.on(FIRST_NEW).value("filing.decision.limit")
    assert (value.limit, value.unit, value.modality) == (Limit(1, LimitUnit.MONTH), "个月", Modality.MUST)
    assert (value.since, value.until) == (FIRST_NEW, None)


def test_number_bears_its_unit(sample):
    value = sample.on(FIRST_NEW).value("training.hours.min")
    assert (value.number, value.unit, str(value)) == (32, "学时", "32学时")


def test_period_is_no_number(sample):
    assert sample.on(FIRST_NEW).limit("filing.decision.limit") == Limit(1, LimitUnit.MONTH)
    with pytest.raises(TypeError, match=r"^filing.decision.limit 是期限（1个月），不是数$"):
        sample.on(FIRST_NEW).number("filing.decision.limit")


def test_number_is_no_period(sample):
    assert sample.on(FIRST_NEW).number("training.hours.min") == 32
    with pytest.raises(TypeError, match=r"^training.hours.min 是数（32学时），不是期限$"):
        sample.on(FIRST_NEW).limit("training.hours.min")


@pytest.mark.parametrize(
    ("day", "answer", "sentence"),
    [
        (date(1998, 10, 24), NotRecorded, "本库未收录：报送份数从 1998-10-25 起收录，1998-10-24 在此之前"),
        (date(1998, 10, 25), NotYetInForce, "尚未施行：报送份数自 2000-01-01 起施行，1998-10-25 在此之前"),
        (date(1999, 12, 31), NotYetInForce, "尚未施行：报送份数自 2000-01-01 起施行，1999-12-31 在此之前"),
        (FIRST_NEW, Repealed, "已废止：报送份数自 2016-02-06 起废止，2016-02-06 不再施行"),
    ],
)
def test_answer_that_is_no_value(sample, day, answer, sentence):
    with pytest.raises(RuleUnavailable) as refusal:
        sample.on(day).value("filing.copies")
    assert (type(refusal.value), str(refusal.value)) == (answer, sentence)
    assert (refusal.value.parameter.key, refusal.value.day) == ("filing.copies", day)


@pytest.mark.parametrize("day", [date(2000, 1, 1), LAST_OLD])
def test_value_on_the_days_between_the_answers(sample, day):
    assert sample.on(day).value("filing.copies").number == 2


def test_unknown_key_names_what_is_near(sample):
    with pytest.raises(UnknownRuleError) as refusal:
        sample.on(FIRST_NEW).value("training.hour.min")
    assert isinstance(refusal.value, KeyError)
    assert str(refusal.value) == "没有参数 training.hour.min；相近的有：training.hours.min、training.sessions"


def test_unknown_key_with_nothing_near(sample):
    with pytest.raises(UnknownRuleError) as refusal:
        sample.on(FIRST_NEW).value("纪念日")
    assert (str(refusal.value), refusal.value.near) == ("没有参数 纪念日", ())


def test_value_may_outlast_one_of_its_instruments(sample):
    value = sample.on(FIRST_NEW).value("training.sessions")
    assert [cite.instrument.ended for cite in value.citations] == [None, FIRST_NEW]
    assert value.until is None


def test_log_keeps_what_was_read_once_in_order(sample):
    log = ReadingLog()
    for day in (LAST_OLD, FIRST_NEW, LAST_OLD):
        sample.on(day, log).value("filing.decision.limit")
    assert [(reading.key, reading.day, str(reading.value)) for reading in log.readings] == [
        ("filing.decision.limit", LAST_OLD, "60日"),
        ("filing.decision.limit", FIRST_NEW, "1个月"),
    ]


def test_log_lists_each_clause_once(sample):
    log = ReadingLog()
    for key in ("filing.decision.limit", "training.hours.min"):
        sample.on(FIRST_NEW, log).value(key)
    assert [str(citation) for citation in log.citations] == [
        "《样例条例》第二条（2016-02-06 起施行）",
        "《样例通知》条款待核（2010-01-01 起施行）",
    ]


def test_log_does_not_keep_what_was_not_answered(sample):
    log = ReadingLog()
    with pytest.raises(Repealed):
        sample.on(FIRST_NEW, log).value("filing.copies")
    assert (log.readings, log.citations) == ((), ())


def test_reading_is_a_line_of_grounds(sample):
    log = ReadingLog()
    sample.on(LAST_OLD, log).value("filing.decision.limit")
    assert [str(reading) for reading in log.readings] == [
        "审查期限（2016-02-05）：一般 60日，依据《样例条例》第一条（1998-10-25 起施行）"
    ]


def test_keys_are_those_of_the_nation(sample):
    assert sample.keys == ("filing.copies", "filing.decision.limit", "training.hours.min", "training.sessions")
