"""Why one organization is not covered effectively, and what it takes, in words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ledgers import YEAR_END, SmallLedger

from shejian.core.life import Period
from shejian.core.life.words import periods_in_words
from shejian.figures.asking import Question, ask
from shejian.figures.gaps import Gap, gaps

MONTH, QUARTER, YEAR = 1, 3, 12


def only() -> Gap:
    (one,) = gaps(ask(Question(on=YEAR_END, since=date(2022, 1, 1))))
    return one


@pytest.mark.django_db
def test_each_condition_says_how_it_stands_and_what_it_takes() -> None:
    ledger = SmallLedger()
    branch = ledger.branch(ledger.organization())
    for _ in range(2):
        ledger.member(branch)
    for year, month in [(2021, 12), *((2022, month) for month in range(1, 13))]:
        if month != 7:
            ledger.meet(branch, date(year, month, 9))
    for day in (date(2022, 6, 20), date(2022, 12, 20)):
        ledger.meet(branch, day, kind="general_meeting")
    for kind in ("life_meeting", "appraisal"):
        ledger.meet(branch, date(2022, 12, 15), kind=kind)
    gap = only()
    assert (str(gap.step), gap.certain) == ("members", True)
    members, term, life = gap.lacks
    assert (members.fact, members.remedy.split("：")[0]) == ("正式党员 2 名，要求至少 3 名", "还差 1 名")
    assert (term.certain, term.fact) == (False, "台账没有选举的记录，不知道任期")
    assert life.fact == "2022 年一、三季度没有支部党员大会；2022 年 7 月没有主题党日"
    assert life.remedy.endswith("最早到 2023-09-30")


def test_periods_are_said_year_by_year_and_runs_by_their_ends() -> None:
    def months(year: int, *numbers: int) -> list[Period]:
        return [Period(MONTH, year * 12 + number - 1) for number in numbers]

    assert periods_in_words(months(2022, 3, 4, 7, 9, 10, 11)) == "2022 年 3、4、7、9 至 11 月"
    assert periods_in_words([*months(2021, 12), *months(2022, 1)]) == "2021 年 12 月、2022 年 1 月"
    quarters = [Period(QUARTER, 2022 * 4), Period(QUARTER, 2022 * 4 + 2)]
    assert periods_in_words(quarters) == "2022 年一、三季度"
    assert periods_in_words([Period(YEAR, 2022)]) == "2022 年"
    assert periods_in_words([Period(6, 2022 * 2 + 1)]) == "2022 年下半年"
