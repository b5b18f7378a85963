"""A document drawn up from the ledger: the figures of the sample counties, and what a ledger does not know."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import County
from tests.ledgers import LONG_AGO, SmallLedger
from tests.reports.reading import Word

from shejian.core.calendar import year_start
from shejian.core.documents import outlines, text_of
from shejian.figures.asking import Question, ask
from shejian.reports.drawing_up import Report, draw_up
from shejian.reports.word import render_word

DATED = date(2023, 1, 9)


def drawn_up(on: date = date(2022, 12, 31), unit: str | None = None, own: bool = False) -> Report:
    return draw_up(outlines()["debrief"], ask(Question(on=on, since=year_start(on), unit=unit, own=own)), DATED)


def told(report: Report) -> dict[tuple[str, str], str]:
    return {(use.figure.key, str(use.written.bound.writing)): use.written.text for use in report.uses}


def whole_text(report: Report) -> str:
    return "\n".join(map(text_of, report.document.paragraphs()))


def test_the_report_of_2022_says_the_figures_of_2022(tidy_county: County) -> None:
    figures = told(drawn_up())
    exact = {key: text for (key, writing), text in figures.items() if writing == "照实"}
    assert exact == {
        "organizations": "176",
        "party_organizations": "143",
        "covered": "153",
        "organization_coverage": "86.9%",
        "work_coverage": "100%",
        "branches_new": "2",
        "branches_reelected": "21",
        "zombies_deregistered": "8",
        "under_three_full_members": "0",
        "admitted": "12",
        "activists": "28",
        "applicants": "15",
        "joint_theme_days": "5",
    }
    assert figures["practice_activities", "余"] == "10余"
    assert figures["donating_organizations", "多"] == "100多"
    assert figures["under_three_full_members", "较上年"] == "较上年减少2个"


def test_the_word_file_says_them_in_sentences(tidy_county: County) -> None:
    report = drawn_up()
    text = Word.of(render_word(report.document, "")).text
    for words in (
        "2022年度社会组织党工委书记抓党建工作述职报告",
        "云川县有社会组织176家，",
        "建立党组织143个，",
        "覆盖社会组织153家，党组织覆盖率86.9%，较上年提高",
        "党的工作覆盖率100%，较上年提高",
        "新成立党支部2个，完成换届的党支部21个，注销“僵尸”社会组织8家。",
        "较上年减少2个。",
        "新发展党员12名，确定入党积极分子28名，15人递交了入党申请书。",
        "联合主题党日5场次。",
        "实践活动10余场次；100多家社会组织参加捐款捐物",
    ):
        assert words in text
    assert "待补" not in text
    assert report.missing == []


def test_a_town_has_a_report_of_its_own(tidy_county: County) -> None:
    report = drawn_up(unit="云川县/城关镇")
    assert told(report)["organizations", "照实"] == "21"
    assert told(report)["covered", "照实"] == "17"
    assert "城关镇有社会组织21家" in whole_text(report)


def test_a_unit_alone_is_called_so(tidy_county: County) -> None:
    report = drawn_up(own=True)
    assert told(report)["organizations", "照实"] == "0"
    assert "云川县本级有社会组织0家" in whole_text(report)


def test_a_year_that_is_running_is_set_against_the_end_of_the_last(tidy_county: County) -> None:
    report = drawn_up(date(2022, 6, 30))
    text = whole_text(report)
    assert "截至2022年6月30日" in text
    assert "较上年末" in text
    assert {use.before[0] for use in report.uses if use.before} == {date(2021, 12, 31)}


def test_what_the_ledger_does_not_know_has_its_place_and_its_reason(tidy_county: County) -> None:
    report = drawn_up(date(2021, 12, 31))
    why = "145 个党组织：台账没有时期内各年度的换届标记"
    assert report.missing == [f"完成换届的党支部：{why}"]
    assert f"完成换届的党支部〔待补：完成换届的党支部，{why}〕个" in whole_text(report)


@pytest.mark.django_db
def test_an_empty_store_gives_places_to_fill_and_no_rates() -> None:
    report = drawn_up()
    text = whole_text(report)
    assert "现将2022年度〔请填写：单位名称〕抓社会组织党建工作" in text
    assert "党组织覆盖率〔待补：党组织覆盖率，社会组织为 0，没有分母〕，" in text
    assert "党组织覆盖率：社会组织为 0，没有分母" in report.missing
    assert "0%" not in text


@pytest.mark.django_db
def test_a_small_ledger_is_told_exactly_where_words_would_be_untrue() -> None:
    ledger = SmallLedger()
    ledger.branch(ledger.organization(founded=LONG_AGO), founded=date(2022, 3, 1))
    figures = told(drawn_up())
    assert figures["organizations", "较上年"] == "与上年持平"
    assert figures["organization_coverage", "较上年"] == "较上年提高100个百分点"
    assert figures["practice_activities", "余"] == "0"
    assert figures["branches_new", "照实"] == "1"


def test_a_report_is_the_same_however_often_it_is_drawn_up(tidy_county: County) -> None:
    assert render_word(drawn_up().document, "注") == render_word(drawn_up().document, "注")
