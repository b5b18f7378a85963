"""Files of ``law/calendars`` that are refused, with the place and the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shejian.core.rules import LawFileError, read_workdays

SOUND = """\
year: 2026
notices: [{title: 关于2026年部分节假日安排的通知, number: null, issued: 2025-11-04}]
rest: {元旦: [2026-01-01, 2026-01-02]}
work: [2026-01-04]
"""


def written(folder: Path, text: str, name: str = "2026.yaml") -> Path:
    (folder / "calendars").mkdir()
    (folder / "calendars" / name).write_text(text, encoding="utf-8")
    return folder


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    workdays = read_workdays(written(tmp_path, SOUND))
    assert dict(workdays.rest) == {date(2026, 1, 1): "元旦", date(2026, 1, 2): "元旦"}
    assert (workdays.work, workdays.published) == ({date(2026, 1, 4)}, {2026})


def test_a_folder_without_calendars_publishes_nothing(tmp_path: Path) -> None:
    assert read_workdays(tmp_path).published == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("year: 2026", "year: 2025", "calendars/2026.yaml：2025 年的放假安排应放在 calendars/2025.yaml"),
        ("work:", "works:", "calendars/2026.yaml：不认识的键 works；是否 work？可用的键：year、notices、rest、work"),
        ("[2026-01-04]", "[2027-01-03]", "calendars/2026.yaml：work 里的 2027-01-03 不在 2026 年"),
        ("[2026-01-04]", "[2026-01-05]", "calendars/2026.yaml：work 里的 2026-01-05 不是周末，不必写"),
        ("2026-01-02", "2026-01-03", "calendars/2026.yaml：rest：元旦 里的 2026-01-03 本来就是周末，不必写"),
        ("2026-01-02", "2026-01-01", "calendars/2026.yaml：rest：元旦 里的 2026-01-01 应晚于前一个 2026-01-01"),
        ("[2026-01-04]", "[]", "calendars/2026.yaml：work 应为几个日期"),
        ("[2026-01-04]", "[1月4日]", "calendars/2026.yaml：work 里的 1月4日 应为日期（如 2026-10-01）"),
        ("[2026-01-04]", "[2026-02-30]", "calendars/2026.yaml：第 4 行：没有 2026-02-30 这一天"),
        ("number: null, ", "", "calendars/2026.yaml：notices 第 1 项：缺少 number"),
    ],
)
def test_a_broken_file_is_refused(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in SOUND
    with pytest.raises(LawFileError) as refused:
        read_workdays(written(tmp_path, SOUND.replace(old, new)))
    assert str(refused.value) == message
