"""Whatever the county: every figure in the Word file is that of the ledger, and no other number stands in it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.conftest import County
from tests.reports.reading import Word

from shejian.core.calendar import previous_day, year_start
from shejian.core.documents import outlines
from shejian.core.indicators import When
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.reports.drawing_up import Report, draw_up
from shejian.reports.word import render_word


def drawn_up() -> Report:
    question = Question(on=date(2022, 12, 31), since=date(2022, 1, 1))
    return draw_up(outlines()["debrief"], ask(question), date(2023, 1, 9))


def test_every_figure_in_the_file_is_that_of_the_ledger(county: County) -> None:
    report = drawn_up()
    asked = ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1)))
    last = previous_day(date(2022, 1, 1))
    now, before = answer(asked).figures, answer(asked.at(When(last, year_start(last)))).figures
    found = Word.of(render_word(report.document, "")).figures
    assert [tag for tag, _ in found] == [f"{u.figure.key}|{u.written.bound.writing}" for u in report.uses]
    for tag, text in found:
        key, writing = tag.split("|")
        if writing == "照实":
            assert text == now[key].text
        elif writing == "较上年":
            moved = (now[key].value or 0) - (before[key].value or 0)
            said = float(re.sub(r"[^\d.]", "", text))
            assert said == pytest.approx(abs(moved), abs=0.001)
            assert ("减少" in text or "下降" in text) == (moved < 0)


def test_no_other_number_stands_in_the_file_than_what_was_given(county: County) -> None:
    prose = Word.of(render_word(drawn_up().document, "")).prose
    for given in ("2022年12月31日", "2022年", "2023年1月9日"):
        assert given in prose
        prose = prose.replace(given, "")
    assert re.findall(r"\d+", prose) == []
