"""The definition of effective coverage: what its file says, and what of a file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from shejian.core.indicators.effective import FILE, effective_coverage, read_effective_coverage
from shejian.core.life import life_standard
from shejian.core.rules import LawFileError
from shejian.core.rules.loading import LAW_FOLDER


def test_the_definition_that_is_shipped() -> None:
    definition = effective_coverage()
    assert [str(one) for one in definition.conditions] == [
        *("attached", "functional", "members", "term", "silence", "life")
    ]
    assert [str(one) for one in definition.kinds] == ["general_meeting", "theme_day", "life_meeting", "appraisal"]
    assert definition.months == 12


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("key: effective_coverage", "key: effective", "key 应为 effective_coverage，现为 effective"),
        ("term, silence", "term, silent", "没有条件 silent"),
        ("term, silence", "term", "conditions 缺少 silence"),
        ("term, silence", "term, term, silence", "conditions 里 term 重复"),
        ("theme_day", "theme", "没有组织生活的类型 theme"),
        ("theme_day", "committee_meeting", "支部委员会不是每个党支部都要求的，不能列入 kinds"),
        ("theme_day", "lecture", "党课不是每个党支部都要求的，不能列入 kinds"),
        ("months: 12", "months: 0", "months 应为正整数"),
        ("months: 12", "month: 12", "不认识的键 month"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = (LAW_FOLDER / FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "standards").mkdir()
    (tmp_path / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(LawFileError) as refused:
        read_effective_coverage(tmp_path, life_standard())
    assert str(refused.value).startswith(FILE)
    assert said in str(refused.value)
