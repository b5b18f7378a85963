"""Effective coverage of the tidy county: branches active all year and those that stopped in spring are told apart."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import County

from shejian.core.indicators import Figure
from shejian.figures.answers import answer, answer_evidence
from shejian.figures.asking import Question, ask

AWAY = ("attached", "functional", "members", "term", "silence", "life")


@pytest.fixture(autouse=True)
def tidy(county: County) -> None:
    if county.name != "county-2022":
        pytest.skip("the other county is not tidy enough to say by hand what comes out")


def figures_on(day: date) -> dict[str, Figure]:
    return answer(ask(Question(on=day, since=date(2022, 1, 1)))).figures


def test_the_waterfall_at_the_end_of_the_year() -> None:
    found = figures_on(date(2022, 12, 31))
    assert (found["organizations"].value, found["covered"].value) == (176, 153)
    assert [found[f"not_effective_{one}"].value for one in AWAY] == [6, 0, 0, 0, 18, 0]
    assert (found["effectiveness_unknown"].value, found["effectively_covered"].value) == (0, 129)
    rate = found["effective_coverage"]
    assert (rate.text, rate.numerator, rate.denominator) == ("73.3%", 129, 176)


def test_each_step_opens_onto_what_was_lost_there() -> None:
    """Sixteen branches stopped in April; one joint branch among them covers three organizations."""
    asked = ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1)))
    rows = answer_evidence(asked, "not_effective_silence").rows
    assert len(rows) == 18
    stopped = {row.because for row in rows}
    assert len(stopped) == 16
    assert "由云川县双岭乡个体劳动者协会党支部覆盖，它在 2022-04-26 以后很久没有组织生活的记录" in stopped
    attached = {row.because.partition("，")[2] for row in answer_evidence(asked, "not_effective_attached").rows}
    assert attached == {"只是挂靠"}


def test_before_its_first_year_is_over_the_ledger_does_not_know() -> None:
    found = figures_on(date(2022, 11, 24))
    assert (found["effectively_covered"].value, found["effective_coverage"].text) == (None, "—")
    assert found["effectively_covered"].missing == (
        "127 家社会组织：有的条件台账没有记录，不能判断；逐家的原因见指标“有效与否不能判断”"
    )
    assert found["effectiveness_unknown"].value == 127
    assert [found[f"not_effective_{one}"].value for one in AWAY] == [6, 0, 0, 1, 18, 0]


def test_meetings_by_kind() -> None:
    found = figures_on(date(2022, 12, 31))
    kinds = {key: one.value for key, one in found.items() if key.startswith("meetings_")}
    assert kinds == {
        "meetings_general_meeting": 522,
        "meetings_committee_meeting": 312,
        "meetings_group_meeting": 0,
        "meetings_lecture": 522,
        "meetings_theme_day": 1587,
        "meetings_life_meeting": 127,
        "meetings_appraisal": 127,
        "meetings_heart_talk": 0,
    }
    assert found["meetings"].value == sum(value or 0 for value in kinds.values()) == 3197
