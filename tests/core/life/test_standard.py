"""The standard of organization life: what its file says, and what of a file is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shejian.core.life import duties, life_standard, read_life_standard
from shejian.core.life.standard import FILE, Applies
from shejian.core.rules import LawFileError, load_law
from shejian.core.rules.loading import LAW_FOLDER


def test_the_standard_that_is_shipped() -> None:
    standard = life_standard()
    assert {str(kind) for kind in standard.counted} == {"branch", "joint_branch"}
    assert [(str(one.kind), one.applies, one.rule) for one in standard.kinds] == [
        ("general_meeting", Applies.ALWAYS, "life.general_meeting"),
        ("committee_meeting", Applies.COMMITTEE, "life.committee_meeting"),
        ("group_meeting", Applies.GROUPS, "life.group_meeting"),
        ("lecture", Applies.UNSET, None),
        ("theme_day", Applies.ALWAYS, "life.theme_day"),
        ("life_meeting", Applies.ALWAYS, "life.life_meeting"),
        ("appraisal", Applies.ALWAYS, "life.appraisal"),
        ("heart_talk", Applies.PAIRS, "life.talk"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("key: organization_life", "key: life", "key 应为 organization_life，现为 life"),
        ("  branch: {counted: true, why: 党支部}\n", "", "bodies：缺少 branch"),
        ("  joint_branch:", "  joint:", "bodies：不认识的键 joint"),
        ("{counted: true, why: 党支部}", "{counted: 是, why: 党支部}", "counted 应为 true 或 false"),
        ("kind: theme_day", "kind: theme_days", "没有组织生活的类型 theme_days"),
        ("kind: theme_day", "kind: appraisal", "kinds 里 theme_day 应有一项，现有 0 项"),
        ("rule: life.theme_day", "rule: life.theme", "没有参数 life.theme"),
        ("rule: life.theme_day", "rule: dues.bands", "参数 dues.bands 是分档，不是频次"),
        ("rule: life.theme_day", "rule: null", "applies 为 unset 的没有 rule，其余的都要有"),
        ("applies: groups", "applies: group", "applies 应为always、committee、groups、pairs、unset之一"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = (LAW_FOLDER / FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "standards").mkdir()
    (tmp_path / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(LawFileError) as refused:
        read_life_standard(tmp_path, load_law())
    assert str(refused.value).startswith(FILE)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("count", "days"),
    [
        (1, [date(2022, 1, 1)]),
        (2, [date(2022, 2, 15), date(2022, 1, 1)]),
        (3, [date(2022, 3, 2), date(2022, 1, 31), date(2022, 1, 1)]),
    ],
)
def test_pro_rata_is_the_days_lived_rounded_down(count: int, days: list[date]) -> None:
    """Of 90 days, who lived 45 owes one of two; who lived 30 owes one of three, and 60 two."""
    duty = next(
        one
        for one in duties(load_law(), "life.general_meeting", date(2022, 3, 31))
        if one.period.first == date(2022, 1, 1)
    )
    bounds = type(duty)(duty.period, count, duty.value).bounds
    assert bounds == days
    for founded in (date(2022, 1, 1), date(2022, 1, 2), date(2022, 2, 15), date(2022, 2, 16), date(2022, 3, 31)):
        lived = (duty.period.last - founded).days + 1
        assert sum(founded <= bound for bound in bounds) == count * lived // duty.period.days
