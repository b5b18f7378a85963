"""Issuing freezes what the document says with the rows it rests on; checking says exactly what has drifted, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from tests.conftest import County, make_act
from tests.reports import writing
from tests.reports.reading import Word

from shejian.core.documents import Written
from shejian.core.indicators import When
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.models import Entry, Paper
from shejian.journal.services import AlreadyPosted, posting
from shejian.journal.services.papers import kept_file
from shejian.journal.services.verification import verify_journal
from shejian.registry.models import Registration
from shejian.registry.services import charters
from shejian.registry.services import organizations as register
from shejian.reports.checking import check
from shejian.reports.manuscripts import Obstacle
from shejian.reports.models import Draft, FrozenFigure, Issue, Withdrawal
from shejian.reports.queries import issued_document
from shejian.reports.services import drafting, issuing

pytestmark = pytest.mark.django_db


def counted() -> tuple[int, int, int, int]:
    return Entry.objects.count(), Issue.objects.count(), FrozenFigure.objects.count(), Paper.objects.count()


def test_issuing_is_one_entry_that_keeps_file_figures_rows_and_fingerprint(tidy_county: County) -> None:
    draft = writing.finished()
    assert writing.look(draft).in_the_way == ()
    before = Entry.objects.count()
    issue = writing.issue(draft, number="云社工委〔2023〕1号")
    assert Entry.objects.count() == before + 1
    assert (issue.known, issue.entry_id, issue.on, issue.dated) == (before, before + 1, writing.DAY, writing.DATED)
    assert (issue.paper.number, issue.paper.issued_on, issue.paper.kind) == (
        "云社工委〔2023〕1号",
        writing.DATED,
        "report",
    )
    assert issue.title == "2022年度社会组织党工委书记抓党建工作述职报告"
    draft.refresh_from_db()
    assert (draft.state, draft.issue_id) == ("issued", issue.pk)
    coverage = issue.figures.get(figure="organization_coverage", on=writing.DAY)
    assert (coverage.text, coverage.numerator, coverage.denominator) == ("86.9%", 153, 176)
    assert (coverage.rows.count("],["), coverage.whole_rows.count("],[")) == (152, 175)
    earlier = issue.figures.get(figure="organization_coverage", on=date(2021, 12, 31))
    assert (earlier.text, earlier.numerator, earlier.denominator) == ("85.8%", 157, 183)
    assert verify_journal() == []


def test_the_kept_file_says_the_figures_of_the_ledger(tidy_county: County) -> None:
    issue = writing.issue(writing.finished())
    word = Word.of(kept_file(issue.paper.sha256))
    asked = ask(Question(on=writing.DAY, since=date(2022, 1, 1)))
    now = answer(asked).figures
    assert "中共云川县社会组织工作委员会" in word.text
    assert "〔" not in word.text
    exact = [(tag.split("|")[0], text) for tag, text in word.figures if tag.endswith("|照实")]
    assert len(exact) == 13
    assert exact == [(key, now[key].text) for key, _ in exact]
    frozen = {one.figure: one.text for one in issue.figures.filter(on=writing.DAY)}
    assert {key: frozen[key] for key, _ in exact} == dict(exact)
    runs = [run for one in issued_document(issue).paragraphs() for run in one.runs if isinstance(run, Written)]
    assert [(f"{run.bound.key}|{run.bound.writing}", run.text) for run in runs] == word.figures
    assert f"指纹 {issue.fingerprint}" in word.parts["docProps/core.xml"].decode()


def test_right_after_issuing_the_ledger_says_all_of_it(tidy_county: County) -> None:
    found = check(writing.issue(writing.finished()))
    assert (found.drifted, found.breaches, found.holds) == ([], (), True)
    assert len(found.findings) == 21


def test_a_corrected_fact_drifts_exactly_the_figures_that_it_moves_with_row_and_entry(tidy_county: County) -> None:
    issue = writing.issue(writing.finished())
    known = issue.entry_id
    organization = _covered_from_of_old()
    with posting(make_act(), "test.else") as made:
        charters.set_charter(made, {organization: False})
    with posting(make_act(), "test.correct") as made:
        register.correct_founding(made, {organization: date(2023, 2, 1)})
    found = check(issue)
    drifted = {(one.frozen.figure, one.frozen.on): one for one in found.drifted}
    assert set(drifted) == _moved(issue)
    assert {key for key, on in drifted if on == writing.DAY} >= {"organizations", "covered", "organization_coverage"}
    assert len(drifted) < len(found.findings) / 2
    covered = drifted["covered", writing.DAY]
    assert covered.difference == "153 → 152"
    (gone,) = covered.went
    name = Registration.objects.get(organization=organization, superseded_by=None).name
    assert (gone.id, gone.name, covered.came) == (organization, name, ())
    assert [cause.number for cause in covered.causes] == [known + 2]
    assert found.breaches == ()
    assert not found.holds
    again = check(issue)
    assert again.findings == found.findings


def _moved(issue: Issue) -> set[tuple[str, date]]:
    """By another way than checking: the figures of either day, asked as known then and now."""
    found = set()
    for day in (writing.DAY, date(2021, 12, 31)):
        question = Question(on=day, since=date(day.year, 1, 1))
        then, now = (answer(ask(replace(question, known=known))).figures for known in (issue.known, None))
        found |= {(key, day) for key in now if then[key] != now[key]}
    return found & {(one.figure, one.on) for one in issue.figures.all()}


def _covered_from_of_old() -> int:
    """An organization, founded before 2021, that is covered together with others."""
    asked = ask(Question(on=writing.DAY, since=date(2022, 1, 1)))
    from shejian.core.indicators import evidence

    rows = {row.id for row in evidence(asked.view, "covered", asked.scope).rows}
    last = asked.at(When(date(2021, 12, 31), date(2021, 1, 1)))
    rows &= {row.id for row in evidence(last.view, "covered", last.scope).rows}
    return min(rows)


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("reports_issue", "document", "replace(document, '153', '163')", "和指纹不符"),
        ("reports_frozenfigure", "text", "'177'", "和指纹不符"),
        ("reports_frozenfigure", "rows", "'[[1,1]]'", "和冻结时的摘要不符"),
    ],
)
def test_a_changed_row_breaks_the_fingerprint(
    tidy_county: County, table: str, column: str, value: str, said: str
) -> None:
    issue = writing.issue(writing.finished())
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = {value}')
    issue.refresh_from_db()
    found = check(issue)
    assert any(said in breach for breach in found.breaches)
    assert not found.holds
    assert verify_journal() != []


def test_a_missing_file_is_told(tidy_county: County) -> None:
    from shejian.journal.services.papers import forget_file

    issue = writing.issue(writing.finished())
    forget_file(issue.paper.sha256)
    assert [one[:9] for one in check(issue).breaches] == ["Word 原件：原"]


def test_what_is_not_finished_is_refused_with_a_list_and_nothing_is_written(tidy_county: County) -> None:
    draft = writing.started()
    writing.write(draft, {"1.1": "全县建立党组织139个，{没有这个}。", "2": ""})
    drafting.remark(draft.pk, "1.2", "请核实", by=writing.me(), moment=writing.MOMENT, key="r")
    before = counted()
    with pytest.raises(issuing.NotReady) as refusal:
        writing.issue(draft)
    kinds = [(one.place.key, one.what) for one in refusal.value.in_the_way]
    assert kinds.count(("1.1", Obstacle.MARK)) == 1
    assert kinds.count(("1.1", Obstacle.FAULT)) == 1
    assert kinds.count(("1.2", Obstacle.COMMENT)) == 1
    assert kinds.count(("1.2", Obstacle.BLANK)) == 1
    assert kinds[-1] == ("issuer", Obstacle.BLANK)
    assert not any(place == "2" for place, _ in kinds)
    draft.refresh_from_db()
    assert (counted(), draft.state, draft.issue_id) == (before, "open", None)


def test_whoever_looked_through_an_older_text_is_asked_to_look_again(tidy_county: County) -> None:
    draft = writing.finished()
    seen = issuing.seen(writing.look(draft))
    writing.write(draft, {"3": "另有打算。"})
    before = counted()
    with pytest.raises(issuing.LookAgain, match="再看一遍"):
        writing.issue(draft, looked_through=seen)
    assert (counted(), Draft.objects.get(pk=draft.pk).state) == (before, "open")


def test_a_request_sent_twice_issues_once(tidy_county: County) -> None:
    draft = writing.finished()
    act = make_act()
    values = {"looked_through": issuing.seen(writing.look(draft)), "number": "", "dated": writing.DATED}
    issuing.issue(act, draft.pk, **values)
    before = counted()
    with pytest.raises(AlreadyPosted):
        issuing.issue(act, draft.pk, **values)
    with pytest.raises(drafting.NotWritable, match="已签发"):
        issuing.issue(make_act(), draft.pk, **values)
    with pytest.raises(drafting.NotWritable):
        writing.write(draft, {"3": "改一改"})
    assert counted() == before


def test_withdrawing_needs_a_reason_is_an_entry_and_deletes_nothing(tidy_county: County) -> None:
    issue = writing.issue(writing.finished())
    before = counted()
    with pytest.raises(issuing.NoReason):
        issuing.withdraw(make_act(), issue.pk, "  ")
    assert counted() == before
    entry = issuing.withdraw(make_act(), issue.pk, "数有误，另行签发")
    assert (entry.act, counted()) == ("reports.withdraw", (before[0] + 1, *before[1:]))
    with pytest.raises(issuing.AlreadyWithdrawn, match=f"第 {entry.number} 笔"):
        issuing.withdraw(make_act(), issue.pk, "再来一次")
    assert Withdrawal.objects.count() == 1
    assert kept_file(issue.paper.sha256)
    assert verify_journal() == []
