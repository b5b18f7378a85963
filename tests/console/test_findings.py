"""``shejian findings``: what is wrong, of whom, by what; and the list that is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shejian.journal.models import Entry
from shejian.oversight.models import KeptFinding

Run = Callable[..., Any]
COUNTS = {"term_ending": 20, "should_have_built": 7, "charter_clause": 8, "commitment_missing": 23}


@pytest.fixture
def county(run: Run, data: Path) -> None:
    assert run("import", data / "county-2022.xlsx").code == 0


def test_as_json(run: Run, county: None) -> None:
    shown = run("findings", "--on", "2022-12-31", "--json").json
    assert (shown["on"], shown["unit"], shown["line"], shown["unjudged"]) == ("2022-12-31", "云川县", "territory", {})
    of_facts = [row for row in shown["findings"] if row["source"] == "facts"]
    assert Counter(row["check"] for row in of_facts) == COUNTS
    assert shown["unknown"] == {"charter_clause": 168, "committee_due": 28, "member_without_branch": 12}
    first = next(row for row in of_facts if row["name"] == "云川县晨光职业培训学校")
    assert {name: first[name] for name in ("label", "subject", "severity", "since")} == {
        "label": "应建未建",
        "subject": "organization",
        "severity": "hint",
        "since": "2022-12-31",
    }
    assert all(row["clause"] and row["remedy"] and row["because"] for row in shown["findings"])


def test_of_a_unit(run: Run, county: None) -> None:
    whole = run("findings", "--on", "2022-12-31", "--json").json["findings"]
    town = run("findings", "--unit", "云川县/城关镇", "--on", "2022-12-31", "--json").json
    assert town["unit"] == "云川县/城关镇"
    assert 0 < len(town["findings"]) < len(whole)
    assert [row for row in town["findings"] if row not in whole] == []


def test_as_text(run: Run, county: None) -> None:
    shown = run("findings", "--on", "2022-12-31")
    assert shown.code == 0
    assert "应建未建：查出 7，不能判断 0\n" in shown.out
    assert "章程党建条款不合要求：查出 8，不能判断 168\n" in shown.out
    assert "    依据：《中国共产党支部工作条例（试行）》条款待核（2018-10-28 起施行）\n" in shown.out
    assert "    怎么办：督促单独建立党支部" in shown.out


def test_the_list_is_kept_once(run: Run, county: None) -> None:
    first = run("findings", "--on", "2022-12-31", "--record", "--json").json
    assert first["recorded"]["opened"] == len(first["findings"]) == KeptFinding.objects.count()
    count = Entry.objects.count()
    again = run("findings", "--on", "2022-12-31", "--record")
    assert f"问题清单：立项 0，销号 0，现有 {len(first['findings'])}；没有要记的。" in again.out
    assert Entry.objects.count() == count


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--on", "2099-01-01"), "2099-01-01 还没有到，不能记入问题清单；只看将来会怎样，请去掉 --record"),
        (("--unit", "云川县/城关镇"), "问题清单按全部单位、最新的账更新；请去掉 --unit"),
    ],
)
def test_what_is_not_recorded(run: Run, county: None, arguments: tuple[str, ...], message: str) -> None:
    count = Entry.objects.count()
    refused = run("findings", *arguments, "--record")
    assert refused.code == 2
    assert message in refused.err
    assert Entry.objects.count() == count


def test_an_earlier_day_than_the_list(run: Run, county: None) -> None:
    run("findings", "--on", "2023-01-31", "--record")
    refused = run("findings", "--on", "2022-12-31", "--record")
    assert refused.code == 2
    assert "问题清单已经更新到 2023-01-31" in refused.err


def test_a_later_day_is_only_looked_at(run: Run, county: None) -> None:
    shown = run("findings", "--on", "2030-01-01", "--json").json
    assert {"term_over", "probation_over"} < {row["check"] for row in shown["findings"]}
