"""The words of the checks: every reason has its sentence, every rule is one, and what is wrong in a file is refused."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest
from tests.core.findings.small import Ledger
from tests.core.indicators.generating import DAYS, LAST_ENTRY, Lots
from tests.engines import relations

from shejian.core.calendar import next_day
from shejian.core.facts import Picture
from shejian.core.findings import COLUMNS, Check, bases, checks, judge, read_checks, sentence
from shejian.core.findings.checks import JUDGES
from shejian.core.indicators.evaluate import rows_of
from shejian.core.rules import LawFileError, Severity, load_law
from shejian.core.rules.loading import LAW_FOLDER

CHECKS = list(checks().values())


def key(check: Check) -> str:
    return check.key


def test_the_checks_there_are() -> None:
    assert (
        list(checks())
        == list(JUDGES)
        == [
            "few_full_members",
            "joint_too_many_units",
            "too_many_members",
            "committee_due",
            "term_over",
            "term_ending",
            "should_have_built",
            "charter_clause",
            "commitment_missing",
            "member_without_branch",
            "dues_below",
            "dues_unpaid",
            "hours_below",
            "secretary_untrained",
            "probation_over",
        ]
    )


@pytest.mark.parametrize("check", CHECKS, ids=key)
def test_every_check_rests_on_rules_that_there_are(check: Check) -> None:
    assert [rule for rule in check.rules if rule not in load_law().keys] == []


@pytest.mark.parametrize("check", CHECKS, ids=key)
def test_today_every_check_names_a_clause_and_says_whether_it_is_confirmed(check: Check) -> None:
    basis = bases(date(2026, 11, 30), load_law())[check.key]
    assert basis.unavailable is None
    for rule in check.rules:
        value = basis.value(rule)
        assert "《" in basis.clause(rule)
        assert ("条款待核" in basis.clause(rule)) is not value.confirmed
        assert basis.severity(rule) is value.severity
        assert (basis.severity(rule) is Severity.HINT) or value.confirmed


def drawn(seed: int) -> Picture:
    return Picture(Lots(Random(seed)).tables(), LAST_ENTRY)


@pytest.mark.parametrize("seed", range(8))
def test_of_any_ledger_each_row_has_its_sentence_and_since_is_no_earlier_than_the_rule(seed: int) -> None:
    law, picture = load_law(), drawn(seed)
    for day in DAYS:
        resting = bases(day, law)
        rows = rows_of(judge(picture, day, law))
        assert len({(row["check"], row["id"]) for row in rows}) == len(rows)
        for row in rows:
            basis = resting[row["check"]]
            assert tuple(row) == COLUMNS
            assert basis.check.verdicts[row["because"]] is row["verdict"]
            assert sentence(row, basis)
            assert row["subject"] == basis.check.subject
            _since_is_sound(row, day, basis.begun[row["rule"] or basis.check.rules[0]])


def _since_is_sound(row: dict[str, Any], day: date, begun: date) -> None:
    if row["verdict"] is not True:
        assert row["since"] is None
    elif row["since"] is not None:  # a year closes at the end of its last day
        assert begun <= row["since"] <= next_day(day), row


@pytest.mark.parametrize("seed", range(2))
def test_both_engines_judge_alike(seed: int, tmp_path: Path) -> None:
    tables = Lots(Random(seed)).tables()
    with duckdb.connect() as link:
        second = Picture(relations(link, tmp_path, tables), LAST_ENTRY)
        for day in (*DAYS[::3], date(2026, 11, 30)):
            one, other = (rows_of(judge(picture, day, load_law())) for picture in (drawn(seed), second))
            assert sorted(one, key=str) == sorted(other, key=str)


@pytest.mark.parametrize("key", ["term_over", "probation_over"])
@pytest.mark.parametrize("seed", range(8))
def test_a_term_is_over_on_the_day_it_says_and_was_not_on_the_day_before(key: str, seed: int) -> None:
    picture = drawn(seed)

    def found(day: date) -> set[int]:
        return {row["id"] for row in rows_of(judge(picture, day, load_law(), [key])) if row["verdict"]}

    for row in rows_of(judge(picture, date(2026, 11, 30), load_law(), [key])):
        if row["verdict"]:
            assert row["id"] in found(row["since"])
            assert row["id"] not in found(row["since"] - timedelta(days=1))


def test_no_check_judges_where_no_rule_is_in_force() -> None:
    ledger = Ledger()
    ledger.body(ledger.organization())
    assert rows_of(judge(ledger.picture(), date(1980, 1, 1), load_law())) == []
    assert bases(date(1980, 1, 1), load_law())["few_full_members"].unavailable == (
        "本库未收录：单独成立党支部的正式党员数从 1982-09-06 起收录，1980-01-01 在此之前"
    )


def test_there_is_no_such_check() -> None:
    with pytest.raises(KeyError, match="few_members"):
        judge(Ledger().picture(), date(2022, 12, 31), load_law(), ["few_members"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LAW_FOLDER / "findings", tmp_path / "findings")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("label:", "lable:", "不认识的键 lable"),
        ("subject: party_organization", "subject: branch", "subject 应为organization、party_organization、person"),
        ("key: term_over", "key: term_overdue", "监督项 term_overdue 应放在 findings/term_overdue.yaml"),
        ("{day} 届满，此后", "{date} 届满，此后", "over 里的 {date} 填不出来；可用的：number、money、hours、day、rule"),
        ("{day} 届满，此后", "{day 届满，此后", "over 的花括号不成对"),
        ("  no_kind:", "  over:", "unknown 的 over 已在别处写过"),
        ("  no_kind:", "  No-Kind:", "unknown：No-Kind 不是代码（小写字母和下划线）"),
        ("remedy:", "# remedy:", "缺少 remedy"),
    ],
)
def test_a_file_that_is_wrong_is_refused(folder: Path, old: str, new: str, message: str) -> None:
    path = folder / "findings" / "term_over.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawFileError) as refused:
        read_checks(folder)
    assert str(refused.value).startswith("findings/term_over.yaml：")
    assert message in str(refused.value)


def test_a_check_without_words_and_words_without_a_check_are_refused(folder: Path) -> None:
    path = folder / "findings" / "term_over.yaml"
    late = path.rename(folder / "findings" / "term_late.yaml")
    late.write_text(late.read_text(encoding="utf-8").replace("key: term_over", "key: term_late"), encoding="utf-8")
    with pytest.raises(LawFileError, match=r"findings/term_late\.yaml：没有监督项 term_late；是否 term_over？"):
        read_checks(folder)
    late.unlink()
    with pytest.raises(LawFileError, match=r"findings/term_over\.yaml：监督项 term_over 没有文字"):
        read_checks(folder)
