"""How a figure moved between two days: unknown is not zero, sums move by amounts, and what left says why."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import County

from shejian.figures.answers import Comparison, answer, answer_evidence, compare
from shejian.figures.asking import Question, ask

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2021, 12, 31), date(2022, 12, 31)
TOWN = "云川县/城关镇"


def moved(key: str, before: date = BEFORE) -> Comparison:
    return compare(ask(Question(on=AFTER, since=date(2022, 1, 1))), key, before, AFTER)


def test_a_day_that_is_not_known_is_no_zero(tidy_county: County) -> None:
    found = moved("should_have_built")
    assert (found.earlier.value, found.later.value) == (None, 7)
    assert (found.equation.opening, found.equation.closing) == (None, 7)
    assert (len(found.came), len(found.went), len(found.unclear)) == (1, 0, 6)
    assert str(found.equation) == "有一头不能得数，只比得出两头都知道的：增 1，减 0"


def test_a_sum_moves_by_amounts(tidy_county: County) -> None:
    found = moved("people_served", date(2022, 6, 30))
    assert (found.earlier.value, found.later.value) == (993, 1786)
    assert str(found.equation) == "期初 993 ＋ 增 793 － 减 0 ＝ 期末 1786"
    assert sum(int(row.amount) for row in found.came) == 793
    assert {row.amount for row in moved("donated_money").came} == {
        "150000",
        "300000",
        "170000",
        "220000",
        "60000",
        "290000",
    }


def test_what_is_no_longer_judged_says_why(tidy_county: County) -> None:
    found = moved("covered")
    assert str(found.equation) == "期初 157 ＋ 增 1 － 减 5 ＝ 期末 153"
    reasons = {row.name: row.because for row in found.went}
    assert reasons["云川县清泉镇医师协会"] == "已于 2022-08-24 注销；期初由云川县清泉镇医师协会党支部覆盖（单独组建）"
    assert reasons["云川县西河镇老科技工作者协会"] == "没有存续的党组织与之挂接"


def test_the_rows_behind_a_sum_show_what_each_adds(tidy_county: County) -> None:
    asked = ask(Question(on=AFTER, since=date(2022, 1, 1)))
    for key, whole in (("people_served", 1786), ("donated_money", 1_190_000), ("staff", 5966)):
        assert sum(int(row.amount) for row in answer_evidence(asked, key).rows) == whole
    assert {row.amount for row in answer_evidence(asked, "covered").rows} == {""}


def test_only_counts_that_do_not_add_say_so(tidy_county: County) -> None:
    figures = answer(ask(Question(on=AFTER, since=date(2022, 1, 1), unit=TOWN))).figures
    noted = {key for key, figure in figures.items() if figure.note and key.startswith("party_organizations_")}
    assert noted == {"party_organizations_joint"}
    assert figures["party_organizations_joint"].note == (
        "其中 2 个党组织主要属于范围以外，只是涉及本范围；各范围的数相加不等于合计"
    )


def test_a_share_of_nothing_is_not_known(tidy_county: County) -> None:
    figure = answer(ask(Question(on=date(1990, 1, 1), since=date(1990, 1, 1)))).figures["organization_coverage"]
    assert (figure.value, figure.numerator, figure.denominator) == (None, 0, 0)
    assert (figure.complete, figure.missing) == (False, "社会组织为 0，没有分母")
