"""``shejian life due``: what branches still have to hold, and what they are behind with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
STOPPED = "云川县双岭乡个体劳动者协会党支部"


@pytest.fixture
def county(run: Run, data: Path) -> None:
    assert run("import", data / "county-2022.xlsx").code == 0


def test_branches_that_stopped_in_spring_are_behind(run: Run, county: None) -> None:
    shown = run("life", "due", "--on", "2022-12-31", "--json").json
    assert (shown["unit"], shown["on"], shown["line"]) == ("云川县", "2022-12-31", "territory")
    behind = [row for row in shown["due"] if row["state"] == "behind"]
    # Stopped in April: three general meetings, eight theme days, 组织生活会 and 民主评议 are lacking of each.
    assert Counter(Counter(row["name"] for row in behind).values()) == {13: 16}
    assert Counter(row["kind"] for row in behind) == {
        "theme_day": 128,
        "general_meeting": 48,
        "life_meeting": 16,
        "appraisal": 16,
    }
    quarters = [row for row in behind if row["name"] == STOPPED and row["kind"] == "general_meeting"]
    assert [(row["period"], row["first"], row["by"], row["required"], row["held"]) for row in quarters] == [
        ("2022年第2季度", "2022-04-01", "2022-06-30", 1, 0),
        ("2022年第3季度", "2022-07-01", "2022-09-30", 1, 0),
        ("2022年第4季度", "2022-10-01", "2022-12-31", 1, 0),
    ]
    assert {(row["rule"], row["modality"], row["label"]) for row in quarters} == {("每季度1次", "一般", "支部党员大会")}
    assert all("条款待核" in row["clause"] and "请补记" in row["because"] for row in quarters)
    assert {row["kind"] for row in shown["due"] if row["state"] == "unknown"} == {
        "committee_meeting",
        "group_meeting",
        "heart_talk",
    }
    assert (shown["counts"]["behind"], shown["counts"]["due"]) == (208, 0)
    assert [(one["name"], one["because"]) for one in shown["apart"]] == [
        ("云川县社会组织综合党委", "组织生活在它下属的党支部开展，逐个支部看")
    ]


def test_as_text_for_a_town(run: Run, county: None) -> None:
    shown = run("life", "due", "--on", "2022-11-24", "--unit", "云川县/城关镇")
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[0].startswith("云川县/城关镇 · 属地 · 含下级    截至 2022-11-24：已达到 ")
    at = lines.index("云川县第三城关镇个体劳动者协会党支部")
    assert lines[at + 1 : at + 3] == [
        "  未达到　支部党员大会 2022年第2季度、2022年第3季度：周期已过",
        "  待开展　支部党员大会 2022年第4季度，2022-12-31 以前",
    ]
    assert "不计次数　党课：没有国家规定的次数" in lines
    assert any(line.startswith("依据　主题党日每月1次，《中国共产党党员教育管理工作条例》第十六条") for line in lines)
