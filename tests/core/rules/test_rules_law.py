"""The law that is shipped: it loads, and says no more than was read."""

from datetime import date, timedelta

import pytest

from shejian.core.calendar import deadline
from shejian.core.rules import ARTICLE_UNVERIFIED, Modality, NotRecorded, TextRead, load_law
from shejian.core.rules.loading import LAW_FOLDER

RULES_2014 = "《中国共产党发展党员工作细则》条款待核（2014-05-28 起施行）"
BRANCH_2018 = "《中国共产党支部工作条例（试行）》条款待核（2018-10-28 起施行）"
CONSTITUTION = "《中国共产党章程》条款待核（1982-09-06 起施行）"
KEYS = {
    "development.cultivation.min": date(2014, 5, 28),
    "development.talk.limit": date(2014, 5, 28),
    "party.branch.min_full_members": date(1982, 9, 6),
    "party.member.min_age": date(1982, 9, 6),
}


def read(key, day):
    value = load_law().on(day).value(key)
    return str(value), value.modality, [str(citation) for citation in value.citations]


def every_citation():
    law = load_law()
    return [cite for key in law.keys for value in law.parameter(key).values for cite in value.citations]


def test_law_is_read_once():
    assert load_law() is load_law()


def test_every_file_is_read():
    parameters = {path.relative_to(LAW_FOLDER / "parameters") for path in LAW_FOLDER.glob("parameters/**/*.*")}
    assert {str(path) for path in parameters} == {f"{key.replace('.', '/', 1)}.yaml" for key in load_law().keys}
    assert {path.name for path in LAW_FOLDER.glob("instruments/*")} == {f"{id_}.yaml" for id_ in load_law().instruments}


def test_text_not_read_prints_that_its_article_is_unverified():
    unread = [cite for cite in every_citation() if cite.instrument.read is not TextRead.OFFICIAL]
    assert unread != []
    assert [str(cite) for cite in unread if ARTICLE_UNVERIFIED not in str(cite)] == []


def test_text_read_is_cited_by_article_and_words():
    value = load_law().on(date(2026, 5, 11)).value("development.talk.limit")
    words = "党组织收到入党申请书后，应当在一个月内派人同入党申请人谈话"
    assert [(cite.article, cite.words, cite.confirmed) for cite in value.citations] == [("第七条", words, True)]


@pytest.mark.parametrize(("key", "first"), KEYS.items())
def test_before_the_first_value_nothing_is_recorded(key, first):
    assert load_law().on(first).value(key).since == first
    with pytest.raises(NotRecorded):
        load_law().on(first - timedelta(days=1)).value(key)


@pytest.mark.parametrize(
    ("day", "basis"),
    [(date(2026, 5, 10), RULES_2014), (date(2026, 5, 11), "《中国共产党发展党员工作细则》第七条（2026-05-11 起施行）")],
)
def test_talk_is_due_within_a_month(day, basis):
    assert read("development.talk.limit", day) == ("1个月", Modality.MUST, [basis])


@pytest.mark.parametrize(
    ("day", "basis"),
    [
        (date(2026, 5, 10), RULES_2014),
        (date(2026, 5, 11), "《中国共产党发展党员工作细则》第十三条（2026-05-11 起施行）"),
    ],
)
def test_cultivation_takes_a_year(day, basis):
    assert read("development.cultivation.min", day) == ("1年", Modality.MUST, [basis])


@pytest.mark.parametrize(("day", "basis"), [(date(2018, 10, 27), CONSTITUTION), (date(2018, 10, 28), BRANCH_2018)])
def test_branch_has_three_full_members(day, basis):
    assert read("party.branch.min_full_members", day) == ("3名", Modality.MUST, [basis])


def test_a_member_is_eighteen():
    assert read("party.member.min_age", date(1982, 9, 6)) == ("18周岁", Modality.MUST, [CONSTITUTION])
    article = "《中国共产党发展党员工作细则》第五条（2026-05-11 起施行）"
    assert read("party.member.min_age", date(2026, 5, 11)) == ("18周岁", Modality.MUST, [article, CONSTITUTION])


def test_limit_counts_with_the_calendar():
    decided = date(2024, 2, 29)
    year = load_law().on(decided).value("development.cultivation.min").limit
    assert deadline(decided, year).day == date(2025, 2, 28)
